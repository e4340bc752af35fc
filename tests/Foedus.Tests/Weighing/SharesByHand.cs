using Foedus.Weighing;

namespace Foedus.Tests.Weighing;

/// <summary>Shares of worlds and their intervals, on so few scrambles that Student's t is done by hand.</summary>
public class SharesByHand
{
    // 97.5% of Student's t with one degree of freedom: tan(0.475 π).
    private static readonly double T1 = Math.Tan(0.475 * Math.PI);

    // Two scrambles, of which one has fifty of a hundred and the other fifty-two.
    private static double[] Alternating(int even, int odd) => [.. Enumerable.Range(0, 200).Select(draw => draw / 2 < (draw % 2 == 0 ? even : odd) ? 1.0 : 0)];

    [Fact]
    public void The_interval_is_student_s_over_the_scrambles()
    {
        // Means 0.50 and 0.52: their standard deviation 0.02 / √2, over √2.
        var share = Statistics.Share(Alternating(50, 52), scrambles: 2);
        Assert.Equal(0.51, share.Share, 1e-12);
        Assert.Equal(0.51 - T1 * 0.01, share.Low, 1e-9);
        Assert.Equal(0.51 + T1 * 0.01, share.High, 1e-9);
    }

    [Fact]
    public void Scrambles_that_agree_say_no_more_than_so_many_draws_can()
    {
        var share = Statistics.Share(Alternating(50, 50), scrambles: 2);
        Assert.Equal((0.5 - 3.0 / 200, 0.5 + 3.0 / 200), (share.Low, share.High));
        // Held to what a mean can be.
        Assert.Equal(new WorldShare(0, 0, 3.0 / 200), Statistics.Share(Alternating(0, 0), scrambles: 2));
        Assert.Equal(new WorldShare(0, -3.0 / 200, 3.0 / 200), Statistics.Share(Alternating(0, 0), scrambles: 2, least: -1));
        Assert.Equal(new WorldShare(1, 1 - 3.0 / 200, 1), Statistics.Share(Alternating(100, 100), scrambles: 2));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        // The scramble whose draws are all unknown tells nothing; one alone has no spread: the interval is all that can be.
        var one = Statistics.Share([0, double.NaN, 1, double.NaN, 1, double.NaN, 0, double.NaN], scrambles: 2, least: -1);
        Assert.Equal((0.5, -0.5, 1), (one.Share, one.Low, one.High));
        Assert.Equal(new WorldShare(double.NaN, double.NaN, double.NaN), Statistics.Share([double.NaN, double.NaN], scrambles: 2));
        // Unequal scrambles: the mean is over draws, the spread over the scrambles' means.
        var values = Alternating(50, 52);
        values[199] = double.NaN;
        var share = Statistics.Share(values, scrambles: 2);
        Assert.Equal(102.0 / 199, share.Share, 1e-12);
        Assert.Equal(102.0 / 199 - T1 * (52.0 / 99 - 0.5) / 2, share.Low, 1e-9);
    }

