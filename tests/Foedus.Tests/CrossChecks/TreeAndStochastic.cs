using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;
using Foedus.Tests.Solving.Continuation;
using Foedus.Weighing;

namespace Foedus.Tests.CrossChecks;

/// <summary>The same game as a table, as a tree, as a stochastic game and as a deal has the same answer at every λ.</summary>
public class TreeAndStochastic
{
    private static readonly double[] Cares = [0.5, 2, 6, 15, 40];

    // A table that is played again for ever, whatever was chosen, is the table.
    [Fact]
    public void A_table_repeated_without_memory_is_the_table()
    {
        for (var number = 0; number < Math.Min(70, TestScale.Of(24)); number++)
        {
            if (HardGames.Table(number) is not { } table || table.PayoffRanges().Max() == 0)
                continue;
            var game = Repeated(table);
            foreach (var care in Cares)
            {
                var lambda = care / table.PayoffRanges().Max();
                AssertSame($"table {number} at λ × range = {care}", table.ToExtensive(), game, lambda);
            }
        }
    }

    // Two rounds with what was chosen in the first seen by all, then nothing: the tree's λ at the second round is divided by the discount, for λ acts on values as seen from there.
    [Fact]
    public void Two_rounds_are_the_tree_of_two_rounds()
    {
        var random = new Random(11);
        for (var trial = 0; trial < TestScale.Of(14); trial++)
        {
            var game = TwoRounds(random);
            var tree = Tree(game);
            foreach (var lambda in new[] { 0.3, 1, 3, 8 })
                AssertSame($"rounds {trial} at λ = {lambda}", tree, game, lambda);
        }
    }

    // One joint turn as a deal: at these λ no other fixed point is found.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.42)]
    public void A_joint_turn_as_a_deal_is_the_table(double lambda)
    {
        var text = FormattableString.Invariant(
            $$"""
            deal "Road"
            period year
            horizon 1
            party North
            party South
            discount 1
            precision lambda {{lambda}}
            state road { open, crash, n, s, calm } = open
            joint turn drive when road = open {
              North { yield  dare }
              South { yield  dare }
              outcome when North plays dare and South plays dare: road = crash; North pays 10; South pays 10
              outcome when North plays dare and South plays yield: road = n; North gains 2.1; South pays 1
              outcome when North plays yield and South plays dare: road = s; North pays 1; South gains 2
              outcome when North plays yield and South plays yield: road = calm
            }
            no deal bare "As it is"
            ask crash "Crash": chance road = crash by 1
            """
        );
        var outcome = new OfferSolver(SoundDeal.Lower(text), 3, new RecursionSettings { SearchOthers = true }).Solve([], TestContext.Current.CancellationToken);
        var table = new NormalFormGame(
            "road",
            ["North", "South"],
            [
                ["yield", "dare"],
                ["yield", "dare"],
            ],
            [0, 0, 2.1, -1, -1, 2, -10, -10]
        );
        var tree = LogitSolver.At(table.ToExtensive(), lambda).Equilibria[0];
        Assert.Equal(tree.Payoffs[0], outcome.Values[0], 1e-6);
        Assert.Equal(tree.Payoffs[1], outcome.Values[1], 1e-6);
        var (report, stationary) = StochasticSolver.Solve(Repeated(table), lambda, TestContext.Current.CancellationToken);
        Assert.Equal(0, report.OthersFound);
        Assert.Equal(tree.Profile.Probability(1), stationary[0].Strategies[0][0][1], 1e-8);
    }

