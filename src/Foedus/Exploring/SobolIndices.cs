using Foedus.Numerics.Sampling;
using Foedus.Units;

namespace Foedus.Exploring;

/// <summary>One assumption's share in the variance of a result.</summary>
/// <param name="First">Alone.</param>
/// <param name="Total">Alone and together with others.</param>
/// <param name="FirstInterval">95% by bootstrap over base points.</param>
/// <param name="TotalInterval">95%, by the wider of a jackknife and a bootstrap over base points, on the scale of logarithms; all from 0 to 1 where there are fewer than 16.</param>
public sealed record SobolIndex(double First, double Total, (double Low, double High) FirstInterval, (double Low, double High) TotalInterval);

/// <summary>What two inputs explain only together.</summary>
/// <param name="First">Number of the one input.</param>
/// <param name="Second">Number of the other, larger.</param>
/// <param name="Share">Of the variance, beyond what each explains on its own; the estimate can lie below 0.</param>
/// <param name="Interval">95% by bootstrap over base points.</param>
public sealed record PairIndex(int First, int Second, double Share, (double Low, double High) Interval);

/// <summary>Variance-based sensitivity indices from Saltelli's design.</summary>
/// <remarks>
/// For each base point the rows A, AB₁ … AB_d, B (AB_j: row A with column j of B). First: mean(B (AB_j − A)) / V; total: mean((A − AB_j)²) / 2V; results standardised, V the variance over all rows of A and B:
/// Saltelli et al. 2010, table 2 (b) and (f), Jansen 1999. With rows BA_j (B with column j of A) also pairs: mean(BA_j AB_k − A B) / V less both first-order indices (Saltelli 2002, theorem 2). Inputs must be independent.
/// </remarks>
public static class SobolIndices
{
    private const int Resamples = 1_000;

    /// <param name="results">In the order of the design.</param>
    /// <param name="inputs">d.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="InputException">The number of rows is no multiple of d + 2, or nothing varies.</exception>
    public static IReadOnlyList<SobolIndex> Estimate(double[] results, int inputs, ulong seed = 2025)
    {
        var block = inputs + 2;
        if (results.Length == 0 || results.Length % block != 0)
            throw new InputException(
                $"A Saltelli design of {Words.Counted(inputs, "input")} has {Words.Counted(block, "row")} for each base point (A, AB for each input, B); {results.Length:N0} is no multiple of {block}."
            );
        return Estimate(results, new SaltelliDesign(inputs, HasPairs: false), seed).Each;
    }

    /// <summary>Indices of every input, and of every pair where the design has rows for them.</summary>
    /// <param name="results">In the order of the design.</param>
    /// <param name="design">As its input columns show it.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="InputException">Nothing varies.</exception>
    public static (IReadOnlyList<SobolIndex> Each, IReadOnlyList<PairIndex> Pairs) Estimate(double[] results, SaltelliDesign design, ulong seed = 2025)
    {
        if (Array.TrueForAll(results, value => value == results[0]))
            throw new InputException("The result is the same in every row: there is no variance to explain.");
        if (results.Length == design.RowsOfPoint)
            throw new InputException(
                $"The design has one base point, {Words.Counted(results.Length, "row")}: nothing can be said of how uncertain an index is. Take many, such as 256."
            );
        // In units of the largest first: squares of results such as 1e200, or 1e-200, are no numbers.
        var size = results.Max(Math.Abs);
        var scaled = Array.ConvertAll(results, value => value / size);
        var mean = scaled.Average();
        var deviation = Math.Sqrt(scaled.Average(y => (y - mean) * (y - mean)));
        if (!(deviation > 0))
            throw new InputException("The result differs between rows by less than a part in 10^15 of itself: there is no variance to explain.");
        var y = Array.ConvertAll(scaled, value => (value - mean) / deviation);
        var (block, d) = (design.RowsOfPoint, design.Inputs);
        var points = y.Length / block;
        double[] Column(int place) => [.. Enumerable.Range(0, points).Select(point => y[point * block + place])];
        var (a, b) = (Column(0), Column(block - 1));
        var mixed = Enumerable.Range(0, d).Select(j => Column(1 + j)).ToArray();
        SobolIndex[] each = [.. mixed.Select(ab => Estimate(a, b, ab, seed))];
        if (!design.HasPairs)
            return (each, []);
        var back = Enumerable.Range(0, d).Select(j => Column(1 + d + j)).ToArray();
        return (each, [.. Enumerable.Range(0, d).SelectMany(j => Enumerable.Range(j + 1, d - j - 1).Select(k => Pair(j, k, a, b, mixed, back[j], seed)))]);
    }

