using CsCheck;
using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Laws;

/// <summary>What must hold for any deal, whatever its numbers.</summary>
public class GameLaws
{
    private static string Text(
        double shift = 0,
        double scale = 1,
        double lambda = 1.3,
        double gain = 1,
        double cost = 0.5,
        double prior = 0.6,
        double seen = 0.7
    ) =>
        FormattableString.Invariant(
            $$"""
            deal "Law"
            period year
            horizon 4
            party A
            party B
            discount 0.9
            precision lambda {{lambda / scale}}
            private A.mind { bad: {{prior}}, good: {{1 - prior}} }
              drifts each 2 years: bad to good 0.1, good to bad 0.2
            state s { calm, breach, war } = calm
            state arms 0..2 = 0
            turn A when s = calm {
              keep
              arm when arms < 2: arms += 1; A pays {{scale * cost}}
              unseen cheat as keep: A gains {{scale * gain}} if bad else 0; chance { {{seen}}: s = breach otherwise: B pays {{scale * 0.4}} }
            }
            chance inspection when s = calm and arms > 0 { 0.3 if bad else 0.1: s = breach otherwise: s = calm }
            joint turn crisis when s = breach {
              A { stand  yield: A pays {{scale * 0.3}} }
              B { stand  yield: B pays {{scale * 0.2}} }
              outcome when A plays stand and B plays stand: s = war
              outcome when A plays yield or B plays yield: s = calm
            }
            interest A each year { always: {{shift}} s = war: {{scale}} * (-2 + arms + 0.5 if bad else -2) }
            interest B each year { s = war: {{scale * -3}} s = calm: {{scale * -0.2}} * arms }
            no deal none "As it is"
            offer same "The same again"
            ask calm "Calm": chance s = calm through 4
            ask until "Until war": time until s = war
            promise keeps "A keeps": A plays keep
            holds when calm >= 0.5
            """
        );

    private static readonly Gen<(double Gain, double Cost, double Prior, double Seen)> Numbers = Gen.Select(
        Gen.Double[0, 2],
        Gen.Double[0, 1],
        Gen.Double[0.05, 0.95],
        Gen.Double[0.1, 0.9]
    );

    private static BeliefSolution Solve(string text, int resolution = 9) => TwoSidedDeal.Solve(SoundDeal.Lower(text), resolution);

    [Fact]
    public void A_constant_in_every_flow_changes_no_choice_and_adds_its_discounted_sum() =>
        Numbers.Sample(
            n =>
            {
                var plain = Solve(Text(gain: n.Gain, cost: n.Cost, prior: n.Prior, seen: n.Seen));
                var shifted = Solve(Text(shift: 2, gain: n.Gain, cost: n.Cost, prior: n.Prior, seen: n.Seen));
                AssertSameChoices(plain, shifted);
                var sum = 2 * (1 + 0.9 + 0.81 + 0.729);
                for (var i = 0; i < 2 * plain.Grid.PointCount; i++)
                    Assert.Equal(plain.InitialValues[i] + sum, shifted.InitialValues[i], 1e-7);
            },
            iter: 8,
            threads: 1
        );

    [Fact]
    public void Payoffs_times_k_and_precision_over_k_change_no_choice() =>
        Numbers.Sample(
            n =>
                AssertSameChoices(
                    Solve(Text(gain: n.Gain, cost: n.Cost, prior: n.Prior, seen: n.Seen)),
                    Solve(Text(scale: 3, gain: n.Gain, cost: n.Cost, prior: n.Prior, seen: n.Seen))
                ),
            iter: 8,
            threads: 1
        );

    [Fact]
    public void Every_row_of_choices_adds_to_one_and_is_certified() =>
        Numbers.Sample(
            n =>
            {
                var solution = Solve(Text(gain: n.Gain, cost: n.Cost, prior: n.Prior, seen: n.Seen, lambda: 3));
                Assert.True(solution.Report!.LogitResidual < 1e-9);
                for (var node = 0; node < solution.Game.Nodes.Count; node++)
                    if (solution.Game.Nodes[node] is TurnNode turn)
                        for (var type = 0; type < solution.Game.Parties[turn.Mover].TypeCount; type++)
                        for (var point = 0; point < solution.Grid.PointCount; point++)
                            Assert.Equal(1, Enumerable.Range(0, turn.Options.Count).Sum(option => solution.Choice(1, node, 0, type, option)[point]), 1e-9);
            },
            iter: 8,
            threads: 1
        );

