using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

/// <summary>Sentences of reasons from numbers that are written down.</summary>
public class SmallWords
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0049, "0")]
    [InlineData(-0.0049, "0")]
    [InlineData(0.005, "+0.01")]
    [InlineData(-0.05, "−0.05")]
    [InlineData(0.094, "+0.09")]
    [InlineData(0.096, "+0.1")]
    [InlineData(-0.096, "−0.1")]
    [InlineData(1.94, "+1.9")]
    [InlineData(-12, "−12.0")]
    public void Points_have_a_sign_and_two_digits_where_they_are_few(double points, string said) => Assert.Equal(said, ReasonWords.Signed(points));

    [Theory]
    [InlineData(0.125, "0.13")]
    [InlineData(-0.125, "−0.13")]
    [InlineData(-0.001, "0")]
    [InlineData(2, "2")]
    [InlineData(0.3, "0.3")]
    public void Numbers_have_two_digits_at_most(double value, string said) => Assert.Equal(said, ReasonWords.Number(value));

    [Theory]
    [InlineData(0.0049, "fewer than 1 of 100")]
    [InlineData(0.0051, "1 of 100")]
    [InlineData(0.994, "99 of 100")]
    [InlineData(0.9951, "more than 99 of 100")]
    [InlineData(0.426, "43 of 100")]
    public void A_chance_of_100(double chance, string said) => Assert.Equal(said, ReasonWords.Hundred(chance));

    private static string Said(double total, double read = 0, double? error = null, bool isShort = false, params double[] parts) =>
        Differences.Sentence(
            new WorthDifference("a", "b", total, [.. parts.Select((points, at) => new WorthPart("flow", $"p{at}", points))], read, error),
            option => $"“{option}”",
            isShort
        );

    [Fact]
    public void A_difference_is_told_by_its_largest_parts_and_what_they_leave()
    {
        Assert.Equal("“A” is 2 better than “b”: +2.0 for p0.", Said(2, parts: [2]));
        Assert.Equal("“A” is 2 worse than “b”: −2.0 for p0.", Said(-2, parts: [-2]));
        // Three at most where they say it; the rest is counted.
        Assert.Equal("“A” is 10 better than “b”: +4.0 for p0, +3.0 for p1, +1.5 for p2, +1.5 for all else.", Said(10, parts: [4, 3, 1.5, 1, 0.5]));
        // What is left could be the reason by itself: a fourth, and a fifth.
        Assert.Equal(
            "“A” is 10 better than “b”: +3.0 for p0, +2.0 for p1, +1.5 for p2, +1.4 for p3, +2.1 for all else.",
            Said(10, parts: [3, 2, 1.5, 1.4, 1.1, 1])
        );
        // Six at most, whatever they leave.
        Assert.Equal(
            "“A” is 10 better than “b”: +1.1 for p0, +1.1 for p1, +1.1 for p2, +1.1 for p3, +1.1 for p4, +1.1 for p5, +3.4 for all else.",
            Said(10, parts: [1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1, 1, 1])
        );
        Assert.Equal(
            "“A” is 10 better than “b”: +3.0 for p0, +2.0 for p1, +1.5 for p2, +3.5 for all else.",
            Said(10, isShort: true, parts: [3, 2, 1.5, 1.4, 1.1, 1])
        );
        // Less than a tenth of all is no reason: it stays with the rest.
        Assert.Equal("“A” is 10 better than “b”: +8.5 for p0, +1.0 for p1, +0.5 for all else.", Said(10, parts: [8.5, 1, 0.5]));
        Assert.Equal("“A” is 10 better than “b”: +9.0 for p0, +1.0 for all else.", Said(10, parts: [9, 0.9, 0.1]));
        // What is left is exactly three tenths: it may stay.
        Assert.Equal("“A” is 10 better than “b”: +7.0 for p0, +3.0 for all else.", Said(10, parts: [7, 0.9, 0.9, 0.9, 0.3]));
    }

    [Fact]
    public void What_is_level_or_open_is_said()
    {
        Assert.Equal("“A” and “b” are level (+0.01 points).", Said(0.01, parts: [0.01]));
        Assert.Equal("“A” is 0.01 better than “b”: +0.01 for p0.", Said(0.0101, parts: [0.0101]));
        Assert.Equal("“A” and “b” are level (−0.01 points, numerical error 0.3).", Said(-0.01, error: 0.3, parts: [-0.01]));
        Assert.Equal("Whether “a” or “b” is better is open (+0.3 points, numerical error 0.3).", Said(0.3, error: 0.3, parts: [0.3]));
        Assert.Equal("“A” is 0.31 better than “b”: +0.3 for p0.", Said(0.31, error: 0.3, parts: [0.31]));
    }

    [Fact]
    public void What_others_conclude_is_told_where_it_is_a_twentieth_or_a_hundredth_of_a_point()
    {
        Assert.EndsWith("p0; of this +0.5 because of what others conclude from it.", Said(10, read: 0.5, parts: [10]), StringComparison.Ordinal);
        Assert.EndsWith("p0.", Said(10, read: 0.499, parts: [10]), StringComparison.Ordinal);
        Assert.EndsWith("; of this −0.6 because of what others conclude from it.", Said(-10, read: -0.6, parts: [-10]), StringComparison.Ordinal);
        // Of a small difference a twentieth is less than what is told as level.
        Assert.EndsWith("; of this +0.01 because of what others conclude from it.", Said(0.1, read: 0.01, parts: [0.1]), StringComparison.Ordinal);
        Assert.EndsWith("p0.", Said(0.1, read: 0.0099, parts: [0.1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Room_that_was_set_aside_is_there_when_it_is_taken()
    {
        static string Lines(int count) => new('x', 78 * count);
        var page = new OnePage(5);
        page.Keep([Lines(2)]);
        Assert.True(page.Fits([Lines(3)]));
        Assert.False(page.Fits([Lines(3), "x"]));
        Assert.Equal([Lines(2)], page.Take([Lines(2), Lines(2)]));
        // One that found no room uses up what was left, but not what was set aside.
        Assert.Equal([Lines(2)], page.TakeKept([Lines(2)]));
        Assert.False(page.Fits(["x"]));
        Assert.True(page.Fits([""]));
        Assert.Equal([Lines(2), Lines(2)], page.Told);
    }

    private static SlipEffect Slip(string offer, string option, double written, double without, Foedus.Units.Unit? unit = null, bool isTogether = false) =>
        new(offer, "step", "One", "", option, 0.1, 0.1, 1, "ask", unit ?? Foedus.Units.Unit.Chance, written, without, isTogether, null, option);

    [Fact]
    public void The_slip_that_moves_most_is_one_alone_of_that_offer_and_moves_a_tenth()
    {
        SlipEffect[] slips =
        [
            Slip("a", "some", 0.5, 0.3),
            Slip("a", "most", 0.2, 0.6),
            Slip("a", "all", 0.1, 0.9, isTogether: true),
            Slip("a", "time", 3, 5, Foedus.Units.Unit.Periods("year")),
            Slip("b", "other", 0, 1),
            Slip("a", "refused", 0, 0) with
            {
                AsWritten = null,
                Without = null,
            },
        ];
        Assert.Equal("most", SlipWords.Most(slips, "a")!.Option);
        Assert.Null(SlipWords.Most(slips, "c"));
        // A tenth itself is enough.
        Assert.NotNull(SlipWords.Most([Slip("a", "tenth", 0.1, 0)], "a"));
        Assert.Null(SlipWords.Most([Slip("a", "less", 0.5, 0.401)], "a"));
    }

    private static SlipEffect Told(string words, string? measure, bool isTie = false, bool isTogether = false, string? refused = null) =>
        new("a", "step", "One", "", words, 0.1, 0.1, 1, measure, Foedus.Units.Unit.Chance, 0.5, 0.6, isTogether, refused, words) { IsNearTie = isTie };

    [Fact]
    public void Slips_are_told_one_by_one_then_together_then_ties_then_counted()
    {
        Assert.Equal(
            ["one", "refused", "all", "tie", "1 further slip, without which no chance asked moves by 2 of 100."],
            SlipWords.Of([
                Told("one", "ask"),
                Told("one", "other"),
                Told("all", "ask", isTogether: true),
                Told("tie", null, isTie: true),
                Told("silent", null),
                Told("refused", null, refused: "why"),
            ])
        );
        // Of two measures of one slip the first is told.
        Assert.Equal(["one"], SlipWords.Of([Told("one", "ask"), Told("one", "other")]));
        Assert.Equal(
            ["tie", "1 slip, without which no chance asked moves by 2 of 100."],
            SlipWords.Of([Told("tie", null, isTie: true), Told("other tie", null, isTie: true), Told("silent", null)], most: 1)
        );
        // All together that move nothing are not counted as one more.
        Assert.Equal(["one"], SlipWords.Of([Told("one", "ask"), Told("all", null, isTogether: true)]));
    }

    [Fact]
    public void Fates_that_happen_are_listed()
    {
        var date = new ObligationDate(2, 0.5, 0, 0, 0.25, 0, 0.25, 0, null);
        Assert.Equal("done on time 0.5, excused 0.25, still open 0.25", ObligationWords.Listed(date, chance => $"{chance}"));
        Assert.Equal(
            "kept to the end 0.5, excused 0.25, kept so far 0.25; of these found wrongly 0.125",
            ObligationWords.Listed(date with { FoundWrongly = 0.125 }, chance => $"{chance}", isForbidden: true)
        );
        // What is left of rounding has not happened.
        Assert.Equal("done on time 1", ObligationWords.Listed(new ObligationDate(1, 1, 9e-10, 0, 0, 0, 0, 0, 9e-10), chance => $"{chance}"));
        Assert.Equal(
            "done on time 1, cured few; of these found wrongly few",
            ObligationWords.Listed(new ObligationDate(1, 1, 1e-9, 0, 0, 0, 0, 0, 1e-9), chance => chance < 0.5 ? "few" : "1")
        );
    }

    [Fact]
    public void Dates_that_matter_are_those_at_which_its_time_and_its_cure_are_over_and_the_last()
    {
        ObligationDate[] dates = [.. Enumerable.Range(1, 8).Select(period => new ObligationDate(period, 0, 0, 0, 0, 0, 0, 1, null))];
        IEnumerable<int> Of(int due, int cure, bool isConditional = false) =>
            ObligationWords
                .Dates(new ObligationStates("o", "O", "One", due, cure, isConditional, [Foedus.Model.Standing.Pending], null), dates)
                .Select(date => date.Period);
        Assert.Equal([3, 5, 8], Of(3, 2));
        Assert.Equal([3, 8], Of(3, 0));
        Assert.Equal([7, 8], Of(7, 4));
        Assert.Equal([1, 8], Of(1, 0));
        // Lasting as long as the deal, or owed only once something has come: the last alone.
        Assert.Equal([8], Of(0, 2));
        Assert.Equal([8], Of(3, 2, isConditional: true));
    }

    // Sixteen states, one in each standing and each found wrongly or not.
    [Fact]
    public void Shares_of_fates_are_sums_over_the_states_that_stand_so()
    {
        Foedus.Model.Standing[] standings =
        [
            Foedus.Model.Standing.Done,
            Foedus.Model.Standing.Pending,
            Foedus.Model.Standing.Done,
            Foedus.Model.Standing.Overdue,
            Foedus.Model.Standing.Breached,
            Foedus.Model.Standing.Late,
            Foedus.Model.Standing.Cured,
            Foedus.Model.Standing.Excused,
            Foedus.Model.Standing.NotOwed,
            Foedus.Model.Standing.Undecided,
        ];
        double[] shares = [0.01, 0.02, 0.04, 0.08, 0.05, 0.1, 0.15, 0.2, 0.25, 0.1];
        bool[] wrong = [true, false, false, false, true, false, false, false, false, true];
        var states = new ObligationStates("o", "O", "One", 1, 0, false, standings, wrong);
        double[] expected = [0.05, 0.15, 0.1, 0.2, 0.05, 0.2, 0.25, 0.16];
        var found = states.Shares(shares);
        Assert.Equal(8, found.Length);
        for (var number = 0; number < 8; number++)
        {
            Assert.Equal(expected[number], found[number], 1e-12);
            Assert.Equal(expected[number], states.Counted(number).Zip(shares).Sum(pair => pair.First ? pair.Second : 0), 1e-12);
        }
        Assert.All((states with { IsWrong = null }).Counted(7), Assert.False);
        Assert.Equal(0, (states with { IsWrong = null }).Shares(shares)[7]);
        // By date, from the first on; what nobody decides cannot be wrong.
        var dates = ObligationDate.Of(states, [shares, [.. shares.Reverse()], shares]);
        Assert.Equal([1, 2], dates.Select(date => date.Period));
        Assert.Equal(0.1 + 0.2, dates[0].DoneOnTime, 1e-12);
        Assert.Equal(0.16, dates[1].FoundWrongly!.Value, 1e-12);
        Assert.Null(ObligationDate.Of(states with { IsWrong = null }, [shares, shares])[0].FoundWrongly);
        foreach (var (fate, at) in Fates.All.Select((fate, at) => (fate, at)))
            Assert.Equal(expected[at], dates[1][fate], 1e-12);
    }

    // Without a discount every year counts as one and there is nothing to say; with one, 1 + 0.9 + 0.81, and for ever 10.
    [Theory]
    [InlineData("horizon 3", "discount 1", null)]
    [InlineData(
        "horizon 3",
        "discount 0.9",
        "Discounted years are expected ones, each counting less than the one before by the party's own discount: 2.71 in all, seen from the first."
    )]
    [InlineData(
        "horizon 3 then forever",
        "discount 0.9",
        "Discounted years are expected ones, each counting less than the one before by the party's own discount, the last of 3 with all that follow it: 10 in all, seen from the first."
    )]
    [InlineData(
        "horizon endless",
        "discount 0.8",
        "Discounted years are expected ones, each counting less than the one before by the party's own discount: 5 in all, seen from the first."
    )]
    [InlineData(
        "horizon 3",
        "discount 1\ndiscount of B 0.5",
        "Discounted years are expected ones, each counting less than the one before by the party's own discount: 1.75 to 3 by party in all, seen from the first."
    )]
    public void How_periods_are_counted(string horizon, string discount, string? said)
    {
        var outcome = SoundDeal.Solve(
            $$"""
            deal "Counted"
            period year
            {{horizon}}
            party A
            party B
            {{discount}}
            precision lambda 1
            state s { calm, war } = calm
            turn A when s = calm { keep  break: s = war }
            interest A each year { s = calm: 0.1 }
            no deal none "As it is"
            ask calm "Calm": chance s = calm through 2
            """
        );
        Assert.Equal(said, DiscountedTime.Sentence(outcome.Solution, "year"));
        Assert.Equal(said is null, DiscountedTime.IsPlain(outcome.Solution));
    }

    [Theory]
    [InlineData("chance s = calm through 3", "counts where s is calm, judged at the end of every one of 3 years, not in between")]
    [InlineData("chance s = calm through 1", "counts where s is calm, judged at the end of the first year, not in between")]
    [InlineData(
        "chance s in { war, lost } by 2",
        "counts where s is war or lost, judged at the end of each of 2 years, of which one is enough, not in between"
    )]
    [InlineData("chance s = war at 3", "counts where s is war, judged at the end of year 3 alone, not in between")]
    [InlineData("time until s = war", "counts where s is war, judged at the ends of years, not in between")]
    [InlineData("chance s = war and stock = 1 at 2", "counts where s is war and stock is 1, judged at the end of year 2 alone, not in between")]
    [InlineData("chance stock >= 1 at 2", "counts where stock is 1 or 2, judged at the end of year 2 alone, not in between")]
    public void What_an_ask_counts_and_when(string ask, string said)
    {
        var offer = SoundDeal.Lower(
            $$"""
            deal "Asked"
            period year
            horizon 3
            party A
            discount 1
            precision lambda 1
            state s { calm, war, lost } = calm
            state stock 0..2 = 0
            turn A when s = calm { keep  arm when stock < 2: stock += 1  break: s = war }
            turn end of A when s = war { fight  yield: s = lost }
            no deal none "As it is"
            ask asked "Asked": {{ask}}
            """
        );
        Assert.Equal(said, AskedWords.Of([offer], 0));
    }
}
