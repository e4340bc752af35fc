using Foedus.Model;
using Foedus.Monitoring;
using static Foedus.Tests.Monitoring.Made;

namespace Foedus.Tests.Monitoring;

/// <summary>What each criterion lets in, at its boundary on both sides, and how surely where the source says nothing.</summary>
public class CriteriaTests
{
    private const Levels ButNotCertainly = Levels.Probably | Levels.Possibly;

    private static Levels Of(Criterion criterion, Incident incident) => Of([criterion], incident);

    private static Levels Of(Criterion[] criteria, Incident incident) =>
        new ClassFilter(new IncidentClass("any", null, criteria.ToSequence()), new Dictionary<string, Region> { ["zone"] = new CircleRegion(48, 38, 10) }).Of(
            incident
        );

    private static Sequence<string> Words(params string[] words) => words.ToSequence();

    // Clarity is coded 1 where the report is clear; anything else is not, nor is what nobody coded.
    [Theory]
    [InlineData(1, Levels.All)]
    [InlineData(0, Levels.None)]
    [InlineData(2, Levels.None)]
    [InlineData(null, Levels.None)]
    public void Clear_is_what_is_coded_clear(int? clarity, Levels expected) =>
        Assert.Equal(expected, Of(new ClearEvent(), Incident("1") with { Clarity = clarity }));

    // Where the source codes precision its code decides, whatever the two days say; else the days do.
    [Theory]
    [InlineData(1, 0, Levels.All)]
    [InlineData(1, 3, Levels.All)]
    [InlineData(2, 0, Levels.None)]
    [InlineData(0, 0, Levels.None)]
    [InlineData(null, 0, Levels.All)]
    [InlineData(null, 1, Levels.None)]
    public void The_day_is_exact_by_its_code_or_by_the_days(int? precision, int span, Levels expected) =>
        Assert.Equal(expected, Of(new ExactDay(), Incident("1") with { DayPrecision = precision, LastDay = From.AddDays(span) }));

    [Theory]
    [InlineData(1, Levels.All)]
    [InlineData(2, Levels.All)]
    [InlineData(3, Levels.None)]
    [InlineData(null, Levels.None)]
    public void Place_within_2_is_2_and_better(int? precision, Levels expected) =>
        Assert.Equal(expected, Of(new PlaceWithin(2), Incident("1") with { PlacePrecision = precision }));

    [Theory]
    [InlineData(48.0, 38.0, Levels.All)]
    [InlineData(48.2, 38.0, Levels.None)]
    [InlineData(null, 38.0, Levels.Possibly)]
    [InlineData(48.0, null, Levels.Possibly)]
    public void A_place_that_is_not_known_may_lie_in_the_zone(double? latitude, double? longitude, Levels expected) =>
        Assert.Equal(expected, Of(new InZone("zone"), Incident("1") with { Latitude = latitude, Longitude = longitude }));

    // Each estimate decides its own certainty, and a low above the best or a high below it counts as the best.
    [Theory]
    [InlineData(3, 3, 3, Levels.All)]
    [InlineData(2, 3, 3, ButNotCertainly)]
    [InlineData(1, 2, 3, Levels.Possibly)]
    [InlineData(2, 2, 2, Levels.None)]
    [InlineData(9, 2, 3, Levels.Possibly)]
    [InlineData(3, 3, 0, Levels.All)]
    [InlineData(null, 3, null, Levels.All)]
    [InlineData(3, null, 9, Levels.All)]
    [InlineData(3, null, null, Levels.All)]
    [InlineData(2, null, 9, Levels.Possibly)]
    [InlineData(2, null, null, Levels.Possibly)]
    [InlineData(null, null, 3, Levels.Possibly)]
    [InlineData(0, null, 2, Levels.None)]
    [InlineData(null, null, null, Levels.Possibly)]
    public void Three_deaths_by_each_estimate(int? low, int? best, int? high, Levels expected) =>
        Assert.Equal(expected, Of(new DeathsAtLeast(3), Incident("1") with { DeathsLow = low, DeathsBest = best, DeathsHigh = high }));

    // A named estimate stands for all certainties; where the source has none of it, the best, and where it has none at all it may have been so.
    [Theory]
    [InlineData(Estimate.Lowest, 3, 9, 9, Levels.All)]
    [InlineData(Estimate.Lowest, 2, 9, 9, Levels.None)]
    [InlineData(Estimate.Lowest, null, 3, 0, Levels.All)]
    [InlineData(Estimate.Best, 9, 2, 9, Levels.None)]
    [InlineData(Estimate.Best, 0, 3, 0, Levels.All)]
    [InlineData(Estimate.Best, 9, null, 9, Levels.Possibly)]
    [InlineData(Estimate.Highest, 0, 0, 3, Levels.All)]
    [InlineData(Estimate.Highest, 9, 9, 2, Levels.None)]
    [InlineData(Estimate.Highest, 0, 3, null, Levels.All)]
    [InlineData(Estimate.Highest, 9, null, null, Levels.Possibly)]
    public void Three_deaths_by_a_named_estimate(Estimate by, int? low, int? best, int? high, Levels expected) =>
        Assert.Equal(expected, Of(new DeathsAtLeast(3, by), Incident("1") with { DeathsLow = low, DeathsBest = best, DeathsHigh = high }));

