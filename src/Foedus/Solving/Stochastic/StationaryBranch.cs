using Foedus.Games;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Stochastic;

/// <summary>The principal branch of stationary logit equilibria from the centroid at λ = 0, and what Newton's method makes of other starts.</summary>
/// <remarks>λ in scaled units inside, in which the largest payoff range of a player is 1; in the game's units outside.</remarks>
internal sealed class StationaryBranch
{
    private const int MostSteps = 20_000;
    private readonly StochasticGame game;
    private readonly StationaryEquations equations;
    private readonly SupportSolution support;
    private readonly StationaryStep? step;
    private readonly double[] sigma;
    private readonly Branch branch;
    private readonly CancellationToken cancel;

    /// <param name="game">The game.</param>
    /// <param name="ranges">[player] payoff range.</param>
    /// <param name="cancel">Stops the work.</param>
    public StationaryBranch(StochasticGame game, double[] ranges, CancellationToken cancel)
    {
        this.game = game;
        this.cancel = cancel;
        var worths = new StationaryWorths(game, ranges.Max() is var widest && widest > 0 ? widest : 1, cancel);
        Scale = worths.Scale;
        equations = new StationaryEquations(game, worths, ranges);
        support = new SupportSolution(game, worths, ranges, cancel);
        step = StationaryStep.For(game, worths, cancel);
        sigma = new double[worths.Actions];
        var direction = new double[equations.Unknowns + 1];
        direction[^1] = 1;
        branch = new Branch(equations, new double[equations.Unknowns + 1], direction, point => (equations, point), cancel);
    }

    /// <summary>The unit in which λ and payoffs are counted inside.</summary>
    public double Scale { get; }

    /// <summary>λ reached.</summary>
    public double Lambda => branch.Lambda / Scale;

    public int Turns => branch.Turns;

    /// <summary>Values of λ near which the branch met bifurcations that break a symmetry of the game.</summary>
    public IReadOnlyList<double> Bifurcations => [.. branch.Bifurcations.Select(lambda => lambda / Scale)];

    public string Failure => branch.Failure;

    /// <summary>Goes on to the first point of the branch at λ. Asked for in rising order.</summary>
    /// <returns>Whether it was reached; <see cref="Strategies()"/> is then the equilibrium there.</returns>
    public bool GoTo(double lambda) => branch.IsStarted && branch.AdvanceTo(lambda * Scale, MostSteps);

    /// <summary>[state][player][action] chances at the point reached.</summary>
    public double[][][] Strategies() => Shape(Here());

    /// <summary>See <see cref="SupportSolution"/>; from the point reached.</summary>
    public double[][][]? Polish(double little) => support.From(Here(), little) is { } sigma ? Shape(sigma) : null;

    /// <summary>A fixed point at λ by Newton's method from some profile; null where it does not settle.</summary>
    /// <param name="start">[state][player][action] chances.</param>
    /// <param name="lambda">λ.</param>
    public double[][][]? From(double[][][] start, double lambda)
    {
        var sigma = start.SelectMany(state => state.SelectMany(player => player.Select(chance => Math.Max(chance, 1e-9)))).ToArray();
        double[] point = [.. equations.OddsOf(sigma), lambda * Scale];
        if (!(this.step is { } step ? AtLambda.Newton(equations, point, off => Step(step, off, point[^1]), cancel) : AtLambda.Newton(equations, point, cancel)))
            return null;
        equations.ToProbabilities(point.AsSpan(..^1), sigma);
        return Shape(sigma);
    }

    private bool Step(StationaryStep step, double[] off, double lambda)
    {
        equations.Probabilities.CopyTo(sigma);
        return step.Solve(sigma, lambda, off.AsSpan(..^1));
    }

    /// <summary>The equilibria without errors that polishing makes of a profile, not judged here.</summary>
    public IEnumerable<double[][][]> Polished(double[][][] profile)
    {
        var sigma = profile.SelectMany(state => state.SelectMany(player => player)).ToArray();
        return new[] { 0.2, 0.02, 1e-3 }.Select(little => support.From(sigma, little)).OfType<double[]>().Select(Shape);
    }

    private double[] Here()
    {
        var sigma = new double[equations.Probabilities.Length];
        equations.ToProbabilities(branch.Point.AsSpan(..^1), sigma);
        return sigma;
    }

    private double[][][] Shape(double[] sigma)
    {
        var at = 0;
        return [.. game.Actions.Select(state => state.Select(count => sigma[at..(at += count)]).ToArray())];
    }
}
