using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Foedus.Weighing;

/// <summary>A mean over draws that come one after another, with a 95% interval from independent scrambles: Student's t over the scrambles' means.</summary>
/// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
internal sealed class ShareCounter(int scrambles)
{
    private readonly double[] sums = new double[scrambles];
    private readonly int[] counts = new int[scrambles];

    /// <param name="draw">Number of the draw.</param>
    /// <param name="value">0 or 1, or a paired difference of such; NaN is left out.</param>
    public void Add(int draw, double value)
    {
        if (double.IsNaN(value))
            return;
        sums[draw % scrambles] += value;
        counts[draw % scrambles]++;
    }

    /// <param name="least">Smallest value that the mean can take.</param>
    public WorldShare Share(double least = 0)
    {
        var count = counts.Sum();
        if (count == 0)
            return new WorldShare(double.NaN, double.NaN, double.NaN);
        var mean = sums.Sum() / count;
        var means = sums.Zip(counts).Where(pair => pair.Second > 0).Select(pair => pair.First / pair.Second).ToArray();
        // Scrambles that all agree still say no more than so many draws can (the rule of three).
        var half = Math.Max(
            means.Length < 2 ? 1 : StudentT.InvCDF(0, 1, means.Length - 1, 0.975) * means.StandardDeviation() / Math.Sqrt(means.Length),
            3.0 / count
        );
        return new WorldShare(mean, Math.Max(least, mean - half), Math.Min(1, mean + half));
    }
}
