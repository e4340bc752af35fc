using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Solutions of a game without end as a curve in a common scale of every λ: found by Newton's method at one scale, and followed by arclength past the points at which the curve turns back.</summary>
internal sealed class StationaryCurve
{
    private readonly CancellationToken cancel;
    private readonly BeliefEquations equations;
    private readonly ArclengthPath path;
    private readonly bool isSmooth;
    private readonly int most;
    private readonly int points;
    private SolutionLine begun = null!;

    /// <param name="step">The recursion.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    /// <param name="most">Most unknowns, whose derivatives are kept in full.</param>
    /// <param name="cancel">Stops the work.</param>
    public StationaryCurve(BackwardStep step, double[] coefficients, int most, CancellationToken cancel)
    {
        (this.cancel, this.most, points) = (cancel, most, step.Grid.PointCount);
        var game = step.Game;
        equations = new BeliefEquations(step, Choosing(game), coefficients);
        path = new ArclengthPath
        {
            AreChances = false,
            MostSteps = 1000,
            LongestStep = 0.25,
            Slopes = equations.Slopes,
        };
        // A rational party that hides nothing and chooses alone takes the best at every scale.
        isSmooth = !game.Nodes.Any(node => node is TurnNode turn && game.Parties[turn.Mover].IsRational && !game.Parties[turn.Mover].IsPrivate);
    }

    /// <summary>Whether there are few enough unknowns, and all choices move with them.</summary>
    public bool Fits => WouldFit(points, most);

    /// <summary>The same on a grid of so many beliefs, with another limit.</summary>
    public bool WouldFit(double beliefs, int limit) => isSmooth && equations.Unknowns > 0 && equations.Unknowns / points * beliefs <= limit;

    /// <summary>The solution at a scale that Newton's method comes to from another; null where it comes to none.</summary>
    /// <param name="line">Where to begin.</param>
    /// <param name="scale">Above 0.</param>
    public SolutionLine? At(SolutionLine line, double scale)
    {
        var x = equations.Unknown(begun = line);
        return path.Newton(x, scale, lanes: 1, Answer) ? equations.Solution(line, x) : null;
    }

    /// <summary>From a solution at one scale to the first at which the scale is 1 on its curve; null where the curve could not be followed so far.</summary>
    /// <param name="line">The solution.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="pace">Length of steps, relative to the usual one.</param>
    public SolutionLine? Follow(SolutionLine line, double scale, double pace)
    {
        var x = equations.Unknown(begun = line);
        return path.Follow(x, scale, 0, lanes: 1, pace, Answer) ? equations.Solution(line, x) : null;
    }

    private void Answer(double[] x, int lanes, double scale)
    {
        cancel.ThrowIfCancellationRequested();
        equations.Answer(x, begun.Values, scale);
    }

    // States at the beginning of a period that the play can come to and after which something can still be chosen: all others are worth the same at every λ, or decide nothing.
    private static int[] Choosing(PublicBeliefGame game)
    {
        var blocks = StationaryBlocks.Of(game);
        var chooses = new bool[game.Steps.Count * game.StateCount];
        // A block comes after all that it leads into.
        foreach (var block in blocks)
        {
            var places = block.At.SelectMany((at, step) => at.Select(state => step * game.StateCount + state)).ToList();
            var any = places.Any(place => Chooses(game, place) || StationaryBlocks.After(game, place).Any(after => chooses[after]));
            foreach (var place in places)
                chooses[place] = any;
        }
        return [.. blocks.Where(block => block.IsPlayed).SelectMany(block => block.At[0]).Where(state => chooses[state]).Order()];
    }

    private static bool Chooses(PublicBeliefGame game, int place) =>
        game.Steps[place / game.StateCount].NodeOfState[place % game.StateCount] is >= 0 and var node
        && game.Nodes[node].Choosers.Any(chooser => chooser.Options.Count > 1);
}
