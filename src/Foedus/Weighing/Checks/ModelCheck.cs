using Foedus.Lowering;
using Foedus.Model;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Checks;

/// <summary>Holds offers against what a reader may not have meant: by structure alone, or at the best values, solved.</summary>
/// <param name="offers">All that are looked at.</param>
/// <param name="assumptions">Their assumptions.</param>
/// <param name="holding">The condition for holding; null where there is none.</param>
/// <param name="memo">What has been solved.</param>
internal sealed class ModelCheck(IReadOnlyList<LoweredOffer> offers, AssumptionSet assumptions, HoldingCondition? holding, SolveMemo? memo = null)
{
    private readonly IdleAssumptions idle = new(assumptions, holding, memo);

    /// <summary>What can be said without solving, and what can not.</summary>
    /// <param name="isSaid">Whether a finding of a kind was said at a place of the text already.</param>
    public IReadOnlyList<ModelFinding> ByStructure(Func<string, Place, bool>? isSaid = null) =>
        [
            .. offers.SelectMany(offer =>
                new StructureCheck(offers, assumptions.Best, isSaid)
                    .Of(offer)
                    .Append(idle.Told(offer, idle.Absent(offer), isSolved: false))
                    .OfType<ModelFinding>()
            ),
            new ModelFinding(
                "",
                "notLookedAt",
                "Not looked at, since it takes solving: parties whose slip is as large as what their decisions move, options that nobody but by slip would choose, what is hardly ever reached, assumptions that move nothing although an offer's numbers are made of them. 'foedus weigh' looks at it, 'foedus check --solve' at all but the last."
            ),
        ];

    /// <summary>The whole of one offer.</summary>
    /// <param name="play">Its solution at the best values.</param>
    /// <param name="parallel">Threads, and what stops the work, where assumptions are moved one by one (two solves each); null: they are not.</param>
    public IEnumerable<ModelFinding> Of(SolvedPlay play, ParallelOptions? parallel)
    {
        var offer = play.Offer;
        foreach (var found in new StructureCheck(offers, assumptions.Best).Of(offer, play.Outcome).Concat(PlayCheck.Of(play)))
            yield return found;
        if (play.Careful is null)
            yield return new ModelFinding(
                offer.Offer.Name,
                "notLookedAt",
                "Slips were not looked at: with everybody four times as careful there is no certified solution."
            );
        if (idle.Told(offer, parallel is null ? idle.Absent(offer) : idle.Idle(offer, play.Outcome, parallel), parallel is not null) is { } none)
            yield return none;
        if (parallel is null)
            yield return new ModelFinding(
                offer.Offer.Name,
                "notLookedAt",
                $"Which of the other assumptions move nothing was not looked at: that takes up to {2 * assumptions.UncertainCount} further solves."
            );
    }

    /// <summary>What is said of an offer without a certified solution.</summary>
    public IEnumerable<ModelFinding> Unsolved(LoweredOffer offer) =>
        new StructureCheck(offers, assumptions.Best)
            .Of(offer)
            .Append(new ModelFinding(offer.Offer.Name, "notLookedAt", "Choices were not looked at: there is no certified solution at the best values."));
}
