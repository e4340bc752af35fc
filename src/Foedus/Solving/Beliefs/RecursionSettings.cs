namespace Foedus.Solving.Beliefs;

/// <summary>How the recursion is run.</summary>
public sealed record RecursionSettings
{
    /// <summary>Fixed points count as found when no chance moves by more than this in one round.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>λ times the payoff range at which rational parties with private types, or at joint turns, are taken for the limit: at 3,000 two options leave a gain of 1e-4 of the range.</summary>
    public double LastPrecision { get; init; } = 3000;

    /// <summary>Length of the first steps in which a fixed point is followed between neighbouring beliefs; 1 is the usual length. The answer must not depend on it.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Whether beliefs are gone through from every corner, or from the first corners alone, so that one solution is found.</summary>
    public bool AllReadings { get; init; } = true;

    /// <summary>Whether joint turns are also begun from near-pure profiles, to see whether they have other fixed points.</summary>
    public bool SearchOthers { get; init; }

    /// <summary>Most near-pure profiles that joint turns are begun from where others are looked for.</summary>
    public int MostOthers { get; init; } = Readings.MostConventions;

    /// <summary>Whether beliefs are first settled side by side from the choices of a period later. The answer must not depend on it.</summary>
    internal bool FromLater { get; init; } = true;

    /// <summary>Whether choices are worked out only where play can come in the period, whatever is chosen; elsewhere a solution then has none. No number along the play depends on it.</summary>
    internal bool OnlyMet { get; init; }

    /// <summary>Whether a horizon without end is followed by arclength past the points at which its solution turns back; else iteration jumps there, and it is said.</summary>
    internal bool FollowTurns { get; init; } = true;

    /// <summary>Most unknowns of a curve that is followed by arclength; with more a coarser grid is followed past the turn.</summary>
    internal int MostFollowed { get; init; } = 600;

    /// <summary>Choices to begin from at every belief, instead of a neighbour's: [(node, mover)] → chance of each option, the same for every type, or [type × options + option].</summary>
    public IReadOnlyDictionary<(int Node, int Mover), double[]>? Start { get; init; }

    /// <summary>Told (parts done, parts in all) of a pass over the game; a further pass begins at 0 again. Null: nobody looks on.</summary>
    public IProgress<(int Done, int All)>? Progress { get; init; }

    /// <summary>Rounds over the whole game before an endless horizon is given up.</summary>
    public int MostSweeps { get; init; } = 5000;
}
