namespace Foedus.Games;

/// <summary>Payoffs added up along paths.</summary>
internal static class PathPayoffs
{
    /// <summary>Sum of the outcomes on the way to every node, node by node: entry <c>node · players + player</c>, in points.</summary>
    public static double[] Totals(ExtensiveGame game)
    {
        var players = game.PlayerCount;
        var totals = new double[checked(game.NodeCount * players)];
        for (var node = 0; node < game.NodeCount; node++)
        {
            var here = totals.AsSpan(node * players, players);
            if (node > 0)
                totals.AsSpan(game.Parent[node] * players, players).CopyTo(here);
            if (game.OutcomeAt[node] < 0)
                continue;
            var payoffs = game.PayoffsOf(game.OutcomeAt[node]);
            for (var i = 0; i < players; i++)
                here[i] += payoffs[i];
        }
        return totals;
    }

    /// <summary>[player] best minus worst total payoff at the end of a path, in points.</summary>
    public static double[] Ranges(ExtensiveGame game)
    {
        var players = game.PlayerCount;
        var low = new double[players];
        var high = new double[players];
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        var totals = Totals(game);
        for (var node = 0; node < game.NodeCount; node++)
        {
            if (!game.IsTerminal(node))
                continue;
            for (var i = 0; i < players; i++)
            {
                low[i] = Math.Min(low[i], totals[node * players + i]);
                high[i] = Math.Max(high[i], totals[node * players + i]);
            }
        }
        return [.. high.Zip(low, (most, least) => most - least)];
    }
}
