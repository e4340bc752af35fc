using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Tests.Exploring;

public class DiscoveryTests
{
    private static Experiments Corner(int rows)
    {
        var inputs = Enumerable
            .Range(0, 3)
            .Select(c => InputColumn.Real($"x{c + 1}", [.. Enumerable.Range(1, rows).Select(row => SobolSequence.Coordinate(row, c))]))
            .ToArray();
        return new Experiments(inputs, [.. Enumerable.Range(0, rows).Select(row => inputs[0].Values[row] > 0.6 && inputs[2].Values[row] < 0.3)]);
    }

    [Fact]
    public void A_box_that_is_there_is_found_with_its_two_limits()
    {
        var data = Corner(2000);
        var box = Prim.Find(data, new PrimOptions())[0];
        var chosen = box.Trajectory[box.Chosen];
        Assert.Equal([0, 2], chosen.Restricted);
        Assert.InRange(chosen.Limits[0].Low, 0.5, 0.62);
        Assert.InRange(chosen.Limits[2].High, 0.28, 0.4);
        Assert.True(chosen.Density >= 0.8 && chosen.Coverage > 0.95);
        Assert.True(chosen.QuasiP[0].Low < 1e-6 && double.IsNaN(chosen.QuasiP[0].High));
    }

    [Fact]
    public void Every_step_says_what_lies_in_its_box()
    {
        var data = Corner(500);
        foreach (var step in Prim.Find(data, new PrimOptions(PeelObjective.Original))[0].Trajectory)
        {
            var inside = Enumerable
                .Range(0, data.Rows)
                .Where(row => Enumerable.Range(0, 3).All(c => step.Limits[c].Holds(data.Inputs[c].Values[row])))
                .ToArray();
            Assert.Equal(inside.Length, step.Count);
            Assert.Equal(inside.Count(row => data.OfInterest[row]), step.CountOfInterest);
        }
    }

    [Fact]
    public void A_category_is_told_apart_by_both_methods()
    {
        var place = new InputColumn(
            "place",
            ColumnKind.Nominal,
            [.. Enumerable.Range(0, 400).Select(row => (double)(row % 4))],
            ["north", "east", "south", "west"]
        );
        var noise = new InputColumn("n", ColumnKind.Integer, [.. Enumerable.Range(0, 400).Select(row => (double)(row / 4 % 10))], []);
        var data = new Experiments([noise, place], [.. Enumerable.Range(0, 400).Select(row => row % 4 == 2)]);
        var box = Prim.Find(data, new PrimOptions())[0];
        Assert.Equal([false, false, true, false], box.Trajectory[box.Chosen].Limits[1].Allowed!);
        var (leaves, importance) = Cart.Find(data, new CartOptions());
        Assert.Equal((100, 1.0, 1.0), (leaves[0].Count, leaves[0].Density, leaves[0].Coverage));
        Assert.Equal(1, importance[1], 12);
    }

    [Fact]
    public void A_tree_cuts_in_the_middle_between_neighbours()
    {
        var (leaves, _) = Cart.Find(Corner(2000), new CartOptions());
        Assert.Equal(1, leaves[0].Density);
        Assert.Equal(0.6, leaves[0].Limits[0].Low, 2);
        Assert.Equal(0.3, leaves[0].Limits[2].High, 2);
    }

    [Fact]
    public void Nothing_of_interest_is_said_so() =>
        Assert.Throws<InputException>(() => Prim.Find(new Experiments([InputColumn.Real("x", [1, 2])], [false, false]), new PrimOptions()));

