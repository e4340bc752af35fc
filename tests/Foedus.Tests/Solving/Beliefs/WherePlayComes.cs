using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Beliefs;

public class WherePlayComes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Deals => Shipped.Files;

    [Theory]
    [MemberData(nameof(Deals))]
    public void What_is_worked_out_only_where_play_comes_is_what_is_worked_out_everywhere(string path)
    {
        var file = Shipped.Deal(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions { Draws = 64 });
        foreach (var offer in file.Offers.Where(offer => offer.Game.Periods is not null && offer.Game.Nodes.Count <= 120))
        {
            var (there, everywhere) = (new SolveKind(offer, 5).Solver(), new OfferSolver(offer, 5));
            for (var draw = 0; draw < 3; draw++)
            {
                var world = new double[assumptions.Assumptions.Count];
                assumptions.Draw(draw, world);
                // Twice, the second time in arrays that the first has given back.
                there.SolveNumbers(world, Cancel);
                var (one, other) = (there.SolveNumbers(world, Cancel), everywhere.Solve(world, Cancel));
                Assert.Equal(other.IsSolved, one.IsSolved);
                Assert.Equal(other.Others.Count, one.Others.Count);
                Assert.All(one.Measures.Zip(other.Measures), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
                Assert.All(one.Values.Zip(other.Values), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
            }
        }
    }

    [Fact]
    public void A_choice_that_is_left_out_where_play_comes_is_not_certified()
    {
        var offer = SoundDeal.Lower(CrossChecks.TwoSidedDeal.Text(3, 0.9));
        var solution = CrossChecks.TwoSidedDeal.Solve(offer, 5, settings: new RecursionSettings { OnlyMet = true });
        Assert.Equal(SolveStatus.Solved, solution.Report!.Status);
        var (met, game) = (NodesMet.Of(offer.Game), offer.Game);
        var left = 0;
        for (var period = 0; period < solution.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
        {
            Assert.Equal(met.Includes(period, node), solution.At(period, node) is not null);
            left += met.Includes(period, node) ? 0 : 1;
        }
        // Nobody is armed, a member or at war when play begins.
        Assert.True(left >= 4);
        var later = Enumerable.Range(0, game.Nodes.Count).Last(node => met.Includes(2, node));
        solution.Set(2, later, null!);
        var judge = new PolicyEvaluation(solution);
        judge.Run(Cancel);
        Assert.Equal(SolveStatus.NotConverged, Verdict.Of(judge.Errors));
    }
}
