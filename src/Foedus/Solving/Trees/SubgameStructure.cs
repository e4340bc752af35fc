using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>Where the proper subgames of a tree begin and end.</summary>
/// <remarks>Node n begins a subgame where no information set reaches both inside and outside its tree (Selten 1975, section 3). The whole game counts as one.</remarks>
public sealed class SubgameStructure
{
    private readonly ExtensiveGame game;

    public SubgameStructure(ExtensiveGame game)
    {
        this.game = game;
        var nodes = game.NodeCount;
        End = new int[nodes];
        IsRoot = new bool[nodes];
        var low = new int[nodes];
        var high = new int[nodes];
        for (var n = nodes - 1; n >= 0; n--)
        {
            End[n] = n + 1;
            (low[n], high[n]) = (n, n);
            if (game.SetAt[n] >= 0)
            {
                var members = game.MembersOf(game.SetAt[n]);
                (low[n], high[n]) = (members[0], members[^1]);
            }
            foreach (var child in game.ChildrenOf(n))
            {
                End[n] = End[child];
                low[n] = Math.Min(low[n], low[child]);
                high[n] = Math.Max(high[n], high[child]);
            }
            IsRoot[n] = !game.IsTerminal(n) && low[n] >= n && high[n] < End[n];
        }
        if (nodes > 0)
            IsRoot[0] = true;
    }

    /// <summary>One past the last node of each node's tree.</summary>
    public int[] End { get; }

    /// <summary>Does a subgame begin here? Never at a terminal node, except where it is the whole game.</summary>
    public bool[] IsRoot { get; }

    /// <summary>The first subgame roots met on every way down from a root.</summary>
    public IReadOnlyList<int> InnerRoots(int root)
    {
        var roots = new List<int>();
        for (var n = root + 1; n < End[root]; )
        {
            if (IsRoot[n])
                roots.Add(n);
            n = IsRoot[n] ? End[n] : n + 1;
        }
        return roots;
    }

    /// <summary>Whether nothing but ends and smaller subgames follow a root.</summary>
    public bool IsOneMove(int root)
    {
        foreach (var child in game.ChildrenOf(root))
            if (!game.IsTerminal(child) && !IsRoot[child])
                return false;
        return true;
    }
}
