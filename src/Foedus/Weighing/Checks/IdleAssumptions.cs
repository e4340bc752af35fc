using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing.Checks;

/// <summary>Assumptions that move nothing of an offer's answer over their whole range.</summary>
/// <param name="assumptions">The assumptions.</param>
/// <param name="holding">The condition for holding, which may speak of them; null where there is none.</param>
/// <param name="memo">What has been solved.</param>
internal sealed class IdleAssumptions(AssumptionSet assumptions, HoldingCondition? holding, SolveMemo? memo = null)
{
    // What moves less is not seen: half of 1 of 100, a twentieth of a point.
    private const double Chance = 0.005;
    private const double Points = 0.05;

    private readonly SolveMemo solved = memo ?? new SolveMemo();

    /// <summary>Of those with a range, which neither the offer's game nor the condition for holding speaks of at all.</summary>
    public IReadOnlyList<int> Absent(LoweredOffer offer)
    {
        var used = InUse.Holding(offer);
        return [.. assumptions.Uncertain.Where(a => !used.Contains(a))];
    }

    /// <summary>Of those with a range, which move nothing that is asked, and nobody's worth, where they go to either end of it, all else at the best values.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="best">Its solution at the best values.</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    public IReadOnlyList<int> Idle(LoweredOffer offer, OfferOutcome best, ParallelOptions parallel)
    {
        var absent = Absent(offer);
        var idle = new bool[assumptions.Assumptions.Count];
        int[] open = [.. assumptions.Uncertain.Except(absent)];
        PieceByPiece.Do(open.Length, parallel, piece =>
        {
            var a = open[piece];
            idle[a] = new[] { assumptions.Distributions[a].Low, assumptions.Distributions[a].High }
                .Where(end => end != assumptions.Best[a])
                .All(end => IsSame(offer, best, a, end, parallel.CancellationToken));
        });
        return [.. assumptions.Uncertain.Where(a => absent.Contains(a) || idle[a])];
    }

    /// <summary>The finding; null where all move something.</summary>
    public ModelFinding? Told(LoweredOffer offer, IReadOnlyList<int> idle, bool isSolved) =>
        idle.Count == 0
            ? null
            : new ModelFinding(
                offer.Offer.Name,
                "idle",
                $"{idle.Count} of {Words.Counted(assumptions.UncertainCount, "assumption")} with a range {(isSolved ? $"{Words.Does(idle.Count, "moves", "move")} nothing at either end of it" : $"{Words.Does(idle.Count, "is", "are")} in no number of it")}"
                    + $"{(isSolved ? " (no chance by half of 1 of 100, nobody's worth by a twentieth of a point)" : "")}: {Words.Some([.. idle.Select(a => assumptions.Assumptions[a].Name)])}."
            );

    private bool IsSame(LoweredOffer offer, OfferOutcome best, int assumption, double value, CancellationToken cancel)
    {
        var world = (double[])assumptions.Best.Clone();
        world[assumption] = value;
        var there = solved.Solve(new SolveKind(offer, best.Solution.Grid.Resolution), world, cancel);
        return there.IsSolved
            && (holding is null || holding.Holds(there.Measures, world) == holding.Holds(best.Measures, assumptions.Best))
            && Enumerable
                .Range(0, offer.Asks.Count)
                .All(ask => Math.Abs(there.Measures[ask] - best.Measures[ask]) < Chance * (new Asked(offer.Asks[ask]).IsCensored ? offer.Asks[ask].Periods : 1))
            && there.Values.Zip(best.Values).All(pair => Math.Abs(pair.First - pair.Second) < Points);
    }
}
