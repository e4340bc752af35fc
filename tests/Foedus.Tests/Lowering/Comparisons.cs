using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Numerics.Lanes;

namespace Foedus.Tests.Lowering;

public class Comparisons
{
    [Fact]
    public void What_is_equal_on_paper_is_equal()
    {
        for (var n = 0; n <= 100; n++)
        {
            foreach (
                var (left, right) in new[] { (n * 0.01, n / 100.0), (100 * (n / 100.0), n), (n / 10.0 + n / 5.0, 0.3 * n), (1 - n / 100.0, (100 - n) * 0.01) }
            )
            {
                Assert.True(NumberComparison.AreEqual(left, right), $"{left:R} = {right:R}");
                Assert.True(NumberComparison.IsNotAbove(left, right) && NumberComparison.IsNotAbove(right, left));
                Assert.False(NumberComparison.IsLess(left, right) || NumberComparison.IsLess(right, left));
            }
            Assert.True(NumberComparison.IsLess(n, n + 1e-9) && !NumberComparison.AreEqual(n, n + 1e-9) && !NumberComparison.IsNotAbove(n + 1e-9, n));
        }
        Assert.False(NumberComparison.AreEqual(double.PositiveInfinity, 1e300));
        Assert.True(NumberComparison.AreEqual(double.PositiveInfinity, double.PositiveInfinity));
        Assert.False(NumberComparison.AreEqual(double.NaN, double.NaN) || NumberComparison.IsNotAbove(double.NaN, 1) || NumberComparison.IsLess(1, double.NaN));
    }

    [Fact]
    public void Lanes_compare_as_one_world_at_a_time_does()
    {
        double[] borderline =
        [
            0,
            1,
            0.3,
            0.1 * 3,
            0.30000000000031,
            0.29999999999969,
            1e-13,
            -1e-13,
            1e6,
            1e6 + 1e-7,
            1e6 + 1e-5,
            -5,
            1e300,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.NaN,
        ];
        double[][] worlds =
        [
            [.. borderline.SelectMany(left => borderline.Select(_ => left))],
            [.. borderline.SelectMany(_ => borderline)],
        ];
        var table = new CoefficientTable();
        var (a, b) = (table.Assumption(0), table.Assumption(1));
        Coefficient[] compared = [table.Less(a, b), table.LessOrEqual(a, b), table.Equal(a, b)];
        var numbers = new LaneCoefficients(table, compared);
        var columns = new LaneColumns(numbers.Count);
        numbers.WriteConstants(columns);
        var entries = new double[table.Count];
        for (var from = 0; from < worlds[0].Length; from += LaneColumns.Lanes)
        {
            var count = Math.Min(LaneColumns.Lanes, worlds[0].Length - from);
            numbers.Evaluate<Lane128>(worlds, from, count, columns);
            for (var lane = 0; lane < count; lane++)
            {
                table.Evaluate([worlds[0][from + lane], worlds[1][from + lane]], entries);
                foreach (var each in compared)
                    Assert.True(entries[each.Index] == columns[numbers.ColumnOf(each)][lane], $"{worlds[0][from + lane]:R} and {worlds[1][from + lane]:R}");
            }
        }
    }
}
