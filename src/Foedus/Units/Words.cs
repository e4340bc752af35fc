using System.Globalization;

namespace Foedus.Units;

/// <summary>How numbers are written everywhere: in sentences, in the page, on the terminal. A value that has a unit is written by its <see cref="Unit"/>.</summary>
public static class Words
{
    /// <summary>A number with as many digits as a reader can use: 0.35, 1.2, 14, −3.4; "–" where there is none.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        var text =
            size == 0 ? "0"
            : size >= 99.5 ? value.ToString("0", CultureInfo.InvariantCulture)
            : size >= 9.95 ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : size >= 0.995 ? value.ToString("0.##", CultureInfo.InvariantCulture)
            : size >= 0.001 ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : value.ToString("0.#e+0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>A number with so many decimals, whatever they are, for columns of them: "0.0400", "−1.200"; "–" where there is none.</summary>
    public static string Fixed(double value, int decimals) => In(Math.Round(value, decimals), $"F{decimals}");

    /// <summary>A number with so many decimals at most: "0.04", "−1.2"; "–" where there is none.</summary>
    public static string Rounded(double value, int decimals) => In(Math.Round(value, decimals), $"0.{new string('#', decimals)}");

    /// <summary>How small a number is: "1.2e−9"; "0" where it is none.</summary>
    public static string Power(double value) => In(value, "0.0e+0;-0.0e+0;0");

    // One minus sign, and none before nothing.
    private static string In(double value, string format) =>
        double.IsNaN(value) ? "–" : (value + 0.0).ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A chance, no finer than one in a hundred: 0.36.</summary>
    public static string Chance(double value) => In(Math.Round(value, 2, MidpointRounding.AwayFromZero), "0.00");

    /// <summary>A share of anything, held to 0 to 1: 0.36.</summary>
    public static string Share(double value) => Chance(Math.Clamp(value, 0, 1));

    /// <summary>Points with a sign: +1.2, −3.4, 0.</summary>
    public static string Points(double value) => Unit.Points.Signed(value);

    /// <summary>"36" out of 100.</summary>
    public static string OfHundred(double share) => In(Math.Round(100 * share, MidpointRounding.AwayFromZero), "0");

    /// <summary>Several of something: "years", "parties", "crises".</summary>
    /// <param name="one">What one is called.</param>
    public static string Plural(string one) => OfOne(Spoken(one));

    /// <summary>A name as a word: "half-year" for half_year.</summary>
    public static string Spoken(string name) => name.Replace('_', '-');

    /// <summary>A name as words: "ordinary admission" for ordinary_admission.</summary>
    public static string Plain(string name) => name.Replace('_', ' ');

    /// <summary>The plural of a name as it is, for what is a name again.</summary>
    internal static string OfOne(string one) =>
        one switch
        {
            "crisis" => "crises",
            _ when one.EndsWith('y') && one.Length > 1 && !"aeiou".Contains(char.ToLowerInvariant(one[^2])) => one[..^1] + "ies",
            _ when one.EndsWith('s') || one.EndsWith('x') || one.EndsWith("ch", StringComparison.Ordinal) || one.EndsWith("sh", StringComparison.Ordinal) => one
                + "es",
            _ => one + "s",
        };

    /// <summary>What one of several is called: the other way round.</summary>
    public static string Singular(string several) =>
        several switch
        {
            "crises" => "crisis",
            _ when several.EndsWith("ies", StringComparison.Ordinal) && several.Length > 4 => several[..^3] + "y",
            _ when several.EndsWith("ses", StringComparison.Ordinal)
                    || several.EndsWith("xes", StringComparison.Ordinal)
                    || several.EndsWith("ches", StringComparison.Ordinal)
                    || several.EndsWith("shes", StringComparison.Ordinal) => several[..^2],
            _ => several.EndsWith('s') ? several[..^1] : several,
        };

    /// <summary>What a sentence says first: up to its first semicolon or colon, without that it is counted in points; three dots where it goes on.</summary>
    internal static string First(string sentence)
    {
        var first = sentence.Split([";", ": "], 2, StringSplitOptions.None)[0];
        var points = first.IndexOf(", in points", StringComparison.Ordinal);
        return (points < 0 ? first : first[..points]).Trim() + (first.Length < sentence.Length ? " …" : "");
    }

    /// <summary>A number that is written already, and what it counts: "1 world", "12.3 worlds".</summary>
    public static string Several(string number, string one) => $"{number} {(number == "1" ? Spoken(one) : Plural(one))}";

    /// <summary>"1 year", "1,200 years".</summary>
    public static string Counted(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Noun(count, one)}");

    /// <summary>What so many are called where their number is not said: "year", "years".</summary>
    public static string Noun(double count, string one) => count == 1 ? Spoken(one) : Plural(one);

    /// <summary>What so many do: "is" or "are".</summary>
    public static string Does(double count, string one, string several) => count == 1 ? one : several;

    /// <summary>A count that may be beyond whole numbers of the machine: "1e9" options are "1,000,000,000 options".</summary>
    public static string Counted(double count, string one) => Several(count.ToString("N0", CultureInfo.InvariantCulture), one);

    /// <summary>The first few of many: "a, b, c and 4 more".</summary>
    public static string Some(IReadOnlyList<string> names, int most = 8) =>
        names.Count <= most + 1 ? Listed(names) : Listed([.. names.Take(most), $"{names.Count - most} more"]);

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Either(IEnumerable<string> names) =>
        names.ToList() is var all && all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} or {all[^1]}";

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
