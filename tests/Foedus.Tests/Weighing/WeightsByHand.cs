using Foedus.Model;
using Foedus.Weighing;
using Foedus.Weighing.Engine;

namespace Foedus.Tests.Weighing;

/// <summary>Worlds weighted by evidence: likelihoods, effective numbers and quantiles done by hand.</summary>
public class WeightsByHand
{
    [Fact]
    public void A_count_weighs_by_its_binomial_likelihood_and_a_range_keeps_what_lies_inside()
    {
        Assert.Equal(7 * Math.Log(0.35) + 13 * Math.Log(0.65), WorldWeights.LogLikelihood(new CountedCases(7, 20), 0.35), 1e-12);
        // What was never seen says nothing against a chance of 0, and what was always seen nothing against 1.
        Assert.Equal(0, WorldWeights.LogLikelihood(new CountedCases(0, 20), 0));
        Assert.Equal(0, WorldWeights.LogLikelihood(new CountedCases(20, 20), 1));
        Assert.Equal(double.NegativeInfinity, WorldWeights.LogLikelihood(new CountedCases(1, 20), 0));
        Assert.Equal(double.NegativeInfinity, WorldWeights.LogLikelihood(new CountedCases(19, 20), 1));
        // Beyond an end by rounding is the end.
        Assert.Equal(0, WorldWeights.LogLikelihood(new CountedCases(20, 20), 1 + 1e-15));
        Assert.Equal(0, WorldWeights.LogLikelihood(new CountedCases(0, 20), -1e-15));
        Assert.Equal(
            (0, 0, double.NegativeInfinity, double.NegativeInfinity),
            (
                WorldWeights.LogLikelihood(new JudgedRange(0.2, 0.7), 0.2),
                WorldWeights.LogLikelihood(new JudgedRange(0.2, 0.7), 0.7),
                WorldWeights.LogLikelihood(new JudgedRange(0.2, 0.7), 0.7001),
                WorldWeights.LogLikelihood(new JudgedRange(0.2, 0.7), 0.1999)
            )
        );
    }

    [Fact]
    public void Weights_are_relative_to_the_likeliest_world()
    {
        var weights = new WorldWeights([-3, double.NaN, -1, double.NegativeInfinity], 1, 3);
        Assert.Equal(-1, weights.Highest);
        Assert.Equal([Math.Exp(-2), double.NaN, 1, 0], weights.Relative);
        Assert.Equal([Math.Exp(-5), double.NaN, Math.Exp(-3), 0], weights.Scaled(2));
        Assert.Equal(-1 + Math.Log((Math.Exp(-2) + 1) / 3), weights.LogMean!.Value, 1e-12);
        var none = new WorldWeights([double.NegativeInfinity, double.NaN], 1, 0);
        Assert.Equal([0, double.NaN], none.Relative);
        Assert.Null(none.LogMean);
        Assert.Null(new WorldWeights([double.NaN], 1, 0).LogMean);
        Assert.Equal(double.NegativeInfinity, new WorldWeights([double.NaN], 1, 0).Highest);
    }

    // (1 + 2 + 3)² / (1 + 4 + 9).
    [Fact]
    public void The_effective_number_is_the_square_of_the_sum_over_the_sum_of_squares()
    {
        Assert.Equal(36.0 / 14, WorldWeights.Effective([1, double.NaN, 2, 3]), 1e-12);
        Assert.Equal(5, WorldWeights.Effective([2, 2, 2, 2, 2]));
        Assert.Equal(0, WorldWeights.Effective([0, double.NaN]));
    }

