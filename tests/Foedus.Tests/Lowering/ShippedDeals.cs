using System.Diagnostics;
using Foedus.Solving;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Lowering;

public class ShippedDeals
{
    public static TheoryData<string> Files => [.. Repository.Deals.Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory, MemberData(nameof(Files))]
    public void Every_offer_is_solved_and_certified_at_the_best_values(string file)
    {
        var read = DealFile.ReadSound(Repository.PathOf(file));
        foreach (var lowered in read.Offers)
        {
            var offer = lowered.Offer;
            var clock = Stopwatch.StartNew();
            var solution = new OfferSolver(lowered, 11).Solve(new AssumptionSet(read.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken).Solution;
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{offer.Name}: {lowered.Game.StateCount} states, {lowered.Game.Nodes.Count} nodes, {solution.Report!.Elapsed.TotalMilliseconds:0} of {clock.ElapsedMilliseconds} ms, {solution.Report.Status}, "
                + $"residual {solution.Report.LogitResidual:0.0e+0}, {string.Join("; ", solution.Report.Notes)}, never met: {string.Join("; ", lowered.NeverMet.Select(odd => odd.Message))}");
            Assert.Equal(SolveStatus.Solved, solution.Report!.Status);
        }
    }
}
