namespace Foedus.Tests.Lowering;

/// <summary>An obligation that hangs on another, or on what its breach brings, moves after it; chances by hand: each option is played half of the time.</summary>
public sealed class ObligationsInOrder
{
    private const string Frame = """
        deal "Chain"
        period month
        horizon 5
        party A
        party B
        discount 1
        precision lambda 1
        state s { on, off } = on
        turn A when in month 5 { act wait }
        turn B { pay keep }
        turn more of B { leave  take: s = on }
        no deal none
        ask owed: chance v = pending at 1
        ask done: chance v = done at 2
        ask breached: chance v = breached at 2
        ask late: chance v = late at 3

        """;

    // Owed from the end of month 1, at which w is breached; due at the end of month 2.
    [Theory]
    [InlineData("obligation w of A: act by month 1\nobligation v of B: pay within 1 month of (w = breached)")]
    [InlineData("obligation v of B: pay within 1 month of (w = breached)\nobligation w of A: act by month 1")]
    [InlineData("obligation v of B: pay within 1 month of (s = off)\nobligation w of A: act by month 1 { breach: s = off }")]
    [InlineData(
        "obligation v of B: pay within 1 month of (u = excused)\nobligation u of A: act by month 2 { suspended while s = on }\nobligation w of A: act by month 1 { breach: u = excused }"
    )]
    [InlineData("obligation w of A: act by month 1\nobligation v of B: pay by month 2 { suspended while not (w = breached) }", 0.5, 0.75, 0.25, 0.125)]
    public void Move_after_what_they_hang_on(string obligations, double owed = 1, double done = 0.5, double breached = 0.5, double late = 0.25)
    {
        var outcome = SoundDeal.Solve(Frame + obligations);
        Assert.Equal([owed, done, breached, late], outcome.Measures, (one, other) => Math.Abs(one - other) <= 1e-12);
    }

    // Each is excused by the other's breach, and both are breached at once: neither sees the other's.
    [Fact]
    public void Move_together_where_they_hang_on_each_other()
    {
        var outcome = SoundDeal.Solve(
            Frame.Replace("ask owed: chance v = pending at 1", "ask owed: chance w = breached at 1")
                + "obligation w of A: act by month 1 { excused when v = breached }\nobligation v of A: act by month 1 { excused when w = breached }"
        );
        Assert.Equal(1, outcome.Measures[0]);
        Assert.Equal(1, outcome.Measures[2]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("event release before A when in month 2: w = excused", 1)]
    public void What_is_done_stays_done_whatever_is_released(string release, double done)
    {
        var outcome = SoundDeal.Solve(
            $"""
            deal "Released"
            period month
            horizon 3
            party A
            discount 1
            precision lambda 1
            turn A when in month 1 {"{ act }"}
            turn aside of A {"{ this  that }"}
            {release}
            obligation w of A: act by month 3
            no deal none
            ask done: chance w = done at 3
            """
        );
        Assert.Equal(done, outcome.Measures[0], 1e-12);
    }

    // Deadlines, rounds and counts behind the end of the deal make no more states than the deal has time for.
    [Theory]
    [InlineData("obligation w of A: act by month 20000")]
    [InlineData("obligation w of A: act 900 times by month 5")]
    [InlineData("obligation w of A: act each 500 months")]
    [InlineData("obligation w of A: act by month 2 { cure 9000 months }")]
    [InlineData("ask never: chance in month 20000 at 5")]
    [InlineData("ask never: chance after 20000 months at 5")]
    [InlineData("ask never: chance s = on for 20000 months at 5")]
    [InlineData("ask never: chance within 20000 months of (s = off) at 5")]
    public void What_lies_behind_the_end_costs_nothing(string line)
    {
        var offer = SoundDeal.Lower(Frame[..Frame.IndexOf("ask", StringComparison.Ordinal)] + line);
        Assert.InRange(offer.Game.StateCount, 1, 60);
    }
}
