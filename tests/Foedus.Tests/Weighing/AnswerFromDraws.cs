using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Tests.Weighing;

/// <summary>Everything that is said of the worlds, counted again from the draws by the plainest code there is.</summary>
public class AnswerFromDraws
{
    // Student's t, seven degrees of freedom, 97.5%: eight scrambles.
    private const double T7 = 2.3646242510102993;

    public static TheoryData<string> Conditions => [CountedDeal.More, CountedDeal.Less];

    private static IEnumerable<int> Draws(WeighingResult result) => Enumerable.Range(0, result.Worlds.Length);

    // One has one type, Two has two.
    private static int[] Slots(int party) => party == 0 ? [0] : [1, 2];

    private static double Surplus(OfferResult offer, int party, int draw) =>
        Slots(party).Sum(slot => offer.Draws.Prior[slot][draw] * offer.Draws.Surplus[slot][draw]);

    private static bool Signs(OfferResult offer, int party, int draw) => Slots(party).All(slot => offer.Draws.Surplus[slot][draw] >= 0);

    private static double One(bool yes) => yes ? 1 : 0;

    private static void IsShare(double[] values, WorldShare? found, double least = 0)
    {
        var mean = values.Average();
        var means = Enumerable.Range(0, 8).Select(scramble => values.Where((_, draw) => draw % 8 == scramble).Average()).ToArray();
        var middle = means.Average();
        var error = Math.Sqrt(means.Sum(one => (one - middle) * (one - middle)) / 7 / 8);
        var half = Math.Max(T7 * error, 3.0 / values.Length);
        Assert.Equal(mean, found!.Share, 12);
        Assert.Equal(Math.Max(least, mean - half), found.Low, 9);
        Assert.Equal(Math.Min(1, mean + half), found.High, 9);
    }

    // Hyndman and Fan's seventh definition.
    private static void IsBand(IEnumerable<double> values, Band found)
    {
        var sorted = values.Order().ToArray();
        double Quantile(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            return below + 1 == sorted.Length ? sorted[below] : sorted[below] * (below + 1 - place) + sorted[below + 1] * (place - below);
        }
        Assert.Equal(Quantile(0.05), found.Low, 9);
        Assert.Equal(Quantile(0.5), found.Median, 9);
        Assert.Equal(Quantile(0.95), found.High, 9);
    }

    [Theory, MemberData(nameof(Conditions))]
    public void Shares_and_bands_are_those_of_the_draws(string condition)
    {
        var result = CountedDeal.Result(condition);
        var none = result.Offers.Single(offer => offer.IsNoDeal);
        foreach (var offer in result.Offers)
        {
            double[] Each(Func<int, double> value) => [.. Draws(result).Select(value)];
            Assert.All(Draws(result), draw => Assert.True(offer.Draws.IsSolved(draw)));
            Assert.Equal((0, 0), (offer.NotConverged, offer.AlmostSolved));
            Assert.Equal(
                Each(draw => One(condition == CountedDeal.More ? offer.Draws.Measures[0][draw] >= 0.25 : offer.Draws.Measures[1][draw] <= 0.75)),
                offer.Draws.Holds
            );
            Assert.All(Draws(result), draw => Assert.Equal(offer.Draws.Measures[0][draw], 1 - offer.Draws.Measures[1][draw], 9));
            IsShare(offer.Draws.Holds, offer.Holds);
            IsShare(Each(draw => offer.Draws.Holds[draw] - none.Draws.Holds[draw]), offer.Holds!.MoreThanNoDeal, least: -1);
            IsShare(Each(draw => One(Signs(offer, 0, draw) && Signs(offer, 1, draw))), offer.AllSign);
            IsShare(Each(draw => One(Signs(offer, 0, draw) && Signs(offer, 1, draw)) * offer.Draws.Holds[draw]), offer.AcceptableAndHolds);
            for (var ask = 0; ask < 2; ask++)
                IsBand(offer.Draws.Measures[ask], offer.Measures[ask].Across);
            Assert.Equal(["firm", "soft"], offer.Beliefs.Select(path => path.Type));
            for (var hidden = 0; hidden < 2; hidden++)
            {
                IsBand(offer.Draws.Prior[Slots(1)[hidden]], offer.Beliefs[hidden].Prior!);
                IsBand(offer.Draws.Beliefs[hidden], offer.Beliefs[hidden].AtEnd!);
            }
            for (var party = 0; party < 2; party++)
            {
                var found = offer.Parties[party];
                IsShare(Each(draw => One(Signs(offer, party, draw))), found.Signs);
                IsBand(Each(draw => Surplus(offer, party, draw)), found.Surplus);
                IsShare(Each(draw => One(result.Offers.All(other => Surplus(other, party, draw) <= Surplus(offer, party, draw)))), found.BestOffer);
                Assert.Equal(
                    Draws(result).Average(draw => result.Offers.Max(other => Surplus(other, party, draw)) - Surplus(offer, party, draw)),
                    found.MeanRegret,
                    9
                );
                for (var type = 0; type < found.ByType.Count; type++)
                {
                    IsShare(Each(draw => One(offer.Draws.Surplus[Slots(party)[type]][draw] >= 0)), found.ByType[type].Signs);
                    IsBand(offer.Draws.Surplus[Slots(party)[type]], found.ByType[type].Surplus);
                }
            }
            // Prior and surplus themselves: firm with chance w, and value less that of no deal in the same world.
            Assert.Equal(Each(draw => result.Worlds[draw][2]), offer.Draws.Prior[1]);
            Assert.All(Enumerable.Range(0, 3), slot =>
                Assert.Equal(Each(draw => offer.Draws.Values[slot][draw] - none.Draws.Values[slot][draw]), offer.Draws.Surplus[slot])
            );
        }
        Assert.Equal(["firm", "soft"], result.Offers[1].Parties[1].ByType.Select(type => type.Type));
        // The test says something only where these differ.
        Assert.True(result.Offers.All(offer => offer.IsNoDeal || offer.Holds!.Share is > 0 and < 1));
    }

