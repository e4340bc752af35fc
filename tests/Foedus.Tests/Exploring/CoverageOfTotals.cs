using System.Globalization;
using Foedus.Exploring;
using Foedus.Numerics.Sampling;
using Foedus.Weighing.Analysis;

namespace Foedus.Tests.Exploring;

/// <summary>How often 95% ranges of total effects have the truth in them, on functions whose effects are known, at as few base points as a weighing spends.</summary>
/// <remarks>FOEDUS_TEST_SCALE=20 with -showLiveOutput gives the table of docs/mathematics/uncertainty.md: 800 designs of each function.</remarks>
public class CoverageOfTotals(ITestOutputHelper output)
{
    private const int TruthPoints = 1 << 16;

    // As ranges were told before: percentiles of so many bootstrap samples of one scramble.
    private const int Resamples = 300;

    // Slopes of which many are small; products; bends; steep answers between flat ones, such as chances have; what most places say nothing of.
    private static readonly (string Name, int Inputs, Func<double[], double> Of)[] Functions =
    [
        ("slopes", 6, x => 3 * x[0] + 2 * x[1] + x[2] + 0.5 * x[3] + 0.2 * x[4] + 0.1 * x[5]),
        ("product", 2, x => x[0] * x[1]),
        ("g (Sobol' 1993)", 5, x =>
            new[] { 0, 0.5, 1, 3, 9 }.Zip(x, (a, each) => (Math.Abs(4 * each - 2) + a) / (1 + a)).Aggregate(1.0, (all, each) => all * each)
        ),
        ("waves (Ishigami and Homma 1990)", 3, x => Math.Sin(Angle(x[0])) * (1 + 0.1 * Math.Pow(Angle(x[2]), 4)) + 7 * Math.Pow(Math.Sin(Angle(x[1])), 2)),
        ("steep", 4, x => Logit(12 * (x[0] * x[1] - 0.5) + 3 * (x[2] - 0.5) + x[3] - 0.5)),
        ("hinge", 4, x => Math.Max(0, x[0] + x[1] + 0.5 * x[2] + 0.1 * x[3] - 1.5)),
        ("corner", 3, x => Math.Pow(x[0] * x[1], 4) * (0.2 + x[2])),
        ("seldom", 3, x => Logit(30 * (x[0] + 0.5 * x[1] - 1.2)) * (0.3 + 0.7 * x[2])),
    ];

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void Ranges_have_the_truth_in_them_about_as_often_as_they_say(int points)
    {
        var designs = Math.Max(10, (int)(TestScale.Factor * 40 * Math.Min(1, 32.0 / points)));
        var (now, before) = (new List<(double Share, double Width)>(), new List<(double Share, double Width)>());
        foreach (var function in Functions)
        {
            var truth = Totals(function.Inputs, function.Of, TruthPoints, 1, 99, (a, b, mixed) =>
                    new VarianceShare(Share(a, b, mixed, [.. Enumerable.Range(0, TruthPoints)]), 0, 0)
                )
                .Select(share => share.Share)
                .ToArray();
            Count(now, truth, designs, seed =>
                Totals(function.Inputs, function.Of, points, EffectDesign.Scrambles, seed, (a, b, mixed) =>
                    Now(new OutcomeEffects(a, b, false, seed).Index(mixed))
                )
            );
            Count(before, truth, designs, seed => Totals(function.Inputs, function.Of, points, 1, seed, Percentiles));
        }
        Tell(points, "now", now);
        Tell(points, "percentiles of a bootstrap", before);
        Assert.True(now.Average(each => each.Share) >= 0.93, $"on average {now.Average(each => each.Share):F3}");
        Assert.True(now.Min(each => each.Share) >= 0.75, $"least {now.Min(each => each.Share):F2}");
        // With many points of one sequence percentiles are wide enough on average, and still far too narrow for some.
        Assert.True(points > 32 || before.Average(each => each.Share) < now.Average(each => each.Share));

        static VarianceShare Now(SobolIndex index) => new(index.Total, index.TotalInterval.Low, index.TotalInterval.High);
    }

