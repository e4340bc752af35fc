using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What stands behind a number, in words.</summary>
internal static class GroundsWords
{
    /// <summary>"measured: 82 of 100 violations"; "does not say what it gives"; "guess" without a source.</summary>
    public static string Of(AssumptionResult assumption) =>
        assumption.Source is null ? "guess"
        : assumption.Grounds is { } kind
            ? assumption.GroundsWords is { } words ? $"{kind}: {words}"
                : kind
        : "does not say what it gives";
}
