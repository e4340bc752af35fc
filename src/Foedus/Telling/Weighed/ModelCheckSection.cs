using Foedus.Units;

namespace Foedus.Telling.Weighed;

/// <summary>Is the model what was meant? What the answers owe to how the deal is written, offer by offer.</summary>
internal static class ModelCheckSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.ModelCheck is not { Count: > 0 } found
            ? null
            : new ToldSection(
                Place.ModelCheck,
                "Is the model what was meant?",
                [
                    new ToldText(
                        "At the best values; of assumptions over their whole range. None of this is wrong by itself; all of it moves the answer, or shows that something does not.",
                        TextRole.Note
                    ),
                    // What is so of several offers is said once, of all of them.
                    .. found
                        .GroupBy(each => each.Words)
                        .GroupBy(same => string.Join('\n', same.Select(each => each.Offer).Distinct()))
                        .OrderByDescending(group => group.Key.Count(sign => sign == '\n'))
                        .ThenBy(group => deal.Result.Offers.ToList().FindIndex(offer => offer.Name == group.Key))
                        .Select(group =>
                            group.Key.Split('\n') is { Length: > 1 } several
                                ? new ToldGroup(
                                    several.Length == deal.Result.Offers.Count ? "Every offer" : Words.Listed([.. several.Select(deal.TitleOf)]),
                                    null,
                                    [.. group.Select(same => new ToldText(same.Key, TextRole.Point))]
                                )
                                : new ToldGroup(deal.TitleOf(group.Key), group.Key, [.. group.Select(same => new ToldText(same.Key, TextRole.Point))])
                        ),
                ]
            );
}
