using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

/// <summary>Words of a deal as a brief has them: so short that a page holds it; the report has them whole.</summary>
internal static class BriefWords
{
    /// <summary>An assumption by what its sentence says first, its name behind it.</summary>
    public static string Of(AssumptionResult assumption) => assumption.Sentence.Length > 0 ? $"“{First(assumption.Sentence)}” ({assumption.Name})" : assumption.Name;

    /// <summary>A sentence up to its first semicolon, without that it is counted in points.</summary>
    public static string First(string sentence)
    {
        var first = sentence.Split(';')[0];
        var points = first.IndexOf(", in points", StringComparison.Ordinal);
        return (points < 0 ? first : first[..points]).Trim();
    }

    /// <summary>Who says it, without what: a source up to its first colon, or to what it says in brackets.</summary>
    public static string Source(string source) => source.Split([": ", " ("], 2, StringSplitOptions.None)[0];

    /// <summary>What was counted or judged, without how failing is defined.</summary>
    public static string Counted(string definition) => definition.Split(": ", 2)[0];
}