    private static PairIndex Pair(int j, int k, double[] a, double[] b, double[][] mixed, double[] backOfJ, ulong seed)
    {
        var random = new RandomStream(seed);
        var sample = Enumerable.Range(0, a.Length).ToArray();
        var share = Of(sample);
        var spread = new double[Resamples];
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < sample.Length; i++)
                sample[i] = (int)(random.NextUnit() * a.Length);
            spread[round] = Of(sample);
        }
        return new PairIndex(j, k, share, Middle(spread));

        double Of(int[] points)
        {
            double sum = 0,
                square = 0,
                together = 0,
                first = 0,
                second = 0;
            foreach (var point in points)
            {
                var (one, other) = (a[point], b[point]);
                sum += one + other;
                square += one * one + other * other;
                together += backOfJ[point] * mixed[k][point] - one * other;
                first += other * (mixed[j][point] - one);
                second += other * (mixed[k][point] - one);
            }
            var n = points.Length;
            var variance = square / (2 * n) - sum / (2 * n) * (sum / (2 * n));
            return variance > 1e-14 ? (together - first - second) / n / variance : 0;
        }
    }

    /// <summary>Indices of one input, or of a group of inputs that are exchanged together.</summary>
    /// <param name="a">[base point] results of A; centred by the caller where the first-order index matters.</param>
    /// <param name="b">[base point] results of B.</param>
    /// <param name="mixed">[base point] results of A with the input, or the group, of B.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <remarks>Base points with a result that is not a number are left out. Where nothing varies all is 0.</remarks>
    public static SobolIndex Estimate(double[] a, double[] b, double[] mixed, ulong seed = 2025) => Estimate(a, b, mixed, Math.Max(1, a.Length), seed);

    /// <param name="a">[base point] results of A; centred by the caller where the first-order index matters.</param>
    /// <param name="b">[base point] results of B.</param>
    /// <param name="mixed">[base point] results of A with the input, or the group, of B.</param>
    /// <param name="groups">Base points are dealt to so many independent scrambles in turn.</param>
    /// <param name="seed">Of the bootstrap.</param>
    internal static SobolIndex Estimate(double[] a, double[] b, double[] mixed, int groups, ulong seed)
    {
        var all = Enumerable
            .Range(0, a.Length)
            .Where(point => double.IsFinite(a[point]) && double.IsFinite(b[point]) && double.IsFinite(mixed[point]))
            .ToArray();
        if (all.Length == 0)
            return new SobolIndex(double.NaN, double.NaN, (double.NaN, double.NaN), (double.NaN, double.NaN));
        var random = new RandomStream(seed);
        var sample = new int[all.Length];
        var spread = new double[Resamples];
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < sample.Length; i++)
                sample[i] = all[(int)(random.NextUnit() * all.Length)];
            spread[round] = First(a, b, mixed, sample);
        }
        var mean = all.Average(point => (a[point] + b[point]) / 2);
        double[] Each(Func<double, double, double, double> value) => [.. a.Select((_, point) => value(a[point] - mean, b[point] - mean, mixed[point] - mean))];
        var total = VarianceShare.Of(
            Each((one, _, exchanged) => (one - exchanged) * (one - exchanged) / 2),
            Each((one, other, _) => (one + other) / 2),
            Each((one, other, _) => (one * one + other * other) / 2),
            groups,
            seed
        );
        return new SobolIndex(First(a, b, mixed, all), total.Share, Middle(spread), (total.Low, total.High));
    }

    private static double First(double[] yA, double[] yB, double[] yMixed, int[] points)
    {
        double sum = 0,
            square = 0,
            first = 0;
        foreach (var point in points)
        {
            var (a, ab, b) = (yA[point], yMixed[point], yB[point]);
            sum += a + b;
            square += a * a + b * b;
            first += b * (ab - a);
        }
        var n = points.Length;
        var variance = square / (2 * n) - sum / (2 * n) * (sum / (2 * n));
        return variance > 1e-14 ? first / n / variance : 0;
    }

    private static (double, double) Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(int)(0.025 * (sorted.Length - 1))], sorted[(int)Math.Ceiling(0.975 * (sorted.Length - 1))]);
    }
}
