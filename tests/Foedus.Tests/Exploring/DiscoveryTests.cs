using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Tests.Exploring;

public class DiscoveryTests
{
    private static Experiments Corner(int rows)
    {
        var inputs = Enumerable.Range(0, 3).Select(c => InputColumn.Real($"x{c + 1}", [.. Enumerable.Range(1, rows).Select(row => SobolSequence.Coordinate(row, c))])).ToArray();
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
            var inside = Enumerable.Range(0, data.Rows).Where(row => Enumerable.Range(0, 3).All(c => step.Limits[c].Holds(data.Inputs[c].Values[row]))).ToArray();
            Assert.Equal(inside.Length, step.Count);
            Assert.Equal(inside.Count(row => data.OfInterest[row]), step.CountOfInterest);
        }
    }

    [Fact]
    public void A_category_is_told_apart_by_both_methods()
    {
        var place = new InputColumn("place", ColumnKind.Nominal, [.. Enumerable.Range(0, 400).Select(row => (double)(row % 4))], ["north", "east", "south", "west"]);
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
    public void Nothing_of_interest_is_said_so()
        => Assert.Throws<InputException>(() => Prim.Find(new Experiments([InputColumn.Real("x", [1, 2])], [false, false]), new PrimOptions()));
}
