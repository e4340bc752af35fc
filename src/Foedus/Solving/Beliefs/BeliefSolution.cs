using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A profile of strategies on the belief grid, with what its solver says of it.</summary>
/// <remarks>
/// Strategies are kept for every period (one for a stationary solution), node, mover, own type and option, at every joint grid point. A strategy between grid
/// points does not exist: mass that falls between them is split over them with the grid's weights, in values and forward measures alike.
/// </remarks>
public sealed class BeliefSolution
{
    private readonly double[] strategies;
    private readonly int[] offsetOfNode;
    private readonly int perPeriod;

    public BeliefSolution(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, int periods)
    {
        Game = game;
        Coefficients = coefficients;
        Grid = grid;
        Periods = periods;
        offsetOfNode = new int[game.Nodes.Count];
        for (var node = 0; node < offsetOfNode.Length; node++)
        {
            offsetOfNode[node] = perPeriod;
            perPeriod = checked(perPeriod + RowsOf(game, node) * grid.PointCount);
        }
        strategies = new double[checked((long)perPeriod * periods)];
        InitialValues = new double[game.SlotCount * grid.PointCount];
    }

    public PublicBeliefGame Game { get; }

    /// <summary>The draw's numbers.</summary>
    public double[] Coefficients { get; }

    public BeliefGrid Grid { get; }

    /// <summary>Periods stored: the horizon's, or 1 where the strategy is stationary.</summary>
    public int Periods { get; }

    public bool IsStationary => Game.Periods is null;

    /// <summary>Values at the start of the first period in the initial state: [slot][joint grid point], points discounted to the first period.</summary>
    public double[] InitialValues { get; }

    public SolveReport? Report { get; set; }

    /// <summary>Chances of one option for one own type, over all joint grid points.</summary>
    /// <param name="period">From 0.</param>
    /// <param name="node">Number of a turn or joint turn.</param>
    /// <param name="mover">Index among the node's movers; 0 at a turn.</param>
    /// <param name="type">The mover's own type.</param>
    /// <param name="option">The option.</param>
    public Span<double> Choice(int period, int node, int mover, int type, int option) =>
        strategies.AsSpan(checked((int)((long)period * perPeriod + offsetOfNode[node] + (long)Row(node, mover, type, option) * Grid.PointCount)), Grid.PointCount);

    /// <summary>Chances of all options of a mover, over all joint grid points: [type][option][point].</summary>
    internal ReadOnlySpan<double> Choices(int period, int node, int mover, int types, int options) =>
        strategies.AsSpan(checked((int)((long)period * perPeriod + offsetOfNode[node] + (long)Row(node, mover, 0, 0) * Grid.PointCount)), types * options * Grid.PointCount);

    private int Row(int node, int mover, int type, int option) => Game.Nodes[node] switch
    {
        TurnNode turn => type * turn.Options.Count + option,
        JointTurnNode joint => JointRow(joint, mover) + type * joint.Movers[mover].OptionNames.Count + option,
        _ => throw new ArgumentOutOfRangeException(nameof(node), "A chance node has no strategy."),
    };

    private int JointRow(JointTurnNode joint, int mover)
    {
        var row = 0;
        for (var earlier = 0; earlier < mover; earlier++)
            row += Game.Parties[joint.Movers[earlier].Party].TypeCount * joint.Movers[earlier].OptionNames.Count;
        return row;
    }

    private static int RowsOf(PublicBeliefGame game, int node) => game.Nodes[node] switch
    {
        TurnNode turn => game.Parties[turn.Mover].TypeCount * turn.Options.Count,
        JointTurnNode joint => joint.Movers.Sum(mover => game.Parties[mover.Party].TypeCount * mover.OptionNames.Count),
        _ => 0,
    };
}
