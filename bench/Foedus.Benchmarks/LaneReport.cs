using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>The exact case in lanes beside the processor's exp(): <c>-- lanes</c>. Best of several runs on one thread.</summary>
internal static class LaneReport
{
    private const int Draws = 512;

    public static void Run()
    {
        var exp = Exponentials();
        Console.WriteLine(
            $"exp() of 4,096 doubles in cache, one core: {exp / 1e6:0} million a second ({(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits)"
        );
        var path = WeighingBenchmarks.Find("bench/ukraine-2025-v1.foedus");
        var file = WeighingBenchmarks.NothingPrivate(path);
        foreach (var offer in file.Offers)
            One(offer, exp);
        var small = DealFile.Read(WeighingBenchmarks.Find("deals/textbook/signorino-1999/strategic-logit.foedus"));
        One(small.Offers[0], exp);
    }

    private static void One(LoweredOffer offer, double exp)
    {
        var worlds = Worlds(offer);
        var lanes = BlockSolvers.For(offer, 3);
        var columns = Columns(offer);
        // Often enough that everything is machine code.
        for (var warm = 0; warm < 20; warm++)
            lanes.Solve(worlds, 0, Draws, columns, default);
        var seconds = CpuClock.Best(() => lanes.Solve(worlds, 0, Draws, columns, default));
        var one = new OneByOne(new OfferSolver(offer, 3));
        var few = 32;
        var slow = CpuClock.Best(() => one.Solve(worlds, 0, few, columns, default)) / few * Draws;
        var needed = Needed(offer.Game);
        var (solve, judge, carry) = Vector512.IsHardwareAccelerated ? Parts<Lane512>(offer, worlds) : Parts<Lane256>(offer, worlds);
        var bound = needed / exp;
        Console.WriteLine(
            $"{offer.Offer.Name, -12} {offer.Game.Nodes.Count, 3} nodes {Draws / seconds, 12:N0} draws a second, {slow / seconds, 5:0} times one by one"
        );
        Console.WriteLine(
            $"             {needed} exponentials a solve, as many in the certificate; share of the exp() bound: solve alone {bound / solve:0%}, certificate {bound / judge:0%}, both with chances and writing {2 * bound * Draws / seconds:0%}, "
                + $"the same with the solve's exponentials alone {bound * Draws / seconds:0%}; {solve * 1e9:0} + {judge * 1e9:0} + {carry * 1e9:0} ns a draw"
        );
    }

    // Seconds a draw for the three parts of the work.
    private static (double Solve, double Judge, double Carry) Parts<TLane>(LoweredOffer offer, double[][] worlds)
        where TLane : struct, ILane<TLane>
    {
        var plan = new LanePlan<TLane>(offer);
        var batch = new ExactBatch<TLane>(plan.Code);
        plan.Coefficients.WriteConstants(batch.Columns);
        plan.Coefficients.Evaluate<TLane>(worlds, 0, LaneColumns.Lanes, batch.Columns);
        // Often enough that everything is machine code.
        for (var warm = 0; warm < 300; warm++)
            batch.Solve(default);
        return (Part(batch.SolveBackward), Part(batch.Judge), Part(batch.CarryForward));

        static double Part(Action<CancellationToken> part) =>
            CpuClock.Best(() =>
            {
                for (var round = 0; round < 100; round++)
                    part(default);
            }) / (100 * LaneColumns.Lanes);
    }

    // One for each option at a turn of a party that is not rational, over all periods: what a plain logit response takes.
    private static int Needed(PublicBeliefGame game) =>
        game.Periods!.Value * game.Nodes.OfType<TurnNode>().Where(turn => !game.Parties[turn.Mover].IsRational).Sum(turn => turn.Options.Count);

    private static OfferDraws Columns(LoweredOffer offer) =>
        new(Draws, offer.Asks.Count, offer.Game.SlotCount, offer.Promises.Count, new AskedChannels(offer).Periods + 1);

    private static double[][] Worlds(LoweredOffer offer)
    {
        var assumptions = new AssumptionSet(offer.Deal, new WeighingOptions { Draws = Draws });
        var worlds = assumptions.Best.Select(_ => new double[Draws]).ToArray();
        var values = new double[worlds.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            assumptions.Draw(draw, values);
            for (var a = 0; a < values.Length; a++)
                worlds[a][draw] = values[a];
        }
        return worlds;
    }

    private static double Exponentials()
    {
        var from = new double[4096];
        var to = new double[4096];
        for (var i = 0; i < from.Length; i++)
            from[i] = -i / 512.0;
        return from.Length
            * 2000
            / CpuClock.Best(() =>
            {
                for (var round = 0; round < 2000; round++)
                    Exp(from, to);
            });
    }

    // The widest there is; in .NET 10 the same code stands behind TensorPrimitives.Exp.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exp(double[] from, double[] to)
    {
        if (Vector512.IsHardwareAccelerated)
            for (var i = 0; i < from.Length; i += Vector512<double>.Count)
                Vector512.Exp(Vector512.Create(from, i)).CopyTo(to, i);
        else
            for (var i = 0; i < from.Length; i += Vector256<double>.Count)
                Vector256.Exp(Vector256.Create(from, i)).CopyTo(to, i);
    }
}
