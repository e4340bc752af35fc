using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>Whole solutions, followed along beliefs.</summary>
public class WholeSolutions
{
    // The first case as it was: what a content Russia does first could be read in two ways.
    private static LoweredOffer Offer(string name, string more = "") =>
        DealFile
            .Read(new SourceText(File.ReadAllText(Repository.PathOf("bench/ukraine-2025-v1.foedus")) + more))
            .Offers.Single(offer => offer.Offer.Name == name);

    private static OfferOutcome Solve(LoweredOffer offer, int knots, double pace = 1) =>
        new OfferSolver(offer, knots, new RecursionSettings { Pace = pace }).Solve(
            new AssumptionSet(offer.Deal, new WeighingOptions()).Best,
            TestContext.Current.CancellationToken
        );

    // Of Russia in the first period, if content.
    private static double Rearms(LoweredOffer offer, OfferOutcome outcome) =>
        SolvedTurn
            .FirstOf(offer, outcome)
            .First(turn => turn.Step == "Russia")
            .Types.Single(type => type.Type == "content")
            .Options.Single(option => option.Option == "rearm")
            .Chance;

    [Fact]
    public void Both_are_found_told_apart_and_the_same_on_two_grids_and_at_half_the_pace()
    {
        var offer = Offer("conditional");
        var coarse = Solve(offer, 11);
        foreach (var other in new[] { Solve(offer, 21), Solve(offer, 11, 0.5) })
        {
            Assert.Equal(coarse.Name, other.Name);
            Assert.Equal(Rearms(offer, coarse), Rearms(offer, other), 0.05);
            var (one, two) = (Assert.Single(coarse.Others), Assert.Single(other.Others));
            Assert.Equal(Rearms(offer, one), Rearms(offer, two), 0.05);
            for (var ask = 0; ask < offer.Asks.Count; ask++)
            {
                Assert.Equal(coarse.Measures[ask], other.Measures[ask], 2e-3);
                Assert.Equal(one.Measures[ask], two.Measures[ask], 2e-3);
            }
        }
        Assert.All(new[] { coarse, coarse.Others[0] }, solution => Assert.Equal(SolveStatus.Solved, solution.Solution.Report!.Status));
        Assert.True(Math.Abs(Rearms(offer, coarse) - Rearms(offer, coarse.Others[0])) > 0.5);
        Assert.True(coarse.AgainstPlainMeaning < coarse.Others[0].AgainstPlainMeaning);
        Assert.Contains(SolvedTurn.FirstOf(offer, coarse), turn => turn.IsOpen);
    }

    /// <summary>Which of the two is found is what the deal says of each type.</summary>
    [Theory]
    [InlineData("keep", "rearm")]
    [InlineData("rearm", "keep")]
    public void A_start_that_names_types_leads_to_the_solution_near_it(string content, string revisionist)
    {
        var offer = Offer("conditional", $"start {{\n  Russia if content plays {content}\n  Russia if revisionist plays {revisionist}\n}}\n");
        var found = new OfferSolver(offer, 11).Solve(new AssumptionSet(offer.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Solved, found.Solution.Report!.Status);
        Assert.Equal(content == "rearm" ? 1 : 0, Rearms(offer, found), 0.05);
    }

    [Fact]
    public void Values_by_joint_type_are_what_chances_forward_give()
    {
        var offer = SoundDeal.Lower(TwoSidedDeal.Text(3, 0.9));
        var outcome = new OfferSolver(offer, 7).Solve([], TestContext.Current.CancellationToken);
        // Ukraine neither chooses nor pays: what it gets is its flow in the states that come.
        var (game, solution) = (offer.Game, outcome.Solution);
        var expected = 0.0;
        for (var period = 1; period <= 3; period++)
        for (var state = 0; state < game.StateCount; state++)
            expected += Math.Pow(0.9, period - 1) * outcome.Forward.StateShare[period][state] * solution.Coefficients[game.Flows[state][1][0].Index];
        Assert.Equal(expected, outcome.Values[game.SlotOf(1)], 1e-12);
    }
}
