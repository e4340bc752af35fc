using Foedus.Language;
using Foedus.Reporting;
using Foedus.Solving;
using Foedus.Telling.Weighed;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What an answer hangs on, on a deal so small that everything is known by hand: the calm holds with chance 1 − x z for a year, x and z even in 0..1.</summary>
public class AnalysisTests
{
    private static string Text(string more = "") =>
        $$"""
            deal "Two risks"
            period year
            horizon 1
            source paper "A paper"
            party One
            party Two
            discount 0.9
            precision lambda 1
            assume x 0.5 in 0..1 from paper "the first risk"
            assume z 0.5 in 0..1 "the second risk"
            assume idle 0.5 in 0..1 "nothing"
            state calm yes or no = yes
            chance trouble when calm { x * z: calm = no  otherwise: calm = yes }
            clause gift "A gift" { interest One each year { always: idle } }
            interest Two each year { calm: x - 0.3 }
            no deal none: starts calm = no
            offer plain
            offer given: gift
            ask quiet "Quiet for a year": chance calm through 1
            holds when quiet >= 0.6
            {{more}}
            """;

    private static DealFile Deal(string more = "") => SoundDeal.Read(Text(more));

    private static readonly Lazy<WeighingResult> Weighed = new(() =>
        Weigh.Run(
            Deal(),
            new WeighingOptions
            {
                Draws = 2048,
                Effects = 512,
                EffectsOf = ["plain"],
            }
        )
    );

    // By hand: V(xz) = 7/144, own (1/48)/V = 3/7, total 4/7; P(xz ≤ 0.4) = 0.4 (1 − ln 0.4).
    [Fact]
    public void Effects_are_those_of_the_product_and_the_idle_assumption_is_dropped()
    {
        var found = Assert.Single(Weighed.Value.Analysis!.Effects);
        Assert.Equal(["x", "z"], found.Screening.Where(screened => screened.Kept).Select(screened => screened.Assumption).Order());
        Assert.Equal((0, 0), (found.NotSolved, found.Screening.First(screened => screened.Assumption == "idle").MeanAbsolute));
        var measure = found.Outcomes[0];
        Assert.Equal(("measure", false, false), (measure.Outcome, measure.IsYesNo, measure.CombinationsMatter));
        Assert.Equal(6.0 / 7, measure.OwnSum.Share, 0.03);
        Assert.All(measure.ByAssumption, effect =>
        {
            Assert.Equal(3.0 / 7, effect.Own, 0.03);
            Assert.Equal(3.0 / 7, effect.OwnFromDesign, 0.06);
            Assert.Equal(4.0 / 7, effect.Total, 0.05);
            Assert.InRange(4.0 / 7, effect.TotalInterval.Low, effect.TotalInterval.High);
        });
        Assert.Equal(0.4 * (1 - Math.Log(0.4)), found.Outcomes[1].Mean, 0.01);
        Assert.Equal(["A paper", null], measure.BySource.Select(source => source.Source));
        Assert.Equal(4.0 / 7, measure.BySource[0].Total, 0.05);
    }

    [Fact]
    public void Every_assumption_has_its_threshold_where_effects_are_estimated()
    {
        var flips = Weighed.Value.Assumptions.ToDictionary(assumption => assumption.Name, assumption => assumption.ByOffer[1].Flip);
        Assert.Equal(0.8, flips["x"]!.Value, 0.01);
        Assert.Equal(0.8, flips["z"]!.Value, 0.01);
        Assert.Null(flips["idle"]);
    }

