using Foedus.Units;

namespace Foedus.Solving.Continuation;

/// <summary>How a stretch of a branch ended.</summary>
internal enum Progress
{
    /// <summary>λ is exactly what was asked for.</summary>
    Reached,

    /// <summary>Only very short steps can be shown to stay on the branch: a sharp turn, or a bifurcation.</summary>
    Narrow,

    /// <summary>No step could be shown to stay on the branch; <see cref="BranchFollower.Failure"/> says more.</summary>
    Lost,
}

/// <summary>Follows a branch of the logit correspondence by arclength in log-odds and λ, around turning points.</summary>
/// <remarks>
/// Every coordinate is measured against its own size at the point (1 + |x|), so that neither large odds nor a player whose stakes are large hide what goes on elsewhere.
/// Predictor along the tangent, corrector by Newton's method across it (Turocy 2005, 2010), step length by how much the equations change on the way (Deuflhard 2011, section 5.1). A step counts only where <see cref="StepTest"/> shows that it stays on the branch.
/// </remarks>
internal sealed class BranchFollower
{
    private const double MostMove = 0.2,
        WantedContraction = 0.25,
        MostContraction = 0.5,
        WantedChange = 0.35,
        SmallestStep = 1e-11,
        FirstNarrow = 1e-3,
        NextNarrow = 0.03;

    // A corrector takes fewer rounds than this, or it is on no branch.
    private const int MostRounds = 12;
    private readonly IBranchEquations equations;
    private readonly BorderedSystem system;
    private readonly StepTest test;
    private readonly CancellationToken cancel;
    private readonly int n;
    private readonly double[] tangent,
        next,
        border,
        weight,
        trial,
        residual,
        delta,
        before;
    private double step = 0.1;
    private double narrow = FirstNarrow;
    private bool isPrepared;

    /// <param name="equations">What is to vanish.</param>
    /// <param name="point">Log-odds and, last, λ: a solution, or so near one that Newton's method finds it across <paramref name="direction"/>.</param>
    /// <param name="direction">Where to go: the branch leaves on this side.</param>
    /// <param name="cancel">Stops the work.</param>
    public BranchFollower(IBranchEquations equations, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, CancellationToken cancel)
    {
        this.equations = equations;
        this.cancel = cancel;
        system = new BorderedSystem(equations, cancel);
        n = equations.Unknowns;
        Point = point.ToArray();
        tangent = direction.ToArray();
        next = new double[n + 1];
        border = new double[n + 1];
        weight = new double[n + 1];
        trial = point.ToArray();
        residual = new double[n];
        delta = new double[n + 1];
        Evaluate(trial);
        before = equations.Probabilities.ToArray();
        test = new StepTest(equations, system);
        IsStarted = n == 0 || Start();
    }

    /// <summary>Whether the point given is on a branch with a direction.</summary>
    public bool IsStarted { get; }

    /// <summary>Log-odds and, last, λ.</summary>
    public double[] Point { get; }

    public double Lambda => Point[n];

    /// <summary>Whether λ rises or falls at the point: 1 or −1.</summary>
    public int Heading => tangent[n] < 0 ? -1 : 1;

    public int Steps { get; private set; }

    /// <summary>How often λ changed its direction on the way: each time, some λ has several equilibria on this branch.</summary>
    public int Turns { get; private set; }

    /// <summary>λ at which, judging by the last step, the derivatives become singular.</summary>
    public double SingularLambda { get; private set; } = double.NaN;

    /// <summary>Why the branch could not be followed; empty while it can.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Goes on until λ is exactly <paramref name="goal"/> for the first time, which is worked out to rounding.</summary>
    public Progress AdvanceTo(double goal, int mostSteps, Action? onPoint = null)
    {
        if (n == 0)
        {
            Point[0] = goal;
            Evaluate(Point);
            onPoint?.Invoke();
            return Progress.Reached;
        }
        while (Point[n] != goal)
        {
            cancel.ThrowIfCancellationRequested();
            if (Steps++ >= mostSteps)
                return Fail($"{Words.Counted(mostSteps, "step")} were not enough");
            if (TryStep(goal) is var progress && progress != Progress.Reached)
                return progress;
            onPoint?.Invoke();
        }
        return Progress.Reached;
    }

    private bool Start()
    {
        Weigh();
        AcrossTangent();
        if (!system.Prepare(border) || !Newton(out _) || !Direction())
            return false;
        next.CopyTo(tangent, 0);
        Arrive(false);
        return true;
    }

    private Progress TryStep(double goal)
    {
        while (true)
        {
            if (this.step < narrow)
            {
                if (this.step < SmallestStep)
                    return Fail("no step is short enough to be sure that it stays on the branch");
                narrow *= NextNarrow;
                return Progress.Narrow;
            }
            var isAhead = Point[n] < goal && Point[n] + this.step * tangent[n] >= goal;
            var step = isAhead ? (goal - Point[n]) / tangent[n] : this.step;
            for (var i = 0; i <= n; i++)
                trial[i] = Point[i] + step * tangent[i];
            if (isAhead ? Land(goal, out var growth) : Step(goal, out growth))
            {
                if (Point[n] != goal)
                    this.step *= Math.Clamp(growth, 0.3, 2.5);
                else
                    this.step = Math.Max(this.step * 0.5, step);
                return Progress.Reached;
            }
            isPrepared = false;
            this.step = step * 0.4;
        }
    }

