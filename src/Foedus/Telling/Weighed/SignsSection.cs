using Foedus.Units;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>Who would sign, and what each side gives up.</summary>
internal static class SignsSection
{
    public static ToldSection Tell(WeighedDeal deal)
    {
        var result = deal.Result;
        var first = result.Offers.First(offer => !offer.IsNoDeal || result.Offers.Count == 1);
        return new ToldSection(
            Place.Signs,
            "Who would sign?",
            [
                new ToldText(
                    "Surplus is what a party expects from the offer over no deal, in points discounted to the first period. A type signs if its surplus is at least 0; a party signs if all its types do, since signing would otherwise give the type away.",
                    TextRole.Note
                ),
                .. first.Parties.Select((party, p) => Figure(deal, party.Title, p)).OfType<RangesFigure>(),
                new ToldGroup("Signs, best for whom, regret", null, [Table(deal)]),
            ]
        );
    }

    private static RangesFigure? Figure(WeighedDeal deal, string title, int party)
    {
        var offers = deal.Result.Offers.Where(offer => !offer.IsNoDeal).ToList();
        return offers.Count == 0
            ? null
            : new RangesFigure(
                "surplus over no deal, points",
                Unit.Points,
                [
                    .. offers.SelectMany(offer =>
                        offer
                            .Parties[party]
                            .ByType.Select(type => new RangesRow(
                                $"{deal.TitleOf(offer.Name)}{(offer.Parties[party].ByType.Count > 1 ? $", if {Words.Plain(type.Type)}" : "")}",
                                type.Surplus
                            ))
                    ),
                ]
            )
            {
                Title = title,
                Alternative = string.Join(" ", offers.Select(offer => $"{deal.TitleOf(offer.Name)}: signs in {offer.Parties[party].Signs.InWords} worlds.")),
            };
    }

    private static ToldTable Table(WeighedDeal deal) =>
        new(
            [
                new ToldColumn("Offer"),
                new ToldColumn("Party"),
                ToldColumn.Of("Signs, of 100"),
                new ToldColumn("By type"),
                ToldColumn.Of("Best offer for it, of 100"),
                ToldColumn.Of("Average regret, points"),
            ],
            [
                .. deal.Result.Offers.SelectMany(offer =>
                    offer.Parties.Select(party =>
                        (IReadOnlyList<ToldCell>)
                            [
                                deal.Offer(offer.Name),
                                ToldCell.Say(party.Title),
                                offer.IsNoDeal ? ToldCell.None : ToldCell.Of(party.Signs.Share, Unit.Worlds, party.Signs.Low, party.Signs.High),
                                ToldCell.Say(
                                    party.ByType.Count > 1
                                        ? string.Join(", ", party.ByType.Select(type => $"{Words.Plain(type.Type)} {Unit.Worlds.Number(type.Signs.Share)}"))
                                        : ""
                                ),
                                ToldCell.Of(party.BestOffer.Share, Unit.Worlds),
                                ToldCell.Say(Unit.Points.Fine(party.MeanRegret)),
                            ]
                    )
                ),
            ]
        )
        {
            Heads = 2,
            Note = "Regret: what the party gives up against the best offer for it in that world.",
        };
}
