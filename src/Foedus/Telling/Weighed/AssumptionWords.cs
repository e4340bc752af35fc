using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>An assumption in a sentence.</summary>
internal static class AssumptionWords
{
    /// <summary>By what its sentence says first, its name behind it: "“a year of war costs Russia” (war_cost)".</summary>
    public static string Of(AssumptionResult assumption) => assumption.Sentence.Length > 0 ? $"“{First(assumption.Sentence)}” ({assumption.Name})" : assumption.Name;

    // Up to its first semicolon or colon, without that it is counted in points; three dots where a sentence goes on.
    private static string First(string sentence)
    {
        var first = sentence.Split([";", ": "], 2, StringSplitOptions.None)[0];
        var points = first.IndexOf(", in points", StringComparison.Ordinal);
        return (points < 0 ? first : first[..points]).Trim() + (first.Length < sentence.Length ? " …" : "");
    }
}
