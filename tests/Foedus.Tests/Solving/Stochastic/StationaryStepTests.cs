using Foedus.Games;
using Foedus.Solving.Continuation;
using Foedus.Solving.Stochastic;

namespace Foedus.Tests.Solving.Stochastic;

/// <summary>The step in the values against that of the whole Jacobian.</summary>
public class StationaryStepTests
{
    [Theory]
    [InlineData(2, 2, 3)]
    [InlineData(4, 2, 2)]
    [InlineData(3, 3, 2)]
    [InlineData(5, 3, 3)]
    public void It_is_the_step_of_the_whole_Jacobian(int states, int players, int actions)
    {
        var random = new Random(states + 10 * players + 100 * actions);
        // One player has an action more in the first state.
        int[][] counts =
        [
            .. Enumerable
                .Range(0, states)
                .Select(state => Enumerable.Range(0, players).Select(player => actions + (state == 0 && player == 1 ? 1 : 0)).ToArray()),
        ];
        double[] Row() =>
            [.. Enumerable.Range(0, states).Select(_ => random.NextDouble()).ToArray() is var weights ? weights.Select(weight => weight / weights.Sum()) : []];
        var game = new StochasticGame
        {
            StateCount = states,
            PlayerCount = players,
            Actions = counts,
            Discount = [.. Enumerable.Range(0, players).Select(player => 0.9 - 0.1 * player)],
            Payoff =
            [
                .. counts.Select(state =>
                    Enumerable
                        .Range(0, players)
                        .Select(_ => Enumerable.Range(0, state.Aggregate((a, b) => a * b)).Select(_ => 2 * random.NextDouble() - 1).ToArray())
                        .ToArray()
                ),
            ],
            Transition = [.. counts.Select(state => Enumerable.Range(0, state.Aggregate((a, b) => a * b)).Select(_ => Row()).ToArray())],
        };
        var ranges = game.PayoffRanges();
        var worths = new StationaryWorths(game, ranges.Max(), TestContext.Current.CancellationToken);
        var equations = new StationaryEquations(game, worths, ranges);
        var step = StationaryStep.For(game, worths, TestContext.Current.CancellationToken)!;
        for (var trial = 0; trial < 3; trial++)
        {
            double[] point = [.. Enumerable.Range(0, equations.Unknowns).Select(_ => 4 * random.NextDouble() - 2), 3.5];
            var (found, expected, border) = (new double[equations.Unknowns + 1], new double[equations.Unknowns + 1], new double[equations.Unknowns + 1]);
            border[^1] = 1;
            equations.Evaluate(point, expected.AsSpan(..^1));
            expected.CopyTo(found, 0);
            Assert.True(step.Solve(equations.Probabilities.ToArray(), point[^1], found.AsSpan(..^1)));
            var system = new BorderedSystem(equations, TestContext.Current.CancellationToken);
            Assert.True(system.Prepare(border) && system.Solve(expected));
            var size = expected.Max(Math.Abs);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * size));
        }
    }
}