    [Theory, MemberData(nameof(Conditions))]
    public void Yardsticks_pairs_and_the_trade_off_are_those_of_the_draws(string condition)
    {
        var result = CountedDeal.Result(condition);
        var analysis = DecisionAnalyst.Run(CountedDeal.File(condition).Deal, CountedDeal.File(condition).Offers, result);
        var (ask, sign) = condition == CountedDeal.More ? (0, 1) : (1, -1);
        var (worlds, offers) = (result.Worlds.Length, result.Offers);
        double Score(OfferResult offer, int draw) => offer.Draws.Measures[ask][draw];
        double Regret(OfferResult offer, int draw) => offers.Max(other => sign * Score(other, draw)) - sign * Score(offer, draw);
        void Is(string name, bool higherIsBetter, Func<OfferResult, double> value, bool withNoDeal = true)
        {
            var found = analysis.Yardsticks.Single(one => one.Name == name);
            Assert.Equal(higherIsBetter, found.HigherIsBetter);
            for (var o = 0; o < offers.Count; o++)
                Assert.Equal(offers[o].IsNoDeal && !withNoDeal ? double.NaN : value(offers[o]), found.Values[o].Value, 9);
            // What reads the same wins together.
            var shown = found
                .Values.Select(one => Math.Round(one.Value, found.Unit.Name is "worlds" or "chance" ? 2 : 1, MidpointRounding.AwayFromZero))
                .ToList();
            var best = higherIsBetter ? shown.Where(one => !double.IsNaN(one)).Max() : shown.Where(one => !double.IsNaN(one)).Min();
            Assert.Equal(offers.Where((_, o) => Math.Abs(shown[o] - best) < 1e-9).Select(offer => offer.Name), found.Winners);
        }
        double[] Worst(OfferResult offer) => [.. Draws(result).Select(draw => Score(offer, draw)).OrderBy(score => sign * score)];
        double Mean(OfferResult offer) => Draws(result).Average(draw => Score(offer, draw));
        double Deviation(OfferResult offer) => Math.Sqrt(Draws(result).Average(draw => Math.Pow(Score(offer, draw) - Mean(offer), 2)));
        Is("holds", true, offer => offer.Draws.Holds.Average());
        Is("worst", sign > 0, offer => Worst(offer)[0]);
        // A twentieth of 128 worlds is 6.4: seven.
        Is("worstTwentieth", sign > 0, offer => Worst(offer).Take(7).Average());
        Is("mean", sign > 0, Mean);
        Is("meanLessDeviation", sign > 0, offer => Mean(offer) - sign * Deviation(offer));
        Is("meanRegret", false, offer => Draws(result).Average(draw => Regret(offer, draw)));
        Is("maxRegret", false, offer => Draws(result).Max(draw => Regret(offer, draw)));
        Is("whereBest", true, offer => Draws(result).Average(draw => One(Regret(offer, draw) <= 1e-9)));
        Is("floor:One", true, offer => Draws(result).Average(draw => One(Signs(offer, 0, draw))), withNoDeal: false);
        Is("floor:Two", true, offer => Draws(result).Average(draw => One(Signs(offer, 1, draw))), withNoDeal: false);
        Is("allFloors", true, offer => Draws(result).Average(draw => One(Signs(offer, 0, draw) && Signs(offer, 1, draw))), withNoDeal: false);
        Is(
            "signedAndHolds",
            true,
            offer => Draws(result).Average(draw => One(Signs(offer, 0, draw) && Signs(offer, 1, draw)) * offer.Draws.Holds[draw]),
            withNoDeal: false
        );
        Is("regret:Two", false, offer => offer.Parties[1].MeanRegret);
        Assert.Equal((worlds, 0), (analysis.Worlds, analysis.NotCompared));

        var none = offers.Single(offer => offer.IsNoDeal);
        foreach (var (offer, pair) in offers.Zip(analysis.Paired))
        {
            IsShare([.. Draws(result).Select(draw => offer.Draws.Holds[draw] > none.Draws.Holds[draw] ? 1.0 : 0)], pair.HoldsWhereNoDealBreaks);
            IsShare([.. Draws(result).Select(draw => offer.Draws.Holds[draw] < none.Draws.Holds[draw] ? 1.0 : 0)], pair.BreaksWhereNoDealHolds);
        }
        double[][] points =
        [
            .. offers.Select(offer =>
                (double[])[offer.Holds!.Share, Draws(result).Average(draw => Surplus(offer, 0, draw)), Draws(result).Average(draw => Surplus(offer, 1, draw))]
            ),
        ];
        bool Beats(double[] p, double[] q) => p.Zip(q).All(pair => pair.First >= pair.Second) && p.Zip(q).Any(pair => pair.First > pair.Second);
        for (var o = 0; o < offers.Count; o++)
        {
            var found = analysis.TradeOff[o];
            Assert.Equal(points[o][1], found.Parties[0].MeanSurplus, 9);
            Assert.Equal(points[o][2], found.Parties[1].MeanSurplus, 9);
            Assert.Equal(found.Rank == 0, !points.Any(other => Beats(other, points[o])));
            for (var party = 0; party < 2; party++)
                Assert.Equal(points.Any(other => Beats([other[0], other[party + 1]], [points[o][0], points[o][party + 1]])), found.Parties[party].Dominated);
        }
    }

