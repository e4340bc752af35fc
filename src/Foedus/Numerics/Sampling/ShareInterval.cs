using MathNet.Numerics.Distributions;

namespace Foedus.Numerics.Sampling;

/// <summary>How far a share seen in independent random draws can lie from the true one.</summary>
internal static class ShareInterval
{
    /// <summary>Score interval of a binomial share (Wilson 1927).</summary>
    /// <remarks>For plain random draws only: low-discrepancy points are not independent, and their intervals come from independent scrambles.</remarks>
    /// <param name="yes">How often it was seen.</param>
    /// <param name="draws">Out of how many.</param>
    /// <param name="level">0.95 for 95%.</param>
    public static (double Low, double High) Wilson(long yes, long draws, double level = 0.95)
    {
        if (draws <= 0)
            return (0, 1);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        double n = draws,
            share = yes / n;
        var middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        var half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return (yes == 0 ? 0 : Math.Max(0, middle - half), yes == draws ? 1 : Math.Min(1, middle + half));
    }
}
