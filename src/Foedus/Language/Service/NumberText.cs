using System.Globalization;

namespace Foedus.Language.Service;

/// <summary>Numbers as a deal writes them.</summary>
public static class NumberText
{
    /// <summary>The shortest text that reads back as exactly this number; without exponent where that is possible.</summary>
    public static string Of(double value)
    {
        var plain = value.ToString("0.###############", CultureInfo.InvariantCulture);
        return Reads(plain, value) ? plain : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The number as percents if it then reads back exactly; otherwise as it is.</summary>
    public static string AsPercent(double value)
    {
        var percents = Math.Abs(value) < 1e9 ? ((decimal)value * 100).ToString("0.###############", CultureInfo.InvariantCulture) : "";
        return double.TryParse(percents, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read / 100 == value ? percents + "%" : Of(value);
    }

    private static bool Reads(string text, double value) => double.Parse(text, CultureInfo.InvariantCulture) == value;
}
