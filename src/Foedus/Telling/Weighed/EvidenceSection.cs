using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What was counted elsewhere or judged by others beside what the worlds say, and the answer in worlds weighted by it.</summary>
internal static class EvidenceSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Evidence is not { Count: > 0 } evidence
            ? null
            : new ToldSection(
                Place.OutsideEvidence,
                "What does outside evidence say?",
                [
                    new ToldText(
                        "Evidence changes no other number of this result. Counted: cases elsewhere, with a 95% interval (Wilson). Judged: somebody's range. A world agrees if its answer lies within.",
                        TextRole.Note
                    ),
                    Table(deal, evidence),
                    .. evidence.Select(found => new ToldText(" " + found.Words, TextRole.Point, $"{found.Name}:")),
                    .. deal.Result.Given is { } given ? Given(deal, given) : [],
                ]
            );

    private static ToldTable Table(WeighedDeal deal, IReadOnlyList<EvidenceResult> evidence) =>
        new(
            [
                new ToldColumn("Evidence"),
                new ToldColumn("Offer"),
                new ToldColumn("Question"),
                ToldColumn.Of("Found"),
                ToldColumn.Of("In the worlds"),
                ToldColumn.Of("Agree, of 100"),
                new ToldColumn("Source"),
            ],
            [
                .. evidence.Select(found =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Named(found.Name, $"{found.Definition}, {found.Day:yyyy-MM-dd}"),
                            deal.Offer(found.Offer),
                            ToldCell.Say(found.Title),
                            found.Count is { } count
                                ? ToldCell.Of((double)count / found.Of!.Value, found.Unit, found.Low, found.High) with
                                {
                                    Soft = found.Found,
                                }
                                : ToldCell.Say(found.Found),
                            ToldCell.Of(found.Model, found.Unit, found.ModelLow, found.ModelHigh),
                            ToldCell.Of(found.Agree, Unit.Worlds),
                            ToldCell.Say(found.Source),
                        ]
                ),
            ]
        )
        {
            Note = "In the worlds: median world, beside it the middle nine tenths.",
        };

    private static IEnumerable<ToldBlock> Given(WeighedDeal deal, GivenResult given)
    {
        var names = Words.Listed(given.Evidence);
        yield return new ToldGroup(
            $"The answer given {names}",
            null,
            [
                new ToldText(
                    given.Refused
                        ?? $"Worlds weighted by {names}: {Words.Several(Words.Number(Math.Round(given.Effective)), "effective world")} of {given.Draws:N0}{(given.NotSolved > 0 ? $", {given.NotSolved:N0} of which have no certified answer and are in neither" : "")}. The plain answer stands beside it and is not replaced."
                ),
                .. given.Offers.Count == 0 ? Array.Empty<ToldBlock>() : [Beside(deal, given.Offers)],
                .. given.Combinations is { Count: > 0 } combinations ? [Combined(deal, combinations)] : Array.Empty<ToldBlock>(),
                .. given.Mixture is not { } mixture ? Array.Empty<ToldBlock>()
                : mixture.Refused is { } refused ? [new ToldText($"Over all answers of the forks: {refused}")]
                :
                [
                    new ToldText("Over all answers of the forks, each weighing its given weight times the mean likelihood of its worlds:"),
                    Shares(deal, mixture.Offers),
                ],
            ]
        );
    }

    // Plain beside given, offer by offer.
    private static ToldTable Beside(WeighedDeal deal, IReadOnlyList<GivenOffer> given) =>
        new(
            [new ToldColumn("Offer"), new ToldColumn("Question"), ToldColumn.Of("Plain"), ToldColumn.Of("Given")],
            [.. given.SelectMany(offer => Rows(deal, deal.Result.Offers.First(plain => plain.Name == offer.Offer), offer))]
        )
        {
            Heads = 2,
            Note =
                "Shares: worlds of 100, with a 95% sampling interval from the scrambles, weighted as the worlds are. Questions: median world, beside it the middle nine tenths.",
        };

    private static IEnumerable<IReadOnlyList<ToldCell>> Rows(WeighedDeal deal, OfferResult plain, GivenOffer given)
    {
        if (given.Holds is { } holds)
            yield return [deal.Offer(plain.Name), ToldCell.Say("Holds, of 100"), Share(plain.Holds!), Share(holds)];
        if (!given.IsNoDeal)
            yield return [deal.Offer(plain.Name), ToldCell.Say("All sign, of 100"), Share(plain.AllSign), Share(given.AllSign)];
        if (given is { IsNoDeal: false, SignedAndHolds: { } both })
            yield return [deal.Offer(plain.Name), ToldCell.Say("Both, of 100"), Share(plain.AcceptableAndHolds!), Share(both)];
        foreach (var (measure, then) in plain.Measures.Zip(given.Measures))
            yield return
            [
                deal.Offer(plain.Name),
                ToldCell.Say(measure.Title),
                ToldCell.Of(measure.Across.Median, measure.Unit, measure.Across.Low, measure.Across.High),
                ToldCell.Of(then.Median, then.Unit, then.Low, then.High),
            ];
    }

    private static ToldTable Combined(WeighedDeal deal, IReadOnlyList<GivenCombination> combinations)
    {
        var weighted = combinations.Any(combination => combination.Weight is not null);
        return new ToldTable(
            [
                new ToldColumn("Answers of the forks"),
                .. weighted ? [ToldColumn.Of("Weight"), ToldColumn.Of("With the evidence")] : Array.Empty<ToldColumn>(),
                ToldColumn.Of("Effective worlds"),
                new ToldColumn("Signed by all and hold, of 100"),
            ],
            [
                .. combinations.Select(combination =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Say(combination.Title),
                            .. weighted ? [Weight(combination.Weight), Weight(combination.Then)] : Array.Empty<ToldCell>(),
                            ToldCell.Say(Words.Number(Math.Round(combination.Effective))),
                            ToldCell.Say(
                                combination.Refused is not null
                                    ? "too few worlds"
                                    : string.Join(
                                        ", ",
                                        combination
                                            .Offers.Where(offer => !offer.IsNoDeal)
                                            .Select(offer => $"{deal.TitleOf(offer.Offer)} {Unit.Worlds.Number((offer.SignedAndHolds ?? offer.AllSign).Share)}")
                                    )
                            ),
                        ]
                ),
            ]
        );
    }

    private static ToldTable Shares(WeighedDeal deal, IReadOnlyList<GivenOffer> offers) =>
        new(
            [new ToldColumn("Offer"), ToldColumn.Of("Holds, of 100"), ToldColumn.Of("All sign, of 100"), ToldColumn.Of("Both, of 100")],
            [
                .. offers.Select(offer =>
                    (IReadOnlyList<ToldCell>)
                        [
                            deal.Offer(offer.Offer),
                            Share(offer.Holds),
                            Share(offer.IsNoDeal ? null : offer.AllSign),
                            Share(offer.IsNoDeal ? null : offer.SignedAndHolds),
                        ]
                ),
            ]
        );

    private static ToldCell Weight(double? weight) => weight is { } known ? ToldCell.Of(known, Unit.Chance) : ToldCell.None;

    private static ToldCell Share(WorldShare? share) => share is null ? ToldCell.None : ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High);
}
