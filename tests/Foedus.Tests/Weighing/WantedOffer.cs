using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Which offer the further solves are spent on.</summary>
public class WantedOffer
{
    private static WorldShare Share(double share) => new(share, 0, 1);

    // Shares of worlds signed and holding, and holding, by offer; no deal is made to look best by both.
    private static IReadOnlyList<string> Wanted(
        (double Signed, double Holds) plain,
        (double Signed, double Holds) given,
        (double Signed, double Holds) blunt,
        params string[] named
    )
    {
        var result = CountedDeal.Result(CountedDeal.More);
        OfferResult With(OfferResult offer) =>
            (
                offer.Name switch
                {
                    "plain" => plain,
                    "given" => given,
                    "blunt" => blunt,
                    _ => (0.99, 0.99),
                }
            )
                is var (signed, holds)
                ? offer with
                {
                    Holds = new HoldingShare(holds, holds, holds, null, Share(0), Share(signed)),
                }
                : offer;
        return DecisionAnalyst.Wanted(
            result with
            {
                Offers = [.. result.Offers.Select(With)],
                Options = result.Options with { EffectsOf = named.Length == 0 ? null : named },
            }
        );
    }

    [Fact]
    public void It_is_the_one_that_is_signed_and_holds_in_most_worlds_whatever_holds_unsigned()
    {
        Assert.Equal(["given"], Wanted((0.2, 0.9), (0.3, 0.4), (0.1, 0.95)));
        Assert.Equal(["blunt"], Wanted((0, 0.9), (0, 0.8), (0.01, 0.02)));
        // Of equal ones the first.
        Assert.Equal(["given"], Wanted((0.1, 0.9), (0.3, 0.4), (0.3, 0.6)));
    }

    [Fact]
    public void Where_nothing_is_signed_it_is_the_one_that_holds_most_and_where_nothing_is_known_there_is_none()
    {
        Assert.Equal(["blunt"], Wanted((0, 0.2), (0, 0), (0, 0.3)));
        Assert.Equal(["plain"], Wanted((0, 0.2), (0, 0.1), (0, double.NaN)));
        Assert.Equal(["plain"], Wanted((0, 0), (0, 0), (0, 0)));
        Assert.Empty(Wanted((double.NaN, double.NaN), (double.NaN, double.NaN), (double.NaN, double.NaN)));
    }

    [Fact]
    public void Those_that_are_named_are_taken_as_they_are_named()
    {
        Assert.Equal(["blunt", "none"], Wanted((0.2, 0.9), (0.3, 0.4), (0, 0), "blunt", "none"));
        Assert.Equal(["plain", "given", "blunt"], Wanted((0.2, 0.9), (0.3, 0.4), (0, 0), "all"));
        var message = Assert.Throws<InputException>(() => Wanted((0.2, 0.9), (0.3, 0.4), (0, 0), "plane")).Message;
        Assert.Contains("'plane'", message, StringComparison.Ordinal);
        Assert.Contains("none, plain, given, blunt", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Effects_the_map_and_thresholds_are_of_that_offer_alone()
    {
        var result = Weigh.Run(
            CountedDeal.File(CountedDeal.More),
            new WeighingOptions
            {
                Draws = 32,
                Effects = 16,
                ErrorDraws = 0,
                Thresholds = 0,
                EffectsOf = ["given"],
            }
        );
        var effects = Assert.Single(result.Analysis!.Effects);
        Assert.Equal("given", effects.Offer);
        // An eighth of the base points screens, four at least.
        Assert.Equal((4, 16), (effects.ScreeningPoints, effects.BasePoints));
        Assert.Equal("given", Assert.Single(result.Analysis.Maps).Offer);
        Assert.All(result.Assumptions, assumption =>
            Assert.All(assumption.ByOffer.Where((_, o) => result.Offers[o].Name != "given"), of => Assert.Null(of.Flip))
        );
        Assert.Contains(result.Assumptions, assumption => assumption.ByOffer[2].Flip is not null);
        Assert.Equal(2, result.Offers.ToList().FindIndex(offer => offer.Name == "given"));
    }
}
