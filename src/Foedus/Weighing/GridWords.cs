using System.Globalization;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What a grid of beliefs leaves open, in words.</summary>
public static class GridWords
{
    /// <summary>Asked numbers whose second digit hangs on the grid, a sentence each.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="refined">How it was solved.</param>
    public static IEnumerable<string> Open(LoweredOffer offer, RefinedOutcome refined) => Enumerable.Range(0, offer.Asks.Count).Where(ask => refined.IsOpen(offer, ask))
        .Select(ask => string.Create(CultureInfo.InvariantCulture, $"“{offer.Asks[ask].Title}” is open: on {Words.Counted(refined.Resolution, "knot")} of belief it is {refined.Outcome.Measures[ask]:0.000}, on a grid twice as fine {refined.Errors![ask]:0.000} off that."));
}
