namespace Foedus.Model;

/// <summary>What a comparison of two numbers means: what is equal on paper is equal, so that 3 * 10% &lt;= 30% is true whatever a machine makes of tenths.</summary>
/// <remarks>Two numbers are equal where they differ by less than a part in 10¹² of the larger one, or of 1. NaN is equal to nothing.</remarks>
internal static class NumberComparison
{
    /// <summary>The part of the larger number, or of 1, below which a difference is a rounding.</summary>
    public const double Tolerance = 1e-12;

    public static bool AreEqual(double a, double b) => a == b || AreClose(a, b);

    public static bool IsLess(double a, double b) => a < b && !AreClose(a, b);

    public static bool IsNotAbove(double a, double b) => a <= b || AreClose(a, b);

    /// <summary>Whether one number stands so to another; the operator compares.</summary>
    public static bool Holds(BinaryOperator how, double a, double b) =>
        how switch
        {
            BinaryOperator.Equal => AreEqual(a, b),
            BinaryOperator.NotEqual => !AreEqual(a, b),
            BinaryOperator.Less => IsLess(a, b),
            BinaryOperator.LessOrEqual => IsNotAbove(a, b),
            BinaryOperator.Greater => IsLess(b, a),
            BinaryOperator.GreaterOrEqual => IsNotAbove(b, a),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };

    // Below, not at: a number without an end is close to none.
    private static bool AreClose(double a, double b) => Math.Abs(a - b) < Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
