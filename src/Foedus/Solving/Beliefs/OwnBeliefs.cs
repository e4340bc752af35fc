namespace Foedus.Solving.Beliefs;

/// <summary>The joint grid as lines of one party's own beliefs, one for whatever is believed of the others: how a turn of that party goes through it. The same on every grid of the same size, but for what is held.</summary>
internal sealed class OwnBeliefs
{
    private readonly int mover;
    private readonly Dictionary<int, (BeliefWalk Walk, int[] Before)> walks = [];
    private BeliefGrid? holds;

    public OwnBeliefs(BeliefGrid grid, int mover)
    {
        this.mover = mover;
        var points = Enumerable.Range(0, grid.PointCount).ToArray();
        Foot = [.. points.Select(point => grid.With(point, mover, 0))];
        Beginnings = [.. points.Where(point => grid.PointOf(mover, point) == 0)];
        LineOf = [.. Foot.Select(foot => Array.BinarySearch(Beginnings, foot))];
        Along = [.. points.OrderBy(point => LineOf[point]).ThenBy(point => grid.PointOf(mover, point))];
        var own = grid.Parties[mover].PointCount;
        NumbersOf = [.. LineOf.Select(line => line * own * 2)];
        Held = new double[grid.Parties[mover].Types * grid.PointCount];
        (Far, Settled, Unknown, Confirmed, ConfirmedFar, Left) = (Marks(), Marks(), Marks(), Marks(), Marks(), new int[Beginnings.Length]);
    }

    /// <summary>[line] its first point.</summary>
    public int[] Beginnings { get; }

    /// <summary>[point] the line on which it lies.</summary>
    public int[] LineOf { get; }

    /// <summary>[point] the first point of its line.</summary>
    public int[] Foot { get; }

    /// <summary>Points along the lines, line after line.</summary>
    public int[] Along { get; }

    /// <summary>[point] where the numbers of its line begin among a state's in <see cref="TurnRound"/>.</summary>
    public int[] NumbersOf { get; }

    /// <summary>[type × points + point] what is believed of the party.</summary>
    public double[] Held { get; }

    /// <summary>[line] room for whether choices moved far along it.</summary>
    public bool[] Far { get; }

    /// <summary>[line] room for whether nothing is left to be done.</summary>
    public bool[] Settled { get; }

    /// <summary>[line] room for whether it has to be confirmed.</summary>
    public bool[] Unknown { get; }

    /// <summary>[line] room for whether it was.</summary>
    public bool[] Confirmed { get; }

    /// <summary>[line] room for whether choices moved far meanwhile.</summary>
    public bool[] ConfirmedFar { get; }

    /// <summary>Room for lines that are left.</summary>
    public int[] Left { get; }

    /// <summary>What is believed on another grid of the same size.</summary>
    public OwnBeliefs On(BeliefGrid grid)
    {
        if (holds == grid)
            return this;
        holds = grid;
        for (var point = 0; point < grid.PointCount; point++)
        for (var type = 0; type < grid.Parties[mover].Types; type++)
            Held[type * grid.PointCount + point] = grid.Belief(mover, point)[type];
        return this;
    }

    /// <summary>The way through the beliefs from a corner, and [point] the joint point that one begins from.</summary>
    public (BeliefWalk Walk, int[] Before) WalkFrom(int corner, BeliefGrid grid) => walks.TryGetValue(corner, out var known) ? known : Walk(corner, grid);

    private bool[] Marks() => new bool[Beginnings.Length];

    private (BeliefWalk Walk, int[] Before) Walk(int corner, BeliefGrid grid)
    {
        var walk = new BeliefWalk(grid.Parties[mover], corner);
        var made = (walk, Enumerable.Range(0, grid.PointCount).Select(point => grid.With(point, mover, walk.From[grid.PointOf(mover, point)])).ToArray());
        walks.Add(corner, made);
        return made;
    }
}
