using Foedus.Games;

namespace Foedus.Solving.Stochastic;

/// <summary>A stationary profile of a stochastic game with its values, judged apart from what made it.</summary>
/// <param name="Strategies">[state][player][action] chances.</param>
/// <param name="Values">[state][player] points, discounted to the present.</param>
/// <param name="DeviationGain">Largest gain from one deviation in one state, points.</param>
/// <param name="LogitResidual">max KL(σ ‖ softmax(λQ)) / λ, points; null where λ is infinite.</param>
/// <param name="Lambda">λ; infinity for an equilibrium without errors.</param>
public sealed record StationaryProfile(double[][][] Strategies, double[][] Values, double DeviationGain, double? LogitResidual, double Lambda)
{
    /// <summary>Works out values by iterating the profile's own equation, and compares every action with them.</summary>
    public static StationaryProfile Judge(StochasticGame game, double[][][] strategies, double lambda)
    {
        var values = Enumerable.Range(0, game.StateCount).Select(_ => new double[game.PlayerCount]).ToArray();
        for (var round = 0; round < 200_000; round++)
        {
            var change = 0.0;
            for (var state = 0; state < game.StateCount; state++)
                for (var player = 0; player < game.PlayerCount; player++)
                {
                    var worth = 0.0;
                    for (var action = 0; action < game.Actions[state][player]; action++)
                        if (strategies[state][player][action] > 0)
                            worth += strategies[state][player][action] * Worth(game, strategies, values, state, player, action);
                    change = Math.Max(change, Math.Abs(worth - values[state][player]));
                    values[state][player] = worth;
                }
            if (change < 1e-14)
                break;
        }
        // Chances that are none make no profile.
        if (strategies.Any(state => state.Any(player => player.Any(chance => !(chance >= -1e-12 && chance <= 1 + 1e-12)))))
            return new StationaryProfile(strategies, values, double.PositiveInfinity, double.PositiveInfinity, lambda);
        var (gain, residual) = (0.0, 0.0);
        for (var state = 0; state < game.StateCount; state++)
            for (var player = 0; player < game.PlayerCount; player++)
            {
                var q = Enumerable.Range(0, game.Actions[state][player]).Select(action => Worth(game, strategies, values, state, player, action)).ToArray();
                gain = Math.Max(gain, q.Max() - values[state][player]);
                if (!double.IsFinite(lambda) || lambda == 0)
                    continue;
                var logSum = Math.Log(q.Sum(value => Math.Exp(lambda * (value - q.Max()))));
                residual = Math.Max(residual, Math.Abs(strategies[state][player].Select((chance, a) => chance > 0 ? chance * (Math.Log(chance) - lambda * (q[a] - q.Max()) + logSum) : 0).Sum()) / lambda);
            }
        return new StationaryProfile(strategies, values, gain, double.IsFinite(lambda) ? residual : null, lambda);
    }

    /// <summary>What an action is worth when the others play their strategies and later values are given.</summary>
    internal static double Worth(StochasticGame game, double[][][] strategies, double[][] values, int state, int player, int action)
    {
        var worth = 0.0;
        for (var profile = 0; profile < game.ProfileCount(state); profile++)
        {
            var (rest, chance, fits) = (profile, 1.0, true);
            for (var other = game.PlayerCount - 1; other >= 0; other--)
            {
                var chosen = rest % game.Actions[state][other];
                rest /= game.Actions[state][other];
                if (other == player)
                    fits = chosen == action;
                else
                    chance *= strategies[state][other][chosen];
            }
            if (!fits || chance == 0)
                continue;
            var later = 0.0;
            for (var next = 0; next < game.StateCount; next++)
                later += game.Transition[state][profile][next] * values[next][player];
            worth += chance * (game.Payoff[state][player][profile] + game.Discount[player] * later);
        }
        return worth;
    }
}
