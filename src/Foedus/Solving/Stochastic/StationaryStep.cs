using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>Newton's step towards a stationary logit equilibrium at λ, with choices eliminated state by state, so that a system in the values is left.</summary>
/// <remarks>
/// Choices in a state hang on those in others through values alone: δz = X (F + λ E n) with n_a = δ_i Σ P_a δV_i, where X inverts the state's own small system, and δV_i(s) = w · δ log σ + Σ σ_a n_a.
/// The Jacobian in choices, which is full, is never made.
/// </remarks>
internal sealed class StationaryStep
{
    // Most log-odds of one state: what is inverted for each.
    private const int MostInState = 32;

    private readonly StochasticGame game;
    private readonly StationaryWorths worths;
    private readonly CancellationToken cancel;
    private readonly DenseLu values;
    private readonly double[] right;
    private readonly double[] ahead;
    private readonly double[][] held;
    private readonly StateChoices[] states;
    private readonly Dictionary<int, DenseLu> small = [];

    private StationaryStep(StochasticGame game, StationaryWorths worths, CancellationToken cancel)
    {
        (this.game, this.worths, this.cancel) = (game, worths, cancel);
        states = new StateChoices[game.StateCount];
        for (int state = 0, odds = 0; state < states.Length; odds += states[state].Odds, state++)
            states[state] = new StateChoices(game.Actions[state], worths.First(state, 0), odds);
        held = [.. states.SelectMany(state => Enumerable.Range(0, state.Actions).Select(_ => new double[state.Actions]))];
        values = new DenseLu(game.StateCount * game.PlayerCount);
        right = new double[values.Size];
        ahead = new double[worths.Actions];
    }

    /// <summary>Null where the system in the values would be no smaller than that in the choices.</summary>
    public static StationaryStep? For(StochasticGame game, StationaryWorths worths, CancellationToken cancel)
    {
        var odds = game.Actions.Select(state => state.Sum(count => count - 1)).ToList();
        return game.StateCount > 1 && game.StateCount * game.PlayerCount <= odds.Sum() && odds.Max() <= MostInState
            ? new StationaryStep(game, worths, cancel)
            : null;
    }