    [Fact]
    public void Kinds_and_sides_are_taken_by_their_whole_text()
    {
        var incident = Incident("1") with { Kind = "one-sided", SideA = "North", SideB = "South" };
        Assert.Equal(Levels.All, Of(new OfKind(Words("state-based", "one-sided")), incident));
        Assert.Equal(Levels.None, Of(new OfKind(Words("One-sided", "one")), incident));
        Assert.Equal(Levels.All, Of(new WithSide(Words("South")), incident));
        Assert.Equal(Levels.All, Of(new WithSide(Words("East", "North")), incident));
        Assert.Equal(Levels.None, Of(new WithSide(Words("East")), incident));
        Assert.Equal(Levels.All, Of(new AgainstSide(Words("South")), incident));
        Assert.Equal(Levels.None, Of(new AgainstSide(Words("North")), incident));
    }

    // An act that is attributed to nobody may have been either side's, and anybody's where no side is named; never a third's.
    [Theory]
    [InlineData("North", "North", "South", Levels.All)]
    [InlineData("South", "North", "South", Levels.None)]
    [InlineData(null, "North", "South", Levels.Possibly)]
    [InlineData(null, "South", "North", Levels.Possibly)]
    [InlineData(null, "South", "East", Levels.None)]
    [InlineData(null, "", "", Levels.Possibly)]
    [InlineData(null, "South", "", Levels.None)]
    [InlineData(null, "", "South", Levels.None)]
    public void Attributed_to_the_north(string? to, string sideA, string sideB, Levels expected) =>
        Assert.Equal(expected, Of(new AttributedTo(Words("North")), Incident("1") with { AttributedTo = to, SideA = sideA, SideB = sideB }));

    [Fact]
    public void Attributed_at_all()
    {
        Assert.Equal(Levels.All, Of(new AttributedTo(Words()), Incident("1") with { AttributedTo = "North" }));
        Assert.Equal(Levels.Possibly, Of(new AttributedTo(Words()), Incident("1")));
    }

    [Theory]
    [InlineData("3", Levels.All, Levels.All)]
    [InlineData("4", Levels.All, Levels.None)]
    [InlineData("2.9", Levels.None, Levels.All)]
    [InlineData("", Levels.Possibly, Levels.Possibly)]
    [InlineData("1,000", Levels.Possibly, Levels.Possibly)]
    [InlineData("7%", Levels.Possibly, Levels.Possibly)]
    [InlineData("NaN", Levels.Possibly, Levels.Possibly)]
    public void A_columns_number_is_at_least_or_at_most_3(string text, Levels atLeast, Levels atMost)
    {
        Assert.Equal(atLeast, Of(new FieldNumber("arms", true, 3), Incident("1", arms: text)));
        Assert.Equal(atMost, Of(new FieldNumber("arms", false, 3), Incident("1", arms: text)));
        Assert.Equal(Levels.Possibly, Of(new FieldNumber("no such column", true, 3), Incident("1", arms: text)));
    }

    [Fact]
    public void A_columns_text_is_one_of_those_named()
    {
        Assert.Equal(Levels.All, Of(new FieldIs("arms", Words("mortar", "drone")), Incident("1", arms: "drone")));
        Assert.Equal(Levels.None, Of(new FieldIs("arms", Words("mortar", "drone")), Incident("1", arms: "drones")));
        Assert.Equal(Levels.None, Of(new FieldIs("no such column", Words("drone")), Incident("1", arms: "drone")));
    }

    // Every criterion has to hold; what holds less surely decides.
    [Fact]
    public void All_criteria_together_are_as_sure_as_the_least_sure()
    {
        var vague = Incident("1") with { DeathsLow = 0, Kind = "one-sided" };
        Assert.Equal(Levels.All, Of([], vague));
        Assert.Equal(ButNotCertainly, Of([new OfKind(Words("one-sided")), new DeathsAtLeast(1)], vague));
        Assert.Equal(Levels.None, Of([new DeathsAtLeast(1), new OfKind(Words("other"))], vague));
        // Counting equal rows once says nothing of an incident alone.
        Assert.Equal(ButNotCertainly, Of([new DistinctRows(), new DeathsAtLeast(1)], vague));
        Assert.True(
            new ClassFilter(
                new IncidentClass("any", null, new Criterion[] { new DeathsAtLeast(1), new DistinctRows() }.ToSequence()),
                new Dictionary<string, Region>()
            ).CountsRowsOnce
        );
        Assert.False(
            new ClassFilter(
                new IncidentClass("any", null, new Criterion[] { new DeathsAtLeast(1) }.ToSequence()),
                new Dictionary<string, Region>()
            ).CountsRowsOnce
        );
    }
}
