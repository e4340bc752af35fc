using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>Follows the principal branch of the agent logit correspondence from the uniform profile at λ = 0, around turning points.</summary>
/// <remarks>
/// Predictor along the tangent, corrector by Newton's method orthogonal to it, in log-odds and λ: Turocy 2005 (Games and Economic Behavior 51) and 2010 (Economic Theory 42);
/// step length by the observed contraction of the corrector: Deuflhard 2011, section 5.1. Where information is perfect nothing is unknown and every λ is worked out at once.
/// λ in scaled units inside (<see cref="LogitTree.Scale"/>), in the game's units outside.
/// </remarks>
internal sealed class LogitBranch
{
    private const double MostMove = 0.2, WantedContraction = 0.08, MostContraction = 0.3, SmallestStep = 1e-11, Settled = 1e-9;
    private readonly LogitTree _tree;
    private readonly LogitState _state;
    private readonly BorderedSystem _system;
    private readonly CancellationToken _cancel;
    private readonly int _n;
    private readonly double[] _tangent, _border, _trial, _residual, _delta, _before;
    private readonly double _mostMove, _mostContraction;
    private double _step;

    /// <param name="tree">The game.</param>
    /// <param name="dense">How linear systems are solved; null chooses by size.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="fineness">How much shorter than usual the steps are: a long one can cross to the other leg of a sharp turn and go back from there.</param>
    public LogitBranch(LogitTree tree, bool? dense, CancellationToken cancel, double fineness = 1)
    {
        _mostMove = MostMove / fineness;
        _mostContraction = MostContraction / Math.Sqrt(fineness);
        _step = 0.1 / fineness;
        _tree = tree;
        _cancel = cancel;
        _state = new LogitState(tree);
        _system = new BorderedSystem(tree, _state, dense, cancel);
        _n = tree.Unknowns;
        Point = new double[_n + 1];
        _tangent = new double[_n + 1];
        _border = new double[_n + 1];
        _trial = new double[_n + 1];
        _residual = new double[_n + 1];
        _delta = new double[_n + 1];
        _before = new double[tree.Game.ActionCount];
        Evaluate(Point);
        _state.Probability.CopyTo(_before, 0);
        // At λ = 0 the branch leaves towards larger λ.
        _tangent[_n] = 1;
        if (_n > 0 && _system.Prepare(0, _tangent)) Turn();
    }

    /// <summary>Log-odds and, last, scaled λ.</summary>
    public double[] Point { get; }

    /// <summary>λ in the game's units.</summary>
    public double Lambda => Point[_n] / _tree.Scale;

    public int Steps { get; private set; }

    /// <summary>How often λ changed its direction on the way: each time, some λ has several equilibria on this branch.</summary>
    public int Turns { get; private set; }

    /// <summary>Why the branch could not be followed; empty while it can.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Goes on until λ is exactly <paramref name="target"/> for the first time, which is worked out to rounding.</summary>
    /// <returns>False where the branch could not be followed so far.</returns>
    public bool AdvanceTo(double target, int mostSteps, Action? onPoint = null)
    {
        var goal = target * _tree.Scale;
        if (_n == 0)
        {
            Point[0] = goal;
            Evaluate(Point);
            onPoint?.Invoke();
            return true;
        }
        while (Point[_n] != goal)
        {
            _cancel.ThrowIfCancellationRequested();
            if (Steps++ >= mostSteps) return Fail($"{mostSteps} steps were not enough");
            if (!TryStep(goal)) return false;
            onPoint?.Invoke();
        }
        return true;
    }

    public BehaviorProfile Profile()
    {
        Evaluate(Point);
        return BehaviorProfile.FromLogarithms([.. _state.Log]);
    }

    /// <summary>Goes to the solution at <paramref name="lambda"/> next to a profile that is almost one, and looks towards larger λ; false where Newton's method does not settle.</summary>
    public bool Settle(BehaviorProfile near, double lambda)
    {
        _tree.OddsOf(near, _trial);
        _trial[_n] = lambda * _tree.Scale;
        Array.Clear(_border);
        _border[_n] = 1;
        if (double.IsPositiveInfinity(Correct(true, out _))) return false;
        _trial.CopyTo(Point, 0);
        _state.Probability.CopyTo(_before, 0);
        Array.Clear(_tangent);
        _tangent[_n] = 1;
        return _n == 0 || (_system.Prepare(Point[_n], _tangent) && Turn());
    }