    // Where one risk is small it holds whatever the other is: one limit says so, breaking would take two.
    [Fact]
    public void What_takes_fewer_limits_is_described()
    {
        var found = Weighed.Value.Analysis!.Breaking.First(offer => offer.Offer == "plain");
        Assert.Equal("holds", found.Describes);
        var limit = Assert.Single(found.Boxes[0].Limits);
        Assert.Contains(limit.Assumption, new[] { "x", "z" });
        Assert.True(limit.Low is null && limit.High is > 0.45 and < 0.75 && limit.HighQuasiP < 1e-6);
        Assert.True(found.Boxes[0].Density >= found.WantedDensity && found.WantedDensity > 0.85 && found.Boxes[0].Coverage > 0.5);
        Assert.Contains("overall", found.Boxes[0].Words, StringComparison.Ordinal);
        // Sentence and bar beside it have one number.
        Assert.All(
            found.Boxes.SelectMany(box => box.Limits.SelectMany(limit => new[] { limit.Low, limit.High }).OfType<double>().Select(end => (box, end))),
            each => Assert.Contains($" {Foedus.Units.Words.Number(each.end)}", each.box.Words, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Offers_that_differ_in_one_partys_gift_alone_are_ranked_so()
    {
        var analysis = Weighed.Value.Analysis!;
        Assert.Equal(["plain", "given"], analysis.Yardsticks.First(yardstick => yardstick.Name == "holds").Winners);
        Assert.Equal(["given"], analysis.Yardsticks.First(yardstick => yardstick.Name == "regret:One").Winners);
        Assert.Equal(0, analysis.TradeOff.First(point => point.Offer == "given").Rank);
        Assert.True(analysis.TradeOff.First(point => point.Offer == "plain").Rank > 0);
        // No deal is never calm: every world that holds is gained, none is lost.
        Assert.Equal(
            (Weighed.Value.Offers[1].Holds!.Share, 0),
            (analysis.Paired[1].HoldsWhereNoDealBreaks.Share, analysis.Paired[1].BreaksWhereNoDealHolds.Share)
        );
    }

    // Two signs where x > 0.3: knowing x is worth E max(0, s) − E s for its surplus s, the offers being alike for it.
    [Fact]
    public void Knowing_the_risk_is_worth_what_two_would_save_by_staying_away()
    {
        var value = Weighed.Value.Analysis!.Information.First(information => information.Yardstick == "surplus:Two");
        Assert.Equal("x", value.Gains[0].Assumption);
        // s = (1 − x/2)(x − 0.3): below 0.3 it costs ∫ (1 − x/2)(0.3 − x) dx = 0.04275.
        Assert.Equal(0.04275, value.Gains[0].Gain, 0.004);
        Assert.True(value.Gains.First(gain => gain.Assumption == "idle").Gain < 0.001);
    }

    [Fact]
    public void A_map_flips_where_the_product_does()
    {
        var file = Deal();
        var map = Weigh.Map(file, file.Offers[1], "x", "z", 11, new WeighingOptions());
        for (var row = 0; row < 11; row++)
        for (var column = 0; column < 11; column++)
        {
            Assert.Equal(1 - map.Xs[column] * map.Ys[row], map.Values[row][column], 12);
            Assert.Equal(map.Values[row][column] >= 0.6, map.Holds[row][column]);
        }
        Assert.Contains("<path", MapPage.Svg(map), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Weigh.Map(file, file.Offers[1], "x", "x", 5, new WeighingOptions()));
        Assert.Contains(
            "no range",
            Assert
                .Throws<InputException>(() =>
                    Weigh.Map(file, file.Offers[1], "x", "z", 5, new WeighingOptions { Fixed = new Dictionary<string, double> { ["z"] = 0.5 } })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    // x z ≤ 0.4 with z at 0.5: of 0.1, 0.5, 0.7 and 0.9 the first that breaks is 0.9.
    [Fact]
    public void Where_only_a_few_values_can_be_drawn_those_are_looked_at()
    {
        var file = SoundDeal.Read(Text().Replace("0.5 in 0..1 from paper", "0.5 one of { 0.1, 0.5, 0.7, 0.9: 2 } from paper", StringComparison.Ordinal));
        Assert.Equal(0.9, Weigh.Run(file, new WeighingOptions { Draws = 64 }).Assumptions[0].ByOffer[1].Flip);
        var map = Weigh.Map(file, file.Offers[1], "x", "z", 5, new WeighingOptions());
        Assert.Equal([0.1, 0.5, 0.7, 0.9], map.Xs);
        Assert.Equal(5, map.Ys.Count);
        Assert.Contains("<circle", MapPage.Svg(map), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_assumptions_are_drawn_together_shares_of_a_spread_are_refused_with_the_reason()
    {
        var result = Weigh.Run(Deal("correlate x with z 0.5"), new WeighingOptions { Draws = 64 });
        Assert.Contains("correlate", Assert.Single(result.Analysis!.Effects).Refused, StringComparison.Ordinal);
        Assert.All(result.Assumptions, assumption => Assert.True(double.IsNaN(assumption.ByOffer[1].OwnShare)));
        // Thresholds and the map do not need independence.
        Assert.NotNull(result.Assumptions[0].ByOffer[1].Flip ?? result.Assumptions[0].ByOffer[2].Flip);
        Assert.NotEmpty(result.Analysis.Maps);
    }

    [Fact]
    public void Threads_change_nothing_that_takes_further_solves()
    {
        var one = Weigh.Run(Deal(), new WeighingOptions { Draws = 64, Threads = 1 }).Analysis!;
        var two = Weigh.Run(Deal(), new WeighingOptions { Draws = 64, Threads = 2 }).Analysis!;
        Assert.Equal(one.Effects[0].Outcomes.SelectMany(outcome => outcome.ByAssumption), two.Effects[0].Outcomes.SelectMany(outcome => outcome.ByAssumption));
        Assert.Equal(one.Maps[0].Values, two.Maps[0].Values);
    }

    [Fact]
    public void Worlds_without_a_solution_are_counted_and_in_no_comparison()
    {
        var file = Deal();
        var result = Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 0 });
        foreach (var draw in new[] { 3, 17 })
        {
            result.Offers[2].Draws.Status[draw] = (double)SolveStatus.NotConverged;
            result.Offers[2].Draws.Holds[draw] = double.NaN;
            foreach (var column in result.Offers[2].Draws.Measures.Concat(result.Offers[2].Draws.Surplus))
                column[draw] = double.NaN;
        }
        var analysis = DecisionAnalyst.Run(file.Deal, file.Offers, result);
        Assert.Equal((64, 2), (analysis.Worlds, analysis.NotCompared));
        Assert.All(analysis.Yardsticks.SelectMany(yardstick => yardstick.Values.Skip(1)), of => Assert.False(double.IsNaN(of.Value)));
        Assert.Contains("2 of 64 worlds", HtmlReport.Render(WeighedTelling.Of(new WeighedDeal(result with { Analysis = analysis }))), StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_stand_side_by_side_on_the_same_draws()
    {
        var file = Deal("""reading gloomy "All is worse" { x 0.9 in 0.8..1 }""");
        var result = Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 0 });
        var readings = Weigh.Readings(file, result);
        Assert.Equal([null, "gloomy"], readings.Select(reading => reading.Reading));
        Assert.Equal(result.Offers[1].Holds, readings[0].Offers[1].Holds);
        Assert.Equal(["x"], readings[1].Changes);
        Assert.True(readings[1].Offers[1].Holds!.Share < readings[0].Offers[1].Holds!.Share);
    }
}
