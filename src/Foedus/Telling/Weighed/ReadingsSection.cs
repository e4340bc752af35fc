using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>The same deal as the sides and sources see it.</summary>
internal static class ReadingsSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Readings is not { Count: > 1 } readings
            ? null
            : new ToldSection(
                Place.Readings,
                "How does each reading see it?",
                [
                    new ToldText(
                        "Worlds of 100 in which the offer holds, in which all would sign, and both. A reading changes some assumptions and leaves the rest as written; all on the same draws.",
                        TextRole.Note
                    ),
                    .. readings.Select(reading => new ToldGroup(
                        reading.Title,
                        reading.Reading,
                        [
                            .. reading.Changes.Count == 0
                                ? Array.Empty<ToldBlock>()
                                : [new ToldText($"Changes {string.Join(", ", reading.Changes)}.", TextRole.Note)],
                            new ToldTable(
                                [new ToldColumn("Offer"), ToldColumn.Of("Holds, of 100"), ToldColumn.Of("All sign, of 100"), ToldColumn.Of("Both, of 100")],
                                [.. reading.Offers.Select(offer => Row(deal, offer))]
                            ),
                            .. !StandingWords.IsKept(reading)
                                ? Array.Empty<ToldBlock>()
                                : [new ToldText($"As this sees it, {StandingWords.Of(deal.Result, reading.Ahead)}.")],
                        ]
                    )),
                ]
            );

    private static IReadOnlyList<ToldCell> Row(WeighedDeal deal, ReadingOffer offer) =>
        [
            deal.Offer(offer.Offer) with
            {
                Badge = offer.NotConverged > 0 ? $"{Words.Counted(offer.NotConverged, "world")} without a solution" : null,
            },
            Cell(offer.Holds),
            Cell(offer.IsNoDeal ? null : offer.AllSign),
            Cell(offer.IsNoDeal ? null : offer.SignedAndHolds),
        ];

    private static ToldCell Cell(WorldShare? share) => share is null ? ToldCell.None : ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High);
}
