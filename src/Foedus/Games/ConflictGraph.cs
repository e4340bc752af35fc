namespace Foedus.Games;

/// <summary>A conflict as states, moves and rankings: the graph model (Kilgour, Hipel and Fang 1987).</summary>
/// <param name="StateNames">States.</param>
/// <param name="Parties">Who can move where, and how each ranks the states.</param>
public sealed record ConflictGraph(IReadOnlyList<string> StateNames, IReadOnlyList<ConflictParty> Parties);

/// <param name="Name">The party.</param>
/// <param name="Rank">[state] higher is better; equal is indifferent.</param>
/// <param name="Moves">[state] where it can move on its own.</param>
public sealed record ConflictParty(string Name, double[] Rank, int[][] Moves);
