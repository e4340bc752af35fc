namespace Foedus.Solving.Continuation;

/// <summary>A branch of the logit correspondence, followed on its symmetric part where the game has a symmetry that makes it bifurcate.</summary>
internal sealed class Branch
{
    private readonly Func<double[], (IBranchEquations Equations, double[] Point)?> inFull;
    private readonly CancellationToken cancel;
    private readonly List<double> bifurcations = [];
    private IBranchEquations equations;
    private BranchFollower follower;
    private SymmetricEquations? symmetric;
    private int stepsBefore,
        turnsBefore;

    /// <param name="equations">What is to vanish.</param>
    /// <param name="point">A point of the branch.</param>
    /// <param name="direction">Where to go.</param>
    /// <param name="inFull">Given a point, the same game with an unknown for every choice and its solution there, for symmetries are only seen so; null where it is too large for that.</param>
    /// <param name="cancel">Stops the work.</param>
    public Branch(
        IBranchEquations equations,
        double[] point,
        double[] direction,
        Func<double[], (IBranchEquations, double[])?> inFull,
        CancellationToken cancel
    )
    {
        this.equations = equations;
        this.inFull = inFull;
        this.cancel = cancel;
        follower = new BranchFollower(equations, point, direction, cancel);
    }

    public bool IsStarted => follower.IsStarted;

    /// <summary>The equations in the game's own log-odds that are followed now.</summary>
    public IBranchEquations Equations => equations;

    /// <summary>Is only the symmetric part followed?</summary>
    public bool IsSymmetric => symmetric is not null;

    /// <summary>Log-odds of <see cref="Equations"/> and, last, λ.</summary>
    public double[] Point
    {
        get
        {
            if (symmetric is null)
                return follower.Point;
            var whole = new double[equations.Unknowns + 1];
            symmetric.Expand(follower.Point, whole);
            return whole;
        }
    }

    public double Lambda => follower.Lambda;
    public int Turns => turnsBefore + follower.Turns;

    /// <summary>Values of λ near which the branch met bifurcations of a symmetric game.</summary>
    public IReadOnlyList<double> Bifurcations => bifurcations;

    public string Failure { get; private set; } = "";

    /// <summary>Goes on until λ is exactly <paramref name="goal"/> for the first time.</summary>
    /// <returns>False where the branch could not be followed so far.</returns>
    public bool AdvanceTo(double goal, int mostSteps, Action? onPoint = null)
    {
        while (true)
        {
            switch (follower.AdvanceTo(goal, mostSteps - stepsBefore, onPoint))
            {
                case Progress.Reached:
                    return true;
                case Progress.Lost:
                    Failure = follower.Failure;
                    return false;
                default:
                    if (symmetric is null)
                        TakeSymmetricPart();
                    break;
            }
        }
    }

    private void TakeSymmetricPart()
    {
        if (inFull(follower.Point) is not { } full || SymmetricPart.Find(full.Equations, full.Point) is not { } part)
            return;
        var equations = new SymmetricEquations(full.Equations, part);
        double[] start = [.. part.Project(full.Point.AsSpan(..^1)), follower.Lambda];
        // λ is held to find the point again and then goes on the way it went.
        var direction = new double[start.Length];
        direction[^1] = follower.Heading;
        var inside = new BranchFollower(equations, start, direction, cancel);
        if (!inside.IsStarted)
            return;
        (stepsBefore, turnsBefore) = (stepsBefore + follower.Steps, Turns);
        if (double.IsFinite(follower.SingularLambda))
            bifurcations.Add(follower.SingularLambda);
        (this.equations, follower, symmetric) = (full.Equations, inside, equations);
    }
}
