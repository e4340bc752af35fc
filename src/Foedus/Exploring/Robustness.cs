using MathNet.Numerics.Statistics;

namespace Foedus.Exploring;

/// <param name="Threshold">What counts as good enough: at least this.</param>
/// <param name="Tail">Share of the worlds that count as the worst; at least one world.</param>
/// <param name="Weights">[world] how much each counts in means and shares; null: all alike.</param>
internal sealed record RobustnessOptions(double Threshold, double Tail = 0.05, IReadOnlyList<double>? Weights = null);

/// <summary>One option by every yardstick of decisions under deep uncertainty; higher scores are better, less regret is better.</summary>
/// <param name="Worst">Score in its worst world (maximin, Wald 1950).</param>
/// <param name="Best">Score in its best world (maximax).</param>
/// <param name="Mean">Average (Laplace).</param>
/// <param name="Median">Middle world.</param>
/// <param name="P10">10% quantile.</param>
/// <param name="P90">90% quantile.</param>
/// <param name="Deviation">Standard deviation over the worlds (population).</param>
/// <param name="WorstTail">Mean over the worst worlds (conditional value at risk; Rockafellar and Uryasev 2000).</param>
/// <param name="MeetsThreshold">Share of worlds that are good enough (satisficing; Simon 1956).</param>
/// <param name="MeanShortfall">Average of what is missing to the threshold.</param>
/// <param name="MaxRegret">Most given up against the best option in a world (Savage 1951).</param>
/// <param name="MeanRegret">The same on average.</param>
/// <param name="P90Regret">Its 90% quantile.</param>
/// <param name="WhereBest">Share of worlds in which no other option is better; ties count for each.</param>
internal sealed record RobustnessRow(
    double Worst,
    double Best,
    double Mean,
    double Median,
    double P10,
    double P90,
    double Deviation,
    double WorstTail,
    double MeetsThreshold,
    double MeanShortfall,
    double MaxRegret,
    double MeanRegret,
    double P90Regret,
    double WhereBest
)
{
    /// <summary>Mean less a standard deviation: what a careful reader might count on (mean–variance).</summary>
    public double MeanLessDeviation => Mean - Deviation;

    /// <summary>Between worst and best (Hurwicz 1951).</summary>
    /// <param name="optimism">0 the worst alone, 1 the best alone.</param>
    public double Hurwicz(double optimism) => optimism * Best + (1 - optimism) * Worst;
}

/// <summary>Options × worlds by the usual yardsticks of robustness, side by side and without a single score (McPhail et al. 2018).</summary>
internal static class Robustness
{
    private const double Tie = 1e-9;

    /// <param name="scores">[option][world], higher is better, the same worlds for every option.</param>
    /// <param name="options">Threshold, tail and weights.</param>
    public static IReadOnlyList<RobustnessRow> Of(IReadOnlyList<double[]> scores, RobustnessOptions options)
    {
        var regret = Regret(scores);
        return [.. scores.Select((score, option) => Row(score, regret[option], options))];
    }

    /// <summary>[option][world] what is given up against the best option in that world.</summary>
    public static double[][] Regret(IReadOnlyList<double[]> scores)
    {
        var regret = scores.Select(score => new double[score.Length]).ToArray();
        for (var world = 0; world < scores[0].Length; world++)
        {
            var best = scores.Max(score => score[world]);
            for (var option = 0; option < scores.Count; option++)
                regret[option][world] = best - scores[option][world];
        }
        return regret;
    }

    /// <summary>Options that no other beats by a yardstick.</summary>
    /// <param name="values">[option]; NaN never wins.</param>
    /// <param name="higherIsBetter">Which way.</param>
    /// <param name="tie">Differences up to this count as none.</param>
    public static IReadOnlyList<int> Winners(IReadOnlyList<double> values, bool higherIsBetter, double tie = Tie)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToList();
        if (known.Count == 0)
            return [];
        var best = higherIsBetter ? known.Max() : known.Min();
        return [.. Enumerable.Range(0, values.Count).Where(option => Math.Abs(values[option] - best) <= tie)];
    }

    private static RobustnessRow Row(double[] score, double[] regret, RobustnessOptions options)
    {
        if (score.Length == 0)
            return new RobustnessRow(
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN
            );
        var (sorted, sortedRegret) = ((double[])score.Clone(), (double[])regret.Clone());
        Array.Sort(sorted);
        Array.Sort(sortedRegret);
        var mean = score.Average();
        var tail = Math.Clamp((int)Math.Ceiling(options.Tail * score.Length - 1e-9), 1, score.Length);
        double Weighted(Func<int, double> value)
        {
            var (sum, total) = (0.0, 0.0);
            for (var world = 0; world < score.Length; world++)
            {
                var weight = options.Weights?[world] ?? 1;
                sum += weight * value(world);
                total += weight;
            }
            return sum / total;
        }
        return new RobustnessRow(
            sorted[0],
            sorted[^1],
            Weighted(world => score[world]),
            Between(sorted, 0.5),
            Between(sorted, 0.1),
            Between(sorted, 0.9),
            Math.Sqrt(score.Average(value => (value - mean) * (value - mean))),
            sorted[..tail].Average(),
            Weighted(world => score[world] >= options.Threshold - Tie ? 1 : 0),
            Weighted(world => Math.Max(0, options.Threshold - score[world])),
            sortedRegret[^1],
            Weighted(world => regret[world]),
            Between(sortedRegret, 0.9),
            Weighted(world => regret[world] <= Tie ? 1 : 0)
        );
    }

    private static double Between(double[] sorted, double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
