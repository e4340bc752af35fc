using System.Globalization;
using System.Text;

namespace Foedus;

/// <summary>Characters that act instead of being seen: they would steer a terminal, or turn the direction of what stands around them. Written as JSON escapes them (\u001b), they are seen and do nothing, and within a JSON text are still the same character.</summary>
/// <remarks>Control characters but line breaks and tabs; Unicode's Bidi_Control characters (UAX 9); line and paragraph separators; halves of surrogate pairs.</remarks>
public static class VisibleCharacters
{
    /// <summary>Whether a text has such a character.</summary>
    public static bool AreHidden(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsHidden(text, i))
                return true;
        return false;
    }

    /// <summary>The text with such characters escaped.</summary>
    public static string Of(string text)
    {
        if (!AreHidden(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
            if (IsHidden(text, i))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                shown.Append(text[i]);
        return shown.ToString();
    }

    private static bool IsHidden(ReadOnlySpan<char> text, int i) =>
        text[i] switch
        {
            '\r' => i + 1 >= text.Length || text[i + 1] != '\n',
            >= '\uD800' and <= '\uDBFF' => i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1]),
            >= '\uDC00' and <= '\uDFFF' => i == 0 || !char.IsHighSurrogate(text[i - 1]),
            < ' '
            and not ('\n' or '\t')
            or >= '\u007F'
            and <= '\u009F'
            or '\u061C'
            or '\u200E'
            or '\u200F'
            or >= '\u2028'
            and <= '\u202E'
            or >= '\u2066'
            and <= '\u2069' => true,
            _ => false,
        };
}
