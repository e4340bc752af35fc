using Foedus.Games;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Trees;

/// <summary>The principal branch of a tree's agent logit correspondence, from the uniform profile at λ = 0.</summary>
/// <remarks>Where information is perfect nothing is unknown and every λ is worked out at once. λ in scaled units inside (<see cref="LogitTree.Scale"/>), in the game's units outside.</remarks>
internal sealed class LogitBranch
{
    private readonly ExtensiveGame _game;
    private readonly CancellationToken _cancel;
    private readonly double _scale;
    private readonly bool _isFull;
    private readonly Branch _branch;

    /// <param name="game">Perfect recall.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="dense">How linear systems are solved; null chooses by size.</param>
    public LogitBranch(ExtensiveGame game, CancellationToken cancel, bool? dense = null)
        : this(game, new TreeEquations(new LogitTree(game, cancel), dense), null, 0, false, cancel)
    {
    }

    /// <summary>A branch from one of its points on, in equations in which every choice that depends on another is an unknown.</summary>
    public LogitBranch(ExtensiveGame game, TreeEquations equations, double[] point, double lambda, CancellationToken cancel)
        : this(game, equations, point, lambda, true, cancel)
    {
    }

    private LogitBranch(ExtensiveGame game, TreeEquations equations, double[]? point, double lambda, bool isFull, CancellationToken cancel)
    {
        _game = game;
        _cancel = cancel;
        _scale = equations.Tree.Scale;
        _isFull = isFull;
        var direction = new double[equations.Unknowns + 1];
        direction[^1] = 1;
        point ??= new double[equations.Unknowns + 1];
        point[^1] = lambda;
        _branch = new Branch(equations, point, direction, InFull, cancel);
    }

    public bool IsStarted => _branch.IsStarted;

    /// <summary>λ in the game's units.</summary>
    public double Lambda => _branch.Lambda / _scale;

    /// <summary>How often λ changed its direction on the way: each time, some λ has several equilibria on this branch.</summary>
    public int Turns => _branch.Turns;

    /// <summary>Values of λ near which the branch met bifurcations that break a symmetry of the game.</summary>
    public IReadOnlyList<double> Bifurcations => [.. _branch.Bifurcations.Select(lambda => lambda / _scale)];

    /// <summary>Why the branch could not be followed; empty while it can.</summary>
    public string Failure => _branch.Failure.Length == 0 ? "" : $"{_branch.Failure} at λ = {Lambda:G6}";

    /// <summary>Goes on until λ is exactly <paramref name="target"/> for the first time, which is worked out to rounding.</summary>
    /// <returns>False where the branch could not be followed so far.</returns>
    public bool AdvanceTo(double target, int mostSteps, Action? onPoint = null) => _branch.IsStarted && _branch.AdvanceTo(target * _scale, mostSteps, onPoint);

    public BehaviorProfile Profile()
    {
        var equations = (TreeEquations)_branch.Equations;
        equations.Evaluate(_branch.Point, new double[equations.Unknowns]);
        return equations.Profile();
    }

    /// <summary>The branch from the same point on with every choice that depends on another as an unknown of its own, so that rounding grows like λ and not like λ²; null where that is so already.</summary>
    public LogitBranch? InFull()
    {
        if (_isFull || _branch.IsSymmetric) return null;
        var (equations, point) = Full();
        var full = new LogitBranch(_game, equations, point, _branch.Lambda, true, _cancel);
        return full.IsStarted ? full : null;
    }

    private (IBranchEquations, double[])? InFull(double[] point)
    {
        if (_isFull) return (_branch.Equations, point);
        var (equations, odds) = Full();
        return equations.IsDense ? (equations, odds) : null;
    }

    private (TreeEquations Equations, double[] Point) Full()
    {
        var tree = new LogitTree(_game, _cancel, eliminate: false);
        var point = new double[tree.Unknowns + 1];
        tree.OddsOf(Profile(), point);
        point[^1] = _branch.Lambda;
        return (new TreeEquations(tree), point);
    }
}
