using System.Globalization;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Which assumptions decide the answer: total effects with the own effect inside, what rests on each source, and the map over the two that matter most.</summary>
internal static class EffectsSection
{
    private const int MostOwn = 3;

    // Bars that cannot reach this share of the spread are named, not drawn.
    private const double Drawn = 0.03;

    public static ToldSection? Tell(WeighedDeal deal)
    {
        if (deal.Result.HoldsWhen is null || deal.Result.Analysis is not { } analysis)
            return null;
        var blocks = new List<ToldBlock>();
        if (analysis.Effects.Any(effects => effects.Refused is null))
            blocks.Add(
                new ToldText(
                    "How much of the spread of the answer over the plausible worlds an assumption has a part in: alone and together with others (pale), and what it explains on its own (dark). The line is the 95% range. "
                        + "Pale bars may add to more than one, since what two assumptions do together counts for both.",
                    TextRole.Note
                )
            );
        foreach (var effects in analysis.Effects)
        {
            blocks.Add(new ToldGroup(deal.TitleOf(effects.Offer), effects.Offer, [.. Offer(effects, deal)]));
            if (analysis.Maps.FirstOrDefault(map => map.Offer == effects.Offer) is { } map)
                blocks.Add(
                    new ToldGroup(
                        $"{deal.TitleOf(effects.Offer)}: where it flips",
                        effects.Offer,
                        [MapWords.Figure(map, $"{deal.TitleOf(effects.Offer)}: where does it flip?")]
                    )
                );
        }
        if (Others(deal.Result, analysis) is { } others)
            blocks.Add(others);
        return new ToldSection(Place.Decides, "2 · Which assumptions decide it?", blocks);
    }

