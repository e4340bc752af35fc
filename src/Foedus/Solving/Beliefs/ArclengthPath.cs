using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>Follows a curve of fixed points R(x, t) = x in steps of arclength, past points where it turns back in t, until it first comes to t = 1.</summary>
/// <remarks>
/// The Jacobian comes from differences, or from whoever knows it. The direction is kept by the sign of the bordered determinant, which holds at the kinks of piecewise linear values as well (Allgower and Georg, Introduction to
/// Numerical Continuation Methods, 2003, chapters 2 and 11).
/// </remarks>
internal sealed class ArclengthPath
{
    private const double Difference = 1e-7;
    private const double Near = 1e-9;

    // Where derivatives are known: rounds, what a round may leave before they are taken anew, and how often they are; steps where the tangent's turn has a lower cosine.
    private const int MostRounds = 30,
        MostRefreshed = 8;
    private const double MostLeft = 0.3,
        Straight = 0.98,
        BentStep = 0.1;

    private double[] trials = [];
    private double[] point = [];
    private double[] trial = [];
    private double[] tangent = [];
    private double[] right = [];
    private double[] along = [];
    private double[] before = [];
    private DenseLu? bordered;

    // Whether its factors are those at the point.
    private bool isPrepared;
    private int block;
    private Action<double[], int, double> respond = null!;

    /// <summary>Whether the unknowns are chances, tried between 0 and 1 only.</summary>
    public bool AreChances { get; init; } = true;

    /// <summary>Steps before a curve is given up.</summary>
    public int MostSteps { get; init; } = 300;

    /// <summary>Longest step.</summary>
    public double LongestStep { get; init; } = 0.2;

    /// <summary>Fills the rows of 1 − R' by the unknowns and, last, t, at the profile that was responded to last; null: differences do.</summary>
    public Action<DenseLu>? Slopes { get; init; }

    /// <summary>Moves a fixed point at <paramref name="from"/> along its curve to t = 1.</summary>
    /// <param name="profile">[cell] the fixed point, replaced by the one at t = 1 where it is reached; else left as it is.</param>
    /// <param name="from">Where it is one.</param>
    /// <param name="lowest">The curve is given up below this t.</param>
    /// <param name="lanes">Lanes a cell, in trial profiles.</param>
    /// <param name="pace">Length of the steps, relative to the usual one.</param>
    /// <param name="responses">Replaces trial profiles [cell × lanes + lane] by the responses to them at t.</param>
    public bool Follow(double[] profile, double from, double lowest, int lanes, double pace, Action<double[], int, double> responses)
    {
        (block, respond) = (lanes, responses);
        var n = profile.Length;
        Reserve(n);
        profile.CopyTo(point, 0);
        point[n] = from;
        Array.Clear(tangent);
        tangent[n] = 1;
        if (!IsFactoredAt(point))
            return false;
        var orientation = bordered!.DeterminantSign;
        if (!Turn(orientation))
            return false;
        var length = 0.05 * pace;
        for (var step = 0; step < MostSteps; step++)
        {
            for (var i = 0; i <= n; i++)
                trial[i] = point[i] + length * tangent[i];
            var arrives = trial[n] >= 1;
            if (arrives)
            {
                // Land on t = 1 itself.
                var share = (1 - point[n]) / (trial[n] - point[n]);
                for (var i = 0; i <= n; i++)
                    trial[i] = point[i] + share * (trial[i] - point[i]);
            }
            if (!Correct(length, arrives) || (!arrives && trial[n] >= 1))
            {
                length /= 2;
                if (length < 1e-7 * pace)
                    return false;
                continue;
            }
            trial.AsSpan(0, n + 1).CopyTo(point);
            if (arrives)
            {
                for (var cell = 0; cell < n; cell++)
                    profile[cell] = Tried(point[cell]);
                return true;
            }
            tangent.CopyTo(before, 0);
            if (point[n] < lowest || !IsFactoredAt(point) || !Turn(orientation))
                return false;
            length = Math.Min(LongestStep, 1.5 * length);
            // Only what is nearly straight is gone along in long steps.
            if (Slopes is not null && Numerics.Rows.Dot(before, tangent) < Straight)
                length = Math.Min(length, BentStep);
        }
        return false;
    }

    /// <summary>Moves a guess to a fixed point at t by Newton's method; leaves it as it is where that fails.</summary>
    public bool Newton(double[] profile, double t, int lanes, Action<double[], int, double> responses)
    {
        (block, respond) = (lanes, responses);
        var n = profile.Length;
        Reserve(n);
        profile.CopyTo(point, 0);
        profile.CopyTo(trial, 0);
        point[n] = trial[n] = t;
        Array.Clear(tangent);
        (tangent[n], isPrepared) = (1, false);
        if (!Correct(double.PositiveInfinity, atEnd: true, rounds: 40))
            return false;
        trial.AsSpan(0, n).CopyTo(profile);
        return true;
    }

    private double Tried(double value) => AreChances ? Math.Clamp(value, 0, 1) : value;

    private double Aside(double value) => AreChances && value >= 0.5 ? -Difference : Difference;

    private void Reserve(int n)
    {
        if (bordered?.Size != n + 1)
            (bordered, point, trial, tangent, right, along, before) = (
                new DenseLu(n + 1),
                new double[n + 1],
                new double[n + 1],
                new double[n + 1],
                new double[n + 1],
                new double[n + 1],
                new double[n + 1]
            );
        if (trials.Length < n * block)
            trials = new double[n * block];
    }

