namespace Foedus.Telling.Briefs;

/// <summary>Words of a deal as a brief has them: so short that a page holds it; three dots say where they go on, and the report has them whole.</summary>
internal static class BriefWords
{
    /// <summary>Who says it, without what: a source up to its first colon, or to what it says in brackets.</summary>
    public static string Source(string source) => Cut(source, [": ", " ("]);

    /// <summary>What was counted or judged, without how failing is defined.</summary>
    public static string Counted(string definition) => Cut(definition, [": "]);

    private static string Cut(string text, string[] at) => text.Split(at, 2, StringSplitOptions.None) is [var first, _] ? $"{first} …" : text;
}
