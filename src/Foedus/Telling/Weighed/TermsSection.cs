namespace Foedus.Telling.Weighed;

/// <summary>What each offer consists of: its clauses in words, and what they give to and take from whom.</summary>
internal static class TermsSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Offers.Where(offer => deal.Terms.ContainsKey(offer.Name)).ToList() is not { Count: > 0 } known
            ? null
            : new ToldSection(
                Place.Terms,
                "What does each offer consist of?",
                [.. known.Select(offer => new ToldGroup(offer.Title, offer.Name, [.. TermTables.Of(deal.Terms[offer.Name])], Fold: false))]
            );
}
