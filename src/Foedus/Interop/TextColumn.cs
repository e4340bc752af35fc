using System.Globalization;
using System.Text.RegularExpressions;
using Foedus.Units;

namespace Foedus.Interop;

internal enum TextContent
{
    Numbers,
    YesNo,
    Names,
}

/// <summary>What a column of texts is, and what stands in it that does not belong there.</summary>
internal static partial class TextColumn
{
    // How other programs write that there is no value: R, pandas, SQL, spreadsheets.
    private static readonly HashSet<string> Gaps = new(StringComparer.OrdinalIgnoreCase)
    {
        "",
        "NA",
        "N/A",
        "#N/A",
        "#NA",
        "<NA>",
        "n.a.",
        "NaN",
        "-NaN",
        "NaT",
        "null",
        "NULL",
        "nil",
        "None",
        "(null)",
        "\\N",
        "-",
        "--",
        "–",
        "?",
        ".",
        "missing",
        "inf",
        "-inf",
        "+inf",
        "Infinity",
        "-Infinity",
        "∞",
    };

    /// <summary>Whether a text says that there is no value.</summary>
    public static bool IsGap(string text) => Gaps.Contains(text.Trim());

    /// <summary>Numbers where more than half of the fields that say something are written as such, also with decimal commas; yes or no where all are; else names.</summary>
    public static TextContent ContentOf(string[] texts)
    {
        var (numbers, answers, said) = (0, 0, 0);
        foreach (var text in texts)
        {
            if (TryNumber(text, out _) || IsWithComma(text))
                numbers++;
            else if (IsGap(text))
                continue;
            else if (bool.TryParse(text, out _))
                answers++;
            said++;
        }
        return said == 0 ? TextContent.Names
            : 2 * numbers > said ? TextContent.Numbers
            : answers == said ? TextContent.YesNo
            : TextContent.Names;
    }

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>A field that should be a number and is none, in words that end without a full stop; a single row is left to the place.</summary>
    /// <param name="column">Its heading.</param>
    /// <param name="text">What stands there; null where nothing does.</param>
    /// <param name="row">The first such row, from 1.</param>
    /// <param name="count">Such rows.</param>
    public static string Fault(string column, string? text, int row, int count)
    {
        var where = count == 1 ? "" : $" in {Words.Counted(count, "row")}, first in row {row}";
        return text is not null && IsWithComma(text)
                ? $"Column '{column}' has a number with a comma{where} ('{text}'). Write decimal points, and nothing between thousands"
            : string.IsNullOrEmpty(text) ? $"Column '{column}' has no number{where} (nothing stands there)"
            : IsGap(text) ? $"Column '{column}' has no number{where} ('{Short(text)}')"
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var huge) && double.IsInfinity(huge)
                ? $"'{Short(text)}' in column '{column}' is larger than any number that can be reckoned with{where}"
            : $"'{Short(text)}' in column '{column}' is not a number{where}";
    }

    /// <summary>A number that nobody writes so who means its size: 007.</summary>
    public static bool IsCode(string text) => text.Length > 1 && text[0] == '0' && text.All(char.IsAsciiDigit);

    public static bool IsWithComma(string text) => WithComma().IsMatch(text);

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";

    [GeneratedRegex(@"^\s*[-+]?(\d+,\d+|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(,\d{3})+\.\d+)([eE][-+]?\d+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();
}
