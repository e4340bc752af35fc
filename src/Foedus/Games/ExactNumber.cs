using System.Globalization;
using System.Numerics;

namespace Foedus.Games;

/// <summary>A rational number kept exactly: what a game file means by 1/3 or 0.1, and the arithmetic of exact pivoting.</summary>
/// <remarks>Always in lowest terms with a positive denominator; <c>default</c> is zero.</remarks>
internal readonly struct ExactNumber : IEquatable<ExactNumber>, IComparable<ExactNumber>
{
    private const int MostDigits = 400;
    private readonly BigInteger denominatorLessOne;

    public ExactNumber(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = common.IsOne ? numerator : numerator / common;
        denominatorLessOne = (common.IsOne ? denominator : denominator / common) - BigInteger.One;
    }

    public static ExactNumber Zero => default;
    public static ExactNumber One => new(BigInteger.One, BigInteger.One);

    public BigInteger Numerator { get; }
    public BigInteger Denominator => denominatorLessOne + BigInteger.One;
    public int Sign => Numerator.Sign;
    public bool IsZero => Numerator.IsZero;

    public static implicit operator ExactNumber(int value) => new(value, BigInteger.One);

    /// <summary>The number a person would have written for <paramref name="value"/>: its shortest decimal, taken exactly.</summary>
    public static ExactNumber FromShortestDecimal(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are rational.");
        return Math.Abs(value) < 1e15 && Math.Truncate(value) == value ? new ExactNumber((long)value, BigInteger.One)
            : TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var exact) ? exact
            : throw new InvalidOperationException($"The double {value} has no decimal text.");
    }

    /// <summary>Reads integers, decimals (with exponent) and fractions of these: "-3", ".5", "1e-3", "1/3".</summary>
    /// <remarks>Rejects more than 400 digits or an exponent beyond ±400, so that a hostile text cannot ask for a giant number.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber value)
    {
        value = default;
        var slash = text.IndexOf('/');
        if (slash < 0)
            return TryParseDecimal(text, out value);
        if (!TryParseDecimal(text[..slash], out var above) || !TryParseDecimal(text[(slash + 1)..], out var below) || below.IsZero)
            return false;
        value = above / below;
        return true;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out ExactNumber value)
    {
        value = default;
        var at = 0;
        var negative = false;
        if (at < text.Length && text[at] is '+' or '-')
            negative = text[at++] == '-';
        var digits = BigInteger.Zero;
        long small = 0;
        int count = 0,
            pending = 0,
            scale = 0;
        var point = false;
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && !point)); at++)
        {
            if (text[at] == '.')
            {
                point = true;
                continue;
            }
            if (++count > MostDigits)
                return false;
            small = small * 10 + (text[at] - '0');
            if (point)
                scale++;
            if (++pending < 18)
                continue;
            digits = digits * BigInteger.Pow(10, pending) + small;
            (small, pending) = (0, 0);
        }
        if (count == 0)
            return false;
        digits = pending == count ? small : digits * BigInteger.Pow(10, pending) + small;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponentText = text[(at + 1)..];
            if (
                exponentText.Length is 0 or > 5
                || !int.TryParse(exponentText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                || Math.Abs(exponent) > MostDigits
            )
                return false;
            scale -= exponent;
            at = text.Length;
        }
        if (at != text.Length)
            return false;
        if (negative)
            digits = -digits;
        value = scale >= 0 ? new ExactNumber(digits, BigInteger.Pow(10, scale)) : new ExactNumber(digits * BigInteger.Pow(10, -scale), BigInteger.One);
        return true;
    }

    /// <summary>Numbers over their least common denominator.</summary>
    public static (BigInteger[] Numerators, BigInteger Denominator) OverCommonDenominator(IReadOnlyList<ExactNumber> numbers)
    {
        var common = numbers.Aggregate(BigInteger.One, (all, x) => all / BigInteger.GreatestCommonDivisor(all, x.Denominator) * x.Denominator);
        return ([.. numbers.Select(x => x.Numerator * (common / x.Denominator))], common);
    }

    /// <summary>The nearest double (ties to even, outside the subnormal range).</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
            return 0;
        var above = BigInteger.Abs(Numerator);
        var below = Denominator;
        const long exactlyDouble = 1L << 53;
        if (above <= exactlyDouble && below <= exactlyDouble)
            return (double)(long)Numerator / (long)below;
        // 64 bits of quotient and a sticky bit round once, in the conversion from ulong.
        var shift = 65 - (int)(above.GetBitLength() - below.GetBitLength());
        if (shift > 0)
            above <<= shift;
        else
            below <<= -shift;
        var quotient = BigInteger.DivRem(above, below, out var rest);
        var sticky = !rest.IsZero;
        while (quotient.GetBitLength() > 64)
        {
            sticky |= !quotient.IsEven;
            quotient >>= 1;
            shift--;
        }
        var bits = (ulong)quotient | (sticky ? 1UL : 0UL);
        return Numerator.Sign * Math.ScaleB((double)bits, -shift);
    }

    public static ExactNumber operator +(ExactNumber a, ExactNumber b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static ExactNumber operator -(ExactNumber a, ExactNumber b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static ExactNumber operator -(ExactNumber a) => new(-a.Numerator, a.Denominator);

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static ExactNumber operator /(ExactNumber a, ExactNumber b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(ExactNumber a, ExactNumber b) => a.Equals(b);

    public static bool operator !=(ExactNumber a, ExactNumber b) => !a.Equals(b);

    public static bool operator <(ExactNumber a, ExactNumber b) => a.CompareTo(b) < 0;

    public static bool operator >(ExactNumber a, ExactNumber b) => a.CompareTo(b) > 0;

    public static bool operator <=(ExactNumber a, ExactNumber b) => a.CompareTo(b) <= 0;

    public static bool operator >=(ExactNumber a, ExactNumber b) => a.CompareTo(b) >= 0;

    public bool Equals(ExactNumber other) => Numerator == other.Numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorLessOne);

    public int CompareTo(ExactNumber other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>"3", "-1/3": a text that <see cref="TryParse"/> reads back to the same number.</summary>
    public override string ToString() =>
        denominatorLessOne.IsZero
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : $"{Numerator.ToString(CultureInfo.InvariantCulture)}/{Denominator.ToString(CultureInfo.InvariantCulture)}";
}
