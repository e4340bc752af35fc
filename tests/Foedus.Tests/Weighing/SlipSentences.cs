using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

/// <summary>Slips that are not told one by one are counted, and what they do is said of as many as it is so of.</summary>
public class SlipSentences
{
    private static SlipEffect Slip(int number, bool moves) =>
        new(
            "offer",
            "step",
            "One",
            "",
            $"o{number}",
            0.1,
            0.1,
            1,
            moves ? "ask" : null,
            moves ? Unit.Chance : Unit.Plain,
            moves ? 0.5 : null,
            moves ? 0.6 : null,
            false,
            null,
            $"Slip {number}."
        );

    [Theory]
    [InlineData(3, 0, "1 further slip, which moves a chance asked by 2 of 100 or more.")]
    [InlineData(4, 0, "2 further slips, each of which moves a chance asked by 2 of 100 or more.")]
    [InlineData(4, 1, "3 further slips, 2 of which move a chance asked by 2 of 100 or more.")]
    [InlineData(3, 2, "3 further slips, 1 of which moves a chance asked by 2 of 100 or more.")]
    [InlineData(2, 2, "2 further slips, without which no chance asked moves by 2 of 100.")]
    [InlineData(0, 1, "1 slip, without which no chance asked moves by 2 of 100.")]
    public void Those_left_out_are_counted(int moving, int still, string last) =>
        Assert.Equal(last, SlipWords.Of([.. Enumerable.Range(0, moving + still).Select(slip => Slip(slip, slip < moving))], most: 2).Last());

    /// <summary>What the condition for holding asks comes before what moves more; what moves by less than a tenth is no answer's.</summary>
    [Fact]
    public void The_one_told_beside_the_answer_moves_what_decides()
    {
        SlipEffect Moving(int number, double by, bool decides) => Slip(number, moves: true) with { Without = 0.5 + by, Decides = decides };
        Assert.Equal("Slip 1.", SlipWords.Most([Moving(0, 0.4, false), Moving(1, 0.15, true), Moving(2, 0.12, true)], "offer")!.Words);
        Assert.Equal("Slip 0.", SlipWords.Most([Moving(0, 0.4, false), Moving(1, 0.05, true)], "offer")!.Words);
        Assert.Null(SlipWords.Most([Moving(0, 0.05, true)], "offer"));
    }
}
