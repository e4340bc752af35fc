using MathNet.Numerics.Distributions;

namespace Foedus.BaseRates;

/// <summary>So many out of so many, with Wilson's score interval.</summary>
/// <remarks>Source: Wilson, Journal of the American Statistical Association 22 (1927) 209–212.</remarks>
public readonly record struct Proportion(int Count, int Of)
{
    public double Share => Of == 0 ? double.NaN : (double)Count / Of;

    public (double Low, double High) Interval(double confidence = 0.95)
    {
        if (Of == 0)
            return (double.NaN, double.NaN);
        var z = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var centre = (Share + z * z / (2 * Of)) / (1 + z * z / Of);
        var half = z / (1 + z * z / Of) * Math.Sqrt(Share * (1 - Share) / Of + z * z / (4.0 * Of * Of));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
