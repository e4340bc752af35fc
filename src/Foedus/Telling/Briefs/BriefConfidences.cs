using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Briefs;

/// <summary>How well founded an answer is, apart from how likely it says that something is.</summary>
/// <remarks>Each reason is a number of the result past a stated bound; so many of them make the level. Nothing here reads the answer itself.</remarks>
internal static class BriefConfidences
{
    private const int Low = 3;

    public static BriefConfidence Of(WeighedDeal deal, OfferResult lead)
    {
        var why = Against(deal, lead).ToList();
        return new BriefConfidence(
            why.Count >= Low ? "low"
                : why.Count > 0 ? "moderate"
                : "high",
            why.Count > 0
                ? why
                : ["None of the reasons that would lower it was found: sources, forks, equilibria, care, evidence, numerical error and sampling."]
        );
    }

    private static IEnumerable<string> Against(WeighedDeal deal, OfferResult lead)
    {
        var result = deal.Result;
        var ranged = result.Assumptions.Where(assumption => assumption.High > assumption.Low).ToList();
        var loose = ranged.Count(assumption => !assumption.IsGrounded);
        if (2 * loose > ranged.Count)
            yield return $"{loose} of {Words.Counted(ranged.Count, "number")} with a range {Words.Does(loose, "rests", "rest")} on no figure, no derivation and no expert.";
        foreach (var fork in result.Forks ?? [])
            if (fork.Answers.FirstOrDefault(answer => answer.Ahead?.Over(lead.Name) is not null) is { } turned)
                yield return $"The fork “{fork.Title}” decides which offer is ahead: if “{turned.Title}”, {StandingWords.Over(result, turned.Ahead!.Leader, turned.Ahead.Over(lead.Name)!)}.";
        if (
            result.Equilibria is { DrawsSearched: > 0 } found
            && found.Offers.FirstOrDefault(offer => offer.Offer == lead.Name) is { DrawsWithSeveral: > 0 } several
        )
            yield return $"In {several.DrawsWithSeveral:N0} of {Words.Counted(found.DrawsSearched, "world")} searched “{lead.Title}” has more than one equilibrium.";
        if (
            (result.Care ?? [])
                .Where(care => care.Offer == lead.Name && care.Unit.IsShare && care.FourTimes is not null && care.Moves)
                .MaxBy(care => Math.Abs(care.FourTimes!.Value - care.AsWritten))
                is { } moved
            && Math.Abs(moved.FourTimes!.Value - moved.AsWritten) >= 0.1
        )
            yield return $"With everybody four times as careful, {(moved.Kind == OfferCare.Condition ? "the share of worlds that hold" : $"“{result.Offers[0].Measures.FirstOrDefault(measure => measure.Name == moved.Measure)?.Title ?? moved.Measure}”")} moves by {moved.Unit.Signed(moved.FourTimes.Value - moved.AsWritten)}{(moved.Change is { } change ? $" ({moved.Unit.Signed(change.Low)} to {moved.Unit.Signed(change.High)})" : "")}, on average over {Words.Counted(moved.Draws, "world")}.";
        if (SlipWords.Most(result.Slips ?? [], lead.Name) is { } slip)
            yield return $"It hangs on a slip (of 100 runs at the best values, not worlds): {slip.Words}";
        if (result.Ahead is { IsClear: false } ahead && ahead.Leader == lead.Name)
            yield return $"Which offer is ahead is open: {StandingWords.Of(result, ahead)}.";
        var evidence = (result.Evidence ?? []).Where(found => found.Offer == lead.Name).ToList();
        if (evidence.Count == 0)
            yield return $"No outside evidence stands beside “{lead.Title}”.";
        foreach (var against in evidence.Where(found => found.Agree < 0.2))
            yield return $"Evidence and model part: {Unit.Worlds.Text(against.Agree)} worlds agree with “{BriefWords.Counted(against.Definition)}”.";
        if (lead.Measures.Where(measure => measure.Unit.IsShare).Select(measure => measure.NumericalError ?? 0).DefaultIfEmpty(0).Max() is var error and > 0.05)
            yield return $"The numerical error of a chance is up to {Words.Chance(error)}.";
        if (lead.AcceptableAndHolds is { } share && share.High - share.Low > 0.2)
            yield return $"Sampling leaves {share.WithRange} of 100 worlds.";
        if (lead.NotConverged > 0.05 * result.Options.Draws)
            yield return $"Without a certified solution: {lead.NotConverged:N0} of {Words.Counted(result.Options.Draws, "world")}.";
    }
}