    private static IEnumerable<ToldBlock> Offer(EffectsResult effects, WeighedDeal deal)
    {
        var offer = deal.Result.Offers.First(offer => offer.Name == effects.Offer);
        if (effects.Refused is { } reason)
            yield return new ToldText(reason);
        foreach (
            var block in effects
                .Outcomes.Where((outcome, i) => i == 0 || outcome.Outcome == "signedAndHolds")
                .SelectMany(outcome => Outcome(outcome, effects, offer, deal))
        )
            yield return block;
        if (effects.Refused is null)
            yield return new ToldText(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Spent: {Words.Counted(effects.ScreeningPoints, "star")} over {Words.Counted(effects.Screening.Count, "assumption")} to find those that matter, then {Words.Counted(effects.BasePoints, "base point")}; {Words.Counted(effects.Solves, "solve")}{(effects.Knots is { } knots ? $" on {Words.Counted(knots, "knot")} of belief" : "")}{(effects.NotSolved > 0 ? $", {effects.NotSolved} of them without a certified result and left out" : "")}. "
                )
                    + $"Not estimated, since they moved it less in the screening: {Dropped(effects)}.{Absent(effects)} {EffectsWords.Precision(effects)}".TrimEnd(),
                TextRole.Note
            );
        if (effects.Outcomes.Count > 0 && SpreadWords.Nothing(effects.Outcomes[0], effects.BasePoints, offer) is null)
            yield return Sources(effects.Outcomes[0], deal);
    }

    private static string Dropped(EffectsResult effects)
    {
        var dropped = effects.Screening.Where(screened => !screened.Kept && screened.IsInUse).Select(screened => screened.Assumption).ToList();
        return dropped.Count == 0 ? "none"
            : dropped.Count <= 12 ? string.Join(", ", dropped)
            : Words.Counted(dropped.Count, "assumption");
    }

    private static string Absent(EffectsResult effects) =>
        effects.Screening.Where(screened => !screened.IsInUse).Select(screened => screened.Assumption).ToList() is { Count: > 0 } absent
            ? $" In no number of it, and so without effect: {Words.Some(absent)}."
            : "";

    private static IEnumerable<ToldBlock> Outcome(EffectsOnOutcome outcome, EffectsResult effects, OfferResult offer, WeighedDeal deal)
    {
        var title = char.ToUpperInvariant(outcome.Title[0]) + outcome.Title[1..];
        if (SpreadWords.Nothing(outcome, effects.BasePoints, offer) is { } nothing)
        {
            yield return new ToldText($" {nothing}", TextRole.Says, title + ":");
            yield break;
        }
        var own =
            $"own effects add to {Words.Share(outcome.OwnSum.Share)}{(double.IsFinite(outcome.OwnSum.Low) ? $" ({Words.Chance(outcome.OwnSum.Low)} to {Words.Chance(outcome.OwnSum.High)})" : "")}"
            + (
                !outcome.CombinationsMatter ? ""
                : outcome.OwnSum.High < EffectsOnOutcome.EnoughAlone ? ": it is combinations that matter"
                : ": it may be combinations that matter"
            );
        yield return new BarsFigure(
            "share of the spread",
            "alone and with others",
            "on its own",
            Unit.Chance,
            [
                .. outcome
                    .ByAssumption.Where(effect => effect.TotalInterval.High >= Drawn)
                    .Select(effect => new BarsRow(
                        effect.Assumption,
                        deal.SentenceOf(effect.Assumption),
                        effect.Total,
                        effect.TotalInterval.Low,
                        effect.TotalInterval.High,
                        effect.Own,
                        effect.OwnInterval.Low,
                        effect.OwnInterval.High
                    )),
            ]
        )
        {
            Title = title,
            Alternative = own,
        };
        var small = outcome.ByAssumption.Where(effect => effect.TotalInterval.High < Drawn).Select(effect => effect.Assumption).ToList();
        if (small.Count > 0)
            yield return new ToldText($"Under {Words.Chance(Drawn)}: {string.Join(", ", small)}.", TextRole.Note);
    }

    private static ToldGroup Sources(EffectsOnOutcome outcome, WeighedDeal deal) =>
        new(
            "What rests on each source",
            null,
            [
                new ToldText(
                    $"Share of the spread of “{outcome.Title}” that the numbers of a source have a part in, all of them exchanged together.",
                    TextRole.Note
                ),
                new ToldTable(
                    [new ToldColumn("Source"), new ToldColumn("Gives"), new ToldColumn("Its numbers"), ToldColumn.Of("Share of the spread")],
                    [
                        .. outcome
                            .BySource.OrderByDescending(source => source.Total)
                            .Select(source =>
                                (IReadOnlyList<ToldCell>)
                                    [
                                        source.Source is { } text ? ToldCell.Say(text) : ToldCell.Say("no source") with { Badge = "guesses" },
                                        ToldCell.Say(
                                            source.Source is null ? ""
                                            : deal.Result.Assumptions.FirstOrDefault(assumption => assumption.Name == source.Assumptions.FirstOrDefault())
                                                is { } first
                                                ? GroundsWords.Of(first)
                                            : ""
                                        ),
                                        ToldCell.Say(
                                            source.Assumptions.Count > 6
                                                ? Words.Counted(source.Assumptions.Count, "assumption")
                                                : string.Join(", ", source.Assumptions)
                                        ),
                                        ToldCell.Of(
                                            Math.Clamp(source.Total, 0, 1),
                                            Unit.Chance,
                                            Math.Clamp(source.TotalInterval.Low, 0, 1),
                                            Math.Clamp(source.TotalInterval.High, 0, 1)
                                        ),
                                    ]
                            ),
                    ]
                ),
            ],
            Fold: true
        );

    // Offers for which no further solves were spent: what the draws say, and that it is not the whole.
    private static ToldGroup? Others(WeighingResult result, DecisionAnalysis analysis)
    {
        var (rows, told) = (new List<IReadOnlyList<ToldCell>>(), "");
        for (var o = 0; o < result.Offers.Count; o++)
        {
            var (offer, at) = (result.Offers[o], o);
            if (analysis.Effects.Any(effects => effects.Offer == offer.Name) || !SpreadWords.Reads(offer))
                continue;
            foreach (
                var assumption in result
                    .Assumptions.Where(assumption => assumption.ByOffer.Count > at && assumption.ByOffer[at].Low > 0)
                    .OrderByDescending(assumption => assumption.ByOffer[at].OwnShare)
                    .Take(MostOwn)
            )
            {
                rows.Add([
                    told == offer.Name ? ToldCell.Say("") : ToldCell.Say(result.TitleOf(offer.Name)),
                    ToldCell.Named(assumption.Name),
                    ToldCell.Of(assumption.ByOffer[at].OwnShare, Unit.Chance, assumption.ByOffer[at].Low, assumption.ByOffer[at].High),
                ]);
                told = offer.Name;
            }
        }
        return rows.Count == 0
            ? null
            : new ToldGroup(
                "Other offers, own effects only",
                null,
                [
                    new ToldText(
                        "What the largest explain on their own of the spread of the holding measure, from the draws. What may as well be nothing is not told, and what lies in combinations is not in these numbers; --effects-of NAME estimates it.",
                        TextRole.Note
                    ),
                    new ToldTable([new ToldColumn("Offer"), new ToldColumn("Assumption"), ToldColumn.Of("On its own")], rows),
                ]
            );
    }
}