    // A = 250 and 780, B = 500 and 1500: R = 0.515, and A − R B is −7.5 and 7.5.
    [Fact]
    public void Weighted_it_is_the_ratio_of_two_sums_with_the_spread_of_what_scrambles_leave_of_it()
    {
        var (values, weights) = (new double[1000], new double[1000]);
        for (var draw = 0; draw < 1000; draw++)
            (values[draw], weights[draw]) = draw % 2 == 0 ? (draw < 500 ? 1 : 0, 1) : (draw / 2 < 260 ? 1 : 0, 3);
        var share = WeightedShare.Of(values, weights, 2, 0);
        Assert.Equal(0.515, share.Share, 1e-12);
        Assert.Equal(0.515 - T1 * 15 / 2000, share.Low, 1e-9);
        Assert.Equal(0.515 + T1 * 15 / 2000, share.High, 1e-9);
        // All alike: three over the effective number, which is 2000² / 5000.
        Assert.Equal(1 - 3 / 800.0, WeightedShare.Of([.. values.Select(_ => 1.0)], weights, 2, 0).Low, 1e-12);
        Assert.Equal(-3 / 800.0, WeightedShare.Of([.. values.Select(_ => 0.0)], weights, 2, -1).Low, 1e-12);
        Assert.Equal(0, WeightedShare.Of([.. values.Select(_ => 0.0)], weights, 2, 0).Low);
        Assert.Equal(1, WeightedShare.Of([.. values.Select(_ => 1.0)], weights, 2, 0).High);
        // What is not known, of a weight or of a value, is in neither sum.
        (values[0], weights[1]) = (double.NaN, double.NaN);
        Assert.Equal((249.0 + 777) / (499 + 1497), WeightedShare.Of(values, weights, 2, 0).Share, 1e-12);
        Assert.Equal(new WorldShare(double.NaN, double.NaN, double.NaN), WeightedShare.Of(values, new double[1000], 2, 0));
    }

    // n − 1 over n of the squares about their mean: for two √(1/2 · (1 + 1)), for four √(3/4 · (9 + 1 + 1 + 9)) with three degrees of freedom.
    [Fact]
    public void A_jackknife_s_half_is_by_its_own_scrambles()
    {
        Assert.Equal(T1, Foedus.Exploring.Jackknife.Half([1, 3]), 1e-9);
        Assert.Equal(3.182446305284263 * Math.Sqrt(15), Foedus.Exploring.Jackknife.Half([2, 4, 6, 8]), 1e-9);
        Assert.Equal(0, Foedus.Exploring.Jackknife.Half([0.3, 0.3, 0.3]), 1e-12);
    }

    private static double[] Column(int yes) => [.. Enumerable.Range(0, 160).Select(draw => draw < yes ? 1.0 : 0)];

    [Fact]
    public void The_leader_has_the_largest_share_and_the_nearest_stands_first()
    {
        var ahead = AheadResult.Of([("far", Column(16)), ("first", Column(80)), ("near", Column(72)), ("never", Column(0))], 8)!;
        Assert.Equal("first", ahead.Leader);
        Assert.Equal(["near", "far", "never"], ahead.Others.Select(other => other.Offer));
        Assert.Equal([8.0 / 160, 64.0 / 160, 80.0 / 160], ahead.Others.Select(other => other.By.Share));
        // Every scramble agrees: three in 160 either way.
        Assert.All(ahead.Others, other => Assert.Equal(other.By.Share - 3.0 / 160, other.By.Low, 1e-12));
        Assert.True(ahead.IsClear);
        Assert.Empty(ahead.Level);
        Assert.Equal("far", ahead.Over("far")!.Offer);
        Assert.Null(ahead.Over("first"));
        Assert.Null(AheadResult.Of([("never", Column(0)), ("unknown", [.. Column(0).Select(_ => double.NaN)])], 8));
    }

    [Fact]
    public void Within_sampling_two_are_level()
    {
        // Two worlds of 160 are within three of 160; at the end itself 0 is not passed.
        var ahead = AheadResult.Of([("first", Column(80)), ("second", Column(78)), ("edge", Column(77)), ("third", Column(60))], 8)!;
        Assert.Equal(["second", "edge"], ahead.Level);
        Assert.False(ahead.IsClear);
        Assert.Null(ahead.Over("second"));
        Assert.NotNull(ahead.Over("third"));
        Assert.True(new Behind("edge", new WorldShare(0.1, 0, 0.2)).IsLevel);
        Assert.False(new Behind("past", new WorldShare(0.1, 1e-9, 0.2)).IsLevel);
        Assert.True(new Behind("unknown", new WorldShare(double.NaN, double.NaN, double.NaN)).IsLevel);
        // Of equal ones the first leads.
        Assert.Equal("b", AheadResult.Of([("a", Column(7)), ("b", Column(9)), ("c", Column(9))], 8)!.Leader);
    }