    private bool TryStep(double goal)
    {
        while (true)
        {
            if (_step < SmallestStep * (1 + Math.Abs(Point[_n]))) return Fail($"the step became too small at λ = {Lambda:G6}");
            // Land on the goal exactly: there λ is held, and the corrector moves the log-odds alone.
            var landing = _tangent[_n] > 0 && Point[_n] + _step * _tangent[_n] >= goal;
            var step = landing ? (goal - Point[_n]) / _tangent[_n] : _step;
            for (var i = 0; i <= _n; i++) _trial[i] = Point[i] + step * _tangent[i];
            if (landing)
            {
                _trial[_n] = goal;
                Array.Clear(_border);
                _border[_n] = 1;
            }
            else
            {
                _tangent.CopyTo(_border, 0);
            }
            var contraction = Correct(landing, out var moved);
            if (contraction <= _mostContraction && moved <= 2 * _mostMove && _trial[_n] >= 0)
            {
                var before = _tangent[_n];
                _trial.CopyTo(Point, 0);
                if (landing) Point[_n] = goal;
                _state.Probability.CopyTo(_before, 0);
                if (!Turn()) return Fail($"the branch has no direction at λ = {Lambda:G6}");
                if (before * _tangent[_n] < 0) Turns++;
                var factor = Math.Sqrt(WantedContraction / Math.Max(contraction, 1e-6));
                if (moved > 0) factor = Math.Min(factor, _mostMove / moved);
                if (!landing) _step *= Math.Clamp(factor, 0.3, 2.5);
                else if (step > 0) _step = Math.Max(_step * 0.5, step);
                return true;
            }
            _step = step * 0.4;
        }
    }

    // Newton's method from the predicted point; returns the worst contraction seen, +∞ where it does not converge.
    private double Correct(bool exactly, out double moved)
    {
        moved = double.PositiveInfinity;
        double worst = 0, last = double.PositiveInfinity;
        var fresh = true;
        for (var round = 0; round < 14; round++)
        {
            Evaluate(_trial);
            if (fresh && !_system.Prepare(_trial[_n], _border)) return double.PositiveInfinity;
            for (var i = 0; i < _n; i++) _delta[i] = -_residual[i];
            _delta[_n] = 0;
            if (!_system.Solve(_delta)) return double.PositiveInfinity;
            // Each unknown against its own size: odds of actions that are hardly taken are large and may be rough, those of mixed actions may not.
            var size = 0.0;
            for (var i = 0; i <= _n; i++) size = Math.Max(size, Math.Abs(_delta[i]) / (1 + Math.Abs(_trial[i])));
            if (!double.IsFinite(size)) return double.PositiveInfinity;
            if (round > 0 && size > Settled)
            {
                var contraction = size / last;
                worst = Math.Max(worst, contraction);
                if (contraction > MostContraction) return double.PositiveInfinity;
            }
            // Below this a step that shrinks no more is rounding of λ times payoffs.
            if (round > 1 && fresh && size >= 0.3 * last && size <= Settled) break;
            for (var i = 0; i <= _n; i++) _trial[i] += _delta[i];
            if (size <= (exactly ? 1e-15 : Settled)) break;
            // The old factors serve as long as they contract well; the last step onto a goal uses new ones.
            fresh = round > 0 && (size / last > 0.1 || exactly);
            last = size;
        }
        Evaluate(_trial);
        moved = 0;
        for (var a = 0; a < _before.Length; a++) moved = Math.Max(moved, Math.Abs(_state.Probability[a] - _before[a]));
        return worst;
    }

    // New tangent, of length 1, turned the same way as the old one; the factors at hand are close enough.
    private bool Turn()
    {
        Array.Clear(_delta);
        _delta[_n] = 1;
        if (!_system.Solve(_delta)) return false;
        double length = 0, along = 0;
        for (var i = 0; i <= _n; i++)
        {
            length += _delta[i] * _delta[i];
            along += _delta[i] * _tangent[i];
        }
        length = Math.Sqrt(length);
        if (!(length > 0)) return false;
        if (along < 0) length = -length;
        for (var i = 0; i <= _n; i++) _tangent[i] = _delta[i] / length;
        return true;
    }

    private void Evaluate(double[] point) => _state.Evaluate(point.AsSpan(0, _n), point[_n], _residual);

    private bool Fail(string why)
    {
        Failure = why;
        return false;
    }
}
