using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>Largest gain any player gets from changing their whole strategy alone: the Nash gap, in the whole game and in every subgame.</summary>
/// <remarks>
/// Best replies are found over the player's own action sequences (von Stengel 1996, section 3), subgame by subgame, in one pass backwards per player.
/// Requires perfect recall; throws <see cref="InputException"/> otherwise. Points of the game. Zero at an equilibrium, up to rounding.
/// </remarks>
internal static class DeviationCheck
{
    /// <param name="Nash">[player] largest gain in the whole game.</param>
    /// <param name="Subgame">[player] largest gain in any subgame; zero where the profile is subgame perfect.</param>
    /// <param name="Payoffs">What the profile gives each player.</param>
    public readonly record struct Gains(double[] Nash, double[] Subgame, double[] Payoffs)
    {
        /// <summary>Largest gain of a player in the whole game.</summary>
        public double NashGap => Nash.Max();

        /// <summary>Largest gain of a player in any subgame.</summary>
        public double SubgameGap => Subgame.Max();
    }

    public static Gains Measure(ExtensiveGame game, BehaviorProfile profile, CancellationToken cancel = default) =>
        Measure(game, new ProfileValues(game, profile), new SubgameStructure(game), cancel);

    public static Gains Measure(ExtensiveGame game, ProfileValues values, SubgameStructure subgames, CancellationToken cancel = default)
    {
        game.CheckPerfectRecall();
        var (nash, subgame) = (new double[game.PlayerCount], new double[game.PlayerCount]);
        var best = new double[game.NodeCount];
        for (var player = 0; player < game.PlayerCount; player++)
        {
            BestReplies(game, values, subgames, player, best, cancel);
            for (var n = 0; n < game.NodeCount; n++)
                if (subgames.IsRoot[n])
                    subgame[player] = Math.Max(subgame[player], best[n] - values.Value[n * game.PlayerCount + player]);
            nash[player] = Math.Max(0, best[0] - values.Value[player]);
        }
        return new Gains(nash, subgame, values.Payoffs());
    }

    // best[n] at subgame roots: what the player's best strategy for that subgame brings there.
    private static void BestReplies(ExtensiveGame game, ProfileValues values, SubgameStructure subgames, int player, double[] best, CancellationToken cancel)
    {
        var nodes = game.NodeCount;
        // Relative to the enclosing subgame: how likely the others let play come here, and the player's last own action (−1: none since its root).
        var others = new double[nodes];
        var sequence = new int[nodes];
        var root = new int[nodes];
        others[0] = 1;
        sequence[0] = -1;
        for (var n = 1; n < nodes; n++)
        {
            if ((n & 0xFFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var parent = game.Parent[n];
            var fresh = subgames.IsRoot[parent];
            root[n] = fresh ? parent : root[parent];
            var set = game.SetAt[parent];
            if (set >= 0 && game.SetPlayer[set] == player)
            {
                others[n] = fresh ? 1 : others[parent];
                sequence[n] = game.ActionStart[set] + game.MoveFromParent[n];
            }
            else
            {
                others[n] = (fresh ? 1 : others[parent]) * Math.Exp(values.LogMove(parent, game.MoveFromParent[n]));
                sequence[n] = fresh ? -1 : sequence[parent];
            }
        }
        var worth = new double[game.ActionCount];
        Array.Clear(best);
        for (var n = nodes - 1; n >= 0; n--)
        {
            if ((n & 0xFFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var isRoot = subgames.IsRoot[n];
            var set = game.SetAt[n];
            if (set >= 0 && game.SetPlayer[set] == player && game.MembersOf(set)[0] == n)
            {
                var most = double.NegativeInfinity;
                for (var a = game.ActionStart[set]; a < game.ActionStart[set + 1]; a++)
                    most = Math.Max(most, worth[a]);
                if (isRoot)
                    best[n] += most;
                else
                    Add(n, most);
            }
            var payoff = game.OutcomeAt[n] >= 0 ? game.Payoff(game.OutcomeAt[n], player) : 0;
            if (isRoot)
            {
                best[n] += payoff;
                if (n > 0)
                    Add(n, others[n] * best[n]);
            }
            else if (payoff != 0)
            {
                Add(n, others[n] * payoff);
            }
        }

        void Add(int node, double amount)
        {
            if (sequence[node] >= 0)
                worth[sequence[node]] += amount;
            else
                best[root[node]] += amount;
        }
    }
}
