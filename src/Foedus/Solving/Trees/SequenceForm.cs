using System.Numerics;
using Foedus.Games;
using Foedus.Solving.ZeroSum;

namespace Foedus.Solving.Trees;

/// <summary>A two-player tree by action sequences: realization weights are linear constraints, payoffs a sparse matrix over pairs of sequences.</summary>
/// <remarks>
/// Sequence 0 of a player is the empty one; 1 + k is the one that ends with the player's k-th action. Source: von Stengel 1996; Koller, Megiddo and von Stengel 1996.
/// Precondition: perfect recall, two players.
/// </remarks>
internal sealed class SequenceForm
{
    private readonly int[] firstAction = new int[2];

    public SequenceForm(ExtensiveGame game)
    {
        CheckPlayers(game);
        Game = game;
        for (var player = 0; player < 2; player++)
        {
            Sets[player] = [.. Enumerable.Range(0, game.InformationSetCount).Where(set => game.SetPlayer[set] == player)];
            firstAction[player] = Sets[player].Length > 0 ? game.ActionStart[Sets[player][0]] : 0;
            Sequences[player] = 1 + Sets[player].Sum(game.ActionCountOf);
        }
        Ends = FindEnds();
    }

    public ExtensiveGame Game { get; }

    /// <summary>Each player's information sets in order; constraint 0 is "the empty sequence has weight 1", constraint 1 + k belongs to set k.</summary>
    public int[][] Sets { get; } = new int[2][];

    /// <summary>How many sequences each player has, the empty one included.</summary>
    public int[] Sequences { get; } = new int[2];

    /// <summary>Terminal nodes: both players' sequences there, the chance of the way, and what it pays with everything on the way.</summary>
    public IReadOnlyList<(int First, int Second, ExactNumber Chance, ExactNumber[] Payoff)> Ends { get; }

    /// <exception cref="InputException">Not two players, or one forgets.</exception>
    public static void CheckPlayers(ExtensiveGame game)
    {
        if (game.PlayerCount != 2)
            throw new InputException($"This method needs two players; the game has {game.PlayerCount}. Use --method qre, --method spe or --method pure.");
        game.CheckPerfectRecall();
    }

    public int SequenceOf(int player, int action) => action < 0 ? 0 : 1 + action - firstAction[player];

    /// <summary>The sequence that leads to a set.</summary>
    public int ParentSequence(int player, int set) => SequenceOf(player, Game.ParentAction[set]);

    /// <summary>What pairs of sequences bring the first player, the second receiving the opposite.</summary>
    public ZeroSumForm<double> FirstPlayersPoints() => new(Plans(), [.. Ends.Select(end => (end.First, end.Second, (end.Chance * end.Payoff[0]).ToDouble()))]);

    /// <summary>The same in whole numbers, and by what it was multiplied.</summary>
    public (ZeroSumForm<BigInteger> Form, ExactNumber Scale) FirstPlayersPointsExactly()
    {
        var amounts = Ends.Select(end => end.Chance * end.Payoff[0]).ToArray();
        var (whole, common) = ExactNumber.OverCommonDenominator(amounts);
        return (
            new ZeroSumForm<BigInteger>(Plans(), [.. Ends.Zip(whole, (end, amount) => (end.First, end.Second, amount))]),
            new ExactNumber(common, BigInteger.One)
        );
    }

    private ActionPlans[] Plans() =>
        [
            .. Enumerable
                .Range(0, 2)
                .Select(player => new ActionPlans(
                    Array.ConvertAll(Sets[player], set => ParentSequence(player, set)),
                    [.. Sets[player].Select(set => SequenceOf(player, Game.ActionStart[set])), Sequences[player]]
                )),
        ];

    /// <summary>Behaviour from realization weights; uniform where the player's own choices never lead.</summary>
    public BehaviorProfile ToBehavior(double[][] weights)
    {
        var chances = new double[Game.ActionCount];
        for (var set = 0; set < Game.InformationSetCount; set++)
        {
            var player = Game.SetPlayer[set];
            var (start, count) = (Game.ActionStart[set], Game.ActionCountOf(set));
            var sum = 0.0;
            for (var a = start; a < start + count; a++)
                sum += Math.Max(0, weights[player][SequenceOf(player, a)]);
            for (var a = start; a < start + count; a++)
                chances[a] = sum > 1e-12 ? Math.Max(0, weights[player][SequenceOf(player, a)]) / sum : 1.0 / count;
        }
        return BehaviorProfile.FromProbabilities(Game, chances);
    }

    private List<(int, int, ExactNumber, ExactNumber[])> FindEnds()
    {
        var ends = new List<(int, int, ExactNumber, ExactNumber[])>();
        var sequence = new int[2][] { new int[Game.NodeCount], new int[Game.NodeCount] };
        var chance = new ExactNumber[Game.NodeCount];
        var payoff = new ExactNumber[Game.NodeCount][];
        chance[0] = ExactNumber.One;
        for (var n = 0; n < Game.NodeCount; n++)
        {
            payoff[n] = n == 0 ? [ExactNumber.Zero, ExactNumber.Zero] : [.. payoff[Game.Parent[n]]];
            if (n > 0)
            {
                var parent = Game.Parent[n];
                var set = Game.SetAt[parent];
                for (var i = 0; i < 2; i++)
                    sequence[i][n] = set >= 0 && Game.SetPlayer[set] == i ? SequenceOf(i, Game.ActionStart[set] + Game.MoveFromParent[n]) : sequence[i][parent];
                chance[n] = set >= 0 ? chance[parent] : chance[parent] * Game.ExactChanceProbability(Game.ChanceStart[-2 - set] + Game.MoveFromParent[n]);
            }
            if (Game.OutcomeAt[n] >= 0)
                for (var i = 0; i < 2; i++)
                    payoff[n][i] += Game.ExactPayoff(Game.OutcomeAt[n], i);
            if (Game.IsTerminal(n) && !chance[n].IsZero)
                ends.Add((sequence[0][n], sequence[1][n], chance[n], payoff[n]));
        }
        return ends;
    }
}
