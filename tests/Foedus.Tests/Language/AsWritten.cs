using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Tests.Cli;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Language;

/// <summary>A deal means what its words say: transfers, units of time, drifts, and names that nothing has.</summary>
public class AsWritten
{
    // Nobody's choice matters, so what each party gets is known by hand.
    private static string Paid(string period, string horizon, string interest) =>
        $$"""
            deal "Aid"
            period {{period}}
            horizon {{horizon}}
            party Donor
            party Town
            discount 1
            precision lambda 1
            state open yes or no = yes
            turn Donor { stay }
            interest Town each {{interest}} }
            no deal none
            ask q: chance open at 1
            """;

    private static DealFile Read(string text) => SoundDeal.Read(text);

    // What each party is worth at the start, by type.
    private static double[] Values(string text, int offer = 0)
    {
        var outcome = new OfferSolver(Read(text).Offers[offer], resolution: 3).Solve([]);
        Assert.True(outcome.IsSolved);
        return outcome.Values;
    }

    [Theory]
    [InlineData("week", "4", "year { open: 52", 4 * 52 * 7 / 365.25)]
    [InlineData("day", "10", "week { open: 7", 10)]
    [InlineData("week", "3", "day { open: 2", 3 * 14)]
    [InlineData("month", "6", "year { open: 12", 6)]
    [InlineData("quarter", "4", "half_year { open: 3", 6)]
    [InlineData("half_year", "2 years", "quarter { open: 1", 8)]
    [InlineData("year", "24 months", "month { open: 1", 24)]
    [InlineData("month", "1", "week { open: 7", 365.25 / 12)]
    [InlineData("round", "5", "round { open: 2", 10)]
    public void Flows_are_counted_by_their_unit(string period, string horizon, string interest, double points) =>
        Assert.Equal(points, Values(Paid(period, horizon, interest))[1], 1e-9);

    [Theory]
    [InlineData("quarter", "0.8 each year", 0.94574160900317583)] // 0.8 ^ (1/4)
    [InlineData("year", "0.97 each quarter", 0.88529281)] // 0.97 ^ 4
    [InlineData("week", "0.9 each week", 0.9)]
    public void Discounts_are_counted_by_their_unit(string period, string discount, double perPeriod)
    {
        // Two ends of a period: the second is worth the factor.
        var values = Values(Paid(period, "2", $"{period} {{ open: 1").Replace("discount 1", $"discount {discount}", StringComparison.Ordinal));
        Assert.Equal(perPeriod, values[1] - 1, 1e-12);
    }

    [Fact]
    public void What_one_pays_to_another_the_other_gains()
    {
        var text = Paid("year", "1", "year { open: 0").Replace("turn Donor { stay }", "turn Donor { give: Donor pays 3 to Town }", StringComparison.Ordinal);
        var values = Values(text);
        Assert.Equal(-3, values[0], 1e-12);
        Assert.Equal(3, values[1], 1e-12);
    }

    private static string Drifting(string each) =>
        $$"""
            deal "A government may fall"
            period quarter
            horizon 20
            party Cabinet
            party Street
            discount 1
            precision lambda 1
            private Cabinet.line { soft: 0.999, hard: 0.001 } drifts each {{each}}: soft to hard 60%
            state talks yes or no = yes
            chance sitting when talks { 1 if soft else 0: talks = yes; otherwise: talks = no }
            turn Street { watch }
            interest Street { talks: 1 }
            no deal none
            ask q: chance talks through 20
            """;

    [Fact]
    public void Drifts_happen_at_the_end_of_the_time_they_name()
    {
        double Value(string each) => Values(Drifting(each))[2];
        Assert.Equal(Value("16 quarters"), Value("4 years"), 1e-12);
        Assert.Equal(Value("4 quarters"), Value("year"), 1e-12);
        Assert.Equal(Value("2"), Value("6 months"), 1e-12);
        // Four years apart it happens once in five, a year apart four times.
        Assert.True(Value("4 years") > Value("4 quarters") + 3);
    }

