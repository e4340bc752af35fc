using Foedus.Telling.Briefs;
using Foedus.Telling.Weighed;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Workflow;

/// <summary>From a weighed deal to a brief.</summary>
public static class Briefs
{
    /// <param name="file">The deal.</param>
    /// <param name="result">Weighed.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Brief Make(DealFile file, WeighingResult result, string? marking, CancellationToken cancel = default) =>
        Make(file, result, marking, [], cancel);

    /// <param name="file">The deal.</param>
    /// <param name="result">Weighed.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    /// <param name="shown">Offers that it is about beside those that its bottom line names.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Brief Make(DealFile file, WeighingResult result, string? marking, IReadOnlyList<string> shown, CancellationToken cancel = default)
    {
        var (lead, terms) = (BriefMaker.Lead(result).Name, new List<TermSheet>());
        (IReadOnlyList<string> On, IReadOnlyList<Indicator> Found)? indicators = null;
        foreach (var atBest in result.AtBest)
        {
            var (offer, outcome) = (atBest.Offer, atBest.Solved(cancel).Outcome);
            terms.Add(TermSheets.Of(offer, outcome.IsSolved ? outcome : null));
            if (offer.Offer.Name == lead && outcome.IsSolved)
                indicators = ([.. Indicators.Asks(offer).Select(ask => ask.Title)], Indicators.Of(offer, outcome, cancel));
        }
        return BriefMaker.Make(
            new WeighedDeal(result) { Provenance = Weigh.Provenance(file, result) },
            new BriefMaterial(terms, indicators, file.Deal.Readings.Count(), marking, shown)
        );
    }
}
