namespace Foedus.Telling.Briefs;

/// <summary>Words of a deal as a brief has them: so short that a page holds it; the report has them whole.</summary>
internal static class BriefWords
{
    /// <summary>Who says it, without what: a source up to its first colon, or to what it says in brackets.</summary>
    public static string Source(string source) => source.Split([": ", " ("], 2, StringSplitOptions.None)[0];

    /// <summary>What was counted or judged, without how failing is defined.</summary>
    public static string Counted(string definition) => definition.Split(": ", 2)[0];
}
