using Foedus.Numerics.Sampling;

namespace Foedus.Exploring;

/// <summary>A share of a variance with its 95% range by bootstrap over base points.</summary>
/// <param name="Share">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct VarianceShare(double Share, double Low, double High);

/// <summary>Total indices where a result also hangs on discrete questions with weighted answers: within every combination of answers, and over all of them together.</summary>
/// <remarks>
/// Every combination c is evaluated at the same base points A, B and AB_i. Within one, T_i = V_i / V with V_i = mean((A − AB_i)²) / 2 (Jansen 1999) and V over the rows of A and B. Over all, with weights w_c, means m_c and m = Σ w_c m_c,
/// the variance is Σ w_c V_c + Σ w_c (m_c − m)², an input's total is Σ w_c V_ic over it, and a question's total is the mean over the rows of A and B, and over the answers of the other questions, of the variance over its own answers,
/// since the inputs are the same under each; its own effect is the variance of the mean given its answer. Inputs and questions must be independent. What cannot be evaluated takes its base point with it.
/// </remarks>
internal sealed class ForkedIndices
{
    private const int Resamples = 500;

    private readonly double[][] a;
    private readonly double[][] b;
    private readonly double[][][] mixed;
    private readonly ulong seed;

    /// <param name="a">[combination][base point] results of A.</param>
    /// <param name="b">[combination][base point] results of B.</param>
    /// <param name="mixed">[combination][input][base point] results of A with the input of B.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public ForkedIndices(double[][] a, double[][] b, double[][][] mixed, ulong seed = 2025) => (this.a, this.b, this.mixed, this.seed) = (a, b, mixed, seed);

    /// <summary>Total indices within one combination; all 0 where nothing varies there.</summary>
    /// <param name="combination">Which.</param>
    public (double Mean, double Deviation, VarianceShare[] Totals) Within(int combination)
    {
        var points = Known([combination]);
        var (mean, variance) = Moments(combination, points);
        return (mean, Spread(mean, variance), Shares(points, mixed[combination].Length, sample => Totals([1], [combination], sample, Moments(combination, sample).Variance)));
    }

    /// <summary>Total indices over all combinations.</summary>
    /// <param name="weights">[combination] how much each weighs; they add to 1.</param>
    /// <param name="answers">[combination][question] number of its answer.</param>
    /// <returns>Mean and standard deviation; total indices of the inputs; total and own indices of the questions.</returns>
    public (double Mean, double Deviation, VarianceShare[] Totals, VarianceShare[] ForkTotals, VarianceShare[] ForkOwn) Over(double[] weights, int[][] answers)
    {
        var counted = Enumerable.Range(0, weights.Length).Where(c => weights[c] > 0).ToArray();
        var (given, points) = (counted.Select(c => weights[c]).ToArray(), Known(counted));
        var (mean, variance) = Mixture(given, counted, points);
        var (inputs, questions) = (mixed[0].Length, answers[0].Length);
        var shares = Shares(points, inputs + 2 * questions, sample =>
        {
            var whole = Mixture(given, counted, sample).Variance;
            return [.. Totals(given, counted, sample, whole), .. Enumerable.Range(0, questions).Select(q => Share(Between(given, counted, sample, answers, q), whole)),
                .. Enumerable.Range(0, questions).Select(q => Share(Own(given, counted, sample, answers, q), whole))];
        });
        return (mean, Spread(mean, variance), shares[..inputs], shares[inputs..(inputs + questions)], shares[(inputs + questions)..]);
    }

    // What varies by rounding alone does not vary.
    private static double Spread(double mean, double variance) => Math.Sqrt(variance) is var deviation && deviation <= 1e-9 * Math.Max(1, Math.Abs(mean)) ? 0 : deviation;

    private int[] Known(int[] combinations) =>
        [.. Enumerable.Range(0, a[0].Length).Where(point => combinations.All(c => double.IsFinite(a[c][point]) && double.IsFinite(b[c][point]) && mixed[c].All(column => double.IsFinite(column[point]))))];

    private VarianceShare[] Shares(int[] points, int count, Func<int[], double[]> of)
    {
        if (points.Length == 0)
            return [.. Enumerable.Repeat(new VarianceShare(double.NaN, double.NaN, double.NaN), count)];
        var random = new RandomStream(seed);
        var (found, sample, spread) = (of(points), new int[points.Length], new double[Resamples][]);
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < sample.Length; i++)
                sample[i] = points[(int)(random.NextUnit() * points.Length)];
            spread[round] = of(sample);
        }
        return [.. found.Select((share, i) => spread.Select(each => each[i]).Order().ToArray() is var sorted
            ? new VarianceShare(share, sorted[(int)(0.025 * (Resamples - 1))], sorted[(int)Math.Ceiling(0.975 * (Resamples - 1))]) : default)];
    }

    private (double Mean, double Variance) Moments(int c, int[] points)
    {
        var (sum, square) = (0.0, 0.0);
        foreach (var point in points)
        {
            sum += a[c][point] + b[c][point];
            square += a[c][point] * a[c][point] + b[c][point] * b[c][point];
        }
        var mean = sum / (2 * points.Length);
        return (mean, Math.Max(0, square / (2 * points.Length) - mean * mean));
    }

    private (double Mean, double Variance) Mixture(double[] weights, int[] combinations, int[] points)
    {
        var moments = combinations.Select(c => Moments(c, points)).ToArray();
        var mean = moments.Zip(weights, (each, weight) => weight * each.Mean).Sum();
        return (mean, moments.Zip(weights, (each, weight) => weight * (each.Variance + (each.Mean - mean) * (each.Mean - mean))).Sum());
    }

    private double[] Totals(double[] weights, int[] combinations, int[] points, double variance) =>
        [.. Enumerable.Range(0, mixed[0].Length).Select(i => Share(combinations.Select((c, at) => weights[at] * points.Sum(point => (a[c][point] - mixed[c][i][point]) * (a[c][point] - mixed[c][i][point]))).Sum() / (2 * points.Length), variance))];

    // Answers of the other questions stay, this one's are mixed by weight: the spread over them at one place, averaged over places.
    private double Between(double[] weights, int[] combinations, int[] points, int[][] answers, int question)
    {
        var sum = 0.0;
        foreach (var rest in Enumerable.Range(0, combinations.Length).GroupBy(at => string.Join(',', answers[combinations[at]].Select((answer, q) => q == question ? -1 : answer))))
        {
            var alike = rest.ToArray();
            var whole = alike.Sum(at => weights[at]);
            foreach (var point in points)
                foreach (var rows in new[] { a, b })
                {
                    var mean = alike.Sum(at => weights[at] * rows[combinations[at]][point]) / whole;
                    foreach (var at in alike)
                        sum += weights[at] * (rows[combinations[at]][point] - mean) * (rows[combinations[at]][point] - mean);
                }
        }
        return sum / (2 * points.Length);
    }

    private double Own(double[] weights, int[] combinations, int[] points, int[][] answers, int question)
    {
        var means = combinations.Select(c => Moments(c, points).Mean).ToArray();
        var whole = means.Zip(weights, (mean, weight) => mean * weight).Sum();
        return Enumerable.Range(0, combinations.Length).GroupBy(at => answers[combinations[at]][question]).Sum(alike =>
        {
            var weight = alike.Sum(at => weights[at]);
            var mean = alike.Sum(at => weights[at] * means[at]) / weight;
            return weight * (mean - whole) * (mean - whole);
        });
    }

    private static double Share(double part, double variance) => variance > 1e-14 ? part / variance : 0;
}
