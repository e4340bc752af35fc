using MathNet.Numerics.Distributions;

namespace Foedus.Weighing;

/// <summary>A mean over weighted draws, with a 95% interval from independent scrambles: the ratio of two sums, its spread from what each scramble leaves over of it.</summary>
/// <remarks>
/// With A_s the weighted sum of scramble s and B_s its weight, the mean is R = ΣA/ΣB and its variance m/(m−1) Σ (A_s − R B_s)² / (ΣB)², the linearised estimate for a ratio
/// (Cochran, Sampling Techniques, 3rd ed., 1977, section 6.4, the scrambles being the sample). With equal weights it is the interval of <see cref="ShareCounter"/>.
/// </remarks>
/// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
internal sealed class WeightedShare(int scrambles)
{
    private readonly double[] sums = new double[scrambles];
    private readonly double[] weights = new double[scrambles];
    private double squares;

    /// <param name="draw">Number of the draw.</param>
    /// <param name="weight">0 or more; NaN is left out.</param>
    /// <param name="value">0 or 1, or a paired difference of such; NaN is left out.</param>
    public void Add(int draw, double weight, double value)
    {
        if (double.IsNaN(weight) || double.IsNaN(value))
            return;
        sums[draw % scrambles] += weight * value;
        weights[draw % scrambles] += weight;
        squares += weight * weight;
    }

    /// <summary>The same of columns that are there already.</summary>
    /// <param name="values">[draw] 0 or 1, or a paired difference of such; NaN is left out.</param>
    /// <param name="weights">[draw]</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    /// <param name="least">Smallest value that the mean can take.</param>
    public static WorldShare Of(double[] values, double[] weights, int scrambles, double least)
    {
        var share = new WeightedShare(scrambles);
        for (var draw = 0; draw < values.Length; draw++)
            share.Add(draw, weights[draw], values[draw]);
        return share.Share(least);
    }

    /// <param name="least">Smallest value that the mean can take.</param>
    public WorldShare Share(double least = 0)
    {
        var all = weights.Sum();
        if (!(all > 0))
            return new WorldShare(double.NaN, double.NaN, double.NaN);
        var mean = sums.Sum() / all;
        var left = sums.Zip(weights).Sum(pair => (pair.First - mean * pair.Second) * (pair.First - mean * pair.Second));
        var half = StudentT.InvCDF(0, 1, scrambles - 1, 0.975) * Math.Sqrt(scrambles / (scrambles - 1.0) * left) / all;
        // Scrambles that all agree still say no more than so many draws can (the rule of three).
        half = Math.Max(half, 3 * squares / (all * all));
        return new WorldShare(mean, Math.Max(least, mean - half), Math.Min(1, mean + half));
    }
}
