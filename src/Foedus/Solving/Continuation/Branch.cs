namespace Foedus.Solving.Continuation;

/// <summary>A branch of the logit correspondence, followed on its symmetric part where the game has a symmetry that makes it bifurcate.</summary>
internal sealed class Branch
{
    private readonly Func<double[], (IBranchEquations Equations, double[] Point)?> _inFull;
    private readonly CancellationToken _cancel;
    private readonly List<double> _bifurcations = [];
    private IBranchEquations _equations;
    private BranchFollower _follower;
    private SymmetricEquations? _symmetric;
    private int _stepsBefore, _turnsBefore;

    /// <param name="equations">What is to vanish.</param>
    /// <param name="point">A point of the branch.</param>
    /// <param name="direction">Where to go.</param>
    /// <param name="inFull">Given a point, the same game with an unknown for every choice and its solution there, for symmetries are only seen so; null where it is too large for that.</param>
    /// <param name="cancel">Stops the work.</param>
    public Branch(IBranchEquations equations, double[] point, double[] direction, Func<double[], (IBranchEquations, double[])?> inFull, CancellationToken cancel)
    {
        _equations = equations;
        _inFull = inFull;
        _cancel = cancel;
        _follower = new BranchFollower(equations, point, direction, cancel);
    }

    public bool IsStarted => _follower.IsStarted;

    /// <summary>The equations in the game's own log-odds that are followed now.</summary>
    public IBranchEquations Equations => _equations;

    /// <summary>Is only the symmetric part followed?</summary>
    public bool IsSymmetric => _symmetric is not null;

    /// <summary>Log-odds of <see cref="Equations"/> and, last, λ.</summary>
    public double[] Point
    {
        get
        {
            if (_symmetric is null) return _follower.Point;
            var whole = new double[_equations.Unknowns + 1];
            _symmetric.Expand(_follower.Point, whole);
            return whole;
        }
    }

    public double Lambda => _follower.Lambda;
    public int Turns => _turnsBefore + _follower.Turns;

    /// <summary>Values of λ near which the branch met bifurcations of a symmetric game.</summary>
    public IReadOnlyList<double> Bifurcations => _bifurcations;

    public string Failure { get; private set; } = "";

    /// <summary>Goes on until λ is exactly <paramref name="goal"/> for the first time.</summary>
    /// <returns>False where the branch could not be followed so far.</returns>
    public bool AdvanceTo(double goal, int mostSteps, Action? onPoint = null)
    {
        while (true)
        {
            switch (_follower.AdvanceTo(goal, mostSteps - _stepsBefore, onPoint))
            {
                case Progress.Reached: return true;
                case Progress.Lost:
                    Failure = _follower.Failure;
                    return false;
                default:
                    if (_symmetric is null) TakeSymmetricPart();
                    break;
            }
        }
    }

    private void TakeSymmetricPart()
    {
        if (_inFull(_follower.Point) is not { } full || SymmetricPart.Find(full.Equations, full.Point) is not { } part) return;
        var equations = new SymmetricEquations(full.Equations, part);
        double[] start = [.. part.Project(full.Point.AsSpan(..^1)), _follower.Lambda];
        // λ is held to find the point again and then goes on the way it went.
        var direction = new double[start.Length];
        direction[^1] = _follower.Heading;
        var inside = new BranchFollower(equations, start, direction, _cancel);
        if (!inside.IsStarted) return;
        (_stepsBefore, _turnsBefore) = (_stepsBefore + _follower.Steps, Turns);
        if (double.IsFinite(_follower.SingularLambda)) _bifurcations.Add(_follower.SingularLambda);
        (_equations, _follower, _symmetric) = (full.Equations, inside, equations);
    }
}
