using System.Globalization;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>How it was computed, so that it can be computed again.</summary>
internal static class ComputedSection
{
    public static ToldSection Tell(WeighedDeal deal)
    {
        var result = deal.Result;
        return new ToldSection(
            Place.Computed,
            "How this was computed",
            [
                new ToldText(
                    "Models here are generators of cases, not predictors. A share of worlds is a share of the ranges that were typed, not a probability of peace."
                ),
                new ToldText(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Words.Counted(result.Options.Draws, "draw")} from {result.Options.Scrambles} scrambled Sobol' sequences, seed {result.Options.Seed}; {GridWords.Knots(result)}; horizon {result.Horizon}{(result.Elapsed is { } took ? $"; {took.TotalSeconds:0.0} s" : "")}."
                    ),
                    TextRole.Point
                ),
                .. result.Offers.Select(offer => new ToldText(
                    $"{deal.TitleOf(offer.Name)}: {offer.AtBest.Method}, {offer.AtBest.Selection}; {offer.AtBest.Certifies}",
                    TextRole.Point
                )),
                .. deal.Provenance.Select(line => new ToldText(line, TextRole.Point)),
            ]
        );
    }
}
