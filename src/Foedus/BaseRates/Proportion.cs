using Foedus.Numerics.Sampling;

namespace Foedus.BaseRates;

/// <summary>So many out of so many, with Wilson's score interval.</summary>
public readonly record struct Proportion(int Count, int Of)
{
    public double Share => Of == 0 ? double.NaN : (double)Count / Of;

    /// <summary>Not a number where there is nothing to count in.</summary>
    public (double Low, double High) Interval(double confidence = 0.95) => Of == 0 ? (double.NaN, double.NaN) : ShareInterval.Wilson(Count, Of, confidence);
}
