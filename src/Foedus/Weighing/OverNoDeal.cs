namespace Foedus.Weighing;

/// <summary>What an offer is worth to a type over no deal: its surplus.</summary>
public static class OverNoDeal
{
    // The same sums in another order differ by so much of what they come to; where they come to nothing, by so many points.
    private const double Relative = 1e-12,
        Points = 1e-13;

    /// <param name="value">Worth of the offer, in points.</param>
    /// <param name="noDeal">Worth of no deal, in points.</param>
    /// <returns>The difference; 0 where it is rounding alone, for a type signs at 0 and not below.</returns>
    public static double Surplus(double value, double noDeal)
    {
        var surplus = value - noDeal;
        return Math.Abs(surplus) <= Math.Max(Points, Relative * Math.Max(Math.Abs(value), Math.Abs(noDeal))) ? 0 : surplus;
    }
}