    // What everybody does at first, and what it is worth.
    private static void AssertSame(string what, ExtensiveGame extensive, StochasticGame game, double lambda)
    {
        var tree = LogitSolver.At(extensive, lambda);
        var (report, stationary) = StochasticSolver.Solve(game, lambda, TestContext.Current.CancellationToken);
        Assert.True(tree.Report.Status == SolveStatus.Solved && report.Status == SolveStatus.Solved, $"{what}: {tree.Report.Status}, {report.Status}");
        var first = tree.Equilibria[0].Profile;
        for (var player = 0; player < game.PlayerCount; player++)
        for (var action = 0; action < game.Actions[0][player]; action++)
        {
            var set = Enumerable
                .Range(0, extensive.InformationSetCount)
                .Single(each => extensive.SetPlayer[each] == player && extensive.InformationSetNumber(each) == 1);
            var at = extensive.ActionStart[set] + action;
            var gap = Math.Abs(first.Probability(at) - stationary[0].Strategies[0][player][action]);
            Assert.True(
                gap < 1e-7,
                $"{what}: player {player + 1} takes {action + 1} with {first.Probability(at):G6} on the tree and {stationary[0].Strategies[0][player][action]:G6} as a stochastic game"
            );
        }
        Assert.All(Enumerable.Range(0, game.PlayerCount), player =>
        {
            var scale = Math.Max(1, Math.Abs(stationary[0].Values[0][player]));
            var worth = game.StateCount == 1 ? stationary[0].Values[0][player] * (1 - game.Discount[player]) : stationary[0].Values[0][player];
            Assert.Equal(tree.Equilibria[0].Payoffs[player], worth, 1e-6 * scale);
        });
    }

    private static StochasticGame Repeated(NormalFormGame table)
    {
        var (m, n) = (table.StrategyCount(0), table.StrategyCount(1));
        return new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 2,
            Actions =
            [
                [m, n],
            ],
            Discount = [0.8, 0.3],
            Payoff =
            [
                [
                    .. Enumerable
                        .Range(0, 2)
                        .Select(player => Enumerable.Range(0, m * n).Select(profile => table.Payoff(profile / n + m * (profile % n), player)).ToArray()),
                ],
            ],
            Transition =
            [
                [.. Enumerable.Range(0, m * n).Select(_ => new double[] { 1 })],
            ],
        };
    }

    // State 0 leads to state 1 or 2 by what was chosen, with chance; those to the end, where nothing happens.
    private static StochasticGame TwoRounds(Random random)
    {
        double[] Payoffs() => [.. Enumerable.Range(0, 4).Select(_ => random.Next(-5, 6) + 0.1 * random.NextDouble())];
        return new StochasticGame
        {
            StateCount = 4,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
                [2, 2],
                [2, 2],
                [1, 1],
            ],
            Discount = [0.8, 0.8],
            Payoff =
            [
                [Payoffs(), Payoffs()],
                [Payoffs(), Payoffs()],
                [Payoffs(), Payoffs()],
                [
                    [0],
                    [0],
                ],
            ],
            Transition =
            [
                [.. Enumerable.Range(0, 4).Select(_ => random.Next(1, 4) / 4.0).Select(chance => new[] { 0, chance, 1 - chance, 0 })],
                [.. Enumerable.Repeat(new double[] { 0, 0, 0, 1 }, 4)],
                [.. Enumerable.Repeat(new double[] { 0, 0, 0, 1 }, 4)],
                [
                    [0, 0, 0, 1],
                ],
            ],
        };
    }

    private static ExtensiveGame Tree(StochasticGame game)
    {
        var builder = new ExtensiveGameBuilder("two rounds", ["1", "2"]);
        builder.Decision(1, 1, ["a", "b"]);
        for (var a = 0; a < 2; a++)
        {
            builder.Decision(2, 1, ["a", "b"]);
            for (var b = 0; b < 2; b++)
            {
                var chances = game.Transition[0][2 * a + b];
                builder.Chance([("1", chances[1]), ("2", chances[2])]);
                for (var state = 1; state <= 2; state++)
                {
                    var set = 10 + 4 * a + 2 * b + state;
                    builder.Decision(1, set, ["a", "b"]);
                    for (var c = 0; c < 2; c++)
                    {
                        builder.Decision(2, set, ["a", "b"]);
                        for (var d = 0; d < 2; d++)
                            builder.Terminal([
                                .. Enumerable.Range(0, 2).Select(i => game.Payoff[0][i][2 * a + b] + game.Discount[i] * game.Payoff[state][i][2 * c + d]),
                            ]);
                    }
                }
            }
        }
        var tree = builder.Build();
        return tree.WithPrecision([
            .. Enumerable.Range(0, tree.InformationSetCount).Select(set => tree.InformationSetNumber(set) == 1 ? 1 : 1 / game.Discount[0]),
        ]);
    }
}
