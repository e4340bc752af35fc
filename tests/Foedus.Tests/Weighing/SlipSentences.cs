using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

/// <summary>Slips that are not told one by one are counted, and what they do is said of as many as it is so of.</summary>
public class SlipSentences
{
    private static SlipEffect Slip(int number, bool moves) => new("offer", "step", "One", "", $"o{number}", 0.1, 0.1, 1, moves ? "ask" : null, moves ? Unit.Chance : Unit.Plain, moves ? 0.5 : null, moves ? 0.6 : null, false, null, $"Slip {number}.");

    [Theory]
    [InlineData(3, 0, "1 further slip, which moves a chance asked by 2 of 100 or more.")]
    [InlineData(4, 0, "2 further slips, each of which moves a chance asked by 2 of 100 or more.")]
    [InlineData(4, 1, "3 further slips, 2 of which move a chance asked by 2 of 100 or more.")]
    [InlineData(3, 2, "3 further slips, 1 of which moves a chance asked by 2 of 100 or more.")]
    [InlineData(2, 2, "2 further slips, without which no chance asked moves by 2 of 100.")]
    [InlineData(0, 1, "1 slip, without which no chance asked moves by 2 of 100.")]
    public void Those_left_out_are_counted(int moving, int still, string last) =>
        Assert.Equal(last, SlipWords.Of([.. Enumerable.Range(0, moving + still).Select(slip => Slip(slip, slip < moving))], most: 2).Last());
}