    private bool IsFactoredAt(double[] at) => isPrepared = Slopes is null ? Evaluate(at, out _) && bordered!.Factor() : Residual(at, out _) && Factored();

    // The new tangent, from the bordered matrix that has just been factored.
    private bool Turn(int orientation)
    {
        Array.Clear(right);
        right[^1] = bordered!.DeterminantSign == orientation ? 1 : -1;
        bordered.Solve(right);
        var norm = Math.Sqrt(right.Sum(value => value * value));
        if (!double.IsFinite(norm) || norm == 0)
            return false;
        for (var i = 0; i < right.Length; i++)
            tangent[i] = right[i] / norm;
        return true;
    }

    private bool Correct(double length, bool atEnd, int rounds = 8)
    {
        if (Slopes is not null)
            return CorrectWithSlopes(length, atEnd);
        var n = trial.Length - 1;
        var last = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            if (!Evaluate(trial, out var size))
                return false;
            if (size < Near)
                return Distance() <= 2 * length + 1e-9;
            if (!(size < 2 * last))
                return false;
            last = size;
            if (atEnd)
            {
                bordered!.Row(n).Clear();
                bordered.Row(n)[n] = 1;
            }
            if (!bordered!.Factor())
                return false;
            // The last equation, the step along the tangent (or t itself at the end), holds already and stays so.
            right[n] = 0;
            bordered.Solve(right);
            for (var i = 0; i <= n; i++)
                trial[i] += right[i];
        }
        return false;
    }

    // Derivatives cost more than responses: those that are there serve until what is left shrinks slowly with them. One step more where it is small enough, since it costs little.
    private bool CorrectWithSlopes(double length, bool atEnd)
    {
        var n = trial.Length - 1;
        var (last, refreshed) = (double.PositiveInfinity, 0);
        if (!isPrepared && !IsFactoredAt(point))
            return false;
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Residual(trial, out var size))
                return false;
            var isNear = size < Near;
            if (!isNear && !(size < 2 * last))
                return false;
            if (!isNear && !(size < MostLeft * last))
            {
                isPrepared = false;
                if (refreshed++ == MostRefreshed || !Factored())
                    return false;
            }
            last = size;
            right[n] = 0;
            bordered!.Solve(right);
            if (atEnd)
            {
                // t is held: what a step along the border does to it is taken back.
                Array.Clear(along);
                along[n] = 1;
                bordered.Solve(along);
                if (!(Math.Abs(along[n]) > 0))
                    return false;
                var back = right[n] / along[n];
                for (var i = 0; i < n; i++)
                    right[i] -= back * along[i];
                right[n] = 0;
            }
            for (var i = 0; i <= n; i++)
                trial[i] += right[i];
            if (isNear)
                return Distance() <= 2 * length + 1e-9;
        }
        return false;
    }

    private double Distance()
    {
        var sum = 0.0;
        for (var i = 0; i < trial.Length; i++)
            sum += (trial[i] - point[i]) * (trial[i] - point[i]);
        return Math.Sqrt(sum);
    }

    // Residuals R − x into the right-hand side, minus their Jacobian with the tangent below it into the matrix.
    private bool Evaluate(double[] at, out double size)
    {
        var n = at.Length - 1;
        size = 0;
        foreach (var value in at)
            if (!(Math.Abs(value) < (AreChances ? 1e3 : 1e9)))
                return false;
        for (var begin = 0; begin < n; begin += block - 1)
        {
            var columns = Math.Min(block - 1, n - begin);
            for (var cell = 0; cell < n; cell++)
            for (var lane = 0; lane <= columns; lane++)
                trials[cell * block + lane] = Tried(at[cell]) + (lane > 0 && cell == begin + lane - 1 ? Aside(at[cell]) : 0);
            respond(trials, columns + 1, at[n]);
            for (var cell = 0; cell < n; cell++)
            {
                right[cell] = trials[cell * block] - at[cell];
                size = Math.Max(size, Math.Abs(right[cell]));
                for (var lane = 1; lane <= columns; lane++)
                    bordered!.Row(cell)[begin + lane - 1] =
                        (cell == begin + lane - 1 ? 1 : 0) - (trials[cell * block + lane] - trials[cell * block]) / Aside(at[begin + lane - 1]);
            }
        }
        for (var cell = 0; cell < n; cell++)
            trials[cell * block] = Tried(at[cell]);
        respond(trials, 1, at[n] + Difference);
        for (var cell = 0; cell < n; cell++)
            bordered!.Row(cell)[n] = -(trials[cell * block] - (right[cell] + at[cell])) / Difference;
        tangent.AsSpan().CopyTo(bordered!.Row(n));
        return double.IsFinite(size);
    }

    // The matrix at what was responded to last, with the tangent below it, in factors.
    private bool Factored()
    {
        Slopes!(bordered!);
        tangent.AsSpan().CopyTo(bordered!.Row(tangent.Length - 1));
        return bordered.Factor();
    }

    private bool Residual(double[] at, out double size)
    {
        var n = at.Length - 1;
        size = 0;
        for (var cell = 0; cell < n; cell++)
            trials[cell * block] = Tried(at[cell]);
        respond(trials, 1, at[n]);
        for (var cell = 0; cell < n; cell++)
        {
            right[cell] = trials[cell * block] - at[cell];
            size = Math.Max(size, Math.Abs(right[cell]));
        }
        return double.IsFinite(size);
    }
}
