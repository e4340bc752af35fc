using System.Globalization;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What grids of belief are there, and what they leave open, in words.</summary>
public static class GridWords
{
    /// <summary>Asked numbers whose second digit hangs on the grid, a sentence each.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="refined">How it was solved.</param>
    public static IEnumerable<string> Open(LoweredOffer offer, RefinedOutcome refined) =>
        Enumerable
            .Range(0, offer.Asks.Count)
            .Where(ask => refined.IsOpen(offer, ask))
            .Select(ask =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"“{offer.Asks[ask].Title}” is open: on {Words.Counted(refined.Resolution, "knot")} of belief it is {refined.Outcome.Measures[ask]:0.000}, on a grid twice as fine {refined.Errors![ask]:0.000} off that."
                )
            );

    /// <summary>"11 knots of belief, 21 in “A” and “B”".</summary>
    internal static string Knots(WeighingResult result) =>
        $"{Words.Counted(result.Options.Resolution, "knot")} of belief{Finer(result.Options, result.Offers)}";

    /// <summary>", 21 in “A” and “B”": offers on other grids than the weighing began with; empty where there are none.</summary>
    internal static string Finer(WeighingOptions options, IEnumerable<OfferResult> offers) =>
        string.Concat(
            offers
                .Where(offer => offer.Knots is { } knots && knots != options.Resolution)
                .GroupBy(offer => offer.Knots)
                .OrderBy(same => same.Key)
                .Select(same => $", {same.Key} in {Words.Listed([.. same.Select(offer => $"“{offer.Title}”")])}")
        );
}
