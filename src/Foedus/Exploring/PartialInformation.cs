using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Foedus.Exploring;

/// <summary>How much better one would choose if one number were known.</summary>
/// <param name="Option">The option that is best on average, chosen without knowing; index.</param>
/// <param name="Worth">What it is worth on average.</param>
/// <param name="Gain">What knowing would add, on average; at least 0.</param>
/// <param name="Low">95% sampling interval.</param>
/// <param name="High">95% sampling interval.</param>
internal sealed record InformationGain(int Option, double Worth, double Gain, double Low, double High);

/// <summary>Expected value of partial perfect information, from draws that exist already.</summary>
/// <remarks>
/// E[max_d E[u_d | x]] − max_d E[u_d] (Raiffa and Schlaifer 1961). The inner expectation by classes of x of equal size (Strong and Oakley 2013). Choosing and judging on the same draws would count luck
/// as knowledge, so the choice in each class is made on all folds but one and judged on that one; what is given is what such a choice gains over the option that is best over all draws,
/// which is at most the full value. The interval is Student's t over the folds.
/// </remarks>
internal static class PartialInformation
{
    private const int LeastPerClass = 16;
    private const int MostClasses = 16;

    /// <param name="x">[draw] the number that would be known.</param>
    /// <param name="worth">[option][draw]; draws with NaN in any option are left out.</param>
    /// <param name="folds">Draw n is in fold n mod folds: independent scrambles.</param>
    public static InformationGain Value(double[] x, IReadOnlyList<double[]> worth, int folds)
    {
        var used = Enumerable.Range(0, x.Length).Where(draw => worth.All(column => !double.IsNaN(column[draw]))).OrderBy(draw => x[draw]).ToArray();
        if (used.Length == 0)
            return new InformationGain(0, double.NaN, double.NaN, double.NaN, double.NaN);
        var means = worth.Select(column => used.Average(draw => column[draw])).ToArray();
        var standing = Array.IndexOf(means, means.Max());
        var classes = Classes(x, used);
        var count = classes[^1] + 1;
        // [fold][class][option] sums, and how many.
        var sums = new double[folds, count, worth.Count];
        var sizes = new int[folds, count];
        for (var i = 0; i < used.Length; i++)
        {
            var fold = used[i] % folds;
            sizes[fold, classes[i]]++;
            for (var option = 0; option < worth.Count; option++)
                sums[fold, classes[i], option] += worth[option][used[i]];
        }
        var gains = new List<double>();
        for (var fold = 0; fold < folds; fold++)
        {
            var (gain, size) = (0.0, 0);
            for (var c = 0; c < count; c++)
            {
                if (sizes[fold, c] == 0)
                    continue;
                var best = standing;
                var most = Elsewhere(c, standing);
                for (var option = 0; option < worth.Count; option++)
                    if (Elsewhere(c, option) is var there && there > most)
                        (best, most) = (option, there);
                gain += sums[fold, c, best] - sums[fold, c, standing];
                size += sizes[fold, c];
            }
            if (size > 0)
                gains.Add(gain / size);

            double Elsewhere(int c, int option) => Enumerable.Range(0, folds).Where(other => other != fold).Sum(other => sums[other, c, option]);
        }
        var mean = gains.Average();
        var half =
            gains.Count < 2 ? double.PositiveInfinity : StudentT.InvCDF(0, 1, gains.Count - 1, 0.975) * gains.StandardDeviation() / Math.Sqrt(gains.Count);
        return new InformationGain(standing, means[standing], Math.Max(0, mean), Math.Max(0, mean - half), Math.Max(0, mean + half));
    }

    // Equal values stay together.
    private static int[] Classes(double[] x, int[] sorted)
    {
        var wanted = Math.Clamp(sorted.Length / LeastPerClass, 1, MostClasses);
        var classes = new int[sorted.Length];
        var (current, place) = (0, -1);
        for (var i = 0; i < sorted.Length; i++)
        {
            var at = (int)((long)i * wanted / sorted.Length);
            if (i == 0)
                place = at;
            else if (x[sorted[i]] != x[sorted[i - 1]] && at > place)
                (current, place) = (current + 1, at);
            classes[i] = current;
        }
        return classes;
    }
}
