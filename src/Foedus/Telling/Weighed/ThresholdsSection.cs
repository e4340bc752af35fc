using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>The value of each assumption at which an offer stops or starts to hold, and what would make another offer best.</summary>
internal static class ThresholdsSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        if (deal.Result.HoldsWhen is null)
            return null;
        var blocks = new List<ToldBlock>(ForksSection.Flips(deal.Result))
        {
            new ToldText(
                "The value at which an offer stops or starts to hold when one assumption moves through its range and all others stay at their best values: the nearest one. "
                    + "Looked for in every assumption where total effects were estimated, in those with the largest own shares elsewhere.",
                TextRole.Note
            ),
            Flips(deal.Result),
        };
        if (deal.Result.Analysis?.Ranking is { } ranking)
            blocks.Add(new ToldGroup("What would make another offer best?", null, [.. Ranking(ranking, deal.Result)]));
        return new ToldSection(Place.Thresholds, "What would change the answer?", blocks);
    }

    private static ToldBlock Flips(WeighingResult result)
    {
        var flipping = result.Assumptions.Where(assumption => assumption.ByOffer.Any(sensitivity => sensitivity.Flip is not null)).ToList();
        return flipping.Count == 0
            ? new ToldText("No single assumption flips any offer within its range.")
            : new ToldTable(
                [
                    new ToldColumn("Assumption"),
                    ToldColumn.Of("Best"),
                    ToldColumn.Of("Range"),
                    .. result.Offers.Select(offer =>
                        ToldColumn.Of(
                            result.TitleOf(offer.Name),
                            offer.HoldsAtBest is { } holds
                                ? holds
                                    ? "holds at best"
                                    : "breaks at best"
                                : null
                        )
                    ),
                ],
                [
                    .. flipping.Select(assumption =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Named(assumption.Name),
                                ToldCell.Of(assumption.Best, Unit.Plain),
                                ToldCell.Say($"{Words.Number(assumption.Low)} to {Words.Number(assumption.High)}"),
                                .. assumption.ByOffer.Select(
                                    (sensitivity, o) =>
                                        sensitivity.Flip is { } flip
                                            ? ToldCell.Say(
                                                (result.Offers[o].HoldsAtBest == true ? "breaks " : "holds ")
                                                    + (flip > assumption.Best ? "above " : "below ")
                                                    + Words.Number(flip)
                                            )
                                            : ToldCell.None
                                ),
                            ]
                    ),
                ]
            );
    }

    private static IEnumerable<ToldBlock> Ranking(RankingResult ranking, WeighingResult result)
    {
        yield return new ToldText(RankingWords.Standing(ranking, result));
        if (ranking.Flips.Count > 0)
            yield return new ToldTable(
                [
                    new ToldColumn("Assumption"),
                    ToldColumn.Of("Best"),
                    ToldColumn.Of("Beyond"),
                    new ToldColumn("Then better"),
                    ToldColumn.Of("Share of its range"),
                ],
                [
                    .. ranking.Flips.Select(flip =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Named(flip.Assumption),
                                ToldCell.Of(flip.Best, Unit.Plain),
                                ToldCell.Say((flip.Value > flip.Best ? "above " : "below ") + Words.Number(flip.Value)),
                                ToldCell.Say(result.TitleOf(flip.Offer)),
                                ToldCell.Of(flip.Distance, Unit.Chance),
                            ]
                    ),
                ]
            );
        foreach (var text in new[] { RankingWords.Alone(ranking), RankingWords.Together(ranking, result) }.Where(text => text.Length > 0))
            yield return new ToldText(text);
        yield return new ToldText(
            "Better means by more than the numerical errors of both, and by more than one of the last decimal shown. All that is not named stays at its best value.",
            TextRole.Note
        );
    }
}
