using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

/// <summary>What a party's signature hangs on most.</summary>
internal static class HoldOutWords
{
    // Halves of the worlds that differ by less are not told.
    private const double Told = 0.1;

    /// <summary>The assumption that explains most of a type's surplus on its own, and how often it would sign on either side of the middle world; nothing where the draws show none.</summary>
    /// <param name="result">As weighed.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="slot">The party's type.</param>
    public static string HangsOn(WeighingResult result, OfferResult offer, int slot)
    {
        var surplus = offer.Draws.Surplus[slot];
        var count = Math.Min(surplus.Length, result.Worlds.Length);
        var columns = Enumerable.Range(0, result.Assumptions.Count).Where(a => result.Assumptions[a].Low < result.Assumptions[a].High && IsInUse(result, offer, a)).Select(a => (Assumption: result.Assumptions[a], Values: result.Worlds.Take(count).Select(world => world[a]).ToArray())).ToList();
        if (columns.Count == 0)
            return "";
        var shares = Statistics.OwnShares([.. columns.Select(column => column.Values)], surplus[..count], result.Options.Scrambles).Each;
        var most = Enumerable.Range(0, columns.Count).Where(a => shares[a].Low > 0).OrderByDescending(a => shares[a].Share).FirstOrDefault(-1);
        if (most < 0)
            return "";
        var (assumption, values) = columns[most];
        var middle = Statistics.Quantile(Statistics.Sorted(values), 0.5);
        double Signing(bool above) => Enumerable.Range(0, count).Where(draw => !double.IsNaN(surplus[draw]) && values[draw] > middle == above).Select(draw => surplus[draw] >= 0 ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();
        var (high, low) = (Signing(above: true), Signing(above: false));
        return !(Math.Abs(high - low) >= Told) ? "" : $" It hangs most on {BriefWords.Of(assumption)}: above {Words.Number(middle)} it signs in {Unit.Worlds.Number(high)}, below in {Unit.Worlds.Number(low)}.";
    }

    private static bool IsInUse(WeighingResult result, OfferResult offer, int assumption) =>
        result.Analysis?.Effects.FirstOrDefault(effects => effects.Offer == offer.Name)?.Screening.FirstOrDefault(screened => screened.Assumption == result.Assumptions[assumption].Name)?.IsInUse != false;
}
