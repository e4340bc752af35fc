using System.Runtime.Intrinsics;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;

namespace Foedus.Benchmarks;

/// <summary>Draws of the toy ceasefire game a second and core: <c>-- ceasefire</c>. Best of several runs on one thread; evaluating the numbers and reading the answers counted.</summary>
internal static class CeasefireReport
{
    public static void Run()
    {
        if (Vector512.IsHardwareAccelerated)
            One<Lane512>();
        One<Lane256>();
        One<Lane128>();
    }

    private static void One<TLane>()
        where TLane : struct, ILane<TLane>
    {
        const int draws = 1024;
        var table = new CoefficientTable();
        var game = CeasefireGame.Make(table);
        var numbers = new LaneCoefficients(table, game.Numbers());
        var batch = new ConcurrentBatch<TLane>(game, numbers.ColumnOf, numbers.Count, StageChoice.PureIfAny);
        numbers.WriteConstants(batch.Columns);
        var random = new Random(1);
        var worlds = CeasefireGame
            .Ranges.Select(range => Enumerable.Range(0, draws).Select(_ => range.Low + (range.High - range.Low) * random.NextDouble()).ToArray())
            .ToArray();
        var held = new double[draws];
        var seconds = CpuClock.Best(() =>
        {
            for (var draw = 0; draw < draws; draw += LaneColumns.Lanes)
            {
                numbers.Evaluate<TLane>(worlds, draw, LaneColumns.Lanes, batch.Columns);
                batch.Solve();
                batch.Followed.CopyTo(held.AsSpan(draw));
            }
        });
        Console.WriteLine(
            $"ceasefire game, {TLane.Width * 64} bits: {draws / seconds:N0} draws a second on one core; the ceasefire holds with half a chance or more in {held.Count(chance => chance >= 0.5) / (double)draws:0.0%}"
        );
    }
}
