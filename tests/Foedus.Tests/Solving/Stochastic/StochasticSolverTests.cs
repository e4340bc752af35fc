using CsCheck;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Stochastic;

namespace Foedus.Tests.Solving.Stochastic;

public class StochasticSolverTests
{
    private static StochasticGame OneState(double discount, double[] row, double[] column) => new()
    {
        StateCount = 1,
        PlayerCount = 2,
        Actions = [[2, 2]],
        Discount = [discount, discount],
        Payoff = [[row, column]],
        Transition = [[[1], [1], [1], [1]]],
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
    public void What_is_called_solved_is_a_logit_equilibrium_of_any_random_game() => Gen.Double[-1, 1].Array[2 * 2 * 4].Select(Gen.Double[0.05, 1].Array[2 * 4 * 2]).Sample((payoffs, weights) =>
    {
        var game = new StochasticGame
        {
            StateCount = 2,
            PlayerCount = 2,
            Actions = [[2, 2], [2, 2]],
            Discount = [0.9, 0.8],
            Payoff = [.. payoffs.Chunk(8).Select(state => state.Chunk(4).ToArray())],
            Transition = [.. weights.Chunk(8).Select(state => state.Chunk(2).Select(row => row.Select(weight => weight / row.Sum()).ToArray()).ToArray())],
        };
        var (report, equilibria) = StochasticSolver.Solve(game, 3);
        Assert.Equal(SolveStatus.Solved, report.Status);
        Assert.All(equilibria, profile => Assert.True(profile.LogitResidual < 1e-9));
    }, iter: TestScale.Of(8), threads: 1);
}