    [Fact]
    public void A_quantile_is_the_smallest_answer_with_so_much_of_the_weight_at_or_below_it()
    {
        // 1, 2, 2, 3 by weight: what is not known or weighs nothing is in none.
        Assert.Equal([1, 2, 3], GivenAnalysis.Quantiles([3, 1, 2, double.NaN, 9, -4], [1, 1, 2, 5, 0, double.NaN]));
        // Half of the weight at the first is enough for the median.
        Assert.Equal([1, 1, 2], GivenAnalysis.Quantiles([2, 1], [1, 1]));
        // A twentieth and nineteen of them: twenty of equal weight, though 0.1 is none in binary.
        Assert.Equal([1, 10, 19], GivenAnalysis.Quantiles([.. Enumerable.Range(1, 20).Select(answer => (double)answer)], [.. Enumerable.Repeat(0.1, 20)]));
        Assert.Equal([double.NaN, double.NaN, double.NaN], GivenAnalysis.Quantiles([1, 2], [0, double.NaN]));
    }

    [Theory]
    [InlineData(64, 128, null)]
    [InlineData(
        63.4,
        128,
        "Refused: the evidence leaves 63.4 effective worlds; 64 are needed. Draw more (--draws), or look at where the ranges and the evidence part."
    )]
    [InlineData(
        1,
        128,
        "Refused: the evidence leaves 1 effective world; 64 are needed. Draw more (--draws), or look at where the ranges and the evidence part."
    )]
    [InlineData(0, 128, "Refused: no world that was drawn agrees with the evidence. Look at what the evidence and the ranges say of the same question.")]
    [InlineData(0, 64, "Refused: no world that was drawn agrees with the evidence. Look at what the evidence and the ranges say of the same question.")]
    [InlineData(32, 32, "Refused: 32 worlds with an answer were drawn; 64 are needed. Draw more (--draws).")]
    [InlineData(31.5, 32, "Refused: 32 worlds with an answer were drawn; 64 are needed. Draw more (--draws).")]
    [InlineData(31.4, 32, "Refused: 32 worlds with an answer were drawn, of which 31.4 effective worlds are left; 64 are needed. Draw more (--draws).")]
    [InlineData(1, 63, "Refused: 63 worlds with an answer were drawn, of which 1 effective world is left; 64 are needed. Draw more (--draws).")]
    [InlineData(1, 1, "Refused: 1 world with an answer was drawn; 64 are needed. Draw more (--draws).")]
    public void Too_few_worlds_are_refused_by_what_left_them(double effective, int worlds, string? said) =>
        Assert.Equal(said, GivenAnalysis.Refusal(effective, worlds));

    // quiet lies at 0.2 in every even draw and at 0.6 in every odd one; the third has no answer.
    private static WeighingResult Drawn(double even = 0.2, double odd = 0.6, int unsolved = 2)
    {
        var result = CountedDeal.Result(CountedDeal.More);
        OfferResult Set(OfferResult offer)
        {
            var draws = new OfferDraws(128, 2, 3, 1, 3);
            for (var draw = 0; draw < 128; draw++)
            {
                if (draw == unsolved)
                    continue;
                (draws.Measures[0][draw], draws.Measures[1][draw]) = draw % 2 == 0 ? (even, 1 - even) : (odd, 1 - odd);
                draws.Holds[draw] = draws.Measures[0][draw] >= 0.25 ? 1 : 0;
                foreach (var surplus in draws.Surplus)
                    surplus[draw] = offer.Name == "blunt" && draw % 4 == 1 ? -1 : 0;
            }
            return offer with { Draws = draws };
        }
        return result with { Offers = [.. result.Offers.Select(Set)] };
    }

    private static Evidence About(string name, Finding finding, string ask = "quiet") =>
        new(name, new Word(ask), new Word("plain"), finding, new Word("source"), "cases", new DateOnly(2025, 1, 1));

