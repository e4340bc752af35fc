using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A profile of strategies on the belief grid, with what its solver says of it.</summary>
/// <remarks>
/// Strategies are kept for every period (one for a stationary solution), node, mover, own type and option, at every joint grid point. A strategy between grid
/// points does not exist: mass that falls between them is split over them with the grid's weights, in values and forward measures alike.
/// </remarks>
public sealed class BeliefSolution
{
    // [period][node] → [row × points + point]; never written again once it is there, so solutions that agree share it.
    private readonly double[]?[][] choices;

    /// <param name="game">The game.</param>
    /// <param name="coefficients">The draw's numbers; nobody writes to them afterwards.</param>
    /// <param name="grid">Grid of beliefs.</param>
    /// <param name="periods">Periods stored.</param>
    internal BeliefSolution(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, int periods)
    {
        (Game, Coefficients, Grid, Periods) = (game, coefficients, grid, periods);
        Types = new JointTypes(game);
        choices = [.. Enumerable.Range(0, periods).Select(_ => new double[]?[game.Nodes.Count])];
        InitialValues = [];
    }

    private BeliefSolution(BeliefSolution other)
    {
        (Game, Coefficients, Grid, Periods, Types) = (other.Game, other.Coefficients, other.Grid, other.Periods, other.Types);
        choices = [.. other.choices.Select(period => (double[]?[])period.Clone())];
        (InitialValues, IsOnlyWhereMet) = (other.InitialValues, other.IsOnlyWhereMet);
    }

    public PublicBeliefGame Game { get; }

    /// <summary>The draw's numbers.</summary>
    public double[] Coefficients { get; }

    internal BeliefGrid Grid { get; }

    internal JointTypes Types { get; }

    /// <summary>Periods stored: the horizon's, or 1 (or a cycle of drifts) where the strategy is stationary.</summary>
    public int Periods { get; }

    public bool IsStationary => Game.Periods is null;

    /// <summary>Values at the start of the first period in the initial state: [(party × joint types + joint type) × points + joint grid point], points discounted to the first period.</summary>
    public double[] InitialValues { get; set; }

    /// <summary>Which reading it was followed from: [party] type that was certain at the start.</summary>
    public int[] Reading { get; set; } = [];

    /// <summary>Whether the solver came to an end; a stationary profile that still moved when it was given up did not.</summary>
    public bool IsSettled { get; set; } = true;

    /// <summary>What there is to say of the way on which it was found.</summary>
    internal IReadOnlyList<string> OnTheWay { get; set; } = [];

    /// <summary>Whether choices are there only where play can come: see <see cref="RecursionSettings.OnlyMet"/>.</summary>
    internal bool IsOnlyWhereMet { get; init; }

    /// <summary>Share of every party's λ up to which it was followed from 0 without a jump; null where it was followed all the way.</summary>
    internal double? JumpedAt { get; set; }

    /// <summary>Whether the branch of the whole game was followed, not turn by turn.</summary>
    internal bool IsFollowedWhole { get; set; }

    public SolveReport? Report { get; set; }

    /// <summary>What is expected of a party at a belief of the grid, by its own type: its value at the start of the first period, over the others' types.</summary>
    /// <param name="party">Whose value.</param>
    /// <param name="type">Its own type.</param>
    /// <param name="point">Joint grid point.</param>
    public double InitialValue(int party, int type, int point)
    {
        var value = 0.0;
        for (var joint = 0; joint < Types.Count; joint++)
            if (Types.TypeOf(party, joint) == type)
                value += Grid.Others(party, Types, joint, point) * InitialValues[(party * Types.Count + joint) * Grid.PointCount + point];
        return value;
    }

    /// <summary>A solution with the same choices that may go on differently.</summary>
    public BeliefSolution Fork() => new(this);

    /// <summary>Sets the choices at a node: [row × points + point], rows by mover, type and option. Not to be changed afterwards.</summary>
    public void Set(int period, int node, double[] chances) => choices[period][node] = chances;

    /// <summary>All choices at a node; null where none were set.</summary>
    public double[]? At(int period, int node) => choices[period][node];

    /// <summary>Chances of one option for one own type, over all joint grid points.</summary>
    /// <param name="period">From 0.</param>
    /// <param name="node">Number of a turn or joint turn.</param>
    /// <param name="mover">Index among the node's movers; 0 at a turn.</param>
    /// <param name="type">The mover's own type.</param>
    /// <param name="option">The option.</param>
    public ReadOnlySpan<double> Choice(int period, int node, int mover, int type, int option) =>
        choices[period][node].AsSpan(Row(Game, node, mover, type, option) * Grid.PointCount, Grid.PointCount);

    /// <summary>Chances of all options of a mover, over all joint grid points: [type][option][point].</summary>
    internal ReadOnlySpan<double> Choices(int period, int node, int mover, int types, int options) =>
        choices[period][node].AsSpan(Row(Game, node, mover, 0, 0) * Grid.PointCount, types * options * Grid.PointCount);

    /// <summary>The row of a mover's type and option within a node.</summary>
    public static int Row(PublicBeliefGame game, int node, int mover, int type, int option) =>
        game.Nodes[node] switch
        {
            TurnNode turn => type * turn.Options.Count + option,
            JointTurnNode joint => JointRow(game, joint, mover) + type * joint.Movers[mover].OptionNames.Count + option,
            _ => throw new ArgumentOutOfRangeException(nameof(node), "A chance node has no strategy."),
        };

    /// <summary>Rows of a node.</summary>
    public static int RowsOf(PublicBeliefGame game, GameNode node) =>
        node switch
        {
            TurnNode turn => game.Parties[turn.Mover].TypeCount * turn.Options.Count,
            JointTurnNode joint => JointRow(game, joint, joint.Movers.Count),
            _ => 0,
        };

    private static int JointRow(PublicBeliefGame game, JointTurnNode joint, int mover)
    {
        var row = 0;
        for (var earlier = 0; earlier < mover; earlier++)
            row += game.Parties[joint.Movers[earlier].Party].TypeCount * joint.Movers[earlier].OptionNames.Count;
        return row;
    }
}
