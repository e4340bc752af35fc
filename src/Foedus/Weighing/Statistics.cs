using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Foedus.Weighing;

/// <summary>Numbers across draws.</summary>
internal static class Statistics
{
    /// <summary>Median and middle nine tenths of the solved draws.</summary>
    public static Band Band(double atBest, double[] values)
    {
        var sorted = Sorted(values);
        return sorted.Length == 0 ? new Band(atBest, double.NaN, double.NaN, double.NaN)
            : new Band(atBest, Quantile(sorted, 0.05), Quantile(sorted, 0.5), Quantile(sorted, 0.95));
    }

    public static double[] Sorted(double[] values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    public static double Quantile(double[] sorted, double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);

    /// <summary>A mean over draws with a 95% interval from independent scrambles: Student's t over the scrambles' means.</summary>
    /// <param name="values">[draw] 0 or 1, or a paired difference of such; NaN is left out.</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    /// <param name="least">Smallest value that the mean can take.</param>
    public static WorldShare Share(double[] values, int scrambles, double least = 0)
    {
        var counter = new ShareCounter(scrambles);
        for (var draw = 0; draw < values.Length; draw++)
            counter.Add(draw, values[draw]);
        return counter.Share(least);
    }

    /// <summary>Own shares of several assumptions and their sum, with 95% intervals by jackknife over the independent scrambles.</summary>
    /// <param name="columns">[assumption][draw]</param>
    /// <param name="y">[draw]</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    public static (IReadOnlyList<WorldShare> Each, WorldShare Sum) OwnShares(IReadOnlyList<double[]> columns, double[] y, int scrambles)
    {
        var all = columns.Select(x => OwnShare(x, y, _ => true)).ToArray();
        var without = Enumerable.Range(0, scrambles).Select(scramble => columns.Select(x => OwnShare(x, y, draw => draw % scrambles != scramble)).ToArray()).ToArray();
        return ([.. all.Select((share, i) => Jackknife(share, [.. without.Select(shares => shares[i])]))], Jackknife(all.Sum(), [.. without.Select(shares => shares.Sum())]));
    }

    private static WorldShare Jackknife(double all, double[] without)
    {
        var n = without.Length;
        var mean = without.Mean();
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * Math.Sqrt((n - 1.0) / n * without.Sum(value => (value - mean) * (value - mean)));
        return new WorldShare(Math.Min(1, all), Math.Max(0, all - half), Math.Min(1, all + half));
    }

    /// <summary>Share of the variance of y that x explains on its own: correlation ratio over classes of equal size, corrected for their number.</summary>
    /// <remarks>Estimates the first-order Sobol' index from given data (Plischke, Borgonovo and Smith 2013, section 3).</remarks>
    public static double OwnShare(double[] x, double[] y, Func<int, bool> use)
    {
        var draws = Enumerable.Range(0, x.Length).Where(draw => use(draw) && !double.IsNaN(y[draw])).OrderBy(draw => x[draw]).ToArray();
        var classes = Math.Clamp(draws.Length / 16, 2, 16);
        if (draws.Length < 48)
            return double.NaN;
        var mean = draws.Average(draw => y[draw]);
        var total = draws.Sum(draw => (y[draw] - mean) * (y[draw] - mean));
        if (total < 1e-12 * draws.Length)
            return 0;
        var between = 0.0;
        for (var c = 0; c < classes; c++)
        {
            var from = (int)((long)draws.Length * c / classes);
            var to = (int)((long)draws.Length * (c + 1) / classes);
            var inside = draws[from..to].Average(draw => y[draw]);
            between += (to - from) * (inside - mean) * (inside - mean);
        }
        return Math.Clamp(1 - (1 - between / total) * (draws.Length - 1) / (draws.Length - classes), 0, 1);
    }
}
