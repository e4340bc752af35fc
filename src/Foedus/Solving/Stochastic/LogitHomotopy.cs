using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>Follows the principal branch of stationary logit equilibria from the centroid at λ = 0, with arclength steps so that turning points are passed.</summary>
public sealed class LogitHomotopy
{
    private const double Near = 1e-11;
    private readonly StochasticGame game;
    private readonly LogitSystem system;
    private readonly DenseLu bordered;
    private readonly DenseLu square;
    private double[] x;

    public LogitHomotopy(StochasticGame game)
    {
        this.game = game;
        system = new LogitSystem(game);
        bordered = new DenseLu(system.Size + 1);
        square = new DenseLu(system.Size);
        x = Centroid();
    }

    /// <summary>λ reached.</summary>
    public double Lambda { get; private set; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Goes on to the first point of the branch at λ. Asked for in rising order.</summary>
    /// <returns>Whether it was reached; <see cref="Strategies()"/> is then the equilibrium there.</returns>
    public bool GoTo(double lambda, int mostSteps = 5000, CancellationToken cancel = default)
    {
        var tangent = new double[system.Size + 1];
        tangent[^1] = 1;
        Tangent(tangent);
        var length = 0.5;
        for (var step = 0; step < mostSteps && Lambda < lambda; step++)
        {
            cancel.ThrowIfCancellationRequested();
            Steps++;
            var trial = (double[])x.Clone();
            for (var i = 0; i < trial.Length; i++)
                trial[i] += length * tangent[i];
            var at = Lambda + length * tangent[^1];
            if (at >= lambda)
            {
                // Land on λ itself.
                var share = (lambda - Lambda) / (at - Lambda);
                for (var i = 0; i < trial.Length; i++)
                    trial[i] = x[i] + share * length * tangent[i];
                if (Newton(trial, lambda))
                {
                    (x, Lambda) = (trial, lambda);
                    return true;
                }
                length /= 3;
                continue;
            }
            var rounds = Correct(trial, ref at, tangent, length);
            if (rounds < 0)
            {
                length /= 3;
                if (length < 1e-12)
                    return false;
                continue;
            }
            if (at >= lambda)
            {
                // The correction carried it past λ; the crossing lies between the two points.
                var share = (lambda - Lambda) / (at - Lambda);
                for (var i = 0; i < trial.Length; i++)
                    trial[i] = x[i] + share * (trial[i] - x[i]);
                if (Newton(trial, lambda))
                {
                    (x, Lambda) = (trial, lambda);
                    return true;
                }
                length /= 3;
                continue;
            }
            (x, Lambda) = (trial, at);
            Tangent(tangent);
            length *= rounds <= 3 ? 1.8 : rounds <= 5 ? 1.1 : 0.7;
        }
        return Lambda >= lambda;
    }

    /// <summary>[state][player][action] chances at the point reached.</summary>
    public double[][][] Strategies() => Strategies(x);

    /// <summary>A fixed point at λ by Newton's method from some profile, and the equilibria without errors that polishing makes of it.</summary>
    /// <param name="start">[state][player][action] chances.</param>
    /// <param name="values">[state][player] first guess of the values.</param>
    /// <param name="lambda">λ.</param>
    /// <returns>The fixed point, or null where it does not settle; and what polishing gives, not judged here.</returns>
    public (double[][][]? AtLambda, IReadOnlyList<double[][][]> Polished) From(double[][][] start, double[][] values, double lambda)
    {
        var trial = new double[system.Size];
        var at = 0;
        foreach (var state in start)
            foreach (var player in state)
                foreach (var chance in player)
                    trial[at++] = Math.Log(Math.Max(chance, 1e-9));
        foreach (var state in values)
            foreach (var value in state)
                trial[at++] = value;
        if (!Newton(trial, lambda))
            return (null, []);
        return (Strategies(trial), [.. new[] { 0.2, 0.02, 1e-3 }.Select(little => Polish(trial, little)).OfType<double[][][]>()]);
    }

    /// <summary>Makes an equilibrium without errors of a profile near one: the actions played more than a little are made equally good, the others dropped.</summary>
    /// <returns>The profile, or null where that does not settle on chances; it is not judged here.</returns>
    public double[][][]? Polish(double little) => Polish(x, little);

    private double[][][]? Polish(double[] near, double little)
    {
        var trial = (double[])near.Clone();
        var support = new bool[system.Choices];
        for (var a = 0; a < support.Length; a++)
        {
            support[a] = Math.Exp(near[a]) > little;
            if (!support[a])
                trial[a] = LogitSystem.Never;
        }
        for (var round = 0; round < 60; round++)
        {
            system.Evaluate(trial, 1, square, support);
            var size = system.Residual.Max(Math.Abs);
            if (size < Near)
                return Strategies(trial);
            if (!double.IsFinite(size) || !square.Factor())
                return null;
            var delta = (double[])system.Residual.Clone();
            square.Solve(delta);
            Move(trial, delta, 1);
        }
        return null;
    }

    private double[] Centroid()
    {
        var start = new double[system.Size];
        var at = 0;
        for (var state = 0; state < game.StateCount; state++)
            for (var player = 0; player < game.PlayerCount; player++)
                for (var action = 0; action < game.Actions[state][player]; action++)
                    start[at++] = -Math.Log(game.Actions[state][player]);
        // At λ = 0 the values solve a linear system; Newton takes one step.
        return Newton(start, 0) ? start : throw new InvalidOperationException("The values of the uniform profile were not found.");
    }

    private bool Newton(double[] trial, double lambda)
    {
        for (var round = 0; round < 40; round++)
        {
            system.Evaluate(trial, lambda, square);
            var size = system.Residual.Max(Math.Abs);
            if (size < Near)
                return true;
            if (!double.IsFinite(size) || !square.Factor())
                return false;
            var delta = (double[])system.Residual.Clone();
            square.Solve(delta);
            Move(trial, delta, 1);
        }
        system.Evaluate(trial, lambda, null);
        return system.Residual.Max(Math.Abs) < 1e-9;
    }

    // Log chances never move by more than 5 at once, so that nothing overflows.
    private void Move(double[] trial, double[] delta, double share)
    {
        for (var i = 0; i < trial.Length; i++)
            trial[i] -= i < system.Choices ? Math.Clamp(share * delta[i], -5, 5) : share * delta[i];
    }

    private int Correct(double[] trial, ref double lambda, double[] tangent, double length)
    {
        var n = system.Size;
        var last = double.PositiveInfinity;
        var right = new double[n + 1];
        for (var round = 0; round < 9; round++)
        {
            Border(trial, lambda, tangent);
            var along = -length;
            for (var i = 0; i < n; i++)
                along += tangent[i] * (trial[i] - x[i]);
            along += tangent[n] * (lambda - Lambda);
            system.Residual.CopyTo(right, 0);
            right[n] = along;
            var size = right.Max(Math.Abs);
            if (size < 1e-9)
                return round;
            if (!(size < 2 * last) || lambda < 0 || !bordered.Factor())
                return -1;
            last = size;
            bordered.Solve(right);
            for (var i = 0; i < n; i++)
                trial[i] -= right[i];
            lambda -= right[n];
        }
        return -1;
    }

    private void Border(double[] trial, double lambda, double[] last)
    {
        var n = system.Size;
        system.Evaluate(trial, lambda, square);
        for (var i = 0; i < n; i++)
        {
            square.Row(i).CopyTo(bordered.Row(i));
            bordered.Row(i)[n] = system.ByLambda[i];
        }
        last.AsSpan().CopyTo(bordered.Row(n));
    }

    private void Tangent(double[] tangent)
    {
        Border(x, Lambda, tangent);
        if (!bordered.Factor())
            return;
        var next = new double[tangent.Length];
        next[^1] = 1;
        bordered.Solve(next);
        var norm = Math.Sqrt(next.Sum(value => value * value));
        for (var i = 0; i < next.Length; i++)
            tangent[i] = next[i] / norm;
    }

    private double[][][] Strategies(double[] point)
    {
        var at = 0;
        return [.. Enumerable.Range(0, game.StateCount).Select(state => Enumerable.Range(0, game.PlayerCount).Select(player =>
        {
            var chances = Enumerable.Range(0, game.Actions[state][player]).Select(_ => Math.Exp(point[at++])).ToArray();
            var sum = chances.Sum();
            return chances.Select(chance => chance / sum).ToArray();
        }).ToArray())];
    }
}
