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
        double[] x1 = [0, 0.5, 0.5, 1, 0.5, 0.5], x2 = [2, 2, 4, 8, 8, 6];
        var y = x1.Zip(x2, (a, b) => 4 * a - 3 * b).ToArray();
        var found = ElementaryEffects.Estimate([x1, x2], y, [1, 8], [0, 0, 0, 1, 1, 1]);
        Assert.Equal((4.0, 4.0, 0.0), (found[0].Mean, found[0].MeanAbsolute, found[0].Deviation));
        Assert.Equal((-24.0, 24.0, 0.0), (found[1].Mean, found[1].MeanAbsolute, found[1].Deviation));
    }

    [Fact]
    public void Two_changes_in_one_step_are_refused()
        => Assert.Throws<InputException>(() => ElementaryEffects.Estimate([[0, 1], [0, 1]], [0, 1], [1, 1], [0, 0]));
}
