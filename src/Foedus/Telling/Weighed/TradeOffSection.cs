using Foedus.Units;

namespace Foedus.Telling.Weighed;

/// <summary>What does more holding cost? Worlds that hold against what each party gets.</summary>
internal static class TradeOffSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        if (deal.Result.HoldsWhen is null || deal.Result.Analysis is not { } analysis || deal.Result.Offers.Count < 2)
            return null;
        var frontier = analysis.TradeOff.Where(point => point.Rank == 0).Select(point => point.Offer).ToList();
        return new ToldSection(
            Place.TradeOff,
            "5 · What does more holding cost?",
            [
                new ToldText(
                    $"No other offer is at least as good for holding and for every party as {(frontier.Count == 1 ? deal.Quoted(frontier[0]) : "any of " + Words.Listed([.. frontier.Select(deal.Quoted)]))}."
                ),
                new ToldText(
                    "Worlds of 100 in which an offer holds, against what each party expects from it over no deal (points, mean over the worlds). Full dots: for this party no other offer is at least as good in both and better in one; hollow dots: there is one. "
                        + $"Beside a dot stands the offer's number: {string.Join("; ", deal.Result.Offers.Select((offer, o) => $"{Mark(o)}, {deal.TitleOf(offer.Name)}"))}.",
                    TextRole.Note
                ),
                .. deal
                    .Result.Offers[0]
                    .Parties.Select(
                        (party, p) =>
                            new PointsFigure(
                                "mean surplus over no deal, points",
                                "holds, worlds of 100",
                                Unit.Points,
                                Unit.Worlds,
                                "no other is better for it",
                                "another is at least as good for it",
                                [
                                    .. analysis
                                        .TradeOff.Where(point => double.IsFinite(point.Holds) && double.IsFinite(point.Parties[p].MeanSurplus))
                                        .Select(point => new ToldPoint(
                                            deal.TitleOf(point.Offer),
                                            point.Parties[p].MeanSurplus,
                                            point.Holds,
                                            point.Parties[p].Dominated
                                        )
                                        {
                                            Mark = Mark(deal.Result.Offers.ToList().FindIndex(offer => offer.Name == point.Offer)),
                                        }),
                                ]
                            )
                            {
                                Title = party.Title,
                                Alternative = string.Join(
                                    " ",
                                    analysis.TradeOff.Select(point =>
                                        $"{deal.TitleOf(point.Offer)}: holds in {Unit.Worlds.Text(point.Holds)}, {Unit.Points.Signed(point.Parties[p].MeanSurplus)} points."
                                    )
                                ),
                            }
                    ),
            ]
        );
    }

    // Titles would not fit beside dots that lie close together.
    private static string Mark(int offer) => Unit.Plain.Number(offer + 1);
}
