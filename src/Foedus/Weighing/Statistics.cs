using Foedus.Exploring;
using MathNet.Numerics.Statistics;

namespace Foedus.Weighing;

/// <summary>Numbers across draws.</summary>
internal static class Statistics
{
    /// <summary>Median and middle nine tenths of the solved draws.</summary>
    public static Band Band(double atBest, double[] values)
    {
        var sorted = Sorted(values);
        return sorted.Length == 0
            ? new Band(atBest, double.NaN, double.NaN, double.NaN)
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
    /// <remarks>Beside the jackknife an interval reaches to where the share would be without the correction for the numbers fitted, and as far up as the last halving of the pieces went where the finest were chosen.</remarks>
    /// <param name="columns">[assumption][draw]</param>
    /// <param name="y">[draw]</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    public static (IReadOnlyList<WorldShare> Each, WorldShare Sum) OwnShares(IReadOnlyList<double[]> columns, double[] y, int scrambles)
    {
        var all = columns.Select(x => OwnEffect.Estimate(x, y)).ToArray();
        var without = columns
            .Select(
                (x, i) =>
                    Enumerable.Range(0, scrambles).Select(scramble => OwnEffect.Estimate(x, y, all[i].Pieces, draw => draw % scrambles != scramble)).ToArray()
            )
            .ToArray();
        var each = all.Select((share, i) => Range(share.Share, Jackknife.Half(without[i]), share.Fitted, share.Unresolved)).ToList();
        return (
            each,
            Range(
                all.Sum(share => share.Share),
                Jackknife.Half([.. Enumerable.Range(0, scrambles).Select(scramble => without.Sum(shares => shares[scramble]))]),
                all.Sum(share => share.Fitted),
                all.Sum(share => share.Unresolved)
            )
        );
    }

    private static WorldShare Range(double share, double half, double fitted, double unresolved) =>
        new(Math.Clamp(share, 0, 1), Math.Clamp(share - Math.Max(half, fitted), 0, 1), Math.Clamp(share + Math.Max(half, fitted) + unresolved, 0, 1));
}
