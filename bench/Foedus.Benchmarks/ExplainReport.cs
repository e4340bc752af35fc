using System.Globalization;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>What reasons cost, part by part: the first time in a process, and the least of some further times. CPU time and allocation of the one thread: what others do beside it (slips, the whole) is not in it.</summary>
internal static class ExplainReport
{
    public static void Run(string path, string name)
    {
        var file = DealFile.ReadSound(path);
        var offer = file.Offers.Single(offer => offer.Offer.Name == name);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions());
        var solver = new OfferSolver(offer, 11);
        OfferOutcome outcome = null!;
        Time("solve", () => outcome = solver.Solve(assumptions.Best));
        SolvedPlay Play() => new(offer, outcome, default);
        Time("worths", () => _ = Play().Worths);
        Time("solve, four times as careful", () => _ = Play().Careful);
        Time("ends", () => _ = new Endings(Play(), default));
        var explained = new Explainer(offer, assumptions, solver).Explain(outcome, withSlips: false);
        Time("reasons of all but slips", () => _ = new Explainer(offer, assumptions, solver).Explain(outcome, withSlips: false));
        Time("slips, found", () => _ = Play().Slips);
        Time("slips, taken out", () => _ = SlipAnalysis.Run(Play(), default));
        Time("solve, finer", () => _ = new OfferSolver(offer, GridRefinement.Finer(11)).Solve(assumptions.Best));
        Time("all", () => _ = new Explainer(offer, assumptions, solver).Explain(withFlips: false));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{explained.Turns.Count} turns, {explained.Ends.Count} ends"));
    }

    private static void Time(string what, Action work)
    {
        double Once()
        {
            var from = CpuClock.Now();
            work();
            return (CpuClock.Now() - from) * 1000;
        }
        var (first, least) = (Once(), double.PositiveInfinity);
        for (var run = 0; run < 12; run++)
            least = Math.Min(least, Once());
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -32} {first, 8:0.0} ms first {least, 8:0.0} ms least {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0, 10:0} kB"
            )
        );
    }
}
