using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>The equations of a stationary logit equilibrium in log chances and values, with their Jacobian.</summary>
/// <remarks>
/// Unknowns: y = log σ for every (state, player, action), then V for every (state, player). For each (state, player): Σ e^y = 1; y_a − y_0 = λ (Q_a − Q_0); V = Σ σ Q.
/// Herings and Peeters, Economic Theory 24 (2004); Eibelshäuser and Poensgen (2019).
/// </remarks>
internal sealed class LogitSystem
{
    private readonly StochasticGame game;
    private readonly int[][] first;
    private readonly double[] sigma;
    private readonly double[] q;
    private readonly double[][] rows;

    public LogitSystem(StochasticGame game)
    {
        this.game = game;
        first = new int[game.StateCount][];
        for (var state = 0; state < game.StateCount; state++)
        {
            first[state] = new int[game.PlayerCount];
            for (var player = 0; player < game.PlayerCount; player++)
            {
                first[state][player] = Choices;
                Choices += game.Actions[state][player];
            }
        }
        Size = Choices + game.StateCount * game.PlayerCount;
        sigma = new double[Choices];
        q = new double[Choices];
        rows = [.. Enumerable.Range(0, Choices).Select(_ => new double[Size])];
        Residual = new double[Size];
        ByLambda = new double[Size];
    }

    /// <summary>Number of (state, player, action).</summary>
    public int Choices { get; }

    public int Size { get; }

    public double[] Residual { get; }

    /// <summary>Derivative of the residual in λ.</summary>
    public double[] ByLambda { get; }

    public int ValueAt(int state, int player) => Choices + state * game.PlayerCount + player;

    /// <summary>Log chance of an action that is never played.</summary>
    public const double Never = -700;

    /// <summary>Residual, its derivative in λ and, where a matrix is given, its Jacobian. With a support, the limit λ → ∞: what is played is equally good, what is not has no chance.</summary>
    public void Evaluate(double[] x, double lambda, DenseLu? jacobian, bool[]? support = null)
    {
        Worths(x, jacobian is not null);
        for (var state = 0; state < game.StateCount; state++)
            for (var player = 0; player < game.PlayerCount; player++)
            {
                var at = first[state][player];
                var v = ValueAt(state, player);
                var (sum, worth) = (0.0, 0.0);
                var basis = support is null ? at : Array.IndexOf(support, true, at, game.Actions[state][player]);
                for (var a = at; a < at + game.Actions[state][player]; a++)
                {
                    sum += sigma[a];
                    worth += sigma[a] * q[a];
                    if (a == basis)
                        continue;
                    Residual[a] = support is null ? x[a] - x[basis] - lambda * (q[a] - q[basis]) : support[a] ? q[basis] - q[a] : x[a] - Never;
                    ByLambda[a] = -(q[a] - q[basis]);
                }
                Residual[basis] = sum - 1;
                ByLambda[basis] = 0;
                Residual[v] = x[v] - worth;
                ByLambda[v] = 0;
                if (jacobian is not null)
                    Fill(jacobian, lambda, state, player, at, v, basis, support);
            }
    }

    private void Fill(DenseLu jacobian, double lambda, int state, int player, int at, int v, int basis, bool[]? support)
    {
        var actions = game.Actions[state][player];
        jacobian.Row(basis).Clear();
        var value = jacobian.Row(v);
        value.Clear();
        value[v] = 1;
        for (var a = at; a < at + actions; a++)
        {
            jacobian.Row(basis)[a] = sigma[a];
            value[a] -= sigma[a] * q[a];
            for (var column = 0; column < Size; column++)
                value[column] -= sigma[a] * rows[a][column];
            if (a == basis)
                continue;
            var row = jacobian.Row(a);
            if (support is not null && !support[a])
            {
                row.Clear();
                row[a] = 1;
                continue;
            }
            for (var column = 0; column < Size; column++)
                row[column] = -lambda * (rows[a][column] - rows[basis][column]);
            if (support is not null)
                continue;
            row[a] += 1;
            row[basis] -= 1;
        }
    }

    // Q of every action, and where asked its derivatives in log chances and values.
    private void Worths(double[] x, bool derivatives)
    {
        for (var a = 0; a < Choices; a++)
            sigma[a] = Math.Exp(x[a]);
        Array.Clear(q);
        if (derivatives)
            foreach (var row in rows)
                Array.Clear(row);
        var chosen = new int[game.PlayerCount];
        for (var state = 0; state < game.StateCount; state++)
            for (var profile = 0; profile < game.ProfileCount(state); profile++)
            {
                var rest = profile;
                for (var player = game.PlayerCount - 1; player >= 0; player--)
                {
                    chosen[player] = first[state][player] + rest % game.Actions[state][player];
                    rest /= game.Actions[state][player];
                }
                var transition = game.Transition[state][profile];
                for (var player = 0; player < game.PlayerCount; player++)
                {
                    var others = 1.0;
                    for (var other = 0; other < game.PlayerCount; other++)
                        if (other != player)
                            others *= sigma[chosen[other]];
                    var later = 0.0;
                    for (var next = 0; next < game.StateCount; next++)
                        later += transition[next] * x[ValueAt(next, player)];
                    var worth = game.Payoff[state][player][profile] + game.Discount[player] * later;
                    q[chosen[player]] += others * worth;
                    if (!derivatives)
                        continue;
                    var row = rows[chosen[player]];
                    for (var other = 0; other < game.PlayerCount; other++)
                        if (other != player)
                            row[chosen[other]] += others * worth;
                    for (var next = 0; next < game.StateCount; next++)
                        row[ValueAt(next, player)] += others * game.Discount[player] * transition[next];
                }
            }
    }
}
