namespace Foedus.Tests.Lowering;

/// <summary>Small deals that put several things together, against what a careful reader works out by hand: nobody gains or loses by a choice, so of two options each is played half of the time.</summary>
public sealed class ReadByHand
{
    private const string Frame = """
        deal "Read"
        period month
        horizon 6
        discount 1
        precision lambda 1
        party A
        party B
        party Ally in { P, Q, R }
        state s { on, off, war } = on
        state n 0..9 = 0

        """;

    private const string Turns = "turn A { act wait }\nturn B { pay keep }\n";

    [Theory]
    // Cure, suspension and excuse together.
    [InlineData("obligation w of A: act by month 2 { cure 1 month }", "w = done at 2", 3.0 / 4)]
    [InlineData("obligation w of A: act by month 2 { cure 1 month }", "w = cured at 3", 1.0 / 8)]
    [InlineData("obligation w of A: act by month 2 { cure 1 month }", "w = late at 4", 1.0 / 16)]
    [InlineData("obligation w of A: act by month 2 { suspended while in month 1 }", "w = done at 3", 7.0 / 8)]
    [InlineData("obligation w of A: act by month 2 { suspended while in month 1 }", "w = breached at 2", 0)]
    [InlineData("obligation w of A: act by month 1 { cure 2 months  suspended while in month 2  excused when s = on }", "w = cured at 4", 7.0 / 16)]
    [InlineData("obligation w of A: act by month 1 { cure 2 months  suspended while in month 2  excused when s = on }", "w = excused at 4", 1.0 / 16)]
    [InlineData("obligation w of A: act by month 1 { cure 2 months  suspended while in month 2  excused when s = on }", "w = overdue at 3", 1.0 / 8)]
    [InlineData("obligation w of A: act by month 3 { excused when in month 2 }", "w = breached at 3", 1.0 / 8)]
    [InlineData("obligation w of A: act 2 times by month 3 { cure 1 month }", "w = done at 3", 1.0 / 2)]
    // Fails to be done in three with one act (3/8) and is done in the fourth, or with none and is not: 3/16.
    [InlineData("obligation w of A: act 2 times by month 3 { cure 1 month }", "w = cured at 4", 3.0 / 16)]
    [InlineData("obligation w of A: not act until month 3 { suspended while in month 2 }", "w = breached at 2", 1.0 / 2)]
    [InlineData("obligation w of A: not act until month 3 { suspended while in month 2 }", "w = done at 4", 1.0 / 8)]
    [InlineData("obligation w of A: not act { excused when until month 1  breach: s = off }", "w = excused at 1", 1.0 / 2)]
    [InlineData("obligation w of A: not act { excused when until month 1  breach: s = off }", "s = off at 2", 1.0 / 4)]
    // Round by round, with what was missed put right beside the next.
    [InlineData("obligation w of A: act each 2 months until month 4", "w = pending at 2", 3.0 / 4)]
    [InlineData("obligation w of A: act each 2 months until month 4", "w = done at 4", 9.0 / 16)]
    [InlineData("obligation w of A: act each 2 months for 4 months { cure 1 month }", "w = breached at 3", 1.0 / 8)]
    [InlineData("obligation w of A: act each 2 months for 4 months { cure 1 month }", "w = overdue at 4", 1.0 / 4)]
    [InlineData("obligation w of A: act each 2 months for 4 months { cure 1 month }", "w = cured at 5", 3.0 / 16)]
    [InlineData("obligation w of A: act each 2 months for 4 months { cure 1 month }", "w = breached at 5", 1.0 / 4)]
    // One that hangs on another: B answers in the month in which it sees the breach, or the one after.
    [InlineData("obligation w of A: not act until month 1\nobligation v of B: pay within 1 month of (w = breached)", "v = done at 1", 1.0 / 4)]
    [InlineData("obligation w of A: not act until month 1\nobligation v of B: pay within 1 month of (w = breached)", "v = breached at 2", 1.0 / 8)]
    [InlineData("obligation w of A: not act until month 1\nobligation v of B: pay within 1 month of (w = breached)", "v = not_owed at 6", 1.0 / 2)]
    [InlineData("obligation w of A: not act until month 1 { breach: v = excused }\nobligation v of B: pay by month 2", "v = excused at 2", 1.0 / 4)]
    [InlineData("obligation w of A: act by month 2\nobligation v of B: pay by month 2 { suspended while w = pending }", "v = breached at 3", 1.0 / 8)]
    // A power that a breach gives, as long as what is owed is not done late: A, who moves before B, may do so in months 2 and 3.
    [InlineData("obligation w of A: act by month 1\nturn strike of B when w = breached { hit: s = war\n hold }", "s = war by 3", 5.0 / 32)]
    [InlineData("obligation w of A: act by month 1\nevent end when w in { done, late } for 2 months: s = off", "s = off at 3", 1.0 / 2)]
    public void Obligations(string statements, string asked, double chance) => Assert.Equal(chance, Chance(Turns + statements, asked), 1e-12);

    [Theory]
    // On paper each is so, of tenths as a machine has them none is.
    [InlineData("n * 10% <= 30% at 1")]
    [InlineData("n * 0.1 = 0.3 at 1")]
    [InlineData("n * 0.1 in { 0.3 } at 1")]
    [InlineData("not n * 10% > 30% at 1")]
    [InlineData("0.1 * n - 0.3 = 0 at 1")]
    [InlineData("n <= 0.3 / 0.1 at 1")]
    [InlineData("(s = on if n * 10% <= 30% else s = off) at 1")]
    public void Numbers(string asked) => Assert.Equal(1, Chance(Turns + "event up when in month 1: n = 3\n", asked), 1e-12);

