namespace Foedus.Telling.Weighed;

/// <summary>Why: sentences built from the solution at the best values; those of one offer open, the others to be opened.</summary>
internal static class ReasonsSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        var (result, reasons) = (deal.Result, deal.Reasons);
        var shown = result.Analysis?.Effects.FirstOrDefault()?.Offer ?? result.Offers.FirstOrDefault(offer => !offer.IsNoDeal && reasons.ContainsKey(offer.Name))?.Name;
        return reasons.Count == 0 ? null : new ToldSection(Place.Reasons, "Why?",
        [
            new ToldText("At the best values. Every number is the solver's.", TextRole.Note),
            .. result.Offers.Where(offer => reasons.ContainsKey(offer.Name)).OrderByDescending(offer => offer.Name == shown)
                .Select(offer => new ToldGroup(offer.Title, offer.Name, [.. reasons[offer.Name].Select(sentence => new ToldText(sentence, TextRole.Point))], Fold: offer.Name == shown)),
        ]);
    }
}
