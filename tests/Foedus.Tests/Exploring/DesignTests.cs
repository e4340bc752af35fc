using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Numerics.Sampling;
using Foedus.Tests.Runs;
using Foedus.Workflow;

namespace Foedus.Tests.Exploring;

/// <summary>A design is read by what its input columns show, in the order in which SALib writes it, or refused with the row that does not fit.</summary>
public class DesignTests
{
    // Two inputs that matter only together, one that never moves if asked for.
    private static double Result(double[] x) => 3 * x[0] * x[1] + x[^1];

    private static string Saltelli(int inputs, int points, bool pairs, Func<double[], double> result, int still = -1)
    {
        var text = new List<string> { string.Join(',', Enumerable.Range(0, inputs).Select(j => $"x{j}").Append("y")) };
        for (var point = 0; point < points; point++)
        {
            var (a, b) = (At(0), At(inputs));
            Add(a);
            for (var j = 0; j < inputs; j++)
                Add(With(a, j, b));
            for (var j = 0; pairs && j < inputs; j++)
                Add(With(b, j, a));
            Add(b);

            double[] At(int first) => [.. Enumerable.Range(0, inputs).Select(j => j == still ? 0.5 : SobolSequence.Coordinate(point + 1, first + j))];
            void Add(double[] x) =>
                text.Add(string.Join(',', x.Append(result(x)).Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
            static double[] With(double[] x, int j, double[] from) => [.. x.Select((value, k) => k == j ? from[k] : value)];
        }
        return string.Join('\n', text) + "\n";
    }

    private static DesignTable Table(string text, string? inputs = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], text);
        return new DesignTable(ExperimentTable.Read(folder["t.csv"]), "y", inputs);
    }

    // Of 3 x0 x1 + x2 with uniform inputs: variances 9/4 of (1/12) for x0 and x1, 9 (1/144) for the pair, 1/12 for x2.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Either_order_is_told_by_the_columns_and_gives_the_true_shares(bool pairs)
    {
        var table = Table(Saltelli(3, 4096, pairs, Result));
        var (design, place) = table.Saltelli();
        Assert.Equal((pairs, 3), (design.HasPairs, design.Inputs));
        Assert.Equal([0, 1, 2], place);
        var (each, found) = SobolIndices.Estimate(table.Results, design);
        var variance = 2 * 9 / 48.0 + 9 / 144.0 + 1 / 12.0;
        foreach (var (j, own, with) in new[] { (0, 9 / 48.0, 9 / 48.0 + 9 / 144.0), (1, 9 / 48.0, 9 / 48.0 + 9 / 144.0), (2, 1 / 12.0, 1 / 12.0) })
        {
            Assert.Equal(own / variance, each[j].First, 0.02);
            Assert.Equal(with / variance, each[j].Total, 0.02);
        }
        Assert.Equal(pairs ? 3 : 0, found.Count);
        foreach (var pair in found)
        {
            Assert.Equal((pair.First, pair.Second) == (0, 1) ? 9 / 144.0 / variance : 0, pair.Share, 0.03);
            Assert.InRange(pair.Share, pair.Interval.Low, pair.Interval.High);
        }
    }

    // d = 2: rows of a second-order design are a multiple of those of a first-order one.
    [Fact]
    public void A_second_order_design_never_passes_for_one_of_first_order()
    {
        var (design, _) = Table(Saltelli(2, 64, true, x => 4 * x[0] + x[1])).Saltelli();
        Assert.True(design.HasPairs);
    }

    [Fact]
    public void The_first_row_that_does_not_fit_is_named()
    {
        var rows = Saltelli(2, 32, false, x => x[0]).Split('\n');
        (rows[10], rows[11]) = (rows[11], rows[10]);
        var fault = Assert.Throws<InputException>(() => Table(string.Join('\n', rows)).Saltelli());
        Assert.StartsWith("Row 10 is not that of a Saltelli design", fault.Message);
        Assert.Contains("multiple of neither", Assert.Throws<InputException>(() => Table(string.Join('\n', rows[..^2]) + "\n").Saltelli()).Message);
        // Inputs in another order than the design's.
        Assert.StartsWith("Row ", Assert.Throws<InputException>(() => Table(Saltelli(2, 32, false, x => x[0]), "x1,x0").Saltelli()).Message);
    }

    [Fact]
    public void An_input_that_never_moves_keeps_its_rows_whether_it_is_asked_for_or_not()
    {
        var text = Saltelli(3, 512, true, x => 2 * x[0] + x[2], still: 1);
        var whole = Table(text);
        Assert.Equal(["x1"], whole.Still);
        var (design, _) = whole.Saltelli();
        Assert.Equal((0.0, 0.0), SobolIndices.Estimate(whole.Results, design).Each[1] is var none ? (none.First, none.Total) : default);
        var (same, place) = Table(text, "x0,x2").Saltelli();
        Assert.Equal((design, true), (same, place.SequenceEqual([0, 2])));
    }

    [Fact]
    public void Steps_that_repeat_a_row_are_passed_over_and_steps_of_something_else_are_not()
    {
        const string text = "a,b,c,y\n0,0,5,0\n1,0,5,2\n1,0,5,2\n1,1,5,5\n0,1,5,3\n0,1,5,3\n1,1,5,5\n1,0,5,2\n";
        var table = Table(text, "a,b");
        var effects = ElementaryEffects.Estimate(table.Inputs, table.Results, [1, 1], table.Trajectories());
        Assert.Equal((2.0, 3.0), (effects[0].Mean, effects[1].Mean));
        Assert.Equal(["c"], Table(text).Still);
        Assert.Contains(
            "same inputs and other results",
            Assert
                .Throws<InputException>(() =>
                    ElementaryEffects.Estimate(
                        [
                            [0, 0],
                        ],
                        [1, 2],
                        [1],
                        [0, 0]
                    )
                )
                .Message
        );
    }

    [Fact]
    public void Categories_without_a_limit_are_not_named()
    {
        var rows = Enumerable.Range(0, 400).ToArray();
        bool[] cases = [.. rows.Select(row => row % 100 < 25)];
        var data = new Experiments(
            [
                InputColumn.Real("x", [.. rows.Select(row => row % 100 / 100.0)]),
                new InputColumn("snow", ColumnKind.Nominal, [.. rows.Select(row => (double)(row / 100 % 2))], ["no", "yes"]),
            ],
            cases
        );
        Assert.All(Prim.Find(data, new PrimOptions())[0].Trajectory, step => Assert.DoesNotContain(1, step.Restricted));
        Assert.All(Cart.Find(data, new CartOptions()).Leaves, leaf => Assert.Equal([0], leaf.Restricted));
    }

    [Theory]
    [InlineData(0.3, 0.30000000000000004)]
    [InlineData(double.MaxValue, double.MaxValue / 2)]
    [InlineData(0, double.Epsilon)]
    [InlineData(-double.Epsilon, 0)]
    [InlineData(1e16, 1e16 + 2)]
    public void Two_numbers_with_none_between_are_cut_apart(double one, double other)
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(row => row % 2 == 0 ? one : other)];
        var leaves = Cart.Find(new Experiments([InputColumn.Real("x", values)], [.. values.Select(value => value == one)]), new CartOptions()).Leaves;
        Assert.Equal([1, 0], leaves.Select(leaf => leaf.Density));
        Assert.All(leaves, leaf => Assert.Equal(10, values.Count(leaf.Limits[0].Holds)));
    }
}
