using Foedus.Model;
using Foedus.Monitoring;
using static Foedus.Tests.Monitoring.Made;

namespace Foedus.Tests.Monitoring;

/// <summary>Small counts beside the triggers: quiet days, weeks, editions, degrees of certainty.</summary>
public class CountingTests
{
    private static Selected Kept(int first, int last, Levels of = Levels.All) => new("1", 0, Number(first), Number(last), 0, 0, 0, 0, 0, [of], 0);

    private static (int, int)? Quiet(bool isWholeSpan, params Selected[] incidents) =>
        Foedus.Monitoring.Quiet.Longest(incidents, 0, From, From.AddDays(9), isWholeSpan) is { } longest
            ? (longest.First.DayNumber - From.DayNumber, longest.Last.DayNumber - From.DayNumber)
            : null;

    [Fact]
    public void The_longest_quiet_is_the_earliest_of_the_longest_runs()
    {
        Assert.Equal((0, 9), Quiet(false));
        Assert.Equal((5, 9), Quiet(false, Kept(4, 4)));
        Assert.Equal((0, 6), Quiet(false, Kept(7, 7)));
        // Three days between each.
        Assert.Equal((0, 2), Quiet(false, Kept(3, 3), Kept(7, 7)));
        // Days before and after what is looked at make nothing busy.
        Assert.Equal((0, 9), Quiet(false, Kept(-1, -1), Kept(10, 10)));
        Assert.Equal((1, 8), Quiet(false, Kept(0, 0), Kept(9, 9)));
        // The span of days counts where it is asked, cut to what is looked at.
        Assert.Equal((3, 9), Quiet(false, Kept(2, 6)));
        Assert.Equal((7, 9), Quiet(true, Kept(2, 6)));
        Assert.Equal((4, 6), Quiet(true, Kept(-5, 3), Kept(7, 30)));
        Assert.Null(Quiet(true, Kept(0, 9)));
        // What is only possibly of the class leaves a day quiet.
        Assert.Equal((0, 9), Quiet(false, Kept(4, 4, Levels.Possibly)));
        Assert.Equal((5, 9), Quiet(false, Kept(4, 4, Levels.Probably | Levels.Possibly)));
        Assert.Null(Foedus.Monitoring.Quiet.Longest([], 0, From, From.AddDays(-1), false));
        Assert.Equal(new Episode(From, From), Foedus.Monitoring.Quiet.Longest([], 0, From, From, false));
    }

