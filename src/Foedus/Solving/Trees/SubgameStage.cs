using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>A subgame with its inner subgames replaced by ends, and which set of the whole game each of its sets is.</summary>
internal static class SubgameStage
{
    public static (ExtensiveGame Stage, int[] SetOf) Cut(ExtensiveGame game, int root, IReadOnlyDictionary<int, double[]> replaced)
    {
        var builder = new ExtensiveGameBuilder(game.Title, game.Players);
        var open = new Stack<int>([root]);
        while (open.TryPop(out var n))
        {
            if (replaced.TryGetValue(n, out var payoffs))
            {
                builder.Terminal(payoffs);
                continue;
            }
            var set = game.SetAt[n];
            var outcome = game.OutcomeAt[n] >= 0 ? builder.Outcome(game.PayoffsOf(game.OutcomeAt[n])) : 0;
            if (set >= 0)
            {
                builder.Decision(
                    game.SetPlayer[set] + 1,
                    set + 1,
                    [.. Enumerable.Range(game.ActionStart[set], game.ActionCountOf(set)).Select(action => game.ActionLabel(action))],
                    outcome: outcome
                );
            }
            else if (game.IsChance(n))
            {
                var chance = game.ChanceSetAt(n);
                builder.Chance(
                    chance + 1,
                    [
                        .. Enumerable
                            .Range(game.ChanceStart[chance], game.ProbabilitiesOf(chance).Length)
                            .Select(move => (game.ChanceMoveLabel(move), game.ExactChanceProbability(move))),
                    ],
                    outcome: outcome
                );
            }
            else
            {
                builder.Terminal(outcome);
            }
            foreach (var child in game.ChildrenOf(n).ToArray().Reverse())
                open.Push(child);
        }
        var stage = builder.Build();
        return (stage, [.. Enumerable.Range(0, stage.InformationSetCount).Select(set => stage.InformationSetNumber(set) - 1)]);
    }
}
