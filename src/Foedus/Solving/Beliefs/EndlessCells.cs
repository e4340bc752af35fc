using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What each step in each state is worth to each party: a cell is a value, and behind it its derivatives in any number of directions.</summary>
internal sealed class EndlessCells
{
    private readonly int parties;
    private readonly int states;
    private readonly int firstScratch;
    private double[] slopes = [];

    /// <param name="game">The game; behind its steps there are the ends of periods, and behind those room for the options or profiles of one node.</param>
    public EndlessCells(PublicBeliefGame game)
    {
        (parties, states) = (game.Parties.Count, game.StateCount);
        firstScratch = (game.Steps.Count + 1) * states * parties;
        var profiles = game
            .Nodes.Select(node =>
                node is JointTurnNode joint ? joint.ProfileCount
                : node is TurnNode turn ? turn.Options.Count
                : 1
            )
            .DefaultIfEmpty(1)
            .Max();
        Values = new double[firstScratch + profiles * parties];
    }

    /// <summary>[cell]</summary>
    public double[] Values { get; }

    /// <summary>Derivatives in so many directions are carried along; none where only values are.</summary>
    public int Directions { get; private set; }

    /// <summary>A step in a state; the step behind the last is the end of a period.</summary>
    public int At(int step, int state, int party) => (step * states + state) * parties + party;

    /// <summary>An option or profile of the node that is worked out now.</summary>
    public int Scratch(int profile, int party) => firstScratch + profile * parties + party;

    /// <summary>Carries derivatives along from now on.</summary>
    public void Carry(int directions)
    {
        Directions = directions;
        if (slopes.Length < Values.Length * directions)
            slopes = new double[Values.Length * directions];
    }

    /// <summary>[direction] derivatives of a cell.</summary>
    public Span<double> Slopes(int cell) => slopes.AsSpan(cell * Directions, Directions);

    public void Clear(int cell)
    {
        Values[cell] = 0;
        Slopes(cell).Clear();
    }

    /// <summary>Adds a multiple of another cell.</summary>
    public void Add(int cell, double factor, int of)
    {
        Values[cell] += factor * Values[of];
        AddSlopes(Slopes(cell), factor, Slopes(of));
    }

    /// <summary>Adds a multiple of some derivatives to others.</summary>
    public static void AddSlopes(Span<double> to, double factor, ReadOnlySpan<double> of)
    {
        if (factor == 0)
            return;
        for (var k = 0; k < to.Length; k++)
            to[k] += factor * of[k];
    }
}
