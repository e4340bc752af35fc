using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>Follows one grid point's fixed point along λ with Newton's method, where damped iteration does not settle.</summary>
/// <remarks>The Jacobian comes from differences, all trial profiles evaluated in one block. Where the branch turns back in λ, damped iteration carries the point on to the next stable fixed point.</remarks>
internal sealed class TurnNewton
{
    private const double Difference = 1e-7;
    private double[] trials = [];

    /// <summary>Moves a profile to the fixed point at λ.</summary>
    /// <param name="profile">[cell] start, and the fixed point when found.</param>
    /// <param name="block">Lanes a cell.</param>
    /// <param name="lambda">Where to.</param>
    /// <param name="fromZero">Whether to go up from λ = 0, or to start at λ from the profile given.</param>
    /// <param name="tolerance">Largest distance to the response that counts as found.</param>
    /// <param name="respond">Replaces trial profiles [cell × block + lane] by the responses to them.</param>
    public bool Follow(double[] profile, int block, double lambda, bool fromZero, double tolerance, Action<double[], int, double> respond)
    {
        if (trials.Length < profile.Length * block)
            trials = new double[profile.Length * block];
        var at = fromZero ? 0.0 : 0.999 * lambda;
        var step = lambda / 8;
        var smallest = lambda / 4096;
        while (at < lambda)
        {
            var target = Math.Min(lambda, at + step);
            var trial = (double[])profile.Clone();
            if (Correct(trial, block, target, target == lambda ? tolerance : 1e-7, respond))
            {
                trial.CopyTo(profile, 0);
                at = target;
                step *= 2;
            }
            else if (step > smallest)
            {
                step /= 2;
            }
            else
            {
                // Well past the turning point, where iteration is not slowed down by the fixed point that has just gone.
                target = Math.Min(lambda, at + lambda / 32);
                if (!Settle(profile, block, target, tolerance, respond))
                    return false;
                at = target;
                step = lambda / 64;
            }
        }
        return true;
    }

    private bool Correct(double[] profile, int block, double lambda, double tolerance, Action<double[], int, double> respond)
    {
        var cells = profile.Length;
        var residual = new double[cells];
        var factors = new DenseLu(cells);
        for (var round = 0; round < 40; round++)
        {
            for (var begin = 0; begin == 0 || begin < cells; begin += block - 1)
            {
                var columns = Math.Min(block - 1, cells - begin);
                for (var cell = 0; cell < cells; cell++)
                    for (var lane = 0; lane <= columns; lane++)
                        trials[cell * block + lane] = profile[cell] + (lane > 0 && cell == begin + lane - 1 ? Difference : 0);
                respond(trials, columns + 1, lambda);
                for (var cell = 0; cell < cells; cell++)
                {
                    residual[cell] = trials[cell * block] - profile[cell];
                    for (var lane = 1; lane <= columns; lane++)
                        factors.Row(cell)[begin + lane - 1] = (cell == begin + lane - 1 ? 1 : 0) - (trials[cell * block + lane] - trials[cell * block]) / Difference;
                }
            }
            var size = residual.Max(Math.Abs);
            if (size <= tolerance)
                return true;
            if (!factors.Factor())
                return false;
            factors.Solve(residual);
            if (!Step(profile, residual, size, block, lambda, respond))
                return false;
        }
        return false;
    }

    // The longest of 1, 1/2, 1/4 … of the Newton step that comes nearer, all tried at once. Interpolation has kinks at grid points, so full steps may overshoot.
    private bool Step(double[] profile, double[] direction, double size, int block, double lambda, Action<double[], int, double> respond)
    {
        var tries = Math.Min(block, 12);
        for (var cell = 0; cell < profile.Length; cell++)
            for (var lane = 0; lane < tries; lane++)
                trials[cell * block + lane] = Math.Clamp(profile[cell] + Math.ScaleB(direction[cell], -lane), 0, 1);
        respond(trials, tries, lambda);
        for (var lane = 0; lane < tries; lane++)
        {
            var left = 0.0;
            for (var cell = 0; cell < profile.Length; cell++)
                left = Math.Max(left, Math.Abs(trials[cell * block + lane] - Math.Clamp(profile[cell] + Math.ScaleB(direction[cell], -lane), 0, 1)));
            if (!(left < size * (1 - 0.1 * Math.ScaleB(1, -lane))))
                continue;
            for (var cell = 0; cell < profile.Length; cell++)
                profile[cell] = Math.Clamp(profile[cell] + Math.ScaleB(direction[cell], -lane), 0, 1);
            return true;
        }
        return false;
    }

    private bool Settle(double[] profile, int block, double lambda, double tolerance, Action<double[], int, double> respond)
    {
        foreach (var damping in new[] { 0.3, 0.1, 0.03, 0.01 })
        {
            for (var round = 0; round < 3000; round++)
            {
                for (var cell = 0; cell < profile.Length; cell++)
                    trials[cell * block] = profile[cell];
                respond(trials, 1, lambda);
                var size = 0.0;
                for (var cell = 0; cell < profile.Length; cell++)
                {
                    size = Math.Max(size, Math.Abs(trials[cell * block] - profile[cell]));
                    profile[cell] += damping * (trials[cell * block] - profile[cell]);
                }
                if (size <= tolerance)
                    return true;
            }
            var trial = (double[])profile.Clone();
            if (Correct(trial, block, lambda, tolerance, respond))
            {
                trial.CopyTo(profile, 0);
                return true;
            }
        }
        return false;
    }
}
