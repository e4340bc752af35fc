using Foedus.Language;
using Foedus.Tests.CrossChecks;
using Foedus.Tests.Solving.Reasons;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What an explanation tells: all that ends, what differences are made of, slips, care.</summary>
public class Explanations
{
    private static string Text(double lambda = 1.2, string? precision = null) =>
        FormattableString.Invariant(
            $$"""
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
            """
        );

    private static Explanation Explain(string text)
    {
        var file = DealFile.Read(new SourceText(text));
        return new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 9).Explain(
            withFlips: false,
            TestContext.Current.CancellationToken
        );
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
        Assert.True(
            told.Sentences.ToList().FindIndex(sentence => sentence.Contains("'guard'"))
                < told.Sentences.ToList().FindIndex(sentence => sentence.StartsWith("What each decides", StringComparison.Ordinal))
        );
    }

    /// <summary>However much there is to say of an offer: what decisions move is told, and what found no room is counted.</summary>
    [Theory]
    [InlineData("bare")]
    [InlineData("track")]
    [InlineData("force")]
    public void What_decisions_move_is_told_of_every_offer(string name)
    {
        var file = Shipped.Deal("deals/ukraine-2025/ukraine-2025.foedus");
        var told = new Explainer(file.Offers.Single(offer => offer.Offer.Name == name), new AssumptionSet(file.Deal, new WeighingOptions()), 3).Explain(
            withFlips: false,
            TestContext.Current.CancellationToken
        );
        var moved = Assert.Single(told.CareSentences, sentence => sentence.StartsWith("What each decides moves for it", StringComparison.Ordinal));
        Assert.Contains(moved, told.Sentences);
        Assert.Contains(" the United States ", moved, StringComparison.Ordinal);
        Assert.InRange(told.Sentences.Sum(sentence => (sentence.Length + 77) / 78), 5, Explanation.MostLines);
        // A turn is told whole or not at all; of each the first sentence says the period and that it is reached.
        var turns = told.ChoiceSentences.Count(sentence => sentence.Contains(" (reached in ", StringComparison.Ordinal));
        Assert.Equal(
            turns == told.Turns.Count ? 0 : 1,
            told.CareSentences.Count(sentence => sentence.StartsWith($"Left out for want of room: {told.Turns.Count - turns} turn", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Where_nobody_decides_anything_that_is_said()
    {
        var told = Explain(Text().Replace("turn Taker when s = calm", "turn Taker when s = lost", StringComparison.Ordinal));
        Assert.Equal(
            "What decisions move cannot be told: at no turn that is met in 5 of 100 runs does anybody have a choice.",
            Assert.Single(told.CareSentences)
        );
    }

    /// <summary>Pressing costs little and changes nothing; grabbing is what it would fail by: why that is not done is told first.</summary>
    [Fact]
    public void What_keeps_it_from_failing_is_told_before_what_hardly_matters()
    {
        var told = Explain(
            Text(lambda: 4).Replace("grab: s = grabbed; Taker pays 0.5", "press: Taker pays 0.05  grab: s = grabbed; Taker pays 5", StringComparison.Ordinal)
        );
        var taker = told.Turns.First(turn => turn.Step == "Taker").Types.Single();
        Assert.True(taker.Differences.Single(difference => difference.Against == "grab").FailingTime > 0.5);
        Assert.Equal(0, taker.Differences.Single(difference => difference.Against == "press").FailingTime, 1e-9);
        var sentence = told.ChoiceSentences.Single(sentence => sentence.StartsWith("Taker plays “wait”", StringComparison.Ordinal));
        Assert.InRange(sentence.IndexOf("better than grab", StringComparison.Ordinal), 0, sentence.IndexOf("better than press", StringComparison.Ordinal));
    }

    // Of five turns three are played in every period and decide nothing; whether it breaks is decided at one, and hardly ever at the other.
    private const string Idle = """
        deal "Decided"
        period year
        horizon 3
        party Guard
        party Taker
        discount 0.9
        precision lambda 1.2
        state s { calm, open, lost } = calm
        turn song of Guard { hum  sing }
        turn dance of Guard { sway  turn }
        turn talk of Taker { praise  scold }
        turn walk of Taker { near  far }
        turn sleep of Guard { early  late }
        turn rest of Taker { sit  lie }
        turn Taker when s = calm { wait  grab: s = open; Taker pays 0.5 }
        turn mend of Guard when s = open { close: s = calm; Guard pays 0.1  yield: s = lost }
        interest Taker each year { s = lost: 1 }
        interest Guard each year { s = lost: -1 }
        no deal none "As it is"
        ask calm_3 "Calm three years": chance s != lost through 3
        """;

    /// <summary>What is decided at a turn, by hand in the first year: σ(wait) |0 − f| + σ(grab) |g − f|, with g the chance to yield and f = σ(grab) g.</summary>
    [Fact]
    public void Turns_are_told_by_what_they_decide_and_how_often_they_are_met()
    {
        var file = DealFile.Read(new SourceText(Idle));
        var offer = file.Offers[0];
        var outcome = new OfferSolver(offer, 9).Solve([], TestContext.Current.CancellationToken);
        var decides = new Endings(new SolvedPlay(offer, outcome, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken).Decides;
        string Step(int node) => offer.Game.Steps[offer.Game.Nodes[node].Step].Name;
        Assert.Equal(["Taker", "mend"], decides.Keys.Select(key => Step(key.Node)).Distinct().Order(StringComparer.Ordinal));
        double Chosen(string step, int option) =>
            decides
                .Keys.Where(key => key.Period == 0 && Step(key.Node) == step)
                .Select(key => outcome.Forward.ChoiceWhereMet(0, key.Node, key.Mover, offer.Game.Nodes[key.Node].Choosers[key.Mover].Party, 0, option))
                .Single();
        var (grab, yield) = (Chosen("Taker", 1), Chosen("mend", 1));
        Assert.Equal(
            2 * grab * (1 - grab) * yield,
            decides.Where(each => each.Key.Period == 0 && Step(each.Key.Node) == "Taker").Sum(each => each.Value),
            1e-9
        );
        Assert.Equal(
            grab * 2 * yield * (1 - yield),
            decides.Where(each => each.Key.Period == 0 && Step(each.Key.Node) == "mend").Sum(each => each.Value),
            1e-9
        );
        var told = Explain(Idle);
        Assert.Equal(Explainer.MostTurns, told.Turns.Count);
        Assert.Contains(told.Turns, turn => turn.Step == "Taker");
        Assert.Contains(told.Turns, turn => turn.Step == "mend");
        var first = told.ChoiceSentences.Where(sentence => sentence.Contains("(reached in", StringComparison.Ordinal)).Take(2).ToList();
        Assert.Contains(first, sentence => sentence.Contains("the turn of Taker", StringComparison.Ordinal));
        Assert.Contains(first, sentence => sentence.Contains("'mend'", StringComparison.Ordinal));
    }

    // What is decided in a lull is another choice than in a truce: one turn of the deal, two that are told. Without arms there is less to choose from in a truce: that is no third.
    [Fact]
    public void A_turn_is_told_apart_where_something_else_can_be_chosen()
    {
        var told = Explain(
            """
            deal "Lull"
            period year
            horizon 4 then forever
            party Raider
            party Neighbour "Neighbours and others"
            discount 0.9
            precision lambda 1.2
            state s { truce, lull, war } = truce
            state arms yes or no = no
            turn Raider when s in { truce, lull } {
              keep
              arm when s = truce and not arms: arms = yes; Raider pays 0.1
              attack when s = truce: s = war; Raider pays 1
              reopen when s = lull: s = war
            }
            turn answer of Neighbour when s = war { halt: s = lull; Neighbour pays 0.3  fight }
            interest Raider each year { s = war: 0.5 }
            interest Neighbour each year { s = war: -1 }
            no deal none "As it is"
            ask quiet "Quiet": chance s in { truce, lull } through 4
            holds when quiet >= 0.5
            """
        );
        var turns = told
            .Turns.Where(turn => turn.Step == "Raider")
            .Select(turn => turn.Types.Single().Options.Select(option => option.Option).Order(StringComparer.Ordinal).ToList())
            .ToList();
        Assert.Equal(2, turns.Count);
        Assert.Contains(turns, options => options.SequenceEqual(["keep", "reopen"]));
        Assert.Contains(turns, options => options.Contains("attack"));
        // Four years of which each counts 0.9 of the one before, and the fourth for all that follow: 1 / (1 - 0.9).
        Assert.Contains(told.Sentences, sentence =>
            sentence.Contains(" discounted years ", StringComparison.Ordinal) || sentence.Contains(" discounted year ", StringComparison.Ordinal)
        );
        Assert.EndsWith("the last of 4 with all that follow it: 10 in all, seen from the first.", told.Counting, StringComparison.Ordinal);
        Assert.Contains(told.Sentences, sentence => sentence.StartsWith("Neighbours and others play “", StringComparison.Ordinal));
        Assert.EndsWith("discount: 2.71 in all, seen from the first.", Explain(Text()).Counting, StringComparison.Ordinal);
        Assert.Null(Explain(Text().Replace("discount 0.9", "discount 1", StringComparison.Ordinal)).Counting);
    }

    /// <summary>One rule: what a turn calls a slip is what is taken out, or too rare for that; what is taken out is called so at every turn it is told at.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(4)]
    public void A_slip_is_one_in_every_section(double lambda)
    {
        foreach (var text in new[] { Text(lambda), ReasonsDeal.Text(lambda: lambda) })
        {
            var offer = DealFile.Read(new SourceText(text)).Offers[0];
            var outcome = new OfferSolver(offer, 5).Solve([], TestContext.Current.CancellationToken);
            var play = new SolvedPlay(offer, outcome, TestContext.Current.CancellationToken);
            var told = new Explainer(offer, new AssumptionSet(offer.Deal, new WeighingOptions()), 5).Explain(outcome, TestContext.Current.CancellationToken);
            var slips = SlipAnalysis.Run(play, TestContext.Current.CancellationToken);
            var isOne = play
                .Made.Where(slip => !slip.IsNearTie)
                .Select(slip =>
                    (
                        offer.Game.Steps[slip.Step].Name,
                        offer.Game.Parties[slip.Party].Name,
                        offer.Game.Parties[slip.Party].TypeNames[slip.Type],
                        slip.Option,
                        IsRare: slip.Times < Slips.Least
                    )
                )
                .ToList();
            var called = 0;
            foreach (
                var (turn, type, option) in told.Turns.SelectMany(turn => turn.Types.SelectMany(type => type.Options.Select(option => (turn, type, option))))
            )
            {
                var rows = slips
                    .Where(slip => !slip.IsTogether && (slip.Turn, slip.Party, slip.Type, slip.Option) == (turn.Step, turn.Party, type.Type, option.Option))
                    .ToList();
                var isRare = isOne.Contains((turn.Step, turn.Party, type.Type, option.Option, true));
                if (option.IsSlip && !isRare)
                    Assert.Contains(rows, row => !row.IsNearTie);
                if (rows.Any(row => row.IsNearTie))
                    Assert.False(option.IsSlip);
                else if (rows.Count > 0 && option.Worth < type.Options.Max(other => other.Worth) && text == Text(lambda))
                    Assert.True(option.IsSlip, $"{turn.Step}: {option.Option} is taken out, and not called a slip");
                called += option.IsSlip ? 1 : 0;
            }
            Assert.NotEqual(0, called);
        }
    }

    /// <summary>What is left of rounding is no chance, on either side.</summary>
    [Theory]
    [InlineData(2.2e-16, "0 of 100")]
    [InlineData(-4.4e-16, "0 of 100")]
    [InlineData(1e-9, "fewer than 1 of 100")]
    [InlineData(1 - 2.2e-16, "100 of 100")]
    [InlineData(1 - 1e-9, "more than 99 of 100")]
    public void A_chance_within_rounding_of_an_end_is_that_end(double chance, string told) => Assert.Equal(told, ReasonWords.Hundred(chance));

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
        static WeighingResult Weighed(string text) =>
            Weigh.Run(
                DealFile.Read(new SourceText(text)),
                new WeighingOptions
                {
                    Draws = 8,
                    Effects = 0,
                    Resolution = 5,
                }
            );
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
        var told = Explain(
            """
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
            """
        );
        Assert.Contains(told.Sentences, sentence => sentence.Contains("are level"));
        Assert.DoesNotContain(told.Turns.SelectMany(turn => turn.Types).SelectMany(type => type.Options), option => option.IsSlip);
    }
}
