using Foedus.Exploring;

namespace Foedus.Tests.Exploring;

/// <summary>A classification tree worked out by hand.</summary>
public class TreeTests
{
    // x = 1 … 8, y = 0, 1, 0, 1, …; of interest are x = 6 and 8. Impurity 0.375. The best cut is x at 5.5: of what is left to the right, 3/8 of the rows at 4/9, so 0.375 − 1/6
    // = 5/24 is gained; then y at 1/2 gains the last 1/6. Of 3/8 in all that is 5/9 and 4/9.
    private static Experiments Table =>
        new(
            [InputColumn.Real("x", [1, 2, 3, 4, 5, 6, 7, 8]), InputColumn.Real("y", [0, 1, 0, 1, 0, 1, 0, 1])],
            [false, false, false, false, false, true, false, true]
        );

    [Fact]
    public void Cuts_gains_and_leaves_are_as_worked_out_by_hand()
    {
        var (leaves, importance) = Cart.Find(Table, new CartOptions());
        Assert.Equal(5.0 / 9, importance[0], 12);
        Assert.Equal(4.0 / 9, importance[1], 12);
        Assert.Equal([(2, 2), (5, 0), (1, 0)], leaves.Select(leaf => (leaf.Count, leaf.CountOfInterest)));
        Assert.Equal((5.5, 8.0, 0.5, 1.0), (leaves[0].Limits[0].Low, leaves[0].Limits[0].High, leaves[0].Limits[1].Low, leaves[0].Limits[1].High));
        Assert.Equal((1.0, 5.5), (leaves[1].Limits[0].Low, leaves[1].Limits[0].High));
        Assert.Equal(
            [
                [0, 1],
                [0],
                [0, 1],
            ],
            leaves.Select(leaf => leaf.Restricted)
        );
        Assert.Equal((0.25, 1.0, 1.0), (leaves[0].Mass, leaves[0].Density, leaves[0].Coverage));
        Assert.All(leaves[0].QuasiP, pair => Assert.True(double.IsNaN(pair.Low) && double.IsNaN(pair.High)));
    }

    [Fact]
    public void A_node_is_split_only_where_it_gains_enough_and_leaves_are_large_enough()
    {
        // The second cut gains 1/6.
        Assert.Equal(3, Cart.Find(Table, new CartOptions(LeastGain: 0.1666)).Leaves.Count);
        Assert.Equal([(3, 2), (5, 0)], Cart.Find(Table, new CartOptions(LeastGain: 0.1667)).Leaves.Select(leaf => (leaf.Count, leaf.CountOfInterest)));
        Assert.Equal(2, Cart.Find(Table, new CartOptions(MostDepth: 1)).Leaves.Count);
        Assert.Single(Cart.Find(Table, new CartOptions(MostDepth: 0)).Leaves);
        Assert.Equal([0.0, 0], Cart.Find(Table, new CartOptions(MostDepth: 0)).Importance);
        // Three rows at least: x at 5.5 stays, the next has one too few. Four at least: x at 4.5 and y tie, and the first is taken.
        Assert.Equal([(3, 2), (5, 0)], Cart.Find(Table, new CartOptions(LeastLeaf: 3)).Leaves.Select(leaf => (leaf.Count, leaf.CountOfInterest)));
        Assert.Equal([4.5, 1], Cart.Find(Table, new CartOptions(LeastLeaf: 4)).Leaves.Select(leaf => leaf.Limits[0].Low));
        Assert.Single(Cart.Find(Table, new CartOptions(LeastLeaf: 5)).Leaves);
    }

    // One in twenty of 60 rows: a leaf has three at least, so that two rows of interest at the end are cut off with one more.
    [Fact]
    public void A_leaf_has_one_row_in_twenty()
    {
        var (leaves, _) = Cart.Find(
            new Experiments([InputColumn.Real("x", [.. Enumerable.Range(0, 60).Select(x => (double)x)])], [.. Enumerable.Range(0, 60).Select(x => x >= 58)]),
            new CartOptions()
        );
        Assert.Equal((3, 56.5), (leaves[0].Count, leaves[0].Limits[0].Low));
    }

    // One category against the others, and the others against each other below.
    [Fact]
    public void Categories_are_cut_one_against_the_others()
    {
        var place = new InputColumn("place", ColumnKind.Nominal, [.. Enumerable.Range(0, 40).Select(row => (double)(row % 4))], ["n", "e", "s", "w"]);
        var data = new Experiments([place], [.. Enumerable.Range(0, 40).Select(row => row % 4 == 1 || (row % 4 == 2 && row < 20))]);
        var leaves = Cart.Find(data, new CartOptions()).Leaves;
        Assert.Equal([(10, 10), (10, 5)], leaves.Take(2).Select(leaf => (leaf.Count, leaf.CountOfInterest)));
        Assert.All(leaves.Skip(2), leaf => Assert.Equal(0, leaf.CountOfInterest));
        Assert.Equal(40, leaves.Sum(leaf => leaf.Count));
        Assert.Equal([false, true, false, false], leaves[0].Limits[0].Allowed!);
    }
}