    /// <summary>Overwrites F with the step in log-odds, at the profile that the worths were evaluated at last; false where it is not found.</summary>
    /// <param name="sigma">That profile.</param>
    /// <param name="lambda">λ, in scaled units.</param>
    /// <param name="step">F; then the step.</param>
    public bool Solve(double[] sigma, double lambda, Span<double> step)
    {
        foreach (var row in held)
            Array.Clear(row);
        worths.DifferentiateHeld(sigma, held, isByState: true);
        for (var state = 0; state < states.Length; state++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!Eliminate(state, sigma, lambda, step))
                return false;
        }
        if (!values.Factor(cancel))
            return false;
        values.Solve(right);
        for (var state = 0; state < states.Length; state++)
        {
            var own = states[state];
            for (int player = 0, a = own.First; player < game.PlayerCount; player++)
            for (var end = a + game.Actions[state][player]; a < end; a++)
                ahead[a] = game.Discount[player] * Rows.Dot(worths.Next[a], right.AsSpan(player * states.Length, states.Length));
            for (var z = 0; z < own.Odds; z++)
            {
                var moved = own.Alone[z] + lambda * Rows.Dot(own.Through.AsSpan(z * own.Actions, own.Actions), ahead.AsSpan(own.First, own.Actions));
                if (!double.IsFinite(moved))
                    return false;
                step[own.FirstOdds + z] = moved;
            }
        }
        return true;
    }

    // A state's choices in terms of what lies ahead, and its rows of the system in the values.
    private bool Eliminate(int state, double[] sigma, double lambda, ReadOnlySpan<double> residual)
    {
        var own = states[state];
        var chances = sigma.AsSpan(own.First, own.Actions);
        if (!this.small.TryGetValue(own.Odds, out var small))
            this.small.Add(own.Odds, small = new DenseLu(own.Odds));
        for (var z = 0; z < own.Odds; z++)
        {
            var (mine, basis) = (held[own.First + own.ActionOf[z]], held[own.First + own.BasisOf[z]]);
            var row = small.Row(z);
            for (var y = 0; y < own.Odds; y++)
            {
                // An odds moves all chances of its block.
                var (action, together) = (own.ActionOf[y], 0.0);
                for (var c = own.BasisOf[y]; c < own.EndOf[y]; c++)
                    together += mine[c] - basis[c];
                row[y] = (y == z ? 1 : 0) - lambda * (mine[action] - basis[action] - chances[action] * together);
            }
        }
        if (!small.Factor(cancel))
            return false;
        residual.Slice(own.FirstOdds, own.Odds).CopyTo(own.Alone);
        small.Solve(own.Alone);
        Array.Clear(own.Through);
        Span<double> column = stackalloc double[own.Odds];
        for (var y = 0; y < own.Odds; y++)
        {
            column.Clear();
            column[y] = 1;
            small.Solve(column);
            for (var z = 0; z < own.Odds; z++)
            {
                own.Through[z * own.Actions + own.ActionOf[y]] += column[z];
                own.Through[z * own.Actions + own.BasisOf[y]] -= column[z];
            }
        }
        Span<double> care = stackalloc double[own.Actions];
        for (int player = 0, first = 0; player < game.PlayerCount; first += game.Actions[state][player], player++)
        {
            var end = first + game.Actions[state][player];
            // What the player's value there gains when the logarithm of a chance rises.
            care.Clear();
            for (var a = first; a < end; a++)
            {
                care[a] += chances[a] * worths.Worth[own.First + a];
                Rows.AddMultiple(care, held[own.First + a], chances[a]);
            }
            var row = values.Row(player * states.Length + state);
            row.Clear();
            var right = 0.0;
            for (var a = first; a < end; a++)
                Ahead(row, own.First + a, player, chances[a]);
            for (var z = 0; z < own.Odds; z++)
            {
                var (action, together) = (own.ActionOf[z], 0.0);
                for (var c = own.BasisOf[z]; c < own.EndOf[z]; c++)
                    together += care[c];
                var weight = care[action] - chances[action] * together;
                if (weight == 0)
                    continue;
                right += weight * own.Alone[z];
                for (int other = 0, a = 0; other < game.PlayerCount; other++)
                for (var last = a + game.Actions[state][other]; a < last; a++)
                    Ahead(row, own.First + a, other, lambda * weight * own.Through[z * own.Actions + a]);
            }
            row[player * states.Length + state] += 1;
            this.right[player * states.Length + state] = right;
        }
        return true;
    }

    // Less so much of what a player's values ahead of an action move.
    private void Ahead(Span<double> row, int action, int player, double weight)
    {
        if (weight != 0)
            Rows.AddMultiple(row.Slice(player * states.Length, states.Length), worths.Next[action], -weight * game.Discount[player]);
    }

    private sealed class StateChoices
    {
        public StateChoices(int[] counts, int first, int firstOdds)
        {
            (First, FirstOdds, Actions, Odds) = (first, firstOdds, counts.Sum(), counts.Sum() - counts.Length);
            (ActionOf, BasisOf, EndOf) = (new int[Odds], new int[Odds], new int[Odds]);
            for (int player = 0, basis = 0, z = 0; player < counts.Length; basis += counts[player], player++)
            for (var a = 1; a < counts[player]; a++, z++)
                (ActionOf[z], BasisOf[z], EndOf[z]) = (basis + a, basis, basis + counts[player]);
            (Alone, Through) = (new double[Odds], new double[Odds * Actions]);
        }

        public int First { get; }

        public int FirstOdds { get; }

        public int Actions { get; }

        public int Odds { get; }

        // [odds] its action, the first of its block, and the one after the last; within the state.
        public int[] ActionOf { get; }

        public int[] BasisOf { get; }

        public int[] EndOf { get; }

        // The step if later values stood still, and by how much what lies ahead of an action moves it over λ.
        public double[] Alone { get; }

        public double[] Through { get; }
    }
}
