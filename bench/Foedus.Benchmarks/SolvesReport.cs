using System.Globalization;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>What a solve costs, offer by offer, over the first worlds of a weighing: CPU time and allocation of one thread, solve, certificate and chances together. <c>-- solves FILE [WORLDS]</c></summary>
internal static class SolvesReport
{
    public static void Run(string path, int worlds)
    {
        var file = DealFile.ReadSound(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions { Draws = Math.Max(64, worlds) });
        var drawn = Enumerable
            .Range(0, worlds)
            .Select(draw =>
            {
                var world = new double[assumptions.Assumptions.Count];
                assumptions.Draw(draw, world);
                return world;
            })
            .ToList();
        foreach (var offer in file.Offers)
        {
            var solver = new SolveKind(offer, WeighingOptions.StandardResolution).Solver();
            // Often enough that most is machine code.
            foreach (var world in drawn)
                solver.SolveNumbers(world, default);
            var (several, from, before) = (0, CpuClock.Now(), GC.GetAllocatedBytesForCurrentThread());
            foreach (var world in drawn)
                several += solver.SolveNumbers(world, default).Others.Count > 0 ? 1 : 0;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{offer.Offer.Name, -14} {offer.Game.StateCount, 5} states {offer.Game.Nodes.Count, 6} nodes {(CpuClock.Now() - from) * 1000 / worlds, 8:0.0} ms {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / worlds, 8:0} kB a solve; several solutions in {several} of {worlds}"
                )
            );
        }
    }
}