    [Fact]
    public void An_offer_that_is_better_in_as_many_worlds_as_it_is_worse_is_behind_by_less_than_nothing_allows()
    {
        // Where the difference can be negative its interval may reach below 0.
        double[] late = [.. Enumerable.Range(0, 160).Select(draw => draw >= 80 ? 1.0 : 0)];
        var other = Assert.Single(AheadResult.Of([("early", Column(81)), ("late", late)], 8)!.Others);
        Assert.Equal(1.0 / 160, other.By.Share, 1e-12);
        Assert.True(other.By.Low < 0);
        // Weighted, the same worlds may be led by the other.
        Assert.Equal(
            "late",
            AheadResult.Of([("early", Column(81)), ("late", late)], 8, [.. Enumerable.Range(0, 160).Select(draw => draw < 80 ? 1.0 : 2)])!.Leader
        );
    }

    [Fact]
    public void An_edge_is_a_flip_within_a_twentieth_of_the_range_of_the_offer_ahead()
    {
        var result = CountedDeal.Result(CountedDeal.More);
        var at = result.Offers.ToList().FindIndex(offer => offer.Name == result.Ahead!.Leader);
        Assert.True(at > 0);
        WeighingResult With(params double?[] flips) =>
            result with
            {
                Assumptions =
                [
                    .. result.Assumptions.Select(
                        (assumption, a) =>
                            assumption with
                            {
                                ByOffer = [.. assumption.ByOffer.Select((of, o) => of with { Flip = o == at ? flips[a] : assumption.Best })],
                            }
                    ),
                ],
            };
        // x 0.4 and z 0.5 in 0..1, w 0.5 in 0.2..0.8: a flip at 0.48 is 0.02 / 0.6 away.
        var edges = EdgeResult.Of(With(0.44, null, 0.48))!;
        Assert.Equal(["w", "x"], edges.Select(edge => edge.Assumption));
        Assert.Equal(0.02 / 0.6, edges[0].Distance, 1e-12);
        Assert.Equal(0.04, edges[1].Distance, 1e-12);
        Assert.Equal((result.Ahead!.Leader, 0.44), (edges[1].Offer, edges[1].Value));
        Assert.Empty(EdgeResult.Of(With(0.4 + 0.051, 0.5 - 0.051, 0.5 + 0.031))!);
        // A twentieth itself is no edge any more: 1 of 0..20.
        WeighingResult Wide(double flip) =>
            With(null, flip, null) is var found
                ? found with
                {
                    Assumptions = [.. found.Assumptions.Select(assumption => assumption with { Low = 0, High = 20 })],
                }
                : found;
        Assert.Empty(EdgeResult.Of(Wide(1.5))!);
        Assert.Single(EdgeResult.Of(Wide(1.499))!);
        Assert.Null(EdgeResult.Of(result with { Ahead = null }));
        Assert.Null(
            EdgeResult.Of(
                result with
                {
                    Offers = [.. result.Offers.Select((offer, o) => o == at ? offer with { Holds = offer.Holds! with { AtBest = null } } : offer)],
                }
            )
        );
        // What has no range has no edge.
        Assert.Empty(
            EdgeResult.Of(
                With(0.4, 0.5, 0.5) with
                {
                    Assumptions = [.. With(0.4, 0.5, 0.5).Assumptions.Select(assumption => assumption with { Low = assumption.Best, High = assumption.Best })],
                }
            )!
        );
    }

    [Fact]
    public void A_share_in_words()
    {
        var share = new WorldShare(0.364, 0.341, 0.379);
        Assert.Equal(("36 of 100", "36 (34 to 38)", "34 to 38"), (share.InWords, share.WithRange, share.Between));
        Assert.Equal((0.636, 0.621, 0.659), (Math.Round(share.Without.Share, 9), Math.Round(share.Without.Low, 9), Math.Round(share.Without.High, 9)));
    }
}
