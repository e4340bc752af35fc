using System.Runtime.ExceptionServices;

namespace Foedus.Weighing;

/// <summary>Work in pieces of unequal size on several threads: each takes the next piece when it is done with one, so that at the end none waits longer than a piece takes.</summary>
/// <remarks>A loop over a range hands out up to sixteen numbers at once, which is right for small pieces.</remarks>
internal static class PieceByPiece
{
    /// <summary>Most rows in a block: enough to fill SIMD lanes many times over, few enough for the columns to stay in cache.</summary>
    public const int MostInBlock = 256;

    /// <param name="pieces">How many there are.</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    /// <param name="work">Does the piece of that number.</param>
    public static void Do(int pieces, ParallelOptions parallel, Action<int> work) => Do(pieces, parallel, () => 0, (piece, _) => work(piece));

    /// <param name="pieces">How many there are.</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    /// <param name="room">What a thread needs for all its pieces.</param>
    /// <param name="work">Does the piece of that number.</param>
    public static void Do<T>(int pieces, ParallelOptions parallel, Func<T> room, Action<int, T> work)
    {
        var next = -1;
        try
        {
            Parallel.For(0, Math.Min(pieces, Threads(parallel)), parallel, (_, loop) =>
            {
                var mine = room();
                while (!loop.ShouldExitCurrentIteration && Interlocked.Increment(ref next) is var piece && piece < pieces)
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    work(piece, mine);
                }
            });
        }
        catch (AggregateException many)
        {
            // The first fault is the one to tell, as if there were one thread.
            ExceptionDispatchInfo.Throw(many.Flatten().InnerExceptions.FirstOrDefault(fault => fault is not OperationCanceledException) ?? many);
        }
    }

    /// <summary>Rows in blocks: large at first, and smaller the fewer are left.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="threads">Threads that take them.</param>
    /// <param name="least">The smallest block, of which the others are multiples, but for the last.</param>
    public static IEnumerable<(int From, int Count)> Blocks(int rows, int threads, int least)
    {
        for (var from = 0; from < rows; )
        {
            var count = Math.Min(rows - from, BlockOf(rows - from, threads, least));
            yield return (from, count);
            from += count;
        }
    }

    /// <summary>The size of the next block.</summary>
    /// <param name="left">Rows that are left.</param>
    /// <param name="threads">Threads that take them.</param>
    /// <param name="least">The smallest.</param>
    public static int BlockOf(int left, int threads, int least) => Math.Clamp(left / (4 * threads) / least * least, least, MostInBlock);

    public static int Threads(ParallelOptions parallel) => parallel.MaxDegreeOfParallelism > 0 ? parallel.MaxDegreeOfParallelism : Environment.ProcessorCount;
}
