using Foedus.Games;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Reasons;

public class PartsAddUp
{
    /// <summary>Payments, time in states and later payments are the worth that the certificate computes backward, without sharing its code.</summary>
    [Theory]
    [InlineData("horizon 4", "")]
    [InlineData("horizon 4 then forever", "")]
    [InlineData("horizon endless", "")]
    [InlineData("horizon 4 then forever", "choices worth taste shocks")]
    public void Parts_are_the_worth_of_an_option(string horizon, string worth)
    {
        var (_, outcome) = ReasonsDeal.Solve(ReasonsDeal.Text(horizon, worth), 5);
        var backward = new PolicyEvaluation(outcome.Solution, outcome.Forward);
        backward.Run(TestContext.Current.CancellationToken);
        var game = outcome.Solution.Game;
        var asked = new List<TurnOption>();
        for (var period = 0; period < outcome.Solution.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
            foreach (var (mover, party, options) in Movers(game.Nodes[node]))
                for (var type = 0; type < 2; type++)
                for (var option = 0; option < options && outcome.Forward.VisitsOf(period, node) is { } visits && visits.Meets(party, type); option++)
                    asked.Add(new TurnOption(period, node, mover, party, type, option));
        Assert.True(asked.Count >= 20);
        var worths = OptionWorths.Of(outcome.Solution, outcome.Forward, asked, TestContext.Current.CancellationToken);
        for (var i = 0; i < asked.Count; i++)
        {
            var count = Movers(game.Nodes[asked[i].Node]).Single(mover => mover.Mover == asked[i].Mover).Options;
            Assert.Equal(backward.Worths[(asked[i].Period, asked[i].Node, asked[i].Mover)][asked[i].Type * count + asked[i].Option], worths[i].Total, 1e-6);
            var (party, time) = (game.Parties[asked[i].Party], worths[i].Time);
            Assert.Equal(
                worths[i].Flow,
                Enumerable
                    .Range(0, game.StateCount)
                    .Sum(state =>
                        Enumerable.Range(0, 2).Sum(type => time[state][type] * outcome.Solution.Coefficients[game.Flows[state][asked[i].Party][type].Index])
                    ),
                1e-9
            );
        }
    }

    /// <summary>What is concluded, by hand: B answers a sign at the belief it leaves; unread, at the belief there was.</summary>
    [Fact]
    public void Reading_is_the_difference_that_the_others_conclusion_makes()
    {
        var (offer, outcome) = ReasonsDeal.Solve(
            """
            deal "Sign"
            period year
            horizon 1
            party A
            party B
            discount 1
            precision lambda 2
            private A.kind { hard: 0.5, soft: 0.5 }
            state s { start, challenged, given, fight, fallen } = start
            state loud yes or no = no
            turn A when s = start { quiet: s = challenged  shout: s = challenged; loud = yes; A pays 0.2 if hard else 0.9 }
            turn B when s = challenged { oppose: s = fight  give: s = given }
            chance clash when s = fight { 0.8 if hard else 0.2: s = fallen otherwise: s = fight }
            interest A { s = given: 2 s = fallen: 1 s = fight: -1 }
            interest B { s = given: -0.5 s = fallen: -3 s = fight: 1 }
            no deal none "As it is"
            ask peace "Given": chance s = given at 1
            """,
            21
        );
        var (game, solution) = (offer.Game, outcome.Solution);
        var first = game.Steps[0].NodeOfState[game.InitialState];
        var prior = outcome.Forward.VisitsOf(0, first)!.Points.Single();
        var worths = OptionWorths.Of(
            solution,
            outcome.Forward,
            [.. from type in new[] { 0, 1 } from option in new[] { 0, 1 } select new TurnOption(0, first, 0, 0, type, option)]
        );
        foreach (var worth in worths)
        {
            var turn = (TurnNode)game.Nodes[first];
            var state = turn.Options[worth.Option.Option].Transitions[worth.Option.Type].Single().NextState;
            var answer = game.Steps[1].NodeOfState[state];
            var (hard, soft) = (solution.Choice(0, first, 0, 0, worth.Option.Option)[prior], solution.Choice(0, first, 0, 1, worth.Option.Option)[prior]);
            var (corners, weights) = (new int[2], new double[2]);
            solution.Grid.Locate(0, [hard / (hard + soft), soft / (hard + soft)], corners, weights);
            var win = worth.Option.Type == 0 ? 0.8 : 0.2;
            double At(int point) => solution.Choice(0, answer, 0, 0, 0)[point] * (win * 1 - (1 - win)) + solution.Choice(0, answer, 0, 0, 1)[point] * 2;
            var expected = weights[0] * At(corners[0]) + weights[1] * At(corners[1]) - At(prior);
            Assert.Equal(expected, worth.Reading, 1e-9);
        }
        Assert.Contains(worths, worth => Math.Abs(worth.Reading) > 0.05);
    }

    private static IEnumerable<(int Mover, int Party, int Options)> Movers(GameNode node) =>
        node switch
        {
            TurnNode turn => [(0, turn.Mover, turn.Options.Count)],
            JointTurnNode joint => joint.Movers.Select((mover, m) => (m, mover.Party, mover.OptionNames.Count)),
            _ => [],
        };
}
