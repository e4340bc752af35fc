using Foedus.Numerics.Lanes;
using Foedus.Tests.Solving.Batched;
using Foedus.Weighing;
using Foedus.Weighing.Draws;

namespace Foedus.Tests.Weighing;

/// <summary>What a draw takes of the collector: nothing side by side; where something is private, what is kept of it and what is told of its solutions, not what it was worked out in.</summary>
public class AllocatedForADraw
{
    private const int Worlds = 32;

    private static double[][] Drawn(Foedus.Model.Deal deal)
    {
        var assumptions = new AssumptionSet(deal, new WeighingOptions { Draws = 64 });
        return
        [
            .. Enumerable
                .Range(0, Worlds)
                .Select(draw =>
                {
                    var world = new double[assumptions.Assumptions.Count];
                    assumptions.Draw(draw, world);
                    return world;
                }),
        ];
    }

    [Fact]
    public void Nothing_of_any_shipped_offer_that_is_solved_side_by_side()
    {
        var tried = 0;
        foreach (var path in Repository.Deals.Select(path => Path.GetRelativePath(Repository.Root, path)))
        {
            var deal = Shipped.Deal(path);
            foreach (var offer in deal.Offers.Where(offer => BlockSolvers.WhyNotInLanes(offer) is null))
            {
                var (worlds, into) = (LaneLaws.Worlds(deal.Deal, Worlds), LaneLaws.Columns(offer, Worlds));
                var solver = new InLanes<Lane256>(offer);
                solver.Solve(worlds, 0, Worlds, into, TestContext.Current.CancellationToken);
                // A draw that its joint turn does not settle in is solved by itself, which takes something.
                if (solver.SolvedAlone > 0)
                    continue;
                // Programs that have run often are compiled in between.
                var least = long.MaxValue;
                for (var round = 0; round < 300 && least > 0; round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    solver.Solve(worlds, 0, Worlds, into, TestContext.Current.CancellationToken);
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }
                Assert.True(least == 0, $"{path} {offer.Offer.Name}: {least} bytes");
                tried++;
            }
        }
        Assert.True(tried > 20, $"{tried}");
    }

    // kB a draw, a good quarter above what it is.
    [Theory]
    [InlineData("deals/record/korea-1953/korea-1953.foedus", "both", 75)]
    [InlineData("deals/ukraine-2025/ukraine-2025.foedus", "none", 95)]
    [InlineData("deals/ukraine-2025/ukraine-2025.foedus", "conditional", 330)]
    public void Little_where_something_is_private(string path, string name, int most)
    {
        var deal = Shipped.Deal(path);
        var (worlds, solver) = (Drawn(deal.Deal), new SolveKind(deal.Offers.Single(offer => offer.Offer.Name == name), 11).Solver());
        foreach (var world in worlds)
            solver.SolveNumbers(world, TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var world in worlds)
            solver.SolveNumbers(world, TestContext.Current.CancellationToken);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / Worlds;
        Assert.True(each < most, $"{each:0.0} kB a draw");
    }
}
