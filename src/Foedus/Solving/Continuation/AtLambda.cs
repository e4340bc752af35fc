namespace Foedus.Solving.Continuation;

/// <summary>Logit equations with λ held: what a profile is drawn to, and the solution next to it.</summary>
internal static class AtLambda
{
    // Rounds of Newton's method before a start is given up.
    private const int MostRounds = 40;

    /// <summary>Newton's method; the point's odds move, its λ stays.</summary>
    /// <returns>Whether it settled.</returns>
    public static bool Newton(IBranchEquations equations, double[] point, CancellationToken cancel)
    {
        var system = new BorderedSystem(equations, cancel);
        var border = new double[equations.Unknowns + 1];
        border[^1] = 1;
        return Newton(equations, point, residual => system.Prepare(border) && system.Solve(residual), cancel);
    }

    /// <summary>The same where steps are worked out in another way.</summary>
    /// <param name="equations">The equations.</param>
    /// <param name="point">Odds, which move, and λ.</param>
    /// <param name="step">Overwrites what the equations leave, and a 0 for λ, with the step, at the point evaluated last; false where it is not found.</param>
    /// <param name="cancel">Stops the work.</param>
    public static bool Newton(IBranchEquations equations, double[] point, Func<double[], bool> step, CancellationToken cancel)
    {
        var n = equations.Unknowns;
        var (delta, noise) = (new double[n + 1], StepTest.Noise(point[n]));
        var last = double.PositiveInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            equations.Evaluate(point, delta.AsSpan(0, n));
            delta[n] = 0;
            if (!step(delta))
                return false;
            var size = StepTest.Size(delta, point);
            if (!double.IsFinite(size))
                return false;
            if (size <= noise && size > 0.5 * last)
                return true;
            // Log-odds never move by more than 5 at once, so that nothing overflows.
            for (var i = 0; i < n; i++)
                point[i] -= Math.Clamp(delta[i], -5, 5);
            if (size <= 1e-14)
                return true;
            last = size;
        }
        return last <= noise;
    }

    /// <summary>Every choice moves a part of the way to its logit response, round after round, until all stand.</summary>
    /// <param name="equations">The equations.</param>
    /// <param name="point">Odds, which move, and λ.</param>
    /// <param name="moves">Which blocks move.</param>
    /// <param name="rounds">Most rounds.</param>
    /// <param name="share">The part; 1 for the response itself.</param>
    /// <param name="cancel">Stops the work.</param>
    public static void Answer(IBranchEquations equations, double[] point, Func<int, bool> moves, int rounds, double share, CancellationToken cancel)
    {
        var starts = equations.BlockStart;
        if (!Enumerable.Range(0, starts.Length - 1).Any(moves))
            return;
        var residual = new double[equations.Unknowns];
        for (var round = 0; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            equations.Evaluate(point, residual);
            var change = 0.0;
            for (var b = 0; b + 1 < starts.Length; b++)
            {
                if (!moves(b))
                    continue;
                var options = starts[b + 1] - starts[b] + 1;
                var (now, answer) = (new double[options], new double[options]);
                for (var i = 1; i < options; i++)
                    (now[i], answer[i]) = (point[starts[b] + i - 1], point[starts[b] + i - 1] - residual[starts[b] + i - 1]);
                ToLogChances(now);
                ToLogChances(answer);
                for (var i = 0; i < options; i++)
                {
                    var moved = share * (Math.Exp(answer[i]) - Math.Exp(now[i]));
                    change = Math.Max(change, Math.Abs(moved));
                    now[i] = share == 1 ? answer[i] : Math.Log(Math.Max(Math.Exp(now[i]) + moved, 1e-300));
                }
                for (var i = 1; i < options; i++)
                    point[starts[b] + i - 1] = now[i] - now[0];
            }
            if (change < 1e-13)
                return;
        }
    }

    private static void ToLogChances(double[] odds)
    {
        var top = odds.Max();
        var normal = top + Math.Log(odds.Sum(z => Math.Exp(z - top)));
        for (var i = 0; i < odds.Length; i++)
            odds[i] -= normal;
    }
}