    [Theory]
    [InlineData("promise kept: Street plays wait", "wait", "Street has no option 'wait' at any step.", "Known: watch.")]
    [InlineData("promise kept: Street plays wach", "wach", "Street has no option 'wach' at any step.", "Did you mean 'watch'?")]
    [InlineData("promise kept: Street does not play wacth", "wacth", "Street has no option 'wacth' at any step.", "Did you mean 'watch'?")]
    [InlineData("holds when qq >= 0.5", "qq", "There is no ask or assumption called 'qq'.", "Did you mean 'q'?")]
    public void A_name_that_nothing_has_is_an_error_at_its_place(string statement, string name, string message, string remedy)
    {
        var text = Drifting("year") + "\n" + statement;
        var fault = Assert.Single(DealFile.Read(new SourceText(text), TestContext.Current.CancellationToken).Diagnostics, diagnostic =>
            diagnostic.Severity == Severity.Error
        );
        Assert.Equal((DiagnosticCodes.UnknownName, message, remedy), (fault.Code, fault.Message, fault.Remedy));
        Assert.Equal((text.LastIndexOf(name, StringComparison.Ordinal), name.Length), (fault.Place.Start, fault.Place.Length));
    }

    [Theory]
    [InlineData("period week", "interest Town each year { open: 52", "interest Town each week { open: 52")]
    [InlineData("period quarter", "interest Town each quarters { open: 2", "interest Town each quarters { open: 2")]
    [InlineData("period round", "interest Town each month { open: 2", "interest Town each round { open: 2")]
    [InlineData("period years", "interest Town each annum { open: 2", "interest Town each year { open: 2")]
    public void Upgrading_keeps_what_a_unit_meant(string period, string old, string now)
    {
        var before = Paid("week", "4", "week { open: 1")
            .Replace("period week", period, StringComparison.Ordinal)
            .Replace("interest Town each week { open: 1", old, StringComparison.Ordinal);
        var upgraded = DealUpgrade.Apply(new SourceText(before));
        Assert.Contains(now, upgraded, StringComparison.Ordinal);
        Assert.Equal(upgraded, DealUpgrade.Apply(new SourceText(upgraded)));
        // Then the number was of each period, whatever the word.
        var points = old.EndsWith("52", StringComparison.Ordinal) ? 52 : 2;
        Assert.Equal(4 * points, Values(upgraded)[1], 1e-9);
        // And what was rewritten is told, line by line.
        var told = DealUpgrade.Changes(new SourceText(before));
        var (was, rewritten) = (before.Split('\n'), upgraded.Split('\n'));
        Assert.Equal(
            Enumerable
                .Range(0, was.Length)
                .Where(line => was[line] != rewritten[line])
                .Select(line => new DealUpgrade.Change(line + 1, was[line].Trim(), rewritten[line].Trim())),
            told
        );
        Assert.Empty(DealUpgrade.Changes(new SourceText(upgraded)));
    }

    [Fact]
    public void Upgrading_keeps_what_a_drift_meant()
    {
        var upgraded = DealUpgrade.Apply(new SourceText(Drifting("4 years")));
        Assert.Equal(upgraded, DealUpgrade.Apply(new SourceText(upgraded)));
        Assert.Equal(Values(Drifting("4 quarters"))[2], Values(upgraded)[2], 1e-12);
        Assert.Equal(Drifting("year").Replace("each year", "each quarter", StringComparison.Ordinal), DealUpgrade.Apply(new SourceText(Drifting("year"))));
        Assert.Equal(Drifting("4"), DealUpgrade.Apply(new SourceText(Drifting("4"))));
    }

    [Theory]
    [InlineData("discount 0.9 each month", "'discount … each'")]
    [InlineData("Donor pays 1 to Town each week", "payments each period")]
    [InlineData("let twice(x) = 2 * x", "'let'")]
    [InlineData("ask r: chance open at 2 years", "asks at a date or after a length of time with a unit")]
    [InlineData("ask r: chance open for 2 weeks at 1", "conditions of time")]
    [InlineData("party Ally in { France, Germany }", "parties of one kind")]
    [InlineData("event late when not open: Town gains 1", "'event'")]
    public void A_deal_of_this_version_is_not_rewritten_in_silence(string statement, string what)
    {
        var text = Paid("week", "4", "year { open: 1") + "\n" + statement + "\n";
        var fault = Assert.Throws<InputException>(() => DealUpgrade.Apply(new SourceText(text, "old.foedus")));
        Assert.StartsWith($"Version 0.1 had no {what}, ", fault.Message, StringComparison.Ordinal);
        Assert.Equal($"old.foedus:{text.Split('\n').Length - 1}", fault.Place);
        Assert.Equal(fault.Message, Assert.Throws<InputException>(() => DealUpgrade.Changes(new SourceText(text, "old.foedus"))).Message);
        // Where every word is the period's nothing would be rewritten.
        var same = text.Replace("each year {", "each week {", StringComparison.Ordinal);
        Assert.Equal(same, DealUpgrade.Apply(new SourceText(same)));
    }

