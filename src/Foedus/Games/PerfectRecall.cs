namespace Foedus.Games;

/// <summary>Does every player remember what they did? (Kuhn 1953: two nodes of one set must share the player's own past.)</summary>
/// <remarks>With absent-mindedness refused before, it is enough that the last own action agrees: by induction the whole own past then agrees.</remarks>
internal static class PerfectRecall
{
    /// <returns>The last own action before each set (−1: none), and where a player forgets, or null.</returns>
    public static (int[] ParentAction, string? Failure) Examine(ExtensiveGame game)
    {
        const int unset = -2;
        var parentAction = new int[game.InformationSetCount];
        Array.Fill(parentAction, unset);
        string? failure = null;
        foreach (var (node, player, last) in OwnPasts(game))
        {
            var set = game.SetAt[node];
            if (parentAction[set] == unset)
                parentAction[set] = last;
            else if (parentAction[set] != last)
                failure ??=
                    $"{game.Players[player]} forgets an own move at information set {game.InformationSetNumber(set)}"
                    + (game.InformationSetLabel(set).Length > 0 ? $" (\"{game.InformationSetLabel(set)}\")" : "")
                    + ": two of its nodes have different own pasts.";
        }
        return (parentAction, failure);
    }

    // Decision nodes in prefix order with the mover's last own action (−1: none); the past is undone on the way back up.
    private static IEnumerable<(int Node, int Player, int Last)> OwnPasts(ExtensiveGame game)
    {
        var last = new int[game.PlayerCount];
        Array.Fill(last, -1);
        var path = new Stack<(int Node, int Player, int Before)>();
        for (var node = 0; node < game.NodeCount; node++)
        {
            var parent = game.Parent[node];
            while (path.Count > 0 && path.Peek().Node != parent)
            {
                var (_, mover, before) = path.Pop();
                if (mover >= 0)
                    last[mover] = before;
            }
            if (parent >= 0 && game.SetAt[parent] >= 0)
            {
                var set = game.SetAt[parent];
                last[game.SetPlayer[set]] = game.ActionStart[set] + game.MoveFromParent[node];
            }
            if (game.IsTerminal(node))
                continue;
            var own = game.SetAt[node] >= 0 ? game.SetPlayer[game.SetAt[node]] : -1;
            if (own >= 0)
                yield return (node, own, last[own]);
            path.Push((node, own, own >= 0 ? last[own] : -1));
        }
    }
}
