using System.Runtime.ExceptionServices;
using Foedus.Lowering;

namespace Foedus.Weighing.Draws;

/// <summary>Works the draws off: in parts that are kept whole, each in blocks that threads take in turn.</summary>
/// <remarks>
/// A draw's numbers depend on its number and the seed alone, so neither threads nor the cut into blocks and parts change any. A part is handed to the sink by the
/// thread that finishes it; since blocks are taken in order, no more parts are open at once than there are threads, and one.
/// </remarks>
internal sealed class BlockLoop(
    AssumptionSet assumptions,
    IReadOnlyList<LoweredOffer> offers,
    int noDeal,
    HoldingCondition? holding,
    WeighingOptions options,
    SolveMemo memo
)
{
    private int Threads => options.ThreadCount;

    /// <param name="parts">Draws to be solved, in ascending order.</param>
    /// <param name="sink">Where they go.</param>
    /// <param name="progress">Told (draws done, draws in all) of these parts.</param>
    /// <param name="cancel">Stops the work; finished parts are with the sink.</param>
    public void Run(IReadOnlyList<(int First, int Count)> parts, IDrawSink sink, IProgress<(int Done, int All)>? progress, CancellationToken cancel)
    {
        var all = parts.Sum(part => part.Count);
        var queue = new Queue(parts, all, Threads, offers.Min(BlockSolvers.LeastInBlock));
        var done = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ExceptionDispatchInfo? fault = null;
        Parallel.For(0, Math.Min(Threads, all), options.Parallel(CancellationToken.None), _ =>
        {
            try
            {
                var worker = new Worker(assumptions, offers, noDeal, holding, options, memo);
                while (!stop.IsCancellationRequested && queue.Take(sink) is { } taken)
                {
                    worker.Solve(taken.Part.Rows!, taken.From, taken.Count, stop.Token);
                    if (Interlocked.Add(ref taken.Part.Open, -taken.Count) == 0)
                        sink.Keep(taken.Part.Rows!, stop.Token);
                    progress?.Report((Interlocked.Add(ref done, taken.Count), all));
                }
            }
            catch (Exception ended)
            {
                // The first fault is the one to tell; what it stops elsewhere is not.
                Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(ended), null);
                stop.Cancel();
            }
        });
        cancel.ThrowIfCancellationRequested();
        fault?.Throw();
    }

    private sealed class Part(int first, int count)
    {
        // Draws not yet solved.
        public int Open = count;

        public int First { get; } = first;

        public int Count { get; } = count;

        public DrawRows? Rows { get; set; }
    }

    // Blocks are small at the end, where threads would else wait for the one that has the last.
    private sealed class Queue(IReadOnlyList<(int First, int Count)> parts, int all, int threads, int least)
    {
        private readonly Lock door = new();
        private int left = all;
        private int next;
        private int at;
        private Part? current;

        public (Part Part, int From, int Count)? Take(IDrawSink sink)
        {
            lock (door)
            {
                if (current is null)
                {
                    if (next == parts.Count)
                        return null;
                    current = new Part(parts[next].First, parts[next].Count);
                    next++;
                    at = 0;
                    current.Rows = sink.Rent(current.First, current.Count);
                }
                var part = current;
                var from = at;
                var count = Math.Min(PieceByPiece.BlockOf(left, threads, least), part.Count - from);
                at += count;
                left -= count;
                if (at == part.Count)
                    current = null;
                return (part, from, count);
            }
        }
    }

    private sealed class Worker(
        AssumptionSet assumptions,
        IReadOnlyList<LoweredOffer> offers,
        int noDeal,
        HoldingCondition? holding,
        WeighingOptions options,
        SolveMemo memo
    )
    {
        private readonly IBlockSolver[] solvers = [.. offers.Select(offer => BlockSolvers.For(offer, options.KnotsOf(offer), memo))];
        private readonly double[] values = new double[assumptions.Assumptions.Count];

        public void Solve(DrawRows rows, int from, int count, CancellationToken cancel)
        {
            for (var row = from; row < from + count; row++)
            {
                assumptions.Draw(rows.First + row, values);
                for (var a = 0; a < values.Length; a++)
                    rows.Worlds[a][row] = values[a];
            }
            for (var o = 0; o < solvers.Length; o++)
                solvers[o].Solve(rows.Worlds, from, count, rows.Offers[o], cancel);
            var none = rows.Offers[noDeal];
            foreach (var offer in rows.Offers)
            {
                for (var slot = 0; slot < offer.Values.Length; slot++)
                for (var row = from; row < from + count; row++)
                    offer.Surplus[slot][row] = OverNoDeal.Surplus(offer.Values[slot][row], none.Values[slot][row]);
                Hold(rows, offer, from, count);
            }
        }

        private void Hold(DrawRows rows, OfferDraws offer, int from, int count)
        {
            if (holding is null)
                return;
            var measures = new double[offer.Measures.Length];
            for (var row = from; row < from + count; row++)
            {
                if (!offer.IsSolved(row))
                    continue;
                rows.World(row, values);
                for (var ask = 0; ask < measures.Length; ask++)
                    measures[ask] = offer.Measures[ask][row];
                offer.Holds[row] = holding.Holds(measures, values) ? 1 : 0;
            }
        }
    }
}
