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
    private readonly StochasticGame _game;
    private readonly CancellationToken _cancel;
    private readonly int[][] _first;
    private readonly double[][] _payoff;
    private readonly double[][] _next, _echo;
    private readonly double[][] _inverse;
    private readonly int[] _stateOf, _playerOf;

    public StationaryWorths(StochasticGame game, double scale, CancellationToken cancel)
    {
        _game = game;
        _cancel = cancel;
        Scale = scale;
        _first = new int[game.StateCount][];
        var (states, players) = (new List<int>(), new List<int>());
        for (var state = 0; state < game.StateCount; state++)
        {
            _first[state] = new int[game.PlayerCount];
            for (var player = 0; player < game.PlayerCount; player++)
            {
                _first[state][player] = Actions;
                Actions += game.Actions[state][player];
                for (var a = 0; a < game.Actions[state][player]; a++)
                {
                    states.Add(state);
                    players.Add(player);
                }
            }
        }
        (_stateOf, _playerOf) = ([.. states], [.. players]);
        _payoff = [.. Enumerable.Range(0, game.StateCount * game.PlayerCount).Select(k => game.Payoff[k / game.PlayerCount][k % game.PlayerCount].Select(payoff => payoff / scale).ToArray())];
        Worth = new double[Actions];
        Value = new double[game.StateCount * game.PlayerCount];
        _next = [.. Enumerable.Range(0, Actions).Select(_ => new double[game.StateCount])];
        _echo = [.. Enumerable.Range(0, Actions).Select(_ => new double[game.StateCount])];
        _inverse = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[game.StateCount])];
    }

    public double Scale { get; }

    /// <summary>Number of (state, player, action).</summary>
    public int Actions { get; }

    /// <summary>Q of every action, scaled points.</summary>
    public double[] Worth { get; }

    /// <summary>Entry state · players + player, scaled points.</summary>
    public double[] Value { get; }

    /// <summary>[action] Chances of the next state when it is played, at the profile evaluated last.</summary>
    public double[][] Next => _next;

    /// <summary>Where the actions of a player in a state begin.</summary>
    public int First(int state, int player) => _first[state][player];

    /// <summary>Values and worths under a profile.</summary>
    public void Evaluate(double[] sigma)
    {
        var direct = new double[Actions];
        foreach (var row in _next) Array.Clear(row);
        EachProfile((state, profile, chosen) =>
        {
            var transition = _game.Transition[state][profile];
            for (var player = 0; player < chosen.Length; player++)
            {
                var others = Others(sigma, chosen, player);
                if (others == 0) continue;
                direct[chosen[player]] += others * _payoff[state * chosen.Length + player][profile];
                Rows.AddMultiple(_next[chosen[player]], transition, others);
            }
        });
        for (var player = 0; player < _game.PlayerCount; player++)
        {
            var right = new double[_game.StateCount];
            var matrix = Policy(player, sigma);
            for (var state = 0; state < right.Length; state++)
                for (var a = _first[state][player]; a < _first[state][player] + _game.Actions[state][player]; a++) right[state] += sigma[a] * direct[a];
            if (matrix.Factor(_cancel)) matrix.Solve(right);
            else Array.Fill(right, double.NaN);
            for (var state = 0; state < right.Length; state++) Value[state * _game.PlayerCount + player] = right[state];
            for (var a = 0; a < Actions; a++)
                if (_playerOf[a] == player) Worth[a] = direct[a] + _game.Discount[player] * Rows.Dot(_next[a], right);
        }
    }

    /// <summary>Entry [a][c] becomes ∂Q_a / ∂ log σ_c, at the profile evaluated last.</summary>
    public void Differentiate(double[] sigma, double[][] derivative)
    {
        foreach (var row in derivative) Array.Clear(row);
        DifferentiateHeld(sigma, derivative);
        for (var player = 0; player < _game.PlayerCount; player++) AddEcho(player, sigma, derivative);
    }

    /// <summary>Adds to entry [a][c] ∂Q_a / ∂ log σ_c with later values held, at the profile evaluated last: only what others do in the same state matters.</summary>
    /// <param name="sigma">That profile.</param>
    /// <param name="derivative">Added to.</param>
    /// <param name="isByState">Whether c counts from the first action of the state.</param>
    public void DifferentiateHeld(double[] sigma, double[][] derivative, bool isByState = false) =>
        EachProfile((state, profile, chosen) =>
        {
            var (transition, from) = (_game.Transition[state][profile], isByState ? _first[state][0] : 0);
            for (var player = 0; player < chosen.Length; player++)
            {
                var others = Others(sigma, chosen, player);
                if (others == 0) continue;
                var later = 0.0;
                for (var s = 0; s < transition.Length; s++)
                    if (transition[s] != 0) later += transition[s] * Value[s * chosen.Length + player];
                var worth = others * (_payoff[state * chosen.Length + player][profile] + _game.Discount[player] * later);
                var row = derivative[chosen[player]];
                for (var other = 0; other < chosen.Length; other++)
                    if (other != player) row[chosen[other] - from] += worth;
            }
        });

    // An action in one state moves the value there, and through it every worth from which play may come there.
    private void AddEcho(int player, double[] sigma, double[][] derivative)
    {
        var states = _game.StateCount;
        var matrix = Policy(player, sigma);
        if (!matrix.Factor(_cancel)) return;
        for (var state = 0; state < states; state++)
        {
            Array.Clear(_inverse[state]);
            _inverse[state][state] = 1;
            matrix.Solve(_inverse[state]);
        }
        // Echo[a][s]: how much Q_a rises when what the player gets in s at once rises by 1.
        for (var a = 0; a < Actions; a++)
        {
            if (_playerOf[a] != player) continue;
            for (var state = 0; state < states; state++) _echo[a][state] = _game.Discount[player] * Rows.Dot(_next[a], _inverse[state]);
        }
        var moved = new double[Actions];
        for (var c = 0; c < Actions; c++)
        {
            if (_playerOf[c] == player)
            {
                moved[c] = sigma[c] * Worth[c];
                continue;
            }
            var state = _stateOf[c];
            for (var a = _first[state][player]; a < _first[state][player] + _game.Actions[state][player]; a++) moved[c] += sigma[a] * derivative[a][c];
        }
        for (var a = 0; a < Actions; a++)
        {
            if ((a & 63) == 0) _cancel.ThrowIfCancellationRequested();
            if (_playerOf[a] != player) continue;
            for (var c = 0; c < Actions; c++) derivative[a][c] += _echo[a][_stateOf[c]] * moved[c];
        }
    }

    private DenseLu Policy(int player, double[] sigma)
    {
        var matrix = new DenseLu(_game.StateCount);
        for (var state = 0; state < _game.StateCount; state++)
        {
            var row = matrix.Row(state);
            row.Clear();
            for (var a = _first[state][player]; a < _first[state][player] + _game.Actions[state][player]; a++)
                Rows.AddMultiple(row, _next[a], -_game.Discount[player] * sigma[a]);
            row[state] += 1;
        }
        return matrix;
    }

    private void EachProfile(Action<int, int, int[]> act)
    {
        var chosen = new int[_game.PlayerCount];
        for (var state = 0; state < _game.StateCount; state++)
        {
            _cancel.ThrowIfCancellationRequested();
            for (var profile = 0; profile < _game.ProfileCount(state); profile++)
            {
                Profiles.Decode(profile, _game.Actions[state], chosen);
                for (var player = 0; player < chosen.Length; player++) chosen[player] += _first[state][player];
                act(state, profile, chosen);
            }
        }
    }

    private static double Others(double[] sigma, int[] chosen, int player)
    {
        var product = 1.0;
        for (var other = 0; other < chosen.Length; other++)
            if (other != player) product *= sigma[chosen[other]];
        return product;
    }
}
