using Foedus.Lowering;

namespace Foedus.Weighing.Draws;

/// <summary>Solves one offer in worlds that were not drawn but chosen, in blocks as drawn ones are, on all threads.</summary>
internal static class ManyWorlds
{
    /// <param name="offer">The offer.</param>
    /// <param name="worlds">[world][assumption]</param>
    /// <param name="resolution">Knots of the belief grid.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    /// <param name="solved">Told after every world.</param>
    /// <param name="memo">What has been solved; null: nothing is remembered.</param>
    /// <returns>What the offer gives, a row for every world; nothing in surplus and holds.</returns>
    public static OfferDraws Solve(LoweredOffer offer, IReadOnlyList<double[]> worlds, int resolution, ParallelOptions parallel, Action? solved = null, SolveMemo? memo = null)
    {
        var results = DrawLayout.Room(offer, worlds.Count);
        if (worlds.Count == 0)
            return results;
        var columns = Enumerable.Range(0, worlds[0].Length).Select(a => worlds.Select(world => world[a]).ToArray()).ToArray();
        var block = Math.Clamp(worlds.Count / (4 * Math.Max(1, parallel.MaxDegreeOfParallelism)), 1, BlockLoop.MostInBlock);
        Parallel.For(0, (worlds.Count + block - 1) / block, parallel, () => BlockSolvers.For(offer, resolution, memo), (at, _, solver) =>
        {
            var (from, count) = (at * block, Math.Min(block, worlds.Count - at * block));
            solver.Solve(columns, from, count, results, parallel.CancellationToken);
            for (var i = 0; i < count; i++)
                solved?.Invoke();
            return solver;
        }, _ => { });
        return results;
    }

    /// <summary>The measures of one world.</summary>
    public static double[] MeasuresOf(this OfferDraws draws, int row) => [.. draws.Measures.Select(measure => measure[row])];
}
