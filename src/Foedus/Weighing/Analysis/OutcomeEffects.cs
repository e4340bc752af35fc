using Foedus.Answers;
using Foedus.Exploring;

namespace Foedus.Weighing.Analysis;

/// <summary>What one outcome owes to each assumption: totals from base points, own effects from the draws, and the one held to the other.</summary>
internal sealed class OutcomeEffects
{
    private const double Rounding = 1e-9;

    private readonly double[] a;
    private readonly double[] b;
    private readonly double least;
    private readonly ulong seed;

    /// <param name="a">[base point] the outcome at A; NaN where it is not known.</param>
    /// <param name="b">[base point] the outcome at B.</param>
    /// <param name="isYesNo">Whether it is 0 or 1.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public OutcomeEffects(double[] a, double[] b, bool isYesNo, ulong seed)
    {
        var known = a.Concat(b).Where(double.IsFinite).ToArray();
        Mean = known.DefaultIfEmpty(double.NaN).Average();
        Deviation = known.Length == 0 ? double.NaN : Math.Sqrt(known.Average(value => (value - Mean) * (value - Mean)));
        // What varies by rounding alone varies with nothing.
        if (Deviation <= Rounding * Math.Max(1, Math.Abs(Mean)))
            Deviation = 0;
        (this.a, this.b, this.seed) = (Centred(a), Centred(b), seed);
        // A yes or no that never changed at n base points may still do so at three in n (the rule of three).
        least = isYesNo && Deviation > 0 ? 3.0 / a.Length / (2 * Deviation * Deviation) : 0;
    }

    /// <summary>All of the spread: where one assumption is all that an outcome is made of.</summary>
    public static SobolIndex Whole { get; } = new(1, 1, (1, 1), (1, 1));

    public double Mean { get; }

    public double Deviation { get; }

    /// <summary>Indices of what was exchanged, ranges held to 0 to 1: a share of a spread is between nothing and all of it, however far few points throw an estimate.</summary>
    /// <param name="mixed">[base point] the outcome at A with some numbers of B.</param>
    public SobolIndex Index(double[] mixed)
    {
        var index = SobolIndices.Estimate(a, b, Centred(mixed), EffectDesign.Scrambles, seed);
        return index with
        {
            FirstInterval = Held(index.FirstInterval),
            TotalInterval = Held((index.TotalInterval.Low, Math.Max(index.TotalInterval.High, least))),
        };
    }

    /// <summary>Effects with their totals held to be at least the own effects: where few base points put one below, what the draws say more precisely stands for it.</summary>
    /// <param name="names">[assumption]</param>
    /// <param name="indices">[assumption] from the design.</param>
    /// <param name="columns">[assumption][draw]</param>
    /// <param name="drawn">[draw] the outcome.</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    /// <returns>In the order of the names; the sum of the own effects.</returns>
    public static (IReadOnlyList<Effect> Each, WorldShare OwnSum) Held(
        IReadOnlyList<string> names,
        IReadOnlyList<SobolIndex> indices,
        IReadOnlyList<double[]> columns,
        double[] drawn,
        int scrambles
    )
    {
        var (own, sum) =
            indices is [{ } only] && only == Whole ? ([new WorldShare(1, 1, 1)], new WorldShare(1, 1, 1)) : Statistics.OwnShares(columns, drawn, scrambles);
        if (own.Any(share => double.IsNaN(share.Share)))
            (own, sum) = (
                [.. indices.Select(index => new WorldShare(index.First, index.FirstInterval.Low, index.FirstInterval.High))],
                new WorldShare(Math.Clamp(indices.Sum(index => index.First), 0, 1), 0, 1)
            );
        return (
            [
                .. names
                    .Select((name, i) => (name, Own: own[i], Index: indices[i]))
                    .Select(found => new Effect(
                        found.name,
                        found.Own.Share,
                        new Interval(found.Own.Low, found.Own.High),
                        Math.Clamp(Math.Max(found.Index.Total, found.Own.Share), 0, 1),
                        new Interval(Math.Max(found.Index.TotalInterval.Low, found.Own.Low), Math.Max(found.Index.TotalInterval.High, found.Own.High)),
                        found.Index.First,
                        new Interval(found.Index.FirstInterval.Low, found.Index.FirstInterval.High),
                        found.Index.Total
                    )),
            ],
            sum
        );
    }

    private double[] Centred(double[] column) => Array.ConvertAll(column, value => value - Mean);

    private static (double, double) Held((double Low, double High) range) => (Math.Clamp(range.Low, 0, 1), Math.Clamp(range.High, 0, 1));
}