    // The guard can only leave, which shuts the gate; what the clause says that the town then pays is all that it gets.
    private static string Leaving(string condition, string turn = "turn watch of Guard") =>
        $$"""
            deal "Guard"
            period week
            horizon 1
            discount 1
            precision lambda 1
            party Guard
            party Town
            state gate { open, shut } = open
            {{turn}} when gate = open { {{(turn.StartsWith("joint", StringComparison.Ordinal) ? "Guard { leave: gate = shut }" : "leave: gate = shut")}} }
            clause dear {
              option leave of Guard at watch{{condition}}
            }
            no deal none
            offer held: dear
            ask q: chance gate = open at 1
            """;

    [Theory]
    [InlineData(" when gate = open: Town pays 3", -3)]
    [InlineData(" when gate = shut: Town pays 5", 0)]
    [InlineData(": if gate = shut { Town pays 5 }", -5)]
    [InlineData(": if gate = open { Town pays 5 }", 0)]
    public void What_a_clause_adds_to_an_option_hangs_on_the_state_in_which_it_is_chosen(string condition, double points)
    {
        Assert.Equal(points, Values(Leaving(condition), offer: 1)[1], 1e-12);
        Assert.Equal(points, Values(Leaving(condition, "joint turn watch"), offer: 1)[1], 1e-12);
    }

    [Fact]
    public void An_addition_whose_condition_never_holds_where_the_option_is_chosen_is_said()
    {
        var text = Leaving(" when gate = shut: Town pays 5");
        var odd = Assert.Single(Read(text).Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.NeverReached);
        Assert.Equal(text.IndexOf("option leave", StringComparison.Ordinal), odd.Place.Start);
        Assert.DoesNotContain(Read(Leaving(" when gate = open: Town pays 5")).Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.NeverReached);
    }

    [Theory]
    [InlineData(" when gate = shut: Town pays 5", ": if gate = shut { Town pays 5 }")]
    [InlineData(
        " when (gate = shut) # why: so\n: Town pays 5; chance { 0.5: gate = open; otherwise: Town gains 1 } # end",
        ": if (gate = shut) # why: so\n { Town pays 5; chance { 0.5: gate = open; otherwise: Town gains 1 } } # end"
    )]
    public void Upgrading_keeps_when_an_addition_was_made(string old, string now)
    {
        var upgraded = DealUpgrade.Apply(new SourceText(Leaving(old)));
        Assert.Equal(Leaving(now), upgraded);
        Assert.Equal(upgraded, DealUpgrade.Apply(new SourceText(upgraded)));
    }

    [Fact]
    public void What_was_understood_is_said_by_check_and_on_hover()
    {
        var text = Drifting("4 years");
        var (code, output, _) = CommandLineTests.RunOn("my.foedus", text, path => ["check", path, "--json"]);
        Assert.Equal(0, code);
        using var answer = System.Text.Json.JsonDocument.Parse(output);
        var understood = Assert.Single(answer.RootElement.GetProperty("understood").EnumerateArray());
        Assert.Equal((8, "4 years = 16 quarters"), (understood.GetProperty("line").GetInt32(), understood.GetProperty("text").GetString()));
        Assert.Contains(
            "Line 8: understood as 4 years = 16 quarters.",
            CommandLineTests.RunOn("my.foedus", text, path => ["check", path]).Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Understood as 4 years = 16 quarters.", Hover.At(new DealDocument(text), text.IndexOf("years", StringComparison.Ordinal))!.Lines);
        Assert.Empty(Read(Drifting("4")).Understood);
    }
}