    // A question with two answers, 2 to 1: under the one a product, under the other a hinge that is moved up.
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void So_have_those_over_weighted_answers(int points)
    {
        var designs = (int)(TestScale.Factor * 100);
        double[] weights = [2.0 / 3, 1.0 / 3];
        Func<double[], double>[] under = [x => x[0] * x[1], x => 0.3 + Math.Max(0, x[0] + x[1] + 0.5 * x[2] - 1.5)];
        VarianceShare[] Of(int n, ulong seed)
        {
            var rows = under.Select(each => Rows(3, each, n, EffectDesign.Scrambles, seed)).ToList();
            var found = new ForkedIndices(
                [.. rows.Select(each => each.A)],
                [.. rows.Select(each => each.B)],
                [.. rows.Select(each => each.Mixed)],
                EffectDesign.Scrambles,
                seed
            ).Over(
                weights,
                [
                    [0],
                    [1],
                ]
            );
            return [.. found.Totals, .. found.ForkTotals, .. found.ForkOwn];
        }
        var (counted, truth) = (new List<(double Share, double Width)>(), Of(1 << 14, 99).Select(share => share.Share).ToArray());
        Count(counted, truth, designs, seed => Of(points, seed));
        Tell(points, "over answers", counted);
        Assert.True(counted.Average(each => each.Share) >= 0.93, $"on average {counted.Average(each => each.Share):F3}");
        Assert.True(counted.Min(each => each.Share) >= 0.85, $"least {counted.Min(each => each.Share):F2}");
    }

    [Fact]
    public void Of_too_few_base_points_a_range_says_nothing()
    {
        double[] one = [.. Enumerable.Range(0, VarianceShare.Least - 1).Select(i => (double)i)];
        var found = VarianceShare.Of(one, one, [.. one.Select(x => 2 * x * x)], 4, 1);
        Assert.True(found.Share > 0);
        Assert.Equal((0, 1), (found.Low, found.High));
    }

    private static void Count(List<(double Share, double Width)> counted, double[] truth, int designs, Func<ulong, VarianceShare[]> ranges)
    {
        var found = Enumerable.Range(0, designs).Select(design => ranges((ulong)(1000 + 7 * design))).ToList();
        // Where there is next to nothing to find, missing it is no fault.
        for (var i = 0; i < truth.Length; i++)
            if (truth[i] > 0.002)
                counted.Add(
                    (
                        found.Average(each => each[i].Low <= truth[i] && truth[i] <= each[i].High ? 1.0 : 0),
                        found.Average(each => Math.Min(1, each[i].High) - each[i].Low)
                    )
                );
    }

    private void Tell(int points, string which, List<(double Share, double Width)> counted) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{points} base points, {which}: {counted.Average(each => each.Share):F3} on average, {counted.Min(each => each.Share):F2} at least, {counted.Average(each => each.Width):F2} wide"
            )
        );

    private static VarianceShare[] Totals(
        int inputs,
        Func<double[], double> of,
        int points,
        int scrambles,
        ulong seed,
        Func<double[], double[], double[], VarianceShare> index
    )
    {
        var (a, b, mixed) = Rows(inputs, of, points, scrambles, seed);
        return [.. mixed.Select(column => index(a, b, column))];
    }

    private static (double[] A, double[] B, double[][] Mixed) Rows(int inputs, Func<double[], double> of, int points, int scrambles, ulong seed)
    {
        var sequence = new ScrambledSobol(2 * inputs, seed, scrambles);
        var places = Enumerable
            .Range(0, points)
            .Select(point =>
            {
                var both = new double[2 * inputs];
                sequence.Point(point, both);
                return (A: both[..inputs], B: both[inputs..]);
            })
            .ToList();
        return (
            [.. places.Select(place => of(place.A))],
            [.. places.Select(place => of(place.B))],
            [.. Enumerable.Range(0, inputs).Select(i => places.Select(place => of(EffectDesign.Mixed(place.A, place.B, [i]))).ToArray())]
        );
    }

    private static VarianceShare Percentiles(double[] a, double[] b, double[] mixed)
    {
        var random = new Random(1);
        var spread = Enumerable.Range(0, Resamples).Select(_ => Share(a, b, mixed, [.. a.Select(_ => random.Next(a.Length))])).Order().ToArray();
        return new VarianceShare(0, spread[(int)(0.025 * (Resamples - 1))], spread[(int)Math.Ceiling(0.975 * (Resamples - 1))]);
    }

    private static double Share(double[] a, double[] b, double[] mixed, int[] points)
    {
        var mean = points.Average(point => (a[point] + b[point]) / 2);
        var variance = points.Average(point => (a[point] * a[point] + b[point] * b[point]) / 2) - mean * mean;
        return variance > 1e-14 ? points.Average(point => (a[point] - mixed[point]) * (a[point] - mixed[point])) / 2 / variance : 0;
    }

    private static double Angle(double unit) => Math.PI * (2 * unit - 1);

    private static double Logit(double x) => 1 / (1 + Math.Exp(-x));
}