    // From the predicted point to the branch, across the tangent; where λ passes the goal on the way, to the goal.
    private bool Step(double goal, out double growth)
    {
        growth = 1;
        AcrossTangent();
        if (!isPrepared)
        {
            Evaluate(Point);
            if (!system.Prepare(border))
                return false;
        }
        isPrepared = false;
        if (!Correct(out var contraction) || trial[n] < 0)
            return false;
        if (Point[n] < goal && trial[n] > goal)
        {
            var share = (goal - Point[n]) / (trial[n] - Point[n]);
            for (var i = 0; i <= n; i++)
                trial[i] = Point[i] + share * (trial[i] - Point[i]);
            return Land(goal, out growth);
        }
        return Accept(contraction, out growth);
    }

    // Lands on the goal exactly: λ is held, and the corrector moves the log-odds alone.
    private bool Land(double goal, out double growth)
    {
        growth = 1;
        Array.Clear(border);
        border[n] = 1;
        Evaluate(Point);
        if (!system.Prepare(border))
            return false;
        trial[n] = goal;
        isPrepared = false;
        if (!Correct(out var contraction) || !Accept(contraction, out growth))
            return false;
        Point[n] = goal;
        isPrepared = false;
        return true;
    }

    // The corrected point is taken where it is shown to be on the branch.
    private bool Accept(double contraction, out double growth)
    {
        growth = 1;
        if (!Direction())
            return false;
        var moved = 0.0;
        for (var a = 0; a < before.Length; a++)
            moved = Math.Max(moved, Math.Abs(equations.Probabilities[a] - before[a]));
        if (moved > 2 * MostMove || !test.Stays(Point, tangent, trial, next, weight, out var change))
            return false;
        growth = Math.Min(WantedContraction / Math.Max(contraction, 1e-9), Math.Min(MostMove / Math.Max(moved, 1e-9), WantedChange / Math.Max(change, 1e-9)));
        SingularLambda = change > 0 ? trial[n] + (trial[n] - Point[n]) / change : double.NaN;
        Arrive(true);
        return true;
    }

    private void Arrive(bool isPrepared)
    {
        if (tangent[n] * next[n] < 0)
            Turns++;
        trial.CopyTo(Point, 0);
        Weigh();
        var length = Length(next);
        for (var i = 0; i <= n; i++)
            tangent[i] = next[i] / length;
        equations.Probabilities.CopyTo(before);
        system.Keep(Point);
        this.isPrepared = isPrepared;
    }

    // One round with the derivatives of the departure, the others with those of the place it leads to. What the first leaves, as a share, is how much the equations change on the way.
    private bool Correct(out double contraction)
    {
        contraction = double.PositiveInfinity;
        Evaluate(trial);
        if (!Correction(out var first))
            return false;
        Move();
        if (!system.Prepare(border) || !Newton(out var second))
            return false;
        contraction = first > StepTest.Noise(Point[n]) ? second / first : 0;
        return contraction <= MostContraction;
    }

    // Until rounding is all that is left. The derivatives of the first round serve for all.
    private bool Newton(out double first)
    {
        first = double.PositiveInfinity;
        var last = double.PositiveInfinity;
        var noise = StepTest.Noise(trial[n]);
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Correction(out var size))
                return false;
            if (round == 0)
                first = size;
            if (round > 0 && size > 0.5 * last)
                return size <= noise;
            Move();
            last = size;
            if (size <= 1e-15)
                return true;
        }
        return last <= noise;
    }

    private void Move()
    {
        for (var i = 0; i <= n; i++)
            trial[i] += delta[i];
        Evaluate(trial);
    }

    private bool Correction(out double size)
    {
        size = double.PositiveInfinity;
        for (var i = 0; i < n; i++)
            delta[i] = -residual[i];
        delta[n] = 0;
        if (!system.Solve(delta))
            return false;
        size = StepTest.Size(delta, trial);
        return double.IsFinite(size);
    }

    // The tangent at the point of arrival, of length 1, turned the same way as the border.
    private bool Direction()
    {
        Array.Clear(next);
        next[n] = 1;
        if (!system.Solve(next))
            return false;
        var length = Length(next);
        if (!(length > 0))
            return false;
        for (var i = 0; i <= n; i++)
            next[i] /= length;
        return true;
    }

    private void Weigh()
    {
        for (var i = 0; i <= n; i++)
            weight[i] = 1 / (1 + Math.Abs(Point[i]));
    }

    private void AcrossTangent()
    {
        for (var i = 0; i <= n; i++)
            border[i] = weight[i] * weight[i] * tangent[i];
    }

    private double Length(double[] direction)
    {
        var length = 0.0;
        for (var i = 0; i <= n; i++)
            length += weight[i] * weight[i] * direction[i] * direction[i];
        return Math.Sqrt(length);
    }

    private void Evaluate(double[] point) => equations.Evaluate(point, residual);

    private Progress Fail(string why)
    {
        Failure = why;
        return Progress.Lost;
    }
}
