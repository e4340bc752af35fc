namespace Foedus.Exploring;

/// <summary>Total indices where a result also hangs on discrete questions with weighted answers: within every combination of answers, and over all of them together.</summary>
/// <remarks>
/// Every combination c is evaluated at the same base points A, B and AB_i. Within one, T_i = V_i / V with V_i = mean((A − AB_i)²) / 2 (Jansen 1999) and V over the rows of A and B. Over all, with weights w_c, means m_c and m = Σ w_c m_c,
/// the variance is Σ w_c V_c + Σ w_c (m_c − m)², an input's total is Σ w_c V_ic over it, and a question's total is the mean over the rows of A and B, and over the answers of the other questions, of the variance over its own answers,
/// since the inputs are the same under each; its own effect is the variance of the mean given its answer. Inputs and questions must be independent. A share leaves out the base points at which something of it cannot be evaluated.
/// </remarks>
internal sealed class ForkedIndices
{
    private readonly double[][] a;
    private readonly double[][] b;
    private readonly double[][][] mixed;
    private readonly int groups;
    private readonly ulong seed;

    /// <param name="a">[combination][base point] results of A.</param>
    /// <param name="b">[combination][base point] results of B.</param>
    /// <param name="mixed">[combination][input][base point] results of A with the input of B.</param>
    /// <param name="groups">Base points are dealt to so many independent scrambles in turn.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public ForkedIndices(double[][] a, double[][] b, double[][][] mixed, int groups, ulong seed = 2025) =>
        (this.a, this.b, this.mixed, this.groups, this.seed) = (a, b, mixed, groups, seed);

    /// <summary>Total indices within one combination; all 0 where nothing varies there.</summary>
    /// <param name="combination">Which.</param>
    public (double Mean, double Deviation, VarianceShare[] Totals) Within(int combination)
    {
        var (mean, deviation, totals, _, _) = Over([1], [combination], [], 0);
        return (mean, deviation, totals);
    }

    /// <summary>Total indices over all combinations.</summary>
    /// <param name="weights">[combination] how much each weighs; they add to 1.</param>
    /// <param name="answers">[combination][question] number of its answer.</param>
    /// <returns>Mean and standard deviation; total indices of the inputs; total and own indices of the questions.</returns>
    public (double Mean, double Deviation, VarianceShare[] Totals, VarianceShare[] ForkTotals, VarianceShare[] ForkOwn) Over(double[] weights, int[][] answers)
    {
        var counted = Enumerable.Range(0, weights.Length).Where(c => weights[c] > 0).ToArray();
        return Over([.. counted.Select(c => weights[c])], counted, [.. counted.Select(c => answers[c])], answers[0].Length);
    }

    // [at] of what is counted.
    private (double, double, VarianceShare[], VarianceShare[], VarianceShare[]) Over(double[] weights, int[] counted, int[][] answers, int questions)
    {
        var points = Enumerable.Range(0, a[0].Length).ToArray();
        var known = points.Where(point => counted.All(c => double.IsFinite(a[c][point]) && double.IsFinite(b[c][point]))).ToArray();
        var means = counted.Select(c => known.Select(point => (a[c][point] + b[c][point]) / 2).DefaultIfEmpty(double.NaN).Average()).ToArray();
        var mean = Mixed(at => means[at]);
        // The variance is the mean of the squares about the mean of all.
        double[] values = [.. points.Select(point => Mixed(at => (a[counted[at]][point] + b[counted[at]][point]) / 2 - mean))];
        double[] squares = [.. points.Select(point => Mixed(at => (Square(a[counted[at]][point] - mean) + Square(b[counted[at]][point] - mean)) / 2))];
        var deviation = Spread(mean, known.Select(point => squares[point]).DefaultIfEmpty(double.NaN).Average());
        VarianceShare Share(Func<int, double> part) => VarianceShare.Of([.. points.Select(part)], values, squares, groups, seed);
        return (
            mean,
            deviation,
            [.. mixed[0].Select((_, i) => Share(point => Mixed(at => Square(a[counted[at]][point] - mixed[counted[at]][i][point]) / 2)))],
            [.. Enumerable.Range(0, questions).Select(q => Share(point => Between(point, q)))],
            [.. Enumerable.Range(0, questions).Select(q => Share(Own(q)))]
        );

        double Mixed(Func<int, double> of) => weights.Select((weight, at) => weight * of(at)).Sum();

        // Answers of the other questions stay, this one's are mixed by weight: the spread over them at one place.
        double Between(int point, int question)
        {
            var sum = 0.0;
            foreach (var alike in Alike(at => string.Join(',', answers[at].Select((answer, q) => q == question ? -1 : answer))))
            foreach (var rows in new[] { a, b })
            {
                var middle = alike.Sum(at => weights[at] * rows[counted[at]][point]) / alike.Sum(at => weights[at]);
                sum += alike.Sum(at => weights[at] * Square(rows[counted[at]][point] - middle)) / 2;
            }
            return sum;
        }

        // The variance of the means, and what a base point moves it by: in all the variance again.
        Func<int, double> Own(int question)
        {
            var parts = Alike(at => answers[at][question])
                .Select(alike =>
                    (At: alike, Weight: alike.Sum(at => weights[at]), Mean: alike.Sum(at => weights[at] * means[at]) / alike.Sum(at => weights[at]))
                )
                .ToList();
            return point =>
                parts.Sum(part =>
                    part.Weight
                    * (part.Mean - mean)
                    * (
                        part.Mean
                        - mean
                        + 2 * (part.At.Sum(at => weights[at] * (a[counted[at]][point] + b[counted[at]][point]) / 2) / part.Weight - part.Mean - values[point])
                    )
                );
        }

        List<int[]> Alike<T>(Func<int, T> by) => [.. Enumerable.Range(0, counted.Length).GroupBy(by).Select(alike => alike.ToArray())];
    }

    // What varies by rounding alone does not vary.
    private static double Spread(double mean, double variance) =>
        Math.Sqrt(variance) is var deviation && deviation <= 1e-9 * Math.Max(1, Math.Abs(mean)) ? 0 : deviation;

    private static double Square(double value) => value * value;
}
