using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>A stationary profile of a stochastic game with its values, judged apart from what made it.</summary>
/// <param name="Strategies">[state][player][action] chances.</param>
/// <param name="Values">[state][player] points, discounted to the present.</param>
/// <param name="DeviationGain">Largest gain from one deviation in one state, points.</param>
/// <param name="LogitResidual">max KL(σ ‖ softmax(λQ)) / λ, points; null where λ is infinite.</param>
/// <param name="Lambda">λ; infinity for an equilibrium without errors.</param>
public sealed record StationaryProfile(double[][][] Strategies, double[][] Values, double DeviationGain, double? LogitResidual, double Lambda)
{
    /// <summary><see cref="DeviationGain"/> as a share of the player's own payoff range, the largest share.</summary>
    public double RelativeGain { get; private init; }

    /// <summary>Largest error of a choice probability as a share of what <see cref="Tolerances.ChoiceAt"/> allows; at most 1 in a logit equilibrium; null where λ is infinite.</summary>
    public double? LogitExcess { get; private init; }

    /// <summary>Works out values from the profile's own linear equation, and compares every action with them.</summary>
    public static StationaryProfile Judge(StochasticGame game, double[][][] strategies, double lambda, CancellationToken cancel = default)
    {
        var values = ValuesOf(game, strategies, cancel);
        double? none = double.IsFinite(lambda) ? double.PositiveInfinity : null;
        // Chances that are none make no profile.
        if (strategies.Any(state => state.Any(player => player.Any(chance => !(chance >= -1e-12 && chance <= 1 + 1e-12)) || Math.Abs(player.Sum() - 1) > 1e-9)))
            return new StationaryProfile(strategies, values, double.PositiveInfinity, none, lambda)
            {
                RelativeGain = double.PositiveInfinity,
                LogitExcess = none,
            };
        var ranges = game.PayoffRanges();
        double gain = 0,
            share = 0,
            residual = 0,
            excess = 0;
        for (var state = 0; state < game.StateCount; state++)
        for (var player = 0; player < game.PlayerCount; player++)
        {
            cancel.ThrowIfCancellationRequested();
            var own = strategies[state][player];
            var q = own.Select((_, action) => Worth(game, strategies, values, state, player, action)).ToArray();
            var most = q.Max();
            var kept = own.Zip(q, (chance, worth) => chance * worth).Sum();
            gain = Math.Max(gain, most - kept);
            share = Math.Max(share, Tolerances.Share(most - kept, ranges[player]));
            if (!double.IsFinite(lambda))
                continue;
            var logSum = Math.Log(q.Sum(worth => Math.Exp(lambda * (worth - most))));
            var allowed = Tolerances.ChoiceAt(lambda, ranges[player] / (1 - game.Discount[player]));
            for (var a = 0; a < q.Length; a++)
                excess = Math.Max(excess, Math.Abs(own[a] - Math.Exp(lambda * (q[a] - most) - logSum)) / allowed);
            if (lambda > 0)
                residual = Math.Max(
                    residual,
                    Math.Abs(own.Select((chance, a) => chance > 0 ? chance * (Math.Log(chance) - lambda * (q[a] - most) + logSum) : 0).Sum()) / lambda
                );
        }
        return new StationaryProfile(strategies, values, gain, double.IsFinite(lambda) ? residual : null, lambda)
        {
            RelativeGain = share,
            LogitExcess = double.IsFinite(lambda) ? excess : null,
        };
    }

    /// <summary>What an action is worth when the others play their strategies and later values are given.</summary>
    internal static double Worth(StochasticGame game, double[][][] strategies, double[][] values, int state, int player, int action)
    {
        var worth = 0.0;
        for (var profile = 0; profile < game.ProfileCount(state); profile++)
        {
            var (chance, chosen) = Chance(game, strategies, state, profile, player);
            if (chosen != action || chance == 0)
                continue;
            var later = 0.0;
            for (var next = 0; next < game.StateCount; next++)
                later += game.Transition[state][profile][next] * values[next][player];
            worth += chance * (game.Payoff[state][player][profile] + game.Discount[player] * later);
        }
        return worth;
    }

    // The chance of a profile but for one player's part in it, and that player's action there.
    private static (double Chance, int Chosen) Chance(StochasticGame game, double[][][] strategies, int state, int profile, int player)
    {
        Span<int> chosen = stackalloc int[game.PlayerCount];
        Profiles.Decode(profile, game.Actions[state], chosen);
        var chance = 1.0;
        for (var other = 0; other < chosen.Length; other++)
            if (other != player)
                chance *= strategies[state][other][chosen[other]];
        return (chance, chosen[player]);
    }

    private static double[][] ValuesOf(StochasticGame game, double[][][] strategies, CancellationToken cancel)
    {
        var values = Enumerable.Range(0, game.StateCount).Select(_ => new double[game.PlayerCount]).ToArray();
        for (var player = 0; player < game.PlayerCount; player++)
        {
            var matrix = new DenseLu(game.StateCount);
            var flow = new double[game.StateCount];
            for (var state = 0; state < game.StateCount; state++)
            {
                cancel.ThrowIfCancellationRequested();
                var row = matrix.Row(state);
                row.Clear();
                row[state] = 1;
                for (var profile = 0; profile < game.ProfileCount(state); profile++)
                {
                    var (chance, chosen) = Chance(game, strategies, state, profile, player);
                    chance *= strategies[state][player][chosen];
                    if (chance == 0)
                        continue;
                    flow[state] += chance * game.Payoff[state][player][profile];
                    for (var next = 0; next < row.Length; next++)
                        row[next] -= game.Discount[player] * chance * game.Transition[state][profile][next];
                }
            }
            if (!matrix.Factor(cancel))
                Array.Fill(flow, double.NaN);
            else
                matrix.Solve(flow);
            for (var state = 0; state < game.StateCount; state++)
                values[state][player] = flow[state];
        }
        return values;
    }
}
