using System.Numerics;
using Foedus.Games;

namespace Foedus.Solving.Strategic;

/// <summary>A two-player table in whole, positive numbers, as the polytopes of best replies want it.</summary>
/// <remarks>
/// P = {x ≥ 0 : Bᵀx ≤ 1} for player 1's mixed strategies, Q = {y ≥ 0 : A y ≤ 1} for player 2's. Label i below m: player 1's strategy i; label m + j: player 2's strategy j.
/// An equilibrium is a pair of points, not both 0, that together have every label (von Stengel 2007, section 3.3).
/// </remarks>
internal sealed class BestReplyPolytopes
{
    public BestReplyPolytopes(NormalFormGame game)
    {
        if (game.PlayerCount != 2)
            throw new InputException($"This method needs two players; the game has {game.PlayerCount}. Use --method qre or --method pure.");
        (First, Second) = (game.StrategyCount(0), game.StrategyCount(1));
        var a = Whole(game, 0);
        var b = Whole(game, 1);
        RowsOfP = new BigInteger[Second][];
        for (var j = 0; j < Second; j++)
            RowsOfP[j] = [.. Enumerable.Range(0, First).Select(i => b[i + First * j])];
        RowsOfQ = new BigInteger[First][];
        for (var i = 0; i < First; i++)
            RowsOfQ[i] = [.. Enumerable.Range(0, Second).Select(j => a[i + First * j])];
    }

    /// <summary>Strategies of player 1 (m).</summary>
    public int First { get; }

    /// <summary>Strategies of player 2 (n).</summary>
    public int Second { get; }

    /// <summary>Bᵀ: one row for each strategy of player 2.</summary>
    public BigInteger[][] RowsOfP { get; }

    /// <summary>A: one row for each strategy of player 1.</summary>
    public BigInteger[][] RowsOfQ { get; }

    /// <summary>A point of a polytope as a mixed strategy.</summary>
    public static double[] Normalise(BigInteger[] numerators)
    {
        var sum = numerators.Aggregate(BigInteger.Zero, (total, x) => total + x);
        return [.. numerators.Select(x => new ExactNumber(x, sum).ToDouble())];
    }

    // Payoffs of one player times their common denominator, moved up to begin at 1; neither changes the best replies.
    private static BigInteger[] Whole(NormalFormGame game, int player)
    {
        var (whole, _) = ExactNumber.OverCommonDenominator([.. Enumerable.Range(0, game.ProfileCount).Select(profile => game.ExactPayoff(profile, player))]);
        var least = whole.Min();
        return [.. whole.Select(x => x - least + 1)];
    }
}
