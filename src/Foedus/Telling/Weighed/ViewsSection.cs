using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>How does each expert see it, and whose disagreement decides what?</summary>
internal static class ViewsSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Views is not { Count: > 0 } views
            ? null
            : new ToldSection(
                Place.Views,
                "How does each expert see it?",
                [
                    new ToldText(
                        "The same worlds, drawn from the pooled views, each weighted by how much likelier it is to one expert than to all of them. Worlds of 100 in which all sign and it holds (all sign, where the deal states no condition).",
                        TextRole.Note
                    ),
                    new ToldTable(
                        [
                            new ToldColumn("Expert"),
                            new ToldColumn("Has a view of"),
                            .. Offers(deal.Result).Select(offer => ToldColumn.Of(deal.TitleOf(offer.Name))),
                            ToldColumn.Of("Effective worlds"),
                        ],
                        [Pool(deal.Result), .. views.Select(view => Row(deal.Result, view))]
                    )
                    {
                        Heads = 2,
                    },
                    .. views
                        .Where(view => view.Refused is null)
                        .Select(view => new ToldText($" {StandingWords.Of(deal.Result, view.Ahead)}.", TextRole.Point, $"{view.Title}:")),
                    .. (deal.Result.Disagreements ?? [])
                        .GroupBy(each => each.Assumption)
                        .Select(same => same.MaxBy(each => each.High - each.Low)!)
                        .Select(most => new ToldText(
                            Unit.Worlds.Number(most.Low) == Unit.Worlds.Number(most.High)
                                ? " whoever is right about it, no offer is signed by all and holds in more of 100 worlds, or in fewer."
                                : $" {deal.TitleOf(most.Offer)}: signed by all and holding in {Unit.Worlds.Number(most.Low)} of 100 worlds if {most.LowExpert} is right about it, in {Unit.Worlds.Number(most.High)} if {most.HighExpert} is.",
                            TextRole.Point,
                            $"{most.Assumption}:"
                        )),
                ]
            );

    private static IEnumerable<OfferResult> Offers(WeighingResult result) => result.Offers.Where(offer => !offer.IsNoDeal);

    private static IReadOnlyList<ToldCell> Pool(WeighingResult result) =>
        [
            ToldCell.Say("all, pooled"),
            ToldCell.Say(""),
            .. Offers(result)
                .Select(offer =>
                    (offer.AcceptableAndHolds ?? offer.AllSign) is var share ? ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High) : ToldCell.None
                ),
            ToldCell.Say($"{result.Worlds.Length:N0}"),
        ];

    private static IReadOnlyList<ToldCell> Row(WeighingResult result, ViewResult view) =>
        [
            ToldCell.Named(view.Expert, view.Title),
            ToldCell.Say(string.Join(", ", view.Assumptions)),
            .. Offers(result)
                .Select(offer =>
                    view.Offers.FirstOrDefault(seen => seen.Offer == offer.Name) is { } seen && (seen.SignedAndHolds ?? seen.AllSign) is var share
                        ? ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High)
                        : ToldCell.None
                ),
            ToldCell.Say(view.Refused is null ? Words.Number(Math.Round(view.Effective)) : $"{Words.Number(Math.Round(view.Effective))}: too few"),
        ];
}
