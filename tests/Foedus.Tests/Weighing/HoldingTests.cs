using Foedus.Lowering;

namespace Foedus.Tests.Weighing;

/// <summary>The deal's own condition: what it comes to, and whether one question decides it.</summary>
public class HoldingTests
{
    private static HoldingCondition Of(string text) => CountedDeal.File(text).Offers[0].Holding!;

    // quiet and lost are measured as 0.7 and 0.3; x, z and w are 0.4, 0.5 and 0.6.
    [Theory]
    [InlineData("quiet >= 0.7", true)]
    [InlineData("quiet > 0.7", false)]
    [InlineData("quiet <= 0.7", true)]
    [InlineData("quiet < 0.7", false)]
    [InlineData("lost < x", true)]
    [InlineData("quiet + lost > 0.99", true)]
    [InlineData("quiet - lost > 0.41", false)]
    [InlineData("quiet * lost > 0.22", false)]
    [InlineData("quiet / z > 1.39", true)]
    [InlineData("-quiet > -0.71", true)]
    [InlineData("quiet > 0.6 and lost > 0.6", false)]
    [InlineData("quiet > 0.6 and lost > 0.2", true)]
    [InlineData("quiet > 0.6 or lost > 0.6", true)]
    [InlineData("quiet > 0.8 or lost > 0.6", false)]
    [InlineData("not quiet > 0.6", false)]
    [InlineData("not quiet > 0.8", true)]
    [InlineData("min(quiet, x) > 0.5", false)]
    [InlineData("max(quiet, x) > 0.5", true)]
    public void What_it_comes_to(string text, bool expected) => Assert.Equal(expected, Of(text).Holds([0.7, 0.3], [0.4, 0.5, 0.6]));

    [Theory]
    [InlineData("quiet >= 0.6", 0, 1)]
    [InlineData("quiet > x", 0, 1)]
    [InlineData("lost <= 0.4", 1, -1)]
    [InlineData("lost < 0.4", 1, -1)]
    [InlineData("0.6 <= quiet", 0, 1)]
    [InlineData("0.4 > lost", 1, -1)]
    public void One_question_decides_and_which_way_is_better(string text, int ask, int sign)
    {
        Assert.Equal((ask, sign), Of(text).Decides);
        Assert.Equal(ask, Of(text).Measure);
    }

    [Theory]
    [InlineData("quiet >= lost", 0)]
    [InlineData("lost <= 0.4 and quiet >= 0.6", 1)]
    [InlineData("x + lost < 0.9", 1)]
    [InlineData("not quiet < 0.6", 0)]
    public void Where_no_one_question_decides_the_first_is_still_named(string text, int first)
    {
        Assert.Null(Of(text).Decides);
        Assert.Equal(first, Of(text).Measure);
    }
}
