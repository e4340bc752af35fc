using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Does it hold, and would all sign? Worlds out of 100 and the table of offers, all on the same worlds.</summary>
internal static class OffersSection
{
    public static ToldSection Tell(WeighedDeal deal)
    {
        var (result, blocks) = (deal.Result, new List<ToldBlock>());
        if (result.HoldsWhen is { } when)
        {
            blocks.Add(
                new ToldText(
                    $"An offer holds in a world when {ConditionWords.Of(when, result)}. Each square is one of 100 plausible worlds; every offer meets the same worlds, so that against no deal one can count world by world: gained where it holds and no deal breaks, lost the other way round.",
                    TextRole.Note
                )
            );
            blocks.Add(
                new SharesFigure([.. result.Offers.Select(offer => Row(result, offer))])
                {
                    Title = "In how many plausible worlds does it hold, and do all sign?",
                    Alternative = string.Join(" ", result.Offers.Select(offer => $"{offer.Title} holds in {offer.Holds!.InWords}.")),
                }
            );
        }
        blocks.AddRange(Meanings(result));
        blocks.Add(new ToldGroup("The offers side by side", null, [Table(result), .. Ahead(deal) is { } ahead ? [ahead] : Array.Empty<ToldBlock>()]));
        return new ToldSection(Place.Holds, "1 · Does it hold?", blocks);
    }

    // A title need not say in which states it counts, nor that nobody looks between ends of periods.
    private static IEnumerable<ToldText> Meanings(WeighingResult result) =>
        result
            .Offers[0]
            .Measures.Where(measure => measure.Meaning is not null)
            .Select(measure => new ToldText($": {measure.Meaning}.", TextRole.Point, $"“{measure.Title}”"));

    // Which is ahead, and which may as well be: pair by pair on the same worlds.
    private static ToldText? Ahead(WeighedDeal deal)
    {
        if (deal.Result.Ahead is not { Others.Count: > 0 } ahead)
            return null;
        string Named(Behind other) => $"{deal.Quoted(other.Offer)} ({StandingWords.Apart(other)})";
        var (level, behind) = (
            ahead.Others.Where(other => other.IsLevel).Select(Named).ToList(),
            ahead.Others.Where(other => !other.IsLevel).Select(Named).ToList()
        );
        return new ToldText(
            $"Ahead, by the worlds in which all would sign{(deal.Result.HoldsWhen is null ? "" : " and it holds")}: {deal.Quoted(ahead.Leader)}."
                + (level.Count == 0 ? "" : $" Level with it within sampling: {Words.Listed(level)}.")
                + (behind.Count == 0 ? "" : $" Behind it: {Words.Listed(behind)}.")
                + " In brackets: by how many worlds of 100 it is behind in the same worlds."
        );
    }

    private static SharesRow Row(WeighingResult result, OfferResult offer)
    {
        var lines = new List<string> { $"holds in {offer.Holds!.WithRange} of 100 worlds" };
        if (!offer.IsNoDeal)
            lines.Add($"{Unit.Worlds.Signed(offer.Holds.MoreThanNoDeal.Share)} against no deal{Paired(result, offer)}");
        return new SharesRow(
            offer.Name,
            offer.Title,
            [
                Share("holds", offer.Holds),
                Share("all would sign", offer.IsNoDeal ? null : offer.AllSign),
                Share("both", offer.IsNoDeal ? null : offer.Holds.AndAllSign),
            ],
            lines
        );
    }

    private static NamedShare Share(string name, WorldShare? share) =>
        new(name, share?.Share ?? double.NaN, share?.Low ?? double.NaN, share?.High ?? double.NaN);

    // World by world against no deal.
    private static string Paired(WeighingResult result, OfferResult offer) =>
        result.Analysis?.Paired.FirstOrDefault(pair => pair.Offer == offer.Name) is not { } pair
            ? ""
            : $" ({Unit.Worlds.Number(pair.HoldsWhereNoDealBreaks.Share)} gained, {Unit.Worlds.Number(pair.BreaksWhereNoDealHolds.Share)} lost)";

    private static ToldTable Table(WeighingResult result) =>
        new(
            [
                new ToldColumn("Offer"),
                ToldColumn.Of("Holds, of 100"),
                ToldColumn.Of("All sign, of 100"),
                ToldColumn.Of("Both, of 100"),
                .. result
                    .Offers[0]
                    .Measures.Select(measure => ToldColumn.Of(measure.Title, measure.Unit.Kind == UnitKind.Periods ? measure.Unit.Heading : null)),
            ],
            [
                .. result.Offers.Select(offer =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Say(Called(offer)) with
                            {
                                Badge = offer.NotConverged > 0 ? $"{Words.Counted(offer.NotConverged, "world")} without a solution" : null,
                            },
                            Worlds(offer.Holds),
                            Worlds(offer.IsNoDeal ? null : offer.AllSign),
                            Worlds(offer.IsNoDeal ? null : offer.AcceptableAndHolds),
                            .. offer.Measures.Select(measure =>
                                ToldCell.Of(measure.Across.Median, measure.Unit, measure.Across.Low, measure.Across.High) with
                                {
                                    Soft = Beside(result, offer, measure),
                                }
                            ),
                        ]
                ),
            ]
        )
        {
            Note =
                "Measures: median world, beside it the middle nine tenths of the worlds. Shares: worlds of 100, with a 95% sampling interval from independent scrambles.",
        };

    // What was found elsewhere stands beside what the worlds say, and how often a time is not seen at all beside the time.
    private static string? Beside(WeighingResult result, OfferResult offer, MeasureResult measure)
    {
        List<string> all =
        [
            .. (result.Evidence ?? [])
                .Where(evidence => evidence.Offer == offer.Name && evidence.Ask == measure.Name)
                .Select(evidence => $"{evidence.Name}: {evidence.Unit.Number(evidence.Low)} to {evidence.Unit.Number(evidence.High)}"),
        ];
        if (measure.Censored is { } never && !double.IsNaN(never))
            all.Add($"at best never in {Words.OfHundred(never)} of 100");
        return all.Count > 0 ? string.Join("; ", all) : null;
    }

    // With the numbers that tell it from another offer of the same clauses, and the name by which a command asks for it: every other table has its words alone.
    private static string Called(OfferResult offer) =>
        (offer.Clauses.Where(clause => clause.EndsWith(')')).ToList() is { Count: > 0 } given ? $"{offer.Title}: {string.Join(", ", given)}" : offer.Title)
        + (offer.Title == offer.Name ? "" : $" ({offer.Name})");

    private static ToldCell Worlds(WorldShare? share) => share is null ? ToldCell.None : ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High);
}
