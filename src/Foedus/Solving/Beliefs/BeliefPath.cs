using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>Follows one turn's fixed point along the belief about its mover, from a point where it is known to the next, by Newton's method in steps that are as small as the choices move fast.</summary>
/// <remarks>
/// The Jacobian comes from differences, all trial profiles evaluated in one block. Where the branch turns back, damped iteration carries the choices on to the next stable fixed point;
/// where that does not settle, the curve is followed by arclength (<see cref="ArclengthPath"/>) until it comes to the next point for the first time.
/// </remarks>
internal sealed class BeliefPath(RecursionSettings settings)
{
    private const double Difference = 1e-7;

    // Choices move by no more than this in one step, unless the step is the smallest.
    private const double LargestMove = 0.2;

    private static readonly (double Damping, int Rounds)[] Settlings = [(0.3, 200), (0.1, 400), (0.03, 1000)];

    private readonly ArclengthPath arclength = new();
    private double[] trials = [];
    private double[] residual = [];
    private DenseLu? factors;

    /// <summary>Moves a profile to the fixed point at the end of the way; leaves it as it is where none is found.</summary>
    /// <param name="profile">[cell] the fixed point at the beginning, and the one at the end when found.</param>
    /// <param name="block">Lanes a cell.</param>
    /// <param name="lowest">How far back beyond the beginning the curve may turn, as a share of the way; not above 0.</param>
    /// <param name="respond">Replaces trial profiles [cell × block + lane] by the responses to them at a share of the way.</param>
    public bool Follow(double[] profile, int block, double lowest, Action<double[], int, double> respond)
    {
        Reserve(profile.Length * block);
        var here = (double[])profile.Clone();
        var (at, step) = (0.0, 0.5 * settings.Pace);
        while (at < 1 && step >= settings.Pace / 8)
        {
            var target = step >= 1 - at - 1e-12 ? 1 : at + step;
            var trial = (double[])here.Clone();
            if (Correct(trial, block, target, target == 1 ? settings.Tolerance : 1e-9, respond) && Move(trial, here) <= LargestMove)
            {
                here = trial;
                at = target;
                step *= 2;
            }
            else
                step /= 2;
        }
        // Past the point where a branch turns back choices go to where damped iteration takes them; where that does not settle, along the curve until it comes to the next point.
        if (at < 1)
        {
            var trial = (double[])here.Clone();
            if (Settle(trial, block, 1, settings.Tolerance, respond))
                here = trial;
            else if (!arclength.Follow(here, at, lowest, block, settings.Pace, respond))
                return false;
        }
        here.CopyTo(profile, 0);
        return true;
    }

    /// <summary>Follows the fixed points from one that is known at share 0, whatever the share stands for, to share 1.</summary>
    public bool FollowCurve(double[] profile, int block, Action<double[], int, double> respond) =>
        arclength.Follow(profile, 0, -1e-9, block, settings.Pace, respond);

    /// <summary>Moves a guess to a fixed point at the end of the way; leaves it as it is where none is found.</summary>
    public bool Find(double[] profile, int block, Action<double[], int, double> respond)
    {
        Reserve(profile.Length * block);
        var trial = (double[])profile.Clone();
        if (!Correct(trial, block, 1, settings.Tolerance, respond))
        {
            profile.CopyTo(trial, 0);
            if (!Settle(trial, block, 1, settings.Tolerance, respond))
                return false;
        }
        trial.CopyTo(profile, 0);
        return true;
    }

    private void Reserve(int length)
    {
        if (trials.Length < length)
            trials = new double[length];
    }

    private static double Move(double[] there, double[] here)
    {
        var largest = 0.0;
        for (var cell = 0; cell < here.Length; cell++)
            largest = Math.Max(largest, Math.Abs(there[cell] - here[cell]));
        return largest;
    }

    private bool Correct(double[] profile, int block, double along, double tolerance, Action<double[], int, double> respond)
    {
        var cells = profile.Length;
        if (factors?.Size != cells)
            (factors, residual) = (new DenseLu(cells), new double[cells]);
        for (var round = 0; round < 20; round++)
        {
            for (var begin = 0; begin == 0 || begin < cells; begin += block - 1)
            {
                var columns = Math.Min(block - 1, cells - begin);
                for (var cell = 0; cell < cells; cell++)
                for (var lane = 0; lane <= columns; lane++)
                    trials[cell * block + lane] = profile[cell] + (lane > 0 && cell == begin + lane - 1 ? Difference : 0);
                respond(trials, columns + 1, along);
                for (var cell = 0; cell < cells; cell++)
                {
                    residual[cell] = trials[cell * block] - profile[cell];
                    for (var lane = 1; lane <= columns; lane++)
                        factors.Row(cell)[begin + lane - 1] =
                            (cell == begin + lane - 1 ? 1 : 0) - (trials[cell * block + lane] - trials[cell * block]) / Difference;
                }
            }
            var size = 0.0;
            foreach (var off in residual)
                size = Math.Max(size, Math.Abs(off));
            if (size <= tolerance)
                return true;
            if (!factors.Factor())
                return false;
            factors.Solve(residual);
            if (!Step(profile, residual, size, block, along, respond))
                return false;
        }
        return false;
    }

    // The longest of 1, 1/2, 1/4 … of the Newton step that comes nearer, all tried at once. Interpolation has kinks at grid points, so full steps may overshoot.
    private bool Step(double[] profile, double[] direction, double size, int block, double along, Action<double[], int, double> respond)
    {
        var tries = Math.Min(block, 12);
        for (var cell = 0; cell < profile.Length; cell++)
        for (var lane = 0; lane < tries; lane++)
            trials[cell * block + lane] = Math.Clamp(profile[cell] + Math.ScaleB(direction[cell], -lane), 0, 1);
        respond(trials, tries, along);
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

    private bool Settle(double[] profile, int block, double along, double tolerance, Action<double[], int, double> respond)
    {
        foreach (var (damping, rounds) in Settlings)
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var cell = 0; cell < profile.Length; cell++)
                    trials[cell * block] = profile[cell];
                respond(trials, 1, along);
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
            if (Correct(trial, block, along, tolerance, respond))
            {
                trial.CopyTo(profile, 0);
                return true;
            }
        }
        return false;
    }
}
