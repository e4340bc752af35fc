using Foedus.Lowering;

namespace Foedus.Weighing.Draws;

/// <summary>Solves offers in worlds that were not drawn but chosen, in blocks as drawn ones are, on all threads.</summary>
internal static class ManyWorlds
{
    /// <param name="offer">The offer.</param>
    /// <param name="worlds">[world][assumption]</param>
    /// <param name="resolution">Knots of the belief grid.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    /// <param name="solved">Told after every world.</param>
    /// <param name="memo">What has been solved; null: nothing is remembered.</param>
    /// <returns>What the offer gives, a row for every world; nothing in surplus and holds.</returns>
    public static OfferDraws Solve(
        LoweredOffer offer,
        IReadOnlyList<double[]> worlds,
        int resolution,
        ParallelOptions parallel,
        Action? solved = null,
        SolveMemo? memo = null
    ) => Solve([offer], worlds, _ => resolution, parallel, solved, memo)[0];

    /// <summary>Several offers in the same worlds, from one queue.</summary>
    /// <param name="offers">The offers.</param>
    /// <param name="worlds">[world][assumption]</param>
    /// <param name="knots">Knots of an offer's belief grid.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    /// <param name="solved">Told after every world of the first offer.</param>
    /// <param name="memo">What has been solved; null: nothing is remembered.</param>
    /// <returns>[offer] as of one.</returns>
    public static OfferDraws[] Solve(
        IReadOnlyList<LoweredOffer> offers,
        IReadOnlyList<double[]> worlds,
        Func<LoweredOffer, int> knots,
        ParallelOptions parallel,
        Action? solved = null,
        SolveMemo? memo = null
    )
    {
        OfferDraws[] results = [.. offers.Select(offer => DrawLayout.Room(offer, worlds.Count))];
        if (worlds.Count == 0)
            return results;
        var columns = Enumerable.Range(0, worlds[0].Length).Select(a => worlds.Select(world => world[a]).ToArray()).ToArray();
        // Large blocks first, whosever they are.
        var blocks = offers
            .SelectMany(
                (offer, o) =>
                    PieceByPiece
                        .Blocks(worlds.Count, PieceByPiece.Threads(parallel), BlockSolvers.LeastInBlock(offer))
                        .Select(block => (Offer: o, block.From, block.Count))
            )
            .OrderByDescending(block => block.Count)
            .ToArray();
        PieceByPiece.Do(
            blocks.Length,
            parallel,
            () => new IBlockSolver?[offers.Count],
            (piece, solvers) =>
            {
                var (o, from, count) = blocks[piece];
                (solvers[o] ??= BlockSolvers.For(offers[o], knots(offers[o]), memo)).Solve(columns, from, count, results[o], parallel.CancellationToken);
                for (var i = 0; i < count && o == 0; i++)
                    solved?.Invoke();
            }
        );
        return results;
    }

    /// <summary>The measures of one world.</summary>
    public static double[] MeasuresOf(this OfferDraws draws, int row) => [.. draws.Measures.Select(measure => measure[row])];
}
