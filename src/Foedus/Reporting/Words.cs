using System.Globalization;
using System.Net;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting;

/// <summary>How numbers and names are written everywhere: in the page, on the terminal, in sentences.</summary>
public static class Words
{
    /// <summary>A number with as many digits as a reader can use: 0.35, 1.2, 14, −3.4.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        var text = size == 0 ? "0"
            : size >= 99.5 ? value.ToString("0", CultureInfo.InvariantCulture)
            : size >= 9.95 ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : size >= 0.995 ? value.ToString("0.##", CultureInfo.InvariantCulture)
            : size >= 0.001 ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : value.ToString("0.#e+0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A chance, no finer than one in a hundred: 0.36.</summary>
    public static string Chance(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Points with a sign: +1.2, −3.4, 0.</summary>
    public static string Points(double value)
    {
        var text = Number(Math.Round(value, 1));
        return value > 0 && text != "0" ? "+" + text : text;
    }

    /// <summary>"36" out of 100.</summary>
    public static string OfHundred(double share) => double.IsNaN(share) ? "–" : Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>"36 (34 to 38)".</summary>
    public static string OfHundred(WorldShare share) => $"{OfHundred(share.Share)} ({OfHundred(share.Low)} to {OfHundred(share.High)})";

    /// <summary>A value of a measure in its own unit.</summary>
    public static string Measure(MeasureResult measure, double value) => measure.Unit == "chance" ? Chance(value) : Number(Math.Round(value, 1));

    /// <summary>A value of a yardstick in its own unit.</summary>
    public static string Yardstick(Yardstick yardstick, double value) => double.IsNaN(value) ? "–" : yardstick.Unit switch
    {
        "worlds" => $"{OfHundred(value)} of 100",
        "chance" => Chance(value),
        _ => $"{Number(Math.Round(value, 1))} {yardstick.Unit}",
    };

    /// <summary>What finding out would add.</summary>
    public static string Gain(InformationValue value, double gain) => value.Unit == "worlds" ? $"{OfHundred(gain)} of 100" : Number(Math.Round(gain, 2));

    /// <summary>Text made safe inside HTML; everything that comes from a deal goes through here.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(VisibleCharacters.Of(text));
}