    // Off from month 2 on, and on again in month 5.
    private const string Course = "event out when in month 2: s = off\nevent back when in month 5: s = on\n";

    [Theory]
    [InlineData("s = off for 2 months at 2", 0)]
    [InlineData("s = off for 2 months at 3", 1)]
    [InlineData("(not s = off) for 2 months at 5", 0)]
    [InlineData("(not s = off) for 2 months at 6", 1)]
    [InlineData("not (s = off for 2 months) at 2", 1)]
    [InlineData("within 1 month of (s = off) at 3", 1)]
    [InlineData("within 1 month of (s = off) at 4", 0)]
    [InlineData("within 1 month of (s = off for 2 months) at 4", 1)]
    [InlineData("within 1 month of (s = off for 2 months) at 5", 0)]
    [InlineData("within 1 month of s = off for 2 months at 4", 1)]
    [InlineData("(within 1 month of (s = off)) for 2 months at 3", 1)]
    [InlineData("(within 1 month of (s = off)) for 2 months at 4", 0)]
    [InlineData("from 2 months after (s = off) at 2", 0)]
    [InlineData("from 2 months after (s = off) at 3", 1)]
    [InlineData("from 2 months after (s = off) at 6", 1)]
    [InlineData("s = off and after 4 months at 4", 1)]
    [InlineData("s = off and after 4 months at 3", 0)]
    [InlineData("s = off or s = on and in month 1 by 1", 1)]
    [InlineData("(s = off or s = on) and in month 1 through 2", 0)]
    [InlineData("s = off through 4", 0)]
    [InlineData("s = off by 4", 1)]
    public void Times(string asked, double chance) => Assert.Equal(chance, Chance(Course, asked));

    [Theory]
    [InlineData("vote v of Ally needs 2 of 3 { passes: s = off }", 1.0 / 2)]
    [InlineData("vote v of Ally in turn needs all { passes: s = off }", 1.0 / 8)]
    [InlineData("vote v of Ally needs majority, veto of P { passes: s = off }", 3.0 / 8)]
    [InlineData("vote v of Ally needs majority, veto of P { abstain  passes: s = off }", 6.0 / 27)]
    [InlineData("vote v of Ally needs majority { abstain  passes: s = off }", 7.0 / 27)]
    [InlineData("vote v of Ally needs weight 60% of { P: 50, Q: 30, R: 20 } { passes: s = off }", 3.0 / 8)]
    [InlineData("vote v of Ally needs weight 50 of { P: 50, Q: 30, R: 20 } { passes: s = off }", 5.0 / 8)]
    // A veto only where it may be used: nobody can say no while it is on.
    [InlineData("vote v of Ally needs all, veto of P { no when s = war  passes: s = off }", 1)]
    [InlineData("vote v of Ally when in month 1 needs 2 of 3 { no: n += 1  fails: s = off if n = 3 else war }", 1.0 / 8)]
    [InlineData("joint turn j { Ally { go stay } outcome when P plays go and (Q plays go or R plays go): s = off }", 3.0 / 8)]
    public void Votes(string statements, double chance) => Assert.Equal(chance, Chance(statements, "s = off at 1"), 1e-12);

    [Theory]
    [InlineData("A pays 12 to B each year", -6, 6)]
    [InlineData("A pays 1 to B each month while from month 5", -2, 2)]
    [InlineData("interest A each quarter { always: 3 }", 6, 0)]
    [InlineData("interest B { s = on: 1  always: 2 }", 0, 18)]
    [InlineData("interest B { always: 10 + 1 if s = off else 2 }", 0, 12)]
    [InlineData("interest B { always: 2 * n if n > 3 else n }\nevent more: n += 1", 0, 1 + 2 + 3 + 8 + 10 + 12)]
    [InlineData("let level = 2 * n\nlet part(share) = share * level\ninterest B { always: part(50%) - 1 }\nevent more: n += 1", 0, 21 - 6)]
    [InlineData("turn more of A when in month 1 { give: A pays 3 to B; B pays 1 }", -3, 2)]
    [InlineData("event order when in month 1: n += 1; if n = 1 { B pays 1 } else { B pays 5 }", 0, -1)]
    [InlineData("event share when in month 1: chance { 25%: B gains 8 otherwise: A pays 4 to B }", -3, 5)]
    [InlineData("A pays 2 to Ally each quarter", -12, 0)]
    [InlineData("interest B { in month 2: 1  from month 4 and until month 5: 10  after 5 months: 100 }", 0, 1 + 20 + 200)]
    [InlineData(
        "clause relief(share) { interest A { always: share * 10 }  option give at more: B pays share }\nturn more of A when in month 1 { give: A gains 1 }\noffer half: relief(50%)",
        31,
        -0.5
    )]
    [InlineData(
        "clause free { waive payments of A for give at more }\nturn more of A when in month 1 { give: A pays 3 to B; B gains 1 }\noffer half: free",
        0,
        1
    )]
    [InlineData("clause less { option give at more only when in month 2 }\nturn more of A { give: A pays 3 to B }\noffer half: less", -3, 3)]
    public void Points(string statements, double first, double second)
    {
        var values = SoundDeal
            .Solve(SoundDeal.Lower(Frame + "no deal none\n" + statements, statements.Contains("offer", StringComparison.Ordinal) ? 1 : 0))
            .Values;
        Assert.Equal((first, second), (Math.Round(values[0], 9), Math.Round(values[1], 9)));
    }

    private static double Chance(string statements, string asked) => SoundDeal.Solve($"{Frame}{statements}\nno deal none\nask it: chance {asked}").Measures[0];
}
