using Foedus.Games;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Stochastic;

/// <summary>The principal branch of stationary logit equilibria from the centroid at λ = 0, and what Newton's method makes of other starts.</summary>
/// <remarks>λ in scaled units inside, in which the largest payoff range of a player is 1; in the game's units outside.</remarks>
internal sealed class StationaryBranch
{
    private const int MostSteps = 20_000;
    private readonly StochasticGame _game;
    private readonly StationaryEquations _equations;
    private readonly SupportSolution _support;
    private readonly StationaryStep? _step;
    private readonly double[] _sigma;
    private readonly Branch _branch;
    private readonly CancellationToken _cancel;

    /// <param name="game">The game.</param>
    /// <param name="ranges">[player] payoff range.</param>
    /// <param name="cancel">Stops the work.</param>
    public StationaryBranch(StochasticGame game, double[] ranges, CancellationToken cancel)
    {
        _game = game;
        _cancel = cancel;
        var worths = new StationaryWorths(game, ranges.Max() is var widest && widest > 0 ? widest : 1, cancel);
        Scale = worths.Scale;
        _equations = new StationaryEquations(game, worths, ranges);
        _support = new SupportSolution(game, worths, ranges, cancel);
        _step = StationaryStep.For(game, worths, cancel);
        _sigma = new double[worths.Actions];
        var direction = new double[_equations.Unknowns + 1];
        direction[^1] = 1;
        _branch = new Branch(_equations, new double[_equations.Unknowns + 1], direction, point => (_equations, point), cancel);
    }

    /// <summary>The unit in which λ and payoffs are counted inside.</summary>
    public double Scale { get; }

    /// <summary>λ reached.</summary>
    public double Lambda => _branch.Lambda / Scale;

    public int Turns => _branch.Turns;

    /// <summary>Values of λ near which the branch met bifurcations that break a symmetry of the game.</summary>
    public IReadOnlyList<double> Bifurcations => [.. _branch.Bifurcations.Select(lambda => lambda / Scale)];

    public string Failure => _branch.Failure;

    /// <summary>Goes on to the first point of the branch at λ. Asked for in rising order.</summary>
    /// <returns>Whether it was reached; <see cref="Strategies()"/> is then the equilibrium there.</returns>
    public bool GoTo(double lambda) => _branch.IsStarted && _branch.AdvanceTo(lambda * Scale, MostSteps);

    /// <summary>[state][player][action] chances at the point reached.</summary>
    public double[][][] Strategies() => Shape(Here());

    /// <summary>See <see cref="SupportSolution"/>; from the point reached.</summary>
    public double[][][]? Polish(double little) => _support.From(Here(), little) is { } sigma ? Shape(sigma) : null;

    /// <summary>A fixed point at λ by Newton's method from some profile; null where it does not settle.</summary>
    /// <param name="start">[state][player][action] chances.</param>
    /// <param name="lambda">λ.</param>
    public double[][][]? From(double[][][] start, double lambda)
    {
        var sigma = start.SelectMany(state => state.SelectMany(player => player.Select(chance => Math.Max(chance, 1e-9)))).ToArray();
        double[] point = [.. _equations.OddsOf(sigma), lambda * Scale];
        if (!(_step is { } step ? AtLambda.Newton(_equations, point, off => Step(step, off, point[^1]), _cancel) : AtLambda.Newton(_equations, point, _cancel))) return null;
        _equations.ToProbabilities(point.AsSpan(..^1), sigma);
        return Shape(sigma);
    }

    private bool Step(StationaryStep step, double[] off, double lambda)
    {
        _equations.Probabilities.CopyTo(_sigma);
        return step.Solve(_sigma, lambda, off.AsSpan(..^1));
    }

    /// <summary>The equilibria without errors that polishing makes of a profile, not judged here.</summary>
    public IEnumerable<double[][][]> Polished(double[][][] profile)
    {
        var sigma = profile.SelectMany(state => state.SelectMany(player => player)).ToArray();
        return new[] { 0.2, 0.02, 1e-3 }.Select(little => _support.From(sigma, little)).OfType<double[]>().Select(Shape);
    }

    private double[] Here()
    {
        var sigma = new double[_equations.Probabilities.Length];
        _equations.ToProbabilities(_branch.Point.AsSpan(..^1), sigma);
        return sigma;
    }

    private double[][][] Shape(double[] sigma)
    {
        var at = 0;
        return [.. _game.Actions.Select(state => state.Select(count => sigma[at..(at += count)]).ToArray())];
    }
}
