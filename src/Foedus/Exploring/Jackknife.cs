using MathNet.Numerics.Distributions;

namespace Foedus.Exploring;

/// <summary>How far an estimate would move with other draws, from leaving out one independent group of them after another.</summary>
internal static class Jackknife
{
    /// <summary>Half of a 95% interval: Student's t. Infinite where there are no two groups.</summary>
    /// <param name="without">[group] the estimate without it.</param>
    public static double Half(double[] without)
    {
        var n = without.Length;
        var mean = without.DefaultIfEmpty(0).Average();
        return n < 2
            ? double.PositiveInfinity
            : StudentT.InvCDF(0, 1, n - 1, 0.975) * Math.Sqrt((n - 1.0) / n * without.Sum(value => (value - mean) * (value - mean)));
    }
}
