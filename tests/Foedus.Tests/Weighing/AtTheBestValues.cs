using Foedus.Weighing;
using Foedus.Weighing.Engine;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What an offer comes to at the best values is one number, whoever tells it.</summary>
public class AtTheBestValues
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly WeighingOptions Few = new()
    {
        Draws = 16,
        Offers = ["conditional"],
        Effects = 0,
        EquilibriumDraws = 0,
        CareDraws = 0,
        Thresholds = 0,
    };

    /// <summary>An offer whose draws need more knots than its best values: weighing, reasons, report and explain all go by those of its draws.</summary>
    [Fact]
    public void The_grid_of_the_draws_is_that_of_the_reasons()
    {
        var file = Shipped.Deal("deals/ukraine-2025/ukraine-2025.foedus");
        var offer = file.Offers.Single(offer => offer.Offer.Name == "conditional");
        var result = new WeighingEngine(file.Deal, file.Offers, Few).Run(cancel: Cancel);
        var (weighed, solved) = (result.Offers.Single(each => each.Name == "conditional"), result.AtBest.Single(each => each.Offer == offer));
        Assert.True(weighed.Knots > WeighingOptions.StandardResolution);
        Assert.Equal(weighed.Knots, solved.Solved(Cancel).Resolution);
        Assert.Equal(weighed.Measures.Select(measure => measure.Across.AtBest), solved.Solved(Cancel).Outcome.Measures);
        // What was solved is not solved again; what was not kept comes to the same.
        Assert.Same(solved.Solved(Cancel), solved.Solved(Cancel));
        Assert.Equal(weighed.Measures.Select(measure => measure.Across.AtBest), Weigh.AtBest(file, offer, Few, Cancel).Outcome.Measures);
        Assert.Equal(weighed.Knots, Weigh.Material(file, result, withReasons: true, Cancel).Reasons["conditional"].Knots);
        Assert.Equal(weighed.Knots, Weigh.Knots(file, offer, Few, Cancel));
    }

    /// <summary>A grid that was asked for is that of the best values too, however far off they are on it; the error is told all the same.</summary>
    [Fact]
    public void A_grid_that_was_asked_for_is_kept()
    {
        var file = Shipped.Deal("deals/textbook/kreps-wilson-1982/chain-store.foedus");
        var world = new double[file.Deal.Assumptions.Count()];
        new AssumptionSet(file.Deal, new WeighingOptions()).Draw(11, world);
        Assert.True(new OfferAtBest(file.Offers[0], world, 11, isAsked: false).Solved(Cancel).Resolution > 11);
        var asked = new OfferAtBest(file.Offers[0], world, 11, isAsked: true).Solved(Cancel);
        Assert.Equal(11, asked.Resolution);
        Assert.True(asked.Errors!.Max() > 0.1);
        Assert.Equal(11, Weigh.Knots(file, file.Offers[0], new WeighingOptions { Resolution = 11 }, Cancel));
    }
}
