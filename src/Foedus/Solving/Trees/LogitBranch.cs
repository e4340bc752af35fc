using Foedus.Games;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Trees;

/// <summary>The principal branch of a tree's agent logit correspondence, from the uniform profile at λ = 0.</summary>
/// <remarks>Where information is perfect nothing is unknown and every λ is worked out at once. λ in scaled units inside (<see cref="LogitTree.Scale"/>), in the game's units outside.</remarks>
internal sealed class LogitBranch
{
    private readonly ExtensiveGame game;
    private readonly CancellationToken cancel;
    private readonly double scale;
    private readonly bool isFull;
    private readonly Branch branch;

    /// <param name="game">Perfect recall.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="dense">How linear systems are solved; null chooses by size.</param>
    public LogitBranch(ExtensiveGame game, CancellationToken cancel, bool? dense = null)
        : this(game, new TreeEquations(new LogitTree(game, cancel), dense), null, 0, false, cancel) { }

    /// <summary>A branch from one of its points on, in equations in which every choice that depends on another is an unknown.</summary>
    public LogitBranch(ExtensiveGame game, TreeEquations equations, double[] point, double lambda, CancellationToken cancel)
        : this(game, equations, point, lambda, true, cancel) { }

    private LogitBranch(ExtensiveGame game, TreeEquations equations, double[]? point, double lambda, bool isFull, CancellationToken cancel)
    {
        this.game = game;
        this.cancel = cancel;
        scale = equations.Tree.Scale;
        this.isFull = isFull;
        var direction = new double[equations.Unknowns + 1];
        direction[^1] = 1;
        point ??= new double[equations.Unknowns + 1];
        point[^1] = lambda;
        branch = new Branch(equations, point, direction, InFull, cancel);
    }

    public bool IsStarted => branch.IsStarted;

    /// <summary>λ in the game's units.</summary>
    public double Lambda => branch.Lambda / scale;

    /// <summary>How often λ changed its direction on the way: each time, some λ has several equilibria on this branch.</summary>
    public int Turns => branch.Turns;

    /// <summary>Values of λ near which the branch met bifurcations that break a symmetry of the game.</summary>
    public IReadOnlyList<double> Bifurcations => [.. branch.Bifurcations.Select(lambda => lambda / scale)];

    /// <summary>Why the branch could not be followed; empty while it can.</summary>
    public string Failure => branch.Failure.Length == 0 ? "" : $"{branch.Failure} at λ = {Lambda:G6}";

    /// <summary>Goes on until λ is exactly <paramref name="target"/> for the first time, which is worked out to rounding.</summary>
    /// <returns>False where the branch could not be followed so far.</returns>
    public bool AdvanceTo(double target, int mostSteps, Action? onPoint = null) => branch.IsStarted && branch.AdvanceTo(target * scale, mostSteps, onPoint);

    public BehaviorProfile Profile()
    {
        var equations = (TreeEquations)branch.Equations;
        equations.Evaluate(branch.Point, new double[equations.Unknowns]);
        return equations.Profile();
    }

    /// <summary>The branch from the same point on with every choice that depends on another as an unknown of its own, so that rounding grows like λ and not like λ²; null where that is so already.</summary>
    public LogitBranch? InFull()
    {
        if (isFull || branch.IsSymmetric)
            return null;
        var (equations, point) = Full();
        var full = new LogitBranch(game, equations, point, branch.Lambda, true, cancel);
        return full.IsStarted ? full : null;
    }

    private (IBranchEquations, double[])? InFull(double[] point)
    {
        if (isFull)
            return (branch.Equations, point);
        var (equations, odds) = Full();
        return equations.IsDense ? (equations, odds) : null;
    }

    private (TreeEquations Equations, double[] Point) Full()
    {
        var tree = new LogitTree(game, cancel, eliminate: false);
        var point = new double[tree.Unknowns + 1];
        tree.OddsOf(Profile(), point);
        point[^1] = branch.Lambda;
        return (new TreeEquations(tree), point);
    }
}
