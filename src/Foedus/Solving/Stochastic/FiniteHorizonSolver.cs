using System.Diagnostics;
using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Strategic;

namespace Foedus.Solving.Stochastic;

/// <summary>What a concurrent game of some rounds is worth, from its first state.</summary>
/// <param name="Reach">[player] largest chance, whatever the others do together, that the target is reached within the rounds; null without a target.</param>
/// <param name="Secure">[player] largest expected sum of own points whatever the others do together.</param>
/// <param name="Welfare">[player] what the subgame-perfect equilibrium that is best in total at every stage gives; null where it was not looked for.</param>
/// <param name="Strategies">[period][state][player][action] of that equilibrium.</param>
/// <param name="StageGain">Largest gain of a player by one deviation at a stage of it, points.</param>
public sealed record FiniteHorizonValues(double[]? Reach, double[] Secure, double[]? Welfare, double[][][][]? Strategies, double StageGain);

/// <summary>Games of some rounds in which all choose at once: what each can secure, and the equilibrium that is best in total, by backward induction over stage games.</summary>
/// <remarks>
/// Max-min: a linear program at every stage (Shapley 1953, cut after the last round). Welfare: at every stage all extreme equilibria, and of them the one with the largest sum;
/// the largest sum over a set of equilibria is at an extreme one (Kwiatkowska, Norman, Parker and Santos 2021, section 4). Two players for the latter.
/// </remarks>
public static class FiniteHorizonSolver
{
    public static (SolveReport Report, FiniteHorizonValues Values) Solve(StochasticGame game, FiniteHorizon end, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        // What is added up over the rounds: the largest payoff as often as there are rounds.
        Tolerances.CheckRanges(
            [
                .. Enumerable
                    .Range(0, game.PlayerCount)
                    .Select(player => end.Periods * (game.PayoffRanges()[player] + game.Payoff.Max(state => Math.Abs(state[player].Max())))),
            ],
            [.. Enumerable.Range(1, game.PlayerCount).Select(player => $"player {player}")]
        );
        var reach = end.TargetState is { } target
            ? Enumerable.Range(0, game.PlayerCount).Select(player => Secure(game, end, player, target, cancel)).ToArray()
            : null;
        var secure = Enumerable.Range(0, game.PlayerCount).Select(player => Secure(game, end, player, null, cancel)).ToArray();
        var (welfare, strategies, gain) = game.PlayerCount == 2 ? Best(game, end, cancel) : (null, null, 0);
        return (
            new SolveReport
            {
                Status = SolveStatus.Solved,
                Method = "backward induction over stage games: linear programs and all extreme equilibria",
                Certifies =
                    game.PlayerCount == 2
                        ? $"no player gains more than {gain:0.0e+0;-0.0e+0;0} points by a deviation at any stage"
                        : "max-min values by linear programming at every stage",
                DeviationGain = game.PlayerCount == 2 ? gain : double.NaN,
                Selection = "largest sum of payoffs at every stage",
                Size = (long)game.StateCount * end.Periods,
                SizeUnit = "stage games",
                Elapsed = clock.Elapsed,
                Notes = game.PlayerCount == 2 ? [] : ["The equilibrium that is best in total is looked for with two players only."],
            },
            new FiniteHorizonValues(reach, secure, welfare, strategies, gain)
        );
    }

    private static double Secure(StochasticGame game, FiniteHorizon end, int player, int? target, CancellationToken cancel)
    {
        var values = new double[game.StateCount];
        for (var left = 0; left < end.Periods; left++)
        {
            cancel.ThrowIfCancellationRequested();
            if (target is { } reached)
                values[reached] = 1;
            var later = values;
            values =
            [
                .. Enumerable
                    .Range(0, game.StateCount)
                    .Select(state =>
                        state == target
                            ? 1
                            : MatrixGame.MaxMin(
                                Stage(game, state, player, profile =>
                                    (target is null ? game.Payoff[state][player][profile] : 0)
                                    + (target is null ? game.Discount[player] : 1) * Later(game, state, profile, later)
                                ),
                                cancel
                            )
                    ),
            ];
        }
        return values[end.InitialState];
    }

    private static double Later(StochasticGame game, int state, int profile, double[] values)
    {
        var sum = 0.0;
        for (var next = 0; next < values.Length; next++)
            sum += game.Transition[state][profile][next] * values[next];
        return sum;
    }

    // Rows are the player's actions, columns everything the others may do together.
    private static double[][] Stage(StochasticGame game, int state, int player, Func<int, double> worth)
    {
        var profiles = Profiles.All(game.Actions[state]);
        var rows = game.Actions[state][player];
        var (stage, filled) = (new double[rows][], new int[rows]);
        for (var row = 0; row < rows; row++)
            stage[row] = new double[profiles.Length / rows];
        // Each profile once.
        for (var profile = 0; profile < profiles.Length; profile++)
        {
            var row = profiles[profile][player];
            stage[row][filled[row]++] = worth(profile);
        }
        return stage;
    }

    private static (double[]? Welfare, double[][][][]? Strategies, double Gain) Best(StochasticGame game, FiniteHorizon end, CancellationToken cancel)
    {
        var values = new double[][] { new double[game.StateCount], new double[game.StateCount] };
        var strategies = new double[end.Periods][][][];
        var gain = 0.0;
        for (var period = end.Periods - 1; period >= 0; period--)
        {
            var now = new double[][] { new double[game.StateCount], new double[game.StateCount] };
            strategies[period] = new double[game.StateCount][][];
            for (var state = 0; state < game.StateCount; state++)
            {
                var (first, second) = (game.Actions[state][0], game.Actions[state][1]);
                var table = new double[first * second * 2];
                for (var a = 0; a < first; a++)
                for (var b = 0; b < second; b++)
                for (var i = 0; i < 2; i++)
                    table[(a + first * b) * 2 + i] = game.Payoff[state][i][a * second + b] + game.Discount[i] * Later(game, state, a * second + b, values[i]);
                var stage = new NormalFormGame("stage", ["1", "2"], [Names(first), Names(second)], table);
                var best = ExtremeEquilibria
                    .Find(stage, cancel: cancel)
                    .Select(pair => (Pair: pair, Worth: Worth(stage, pair)))
                    .MaxBy(found => found.Worth[0] + found.Worth[1]);
                strategies[period][state] = best.Pair;
                gain = Math.Max(gain, Gain(stage, best.Pair, best.Worth));
                for (var i = 0; i < 2; i++)
                    now[i][state] = best.Worth[i];
            }
            values = now;
        }
        return ([values[0][end.InitialState], values[1][end.InitialState]], strategies, gain);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];

    private static double[] Worth(NormalFormGame stage, double[][] pair)
    {
        var worth = new double[2];
        for (var profile = 0; profile < stage.ProfileCount; profile++)
        for (var i = 0; i < 2; i++)
            worth[i] += pair[0][stage.StrategyIn(profile, 0)] * pair[1][stage.StrategyIn(profile, 1)] * stage.Payoff(profile, i);
        return worth;
    }

    private static double Gain(NormalFormGame stage, double[][] pair, double[] worth)
    {
        var gain = 0.0;
        for (var i = 0; i < 2; i++)
        for (var s = 0; s < stage.StrategyCount(i); s++)
        {
            var changed = new[] { pair[0], pair[1] };
            changed[i] = new double[stage.StrategyCount(i)];
            changed[i][s] = 1;
            gain = Math.Max(gain, Worth(stage, changed)[i] - worth[i]);
        }
        return gain;
    }
}
