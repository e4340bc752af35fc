using System.Globalization;
using System.Text;

namespace Foedus.Interop.Incidents;

/// <summary>A name as a reader sees it: what is typed into a deal is compared with that.</summary>
internal static class SeenText
{
    // They join letters or keep them apart in some scripts, which is seen.
    private const char NonJoiner = '\u200C',
        Joiner = '\u200D';

    /// <summary>The text with one kind of blank, and without characters that only format.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var seen = new StringBuilder(text.Length);
        foreach (var c in text)
            if (char.IsWhiteSpace(c))
                seen.Append(' ');
            else if (c is Joiner or NonJoiner || CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.Format)
                seen.Append(c);
        return seen.ToString();
    }
}
