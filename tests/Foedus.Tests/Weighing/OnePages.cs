using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

public class OnePages
{
    // A line is 80 columns, of which a sentence has 78.
    private static string Lines(int count) => new('x', 78 * count);

    [Fact]
    public void What_was_taken_whole_leaves_less_room()
    {
        var page = new OnePage(5);
        Assert.Equal([Lines(2)], page.TakeWhole([Lines(2)]));
        Assert.True(page.Fits([Lines(1), Lines(2)]));
        Assert.False(page.Fits([Lines(1), Lines(2), "x"]));
        Assert.Empty(page.TakeWhole([Lines(2), Lines(2)]));
        Assert.Equal([Lines(2), "x"], page.TakeWhole([Lines(2), "x"]));
        Assert.False(page.Fits(["x"]));
        Assert.Equal([Lines(2), Lines(2), "x"], page.Told);
    }

    [Fact]
    public void Sentences_are_taken_until_one_finds_no_room()
    {
        var page = new OnePage(4);
        Assert.Equal([Lines(1), Lines(2)], page.Take([Lines(1), Lines(2), Lines(1) + "x", "x"]));
        // The one that found none has used up what was left.
        Assert.Empty(page.Take(["x"]));
    }
}
