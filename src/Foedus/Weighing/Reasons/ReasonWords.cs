using System.Globalization;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Numbers in the sentences of an explanation.</summary>
internal static class ReasonWords
{
    public static string Number(double value) => Words.Rounded(Math.Round(value, 2, MidpointRounding.AwayFromZero), 2);

    /// <summary>Points with a sign: "+1.9", "−0.6".</summary>
    public static string Signed(double points) =>
        Math.Abs(points) < 0.005
            ? "0"
            : (points > 0 ? "+" : "−") + Math.Abs(points).ToString(Math.Abs(points) < 0.095 ? "0.##" : "0.0", CultureInfo.InvariantCulture);

    public static string Hundred(double chance) =>
        chance switch
        {
            // What is left of rounding.
            < 1e-12 => "0 of 100",
            < 0.005 => "fewer than 1 of 100",
            > 1 - 1e-12 => "100 of 100",
            > 0.995 => "more than 99 of 100",
            _ => $"{Math.Round(100 * chance):0} of 100",
        };
}
