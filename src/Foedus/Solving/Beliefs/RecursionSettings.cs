namespace Foedus.Solving.Beliefs;

/// <summary>How the recursion is run.</summary>
public sealed record RecursionSettings
{
    /// <summary>Fixed points count as found when no chance moves by more than this in one round.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>λ, per point, at which a private mover that is rational is taken to the limit.</summary>
    public double LastPrecision { get; init; } = 100;

    /// <summary>Whether every private turn is also solved from near-pure starts, to see whether it has other fixed points.</summary>
    public bool SearchOthers { get; init; }

    /// <summary>Choices to start from instead of λ = 0: [(node, mover)] → chance of each option.</summary>
    public IReadOnlyDictionary<(int Node, int Mover), double[]>? Start { get; init; }

    /// <summary>Rounds over the whole game before an endless horizon is given up.</summary>
    public int MostSweeps { get; init; } = 5000;
}
