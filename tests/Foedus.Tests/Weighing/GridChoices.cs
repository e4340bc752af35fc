using Foedus.Weighing;

namespace Foedus.Tests.Weighing;

/// <summary>Which grid an offer's first draws choose.</summary>
public class GridChoices
{
    private const string Market = "deals/textbook/kreps-wilson-1982/chain-store.foedus",
        Tripwire = "deals/record/tripwire-force/tripwire-force.foedus";

    private static OfferGrid Chosen(string path, int offer, WeighingOptions options, params int[] draws)
    {
        var file = Shipped.Deal(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions());
        var worlds = draws
            .Select(draw =>
            {
                var world = new double[assumptions.Assumptions.Count];
                assumptions.Draw(draw, world);
                return world;
            })
            .ToArray();
        return new GridChoice([file.Offers[offer]], options, new SolveMemo()).Run(worlds, options.Parallel(TestContext.Current.CancellationToken))[0];
    }

    /// <summary>A draw that is off by 0.17 on 11 knots is stable on more; where a grid was asked for the error alone is measured.</summary>
    [Fact]
    public void More_knots_are_taken_until_a_draw_is_stable()
    {
        var chosen = Chosen(Market, 0, new WeighingOptions(), 11);
        Assert.InRange(chosen.Knots, 23, 50);
        Assert.All(chosen.Errors!, error => Assert.InRange(error, 0, GridChoice.Beyond * GridRefinement.Stable));
        var asked = Chosen(Market, 0, new WeighingOptions { Resolution = 11 }, 11);
        Assert.Equal(11, asked.Knots);
        Assert.True(asked.Errors!.Max() > 0.1);
    }

    /// <summary>A world in which another solution is shown on every finer grid: more knots do not help, and are not taken.</summary>
    [Fact]
    public void Knots_that_help_nothing_are_not_taken()
    {
        var offer = Enumerable.Range(0, 3).First(offer => Shipped.Deal(Tripwire).Offers[offer].Offer.Name == "tripwired");
        var chosen = Chosen(Tripwire, offer, new WeighingOptions(), 24, 69, 113);
        Assert.InRange(chosen.Knots, 11, 34);
        Assert.True(chosen.Errors!.Max() > GridChoice.Beyond * GridRefinement.Stable);
    }
}
