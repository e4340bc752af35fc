using Foedus.BaseRates;

namespace Foedus.Tests.BaseRates;

/// <summary>Survival curves against published numbers and cases one can do by hand.</summary>
public class SurvivalTests
{
    // Weeks of remission of 21 patients given 6-MP; minus: still in remission when last seen.
    // Source: Freireich et al., Blood 21 (1963) 699–716; curve and standard errors as in Kalbfleisch and Prentice, 2nd ed. (2002), and every survival text since.
    private static readonly int[] SixMp = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

    private static KaplanMeier Curve(params int[] weeks) => KaplanMeier.Estimate(weeks.Select(week => (Math.Abs(week), week > 0)));

    [Theory]
    [InlineData(6, 0.8571, 0.0764)]
    [InlineData(7, 0.8067, 0.0869)]
    [InlineData(10, 0.7529, 0.0963)]
    [InlineData(13, 0.6902, 0.1068)]
    [InlineData(16, 0.6275, 0.1141)]
    [InlineData(22, 0.5378, 0.1282)]
    [InlineData(23, 0.4482, 0.1346)]
    public void The_curve_and_its_standard_errors_are_the_published_ones(int week, double survival, double error)
    {
        var at = Curve(SixMp).At(week);
        Assert.Equal(survival, at.Survival, 4);
        Assert.Equal(error, at.StandardError, 4);
        Assert.InRange(at.Survival, at.Low, at.High);
    }

    [Fact]
    public void The_median_is_the_first_day_on_which_half_are_gone() => Assert.Equal(23, Curve(SixMp).Median);

    [Fact]
    public void A_failure_on_a_day_comes_before_a_censoring_of_that_day()
    {
        // Two of three fail with the third still at risk: 1/3. Were it taken out first, nothing would be left.
        var curve = Curve(5, 5, -5);
        Assert.Equal(1.0 / 3, curve.At(5).Survival, 12);
        Assert.Equal(3, curve.Steps[0].AtRisk);
    }

    [Fact]
    public void Before_the_first_day_all_hold_and_without_failure_there_is_no_median()
    {
        var curve = Curve(-3, -8);
        Assert.Equal((1, 0, 1, 1, 2), curve.At(2));
        Assert.Equal(0, curve.At(100).AtRisk);
        Assert.Null(curve.Median);
    }

    [Theory]
    [InlineData(17, 51, 0.2197, 0.4703)]
    [InlineData(0, 52, 0, 0.0688)]
    [InlineData(5, 37 + 2, 0.0560, 0.2671)]
    public void Wilsons_interval(int count, int of, double low, double high)
    {
        var (l, h) = new Proportion(count, of).Interval();
        Assert.Equal(low, l, 4);
        Assert.Equal(high, h, 4);
    }

    // None of seven failed in the year: Greenwood has no interval, and Wilson's reaches from 0 to 35 of 100. Of none that were watched for twenty years nothing is known.
    [Fact]
    public void Where_none_failed_there_is_a_range_all_the_same()
    {
        var end = new DateOnly(2020, 12, 31);
        var set = new SpellSet(
            "Seven",
            "",
            7,
            end,
            [.. Enumerable.Range(0, 7).Select(i => new Spell($"peace {i}", new DateOnly(2010, 1, 1 + i), null, new Dictionary<string, string>()))],
            []
        );
        var horizons = BaseRateTable.Make(set, [("all", _ => true)], [1, 20]).Groups[0].Horizons;
        Assert.Equal((1, 1), (horizons[0].Curve.Survival, horizons[0].Curve.High));
        Assert.Equal(1 - new Proportion(0, 7).Interval().High, horizons[0].Curve.Low, 12);
        Assert.Equal(0.6457, horizons[0].Curve.Low, 0.001);
        Assert.Equal((0, 1), (horizons[1].Curve.Low, horizons[1].Curve.High));
    }

    [Fact]
    public void Failures_within_years_are_counted_only_among_those_watched_so_long()
    {
        var end = new DateOnly(2020, 12, 31);
        Spell[] spells =
        [
            new("long ago, held", new DateOnly(2000, 1, 1), null, new Dictionary<string, string>()),
            new("leap day, failed to the day", new DateOnly(2016, 2, 29), new DateOnly(2017, 2, 28), new Dictionary<string, string>()),
            new("too late to watch a year", new DateOnly(2020, 6, 1), new DateOnly(2020, 9, 1), new Dictionary<string, string>()),
        ];
        var group = BaseRateTable.Make(new SpellSet("made", "1", 3, end, spells, []), [("all", _ => true)], [1]).Groups[0];
        Assert.Equal(new Proportion(1, 2), group.Horizons[0].Within);
        Assert.Equal((3, 2, 1), (group.Count, group.EverFailed, group.Censored));
    }
}
