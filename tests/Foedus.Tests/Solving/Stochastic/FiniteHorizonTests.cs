using Foedus.Games;
using Foedus.Solving.Stochastic;

namespace Foedus.Tests.Solving.Stochastic;

public class FiniteHorizonTests
{
    // A truce (state 0) that either may break (state 1, for good): worth 2 a round to both while it lasts, breaking alone pays 3 once, both together 1, war costs both 1 a round.
    private static StochasticGame Truce() =>
        new()
        {
            StateCount = 2,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
                [1, 1],
            ],
            Discount = [1, 1],
            Payoff =
            [
                [
                    [2, 0, 3, 1],
                    [2, 3, 0, 1],
                ],
                [
                    [-1],
                    [-1],
                ],
            ],
            Transition =
            [
                [
                    [1, 0],
                    [0, 1],
                    [0, 1],
                    [0, 1],
                ],
                [
                    [0, 1],
                ],
            ],
        };

    [Fact]
    public void The_best_equilibrium_of_a_truce_keeps_it_until_the_last_round()
    {
        var (report, values) = FiniteHorizonSolver.Solve(Truce(), new FiniteHorizon(3, 0, 1), TestContext.Current.CancellationToken);
        // Last round: breaking is dominant, 1 each. Before: keeping for 2 and a later 1 against 3 and a later −1.
        Assert.Equal([5, 5], values.Welfare!);
        Assert.True(report.DeviationGain < 1e-12);
        Assert.Equal(1, values.Reach![0], 1e-12);
        Assert.Equal(-1, values.Secure[0], 1e-12);
    }

    [Fact]
    public void What_matching_pennies_secures_adds_up_over_rounds()
    {
        var pennies = new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
            ],
            Discount = [0.5, 1],
            Payoff =
            [
                [
                    [3, 0, 0, 1],
                    [-3, 0, 0, -1],
                ],
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
        var (_, values) = FiniteHorizonSolver.Solve(pennies, new FiniteHorizon(2, 0, null), TestContext.Current.CancellationToken);
        Assert.Equal(0.75 * 1.5, values.Secure[0], 1e-9);
        Assert.Equal(-0.75 * 2, values.Secure[1], 1e-9);
        Assert.Null(values.Reach);
    }
}
