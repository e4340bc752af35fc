using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Weighing.Checks;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Reasons of two years that are done by hand: keeping is worth 2 a year, breaking brings 1 once and ends it.</summary>
public class ReasonsByHand
{
    private static string Text(string precision = "lambda 1", string gain = "1", string more = "") =>
        $$"""
            deal "Two years"
            period year
            horizon 2
            party A
            discount 1
            precision {{precision}}
            {{more}}
            state s { calm, war } = calm
            turn A when s = calm { keep  break: s = war; A gains {{gain}} }
            interest A each year { s = calm: 2 }
            no deal none "As it is"
            promise kept "A keeps": A plays keep
            ask calm "Calm": chance s = calm through 2
            holds when calm >= 0.7
            """;

    private static double Logit(double better, double lambda = 1) => 1 / (1 + Math.Exp(-lambda * better));

    // In the second year keeping is 1 better; in the first by what that year then brings, too.
    private static (double First, double Second, double Apart) By(double lambda = 1)
    {
        var second = Logit(1, lambda);
        var apart = 2 + 2 * second + (1 - second) - 1;
        return (Logit(apart, lambda), second, apart);
    }

    private static Explanation Explain(string text, bool withFlips = false)
    {
        var file = SoundDeal.Read(text);
        return new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 3).Explain(withFlips, TestContext.Current.CancellationToken);
    }

    private static SolvedPlay Play(string text) =>
        SoundDeal.Lower(text) is var offer ? new SolvedPlay(offer, SoundDeal.Solve(offer), TestContext.Current.CancellationToken) : null!;

    private static string Hundred(double chance) => $"{Math.Round(100 * chance):0} of 100";

    [Fact]
    public void The_answers_come_first()
    {
        var (first, second, _) = By();
        var told = Explain(Text());
        Assert.Equal($"Calm: {Hundred(first * second)}.", told.Sentences[0]);
        Assert.Equal(
            $"A keeps: called on in 100 of 100, and then kept at every call in {Hundred(first * second)}; at a single call from {Hundred(second)} (in year 2) to {Hundred(first)} (in year 1).",
            told.Sentences[1]
        );
        // Kept much alike in both years there is no range to tell; nor where it is called on once.
        Assert.EndsWith(
            $"kept at every call in {Hundred(By(3.5).First * By(3.5).Second)}.",
            Explain(Text("lambda 3.5")).Sentences[1],
            StringComparison.Ordinal
        );
        Assert.Equal(
            "A keeps: never called on.",
            Explain(
                """
                deal "Not called on"
                period year
                horizon 2
                party A
                discount 1
                precision lambda 1
                state s { calm, war } = calm
                turn A when s = war { keep  break: s = calm }
                turn rest of A { sit  lie }
                interest A each year { s = war: 2 }
                no deal none "As it is"
                promise kept "A keeps": A plays keep at A
                ask calm "Calm": chance s = calm through 2
                """
            ).Sentences[1]
        );
    }

    [Fact]
    public void How_it_ends_is_told_with_the_shortest_run_of_periods_that_holds_nine_tenths()
    {
        var (first, second, _) = By();
        var (early, late) = (1 - first, first * (1 - second));
        var told = Explain(Text());
        var end = Assert.Single(told.Ends);
        Assert.Equal((early, late, early + late), (end.ByPeriod[0], end.ByPeriod[1], end.Chance), Close);
        Assert.Equal([new CourseStep("A", "", "A", "break", null)], end.Course);
        // 0.06 and 0.25: the second year alone holds four fifths.
        Assert.Equal((1, 2), (end.From, end.To));
        Assert.Equal(
            [
                $"Calm (of what can come about in this offer it counts where s is calm, judged at the end of every one of 2 years, not in between): it fails in {Hundred(early + late)} runs. How:",
                $"{Hundred(early + late)}, mostly in years 1 to 2: A: break.",
            ],
            told.EndingSentences
        );
        // More careful the second year holds nine tenths of it.
        var careful = Explain(Text("lambda 2"));
        Assert.Equal((2, 2), (careful.Ends[0].From, careful.Ends[0].To));
        Assert.Contains("mostly in year 2: A: break.", careful.EndingSentences[1], StringComparison.Ordinal);
    }

    private static readonly IEqualityComparer<(double, double, double)> Close = EqualityComparer<(double, double, double)>.Create(
        (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) + Math.Abs(one.Item3 - other.Item3) < 1e-9,
        _ => 0
    );

    [Fact]
    public void The_turn_is_told_in_the_year_in_which_most_is_decided()
    {
        var (first, second, _) = By();
        var told = Explain(Text());
        var turn = Assert.Single(told.Turns);
        Assert.Equal((2, "A", "s = calm", "A"), (turn.Period, turn.Step, turn.State, turn.Party));
        Assert.Equal(first, turn.Reached, 1e-9);
        Assert.Equal([("keep", false), ("break", true)], turn.Types.Single().Options.Select(option => (option.Option, option.IsSlip)));
        Assert.Equal([2, 1], turn.Types.Single().Options.Select(option => Math.Round(option.Worth, 9)));
        var difference = turn.Types.Single().Differences.Single();
        Assert.Equal([("flow", 2), ("payment", -1)], difference.Parts.Select(part => (part.Kind, Math.Round(part.Points, 9))));
        Assert.Equal(
            (1, 0, 1, null),
            (Math.Round(difference.Total, 9), Math.Round(difference.OfWhichRead, 9), Math.Round(difference.FailingTime, 9), difference.NumericalError)
        );
        Assert.Equal(
            [
                $"Year 2, the turn of A as at the start (reached in {Hundred(first)}).",
                $"A plays “keep” in {Hundred(second)} (break {Hundred(1 - second)}, a slip). Keep is 1 better than break: +2.0 for 1 year more of “s is calm”, −1.0 for payments at once.",
            ],
            told.ChoiceSentences
        );
    }

    [Fact]
    public void The_slip_is_what_is_worse_and_goes_with_care()
    {
        var (first, second, apart) = By();
        var play = Play(Text());
        var slip = Assert.Single(play.Slips);
        var played = 1 - first + first * (1 - second);
        // Once broken it is war: in as many runs as times.
        Assert.Equal((played, played, played / (1 + first)), (slip.Runs, slip.Times, slip.Share), Close);
        Assert.Equal((apart + first * 1) / (1 + first), slip.Worse, 1e-9);
        Assert.False(slip.IsNearTie);
        Assert.Equal(0, Slips.Meant(play, slip.Step, 0, "break", [slip]), 1e-9);
        Assert.Equal(1 + first - played, Slips.Meant(play, slip.Step, 0, "keep", []), 1e-9);
        var effect = Assert.Single(SlipAnalysis.Run(play, TestContext.Current.CancellationToken));
        Assert.Equal("calm", effect.Measure);
        Assert.Equal((first * second, 1, played), (effect.AsWritten!.Value, effect.Without!.Value, effect.Chance!.Value), Close);
        Assert.Equal(
            $"A plays “break” in {Hundred(played / (1 + first))} years in which it could ({Hundred(played)} runs) although that is {Math.Round((apart + first) / (1 + first), 2)} points worse for it; without that, “Calm” comes to 100 of 100, not {Math.Round(100 * first * second):0}.",
            effect.Words
        );
    }

    private static string OneYear(string gain, string more = "") =>
        Text(gain: gain)
            .Replace("horizon 2", "horizon 1", StringComparison.Ordinal)
            .Replace("through 2", "through 1", StringComparison.Ordinal)
            .Replace("{ keep ", $"{{ keep {more} ", StringComparison.Ordinal);

    // ln 19 / λ is 2.94; what is worse by a tenth of it or less is as good. Of three that are alike, so that care makes it rare.
    [Theory]
    [InlineData("1.71", true)]
    [InlineData("1.7", false)]
    public void A_near_tie_is_a_tenth_of_the_slip(string gain, bool isNear)
    {
        var play = Play(OneYear(gain, "hold  stay"));
        Assert.Equal(Math.Log(19) / 10, Slips.NearTie(play.Outcome, 0), 1e-12);
        Assert.Equal(isNear, Assert.Single(play.Made).IsNearTie);
        var told = SlipAnalysis.Run(play, TestContext.Current.CancellationToken);
        Assert.Equal(isNear, Assert.Single(told).IsNearTie);
        Assert.Equal(isNear, told[0].Words.EndsWith(": a near tie (at most 0.29 points), not counted as a slip.", StringComparison.Ordinal));
        // Never less than a hundredth, which is told as level; nor has who is rational or chooses at random a slip to take a tenth of.
        Assert.Equal(Differences.Level, Slips.NearTie(Play(Text("lambda 40")).Outcome, 0));
        Assert.Equal(Differences.Level, Slips.NearTie(Play(Text("rational")).Outcome, 0));
        Assert.Equal(Differences.Level, Slips.NearTie(Play(Text("lambda 0")).Outcome, 0));
    }

    // At 4 λ a slip is done less than half as often: 2 σ(4 d) < σ(d) for what is d worse by logit.
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.2)]
    [InlineData(1)]
    public void What_is_done_more_than_half_as_often_with_care_is_no_slip(double worse)
    {
        var play = Play(OneYear(FormattableString.Invariant($"{2 - worse}")));
        Assert.Equal(Logit(-4 * worse) < Logit(-worse) / 2, play.Made.Count == 1);
        Assert.Equal(Logit(-worse), play.Made.Count == 1 ? play.Made[0].Times : Logit(-worse), 1e-9);
    }

    [Fact]
    public void What_decisions_move_is_the_spread_of_their_worths()
    {
        var (_, _, apart) = By();
        var care = new Stakes(Play(Text()));
        var party = Assert.Single(care.Parties);
        Assert.Equal((1, apart, Math.Log(19)), (party.Least!.Value, party.Most!.Value, party.Slip!.Value), Close);
        // 2.9 is as large as 2.7.
        Assert.True(care.IsAsLarge(0));
        Assert.Equal(
            [
                "What each decides moves for it, in points, and in brackets its slip (so much worse is still done once in 20 times): A 1 to 2.73 (2.94).",
                "The slip of A is as large as what it decides: if it is more careful than that, write 'precision of A an option N points worse once in 20 times' with N below 2.94.",
            ],
            care.Sentences()
        );
        Assert.Equal("What A decides moves 1 to 2.73 points for it; its slip (so much worse is still done once in 20 times) is 2.94", care.Beside(0));
        // As written with 1.1 as λ the slip is 2.68, and 2.76 is at stake: 2.7 against 2.8.
        Assert.False(new Stakes(Play(Text("lambda 1.1"))).IsAsLarge(0));
        var rational = new Stakes(Play(Text("rational")));
        Assert.Equal(("What A decides moves 1 to 3 points for it; it never slips", false), (rational.Beside(0), rational.IsAsLarge(0)));
        Assert.Contains("A 1 to 3 (none).", rational.Sentences().Single(), StringComparison.Ordinal);
        // Who chooses at random has no slip. In the last year 1 is at stake, in the first 2 + 1.5 − 1.
        Assert.Equal("What A decides moves 1 to 2.5 points for it; it chooses at random", new Stakes(Play(Text("lambda 0"))).Beside(0));
        // Reached in fewer than 5 of 100 runs: the first year alone counts.
        var seldom = Play(Text("lambda 3", gain: "8"));
        Assert.Equal(
            seldom.Outcome.Forward.Reached[1].Sum() < 0.05,
            Math.Abs(new Stakes(seldom).Parties[0].Least!.Value - new Stakes(seldom).Parties[0].Most!.Value) < 1e-9
        );
    }

    [Fact]
    public void The_model_check_says_both()
    {
        var (first, second, _) = By();
        var found = PlayCheck.Of(Play(Text())).ToList();
        Assert.Equal(["slip", "unchosen"], found.Select(each => each.Kind));
        Assert.Equal(
            "What A decides moves 1 to 2.73 points for it; its slip (so much worse is still done once in 20 times) is 2.94, which is much like a coin: if it is more careful than that, write 'precision of A an option N points worse once in 20 times' with N below 2.94.",
            found[0].Words
        );
        Assert.Equal($"Nobody but by slip chooses “break”, and yet A does so {Math.Round(100 * (1 - first * second)):0} times in 100 runs.", found[1].Words);
        // Where breaking pays it is meant.
        Assert.DoesNotContain(PlayCheck.Of(Play(Text(gain: "5"))), each => each.Kind == "unchosen" && each.Words.Contains("break", StringComparison.Ordinal));
    }

    [Fact]
    public void More_care_is_the_same_with_four_times_the_precision_and_with_the_best_choice()
    {
        var (plain, four) = (By(), By(4));
        var result = Weigh.Run(
            SoundDeal.Read(Text()),
            new WeighingOptions
            {
                Draws = 16,
                CareDraws = 6,
                Effects = 0,
            }
        );
        Assert.Equal([("holds", "condition"), ("calm", "ask")], result.Care!.Select(row => (row.Measure, row.Kind)));
        var (holds, calm) = (result.Care![0], result.Care[1]);
        Assert.Equal((plain.First * plain.Second, four.First * four.Second, 1), (calm.AsWritten, calm.FourTimes!.Value, calm.Rational!.Value), Close);
        Assert.Equal((6, 0, Foedus.Units.Unit.Chance, Foedus.Units.Unit.Worlds), (calm.Draws, calm.NotSolved, calm.Unit, holds.Unit));
        // Every draw is the same world: a chance moves by so much exactly, a yes or no in all but three of six as far as they tell.
        Assert.Equal(calm.FourTimes.Value - calm.AsWritten, calm.Change!.Value.Low, 1e-9);
        Assert.Equal(calm.Change.Value.Low, calm.Change.Value.High, 1e-9);
        Assert.Equal((0, 1, 1), (holds.AsWritten, holds.FourTimes!.Value, holds.Rational!.Value));
        Assert.Equal((0.5, 1), (holds.Change!.Value.Low, holds.Change.Value.High));
        Assert.True(holds.Moves && calm.Moves);
        Assert.False((calm with { Change = new Foedus.Answers.Interval(0, 0.1) }).Moves);
        Assert.False((calm with { Change = new Foedus.Answers.Interval(-0.1, 0) }).Moves);
        Assert.True((calm with { Change = new Foedus.Answers.Interval(-0.1, -0.01) }).Moves);
        Assert.False((calm with { Change = null }).Moves);
        // One draw has no interval.
        Assert.Null(
            Weigh
                .Run(
                    SoundDeal.Read(Text()),
                    new WeighingOptions
                    {
                        Draws = 8,
                        CareDraws = 1,
                        Effects = 0,
                    }
                )
                .Care![0]
                .Change
        );
        Assert.Null(
            Weigh
                .Run(
                    SoundDeal.Read(Text()),
                    new WeighingOptions
                    {
                        Draws = 8,
                        CareDraws = 0,
                        Effects = 0,
                    }
                )
                .Care
        );
        // What is private has no exact answer with everybody rational.
        Assert.All(
            Weigh
                .Run(
                    SoundDeal.Read(Text(more: "private A.mind { firm: 0.5, soft: 0.5 }")),
                    new WeighingOptions
                    {
                        Draws = 8,
                        CareDraws = 2,
                        Effects = 0,
                        Resolution = 3,
                    }
                )
                .Care!,
            row => Assert.Null(row.Rational)
        );
    }

    // Chance alone: one way that is likely, and three that come about in 4 of 1,000 runs.
    private static Endings Ends(params double[] chances) =>
        new(
            Play(
                $$"""
                deal "Ways"
                period year
                horizon 1
                party A
                discount 1
                precision lambda 1
                state s { calm, {{string.Join(", ", chances.Select((_, way) => $"w{way}"))}} } = calm
                chance draw when s = calm { {{string.Join(
                    "  ",
                    chances.Select((chance, way) => FormattableString.Invariant($"{chance}: s = w{way}"))
                )}}  otherwise: }
                no deal none "As it is"
                ask calm "Calm": chance s = calm through 1
                """
            ),
            TestContext.Current.CancellationToken
        );

    [Fact]
    public void Ways_are_told_until_nine_tenths_are_and_none_that_is_rarer_than_1_of_100()
    {
        static IEnumerable<string> Of(Endings ends, int most = Endings.MostLines) => ends.Sentences(most).Skip(1);
        Assert.Equal(["30 of 100, mostly in year 1: draw: s is w0.", "1 of 100 in other ways."], Of(Ends(0.3, 0.004, 0.004, 0.004)));
        Assert.Equal(
            ["5 of 100, mostly in year 1: draw: s is w0.", "1 of 100 in other ways, each of them in fewer than 1 of 100."],
            Of(Ends(0.05, 0.004, 0.004, 0.004))
        );
        Assert.Equal(["1 of 100 in ways, each of them in fewer than 1 of 100."], Of(Ends(0.004, 0.004)));
        Assert.Equal(
            ["50 of 100, mostly in year 1: draw: s is w1.", "30 of 100, mostly in year 1: draw: s is w0.", "10 of 100, mostly in year 1: draw: s is w2."],
            Of(Ends(0.3, 0.5, 0.1))
        );
        Assert.Equal(["50 of 100, mostly in year 1: draw: s is w1.", "40 of 100 in other ways."], Of(Ends(0.3, 0.5, 0.1), most: 1));
        // Half of one in a hundred is told by itself.
        Assert.Equal("1 of 100, mostly in year 1: draw: s is w1.", Of(Ends(0.02, 0.0051)).Last());
        Assert.EndsWith("it fails in fewer than 1 of 100 runs.", Assert.Single(Ends(0.004).Sentences()), StringComparison.Ordinal);
        Assert.EndsWith("it fails in 1 of 100 runs. How:", Ends(0.0051).Sentences().First(), StringComparison.Ordinal);
        Assert.Equal("calm", Ends(0.1).Asked!.Name);
    }

    [Fact]
    public void The_ask_that_decides_is_told_in_sentences()
    {
        Endings Of(string holds) =>
            new(
                Play(
                    $$"""
                    deal "Two asks"
                    period year
                    horizon 3
                    party A
                    discount 1
                    precision lambda 1
                    state s { calm, war, lost } = calm
                    chance draw when s = calm { 0.2: s = war  0.1: s = lost  otherwise: }
                    no deal none "As it is"
                    ask last "At the end": chance s = calm at 3
                    ask two "Calm": chance s = calm through 2
                    ask three "Not lost": chance s != lost through 3
                    {{holds}}
                    """
                ),
                TestContext.Current.CancellationToken
            );
        Assert.Equal("two", Of("").Asked!.Name);
        Assert.Equal("three", Of("holds when three >= 0.5").Asked!.Name);
        Assert.Equal("two", Of("holds when last >= 0.5").Asked!.Name);
        // By hand: never lost is 1 − 0.1 (1 + 0.7 + 0.49), calm for two years 0.49.
        var ends = Of("");
        Assert.Equal(0.51, ends.Ends.Where(end => end.Ask == "two").Sum(end => end.Chance), 1e-12);
        Assert.Equal(0.1 * (1 + 0.7 + 0.49), ends.Ends.Where(end => end.Ask == "three").Sum(end => end.Chance), 1e-12);
        Assert.DoesNotContain(ends.Ends, end => end.Ask == "last");
        Assert.All(ends.Ends, end => Assert.Equal(end.Ask == "two" ? 2 : 3, end.ByPeriod.Count));
        // Only chance draws: nobody decides anything.
        Assert.Empty(ends.Decides);
        Assert.Null(
            new Endings(
                Play(
                    "deal \"None\"\nperiod year\nhorizon 1\nparty A\ndiscount 1\nprecision lambda 1\nstate s { a, b } = a\nturn A { x  y: s = b }\nno deal none\nask last \"At\": chance s = a at 1"
                ),
                default
            ).Asked
        );
    }

    // Half of all wars come in each of two years.
    [Theory]
    [InlineData("horizon 2", "Until war: 1.5 years on average within the 2 looked at; not within them in 25 of 100.")]
    [InlineData("horizon endless", "Until war: 2 years on average where it comes; never in 0 of 100.")]
    public void Times_are_told_with_what_never_comes(string horizon, string said) =>
        Assert.Equal(
            said,
            Explain(
                $$"""
                deal "Until"
                period year
                {{horizon}}
                party A
                discount 0.5
                precision lambda 1
                state s { calm, war } = calm
                chance draw when s = calm { 0.5: s = war  otherwise: }
                no deal none "As it is"
                ask until "Until war": time until s = war
                """
            ).Sentences[0]
        );

    // Taking brings x, leaving y, holding 0.2: taken where x is more than y.
    private static DealFile Taking(string x, string y) =>
        SoundDeal.Read(
            $$"""
            deal "Flips"
            period year
            horizon 1
            party A
            discount 1
            precision lambda 2
            assume x {{x}} "what taking brings"
            assume y {{y}}
            assume z 0.5 in 0..1
            state s { calm, war } = calm
            turn A { take: A gains x  leave: A gains y  hold: A gains 0.2 }
            interest A each year { s = war: z }
            no deal none "As it is"
            ask calm "Calm": chance s = calm through 1
            """
        );

    private static IReadOnlyList<ChoiceFlip> Flips(string x, string y, IProgress<string>? progress = null) =>
        Taking(x, y) is var file
            ?
            [
                .. new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 3) { Progress = progress }
                    .Explain(withFlips: true, TestContext.Current.CancellationToken)
                    .Turns.SelectMany(turn => turn.Flips),
            ]
            : [];

    private sealed class Reports : IProgress<string>
    {
        public List<string> All { get; } = [];

        public void Report(string value) => All.Add(value);
    }

    // Four places towards each of five ends, and ten halvings of one flip: y is at its lower end.
    [Fact]
    public void Solves_that_look_for_flips_are_counted()
    {
        var reports = new Reports();
        Assert.Equal("x", Assert.Single(Flips("0.5 in 0..2", "1.1 in 1.1..3", reports)).Assumption);
        Assert.Equal(["what choices are worth and how it ends", "again without slips"], reports.All.Take(2));
        Assert.Equal(
            Enumerable.Range(1, 4 * 5 + 10),
            reports.All.Skip(2).Select(report => int.Parse(report.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.Equal("where choices flip, 1 solve, assumption 1 of 3", reports.All[2]);
        Assert.Equal("where choices flip, 30 solves, assumption 3 of 3", reports.All[^1]);
        // Where it is not asked for none is looked for.
        var file = Taking("0.5 in 0..2", "1.1 in 1.1..3");
        var explainer = new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 3);
        Assert.All(
            new[]
            {
                explainer.Explain(SoundDeal.Solve(file.Offers[0]), [], TestContext.Current.CancellationToken),
                explainer.Explain(SoundDeal.Solve(file.Offers[0])),
                explainer.Explain(withFlips: false),
            },
            told => Assert.All(told.Turns, turn => Assert.Empty(turn.Flips))
        );
    }

    [Fact]
    public void A_choice_flips_where_two_options_are_worth_the_same()
    {
        var flips = Flips("0.5 in 0..2", "1.1 in 0..3");
        Assert.Equal([("x", 0.5, "leave", "take"), ("y", 1.1, "leave", "take")], flips.Select(flip => (flip.Assumption, flip.Best, flip.From, flip.To)));
        // Quarters of the way to the end, halved ten times.
        Assert.Equal(1.1, flips[0].Value, 1.5 / 4 / 1024 / 2 + 1e-9);
        Assert.Equal(0.5, flips[1].Value, 1.1 / 4 / 1024 / 2 + 1e-9);
        Assert.NotEqual(1.1, flips[0].Value, 1.5 / 4 / 1024 / 64);
        // Both ends of a range are looked at, and each flip is told once: down to 0.2, where holding is better, and up to 1.
        Assert.Equal(["hold", "leave"], Flips("0.5 in 0..1", "0.1 in 0..3").Select(flip => flip.To));
        Assert.Equal(["x", "y"], Flips("0.5 in 0..1", "0.1 in 0..3").Select(flip => flip.Assumption));
        // Where the two are level the likelier says nothing; a little more is told.
        Assert.Empty(Flips("1.0 in 0..2", "1.009 in 0..3"));
        Assert.NotEmpty(Flips("1.0 in 0..2", "1.011 in 0..3"));
    }

    private static IEnumerable<string> Sentences(ExplainedTurn turn)
    {
        var file = SoundDeal.Read(
            """
            deal "Told"
            period half_year
            horizon 2
            party Keeper "The keeper"
            party Taker
            discount 0.9
            precision lambda 1
            assume x 0.3 in 0..1 "the risk"
            assume y 1 in 0..2
            private Taker.mind { bold: 0.5, shy: 0.5 }
            state s { calm, grabbed, lost } = calm
            turn Taker when s = calm { wait  grab "take it": s = grabbed; Taker gains x + y }
            turn guard of Keeper when s = grabbed { resist: s = calm  yield: s = lost }
            no deal none "As it is"
            ask calm "Calm": chance s = calm through 2
            """
        );
        return new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 3).Sentences(turn);
    }

    private static WorthDifference Over(string option, double points, double failing = 0) =>
        new("wait", option, points, [new WorthPart("flow", $"of {option}", points)], 0) { FailingTime = failing };

    private static string Line(params (string Option, double Chance, bool IsSlip, double Points, double Failing)[] others) =>
        Sentences(
                new ExplainedTurn(
                    1,
                    "Taker",
                    "s = calm",
                    "Taker",
                    1,
                    [],
                    [
                        new ExplainedType(
                            "bold",
                            [
                                new ExplainedOption("wait", 0.8, 1, false),
                                .. others.Select(other => new ExplainedOption(other.Option, other.Chance, 1 - other.Points, other.IsSlip)),
                            ],
                            [.. others.Select(other => Over(other.Option, other.Points, other.Failing))]
                        ),
                    ],
                    []
                )
            )
            .ElementAt(1);

    [Fact]
    public void A_turn_in_words()
    {
        ExplainedType type = new(
            "",
            [new ExplainedOption("resist", 0.7, 1, false), new ExplainedOption("yield", 0.3, 0.5, true)],
            [new WorthDifference("resist", "yield", 0.5, [new WorthPart("flow", "quiet", 0.5)], 0)]
        );
        Assert.Equal(
            [
                "Half-year 2, 'guard' of the keeper when s is grabbed (reached in 30 of 100). Others then believe: Taker bold 0.25.",
                "The keeper plays “resist” in 70 of 100 (yield 30 of 100, a slip). Resist is 0.5 better than yield: +0.5 for quiet.",
                "The keeper would rather yield than resist if “the risk” (x) were above 0.5 (best value 0.3).",
                "The keeper would rather yield than resist if y were below 0.5 (best value 1).",
            ],
            Sentences(
                new ExplainedTurn(
                    2,
                    "guard",
                    "s = grabbed",
                    "Keeper",
                    0.3,
                    [new HeldBelief("Taker", "bold", 0.25), new HeldBelief("Taker", "shy", 0.75)],
                    [type],
                    [new ChoiceFlip("x", 0.3, 0.5, "", "resist", "yield"), new ChoiceFlip("y", 1, 0.5, "", "resist", "yield")]
                )
            )
        );
        Assert.Equal(
            "Half-year 1, the turn of Taker as at the start (reached in 100 of 100).",
            Sentences(new ExplainedTurn(1, "Taker", "s = calm", "Taker", 1, [], [type], [])).First()
        );
    }

    [Fact]
    public void What_is_seldom_is_listed_together_and_slips_are_called_so()
    {
        Assert.Equal(
            "Taker if bold plays “wait” in 80 of 100 (grab 20 of 100). Wait is 1 better than “take it”: +1.0 for of grab.".Replace(
                "(grab ",
                "(“take it” ",
                StringComparison.Ordinal
            ),
            Line(("grab", 0.2, false, 1, 0))
        );
        Assert.StartsWith(
            "Taker if bold plays “wait” in 80 of 100 (a 15 of 100, a slip, b 5 of 100, c and d fewer than 1 of 100 each). ",
            Line(("a", 0.15, true, 1, 0), ("b", 0.046, false, 0.5, 0), ("c", 0.0049, true, 2, 0), ("d", 0.001, false, 3, 0)),
            StringComparison.Ordinal
        );
        // One alone that is seldom stands where it is; so seldom it is no slip to tell.
        Assert.StartsWith(
            "Taker if bold plays “wait” in 80 of 100 (a 20 of 100, b fewer than 1 of 100). ",
            Line(("a", 0.199, false, 1, 0), ("b", 0.001, true, 1, 0)),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Taker if bold plays “wait” in 80 of 100 (a 20 of 100, b 1 of 100, a slip). ",
            Line(("a", 0.195, false, 1, 0), ("b", 0.0051, true, 1, 0)),
            StringComparison.Ordinal
        );
        // What is played first may be one.
        Assert.Contains(
            "plays “wait” in 80 of 100, a slip (",
            Sentences(
                    new ExplainedTurn(
                        1,
                        "Taker",
                        "s = calm",
                        "Taker",
                        1,
                        [],
                        [new ExplainedType("shy", [new ExplainedOption("wait", 0.8, 1, true), new ExplainedOption("a", 0.2, 2, false)], [Over("a", -1)])],
                        []
                    )
                )
                .ElementAt(1),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Held_against_the_likeliest_other_what_would_fail_and_what_is_often_a_slip()
    {
        static string Told(params (string Option, double Chance, bool IsSlip, double Points, double Failing)[] others) => Line(others).Split("). ")[1];
        // The likeliest that is no slip; among slips alone the first difference.
        Assert.Equal("Wait is 2 better than b: +2.0 for of b.", Told(("a", 0.09, true, 1, 0), ("b", 0.06, false, 2, 0), ("c", 0.05, false, 3, 0)));
        Assert.Equal("Wait is 2 better than b: +2.0 for of b.", Told(("a", 0.02, false, 1, 0), ("b", 0.09, false, 2, 0), ("c", 0.09, true, 3, 0)));
        Assert.Equal("Wait is 1 better than a: +1.0 for of a.", Told(("a", 0.05, true, 1, 0), ("b", 0.09, true, 2, 0)));
        // Half a year more of failing is told first, once, and the most of it.
        Assert.Equal(
            "Wait is 3 better than c: +3.0 for of c. Wait is 1 better than a: +1.0 for of a.",
            Told(("a", 0.1, false, 1, 0.4), ("b", 0.05, false, 2, 0.5), ("c", 0.05, false, 3, 0.6))
        );
        Assert.Equal(
            "Wait is 2 better than b: +2.0 for of b. Wait is 1 better than a: +1.0 for of a.",
            Told(("a", 0.1, false, 1, 0), ("b", 0.05, false, 2, 0.5))
        );
        Assert.Equal("Wait is 1 better than a: +1.0 for of a.", Told(("a", 0.1, false, 1, 0), ("b", 0.05, false, 2, 0.49)));
        Assert.Equal("Wait is 1 better than a: +1.0 for of a.", Told(("a", 0.1, false, 1, 0.9), ("b", 0.05, false, 2, 0.5)));
        // A slip that is made in a tenth or more: behind, the most frequent, and not twice.
        Assert.Equal(
            "Wait is 2 better than b: +2.0 for of b. Wait is 3 better than c: +3.0 for of c.",
            Told(("a", 0.1, true, 1, 0), ("b", 0.05, false, 2, 0), ("c", 0.12, true, 3, 0))
        );
        Assert.Equal("Wait is 2 better than b: +2.0 for of b. Wait is 1 better than a: +1.0 for of a.", Told(("a", 0.1, true, 1, 0), ("b", 0.05, false, 2, 0)));
        Assert.Equal("Wait is 2 better than b: +2.0 for of b.", Told(("a", 0.099, true, 1, 0), ("b", 0.05, false, 2, 0)));
        Assert.Equal(
            "Wait is 1 better than a: +1.0 for of a. Wait is 2 better than b: +2.0 for of b.",
            Told(("a", 0.15, true, 1, 0.7), ("b", 0.05, false, 2, 0))
        );
    }

    // A flow hangs on war and on arms in war; on nothing else.
    [Fact]
    public void States_are_alike_to_a_party_where_its_flow_is()
    {
        var offer = SoundDeal.Lower(
            """
            deal "Alike"
            period year
            horizon 2
            party A
            party B
            discount 1
            precision lambda 1
            state s { calm, war } = calm
            state arms yes or no = no
            state colour { red, blue } = red
            turn A { wait  arm: arms = yes  paint: colour = blue }
            turn B when s = calm { keep  break: s = war }
            interest A each year { s = war and arms: -1  s = war and not arms: -3 }
            interest B each year { always: 1 }
            no deal none "As it is"
            ask calm "Calm": chance s = calm through 2
            """
        );
        var numbers = SoundDeal.Solve(offer).Solution.Coefficients;
        var alike = FlowGroups.Of(offer, numbers, 0);
        for (var state = 0; state < offer.Game.StateCount; state++)
        {
            var facts = offer.FactsIn(state);
            Assert.Equal(
                facts.Contains("s = calm") ? "s = calm"
                    : facts.Contains("arms = yes") ? "s = war and arms = yes"
                    : "s = war and arms = no",
                alike[state]
            );
        }
        Assert.All(FlowGroups.Of(offer, numbers, 1), words => Assert.Equal("any state", words));
    }
}
