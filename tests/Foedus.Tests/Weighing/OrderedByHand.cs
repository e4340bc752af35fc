using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Engine;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What is told first, what is kept beside the answers, and times without an end, on deals of which all is known.</summary>
public class OrderedByHand
{
    // Everybody chooses evenly, so that a turn decides as much as the chance p that its second option fails by: reached, and not failed later, p / 2 of it.
    private static Explanation Explain(string promise, params (string Name, double Fails)[] turns)
    {
        var file = SoundDeal.Read(
            $$"""
            deal "Steps"
            period year
            horizon 1
            party A
            discount 1
            precision lambda 0
            state s { calm, war } = calm
            {{string.Join("\n", turns.Select(turn => turn.Fails == 0 ? $"turn {turn.Name} of A when s = calm {{ sit_{turn.Name}  lie_{turn.Name} }}"
                : FormattableString.Invariant($"turn {turn.Name} of A when s = calm {{ stay_{turn.Name}  go_{turn.Name}: chance {{ {turn.Fails}: s = war  otherwise: }} }}")))}}
            interest A each year { s = war: -1 }
            no deal none "As it is"
            {{promise}}
            ask calm "Calm": chance s = calm through 1
            """
        );
        return new Explainer(file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()), 3).Explain(
            withFlips: false,
            TestContext.Current.CancellationToken
        );
    }

    private static IEnumerable<string> Told(Explanation told) =>
        told.ChoiceSentences.Where(sentence => sentence.Contains(" (reached in ", StringComparison.Ordinal)).Select(sentence => sentence.Split('\'')[1]);

    [Fact]
    public void Six_turns_that_decide_most_are_told_in_that_order_and_kept_in_the_order_of_the_deal()
    {
        var told = Explain("", ("t1", 0.1), ("t2", 0.4), ("t3", 0.2), ("t4", 0.3), ("t5", 0.05), ("t6", 0.15), ("t7", 0.02), ("t8", 0.25));
        Assert.Equal(["t2", "t4", "t8", "t3", "t6", "t1"], Told(told));
        Assert.Equal(["t1", "t2", "t3", "t4", "t6", "t8"], told.Turns.Select(turn => turn.Step));
        // Reached where nothing before it failed.
        Assert.Equal(0.95 * 0.8 * 0.9, told.Turns[3].Reached, 1e-9);
        // The answers, how it ends, then the turns; what decisions move behind the first three, and slips where there are any.
        int At(string part) => told.Sentences.ToList().FindIndex(sentence => sentence.Contains(part, StringComparison.Ordinal));
        Assert.Equal(0, At("Calm: "));
        Assert.True(At("How:") < At("'t2'") && At("'t8'") < At("What each decides moves") && At("What each decides moves") < At("'t3'"));
        Assert.Null(told.Knots);
        Assert.Empty(told.Slips);
    }

    [Fact]
    public void Then_what_is_promised_and_what_is_met_most()
    {
        const string Promise = "promise kept \"Kept\": A plays sit_asked at asked";
        Assert.Equal(
            ["t2", "t1", "asked", "i1", "i2", "i3"],
            Told(Explain(Promise, ("i1", 0), ("i2", 0), ("t1", 0.2), ("t2", 0.3), ("i3", 0), ("i4", 0), ("asked", 0)))
        );
        // Without the promise it is met less than the others.
        Assert.Equal(
            ["t2", "t1", "i1", "i2", "i3", "i4"],
            Told(Explain("", ("i1", 0), ("i2", 0), ("t1", 0.2), ("t2", 0.3), ("i3", 0), ("i4", 0), ("asked", 0)))
        );
        // A thousandth of all is decided by 0.003 / 2, and not by 0.0015 / 2.
        Assert.Equal(["tiny", "i1", "i2"], Told(Explain("", ("i1", 0), ("i2", 0), ("tiny", 0.003))));
        Assert.Equal(["i1", "i2", "tiny"], Told(Explain("", ("i1", 0), ("i2", 0), ("tiny", 0.0015))));
        // Met in fewer than 1 of 100 runs: told only where somebody asks about it.
        Assert.DoesNotContain("asked", Told(Explain("", ("t1", 1), ("t2", 1), ("t3", 1), ("t4", 1), ("t5", 1), ("t6", 1), ("t7", 1), ("asked", 0))));
        Assert.Contains("asked", Explain(Promise, ("t5", 1), ("t6", 1), ("t7", 1), ("t8", 1), ("asked", 0)).Turns.Select(turn => turn.Step));
    }

    [Fact]
    public void Without_slips_nothing_is_called_one()
    {
        var offer = SoundDeal.Lower(
            """
            deal "Slip"
            period year
            horizon 1
            party A
            discount 1
            precision lambda 1
            state s { calm, war } = calm
            turn A when s = calm { keep  break: s = war; A pays 1 }
            no deal none "As it is"
            ask calm "Calm": chance s = calm through 1
            """
        );
        var explainer = new Explainer(offer, new AssumptionSet(offer.Deal, new WeighingOptions()), 3);
        var (with, without) = (explainer.Explain(SoundDeal.Solve(offer)), explainer.Explain(SoundDeal.Solve(offer), withSlips: false));
        Assert.Single(with.Slips);
        Assert.Contains(with.Turns[0].Types[0].Options, option => option.IsSlip);
        Assert.Empty(without.Slips);
        Assert.DoesNotContain(without.Turns[0].Types[0].Options, option => option.IsSlip);
        // What is known of slips is taken as it is.
        Assert.Equal(
            ["told"],
            explainer.Explain(SoundDeal.Solve(offer), [with.Slips[0] with { Words = "told" }], TestContext.Current.CancellationToken).CareSentences.Take(1)
        );
    }

    // Keeping is worth 2 a year, breaking 1 once and nothing after.
    [Fact]
    public void What_is_kept_beside_an_answer_is_period_by_period()
    {
        var second = 1 / (1 + Math.Exp(-1));
        var first = 1 / (1 + Math.Exp(-(2 + second)));
        var result = Weigh.Run(
            SoundDeal.Read(
                """
                deal "Kept"
                period year
                horizon 2
                party A "The first"
                discount 1
                precision lambda 1
                private B.mind { soft: 0.25, hard: 0.75 }
                party B
                state s { calm, war } = calm
                turn A when s = calm { keep  break: s = war; A gains 1 }
                interest A each year { s = calm: 2 }
                interest B each year { s = war: 1 if hard else 2 }
                no deal none: starts s = war
                offer same "The same"
                promise kept "Keeps": A plays keep
                ask calm "Calm": chance s = calm through 2
                holds when calm >= 0.6
                """
            ),
            new WeighingOptions
            {
                Draws = 16,
                Effects = 0,
                CareDraws = 0,
                EquilibriumDraws = 0,
                Resolution = 3,
            }
        );
        var offer = result.Offers[1];
        Assert.Equal(("same", "The same", false, 3), (offer.Name, offer.Title, offer.IsNoDeal, offer.Knots!.Value));
        var promise = Assert.Single(offer.Promises);
        Assert.Equal([first, second], promise.KeptIfCalledAt.Select(share => share!.Value), (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal((1.0, first * second), (promise.Called.Median, promise.Kept!.AtBest), Near);
        Assert.Equal([1, first, first * second], offer.Survival!.AtBest, (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal(3, offer.Survival.Quantiles.Count);
        Assert.All(offer.Survival.Quantiles, (quantiles, period) =>
            Assert.Equal(Enumerable.Repeat(offer.Survival.AtBest[period], 7), quantiles, (one, other) => Math.Abs(one - other) < 1e-9)
        );
        // Under no deal it is war from the first day: never called on.
        Assert.Null(result.Offers[0].Promises[0].Kept);
        Assert.Equal([null, null], result.Offers[0].Promises[0].KeptIfCalledAt);
        Assert.Equal((0, 0), (result.Offers[0].Promises[0].Called.AtBest, result.Offers[0].Survival!.AtBest[2]));
        // Two years of war bring the hard 2 and the soft 4; with the offer what of them is war.
        var war = (1 - first) + (1 - first * second);
        Assert.Equal(
            [war - 2, 2 * (war - 2)],
            new[] { "hard", "soft" }.Select(type => offer.Parties[1].ByType.Single(each => each.Type == type).Surplus.Median),
            (one, other) => Math.Abs(one - other) < 1e-9
        );
        Assert.Equal(0.75 * (war - 2) + 0.25 * 2 * (war - 2), offer.Parties[1].Surplus.AtBest, 1e-9);
        Assert.Equal(offer.Parties[1].Surplus.AtBest, offer.Parties[1].Surplus.High, 1e-9);
        Assert.Equal(("The first", 1.0, 0.0, 0.0), (offer.Parties[0].Title, offer.Parties[0].Signs.Share, offer.Parties[1].Signs.Share, offer.AllSign.Share));
        // Nothing is learnt of B, who does nothing.
        Assert.Equal([("soft", 0.25), ("hard", 0.75)], offer.Beliefs.Select(path => (path.Type, Math.Round(path.AtBest[^1], 9))));
        Assert.Equal((first * second >= 0.6, 1.0), (offer.HoldsAtBest!.Value, offer.Holds!.Share));
        Assert.Equal(1, offer.Holds.MoreThanNoDeal.Share);
    }

    private static readonly IEqualityComparer<(double, double)> Near = EqualityComparer<(double, double)>.Create(
        (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9,
        _ => 0
    );

    [Fact]
    public void Worlds_within_the_numerical_error_are_counted()
    {
        WeighingResult Of(string bar) =>
            Weigh.Run(
                SoundDeal.Read(
                    $$"""
                    deal "Grid"
                    period year
                    horizon 3
                    party A
                    party B
                    discount 0.9
                    precision lambda 2
                    assume pay 0.5 in 0.1..1 "what quiet is worth"
                    private B.mind { soft: 0.5, hard: 0.5 }
                    state s { calm, war } = calm
                    turn A when s = calm { keep  attack: s = war; A gains 0.6 }
                    turn B when s = calm { wait  strike: s = war; B gains 0.5 if hard else 0.1 }
                    interest A { s = calm: pay }
                    interest B { s = calm: pay }
                    no deal none: starts s = war
                    offer plain "Plain"
                    ask quiet "Quiet": chance s = calm through 3
                    holds when quiet >= {{bar}}
                    """
                ),
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 0,
                    CareDraws = 0,
                    EquilibriumDraws = 0,
                    Thresholds = 0,
                    Resolution = 3,
                    ErrorDraws = 8,
                }
            );
        var first = Of("0.1");
        var plain = first.Offers[1];
        var error = plain.Measures[0].NumericalError!.Value;
        Assert.True(error > 0);
        // A bar at one of the answers, so that this one at least is within the error of it.
        var bar = plain.Draws.Measures[0][7];
        var within = plain.Draws.Measures[0].Count(quiet => quiet + error >= bar != quiet - error >= bar);
        Assert.True(within > 0);
        Assert.Contains(
            $"Worlds in which an offer is so near to holding, or to not holding, that the numerical error could decide it, of 64: “Plain” {within}.",
            Of(FormattableString.Invariant($"{bar:R}")).Honesty
        );
        Assert.Contains(
            "In none of 64 worlds is an offer so near to holding, or to not holding, that the numerical error could decide it.",
            Of("0.99999").Honesty
        );
        Assert.DoesNotContain(CountedDeal.Result(CountedDeal.More).Honesty, sentence =>
            sentence.Contains("whether an offer holds lie", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Offers_that_are_not_there_are_said_and_no_deal_is_weighed_always()
    {
        var file = CountedDeal.File(CountedDeal.More);
        IReadOnlyList<string> Weighed(WeighingOptions options) => new WeighingEngine(file.Deal, file.Offers, options).OfferNames;
        Assert.Equal(["none", "plain", "given", "blunt"], Weighed(new WeighingOptions()));
        Assert.Equal(["none", "given"], Weighed(new WeighingOptions { Offers = ["given"] }));
        Assert.Equal(["none", "plain", "given", "blunt"], Weighed(new WeighingOptions { Offers = [] }));
        Assert.Equal(
            "There is no offer 'kind'. Offers: none, plain, given, blunt.",
            Assert.Throws<InputException>(() => Weighed(new WeighingOptions { Offers = ["given", "kind"] })).Message
        );
        Assert.Contains(
            "declares no 'no deal'",
            Assert.Throws<InputException>(() => new WeighingEngine(file.Deal, [.. file.Offers.Skip(1)], new WeighingOptions())).Message,
            StringComparison.Ordinal
        );
        // A reading may name its offers; what is asked for goes before it.
        var read = SoundDeal.Read(CountedDeal.Text(CountedDeal.More) + "\nreading narrow \"Narrow\" { x 0.2 in 0..1  offers blunt }");
        Assert.Equal(["none", "blunt"], new WeighingEngine(read.Deal, read.Offers, new WeighingOptions { Reading = "narrow" }).OfferNames);
        Assert.Equal(["none", "plain"], new WeighingEngine(read.Deal, read.Offers, new WeighingOptions { Reading = "narrow", Offers = ["plain"] }).OfferNames);
    }

    private sealed class Reports : IProgress<(int Done, int All)>
    {
        public List<(int Done, int All)> All { get; } = [];

        public void Report((int Done, int All) value)
        {
            lock (All)
                All.Add(value);
        }
    }

    // Three assumptions of two grounds, 16 base points: 4 stars of 4 places, 16 · (2 + 3 + 2), and a map of 121.
    [Fact]
    public void Further_solves_are_counted_beforehand_and_make_a_map_of_the_two_that_matter_most()
    {
        var file = SoundDeal.Read(
            SoundDeal.Year(
                "Map",
                """
                source paper "A paper"
                assume few 0.5 in 0..1 even from paper
                assume most 0.5 in 0..1 even
                assume some 0.5 in 0..1 even
                state calm yes or no = yes
                chance trouble when calm { 0.5 * most + 0.3 * some + 0.1 * few: calm = no  otherwise: calm = yes }
                no deal none: starts calm = no
                offer a
                ask quiet "Quiet": chance calm through 1
                holds when quiet >= 0.6
                """
            )
        );
        var (reports, result) = (
            new Reports(),
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 0,
                    CareDraws = 0,
                    Thresholds = 0,
                }
            )
        );
        Assert.Empty(result.Analysis!.Effects);
        Assert.Null(result.Analysis.Ranking);
        var options = result.Options with { Effects = 16, EffectsOf = ["a"] };
        var found = DecisionAnalyst.Complete(file.Deal, file.Offers, result with { Options = options }, reports, TestContext.Current.CancellationToken);
        const int All = 4 * 4 + 16 * (2 + 3 + 2) + 121;
        Assert.All(reports.All, report => Assert.Equal(All, report.All));
        Assert.All(reports.All.SkipLast(1), report => Assert.InRange(report.Done, 1, All - 1));
        Assert.Equal((All, All), reports.All[^1]);
        var map = Assert.Single(found.Analysis!.Maps);
        Assert.Equal(("a", "most", "some", 11, 11), (map.Offer, map.X, map.Y, map.Xs.Count, map.Ys.Count));
        Assert.Equal(1 - 0.5 * map.Xs[3] - 0.3 * map.Ys[7] - 0.05, map.Values[7][3], 1e-9);
        // Every assumption of the offer has its threshold, or none: 0.4 = 0.5 most + 0.2 at the others' best.
        Assert.Equal(0.4, found.Assumptions[1].ByOffer[1].Flip!.Value, 0.25 / 128);
        Assert.Equal((0.4 - 0.3) / 0.3, found.Assumptions[2].ByOffer[1].Flip!.Value, 0.25 / 128);
        Assert.All(found.Assumptions, assumption => Assert.Null(assumption.ByOffer[0].Flip));
        // What was solved before is taken as it is.
        var known = FurtherSolves.Of(found);
        Assert.Same(known.Effects, DecisionAnalyst.Run(file.Deal, file.Offers, result, known: known).Effects);
        Assert.Equal(found.Analysis.Ranking, DecisionAnalyst.Run(file.Deal, file.Offers, result, known: known).Ranking);
    }

    private static OfferOutcome Endless(string rest) =>
        SoundDeal.Solve(
            $$"""
            deal "Endless"
            period year
            horizon endless
            party A
            discount 0.9
            precision lambda 1
            {{rest}}
            no deal none "As it is"
            ask until "Until war": time until s = war
            """
        );

    // From calm: 1/0.2 years until it is tense, and from there; tense: 1 + 0.5 · (from calm).
    [Fact]
    public void A_chain_of_states_has_its_mean_time()
    {
        var outcome = Endless(
            "state s { calm, tense, war } = calm\nchance drift when s != war { 0.2 if s = calm else 0.5: s = war if s = tense else tense  otherwise: s = calm }"
        );
        Assert.Equal(12, outcome.Measures[0], 1e-9);
        Assert.Equal(0, outcome.Censored[0], 1e-12);
        // Of 0.1 and 0.3 a quarter comes to war, in the mean year 1 / 0.4; what follows war does not count.
        var some = Endless(
            "state s { calm, peace, war, over } = calm\nchance drift when s = calm { 0.1: s = war  0.3: s = peace  otherwise: }\nturn A when s = war { stay  leave: s = over }"
        );
        // Whoever leaves in the year it comes is not at war at its end: half.
        Assert.Equal(0.875, some.Censored[0], 1e-9);
        Assert.Equal(2.5, some.Measures[0], 1e-9);
        // Nothing leads there.
        var none = Endless("state s { calm, peace, war } = calm\nchance drift when s = calm { 0.3: s = peace  otherwise: }");
        Assert.Equal((1.0, true), (none.Censored[0], double.IsNaN(none.Measures[0])));
        var (never, mean) = EndlessTime.Along(none.Solution, [.. none.Solution.Game.StateNames.Select(name => name.Contains("war", StringComparison.Ordinal))]);
        Assert.Equal(1, never, 1e-12);
        Assert.True(double.IsNaN(mean));
    }

    // Slow at first, and by 0.2 fast at the end of every second year: chances carried forward by hand.
    [Fact]
    public void Types_that_drift_in_a_cycle_have_their_mean_time()
    {
        var outcome = Endless(
            "private A.kind { slow: 0.7, fast: 0.3 }\n  drifts each 2 years: slow to fast 0.2\nstate s { calm, peace, war } = calm\nchance drift when s = calm { 0.3 if fast else 0.05: s = war  0.1: s = peace  otherwise: }\ninterest A each year { s = war: -1 }"
        );
        var (slow, fast, ever, time) = (0.7, 0.3, 0.0, 0.0);
        for (var year = 1; year < 2000; year++)
        {
            var comes = 0.05 * slow + 0.3 * fast;
            (ever, time) = (ever + comes, time + year * comes);
            (slow, fast) = (slow * 0.85, fast * 0.6);
            if (year % 2 == 0)
                (slow, fast) = (0.8 * slow, fast + 0.2 * slow);
        }
        Assert.Equal(1 - ever, outcome.Censored[0], 1e-7);
        Assert.Equal(time / ever, outcome.Measures[0], 1e-5);
    }
}
