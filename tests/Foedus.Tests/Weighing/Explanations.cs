using Foedus.Language;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What an explanation tells: all that ends, what differences are made of, slips, care.</summary>
public class Explanations
{
    private static string Text(double lambda = 1.2, string? precision = null) => FormattableString.Invariant($$"""
        deal "Told"
        period year
        horizon 3
        party Keeper "The keeper"
        party Taker
        discount 0.9
        {{precision ?? FormattableString.Invariant($"precision lambda {lambda}")}}
        state s { calm, grabbed, lost } = calm
        turn Taker when s = calm { wait  grab: s = grabbed; Taker pays 0.5 }
        turn guard of Keeper when s = grabbed { resist: Keeper pays 0.4; chance { 0.7: s = calm otherwise: s = lost }  yield: s = lost }
        interest Taker each year { s = lost: 1 }
        interest Keeper each year { s = calm: 0.5 s = lost: -1 }
        no deal none "As it is"
        ask calm_3 "Calm three years": chance s = calm through 3
        ask calm_1 "Calm a year": chance s = calm through 1
        holds when calm_3 >= 0.5
        """);

    private static Explanation Explain(string text)
    {
        var file = DealFile.Read(new SourceText(text));
        return new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 9).Explain(withFlips: false, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Ends_of_every_ask_are_the_whole_of_what_does_not_hold()
    {
        var file = DealFile.Read(new SourceText(Text()));
        var outcome = new OfferSolver(file.Offers[0], 9).Solve([], TestContext.Current.CancellationToken);
        var told = Explain(Text());
        for (var ask = 0; ask < 2; ask++)
            Assert.Equal(1 - outcome.Measures[ask], told.Ends.Where(end => end.Ask == file.Offers[0].Asks[ask].Name).Sum(end => end.Chance), 1e-12);
        Assert.All(told.Ends, end => Assert.Equal(end.Chance, end.ByPeriod.Sum(), 1e-12));
        // Two ways: nobody guards, or guarding fails; the keeper's choice is told with what came of it.
        Assert.Contains(told.Ends, end => end.Course is [{ Option: "grab" }, { Option: "resist", Outcome: "s = lost" }]);
        Assert.Contains(told.Ends, end => end.Course is [{ Option: "grab" }, { Option: "yield", Outcome: null }]);
        Assert.Contains(told.EndingSentences, sentence => sentence.Contains("The keeper: yield"));
    }

    [Fact]
    public void Parts_of_a_difference_add_up_and_the_turn_at_which_it_fails_is_told()
    {
        var told = Explain(Text());
        Assert.Contains(told.Turns, turn => turn.Step == "guard");
        foreach (var type in told.Turns.SelectMany(turn => turn.Types))
        {
            Assert.Equal(type.Options.Count - 1, type.Differences.Count);
            foreach (var difference in type.Differences)
            {
                var worth = type.Options.ToDictionary(option => option.Option, option => option.Worth);
                Assert.Equal(worth[difference.Option] - worth[difference.Against], difference.Total, 1e-12);
                Assert.Equal(difference.Total, difference.Parts.Sum(part => part.Points), 1e-9);
                // Nothing private here: nothing is concluded.
                Assert.Equal(0, difference.OfWhichRead, 1e-12);
                Assert.DoesNotContain(difference.Parts, part => part.Kind == "rest" && Math.Abs(part.Points) > 1e-9);
            }
        }
        Assert.True(told.Sentences.Count >= 5);
        Assert.InRange(told.Sentences.Sum(sentence => 1 + sentence.Length / 78), 5, Explanation.MostLines);
        // The turn at which it fails comes before what is merely at stake.
        Assert.True(told.Sentences.ToList().FindIndex(sentence => sentence.Contains("'guard'")) < told.Sentences.ToList().FindIndex(sentence => sentence.StartsWith("What each decides", StringComparison.Ordinal)));
    }

    /// <summary>Pressing costs little and changes nothing; grabbing is what it would fail by: why that is not done is told first.</summary>
    [Fact]
    public void What_keeps_it_from_failing_is_told_before_what_hardly_matters()
    {
        var told = Explain(Text(lambda: 4).Replace("grab: s = grabbed; Taker pays 0.5", "press: Taker pays 0.05  grab: s = grabbed; Taker pays 5", StringComparison.Ordinal));
        var taker = told.Turns.First(turn => turn.Step == "Taker").Types.Single();
        Assert.True(taker.Differences.Single(difference => difference.Against == "grab").FailingTime > 0.5);
        Assert.Equal(0, taker.Differences.Single(difference => difference.Against == "press").FailingTime, 1e-9);
        var sentence = told.ChoiceSentences.Single(sentence => sentence.StartsWith("Taker plays wait", StringComparison.Ordinal));
        Assert.InRange(sentence.IndexOf("better than grab", StringComparison.Ordinal), 0, sentence.IndexOf("better than press", StringComparison.Ordinal));
    }

    [Fact]
    public void A_slip_is_worse_and_becomes_rare_with_care()
    {
        var options = Explain(Text()).Turns.SelectMany(turn => turn.Types).Select(type => type.Options).ToList();
        Assert.Contains(options, some => some.Any(option => option.IsSlip));
        Assert.All(options, some => Assert.All(some.Where(option => option.IsSlip), slip => Assert.True(slip.Worth < some.Max(option => option.Worth))));
        Assert.All(options, some => Assert.Contains(some, option => !option.IsSlip));
    }

    /// <summary>Four times as careful is the same deal with λ four times as large; rational is the same deal with rational parties.</summary>
    [Fact]
    public void Care_is_the_same_deal_with_more_precision()
    {
        static WeighingResult Weighed(string text) => Weigh.Run(DealFile.Read(new SourceText(text)), new WeighingOptions { Draws = 8, Effects = 0, Resolution = 5 });
        var (once, four, rational) = (Weighed(Text()), Weighed(Text(4 * 1.2)), Weighed(Text(precision: "precision rational")));
        foreach (var row in once.Care!.Where(row => row.Measure != "holds"))
        {
            double Of(WeighingResult result) => result.Care!.Single(other => other.Offer == row.Offer && other.Measure == row.Measure).AsWritten;
            Assert.Equal(Of(four), row.FourTimes!.Value, 1e-7);
            Assert.Equal(Of(rational), row.Rational!.Value, 1e-9);
            Assert.NotEqual(row.AsWritten, row.FourTimes.Value);
        }
        Assert.Equal(3, once.Care!.Count);
    }

    [Fact]
    public void What_decisions_move_stands_beside_the_slip()
    {
        var care = Explain(Text()).Care;
        Assert.Equal(["Keeper", "Taker"], care.Select(party => party.Party));
        Assert.All(care, party => Assert.Equal(Math.Log(19) / 1.2, party.Slip!.Value, 1e-9));
        Assert.All(care, party => Assert.True(party.Least > 0 && party.Least <= party.Most));
    }

    [Fact]
    public void Options_that_are_level_are_told_so()
    {
        var told = Explain("""
            deal "Level"
            period year
            horizon 1
            party A
            discount 1
            precision lambda 1
            state s { begun, left, right } = begun
            turn A when s = begun { left: s = left  right: s = right }
            interest A { s = left: 1 s = right: 1 }
            no deal none "As it is"
            ask stays "Stays left": chance s = left through 1
            """);
        Assert.Contains(told.Sentences, sentence => sentence.Contains("are level"));
        Assert.DoesNotContain(told.Turns.SelectMany(turn => turn.Types).SelectMany(type => type.Options), option => option.IsSlip);
    }
}
