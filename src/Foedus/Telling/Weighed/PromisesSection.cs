using Foedus.Units;

namespace Foedus.Telling.Weighed;

/// <summary>Is each promise believed?</summary>
internal static class PromisesSection
{
    public static ToldSection? Tell(WeighedDeal deal) => deal.Result.Offers.All(offer => offer.Promises.Count == 0) ? null : new ToldSection(Place.Promises, "Is each promise kept?",
    [
        new ToldTable([new ToldColumn("Offer"), new ToldColumn("Promise"), ToldColumn.Of("Called on", "median world"), ToldColumn.Of("Kept if called on", "at any call, median world and the middle nine tenths"), ToldColumn.Of("Kept at a call in the first period", "at the best values, whether or not it comes to that")],
        [
            .. deal.Result.Offers.SelectMany(offer => offer.Promises.Select(promise => (IReadOnlyList<ToldCell>)
            [
                ToldCell.Named(offer.Name),
                ToldCell.Named(promise.Name, promise.Title),
                ToldCell.Of(promise.Called.Median, Unit.Chance),
                promise.Kept is { } kept ? ToldCell.Of(kept.Median, Unit.Chance, kept.Low, kept.High) with { Soft = promise.IsOnce ? "at one of its calls" : null } : ToldCell.Say("not called"),
                promise.KeptIfCalledAt.Count > 0 && promise.KeptIfCalledAt[0] is { } now ? ToldCell.Of(now, Unit.Chance) : ToldCell.None,
            ])),
        ]) { Heads = 2 },
    ]);
}