    [Fact]
    public void The_headline_leads_with_what_is_signed_by_all_and_holds()
    {
        var result = CountedDeal.Result(CountedDeal.More);
        string Words(double share) => $"{Math.Round(100 * share, MidpointRounding.AwayFromZero):0}";
        var others = result.Offers.Where(offer => !offer.IsNoDeal).OrderByDescending(offer => offer.AcceptableAndHolds!.Share).ToList();
        var (first, both) = (others[0], others[0].AcceptableAndHolds!);
        Assert.StartsWith(
            $"“{first.Title}” would be signed by all and hold in {Words(both.Share)} of 100 plausible worlds ({100 * both.Low:0} to {100 * both.High:0})",
            result.Headline,
            StringComparison.Ordinal
        );
        var none = result.Offers.Single(offer => offer.IsNoDeal).Holds!;
        Assert.EndsWith($"with no deal it is {Words(none.Share)} ({Words(none.Low)} to {Words(none.High)}).", result.Headline, StringComparison.Ordinal);
        var held = others.MaxBy(offer => offer.Holds!.Share)!;
        Assert.Contains(
            held == first ? $"“{held.Title}” holds, signed or not, in {Words(held.Holds!.Share)} (" : $"“{held.Title}” holds in {Words(held.Holds!.Share)} (",
            result.Headline,
            StringComparison.Ordinal
        );
        Assert.Contains("3 named numbers, all with a range; 3 are guesses", string.Join(' ', result.Honesty), StringComparison.Ordinal);
        Assert.Contains("2 parties", string.Join(' ', result.Honesty), StringComparison.Ordinal);
        var widest = result
            .Offers.SelectMany(offer => offer.IsNoDeal ? [offer.Holds!] : new WorldShare[] { offer.Holds!, offer.AllSign, offer.AcceptableAndHolds! })
            .Max(share => Math.Max(share.High - share.Share, share.Share - share.Low));
        Assert.Contains(
            $"right to within {Math.Max(1, Math.Ceiling(100 * widest)):0} worlds in 100 (95%, from 8 independent scrambles)",
            result.Honesty[0],
            StringComparison.Ordinal
        );
    }

    // What was not solved is not 0.
    [Fact]
    public void Before_a_world_is_solved_nothing_is_known_of_it()
    {
        var draws = new OfferDraws(2, asks: 1, slots: 1, promises: 1, periods: 1);
        Assert.All(
            [
                draws.Measures[0],
                draws.Values[0],
                draws.Surplus[0],
                draws.Prior[0],
                draws.Kept[0],
                draws.Called[0],
                draws.Survival[0],
                draws.Holds,
                draws.Residual,
                draws.Status,
            ],
            column => Assert.Equal([double.NaN, double.NaN], column)
        );
        Assert.False(draws.IsSolved(1));
        Assert.Equal(2, draws.Count);
    }
}
