using System.Numerics;

namespace Foedus.Numerics.Exact;

/// <summary>Doubles as whole numbers over one power of two, with nothing rounded.</summary>
internal static class WholeNumbers
{
    private const int FractionBits = 52;

    /// <returns>Numbers that are <paramref name="values"/> times two to the <c>Power</c>.</returns>
    public static (BigInteger[] Numbers, int Power) From(IReadOnlyList<double> values)
    {
        var power = values.Where(value => value != 0).Select(value => FractionBits - Math.ILogB(value)).DefaultIfEmpty(0).Max();
        return ([.. values.Select(value => value == 0 ? BigInteger.Zero : Whole(value, power))], Math.Max(power, 0));
    }

    // The double's own 53 bits are whole after moving them up by 52 − its exponent; the rest is a shift.
    private static BigInteger Whole(double value, int power)
    {
        var own = FractionBits - Math.ILogB(value);
        var half = own / 2;
        return new BigInteger(Math.ScaleB(Math.ScaleB(value, half), own - half)) << (Math.Max(power, 0) - own);
    }
}
