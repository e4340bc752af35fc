using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>What every action of a stochastic game is worth under a stationary profile, and how that changes with the profile: the state values are eliminated.</summary>
/// <remarks>
/// V_i = (1 − δ_i P_σ)⁻¹ u_i, Q_i(s, a) = Σ σ_−i [u_i + δ_i Σ P V_i]. Payoffs divided by <see cref="Scale"/>. Actions are numbered state by state, player by player.
/// Herings and Peeters, Economic Theory 24 (2004); Eibelshäuser and Poensgen (2019).
/// </remarks>
internal sealed class StationaryWorths
{
    private readonly StochasticGame game;
    private readonly CancellationToken cancel;
    private readonly int[][] first;
    private readonly double[][] payoff;
    private readonly double[][] next,
        echo;
    private readonly double[][] inverse;
    private readonly int[] stateOf,
        playerOf;

    public StationaryWorths(StochasticGame game, double scale, CancellationToken cancel)
    {
        this.game = game;
        this.cancel = cancel;
        Scale = scale;
        first = new int[game.StateCount][];
        var (states, players) = (new List<int>(), new List<int>());
        for (var state = 0; state < game.StateCount; state++)
        {
            first[state] = new int[game.PlayerCount];
            for (var player = 0; player < game.PlayerCount; player++)
            {
                first[state][player] = Actions;
                Actions += game.Actions[state][player];
                for (var a = 0; a < game.Actions[state][player]; a++)
                {
                    states.Add(state);
                    players.Add(player);
                }
            }
        }
        (stateOf, playerOf) = ([.. states], [.. players]);
        this.payoff =
        [
            .. Enumerable
                .Range(0, game.StateCount * game.PlayerCount)
                .Select(k => game.Payoff[k / game.PlayerCount][k % game.PlayerCount].Select(payoff => payoff / scale).ToArray()),
        ];
        Worth = new double[Actions];
        Value = new double[game.StateCount * game.PlayerCount];
        next = [.. Enumerable.Range(0, Actions).Select(_ => new double[game.StateCount])];
        echo = [.. Enumerable.Range(0, Actions).Select(_ => new double[game.StateCount])];
        inverse = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[game.StateCount])];
    }

    public double Scale { get; }

    /// <summary>Number of (state, player, action).</summary>
    public int Actions { get; }

    /// <summary>Q of every action, scaled points.</summary>
    public double[] Worth { get; }

    /// <summary>Entry state · players + player, scaled points.</summary>
    public double[] Value { get; }

    /// <summary>[action] Chances of the next state when it is played, at the profile evaluated last.</summary>
    public double[][] Next => next;

    /// <summary>Where the actions of a player in a state begin.</summary>
    public int First(int state, int player) => first[state][player];

    /// <summary>Values and worths under a profile.</summary>
    public void Evaluate(double[] sigma)
    {
        var direct = new double[Actions];
        foreach (var row in next)
            Array.Clear(row);
        EachProfile(
            (state, profile, chosen) =>
            {
                var transition = game.Transition[state][profile];
                for (var player = 0; player < chosen.Length; player++)
                {
                    var others = Others(sigma, chosen, player);
                    if (others == 0)
                        continue;
                    direct[chosen[player]] += others * payoff[state * chosen.Length + player][profile];
                    Rows.AddMultiple(next[chosen[player]], transition, others);
                }
            }
        );
        for (var player = 0; player < game.PlayerCount; player++)
        {
            var right = new double[game.StateCount];
            var matrix = Policy(player, sigma);
            for (var state = 0; state < right.Length; state++)
            for (var a = first[state][player]; a < first[state][player] + game.Actions[state][player]; a++)
                right[state] += sigma[a] * direct[a];
            if (matrix.Factor(cancel))
                matrix.Solve(right);
            else
                Array.Fill(right, double.NaN);
            for (var state = 0; state < right.Length; state++)
                Value[state * game.PlayerCount + player] = right[state];
            for (var a = 0; a < Actions; a++)
                if (playerOf[a] == player)
                    Worth[a] = direct[a] + game.Discount[player] * Rows.Dot(next[a], right);
        }
    }

    /// <summary>Entry [a][c] becomes ∂Q_a / ∂ log σ_c, at the profile evaluated last.</summary>
    public void Differentiate(double[] sigma, double[][] derivative)
    {
        foreach (var row in derivative)
            Array.Clear(row);
        DifferentiateHeld(sigma, derivative);
        for (var player = 0; player < game.PlayerCount; player++)
            AddEcho(player, sigma, derivative);
    }

    /// <summary>Adds to entry [a][c] ∂Q_a / ∂ log σ_c with later values held, at the profile evaluated last: only what others do in the same state matters.</summary>
    /// <param name="sigma">That profile.</param>
    /// <param name="derivative">Added to.</param>
    /// <param name="isByState">Whether c counts from the first action of the state.</param>
    public void DifferentiateHeld(double[] sigma, double[][] derivative, bool isByState = false) =>
        EachProfile(
            (state, profile, chosen) =>
            {
                var (transition, from) = (game.Transition[state][profile], isByState ? first[state][0] : 0);
                for (var player = 0; player < chosen.Length; player++)
                {
                    var others = Others(sigma, chosen, player);
                    if (others == 0)
                        continue;
                    var later = 0.0;
                    for (var s = 0; s < transition.Length; s++)
                        if (transition[s] != 0)
                            later += transition[s] * Value[s * chosen.Length + player];
                    var worth = others * (payoff[state * chosen.Length + player][profile] + game.Discount[player] * later);
                    var row = derivative[chosen[player]];
                    for (var other = 0; other < chosen.Length; other++)
                        if (other != player)
                            row[chosen[other] - from] += worth;
                }
            }
        );

    // An action in one state moves the value there, and through it every worth from which play may come there.
    private void AddEcho(int player, double[] sigma, double[][] derivative)
    {
        var states = game.StateCount;
        var matrix = Policy(player, sigma);
        if (!matrix.Factor(cancel))
            return;
        for (var state = 0; state < states; state++)
        {
            Array.Clear(inverse[state]);
            inverse[state][state] = 1;
            matrix.Solve(inverse[state]);
        }
        // Echo[a][s]: how much Q_a rises when what the player gets in s at once rises by 1.
        for (var a = 0; a < Actions; a++)
        {
            if (playerOf[a] != player)
                continue;
            for (var state = 0; state < states; state++)
                echo[a][state] = game.Discount[player] * Rows.Dot(next[a], inverse[state]);
        }
        var moved = new double[Actions];
        for (var c = 0; c < Actions; c++)
        {
            if (playerOf[c] == player)
            {
                moved[c] = sigma[c] * Worth[c];
                continue;
            }
            var state = stateOf[c];
            for (var a = first[state][player]; a < first[state][player] + game.Actions[state][player]; a++)
                moved[c] += sigma[a] * derivative[a][c];
        }
        for (var a = 0; a < Actions; a++)
        {
            if ((a & 63) == 0)
                cancel.ThrowIfCancellationRequested();
            if (playerOf[a] != player)
                continue;
            for (var c = 0; c < Actions; c++)
                derivative[a][c] += echo[a][stateOf[c]] * moved[c];
        }
    }

    private DenseLu Policy(int player, double[] sigma)
    {
        var matrix = new DenseLu(game.StateCount);
        for (var state = 0; state < game.StateCount; state++)
        {
            var row = matrix.Row(state);
            row.Clear();
            for (var a = first[state][player]; a < first[state][player] + game.Actions[state][player]; a++)
                Rows.AddMultiple(row, next[a], -game.Discount[player] * sigma[a]);
            row[state] += 1;
        }
        return matrix;
    }

    private void EachProfile(Action<int, int, int[]> act)
    {
        var chosen = new int[game.PlayerCount];
        for (var state = 0; state < game.StateCount; state++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var profile = 0; profile < game.ProfileCount(state); profile++)
            {
                Profiles.Decode(profile, game.Actions[state], chosen);
                for (var player = 0; player < chosen.Length; player++)
                    chosen[player] += first[state][player];
                act(state, profile, chosen);
            }
        }
    }

    private static double Others(double[] sigma, int[] chosen, int player)
    {
        var product = 1.0;
        for (var other = 0; other < chosen.Length; other++)
            if (other != player)
                product *= sigma[chosen[other]];
        return product;
    }
}
