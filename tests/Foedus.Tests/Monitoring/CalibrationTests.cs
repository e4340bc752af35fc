using Foedus.Language;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Workflow;

namespace Foedus.Tests.Monitoring;

/// <summary>False alarms against delay, on made incidents whose scores are counted by hand.</summary>
public class CalibrationTests
{
    private const string Deal = """
        deal "Calibrated"
        incident clash { deaths at least 1 }
        trigger serious: at least 2 clash within 3 days
        """;

    private static Calibration Run(string rows, CalibrationOptions options)
    {
        var path = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, "id,date,deaths_low,deaths_best,deaths_high\n" + rows);
        try
        {
            var source = new SourceText(Deal, "made.foedus");
            return Calibrate.Run(new WatchInput(source, DealParser.Parse(source).Deal, new Dictionary<string, Region>()), [path], options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static KnownPeriod Quiet(string from, string to) => new(DateOnly.Parse(from), DateOnly.Parse(to), false);

    private static KnownPeriod Broken(string from, string to) => new(DateOnly.Parse(from), DateOnly.Parse(to), true);

    // Quiet January: one clash on the 10th, two on the 20th. Broken March: clashes on the 4th, 5th and 6th; broken May: none.
    // The reports begin and end outside all periods, with nobody dead.
    private const string Rows = "before,2019-12-31,0,0,0\nafter,2020-05-31,0,0,0\n" + Clashes;

    private const string Clashes =
        "a,2020-01-10,1,1,1\nb,2020-01-20,1,1,1\nc,2020-01-20,0,1,9\nx,2020-02-29,9,9,9\nd,2020-03-04,1,4,4\ne,2020-03-05,1,1,1\nf,2020-03-06,1,1,1\n";

    private static CalibrationOptions Options =>
        new()
        {
            Trigger = "serious",
            Incidents = [1, 3],
            Deaths = [4],
            Windows = [3],
            BlockDays = 10,
            Periods = [Quiet("2020-01-01", "2020-01-31"), Broken("2020-03-01", "2020-03-30"), Broken("2020-05-01", "2020-05-20")],
        };

    [Fact]
    public void Alarms_days_and_delays_are_as_counted_by_hand()
    {
        var scores = Run(Rows, Options).Scores;
        Assert.Equal(
            ["at least 2 clash within 3 days", "at least 1 clash within 3 days", "at least 3 clash within 3 days", "at least 4 deaths in clash within 3 days"],
            scores.Select(score => score.Condition)
        );
        Assert.Equal([(1, 3, 1), (2, 6, 1), (0, 0, 1), (0, 0, 1)], scores.Select(score => (score.FalseAlarms, score.FalseDays, score.Fired)));
        // The incident of 29 February lies before the broken period and does not count in it.
        Assert.Equal([4, 3, 5, 3], scores.Select(score => score.Delays[0]));
        Assert.All(scores, score => Assert.Null(score.Delays[1]));
        Assert.Equal((4 + 20) / 2.0, scores[0].Delay);
        Assert.Equal(3 / 31.0, scores[0].FalseShare, 12);
        Assert.Equal([true, false, false, false], scores.Select(score => score.IsOwn));
        // Four deaths fire on 4 March and never falsely: nothing is better, and all else is worse in something and better in nothing.
        Assert.Equal([false, false, false, true], scores.Select(score => score.IsEfficient));
    }

    /// <summary>The first report is of 10 January, the last of 6 March: of May nothing is known, of nine days of January and 24 of March nobody reports.</summary>
    [Fact]
    public void Days_outside_the_reports_are_not_taken_for_quiet_unsaid()
    {
        var refused = Assert.Throws<InputException>(() => Run(Clashes, Options));
        Assert.Equal(
            "The reports run from 2020-01-10 to 2020-03-06; nothing is known of 2020-05-01..2020-05-20, which you call broken. Take it out, or add the reports of that time.",
            refused.Message
        );
        var calibration = Run(Clashes, Options with { Periods = [.. Options.Periods.Take(2)] });
        Assert.Contains(
            "Outside lie 9 days of quiet 2020-01-01..2020-01-31 and 24 days of broken 2020-03-01..2020-03-30",
            Assert.Single(calibration.Notes),
            StringComparison.Ordinal
        );
        Assert.Equal([9, 24], CalibrationAnswer.Of(calibration).Periods.Select(period => period.DaysOutside));
        Assert.Empty(Run(Rows, Options).Notes);
        Assert.Contains("no incident", Assert.Throws<InputException>(() => Run("", Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_are_whole_and_hold_the_days_it_was_true()
    {
        var own = Run(Rows, Options).Scores[0];
        // True on 20 to 22 January: in the second and the third block of three. In March in the first of three, in May in none of two.
        Assert.Equal((2, 3), (own.FalseAlarm.True, own.FalseAlarm.All));
        Assert.Equal((1, 5), (own.Detection.True, own.Detection.All));
        Assert.InRange(own.Detection.Share, own.Detection.Low, own.Detection.High);
    }

    [Fact]
    public void A_period_shorter_than_a_block_says_nothing_of_one()
    {
        // March has 30 days, May 20 and January 31.
        var calibration = Run(Rows, Options with { BlockDays = 30 });
        Assert.Equal(
            (1, 1, 1, 1),
            (
                calibration.Scores[0].FalseAlarm.True,
                calibration.Scores[0].FalseAlarm.All,
                calibration.Scores[0].Detection.True,
                calibration.Scores[0].Detection.All
            )
        );
        Assert.Contains("shorter than 30 days: broken 2020-05-01..2020-05-20 (20 days)", Assert.Single(calibration.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain("2020-05-01", Calibrate.Lines(calibration, calibration.Scores[0]), StringComparison.Ordinal);
        Assert.Equal([1, 1, 0], CalibrationAnswer.Of(calibration).Periods.Select(period => period.Blocks));
        // A year is longer than any of them: nothing is offered to paste.
        var none = Run(Rows, Options with { BlockDays = 365 });
        Assert.Equal("", Calibrate.Lines(none, none.Scores[0]));
        Assert.Equal(3, none.TooShort.Count);
        var page = Foedus.Reporting.CalibrationPage.Render(none, "x", "");
        Assert.Contains("2020-05-01..2020-05-20", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<pre", page, StringComparison.Ordinal);
        Assert.Empty(Run(Rows, Options).Notes);
    }

    [Fact]
    public void The_certain_see_less_and_the_lines_parse()
    {
        var calibration = Run(Rows, Options with { Certainty = Certainty.Certainly });
        Assert.Equal(0, calibration.Scores[0].FalseAlarms);
        var lines = Calibrate.Lines(calibration, calibration.Scores[0]);
        var parsed = DealParser.Parse(new SourceText($"deal \"x\"\n{lines}\n", "lines.foedus"));
        Assert.Empty(parsed.Diagnostics);
        Assert.Equal(["detection", "false_alarm"], parsed.Deal.Assumptions.Select(assumption => assumption.Name));
    }

    [Fact]
    public void What_makes_no_sense_is_said_in_words()
    {
        Assert.Contains("serious", Assert.Throws<InputException>(() => Run(Rows, Options with { Trigger = "grave" })).Message);
        Assert.Contains(
            "overlap",
            Assert
                .Throws<InputException>(() => Run(Rows, Options with { Periods = [Quiet("2020-01-01", "2020-01-31"), Broken("2020-01-31", "2020-02-02")] }))
                .Message
        );
        Assert.Contains("ends before", Assert.Throws<InputException>(() => Run(Rows, Options with { Periods = [Quiet("2020-02-01", "2020-01-31")] })).Message);
        Assert.Contains("--quiet", Assert.Throws<InputException>(() => Run(Rows, Options with { Periods = [] })).Message);
        Assert.Throws<RefusedException>(() => Run(Rows, Options with { Incidents = [.. Enumerable.Range(1, 501)] }));
    }
}
