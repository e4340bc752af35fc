using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace Foedus.Numerics.Sampling;

/// <summary>Correlates independent uniform numbers through the normal distribution; correlations are those of the normal scores.</summary>
internal sealed class GaussianCopula
{
    private readonly double[,] factor;

    /// <param name="dimensions">How many numbers.</param>
    /// <param name="correlations">Pairs with their correlation; all others are independent.</param>
    /// <exception cref="InputException">The correlations contradict each other.</exception>
    public GaussianCopula(int dimensions, IEnumerable<(int First, int Second, double Correlation)> correlations)
    {
        var matrix = Matrix<double>.Build.DenseIdentity(dimensions);
        foreach (var (first, second, correlation) in correlations)
            matrix[first, second] = matrix[second, first] = correlation;
        try
        {
            factor = matrix.Cholesky().Factor.ToArray();
        }
        catch (ArgumentException)
        {
            throw new InputException("The correlations contradict each other: no numbers can have all of them at once. Weaken one of them.");
        }
    }

    /// <summary>Replaces independent coordinates by correlated ones.</summary>
    public void Apply(Span<double> unit)
    {
        Span<double> normal = stackalloc double[unit.Length];
        for (var i = 0; i < unit.Length; i++)
            normal[i] = Normal.InvCDF(0, 1, unit[i]);
        for (var i = unit.Length - 1; i >= 0; i--)
        {
            var z = 0.0;
            for (var j = 0; j <= i; j++)
                z += factor[i, j] * normal[j];
            unit[i] = Normal.CDF(0, 1, z);
        }
    }
}
