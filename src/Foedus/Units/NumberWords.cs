using System.Globalization;

namespace Foedus.Units;

/// <summary>Numbers as somebody types them: a point before the fraction, and nothing between thousands.</summary>
public static class NumberWords
{
    /// <summary>Reads a finite number; commas are in none.</summary>
    public static bool TryRead(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>What to write instead of a number with commas, behind a space: " Write 0.5."; empty where nothing is known.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="isWhole">Whether a whole number is wanted, which has no fraction.</param>
    public static string Instead(string text, bool isWhole = false)
    {
        var percent = text.EndsWith('%') ? "%" : "";
        var parts = text[..(text.Length - percent.Length)].Split(',');
        if (parts.Length < 2)
            return "";
        var (whole, fraction) = (string.Concat(parts) + percent, $"{string.Concat(parts[..^1])}.{parts[^1]}{percent}");
        var isGrouped =
            parts[0].TrimStart('-', '+').Length is >= 1 and <= 3
            && parts[0].TrimStart('-', '+') != "0"
            && parts[1..^1].All(part => part.Length == 3)
            && parts[^1].Split('.')[0].Length == 3;
        var isFraction = !isWhole && parts.Length == 2 && !parts[1].Contains('.', StringComparison.Ordinal);
        string[] ways = [.. (isFraction ? new[] { fraction } : []).Concat(isGrouped ? [whole] : []).Where(way => TryRead(way.TrimEnd('%'), out _))];
        return ways switch
        {
            [] => "",
            [var one] => $" Write {one}.",
            _ => $" Write {ways[0]} for a fraction, {ways[1]} for thousands.",
        };
    }
}