    // Thirty idle inputs and 240 rows: peeling alone follows luck.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Among_many_idle_inputs_the_two_that_matter_are_named_and_the_simpler_side_is_described(bool failuresAreTheCorner)
    {
        var random = new RandomStream(5);
        var inputs = Enumerable.Range(0, 32).Select(c => InputColumn.Real($"x{c}", [.. Enumerable.Range(0, 240).Select(_ => random.NextUnit())])).ToArray();
        var corner = Enumerable.Range(0, 240).Select(row => inputs[3].Values[row] < 0.45 && inputs[20].Values[row] > 0.6).ToArray();
        var found = BoxSearch.Find(inputs, failuresAreTheCorner ? corner : [.. corner.Select(inside => !inside)]);
        Assert.Equal(failuresAreTheCorner ? Described.Failures : Described.Successes, found.What);
        var box = found.Boxes[0].Trajectory[found.Boxes[0].Chosen];
        Assert.Equal([3, 20], box.Restricted);
        Assert.InRange(box.Limits[3].High, 0.35, 0.55);
        Assert.InRange(box.Limits[20].Low, 0.5, 0.7);
        Assert.True(box.Density >= 0.8 && box.Coverage > 0.8);
    }

    [Fact]
    public void Too_few_cases_are_no_pattern_and_the_rule_needs_no_description()
    {
        var inputs = new[] { InputColumn.Real("x", [.. Enumerable.Range(0, 100).Select(row => row / 100.0)]) };
        Assert.Contains("too few", BoxSearch.Find(inputs, [.. Enumerable.Range(0, 100).Select(row => row < 3)]).Reason, StringComparison.Ordinal);
        var found = BoxSearch.Find(inputs, [.. Enumerable.Range(0, 100).Select(row => row < 85)]);
        Assert.Equal(Described.Successes, found.What);
        Assert.True(found.Boxes[0].Trajectory[found.Boxes[0].Chosen].Limits[0].Low > 0.8);
    }

    // 12 of 100 are enough to look for a pattern, 11 are not; nothing and everything are said; four in five are the rule.
    [Theory]
    [InlineData(0, "It breaks in no world drawn.")]
    [InlineData(11, "It breaks in only 11 of 100 worlds drawn: too few to tell a pattern from luck. Draw more worlds.")]
    [InlineData(12, null)]
    public void Why_there_is_no_box_is_said(int failures, string? reason)
    {
        var inputs = new[] { InputColumn.Real("x", [.. Enumerable.Range(0, 100).Select(row => row / 100.0)]) };
        var found = BoxSearch.Find(inputs, [.. Enumerable.Range(0, 100).Select(row => row < failures)]);
        Assert.Equal((Described.Failures, failures, failures / 100.0, reason), (found.What, found.Cases, found.Share, found.Reason));
        Assert.Equal(reason is null, found.Boxes.Count > 0);
        // At least four in five, or half of the way from the share of all rows to one.
        Assert.Equal(Math.Max(0.8, 0.5 + failures / 200.0), found.WantedDensity);
    }

    [Fact]
    public void What_is_nearly_always_so_has_the_other_side_described()
    {
        var inputs = new[] { InputColumn.Real("x", [.. Enumerable.Range(0, 100).Select(row => row / 100.0)]) };
        Assert.Equal("It holds in no world drawn.", BoxSearch.Find(inputs, [.. Enumerable.Range(0, 100).Select(_ => true)]).Reason);
        var seven = BoxSearch.Find(inputs, [.. Enumerable.Range(0, 100).Select(row => row < 70)]);
        Assert.Equal((Described.Failures, 0.85), (seven.What, seven.WantedDensity));
        // What is drawn by lot has no pattern, and of two that have none the rarer is told.
        var random = new Random(3);
        bool[] lots = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble() < 0.4)];
        var none = BoxSearch.Find([InputColumn.Real("x", [.. Enumerable.Range(0, 100).Select(row => (double)(row * 37 % 100))])], lots);
        Assert.Equal((Described.Failures, 0), (none.What, none.Boxes.Count));
        Assert.Contains("No pattern", none.Reason, StringComparison.Ordinal);
        Assert.Equal(
            Described.Successes,
            BoxSearch.Find([InputColumn.Real("x", [.. Enumerable.Range(0, 100).Select(row => (double)(row * 37 % 100))])], [.. lots.Select(yes => !yes)]).What
        );
    }
}
