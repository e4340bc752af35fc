using Foedus.Numerics.Sampling;

namespace Foedus.Exploring;

/// <summary>A share of a variance with its 95% range.</summary>
/// <remarks>
/// Two ranges on the scale of logarithms, since a share is a mean of squares and a few places may have most of it, and of each end the one further out: Student's t with the jackknife over independent groups of base points (Shao and Wu 1989),
/// and the bootstrap of base points with every sample measured in its own standard errors (bootstrap-t: Efron and Tibshirani 1993, chapter 12). Percentiles of the bootstrap alone miss the truth far more often than 5 times in 100 at some dozens of points:
/// docs/mathematics/uncertainty.md has both, measured.
/// </remarks>
/// <param name="Share">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct VarianceShare(double Share, double Low, double High)
{
    /// <summary>Base points below which no range is honest: it is all from 0 to 1.</summary>
    public const int Least = 16;

    private const int Resamples = 1_000;

    private const double Nothing = 1e-14;

    /// <summary>mean(parts) / (mean(squares) − mean(values)²).</summary>
    /// <param name="parts">[base point] What adds up to the part; a point with one that is no number is left out.</param>
    /// <param name="values">[base point] Mean of the results there, best less their mean over all.</param>
    /// <param name="squares">[base point] Mean of their squares.</param>
    /// <param name="groups">Base points are dealt to so many independent groups in turn.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <returns>0 where nothing varies; NaN where no base point is left.</returns>
    public static VarianceShare Of(double[] parts, double[] values, double[] squares, int groups, ulong seed)
    {
        var points = Enumerable
            .Range(0, parts.Length)
            .Where(point => double.IsFinite(parts[point]) && double.IsFinite(values[point]) && double.IsFinite(squares[point]))
            .ToArray();
        if (points.Length == 0)
            return new VarianceShare(double.NaN, double.NaN, double.NaN);
        var (share, error) = Estimate(parts, values, squares, points);
        if (double.IsNaN(error))
            return new VarianceShare(0, 0, 0);
        if (points.Length < Least)
            return new VarianceShare(share, 0, Math.Max(1, share));
        if (!(share > 0))
            return new VarianceShare(share, share, share);
        var without = points
            .GroupBy(point => point % groups)
            .Select(group => Estimate(parts, values, squares, [.. points.Where(point => point % groups != group.Key)]).Share)
            .ToArray();
        var half = Jackknife.Half(without) / share;
        var (down, up) = (half, half);
        if (error > 0 && Studentised(parts, values, squares, points, seed, share) is { Length: > Resamples / 2 } sorted)
        {
            down = Math.Max(down, sorted[(int)Math.Ceiling(0.975 * (sorted.Length - 1))] * error / share);
            up = Math.Max(up, -sorted[(int)(0.025 * (sorted.Length - 1))] * error / share);
        }
        return new VarianceShare(share, share * Math.Exp(-down), share * Math.Exp(up));
    }

    // How many of its own standard errors a sample's logarithm is off; samples in which the part or its error is nothing have none.
    private static double[] Studentised(double[] parts, double[] values, double[] squares, int[] points, ulong seed, double share)
    {
        var random = new RandomStream(seed);
        var sample = new int[points.Length];
        var off = new List<double>(Resamples);
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < sample.Length; i++)
                sample[i] = points[(int)(random.NextUnit() * points.Length)];
            if (Estimate(parts, values, squares, sample) is { Share: > 0, Error: > 1e-9 } found)
                off.Add(Math.Log(found.Share / share) * found.Share / found.Error);
        }
        return [.. off.Order()];
    }

    // With the standard error of a ratio by its linear part; NaN where nothing varies.
    private static (double Share, double Error) Estimate(double[] parts, double[] values, double[] squares, int[] points)
    {
        var (part, mean, square, n) = (0.0, 0.0, 0.0, points.Length);
        foreach (var point in points)
            (part, mean, square) = (part + parts[point], mean + values[point], square + squares[point]);
        (part, mean, square) = (part / n, mean / n, square / n);
        var variance = square - mean * mean;
        if (!(variance > Nothing))
            return (0, double.NaN);
        var (share, sum) = (part / variance, 0.0);
        foreach (var point in points)
            sum += (parts[point] - share * (squares[point] - 2 * mean * values[point] + mean * mean)) is var off ? off * off : 0;
        return (share, Math.Sqrt(sum / ((double)n * Math.Max(1, n - 1))) / variance);
    }
}
