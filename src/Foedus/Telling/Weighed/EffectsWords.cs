using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>How far total effects can be trusted, in a sentence for the page and the terminal.</summary>
internal static class EffectsWords
{
    // Wider than this a total effect says little more than that there is one.
    private const double Wide = 0.25;

    public static string Precision(EffectsResult effects)
    {
        if (effects.Outcomes.FirstOrDefault() is not { } first || double.IsNaN(first.WidestHalf))
            return "";
        var other = effects.Outcomes.Skip(1).Select(outcome => outcome.WidestHalf).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var range =
            $"Ranges of total effects reach up to {Words.Chance(first.WidestHalf)} to either side{(other > first.WidestHalf ? $" ({Words.Chance(other)} for a yes or no)" : "")}{(Math.Max(first.WidestHalf, other) > Wide ? ", so wide that the order among them is open" : "")}";
        return effects.BasePoints < effects.MostBasePoints
            ? $"{range}. That was enough to stop before {effects.MostBasePoints} base points."
            : $"{range}; four times the base points would about halve them: --effects {4 * effects.BasePoints}.";
    }
}
