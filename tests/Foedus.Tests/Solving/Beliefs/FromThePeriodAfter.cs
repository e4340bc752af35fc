using Foedus.Solving.Beliefs;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Beliefs;

public class FromThePeriodAfter
{
    private const int Worlds = 4;

    public static TheoryData<string> Deals => Shipped.Files;

    [Theory]
    [MemberData(nameof(Deals))]
    public void Beliefs_settled_at_once_are_those_gone_through_one_by_one(string path)
    {
        var file = Shipped.Deal(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions { Draws = 64 });
        foreach (var offer in file.Offers.Where(offer => offer.Game is { HasPrivateTypes: true, Periods: > 1 } && offer.Game.Nodes.Count <= 120))
        {
            var (atOnce, oneByOne) = (new OfferSolver(offer, 7), new OfferSolver(offer, 7, OfferSolver.SettingsFor(offer) with { FromLater = false }));
            for (var draw = 0; draw < Worlds; draw++)
            {
                var world = new double[assumptions.Assumptions.Count];
                assumptions.Draw(draw, world);
                var (one, other) = (atOnce.Solve(world, TestContext.Current.CancellationToken), oneByOne.Solve(world, TestContext.Current.CancellationToken));
                Assert.Equal(other.Solution.Report!.Status, one.Solution.Report!.Status);
                Assert.Equal(other.Others.Count, one.Others.Count);
                Assert.All(one.Measures.Zip(other.Measures), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
                Assert.All(one.Values.Zip(other.Values), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            }
        }
    }
}