    [Fact]
    public void Pieces_of_evidence_multiply_and_only_worlds_inside_all_ranges_agree()
    {
        var (counted, judged, other) = (
            About("counted", new CountedCases(6, 10)),
            About("judged", new JudgedRange(0.5, 0.7)),
            About("other", new JudgedRange(0.3, 0.9), "lost")
        );
        var weights = WorldWeights.Of([counted, counted], Drawn());
        Assert.Equal((1, 127), (weights.NotSolved, weights.Inside));
        Assert.Equal(2 * (6 * Math.Log(0.2) + 4 * Math.Log(0.8)), weights.Logs[0], 1e-12);
        Assert.Equal(2 * (6 * Math.Log(0.6) + 4 * Math.Log(0.4)), weights.Logs[1], 1e-12);
        Assert.True(double.IsNaN(weights.Logs[2]));
        // 64 odd worlds lie inside; the count is an exact fit there.
        Assert.Equal((1, 64), (WorldWeights.Of([judged], Drawn()).NotSolved, WorldWeights.Of([judged], Drawn()).Inside));
        Assert.Equal(64, WorldWeights.Of([judged, other], Drawn()).Inside);
        Assert.Equal(0, WorldWeights.Of([judged, other], Drawn(odd: 0.71)).Inside);
        var given = GivenAnalysis.Of([judged], Drawn());
        Assert.Equal((128, 1, 64.0 / 127, 64.0), (given.Draws, given.NotSolved, given.Agree, given.Effective));
        Assert.Null(given.Refused);
        // All of them hold; all sign plain in them, and blunt in every other.
        Assert.Equal((1, 1, 1), (given.Offers[1].Holds!.Share, given.Offers[1].AllSign.Share, given.Offers[1].SignedAndHolds!.Share));
        Assert.Equal((1, 0.5, 0.5), (given.Offers[3].Holds!.Share, given.Offers[3].AllSign.Share, given.Offers[3].SignedAndHolds!.Share));
        Assert.Equal((0.6, 0.6, 0.6), (given.Offers[1].Measures[0].Low, given.Offers[1].Measures[0].Median, given.Offers[1].Measures[0].High));
        Assert.Equal(["quiet", "lost"], given.Offers[1].Measures.Select(measure => measure.Name));
    }

    // Under one answer every solved draw fits by 0.2, under the other by 0.6: with weights 3 and 1 the masses are as 3 · L(0.2) to L(0.6).
    [Fact]
    public void A_combination_weighs_its_weight_times_the_mean_likelihood_of_its_draws()
    {
        var given = new[] { About("counted", new CountedCases(6, 10)) };
        (GivenCombination, WorldWeights, WeighingResult) Under(double chance, double? weight, int unsolved) =>
            Drawn(chance, chance, unsolved) is var result
            && GivenAnalysis.Under(given, result, new Dictionary<string, string>(), "", weight) is var (told, weights)
                ? (told, weights, result)
                : default;
        var (combinations, mixture) = GivenAnalysis.Mixed([Under(0.2, 0.75, 2), Under(0.6, 0.25, 3)]);
        double L(double chance) => Math.Pow(chance, 6) * Math.Pow(1 - chance, 4);
        var first = 0.75 * L(0.2) / (0.75 * L(0.2) + 0.25 * L(0.6));
        Assert.Equal(first, combinations[0].Then!.Value, 1e-9);
        Assert.Equal(1 - first, combinations[1].Then!.Value, 1e-9);
        Assert.Equal(Math.Log(L(0.2)), combinations[0].LogLikelihood!.Value, 1e-9);
        Assert.Equal(127, combinations[0].Effective, 1e-9);
        Assert.Empty(mixture!.Offers[0].Measures);
        // It holds under 0.6 alone.
        Assert.Equal(1 - first, mixture.Offers[1].Holds!.Share, 1e-9);
        // 126 worlds weigh under both answers, and one under each alone.
        var (one, two) = (first / 127, (1 - first) / 127);
        Assert.Equal(1 / (126 * (one + two) * (one + two) + one * one + two * two), mixture.Effective, 1e-6);
        // Without weights nothing is mixed; what weighs nothing has no part, however likely.
        Assert.Null(GivenAnalysis.Mixed([Under(0.2, null, 2), Under(0.6, 0.25, 3)]).Mixture);
        Assert.Equal([1, 0], GivenAnalysis.Mixed([Under(0.2, 1, 2), Under(0.6, 0, 3)]).Combinations.Select(each => each.Then!.Value));
    }
}
