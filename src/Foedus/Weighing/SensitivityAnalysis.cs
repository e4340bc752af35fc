using Foedus.Lowering;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Foedus.Weighing;

/// <summary>What the answer owes to each assumption: its own share of the spread, and the value at which the answer flips.</summary>
internal sealed class SensitivityAnalysis(AssumptionSet assumptions, IReadOnlyList<LoweredOffer> offers, HoldingCondition? holding, WeighingOptions options)
{
    /// <summary>For each offer the flip is looked for among so many assumptions, those with the largest shares of their own.</summary>
    public const int FlipsPerOffer = 5;

    private const int Scans = 5;
    private const int Halvings = 7;

    public IReadOnlyList<AssumptionResult> Run(double[][] worlds, OfferDraws[] draws, ParallelOptions parallel)
    {
        var count = assumptions.Assumptions.Count;
        var byOffer = new Sensitivity[offers.Count][];
        Parallel.For(0, offers.Count, parallel, o =>
        {
            var shares = new Sensitivity[count];
            for (var a = 0; a < count; a++)
                shares[a] = Share(worlds, draws[o], a);
            var solver = new OfferSolver(offers[o], options.Resolution);
            foreach (var a in Enumerable.Range(0, count).Where(a => shares[a].High > 0 && IsUncertain(a)).OrderByDescending(a => shares[a].OwnShare).Take(FlipsPerOffer))
                shares[a] = shares[a] with { Flip = Flip(solver, a, parallel.CancellationToken) };
            byOffer[o] = shares;
        });
        return [.. assumptions.Assumptions.Select((assumption, a) => new AssumptionResult
        {
            Name = assumption.Name,
            Sentence = assumption.Sentence ?? "",
            Best = assumption.Best,
            Low = assumptions.Distributions[a].Low,
            High = assumptions.Distributions[a].High,
            Understood = assumptions.Distributions[a].InWords,
            Source = assumption.Source is null ? null : offers[0].Deal.Sources.FirstOrDefault(source => source.Name == assumption.Source)?.Text ?? assumption.Source,
            ByOffer = [.. byOffer.Select(shares => shares[a])],
        })];
    }

    private bool IsUncertain(int a) => assumptions.Distributions[a].Low < assumptions.Distributions[a].High;

    private Sensitivity Share(double[][] worlds, OfferDraws draws, int a)
    {
        if (!IsUncertain(a) || draws.Measures.Length == 0)
            return new Sensitivity(0, 0, 0, null);
        var x = worlds.Select(world => world[a]).ToArray();
        var y = draws.Measures[holding is { Measure: >= 0 } known ? known.Measure : 0];
        var all = Statistics.OwnShare(x, y, _ => true);
        // Jackknife over the independent scrambles.
        var without = Enumerable.Range(0, options.Scrambles).Select(scramble => Statistics.OwnShare(x, y, draw => draw % options.Scrambles != scramble)).ToArray();
        var n = without.Length;
        var error = Math.Sqrt((n - 1.0) / n * without.Sum(value => (value - without.Mean()) * (value - without.Mean())));
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * error;
        return new Sensitivity(all, Math.Max(0, all - half), Math.Min(1, all + half), null);
    }

    private double? Flip(OfferSolver solver, int a, CancellationToken cancel)
    {
        if (holding is null)
            return null;
        var values = (double[])assumptions.Best.Clone();
        bool? HoldsAt(double value)
        {
            values[a] = value;
            var outcome = solver.Solve(values, cancel);
            return outcome.IsSolved ? holding.Holds(outcome.Measures, values) : null;
        }
        var (low, high, best) = (assumptions.Distributions[a].Low, assumptions.Distributions[a].High, assumptions.Best[a]);
        if (HoldsAt(best) is not { } atBest)
            return null;
        // Outward from the best value, so that the flip shown is the nearest on its side.
        foreach (var end in Math.Abs(high - best) < Math.Abs(best - low) ? new[] { high, low } : [low, high])
        {
            var inside = best;
            for (var scan = 1; scan < Scans; scan++)
            {
                var outside = best + (end - best) * scan / (Scans - 1);
                if (HoldsAt(outside) == !atBest)
                {
                    for (var round = 0; round < Halvings; round++)
                    {
                        var middle = (inside + outside) / 2;
                        if (HoldsAt(middle) == atBest)
                            inside = middle;
                        else
                            outside = middle;
                    }
                    return (inside + outside) / 2;
                }
                inside = outside;
            }
        }
        return null;
    }
}
