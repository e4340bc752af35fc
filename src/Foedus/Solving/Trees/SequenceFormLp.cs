using System.Numerics;
using Foedus.Games;
using Foedus.Solving.ZeroSum;

namespace Foedus.Solving.Trees;

/// <summary>Max-min strategies of a two-player zero-sum (or constant-sum) tree by linear programming over action sequences, subgame by subgame from the last: each is replaced by its value.</summary>
/// <remarks>Koller, Megiddo and von Stengel 1996, section 3. The values of zero-sum subgames are unique, so the pair is subgame perfect.</remarks>
internal sealed class SequenceFormLp
{
    private const double SumTolerance = 1e-12;

    private readonly ExtensiveGame game;
    private readonly SubgameStructure subgames;
    private readonly double[] values;
    private readonly double[] chances;
    private readonly CancellationToken cancel;

    private SequenceFormLp(ExtensiveGame game, CancellationToken cancel)
    {
        this.game = game;
        subgames = new SubgameStructure(game);
        values = new double[game.NodeCount];
        chances = new double[game.ActionCount];
        this.cancel = cancel;
    }

    private bool IsExact { get; set; }

    /// <returns>The pair, and whether whole numbers were needed somewhere.</returns>
    /// <exception cref="InputException">The payoffs do not add to a constant, or there are not two players.</exception>
    /// <exception cref="RefusedException">A subgame is too large.</exception>
    public static (BehaviorProfile Pair, bool IsExact) Find(ExtensiveGame game, CancellationToken cancel)
    {
        SequenceForm.CheckPlayers(game);
        CheckSums(game);
        var search = new SequenceFormLp(game, cancel);
        for (var n = game.NodeCount - 1; n >= 0; n--)
        {
            if ((n & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (search.subgames.IsRoot[n])
                search.SolveSubgame(n);
        }
        return (BehaviorProfile.FromProbabilities(game, search.chances), search.IsExact);
    }

    private void SolveSubgame(int root)
    {
        if (subgames.IsOneMove(root))
        {
            SolveMove(root);
            return;
        }
        var inner = subgames.InnerRoots(root);
        var (stage, setOf) =
            root == 0 && inner.Count == 0
                ? (game, [.. Enumerable.Range(0, game.InformationSetCount)])
                : SubgameStage.Cut(game, root, inner.ToDictionary(n => n, n => (double[])[values[n], -values[n]]));
        var form = new SequenceForm(stage);
        var (pair, isExact) = ZeroSumSolver.Solve(form.FirstPlayersPoints(), form.FirstPlayersPointsExactly, "Use --method qre.", cancel);
        IsExact |= isExact;
        values[root] = pair.Value;
        var behavior = form.ToBehavior([pair.First, pair.Second]);
        for (var set = 0; set < stage.InformationSetCount; set++)
        for (var a = 0; a < stage.ActionCountOf(set); a++)
            chances[game.ActionStart[setOf[set]] + a] = behavior.Probability(stage.ActionStart[set] + a);
    }

    private void SolveMove(int root)
    {
        var children = game.ChildrenOf(root);
        Span<double> worth = children.Length <= 64 ? stackalloc double[children.Length] : new double[children.Length];
        for (var move = 0; move < worth.Length; move++)
            worth[move] = subgames.IsRoot[children[move]] ? values[children[move]] : PointsAt(children[move]);
        values[root] = PointsAt(root);
        var set = game.SetAt[root];
        if (game.IsChance(root))
        {
            var chances = game.ProbabilitiesOf(game.ChanceSetAt(root));
            for (var move = 0; move < worth.Length; move++)
                values[root] += chances[move] * worth[move];
        }
        else if (set >= 0)
        {
            var best = 0;
            for (var move = 1; move < worth.Length; move++)
                if (game.SetPlayer[set] == 0 ? worth[move] > worth[best] : worth[move] < worth[best])
                    best = move;
            this.chances[game.ActionStart[set] + best] = 1;
            values[root] += worth[best];
        }
    }

    private double PointsAt(int node) => game.OutcomeAt[node] >= 0 ? game.Payoff(game.OutcomeAt[node], 0) : 0;

    // At ends that chance leaves possible.
    private static void CheckSums(ExtensiveGame game)
    {
        var totals = PathPayoffs.Totals(game);
        var possible = new bool[game.NodeCount];
        possible[0] = true;
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var n = 0; n < game.NodeCount; n++)
        {
            var parent = n == 0 ? 0 : game.Parent[n];
            if (n > 0)
                possible[n] = possible[parent] && (!game.IsChance(parent) || game.ProbabilitiesOf(game.ChanceSetAt(parent))[game.MoveFromParent[n]] > 0);
            if (!possible[n] || !game.IsTerminal(n))
                continue;
            var sum = totals[2 * n] + totals[2 * n + 1];
            (least, most) = (Math.Min(least, sum), Math.Max(most, sum));
        }
        if (most - least > SumTolerance * Math.Max(1, game.PayoffRange()))
            throw new InputException("The payoffs do not add up to the same number everywhere, so linear programming does not apply. Use --method lcp.");
    }
}
