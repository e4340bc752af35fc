namespace Foedus.Telling.Weighed;

/// <summary>Is the model what was meant? What the answers owe to how the deal is written, offer by offer.</summary>
internal static class ModelCheckSection
{
    public static ToldSection? Tell(WeighedDeal deal) => deal.Result.ModelCheck is not { Count: > 0 } found ? null : new ToldSection(Place.ModelCheck, "Is the model what was meant?",
    [
        new ToldText("At the best values; of assumptions over their whole range. None of this is wrong by itself; all of it moves the answer, or shows that something does not.", TextRole.Note),
        .. deal.Result.Offers.Where(offer => found.Any(each => each.Offer == offer.Name))
            .Select(offer => new ToldGroup(offer.Title, offer.Name, [.. found.Where(each => each.Offer == offer.Name).Select(each => new ToldText(each.Words, TextRole.Point))])),
    ]);
}
