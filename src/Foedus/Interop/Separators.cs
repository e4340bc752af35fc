namespace Foedus.Interop;

/// <summary>Tables that are written as other places write them: semicolons, tabs, two bytes a character.</summary>
internal static class Separators
{
    /// <summary>Why a heading is a single column, with the remedy; null where nothing speaks for another separator.</summary>
    public static string? WhyOneColumn(IReadOnlyList<string> names)
    {
        if (names.Count != 1)
            return null;
        var (mark, word) =
            names[0].Contains(';') ? (';', "semicolons")
            : names[0].Contains('\t') ? ('\t', "tabs")
            : names[0].Contains('|') ? ('|', "bars")
            : ('\0', "");
        return mark == '\0'
            ? null
            : $"The heading is one column with {word} in it: the file is separated by {word}. Save it with commas between the fields{(mark == ';' ? ", and decimal points in the numbers" : "")}.";
    }

    /// <summary>Refuses a file that is text of two bytes a character.</summary>
    /// <exception cref="InputException">It is.</exception>
    public static void RefuseOtherText(ReadOnlySpan<byte> begin, string name)
    {
        if (begin is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..])
            throw new InputException("This is text of two bytes a character (UTF-16). Save it as UTF-8.", name);
    }

    /// <inheritdoc cref="RefuseOtherText(ReadOnlySpan{byte}, string)"/>
    public static void RefuseOtherText(string path)
    {
        Span<byte> begin = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        RefuseOtherText(begin[..stream.ReadAtLeast(begin, 4, throwOnEndOfStream: false)], path);
    }
}
