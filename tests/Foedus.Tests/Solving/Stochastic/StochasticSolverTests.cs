using CsCheck;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Stochastic;

namespace Foedus.Tests.Solving.Stochastic;

public class StochasticSolverTests
{
    private static StochasticGame OneState(double discount, double[] row, double[] column) =>
        new()
        {
            StateCount = 1,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
            ],
            Discount = [discount, discount],
            Payoff =
            [
                [row, column],
            ],
            Transition =
            [
                [
                    [1],
                    [1],
                    [1],
                    [1],
                ],
            ],
        };

    // In a prisoner's dilemma whose temptation is the same whatever the other does, the logit choice has a closed form.
    [Fact]
    public void A_dominant_action_is_played_by_the_logistic_formula()
    {
        var game = OneState(0.9, [3, 0, 4, 1], [3, 4, 0, 1]);
        var (report, equilibria) = StochasticSolver.Solve(game, 2, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Solved, report.Status);
        Assert.Equal(1 / (1 + Math.Exp(2)), equilibria[0].Strategies[0][0][0], 1e-12);
        var (_, exact) = StochasticSolver.Solve(game, null, TestContext.Current.CancellationToken);
        Assert.Equal(1, exact[0].Strategies[0][1][1], 1e-12);
        Assert.Equal(1 / (1 - 0.9), exact[0].Values[0][0], 1e-9);
    }

    [Fact]
    public void Matching_pennies_is_mixed_evenly()
    {
        var (_, equilibria) = StochasticSolver.Solve(OneState(0.5, [1, -1, -1, 1], [-1, 1, 1, -1]), null, TestContext.Current.CancellationToken);
        Assert.Equal(0.5, Assert.Single(equilibria).Strategies[0][0][0], 1e-9);
    }

    [Fact]
    public void Coordination_has_several_equilibria_and_they_are_listed()
    {
        var (report, equilibria) = StochasticSolver.Solve(OneState(0.5, [2, 0, 0, 1], [2, 0, 0, 1]), null, TestContext.Current.CancellationToken);
        Assert.True(equilibria.Count >= 2);
        Assert.Equal(equilibria.Count - 1, report.OthersFound);
        Assert.Equal(1, equilibria[0].Strategies[0][0][0], 1e-9);
        Assert.All(equilibria, profile => Assert.True(profile.DeviationGain <= 1e-8));
    }

    [Fact]
    public void What_is_called_solved_is_a_logit_equilibrium_of_any_random_game() =>
        Gen.Double[-1, 1]
            .Array[2 * 2 * 4]
            .Select(Gen.Double[0.05, 1].Array[2 * 4 * 2])
            .Sample(
                (payoffs, weights) =>
                {
                    var game = new StochasticGame
                    {
                        StateCount = 2,
                        PlayerCount = 2,
                        Actions =
                        [
                            [2, 2],
                            [2, 2],
                        ],
                        Discount = [0.9, 0.8],
                        Payoff = [.. payoffs.Chunk(8).Select(state => state.Chunk(4).ToArray())],
                        Transition =
                        [
                            .. weights.Chunk(8).Select(state => state.Chunk(2).Select(row => row.Select(weight => weight / row.Sum()).ToArray()).ToArray()),
                        ],
                    };
                    var (report, equilibria) = StochasticSolver.Solve(game, 3);
                    Assert.Equal(SolveStatus.Solved, report.Status);
                    Assert.All(equilibria, profile => Assert.True(profile.LogitResidual < 1e-9));
                },
                iter: TestScale.Of(8),
                threads: 1
            );

    [Fact]
    public void Payoffs_times_k_and_lambda_over_k_change_nothing()
    {
        var random = new Random(3);
        for (var trial = 0; trial < TestScale.Of(2); trial++)
        {
            var game = Random(random, 2 + trial % 2);
            foreach (var lambda in new double?[] { 2, null })
            {
                var (report, plain) = StochasticSolver.Solve(game, lambda);
                Assert.Equal(SolveStatus.Solved, report.Status);
                foreach (var k in new[] { 1e-7, 1e6, 1e10 })
                {
                    var (scaledReport, scaled) = StochasticSolver.Solve(Scaled(game, k), lambda / k);
                    Assert.Equal(report.Status, scaledReport.Status);
                    Assert.Equal(plain.Count, scaled.Count);
                    Assert.All(Flat(plain[0]).Zip(Flat(scaled[0])), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
                }
            }
        }
    }

    [Fact]
    public void One_players_large_unit_does_not_hide_the_other()
    {
        var game = OneState(0.5, [1e12, 0, 0, 5e11], [0.9, 0.2, 0.9, 0.2]);
        var (report, equilibria) = StochasticSolver.Solve(game, null, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Solved, report.Status);
        Assert.Equal(1, Assert.Single(equilibria).Strategies[0][1][0], 1e-9);
    }

    // Whatever the second player mixes between its two equal actions is an equilibrium.
    [Fact]
    public void A_continuum_is_said_and_listed_once()
    {
        var game = new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 2,
            Actions =
            [
                [1, 3],
            ],
            Discount = [0.25, 0.5],
            Payoff =
            [
                [
                    [4, 1, 3],
                    [2, 7, 7],
                ],
            ],
            Transition =
            [
                [
                    [1],
                    [1],
                    [1],
                ],
            ],
        };
        var (report, equilibria) = StochasticSolver.Solve(game, null, TestContext.Current.CancellationToken);
        Assert.Equal(14, Assert.Single(equilibria).Values[0][1], 1e-9);
        Assert.Contains(report.Notes, note => note.Contains("continuum"));
    }

    [Fact]
    public void Exactly_symmetric_games_are_followed_on_the_diagonal_and_the_report_says_so()
    {
        var game = OneState(0.5, [0, -1, 2, -10], [0, 2, -1, -10]);
        foreach (var lambda in new[] { 0.2, 1.5, 6 })
        {
            var (report, equilibria) = StochasticSolver.Solve(game, lambda, TestContext.Current.CancellationToken);
            Assert.Equal(SolveStatus.Solved, report.Status);
            Assert.Equal(equilibria[0].Strategies[0][0][1], equilibria[0].Strategies[0][1][1], 1e-9);
            Assert.Equal(lambda > 1, report.Notes.Any(note => note.Contains("symmetry")));
        }
    }

    [Fact]
    public void Payoffs_beyond_all_bounds_are_refused_in_words()
    {
        Assert.Throws<RefusedException>(() => StochasticSolver.Solve(OneState(0.5, [1e308, 0, 0, 1], [1e308, 0, 0, 1]), 10));
        Assert.Throws<RefusedException>(() => StochasticSolver.Solve(OneState(0.5, [1e308, 0, 0, -1e308], [1, 0, 0, 1]), null));
    }

    [Fact]
    public async Task A_large_game_ends_within_a_second_of_its_cancellation()
    {
        var game = Random(new Random(1), 400);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => StochasticSolver.Solve(game, 5, stop.Token)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    private static StochasticGame Random(Random random, int states) =>
        new()
        {
            StateCount = states,
            PlayerCount = 2,
            Actions = [.. Enumerable.Repeat(new[] { 2, 2 }, states)],
            Discount = [0.9, 0.7],
            Payoff =
            [
                .. Enumerable
                    .Range(0, states)
                    .Select(_ => Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 4).Select(_ => 2 * random.NextDouble() - 1).ToArray()).ToArray()),
            ],
            Transition = [.. Enumerable.Range(0, states).Select(_ => Enumerable.Range(0, 4).Select(_ => Chances(random, states)).ToArray())],
        };

    private static double[] Chances(Random random, int count)
    {
        var weights = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static StochasticGame Scaled(StochasticGame game, double k) =>
        new()
        {
            StateCount = game.StateCount,
            PlayerCount = game.PlayerCount,
            Actions = game.Actions,
            Discount = game.Discount,
            Payoff = [.. game.Payoff.Select(state => state.Select(player => player.Select(payoff => payoff * k).ToArray()).ToArray())],
            Transition = game.Transition,
        };

    private static IEnumerable<double> Flat(StationaryProfile profile) => profile.Strategies.SelectMany(state => state.SelectMany(player => player));
}
