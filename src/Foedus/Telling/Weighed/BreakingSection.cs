using System.Globalization;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>When does it break? Up to three boxes an offer, in sentences and as spans inside each typed range.</summary>
internal static class BreakingSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        if (deal.Result.Analysis is not { Breaking.Count: > 0 } analysis)
            return null;
        var without = analysis.Breaking.Where(offer => offer.Boxes.Count == 0).ToList();
        return new ToldSection(
            Place.Breaks,
            "3 · When does it break?",
            [
                new ToldText(
                    "A pattern in the worlds drawn, in few words: the box of at most four limits that covers most of the worlds in question while at least 80 of 100 worlds in it are such "
                        + "(more where most worlds are such anyway: half of the way to 100), or else the densest. Described is breaking, or holding where that takes fewer limits. A limit carries its quasi-p: how easily luck alone would do as much (small is good; boxes are searched for, so this is no test).",
                    TextRole.Note
                ),
                .. analysis.Breaking.Except(without).Select(offer => new ToldGroup(deal.TitleOf(offer.Offer), offer.Offer, [.. Boxes(offer, deal)])),
                .. without.Select(offer => new ToldText($": {offer.Reason}", TextRole.Point, deal.TitleOf(offer.Offer))),
            ]
        );
    }

    private static IEnumerable<ToldBlock> Boxes(BreakingResult offer, WeighedDeal deal)
    {
        for (var b = 0; b < offer.Boxes.Count; b++)
        {
            var box = offer.Boxes[b];
            yield return new SpansFigure([
                .. box.Limits.Select(limit => Row(limit, deal.Result.Assumptions.First(assumption => assumption.Name == limit.Assumption))),
            ])
            {
                Title = $"{deal.TitleOf(offer.Offer)}: when does it {(offer.Describes == "breaks" ? "break" : "hold")}?",
                Alternative = $"{(b > 0 ? "Besides: " : "")}{box.Words}{(box.Density < offer.WantedDensity ? " No denser one stands out from luck." : "")}",
            };
        }
        if (offer.Tree.Count > 0)
            yield return new ToldText(
                $"A second view, by a classification tree (not held against luck): {string.Join(" ", offer.Tree.Take(2).Select(leaf => leaf.Words))}",
                TextRole.Note
            );
    }

    private static SpansRow Row(BreakingLimit limit, AssumptionResult assumption) =>
        new(
            limit.Assumption,
            assumption.Sentence,
            assumption.Low,
            assumption.High,
            limit.Low ?? assumption.Low,
            limit.High ?? assumption.High,
            limit.OneOf,
            InWords(limit),
            QuasiP(limit)
        );

    private static string InWords(BreakingLimit limit) =>
        limit switch
        {
            { OneOf: { } values } => string.Join(" or ", values.Select(Words.Number)),
            { Low: { } low, High: { } high } => $"{Words.Number(low)} to {Words.Number(high)}",
            { Low: { } low } => $"above {Words.Number(low)}",
            { High: { } high } => $"below {Words.Number(high)}",
            _ => "anything",
        };

    private static string QuasiP(BreakingLimit limit) =>
        string.Join(
            " and ",
            new[] { limit.LowQuasiP, limit.HighQuasiP }
                .OfType<double>()
                .Select(p => p < 0.001 ? "under 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture))
        );
}
