using System.Runtime.Intrinsics;
using System.Text.Json;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Stochastic;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>Our side of <c>bench/peers.py</c>, as JSON: CPU seconds of one thread, least of several runs, and the answer. <c>-- peers</c></summary>
internal static class PeersReport
{
    private const int Draws = 4096;

    // So many of them are the peer's.
    private const int Compared = 4000;

    private static readonly int[] roots = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31];

    public static void Run() =>
        Console.WriteLine(
            JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["recursion"] = Recursion(),
                    ["ceasefire"] = Vector512.IsHardwareAccelerated ? Ceasefire<Lane512>() : Ceasefire<Lane256>(),
                    ["table 50"] = Table(50),
                    ["table 200"] = Table(200),
                }
            )
        );

    // The chances of the first turn at the prior, which lies on the grid.
    private static object Recursion()
    {
        var lowered = DealFile.ReadSound(WeighingBenchmarks.Find("bench/Foedus.Benchmarks/two-sided.foedus")).Offers[0];
        var numbers = new double[lowered.Table.Count];
        lowered.Table.Evaluate([], numbers);
        var grid = new BeliefGrid(lowered.Game, 21, evenKnots: true);
        var recursion = new BeliefRecursion(lowered.Game, grid, new RecursionSettings { OnlyMet = true });
        var seconds = CpuClock.Best(() =>
        {
            recursion.Solve(numbers, grid);
            recursion.TakeBack();
        });
        var (solution, game) = (recursion.Solve(numbers, grid), lowered.Game);
        var first = game.Steps[0].NodeOfState[game.InitialState];
        var point = 12 * grid.StrideOf(0) + 10 * grid.StrideOf(2);
        return new { seconds, answer = Enumerable.Range(0, 6).Select(row => solution.Choice(0, first, 0, row / 3, row % 3)[point]).ToArray() };
    }

    // Seconds a draw, and the share in which the ceasefire holds with half a chance or more.
    private static object Ceasefire<TLane>()
        where TLane : struct, ILane<TLane>
    {
        var table = new CoefficientTable();
        var game = CeasefireGame.Make(table);
        var numbers = new LaneCoefficients(table, game.Numbers());
        var batch = new ConcurrentBatch<TLane>(game, numbers.ColumnOf, numbers.Count, StageChoice.PureIfAny);
        numbers.WriteConstants(batch.Columns);
        var worlds = CeasefireGame
            .Ranges.Select(
                (range, a) => Enumerable.Range(1, Draws).Select(draw => range.Low + (range.High - range.Low) * (draw * Math.Sqrt(roots[a]) % 1)).ToArray()
            )
            .ToArray();
        var held = new double[Draws];
        var seconds = CpuClock.Best(() =>
        {
            for (var draw = 0; draw < Draws; draw += LaneColumns.Lanes)
            {
                numbers.Evaluate<TLane>(worlds, draw, LaneColumns.Lanes, batch.Columns);
                batch.Solve();
                batch.Followed.CopyTo(held.AsSpan(draw));
            }
        });
        return new { seconds = seconds / Draws, answer = held.Take(Compared).Count(chance => chance >= 0.5) / (double)Compared };
    }

    private static object Table(int size)
    {
        var cells = Enumerable.Range(1, size * size).Select(cell => cell * Math.Sqrt(2) % 1).ToArray();
        var stage = new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 3,
            Actions =
            [
                [size, size, 1],
            ],
            Discount = [1, 1, 1],
            Payoff =
            [
                [cells, new double[cells.Length], new double[cells.Length]],
            ],
            Transition =
            [
                [.. Enumerable.Repeat<double[]>([1], cells.Length)],
            ],
        };
        var answer = 0.0;
        var seconds = CpuClock.Best(() => answer = FiniteHorizonSolver.Solve(stage, new FiniteHorizon(1, 0, null)).Values.Secure[0]);
        return new { seconds, answer };
    }
}
