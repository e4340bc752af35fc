using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Checks;
using Foedus.Weighing.Engine;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What is told beside an answer: evidence, forks, what is settled by the text, what an offer gives, what each number owes.</summary>
public class ToldByHand
{
    private const string Counted = """
        source paper "A paper"
        evidence seen for quiet of plain: 40 of 100 from paper "cases" on 2025-01-01
        evidence said for quiet of plain: 20%..70% from paper "a view" on 2025-01-01
        evidence waited for wait of plain: 1..1.5 from paper "years" on 2025-01-01
        """;

    private static readonly Lazy<(DealFile File, WeighingResult Result)> Evident = new(() =>
    {
        var file = SoundDeal.Read(
            $$"""
            deal "Evident"
            period year
            horizon 2
            party One
            discount 0.9
            precision lambda 1
            assume x 0.4 in 0..1
            state calm yes or no = yes
            chance trouble when calm { x: calm = no  otherwise: calm = yes }
            no deal none: starts calm = no
            offer plain
            ask quiet "Quiet": chance calm through 2
            ask wait "Wait": time until not calm
            holds when quiet >= 0.25
            {{Counted}}
            """
        );
        return (
            file,
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 0,
                    CareDraws = 0,
                }
            )
        );
    });

    private static string Said(string name, double low, double median, double high, params double[] answers)
    {
        var (file, result) = Evident.Value;
        var ask = name == "waited" ? 1 : 0;
        var plain = result.Offers[1];
        var draws = new OfferDraws(64, 2, 1, 0, 3);
        for (var draw = 0; draw < 64; draw++)
            draws.Measures[ask][draw] = answers.Length == 0 ? median : answers[draw % answers.Length];
        var changed = plain with
        {
            Draws = draws,
            Measures = [.. plain.Measures.Select((measure, a) => a == ask ? measure with { Across = new Band(median, low, median, high) } : measure)],
        };
        return EvidenceAnalysis.Of(file.Deal, file.Offers, result with { Offers = [result.Offers[0], changed] })!.Single(each => each.Name == name).Words;
    }

    // Wilson's interval for 40 of 100 is 0.309 to 0.498.
    [Fact]
    public void Evidence_stands_beside_the_median_world()
    {
        const string Seen = "Counted: 40 of 100, 40 of 100 (95%: 31 to 50). The median world: ";
        Assert.Equal(
            $"{Seen}45 of 100, nine worlds in ten from 20 to 80: inside the evidence, as are 75 of 100 worlds.",
            Said("seen", 0.2, 0.45, 0.8, 0.45, 0.4, 0.32, 0.9)
        );
        Assert.Equal(
            $"{Seen}45 of 100, nine worlds in ten from 20 to 80: inside the evidence, as few of the worlds are: 25 of 100, the others lie to either side.",
            Said("seen", 0.2, 0.45, 0.8, 0.45, 0.1, 0.2, 0.9)
        );
        Assert.Equal(
            $"{Seen}60 of 100, nine worlds in ten from 20 to 80: 10 of 100 above its upper end; inside the evidence are 0 of 100 worlds.",
            Said("seen", 0.2, 0.6, 0.8)
        );
        Assert.Equal(
            $"{Seen}60 of 100, nine worlds in ten from 55 to 80: 10 of 100 above its upper end, and 19 worlds in 20 say more; inside the evidence are 0 of 100 worlds.",
            Said("seen", 0.55, 0.6, 0.8)
        );
        Assert.Equal(
            $"{Seen}20 of 100, nine worlds in ten from 10 to 40: 11 of 100 below its lower end; inside the evidence are 50 of 100 worlds.",
            Said("seen", 0.1, 0.2, 0.4, 0.2, 0.4)
        );
        Assert.Equal(
            $"{Seen}20 of 100, nine worlds in ten from 10 to 30: 11 of 100 below its lower end, and 19 worlds in 20 say less; inside the evidence are 0 of 100 worlds.",
            Said("seen", 0.1, 0.2, 0.3)
        );
        Assert.Equal(
            "Judged: 20 to 70 of 100. The median world: 70 of 100, nine worlds in ten from 10 to 90: less than 1 of 100 above its upper end; inside the evidence are 0 of 100 worlds.",
            Said("said", 0.1, 0.704, 0.9)
        );
        // The ends belong to it.
        Assert.EndsWith("inside the evidence, as are 100 of 100 worlds.", Said("said", 0.1, 0.7, 0.9), StringComparison.Ordinal);
        Assert.EndsWith("inside the evidence, as are 50 of 100 worlds.", Said("said", 0.1, 0.2, 0.9, 0.2, 0.1), StringComparison.Ordinal);
        Assert.Equal(
            "Judged: 1 to 1.5 years. The median world: 2 years, nine worlds in ten from 1.2 to 2: 0.5 years above its upper end; inside the evidence are 0 of 100 worlds.",
            Said("waited", 1.2, 2, 2)
        );
        Assert.Equal("Judged: 20 to 70 of 100. No world has a certified answer to this.", Said("said", double.NaN, double.NaN, double.NaN));
    }

    [Fact]
    public void Evidence_is_told_with_what_it_is_about()
    {
        var (file, result) = Evident.Value;
        var found = result.Evidence!;
        Assert.Equal(
            [("seen", "counted", 40, 100, 2), ("said", "judged", null, null, 2), ("waited", "judged", null, null, (int?)null)],
            found.Select(each => (each.Name, each.Kind, each.Count, each.Of, each.Period))
        );
        Assert.Equal([true, true, false], found.Select(each => each.IsOnSurvival));
        Assert.Equal(
            ("plain", "quiet", "Quiet", "A paper", "cases", new DateOnly(2025, 1, 1)),
            (found[0].Offer, found[0].Ask, found[0].Title, found[0].Source, found[0].Definition, found[0].Day)
        );
        // (1 − x)² lies from 0.2 to 0.7 for x from 1 − √0.7 to 1 − √0.2; by the even range of x.
        Assert.Equal(Math.Sqrt(0.7) - Math.Sqrt(0.2), found[1].Agree, 0.06);
        Assert.Equal((int)Math.Round(64 * found[1].Agree), (int)Math.Round(found[1].Effective));
        Assert.Equal(("40 of 100", "0.20 to 0.70"), (found[0].Found, found[1].Found));
        // Whose offer is not weighed is not told.
        Assert.Empty(EvidenceAnalysis.Of(file.Deal, file.Offers, result with { Offers = [result.Offers[0]] })!);
        Assert.Null(CountedDeal.Result(CountedDeal.More).Evidence);
        string Refused(params string[] given) =>
            Assert.Throws<InputException>(() => GivenAnalysis.Named(file.Deal, new WeighingOptions { Given = given }, ["none"])).Message;
        Assert.Equal("There is no evidence 'heard'. Evidence: seen, said, waited.", Refused("heard"));
        Assert.Equal("The evidence 'seen' is about the offer 'plain', which is not weighed. Weigh it too: --offer plain.", Refused("seen"));
        // In the order of the deal, whatever was asked first.
        Assert.Equal(
            ["seen", "waited"],
            GivenAnalysis.Named(file.Deal, new WeighingOptions { Given = ["waited", "seen"] }, ["none", "plain"]).Select(evidence => evidence.Name)
        );
    }

    private static WorldShare Share(double share) => new(share, share - 0.02, share + 0.02);

    private static ForkOffer Under(string offer, double holds, double both, int open = 0) =>
        new(offer, false, Share(holds), Share(holds / 2), Share(both), open) { Promises = [new ForkPromise("p", "P", new Band(0, 0, 0, 0), null)] };

    private static readonly ForkResult Fork = new(
        "luck",
        "Luck?",
        [
            new ForkAnswer("good", "Good luck", null, null, []),
            new ForkAnswer("poor", "Poor luck", null, null, []),
            new ForkAnswer("none", "No luck", null, null, []),
        ]
    );

    private static UnderAnswers With(string answer, params ForkOffer[] offers) => new(new Dictionary<string, string> { ["luck"] = answer }, offers);

    private static OfferResult Named(string name, bool hasCondition = true) =>
        CountedDeal.Result(CountedDeal.More).Offers[1] with
        {
            Name = name,
            Title = name.ToUpperInvariant(),
            Holds = hasCondition ? CountedDeal.Result(CountedDeal.More).Offers[1].Holds : null,
        };

    [Fact]
    public void The_mixture_is_the_weighted_mean_of_what_is_weighed()
    {
        IReadOnlyList<ForkOffer> good = [Under("a", 0.8, 0.4, 3)],
            poor = [Under("a", 0.2, 0.1, 5)],
            unknown = [Under("a", double.NaN, double.NaN, 7)];
        var mixed = Assert.Single(ForkSummaries.Mixture([(0.75, good), (0.25, poor)])!);
        Assert.Equal((0.65, 0.63, 0.67), (Math.Round(mixed.Holds!.Share, 9), Math.Round(mixed.Holds.Low, 9), Math.Round(mixed.Holds.High, 9)));
        Assert.Equal(
            (0.325, 0.325, 8, 0),
            (Math.Round(mixed.SignedAndHolds!.Share, 9), Math.Round(mixed.AllSign.Share, 9), mixed.NotConverged, mixed.Promises.Count)
        );
        // What weighs nothing has no part, whatever became of it.
        var two = Assert.Single(ForkSummaries.Mixture([(0, unknown), (0.5, good), (0.5, poor)])!);
        Assert.Equal((0.5, 8), (Math.Round(two.Holds!.Share, 9), two.NotConverged));
        Assert.Null(ForkSummaries.Mixture([(0.75, good), (null, poor)]));
        Assert.Null(Assert.Single(ForkSummaries.Mixture([(1, [good[0] with { Holds = null, SignedAndHolds = null }])])!).Holds);
    }

    [Fact]
    public void The_worst_and_the_best_answer_are_said_of_every_offer_that_is_named()
    {
        string Said(bool hasCondition, params UnderAnswers[] under) =>
            Named("a", hasCondition) is var offer
                ? Assert.Single(ForkSummaries.Sentences(new Headline("", [offer], []), [Named("none"), offer], [Fork], under))
                : "";
        Assert.Equal(
            "“A” would be signed by all and hold in 40 (38 to 42) of 100 if “Good luck”, 10 (8 to 12) if “Poor luck”. It holds, signed or not, in 80 (78 to 82) of 100 if “Good luck”, 20 (18 to 22) if “Poor luck or No luck”.",
            Said(true, With("good", Under("a", 0.8, 0.4)), With("poor", Under("a", 0.2, 0.1)), With("none", Under("a", 0.2, 0.2)))
        );
        Assert.Equal(
            "“A” would be signed by all and hold in 40 (38 to 42) of 100 under every answer of the forks. It holds, signed or not, in 80 (78 to 82) of 100 under every answer of the forks.",
            Said(true, With("good", Under("a", 0.8, 0.4)), With("poor", Under("a", 0.796, 0.401)))
        );
        // Signed under no answer: whether it holds, signed or not.
        Assert.Equal(
            "“A” holds, signed or not, in 80 (78 to 82) of 100 if “Good luck”, 20 (18 to 22) if “Poor luck”.",
            Said(true, With("good", Under("a", 0.8, 0)), With("poor", Under("a", 0.2, 0)))
        );
        Assert.StartsWith(
            "“A” would be signed by all and hold in 1 (",
            Said(true, With("good", Under("a", 0.8, 0.01)), With("poor", Under("a", 0.2, 0))),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "What “A” comes to is not known under 1 of 2 answers: no world has a certified solution there.",
            Said(true, With("good", Under("a", 0.8, 0.4)), With("poor", Under("a", double.NaN, double.NaN)))
        );
        Assert.Equal(
            "“A” would be signed by all in 40 (38 to 42) of 100 if “Good luck”, 10 (8 to 12) if “Poor luck”.",
            Said(
                false,
                With("good", Under("a", 0.8, 0) with { Holds = null, SignedAndHolds = null }),
                With("poor", Under("a", 0.2, 0) with { Holds = null, SignedAndHolds = null })
            )
        );
    }

    [Fact]
    public void What_a_headline_says_of_holding_is_held_against_the_forks()
    {
        OfferResult a = Named("a"),
            b = Named("b");
        string Said(params UnderAnswers[] under) => ForkSummaries.Holding(new Headline("", [], [a, b]), [Named("none"), a, b], under);
        Assert.Equal(
            " Under the answers of the forks “A” holds in 20 to 80 and “B” in 30 to 40 of 100, ranges aside.",
            Said(With("good", Under("a", 0.8, 0), Under("b", 0.3, 0)), With("poor", Under("a", 0.2, 0), Under("b", 0.4, 0)))
        );
        Assert.Equal(
            " Under the answers of the forks “A” holds in 20 to 80 of 100, ranges aside.",
            Said(With("good", Under("a", 0.8, 0), Under("b", 0.3, 0)), With("poor", Under("a", 0.2, 0), Under("b", 0.301, 0)))
        );
        Assert.Equal("", Said(With("good", Under("a", 0.8, 0), Under("b", 0.3, 0)), With("poor", Under("a", double.NaN, 0), Under("b", 0.3, 0))));
    }

    private static IEnumerable<string> Events(string more, string asks = "ask calm \"Calm\": chance s = calm through 2", string lambda = "0") =>
        SoundDeal.Lower(
            $$"""
            deal "Signs"
            period year
            horizon 2
            party A
            discount 1
            precision lambda {{lambda}}
            state s { calm, war } = calm
            state sign yes or no = no
            state other yes or no = no
            {{more}}
            chance fate when s = calm { 0.5 if sign else 0.1: s = war  otherwise: }
            no deal none "As it is"
            {{asks}}
            """
        )
            is var offer
            ? Indicators.Of(offer, SoundDeal.Solve(offer)).Select(indicator => indicator.Event)
            : [];

    [Fact]
    public void What_a_date_alone_brings_about_is_no_sign()
    {
        const string Turn = "turn A when s = calm { wait  hint: sign = yes }";
        Assert.Contains("sign becomes yes", Events(Turn));
        Assert.DoesNotContain("sign becomes yes", Events("turn A when s = calm { wait  go }\nevent due when in year 2: sign = yes"));
        // Brought about by somebody, too, it is one.
        Assert.Contains("sign becomes yes", Events($"{Turn}\nevent due when in year 2 and s = war: sign = yes"));
        // By an event that waits for no date.
        Assert.Contains("sign becomes yes", Events("turn A when s = calm { wait  go: other = yes }\nevent due when other: sign = yes"));
    }

    [Fact]
    public void Signs_are_seen_in_some_runs_move_the_answer_and_do_not_settle_it()
    {
        // A hint in 1 of 100 runs is none, in 3 of 100 one; both move the answer.
        Assert.DoesNotContain(
            "flag becomes yes",
            Events("state flag yes or no = no\nchance luck when s = calm and not flag { 0.005: flag = yes; sign = yes  otherwise: }")
        );
        Assert.Contains(
            "flag becomes yes",
            Events("state flag yes or no = no\nchance luck when s = calm and not flag { 0.03: flag = yes; sign = yes  otherwise: }")
        );
        // What moves nothing is none.
        Assert.DoesNotContain(Events("turn A when s = calm and in year 1 { wait  go: other = yes }"), name =>
            name.Contains("other", StringComparison.Ordinal) || name.Contains("go", StringComparison.Ordinal)
        );
        // Where nothing is asked to hold through or to come by a time, there is nothing to watch for.
        Assert.Empty(Events("turn A when s = calm { wait  hint: sign = yes }", "ask calm \"Calm\": chance s = calm at 2"));
        Assert.Contains("A plays “hint”", Events("turn A when s = calm { wait  hint: sign = yes }", "ask war \"War\": chance s = war by 2"));
    }

    [Fact]
    public void What_an_offer_begins_with_and_nobody_says_is_told_by_what_it_gives()
    {
        string? Unsaid(string flow, string clause = "") =>
            SoundDeal.Read(
                $$"""
                deal "Begins"
                period year
                horizon 2
                party A "The first"
                party B
                discount 1
                precision lambda 1
                private B.mind { soft: 0.5, hard: 0.5 }
                state s { war, halt } = war
                turn A when s = halt { keep  break: s = war }
                interest A each year { s = war: 0  s = halt: {{flow}} }
                interest B each year { s = halt: 2 if hard else 1 }
                {{clause}}
                no deal none "War"
                offer peace "Peace": {{(clause.Length > 0 ? "given, " : "")}}starts s = halt
                ask calm "Calm": chance s = halt through 2
                """
            )
                is var file
                ? new StructureCheck(file.Offers, new AssumptionSet(file.Deal, new WeighingOptions()).Best)
                    .Of(file.Offers[1])
                    .SingleOrDefault(found => found.Kind is "unsaid" or "notLookedAt")
                    ?.Words
                : null;
        Assert.Equal(
            "It begins where s is halt, and that gives, over no deal and without a clause that says so, in the first year: The first −0.5, B +1.0 to +2.0 by type points.",
            Unsaid("-0.5")
        );
        // A twentieth of a point is told, less is not.
        Assert.Contains("The first +0.05, B", Unsaid("0.0501"), StringComparison.Ordinal);
        Assert.DoesNotContain("The first", Unsaid("0.049"), StringComparison.Ordinal);
        // What a clause gives is said; the same state without it is in no other offer.
        Assert.StartsWith(
            "What it gives to whom that no clause says was not looked at",
            Unsaid("-0.5", "clause given { interest A each year { s = halt: 3 } }"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Idle_numbers_are_those_that_move_nothing_at_either_end()
    {
        var file = SoundDeal.Read(
            $$"""
            deal "Idle"
            period year
            horizon 2
            party A
            discount 1
            precision lambda 1
            assume moves 0.3 in 0.2..0.4
            assume hardly 0.3 in 0..1
            assume points 1 in 0..2
            assume few 1 in 0..2
            assume bar 0.4 in 0.1..0.9
            assume absent 1 in 0..2
            state s { calm, war } = calm
            chance fate when s = calm { moves + 0.003 * hardly: s = war  otherwise: }
            interest A each year { s = calm: points + 0.01 * few }
            no deal none "As it is"
            offer same
            ask calm "Calm": chance s = calm through 2
            ask wait "Wait": time until s = war
            holds when calm >= bar
            """
        );
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions());
        var idle = new IdleAssumptions(assumptions, file.Offers[1].Holding);
        var best = SoundDeal.Solve(file.Offers[1]);
        var parallel = new WeighingOptions().Parallel(TestContext.Current.CancellationToken);
        Assert.Equal(["absent"], idle.Absent(file.Offers[1]).Select(a => assumptions.Assumptions[a].Name));
        Assert.Equal(["hardly", "few", "absent"], idle.Idle(file.Offers[1], best, parallel).Select(a => assumptions.Assumptions[a].Name));
        // Without the condition what it is held against is in nothing.
        Assert.Contains("bar", new IdleAssumptions(assumptions, null).Idle(file.Offers[1], best, parallel).Select(a => assumptions.Assumptions[a].Name));
        Assert.Equal("2 of 6 assumptions with a range are in no number of it: moves and few.", idle.Told(file.Offers[1], [0, 3], isSolved: false)!.Words);
        Assert.Equal("1 of 6 assumptions with a range is in no number of it: few.", idle.Told(file.Offers[1], [3], isSolved: false)!.Words);
        Assert.Null(idle.Told(file.Offers[1], [], isSolved: true));
        // Two solves each are spent only where the draws are twice as many.
        IEnumerable<string> Kinds(int draws) =>
            Weigh
                .Run(
                    file,
                    new WeighingOptions
                    {
                        Draws = draws,
                        Effects = 0,
                        CareDraws = 8,
                        Thresholds = 0,
                        EquilibriumDraws = 0,
                    }
                )
                .ModelCheck!.Where(found => found.Offer == "same")
                .Select(found => found.Kind);
        Assert.DoesNotContain("notLookedAt", Kinds(24));
        Assert.Contains("notLookedAt", Kinds(23));
    }

    // x explains all of the chance, y nothing, the bar only whether it holds.
    [Fact]
    public void Shares_of_the_spread_and_thresholds_are_of_what_is_in_the_numbers()
    {
        DealFile File(string risk) =>
            SoundDeal.Read(
                SoundDeal.Year(
                    "Shares",
                    $$"""
                    assume x 0.3 in 0..1 even
                    assume y 0.3 in 0..1 even
                    assume bar 0.6 in 0.5..0.9 even
                    assume sure 0.3
                    state calm yes or no = yes
                    chance trouble when calm { {{risk}}: calm = no  otherwise: calm = yes }
                    no deal none: starts calm = no
                    offer a
                    ask quiet "Quiet": chance calm through 1
                    holds when quiet >= bar
                    """
                )
            );
        IReadOnlyList<Sensitivity> Of(string risk, int thresholds) =>
            [
                .. Weigh
                    .Run(
                        File(risk),
                        new WeighingOptions
                        {
                            Draws = 64,
                            Effects = 0,
                            CareDraws = 0,
                            Thresholds = thresholds,
                        }
                    )
                    .Assumptions.Select(assumption => assumption.ByOffer[1]),
            ];
        var alone = Of("x + 0 * sure", 5);
        Assert.Equal((1, 1, 1), (alone[0].OwnShare, alone[0].Low, alone[0].High));
        Assert.All(alone.Skip(1), of => Assert.Equal((0, 0, 0), (of.OwnShare, of.Low, of.High)));
        Assert.Equal(0.4, alone[0].Flip!.Value, 0.003);
        // 0.7 is quiet: the bar flips it there, though it is in no chance.
        Assert.Equal(0.7, alone[2].Flip!.Value, 0.003);
        Assert.Null(alone[1].Flip);
        Assert.Null(alone[3].Flip);
        // In a formula, and yet nothing varies.
        Assert.Equal((0, 0, 0), Of("0.3 + 0 * x", 5) is [var first, ..] ? (first.OwnShare, first.Low, first.High) : (9, 9, 9));
        var both = Of("0.9 * x + 0.1 * y", 1);
        Assert.True(both[0].OwnShare > 0.95 && both[1].OwnShare < 0.05);
        // One threshold: that of the largest share.
        Assert.NotNull(both[0].Flip);
        Assert.Null(both[1].Flip);
        Assert.Null(both[2].Flip);
        Assert.All(Of("x", 0), of => Assert.Null(of.Flip));
    }

    [Theory]
    [InlineData("horizon 2", "2 years")]
    [InlineData("horizon 1", "1 year")]
    [InlineData("horizon 2 then forever", "2 years, then the last year for ever")]
    [InlineData("horizon endless", "without end")]
    public void The_horizon_in_words(string horizon, string said) =>
        Assert.Equal(
            said,
            Weigh.Run(
                SoundDeal.Read(
                    $$"""
                    deal "Horizon"
                    period year
                    {{horizon}}
                    party A
                    discount 0.5
                    precision lambda 1
                    assume a 2 in 1..3
                    assume twice = 2 * a "both" 
                    state s { calm, war } = calm
                    turn A when s = calm { keep  break: s = war }
                    interest A each year { s = calm: twice }
                    no deal none "As it is"
                    offer same
                    ask calm "Calm": chance s = calm through 1
                    """
                ),
                new WeighingOptions { Draws = 16, CareDraws = 0 }
            )
                is var result
            && result.Derived![0] is var derived
            && derived.Best == 4
            && derived.Low == 2 * result.Worlds.Min(world => world[0])
            && derived.High == 2 * result.Worlds.Max(world => world[0])
            && derived.Sentence == "both"
            && derived.Formula == "2 * a"
                ? result.Horizon
                : ""
        );

    [Fact]
    public void Offers_with_the_same_words_are_told_apart_by_their_names()
    {
        var result = CountedDeal.Result(CountedDeal.More);
        var same = result with
        {
            Offers =
            [
                result.Offers[0],
                result.Offers[1] with
                {
                    Title = "Peace",
                },
                result.Offers[2] with
                {
                    Title = "Peace",
                },
                result.Offers[3] with
                {
                    Name = "Peace",
                    Title = "Peace",
                },
            ],
        };
        Assert.Equal(["none", "Peace (plain)", "Peace (given)", "Peace", "other"], new[] { "none", "plain", "given", "Peace", "other" }.Select(same.TitleOf));
        Assert.Equal("Blunt", (result with { Offers = [result.Offers[0], result.Offers[3] with { Title = "Blunt" }] }).TitleOf("blunt"));
        Assert.Equal(("One", "nobody"), (result.PartyTitleOf("One"), result.PartyTitleOf("nobody")));
        Assert.Equal((128, 2025UL, 11), (result.Draws, result.Seed, result.Resolution));
        AssumptionResult With(string? grounds, string? source) => result.Assumptions[0] with { Grounds = grounds, Source = source };
        Assert.Equal(
            [true, true, true, false, false, false],
            new[] { "measured", "derived", "expert", "analogy", "direction only", null }.Select(grounds => With(grounds, "A paper").IsGrounded)
        );
        Assert.Equal((true, false), (With(null, "A paper").IsSourced, With("measured", null).IsSourced));
    }

    // Five states: three ends of years at most in each; what gives nothing is not told, nor what is hardly met.
    [Fact]
    public void States_that_give_something_and_are_met_are_told_with_what_a_year_gives()
    {
        var offer = SoundDeal.Lower(
            """
            deal "States"
            period year
            horizon 2
            party A
            party B
            discount 0.5
            precision lambda 1
            private B.mind { soft: 0.25, hard: 0.75 }
            state s { a, b, c, d, e, f } = a
            chance draw when s = a { 0.3: s = b  0.2: s = c  0.1: s = d  0.05: s = e  0.01: s = f  otherwise: }
            interest A each year { s = a: 1  s = b: 2  s = c: 3  s = d: 4  s = e: 5  s = f: 6 }
            interest B each year { s = b: 2 if hard else -2  s = c: 1 }
            no deal none "As it is"
            ask q "Q": chance s = a through 2
            """
        );
        var states = TermSheets.Of(offer, SoundDeal.Solve(offer)).States;
        // Stays with 0.34: 0.34 + 0.34², and of each way 0.3 · (2 + 0.34).
        Assert.Equal(
            [("A", "s is b", 2.0), ("A", "s is c", 3.0), ("A", "s is a", 1.0), ("A", "s is d", 4.0)],
            states.Where(state => state.Party == "A").Select(state => (state.Party, state.State, Math.Round(state.Points, 9)))
        );
        Assert.Equal(
            [0.3 * 2.34, 0.2 * 2.34, 0.34 + 0.34 * 0.34, 0.1 * 2.34],
            states.Where(state => state.Party == "A").Select(state => state.Periods),
            (one, other) => Math.Abs(one - other) < 1e-9
        );
        Assert.All(states.Where(state => state.Party == "A"), state => Assert.Empty(state.ByType));
        Assert.Equal(
            [("s is b", 1.0, 2), ("s is c", 1.0, 0)],
            states.Where(state => state.Party == "B").Select(state => (state.State, Math.Round(state.Points, 9), state.ByType.Count))
        );
        Assert.Equal([("soft", -2.0), ("hard", 2.0)], states.First(state => state.Party == "B").ByType.Select(type => (type.Type, type.Points)));
        Assert.Empty(TermSheets.Of(offer, null).States);
    }
}
