using System.Globalization;
using System.Text;

namespace Foedus.Language;

/// <summary>Characters that a message cannot show: they have no shape, or none of their own.</summary>
internal static class InvisibleCharacter
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [0x00] = "null",
        [0xAD] = "soft hyphen",
        [0x200B] = "zero-width space",
        [0x200C] = "zero-width non-joiner",
        [0x200D] = "zero-width joiner",
        [0x200E] = "left-to-right mark",
        [0x200F] = "right-to-left mark",
        [0x2060] = "word joiner",
        [0xFEFF] = "byte order mark",
    };

    /// <summary>A character that acts instead of being seen, where it stands first: a control character, or one that only formats.</summary>
    public static string? Acting(string text) =>
        Rune.TryGetRuneAt(text, 0, out var rune) && CharUnicodeInfo.GetUnicodeCategory(rune.Value) is not (UnicodeCategory.Control or UnicodeCategory.Format)
        || text[0] is '\u200C' or '\u200D'
            ? null
            : Named(text);

    /// <summary>Such a character by its code, as in "U+200B (zero-width space)"; null where it can be seen.</summary>
    public static string? Named(string text)
    {
        if (text.Length == 0)
            return null;
        // A half of a pair stands for itself.
        var code = Rune.TryGetRuneAt(text, 0, out var rune) ? rune.Value : text[0];
        if (
            CharUnicodeInfo.GetUnicodeCategory(code)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            )
        )
            return null;
        return $"U+{code:X4}{(Names.TryGetValue(code, out var name) ? $" ({name})" : "")}";
    }
}