    // ISO 8601: 2015 begins on a Thursday, in its week 1; 3 January 2016 is still in week 53 of 2015.
    [Fact]
    public void Weeks_count_incidents_and_deaths_by_who_lost_lives()
    {
        var weeks = new WeeklyCounts([WeeklyCounts.LossSide]);
        weeks.Add(Incident("1", 0, deathsA: "2"));
        weeks.Add(Incident("2", 3, deathsA: "1") with { DeathsBest = 4 });
        weeks.Add(Incident("3", 4, deathsB: "1"));
        weeks.Add(Incident("4", 5, deathsA: "1", deathsB: "1"));
        weeks.Add(Incident("5", 6, deathsA: "x", deathsB: "-1") with { DeathsBest = null });
        weeks.Add(Incident("6", 367));
        Assert.Equal(["2015-W01", "2015-W02", "2015-W53"], weeks.Weeks.Keys);
        Assert.Equal((2L, 5L), Assert.Single(weeks.Weeks["2015-W01"], pair => pair.Key == "side_a_only").Value);
        Assert.Equal([("both", (1L, 1L)), ("neither", (1, 0)), ("side_b_only", (1, 1))], weeks.Weeks["2015-W02"].Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Weeks_are_counted_by_several_columns_at_once()
    {
        var weeks = new WeeklyCounts(["arms", WeeklyCounts.Attributed, "none such"]);
        weeks.Add(Incident("1", 0, arms: "drone") with { AttributedTo = "North" });
        weeks.Add(Incident("2", 0, arms: "drone"));
        Assert.Equal(["drone | North | ", "drone | nobody | "], weeks.Weeks["2015-W01"].Keys);
    }

    [Fact]
    public void Editions_differ_in_what_each_row_says()
    {
        var difference = new VintageDifference();
        foreach (
            var old in new[]
            {
                Incident("same"),
                Incident("gone") with
                {
                    DeathsBest = 7,
                },
                Incident("deaths"),
                Incident("day"),
                Incident("last"),
                Incident("north"),
                Incident("east"),
                Incident("side"),
            }
        )
            difference.Old(old with { Latitude = 48, Longitude = 38 });
        difference.Old(Incident("gone") with { DeathsBest = 100 });
        void New(Incident incident) => difference.New(incident with { Latitude = incident.Latitude ?? 48, Longitude = incident.Longitude ?? 38 });
        New(Incident("same"));
        New(Incident("same") with { DeathsBest = 100 });
        New(Incident("deaths") with { DeathsBest = 3 });
        New(Incident("day", 1) with { LastDay = From });
        New(Incident("last") with { LastDay = From.AddDays(1) });
        New(Incident("north") with { Latitude = 49 });
        New(Incident("east") with { Longitude = 39 });
        New(Incident("side") with { SideB = "South" });
        New(Incident("new") with { DeathsBest = null });
        // A row counts once in each edition. Old deaths: seven rows of one and one of seven; new: six of one and one of three.
        Assert.Equal((8, 8, 7, 1), (difference.OldRows, difference.NewRows, difference.Common, difference.Added));
        Assert.Equal((14L, 9L), (difference.OldDeaths, difference.NewDeaths));
        Assert.Equal(
            (1, 1, 1, 2, 1),
            (difference.ChangedDeaths, difference.ChangedFirstDay, difference.ChangedLastDay, difference.ChangedPlace, difference.ChangedSideB)
        );
        Assert.Equal(["gone"], difference.Gone);
    }

    // Certainly not is what is not even possible.
    [Theory]
    [InlineData(Levels.None, Levels.All)]
    [InlineData(Levels.Possibly, Levels.Probably | Levels.Possibly)]
    [InlineData(Levels.Probably | Levels.Possibly, Levels.Possibly)]
    [InlineData(Levels.All, Levels.None)]
    [InlineData(Levels.Probably, Levels.Certainly | Levels.Possibly)]
    [InlineData(Levels.Certainly, Levels.Certainly | Levels.Probably)]
    public void Not_turns_certain_and_possible_round(Levels levels, Levels expected) => Assert.Equal(expected, levels.Negated());

    [Fact]
    public void A_record_is_read_by_its_columns()
    {
        var record = Incident("1") with { Columns = new IncidentColumns(["ID", "a", "b", "B"], ["id"]), Fields = ["1", "x", "y", "z"] };
        // Of two columns of one name the first is read.
        Assert.Equal(("1", "x", "y"), (record.Field("id"), record.Field("A"), record.Field("B")));
        Assert.Null(record.Field("c"));
        Assert.Equal([true, false, false, false], Enumerable.Range(0, 4).Select(record.Columns.IsId));
        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(record.Columns.WithIds(["A"]).IsId));
    }

    // Rows that differ in nothing but their ids are one; where one field ends and the next begins is part of what they say.
    [Theory]
    [InlineData("x", "y", 1)]
    [InlineData("x", "z", 2)]
    [InlineData("z", "y", 2)]
    [InlineData("xy", "", 2)]
    public void Equal_rows_are_those_equal_in_every_column_but_the_ids(string a, string b, int expected)
    {
        var columns = new IncidentColumns(["id", "a", "b"], ["id"]);
        var once = new IncidentClass("any", null, new Criterion[] { new DistinctRows() }.ToSequence());
        var monitor = new WatchMonitor(Plan(once, new Trigger("t", null, new Tally(Counted.Incidents, "any", null, true, 1, 1))), From);
        monitor.Take(Incident("1") with { Columns = columns, Fields = ["1", "x", "y"] });
        monitor.Take(Incident("2") with { Columns = columns, Fields = ["2", a, b] });
        Assert.Equal([expected], monitor.SelectedBy);
    }
}
