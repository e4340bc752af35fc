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
    private const double MostMove = 0.2, WantedContraction = 0.25, MostContraction = 0.5, WantedChange = 0.35, SmallestStep = 1e-11, FirstNarrow = 1e-3, NextNarrow = 0.03;

    // A corrector takes fewer rounds than this, or it is on no branch.
    private const int MostRounds = 12;
    private readonly IBranchEquations _equations;
    private readonly BorderedSystem _system;
    private readonly StepTest _test;
    private readonly CancellationToken _cancel;
    private readonly int _n;
    private readonly double[] _tangent, _next, _border, _weight, _trial, _residual, _delta, _before;
    private double _step = 0.1;
    private double _narrow = FirstNarrow;
    private bool _isPrepared;

    /// <param name="equations">What is to vanish.</param>
    /// <param name="point">Log-odds and, last, λ: a solution, or so near one that Newton's method finds it across <paramref name="direction"/>.</param>
    /// <param name="direction">Where to go: the branch leaves on this side.</param>
    /// <param name="cancel">Stops the work.</param>
    public BranchFollower(IBranchEquations equations, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, CancellationToken cancel)
    {
        _equations = equations;
        _cancel = cancel;
        _system = new BorderedSystem(equations, cancel);
        _n = equations.Unknowns;
        Point = point.ToArray();
        _tangent = direction.ToArray();
        _next = new double[_n + 1];
        _border = new double[_n + 1];
        _weight = new double[_n + 1];
        _trial = point.ToArray();
        _residual = new double[_n];
        _delta = new double[_n + 1];
        Evaluate(_trial);
        _before = equations.Probabilities.ToArray();
        _test = new StepTest(equations, _system);
        IsStarted = _n == 0 || Start();
    }

    /// <summary>Whether the point given is on a branch with a direction.</summary>
    public bool IsStarted { get; }

    /// <summary>Log-odds and, last, λ.</summary>
    public double[] Point { get; }

    public double Lambda => Point[_n];

    /// <summary>Whether λ rises or falls at the point: 1 or −1.</summary>
    public int Heading => _tangent[_n] < 0 ? -1 : 1;

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
        if (_n == 0)
        {
            Point[0] = goal;
            Evaluate(Point);
            onPoint?.Invoke();
            return Progress.Reached;
        }
        while (Point[_n] != goal)
        {
            _cancel.ThrowIfCancellationRequested();
            if (Steps++ >= mostSteps) return Fail($"{Words.Counted(mostSteps, "step")} were not enough");
            if (TryStep(goal) is var progress && progress != Progress.Reached) return progress;
            onPoint?.Invoke();
        }
        return Progress.Reached;
    }

    private bool Start()
    {
        Weigh();
        AcrossTangent();
        if (!_system.Prepare(_border) || !Newton(out _) || !Direction()) return false;
        _next.CopyTo(_tangent, 0);
        Arrive(false);
        return true;
    }

    private Progress TryStep(double goal)
    {
        while (true)
        {
            if (_step < _narrow)
            {
                if (_step < SmallestStep) return Fail("no step is short enough to be sure that it stays on the branch");
                _narrow *= NextNarrow;
                return Progress.Narrow;
            }
            var isAhead = Point[_n] < goal && Point[_n] + _step * _tangent[_n] >= goal;
            var step = isAhead ? (goal - Point[_n]) / _tangent[_n] : _step;
            for (var i = 0; i <= _n; i++) _trial[i] = Point[i] + step * _tangent[i];
            if (isAhead ? Land(goal, out var growth) : Step(goal, out growth))
            {
                if (Point[_n] != goal) _step *= Math.Clamp(growth, 0.3, 2.5);
                else _step = Math.Max(_step * 0.5, step);
                return Progress.Reached;
            }
            _isPrepared = false;
            _step = step * 0.4;
        }
    }

    // From the predicted point to the branch, across the tangent; where λ passes the goal on the way, to the goal.
    private bool Step(double goal, out double growth)
    {
        growth = 1;
        AcrossTangent();
        if (!_isPrepared)
        {
            Evaluate(Point);
            if (!_system.Prepare(_border)) return false;
        }
        _isPrepared = false;
        if (!Correct(out var contraction) || _trial[_n] < 0) return false;
        if (Point[_n] < goal && _trial[_n] > goal)
        {
            var share = (goal - Point[_n]) / (_trial[_n] - Point[_n]);
            for (var i = 0; i <= _n; i++) _trial[i] = Point[i] + share * (_trial[i] - Point[i]);
            return Land(goal, out growth);
        }
        return Accept(contraction, out growth);
    }

    // Lands on the goal exactly: λ is held, and the corrector moves the log-odds alone.
    private bool Land(double goal, out double growth)
    {
        growth = 1;
        Array.Clear(_border);
        _border[_n] = 1;
        Evaluate(Point);
        if (!_system.Prepare(_border)) return false;
        _trial[_n] = goal;
        _isPrepared = false;
        if (!Correct(out var contraction) || !Accept(contraction, out growth)) return false;
        Point[_n] = goal;
        _isPrepared = false;
        return true;
    }

    // The corrected point is taken where it is shown to be on the branch.
    private bool Accept(double contraction, out double growth)
    {
        growth = 1;
        if (!Direction()) return false;
        var moved = 0.0;
        for (var a = 0; a < _before.Length; a++) moved = Math.Max(moved, Math.Abs(_equations.Probabilities[a] - _before[a]));
        if (moved > 2 * MostMove || !_test.Stays(Point, _tangent, _trial, _next, _weight, out var change)) return false;
        growth = Math.Min(WantedContraction / Math.Max(contraction, 1e-9), Math.Min(MostMove / Math.Max(moved, 1e-9), WantedChange / Math.Max(change, 1e-9)));
        SingularLambda = change > 0 ? _trial[_n] + (_trial[_n] - Point[_n]) / change : double.NaN;
        Arrive(true);
        return true;
    }

    private void Arrive(bool isPrepared)
    {
        if (_tangent[_n] * _next[_n] < 0) Turns++;
        _trial.CopyTo(Point, 0);
        Weigh();
        var length = Length(_next);
        for (var i = 0; i <= _n; i++) _tangent[i] = _next[i] / length;
        _equations.Probabilities.CopyTo(_before);
        _system.Keep(Point);
        _isPrepared = isPrepared;
    }

    // One round with the derivatives of the departure, the others with those of the place it leads to. What the first leaves, as a share, is how much the equations change on the way.
    private bool Correct(out double contraction)
    {
        contraction = double.PositiveInfinity;
        Evaluate(_trial);
        if (!Correction(out var first)) return false;
        Move();
        if (!_system.Prepare(_border) || !Newton(out var second)) return false;
        contraction = first > StepTest.Noise(Point[_n]) ? second / first : 0;
        return contraction <= MostContraction;
    }

    // Until rounding is all that is left. The derivatives of the first round serve for all.
    private bool Newton(out double first)
    {
        first = double.PositiveInfinity;
        var last = double.PositiveInfinity;
        var noise = StepTest.Noise(_trial[_n]);
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Correction(out var size)) return false;
            if (round == 0) first = size;
            if (round > 0 && size > 0.5 * last) return size <= noise;
            Move();
            last = size;
            if (size <= 1e-15) return true;
        }
        return last <= noise;
    }

    private void Move()
    {
        for (var i = 0; i <= _n; i++) _trial[i] += _delta[i];
        Evaluate(_trial);
    }

    private bool Correction(out double size)
    {
        size = double.PositiveInfinity;
        for (var i = 0; i < _n; i++) _delta[i] = -_residual[i];
        _delta[_n] = 0;
        if (!_system.Solve(_delta)) return false;
        size = StepTest.Size(_delta, _trial);
        return double.IsFinite(size);
    }

    // The tangent at the point of arrival, of length 1, turned the same way as the border.
    private bool Direction()
    {
        Array.Clear(_next);
        _next[_n] = 1;
        if (!_system.Solve(_next)) return false;
        var length = Length(_next);
        if (!(length > 0)) return false;
        for (var i = 0; i <= _n; i++) _next[i] /= length;
        return true;
    }

    private void Weigh()
    {
        for (var i = 0; i <= _n; i++) _weight[i] = 1 / (1 + Math.Abs(Point[i]));
    }

    private void AcrossTangent()
    {
        for (var i = 0; i <= _n; i++) _border[i] = _weight[i] * _weight[i] * _tangent[i];
    }

    private double Length(double[] direction)
    {
        var length = 0.0;
        for (var i = 0; i <= _n; i++) length += _weight[i] * _weight[i] * direction[i] * direction[i];
        return Math.Sqrt(length);
    }

    private void Evaluate(double[] point) => _equations.Evaluate(point, _residual);

    private Progress Fail(string why)
    {
        Failure = why;
        return Progress.Lost;
    }
}
