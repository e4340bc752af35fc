using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Chances that were written as 50 where 50% is meant.</summary>
internal static class ChancesInPercent
{
    /// <summary>The remedy for a chance above 1; null where no percentage can be meant.</summary>
    public static string? Remedy(double chance) =>
        chance is >= 2 and <= 100 ? $"A chance of 1 is certain. Write percentages with their sign: {ExpressionText.Of(chance)}%." : null;
}
