using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Tests.Exploring;

public class SensitivityTests
{
    private static double Ishigami(double[] x) => Math.Sin(x[0]) + 7 * Math.Pow(Math.Sin(x[1]), 2) + 0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0]);

    private static double[] Design(int points)
    {
        var results = new List<double>();
        for (var point = 0; point < points; point++)
        {
            var (a, b) = (At(0), At(3));
            results.Add(Ishigami(a));
            for (var j = 0; j < 3; j++)
            {
                var mixed = (double[])a.Clone();
                mixed[j] = b[j];
                results.Add(Ishigami(mixed));
            }
            results.Add(Ishigami(b));

            double[] At(int first) => [.. Enumerable.Range(first, 3).Select(c => 2 * Math.PI * SobolSequence.Coordinate(point, c) - Math.PI)];
        }
        return [.. results];
    }

    // SALib on the same unscrambled design of 64 base points.
    [Fact]
    public void Indices_of_the_ishigami_function_equal_salibs()
    {
        var found = SobolIndices.Estimate(Design(64), 3);
        double[] first = [0.29279252173876275, 0.6089431308141571, -0.02409980012130604];
        double[] total = [0.5759383396698098, 0.4605274695503907, 0.19280110990916818];
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(first[j], found[j].First, 9);
            Assert.Equal(total[j], found[j].Total, 9);
        }
    }

    // Analytic: Ishigami and Homma 1990.
    [Fact]
    public void Indices_converge_and_their_intervals_cover()
    {
        var found = SobolIndices.Estimate(Design(8192), 3);
        double[] total = [0.5575888552099592, 0.4424111447900409, 0.2436836640621477];
        for (var j = 0; j < 3; j++)
        {
            Assert.Equal(total[j], found[j].Total, 0.01);
            Assert.InRange(total[j], found[j].TotalInterval.Low, found[j].TotalInterval.High);
        }
    }

    [Fact]
    public void A_design_of_the_wrong_length_is_refused() => Assert.Throws<InputException>(() => SobolIndices.Estimate([1, 2, 3, 4], 3));

    [Fact]
    public void Effects_of_a_linear_function_are_its_slopes_times_the_ranges()
    {
        double[] x1 = [0, 0.5, 0.5, 1, 0.5, 0.5],
            x2 = [2, 2, 4, 8, 8, 6];
        var y = x1.Zip(x2, (a, b) => 4 * a - 3 * b).ToArray();
        var found = ElementaryEffects.Estimate([x1, x2], y, [1, 8], [0, 0, 0, 1, 1, 1]);
        Assert.Equal((4.0, 4.0, 0.0), (found[0].Mean, found[0].MeanAbsolute, found[0].Deviation));
        Assert.Equal((-24.0, 24.0, 0.0), (found[1].Mean, found[1].MeanAbsolute, found[1].Deviation));
    }

    [Fact]
    public void Two_changes_in_one_step_are_refused() =>
        Assert.Throws<InputException>(() =>
            ElementaryEffects.Estimate(
                [
                    [0, 1],
                    [0, 1],
                ],
                [0, 1],
                [1, 1],
                [0, 0]
            )
        );

    // y = 1 where x1 + x2 > 1, x3 idle: by hand first 1/3, total 2/3: a third of a yes or no lies in the combination.
    [Theory]
    [InlineData(1024, 0.34412318312149937, 0.6724521703274674, 0.02)]
    [InlineData(8192, 0.3291339411518606, 0.6660223339661623, 0.005)]
    public void A_yes_or_no_owes_a_third_to_the_combination(int points, double first, double total, double error)
    {
        var results = new List<double>();
        for (var point = 0; point < points; point++)
        {
            double[] At(int from) => [.. Enumerable.Range(from, 3).Select(c => SobolSequence.Coordinate(point, c))];
            static double Y(double[] x) => x[0] + x[1] > 1 ? 1 : 0;
            var (a, b) = (At(0), At(3));
            results.Add(Y(a));
            for (var j = 0; j < 3; j++)
            {
                var mixed = (double[])a.Clone();
                mixed[j] = b[j];
                results.Add(Y(mixed));
            }
            results.Add(Y(b));
        }
        var found = SobolIndices.Estimate([.. results], 3);
        // SALib on the same points.
        Assert.Equal((first, total), (Math.Round(found[0].First, 15), Math.Round(found[0].Total, 15)), new Near(1e-9));
        Assert.Equal((1.0 / 3, 2.0 / 3), (found[0].First, found[0].Total), new Near(error));
        Assert.Equal((0, 0), (found[2].First, found[2].Total));
    }

    [Fact]
    public void A_base_point_without_a_result_is_left_out_and_a_group_is_exchanged_as_one()
    {
        var (a, b) = (new double[256], new double[256]);
        double[] both = new double[256],
            mixed = new double[256];
        for (var point = 0; point < 256; point++)
        {
            double X(int c) => SobolSequence.Coordinate(point, c) - 0.5;
            (a[point], b[point], mixed[point], both[point]) = (X(0) + X(1), X(2) + X(3), X(2) + X(1), X(2) + X(3));
        }
        var whole = SobolIndices.Estimate(a, b, mixed);
        Assert.Equal(0.5, whole.Total, 0.02);
        Assert.Equal(1, SobolIndices.Estimate(a, b, both).Total, 0.03);
        mixed[17] = double.NaN;
        Assert.Equal(whole.Total, SobolIndices.Estimate(a, b, mixed).Total, 0.02);
    }

    [Fact]
    public void Stars_of_a_linear_function_give_its_slopes()
    {
        double[] x = [0.1, 0.6, 0.3],
            z = [0.9, 0.2, 0.4];
        double Y(double a, double b) => 4 * a - 3 * b;
        double Step(double from) => from < 0.5 ? 0.5 : -0.5;
        var found = ElementaryEffects.Radial(
            [.. x.Zip(z, Y)],
            [
                [.. x.Zip(z, (a, b) => Y(a + Step(a), b))],
                [.. x.Zip(z, (a, b) => Y(a, b + Step(b)))],
            ],
            [
                [.. x.Select(Step)],
                [.. z.Select(Step)],
            ]
        );
        Assert.Equal((4, 4, 0), (found[0].Mean, found[0].MeanAbsolute, found[0].Deviation), new Near3(1e-12));
        Assert.Equal((-3, 3, 0), (found[1].Mean, found[1].MeanAbsolute, found[1].Deviation), new Near3(1e-12));
    }

    // Effects −1 and 3 of the first input, over the whole of a range of 2: mean 1, of absolute values 2, standard deviation 2 √2. The second moved once, by minus half of its range.
    [Fact]
    public void Effects_by_hand()
    {
        double[] x = [0, 1, 1, 0, 1],
            y = [4, 4, 2, 0, 0];
        var found = ElementaryEffects.Estimate([x, y], [10, 9.5, 5, 0, 1.5], [2, 4], [0, 0, 0, 1, 1]);
        Assert.Equal((1.0, 2.0), (found[0].Mean, found[0].MeanAbsolute));
        Assert.Equal(2 * Math.Sqrt(2), found[0].Deviation, 12);
        Assert.Equal((9.0, 9.0, double.NaN), (found[1].Mean, found[1].MeanAbsolute, found[1].Deviation));
        Assert.True(double.IsNaN(ElementaryEffects.Estimate([x[..2], y[..2]], [1, 2], [1, 1], [0, 0])[1].Mean));
        var radial = ElementaryEffects.Radial(
            [1, 1, double.NaN],
            [
                [0.5, 2.5, 7],
                [2, double.NaN, 3],
                [double.NaN, double.NaN, 1],
            ],
            [
                [0.5, 0.5, 0.5],
                [-0.5, 0.5, 0.5],
                [1, 1, 1],
            ]
        );
        Assert.Equal((1.0, 2.0), (radial[0].Mean, radial[0].MeanAbsolute));
        Assert.Equal(2 * Math.Sqrt(2), radial[0].Deviation, 12);
        Assert.Equal((-2.0, 2.0, double.NaN), (radial[1].Mean, radial[1].MeanAbsolute, radial[1].Deviation));
        Assert.True(double.IsNaN(radial[2].Deviation));
    }

    // Three base points by hand: a = 1, 2, 3; b = 3, 1, 2; mixed = 3, 2, 2. Over a and b mean 2 and variance 2/3; first: (3·2 + 1·0 + 2·(−1)) / 3 / (2/3) = 2; total: (4 + 0 + 1) / 6 / (2/3) = 1.25.
    [Fact]
    public void Indices_by_hand()
    {
        var found = SobolIndices.Estimate([1, 2, 3], [3, 1, 2], [3, 2, 2]);
        Assert.Equal((2.0, 1.25), (Math.Round(found.First, 12), Math.Round(found.Total, 12)));
        Assert.True(found.TotalInterval.Low < 1.25 && found.TotalInterval.High > 1.25);
        Assert.Equal((0, 0), (SobolIndices.Estimate([1, 1], [1, 1], [1, 1]).First, SobolIndices.Estimate([1, 1], [1, 1], [1, 1]).Total));
        Assert.True(double.IsNaN(SobolIndices.Estimate([double.NaN], [1], [1]).Total));
        Assert.Equal(
            (2.0, 1.25),
            SobolIndices.Estimate([1, 2, 9, 3], [3, 1, double.PositiveInfinity, 2], [3, 2, 9, 2]) is var left
                ? (Math.Round(left.First, 12), Math.Round(left.Total, 12))
                : default
        );
        Assert.Contains("no variance", Assert.Throws<InputException>(() => SobolIndices.Estimate([1, 1, 1, 1, 1, 1], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => SobolIndices.Estimate([], 1));
    }

    // The bootstrap's interval of a mean-like index is some four standard errors wide and narrows with the root of the points.
    [Fact]
    public void Intervals_narrow_with_the_root_of_the_points()
    {
        double Width(int points) => SobolIndices.Estimate(Design(points), 3)[1].TotalInterval is var (low, high) ? high - low : 0;
        Assert.InRange(Width(256) / Width(4096), 3, 5.3);
    }

    private sealed class Near(double error) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) <= error && Math.Abs(a.Item2 - b.Item2) <= error;

        public int GetHashCode((double, double) pair) => 0;
    }

    private sealed class Near3(double error) : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) a, (double, double, double) b) =>
            Math.Abs(a.Item1 - b.Item1) <= error && Math.Abs(a.Item2 - b.Item2) <= error && Math.Abs(a.Item3 - b.Item3) <= error;

        public int GetHashCode((double, double, double) all) => 0;
    }

    /// <summary>Indices have no unit: y in another unit, however large or small, has the same.</summary>
    [Theory]
    [InlineData(1e160)]
    [InlineData(1e300)]
    [InlineData(1e-200)]
    public void Indices_do_not_hang_on_the_unit(double unit)
    {
        var random = new Foedus.Numerics.Sampling.RandomStream(5);
        var rows = new List<double>();
        for (var point = 0; point < 64; point++)
        {
            double a = random.NextUnit(),
                b = random.NextUnit(),
                otherA = random.NextUnit(),
                otherB = random.NextUnit();
            rows.AddRange([a + 0.1 * b, otherA + 0.1 * b, a + 0.1 * otherB, otherA + 0.1 * otherB]);
        }
        var (plain, scaled) = (SobolIndices.Estimate([.. rows], 2), SobolIndices.Estimate([.. rows.Select(y => unit * y)], 2));
        Assert.InRange(plain[0].Total, 0.9, 1.1);
        for (var j = 0; j < 2; j++)
        {
            Assert.Equal(plain[j].First, scaled[j].First, 1e-9);
            Assert.Equal(plain[j].Total, scaled[j].Total, 1e-9);
            Assert.Equal(plain[j].TotalInterval.High, scaled[j].TotalInterval.High, 1e-9);
        }
    }

    [Fact]
    public void One_base_point_or_one_trajectory_says_nothing_of_its_uncertainty()
    {
        Assert.Contains(
            "one base point, 4 rows",
            Assert.Throws<InputException>(() => SobolIndices.Estimate([1, 2, 3, 4], 2)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "larger than any number",
            Assert
                .Throws<InputException>(() =>
                    ElementaryEffects.Estimate(
                        [
                            [0, 1e-10],
                        ],
                        [0, 1e300],
                        [1e308],
                        [0, 0]
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["Trajectory 3 has 2 rows, others have 3: it counts as far as it goes."], Foedus.Workflow.DesignTable.CutOff([0, 0, 0, 1, 1, 1, 2, 2]));
        Assert.Empty(Foedus.Workflow.DesignTable.CutOff([0, 0, 1, 1]));
    }
}
