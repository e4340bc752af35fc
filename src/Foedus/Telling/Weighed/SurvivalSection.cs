using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Survival over time, one picture an offer.</summary>
internal static class SurvivalSection
{
    private const int Median = 3;

    public static ToldSection? Tell(WeighedDeal deal)
    {
        var shown = deal.Result.Offers.Where(offer => offer.Survival is { AtBest.Count: > 2 }).ToList();
        return shown.Count == 0
            ? null
            : new ToldSection(
                Place.Survival,
                "How long does it hold?",
                [
                    new ToldText(
                        $"Chance that the condition of “{shown[0].Survival!.Title}” has held at the end of every period so far. Shades hold 50, 75 and 95 of 100 worlds.{((deal.Result.Evidence ?? []).Any(evidence => evidence.IsOnSurvival) ? " Upright bars are outside evidence: a counted share with its 95% interval, or a judged range." : "")}",
                        TextRole.Note
                    ),
                    .. shown.Select(offer =>
                        Figure(
                            offer,
                            offer.Survival!,
                            deal.Result.PeriodUnit,
                            [.. (deal.Result.Evidence ?? []).Where(evidence => evidence.IsOnSurvival && evidence.Offer == offer.Name)]
                        )
                    ),
                ]
            );
    }

    private static LinesFigure Figure(OfferResult offer, SurvivalCurve curve, string period, IReadOnlyList<EvidenceResult> evidence)
    {
        List<double> Quantile(int index) => [.. curve.Quantiles.Select(quantiles => quantiles[index])];
        return new LinesFigure(
            $"{Words.Plural(period)} since signature",
            "chance that it still holds",
            Unit.Chance,
            [.. Enumerable.Range(0, curve.AtBest.Count).Select(at => (double)at)],
            [new ToldLine("median world", Quantile(Median)), new ToldLine("best values", curve.AtBest)],
            [
                new ToldBand("95 of 100 worlds", Quantile(0), Quantile(6)),
                new ToldBand("75 of 100", Quantile(1), Quantile(5)),
                new ToldBand("50 of 100", Quantile(2), Quantile(4)),
            ]
        )
        {
            Title = offer.Title,
            Marks =
            [
                .. evidence.Select(found => new ToldMark(
                    $"{found.Name} ({found.Kind})",
                    found.Period!.Value,
                    found.Low,
                    found.High,
                    found.Count is { } count ? (double)count / found.Of : null
                )),
            ],
            Alternative =
                $"At the end: median world {Words.Chance(curve.Quantiles[^1][Median])}, 95 of 100 worlds from {Words.Chance(curve.Quantiles[^1][0])} to {Words.Chance(curve.Quantiles[^1][6])}.{string.Concat(evidence.Select(found => $" Beside it {found.Name}: {found.Words}"))}",
        };
    }
}
