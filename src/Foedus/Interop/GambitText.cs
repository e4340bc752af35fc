using System.Globalization;
using System.Numerics;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Names and numbers as Gambit's formats spell them.</summary>
internal static class GambitText
{
    public static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>A finite decimal as a decimal, anything else as a fraction.</summary>
    public static string Number(ExactNumber number)
    {
        var (below, digits) = (number.Denominator, 0);
        while (!below.IsOne && digits < 30)
        {
            var divisor = below.IsEven ? 2 : 5;
            if (!(below % divisor).IsZero)
                return number.ToString();
            below /= divisor;
            digits++;
        }
        if (!below.IsOne)
            return number.ToString();
        if (digits == 0)
            return number.Numerator.ToString(CultureInfo.InvariantCulture);
        var scaled = (BigInteger.Abs(number.Numerator) * BigInteger.Pow(10, digits) / number.Denominator)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(digits + 1, '0');
        return (number.Sign < 0 ? "-" : "") + scaled[..^digits] + "." + scaled[^digits..].TrimEnd('0').PadRight(1, '0');
    }
}