    [Fact]
    public void An_offer_equal_to_no_deal_has_no_surplus_at_all()
    {
        var file = DealFile.Read(new SourceText(Text()));
        var result = Weigh.Run(file, new WeighingOptions { Draws = 8, Resolution = 7 });
        Assert.All(result.Offers[1].Draws.Surplus, column => Assert.All(column, surplus => Assert.Equal(0, surplus)));
        Assert.Equal(1, result.Offers[1].AllSign.Share);
    }

    [Fact]
    public void Simulated_frequencies_agree_with_forward_chances()
    {
        var offer = SoundDeal.Lower(Text());
        var outcome = new OfferSolver(offer, 9).Solve([], TestContext.Current.CancellationToken);
        var simulator = new Simulator(outcome.Solution, 7);
        const int paths = 40_000;
        var states = new int[4];
        var calm = 0;
        for (var play = 0; play < paths; play++)
        {
            simulator.Play(4, states);
            if (states.All(state => offer.Asks[0].Holds[state]))
                calm++;
        }
        var exact = outcome.Measures[0];
        Assert.Equal(exact, calm / (double)paths, 4.5 * Math.Sqrt(exact * (1 - exact) / paths));
    }

    [Fact]
    public void Mass_is_neither_lost_nor_made()
    {
        var offer = SoundDeal.Lower(Text());
        var pass = new OfferSolver(offer, 9).Solve([], TestContext.Current.CancellationToken).Forward;
        Assert.All(pass.Alive[0], total => Assert.Equal(1, total, 1e-9));
        Assert.All(pass.StateShare, shares => Assert.Equal(1, shares.Sum(), 1e-9));
    }

    // Backward induction by hand: after a breach 1 beats 0 for the guarantor (honour), so a breach brings -2 against 0 for keeping.
    [Fact]
    public void Rational_play_with_nothing_private_is_backward_induction()
    {
        const string text = """
            deal "Rational"
            period year
            horizon 1
            party Russia
            party Guarantor
            discount 1
            precision rational
            state s { peace, breach, member, war } = peace
            turn Russia when s = peace { keep  attack: s = breach }
            turn Guarantor when s = breach { honour: s = member  renege: s = war; Guarantor pays 3 }
            interest Russia { s = member: -2 s = war: 4 }
            interest Guarantor { s = member: -1 s = war: 1 }
            no deal none "As it is"
            ask peace "Peace": chance s = peace through 1
            """;
        var offer = SoundDeal.Lower(text);
        var outcome = new OfferSolver(offer, 3).Solve([], TestContext.Current.CancellationToken);
        Assert.Equal(1, outcome.Measures[0]);
        Assert.Equal([0, 0], outcome.Values);
        Assert.Equal(0, outcome.Solution.Report!.DeviationGain, 1e-12);
    }

    // Two parties that must coordinate have three logit equilibria at this precision, one of them mixed; the report says so.
    [Fact]
    public void Several_fixed_points_are_named()
    {
        const string text = """
            deal "Coordination"
            period year
            horizon 1
            party A
            party B
            discount 1
            precision lambda 5
            state s { start, both, none } = start
            joint turn meet when s = start {
              A { left  right }
              B { left  right }
              outcome when A plays left and B plays left: s = both
              outcome when A plays right and B plays right: s = both; A gains 0.2
              outcome when A plays left and B plays right: s = none
              outcome when A plays right and B plays left: s = none
            }
            interest A { s = both: 2 }
            interest B { s = both: 2 }
            no deal none "As it is"
            ask met "Met": chance s = both by 1
            """;
        var offer = SoundDeal.Lower(text);
        var outcome = new OfferSolver(offer, 3, new RecursionSettings { SearchOthers = true }).Solve([], TestContext.Current.CancellationToken);
        Assert.Equal(2, outcome.Solution.Report!.OthersFound);
        Assert.Equal(2, outcome.Others.Count);
    }

    private static void AssertSameChoices(BeliefSolution a, BeliefSolution b)
    {
        for (var node = 0; node < a.Game.Nodes.Count; node++)
            if (a.Game.Nodes[node] is TurnNode turn)
                for (var type = 0; type < a.Game.Parties[turn.Mover].TypeCount; type++)
                for (var option = 0; option < turn.Options.Count; option++)
                for (var point = 0; point < a.Grid.PointCount; point++)
                    Assert.Equal(a.Choice(0, node, 0, type, option)[point], b.Choice(0, node, 0, type, option)[point], 1e-6);
    }
}
