namespace Foedus.Interop;

/// <summary>What a game file may ask for at most, so that a hostile or broken one cannot exhaust memory.</summary>
/// <param name="Nodes">Nodes of a tree, or entries (profiles × players) of a table.</param>
/// <param name="TextCharacters">Characters of one name or comment.</param>
/// <param name="Players">Players.</param>
/// <param name="MovesPerNode">Moves at one node, or strategies of one player.</param>
internal sealed record GambitReadLimits(int Nodes = 20_000_000, int TextCharacters = 1_000_000, int Players = 1_000, int MovesPerNode = 1_000_000)
{
    public static GambitReadLimits Default { get; } = new();
}
