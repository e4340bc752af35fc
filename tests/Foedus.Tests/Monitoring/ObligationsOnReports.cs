using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Workflow;

namespace Foedus.Tests.Monitoring;

/// <summary>Obligations judged on dated reports: on time, cured, late, excused, breached, still open, as surely as the reports say.</summary>
public class ObligationsOnReports
{
    private const string Withdrawal =
        "obligation w of A: leave 2 times by month 3 { cure 1 month  suspended while s = broken  excused when sky = storm  reported as pullback }";

    // What is reported (id, date, last date, kind) up to a day, and how it then stands.
    [Theory]
    [InlineData("2026-02-28", "certainly still open, due on 2026-03-31 at the earliest", "1,2026-01-10,,pullback")]
    [InlineData("2026-02-28", "certainly done on time on 2026-02-03", "1,2026-01-10,,pullback", "2,2026-02-03,,pullback")]
    [InlineData("2026-04-15", "certainly overdue, due on 2026-04-30 at the earliest", "1,2026-01-10,,pullback")]
    [InlineData("2026-05-15", "certainly cured on 2026-04-02", "1,2026-01-10,,pullback", "2,2026-04-02,,pullback")]
    [InlineData("2026-05-15", "certainly breached on 2026-04-30", "1,2026-01-10,,pullback")]
    [InlineData("2026-06-30", "certainly done late on 2026-06-02", "1,2026-01-10,,pullback", "2,2026-06-02,,pullback")]
    // A period at whose end the deal is broken does not count; a storm excuses who would be in breach.
    [InlineData("2026-05-15", "certainly overdue, due on 2026-05-31 at the earliest", "1,2026-03-20,,attack", "2,2026-04-02,,calm")]
    [InlineData("2026-05-15", "certainly excused on 2026-04-30", "1,2026-04-20,,storm")]
    // Where the span of days reaches over the deadline, it is on time as far as the first day goes.
    [InlineData(
        "2026-05-15",
        "probably done on time on 2026-03-30 (possibly 2026-03-30 to 2026-03-31), possibly cured between 2026-04-01 and 2026-04-02",
        "1,2026-01-10,,pullback",
        "2,2026-03-30,2026-04-02,pullback"
    )]
    public void Stand_as_the_reports_say(string to, string expected, params string[] rows) => Assert.Equal(expected, Judged(Withdrawal, to, rows).InWords);

    // A report of several days: since when is as open as the report leaves it.
    [Fact]
    public void Are_certain_in_how_they_stand_and_not_on_which_day() =>
        Assert.Equal(
            "certainly breached between 2026-02-03 and 2026-02-06, probably on 2026-02-03",
            Judged("obligation w of A: not leave until month 3 { reported as pullback }", "2026-04-15", "1,2026-02-03,2026-02-06,pullback").InWords
        );

    // What is probable follows the reports: how a state begins by default does not make one of two days the likelier, and each offer's day is told.
    [Theory]
    [InlineData("calm", "starts s = broken", "")]
    [InlineData("broken", "", "starts s = calm")]
    public void Are_as_probable_whichever_beginning_is_the_default(string begins, string first, string second)
    {
        var judged = Judged(
            $"clause c {{ obligation w of A: leave within 1 month of t = broken {{ reported as pullback }} }}\nstate t {{ calm, broken }} = {begins}\nt becomes broken when certainly at least 1 attack within 1 days\noffer o: c{(first.Length > 0 ? ", " + first.Replace("s =", "t =", StringComparison.Ordinal) : "")}\noffer p: c{(second.Length > 0 ? ", " + second.Replace("s =", "t =", StringComparison.Ordinal) : "")}",
            "2026-05-15",
            "1,2026-02-10,,attack"
        );
        Assert.Equal("certainly breached between 2026-02-28 and 2026-03-31", judged.InWords);
        Assert.Null(judged.Probably.Day);
        Assert.Equal(
            [
                "How t begins hangs on which offer was signed (broken or calm), so each is looked at.",
                "Probably, where t begins as broken: breached on 2026-02-28.",
                "Probably, where t begins as calm: breached on 2026-03-31.",
            ],
            judged.Notes
        );
    }

    // A breach that is possible on an earlier day too, since offers begin otherwise, is told with both days.
    [Fact]
    public void Tell_every_day_of_what_is_possible() =>
        Assert.Equal(
            "possibly done on time between 2026-01-30 and 2026-02-02 or breached between 2026-01-31 and 2026-02-28",
            Judged(
                "clause c { obligation w of A: leave each month until month 3 { suspended while s = broken  reported as pullback } }\noffer o: c, starts s = broken\noffer p: c",
                "2026-12-15",
                "1,2026-01-30,2026-02-02,pullback"
            ).InWords
        );

    // A state begins as the offers say that the obligation is in.
    [Theory]
    [InlineData(
        "clause c { obligation w of A: leave by month 2 { suspended while s = broken  reported as pullback } }\noffer o: c, starts s = broken",
        "certainly still open, due on 2026-06-30 at the earliest",
        "s begins as broken"
    )]
    [InlineData(
        "clause c { obligation w of A: leave by month 2 { suspended while s = broken  reported as pullback } }\noffer o: c, starts s = broken\noffer p: c",
        "possibly still open, due on 2026-06-30 at the earliest or breached on 2026-02-28",
        "hangs on which offer was signed (broken or calm)"
    )]
    [InlineData(
        "clause c { obligation w of A: leave by month 2 { suspended while s = broken  reported as pullback } }\noffer o: c\noffer p: starts s = broken",
        "certainly breached on 2026-02-28",
        null
    )]
    public void Begin_as_the_offers_do(string deal, string expected, string? note)
    {
        var judged = Judged(deal, "2026-05-15");
        Assert.Equal(expected, judged.InWords);
        if (note is null)
            Assert.DoesNotContain(judged.Notes, told => told.Contains("begins", StringComparison.Ordinal));
        else
            Assert.Contains(judged.Notes, told => told.Contains(note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-31", "certainly not owed")]
    [InlineData("2026-03-31", "certainly still open, due on 2026-04-30", "1,2026-02-10,,attack")]
    [InlineData("2026-05-15", "certainly breached on 2026-04-30", "1,2026-02-10,,attack")]
    [InlineData("2026-05-15", "certainly done on time on 2026-02-20", "1,2026-02-10,,attack", "2,2026-02-20,,pullback")]
    [InlineData("2026-05-15", "certainly breached on 2026-04-30", "1,2026-01-20,,pullback", "2,2026-02-10,,attack")]
    public void That_something_brings_are_owed_from_then_on(string to, string expected, params string[] rows) =>
        Assert.Equal(expected, Judged("obligation w of A: leave within 2 months of (s = broken) { reported as pullback }", to, rows).InWords);

    // What must not be done; what is done while it is suspended is no breach.
    [Theory]
    [InlineData("2026-02-28", "certainly kept so far, until 2026-03-31 at the earliest")]
    [InlineData("2026-04-15", "certainly kept to the end on 2026-03-31", "1,2026-04-02,,pullback")]
    [InlineData("2026-04-15", "certainly breached on 2026-02-03", "1,2026-02-03,,pullback")]
    [InlineData("2026-04-15", "certainly breached on 2026-03-31", "1,2026-03-31,,pullback")]
    [InlineData("2026-04-15", "certainly excused on 2026-02-03", "1,2026-01-15,,storm", "2,2026-02-03,,pullback")]
    [InlineData(
        "2026-04-15",
        "certainly kept so far, until 2026-04-30 at the earliest",
        "1,2026-02-20,,attack",
        "2,2026-02-25,,pullback",
        "3,2026-03-02,,calm"
    )]
    [InlineData(
        "2026-04-15",
        "probably breached on 2026-03-30 (possibly 2026-03-30 to 2026-03-31), possibly kept to the end on 2026-03-31",
        "1,2026-03-30,2026-04-02,pullback"
    )]
    public void Of_what_must_not_be_done_are_kept_or_breached(string to, string expected, params string[] rows) =>
        Assert.Equal(
            expected,
            Judged(
                "obligation w of A: not leave until month 3 { suspended while s = broken  excused when sky = storm  reported as pullback }",
                to,
                rows
            ).InWords
        );

    [Theory]
    [InlineData("certainly not owed")]
    [InlineData("certainly not owed", "1,2026-01-10,,pullback")]
    [InlineData("certainly kept so far", "1,2026-02-10,,attack")]
    [InlineData("certainly breached on 2026-02-20", "1,2026-02-10,,attack", "2,2026-02-20,,pullback")]
    public void Of_what_must_not_be_done_have_no_end_where_none_is_said(string expected, params string[] rows) =>
        Assert.Equal(
            expected.Replace("kept so far", "kept so far, until 2026-06-30", StringComparison.Ordinal),
            Judged("obligation w of A: not leave within 4 months of (s = broken) { reported as pullback }", "2026-03-15", rows).InWords
        );

    // Each two months once, for four: what is done twice in one round does not count for the next.
    [Theory]
    [InlineData("2026-01-31", "certainly still open, due on 2026-02-28")]
    [InlineData("2026-01-31", "certainly done on time on 2026-01-05", "1,2026-01-05,,pullback")]
    [InlineData("2026-03-15", "certainly still open, due on 2026-04-30", "1,2026-01-05,,pullback", "2,2026-02-05,,pullback")]
    [InlineData("2026-03-15", "certainly overdue, due on 2026-03-31")]
    [InlineData("2026-04-15", "certainly breached on 2026-03-31")]
    [InlineData("2026-04-15", "certainly still open, due on 2026-04-30", "1,2026-03-05,,pullback")]
    [InlineData("2026-04-15", "certainly done on time on 2026-03-10", "1,2026-03-05,,pullback", "2,2026-03-10,,pullback")]
    [InlineData("2026-05-15", "certainly done on time on 2026-04-30", "1,2026-01-05,,pullback", "2,2026-03-10,,pullback")]
    [InlineData("2026-05-15", "certainly cured on 2026-04-30", "1,2026-03-05,,pullback", "2,2026-03-10,,pullback")]
    [InlineData("2026-05-15", "certainly overdue, due on 2026-05-31", "1,2026-01-05,,pullback")]
    [InlineData("2026-06-15", "certainly excused on 2026-05-31", "1,2026-01-05,,pullback", "2,2026-05-20,,storm")]
    public void Of_what_is_owed_each_round_are_judged_by_rounds(string to, string expected, params string[] rows) =>
        Assert.Equal(
            expected,
            Judged("obligation w of A: leave each 2 months until month 4 { cure 1 month  excused when sky = storm  reported as pullback }", to, rows).InWords
        );

    // What it is in itself that suspends is read as it was the day before; what is not known leaves both.
    [Theory]
    [InlineData("not leave until month 3 { suspended while s = broken  reported as attack }", "certainly breached on 2026-02-20", "1,2026-02-20,,attack")]
    [InlineData(
        "not leave until month 3 { suspended while told  reported as pullback }",
        "possibly breached on 2026-02-20 or kept to the end on 2026-03-31 or kept so far, until a day between 2026-04-30 and 2026-06-30, or later",
        "1,2026-02-20,,pullback"
    )]
    [InlineData(
        "leave each month until month 2 { excused when told  reported as pullback }",
        "possibly breached on 2026-01-31 or done on time on 2026-02-28",
        "1,2026-02-20,,pullback"
    )]
    public void Of_what_lasts_are_read_as_they_were_before(string owed, string expected, params string[] rows) =>
        Assert.Equal(expected, Judged($"obligation w of A: {owed}", "2026-04-15", rows).InWords);

    [Fact]
    public void Of_what_is_owed_as_long_as_the_deal_lasts_have_no_last_day()
    {
        Assert.Equal("certainly kept so far", Judged("obligation w of A: not leave { reported as pullback }", "2026-03-15").InWords);
        Assert.Equal(
            "certainly still open, due on 2026-03-31",
            Judged("obligation w of A: leave each month { reported as pullback }", "2026-03-15", "1,2026-01-10,,pullback", "2,2026-02-10,,pullback").InWords
        );
        Assert.Equal(
            "certainly breached on 2026-02-28",
            Judged("obligation w of A: leave each month { reported as pullback }", "2026-03-15", "1,2026-01-10,,pullback").InWords
        );
    }

    [Fact]
    public void Say_what_cannot_be_judged()
    {
        var verdict = Judged(
            "obligation w of A: leave by month 1 { suspended while told  excused when many > 2  dispute \"the Mission\" finds done 90% when done, 5% when not  reported as pullback }",
            "2026-02-28",
            "1,2026-01-10,,pullback"
        );
        Assert.Equal("certainly done on time on 2026-01-10", verdict.InWords);
        Assert.Equal(["1"], verdict.Probably.Evidence.Select(report => report.Id));
        Assert.Equal(
            [
                "No trigger says what told becomes; it is taken to stay as it begins.",
                "Reports do not say whether many is more than 2; what excuses it is taken not to be so.",
                "Whether it is done is for the Mission to find; this is what was reported.",
            ],
            verdict.Notes
        );
        var result = Run(
            "obligation w of A: leave by month 1\nobligation again of A: leave by month 2 { reported as pullback }",
            "2026-02-28",
            "1,2026-01-10,,pullback"
        );
        Assert.Equal("Not judged: w. No report says whether it is done; write in the obligation: reported as INCIDENTS.", Assert.Single(result.Notes));
        Assert.Equal("again", Assert.Single(result.Obligations).Name);
        var answer = WatchAnswer.Of(result).Obligations[0];
        Assert.Equal(("done on time", new DateOnly(2026, 1, 10), "1"), (answer.Surely, answer.Probably.Day, answer.Probably.Evidence[0]));
    }

    // By hand: conditions on the deal's time are known from the calendar, whatever is reported.
    [Theory]
    [InlineData("by month 3 { suspended while in month 2", "certainly done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { suspended while in month 2 or in month 3", "certainly still open, due on 2026-05-31", null)]
    [InlineData("by month 3 { suspended while until 2026-02-28", "certainly done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { suspended while after 3 months", "certainly done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { excused when in month 3", "certainly excused on 2026-03-31", "2026-04-15")]
    [InlineData("by month 3 { excused when in month 2", "certainly done late on 2026-04-15", "2026-04-15")]
    // Broken on 10 January, and so since: for 3 months at the end of March, within a month of it at the ends of January and February.
    [InlineData("by month 3 { excused when s = broken for 3 months", "certainly excused on 2026-03-31", "2026-04-15")]
    [InlineData("by month 3 { excused when s = broken for 4 months", "certainly done late on 2026-04-15", "2026-04-15")]
    [InlineData("by month 2 { suspended while within 1 month of (s = broken)", "certainly done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 1 { suspended while within 1 month of (s = broken)", "certainly done late on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { excused when from 3 months after (s = broken)", "certainly excused on 2026-03-31", "2026-04-15")]
    [InlineData("by month 3 { excused when from 4 months after (s = broken)", "certainly done late on 2026-04-15", "2026-04-15")]
    // What is not known leaves it open, in every way that can be; what it cannot change stays certain.
    [InlineData("by month 3 { suspended while many > 2", "possibly done late on 2026-04-15 or done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { suspended while told", "possibly done late on 2026-04-15 or done on time on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { excused when told", "possibly done late on 2026-04-15 or excused on 2026-03-31", "2026-04-15")]
    [InlineData("by month 3 { excused when told and in month 2", "certainly done late on 2026-04-15", "2026-04-15")]
    [InlineData("by month 3 { suspended while told", "certainly done on time on 2026-03-15", "2026-03-15")]
    [InlineData(
        "within 2 months of told {",
        "possibly not owed or done on time on 2026-04-15 or done late on 2026-04-15 or still open, due on 2026-06-30",
        "2026-04-15"
    )]
    public void Know_the_calendar_and_what_is_not_known(string owed, string expected, string? done) =>
        Assert.Equal(
            expected,
            Judged(
                $"obligation w of A: leave {owed} reported as pullback }}",
                "2026-04-30",
                done is null ? ["1,2026-01-10,,attack"] : ["1,2026-01-10,,attack", $"2,{done},,pullback"]
            ).InWords
        );

    private const string Quiet = "obligation quiet of A: not stay until month 6 { reported as clash }\nincident clash { kind \"clash\" }\n";

    // By hand: the verdict on one, 'quiet', is read by the conditions of another, wherever the two stand in the text.
    [Theory]
    // Two months after the end of the month in which it is breached.
    [InlineData("leave within 2 months of (quiet = breached) { cure 1 month", "2026-03-15", "certainly not owed")]
    [InlineData("leave within 2 months of (quiet = breached) { cure 1 month", "2026-03-15", "certainly still open, due on 2026-04-30", "1,2026-02-10,,clash")]
    [InlineData(
        "leave within 2 months of (quiet = breached) { cure 1 month",
        "2026-03-15",
        "certainly done on time on 2026-02-20",
        "1,2026-02-10,,clash",
        "2,2026-02-20,,pullback"
    )]
    [InlineData("leave within 2 months of (quiet = breached) { cure 1 month", "2026-05-15", "certainly overdue, due on 2026-05-31", "1,2026-02-10,,clash")]
    [InlineData(
        "leave within 2 months of (quiet = breached) { cure 1 month",
        "2026-06-15",
        "certainly cured on 2026-05-10",
        "1,2026-02-10,,clash",
        "2,2026-05-10,,pullback"
    )]
    [InlineData("leave within 2 months of (quiet = breached) { cure 1 month", "2026-06-15", "certainly breached on 2026-05-31", "1,2026-02-10,,clash")]
    // What was done before there was a breach does not make up for it, though it was in the same month.
    [InlineData(
        "leave within 2 months of (quiet = breached) { cure 1 month",
        "2026-06-15",
        "certainly breached on 2026-05-31",
        "1,2026-02-05,,pullback",
        "2,2026-02-10,,clash"
    )]
    [InlineData(
        "leave by month 3 { suspended while quiet = breached",
        "2026-05-15",
        "certainly still open, due on 2026-06-30 at the earliest",
        "1,2026-02-10,,clash"
    )]
    [InlineData("leave by month 3 { suspended while quiet = breached", "2026-05-15", "certainly breached on 2026-03-31")]
    [InlineData("leave by month 3 { excused when not (quiet = pending)", "2026-05-15", "certainly excused on 2026-03-31", "1,2026-02-10,,clash")]
    [InlineData(
        "leave by month 3 { excused when quiet in { breached, excused } for 3 months",
        "2026-05-15",
        "certainly breached on 2026-03-31",
        "1,2026-02-10,,clash"
    )]
    [InlineData(
        "leave by month 3 { excused when quiet in { breached, excused } for 3 months",
        "2026-05-15",
        "certainly excused on 2026-03-31",
        "1,2026-01-10,,clash"
    )]
    [InlineData("leave each month for 4 months { excused when quiet = breached", "2026-03-15", "certainly breached on 2026-01-31", "1,2026-02-10,,clash")]
    [InlineData(
        "leave each month for 4 months { excused when quiet = breached",
        "2026-03-15",
        "certainly still open, due on 2026-03-31",
        "1,2026-01-20,,clash"
    )]
    // What must not be done any more once the other has broken it, and what may be done as long as the other does.
    [InlineData(
        "not leave within 4 months of (quiet = breached) {",
        "2026-03-15",
        "certainly kept so far, until 2026-06-30",
        "1,2026-02-10,,clash",
        "2,2026-02-05,,pullback"
    )]
    [InlineData(
        "not leave within 4 months of (quiet = breached) {",
        "2026-03-15",
        "certainly breached on 2026-02-12",
        "1,2026-02-10,,clash",
        "2,2026-02-12,,pullback"
    )]
    [InlineData(
        "not leave until month 3 { suspended while quiet = breached",
        "2026-02-25",
        "certainly kept so far, until 2026-04-30 at the earliest",
        "1,2026-01-20,,clash",
        "2,2026-01-25,,pullback"
    )]
    [InlineData(
        "not leave until month 3 { suspended while quiet = breached",
        "2026-02-25",
        "certainly breached on 2026-01-10",
        "1,2026-01-10,,pullback",
        "2,2026-01-20,,clash"
    )]
    // Where the days reported reach over the end of a month, it is owed from one month or from the next.
    [InlineData(
        "leave within 2 months of (quiet = breached) {",
        "2026-05-15",
        "probably breached on 2026-04-30, possibly still open, due on 2026-05-31",
        "1,2026-02-26,2026-03-03,clash"
    )]
    public void Are_judged_after_those_that_they_hang_on(string owed, string to, string expected, params string[] rows)
    {
        var obligation = $"obligation w of A: {owed} reported as pullback }}\n";
        Assert.All(new[] { Quiet + obligation, obligation + Quiet }, text =>
            Assert.Equal(expected, Run(text, to, rows).Obligations.Single(verdict => verdict.Name == "w").InWords)
        );
    }

    [Fact]
    public void Are_judged_along_a_chain()
    {
        const string Chain =
            """
                obligation last of A: stay within 1 month of (fourth = late or third = breached) { reported as calm_again }
                obligation third of A: leave within 1 month of (second = breached) { reported as pullback }
                obligation fourth of A: leave by month 1 { excused when third = breached  reported as pullback }
                obligation second of A: stay within 1 month of (quiet = breached) { reported as calm_again }

                """ + Quiet;
        // Breached on 10 January, so second is due at the end of February, third at the end of March, last at the end of April.
        Assert.Equal(
            [
                "last certainly breached on 2026-04-30",
                "third certainly breached on 2026-03-31",
                "fourth certainly breached on 2026-01-31",
                "second certainly breached on 2026-02-28",
                "quiet certainly breached on 2026-01-10",
            ],
            Run(Chain, "2026-05-15", "1,2026-01-10,,clash").Obligations.Select(verdict => $"{verdict.Name} {verdict.InWords}")
        );
    }

    // Whether one is breached is not known: the other stands otherwise in each case, and no third sees both cases at once.
    [Fact]
    public void Of_which_one_is_not_known_are_judged_in_each_case()
    {
        var verdicts = Run(
            """
            obligation quiet of A: not stay until month 6 { suspended while told  reported as clash }
            obligation w of A: leave within 1 month of (quiet = breached) { reported as pullback }
            obligation never of A: leave by month 3 { excused when quiet = breached and w in { not_owed, pending } reported as pullback }
            obligation ever of A: leave by month 3 { excused when quiet = pending or w = breached  reported as pullback }
            incident clash { kind "clash" }
            """,
            "2026-04-15",
            "1,2026-02-10,,clash"
        ).Obligations;
        Assert.Equal(
            [
                "possibly breached on 2026-02-10 or kept so far, until a day between 2026-06-30 and 2026-09-30, or later",
                "possibly breached on 2026-03-31 or not owed",
                "certainly breached on 2026-03-31",
                "certainly excused on 2026-03-31",
            ],
            verdicts.Select(verdict => verdict.InWords)
        );
    }

    // No report has a place, so each may have been there or not, whatever holds of the others.
    [Fact]
    public void Are_not_certain_where_reports_of_two_may_count_one_by_one()
    {
        var verdict = Run(
            """
            zone here within 5 km of 48, 37
            obligation quiet of A: not stay until month 6 { reported as clash }
            obligation w of A: not leave until month 3 { suspended while quiet = breached  reported as exit }
            incident clash { kind "clash"; in here }
            incident exit { kind "exit"; in here }
            """,
            "2026-04-15",
            "1,2026-01-10,,clash",
            "2,2026-02-10,,exit"
        ).Obligations[1];
        Assert.Equal("possibly kept to the end on 2026-03-31 or kept so far, until 2026-06-30 at the earliest or breached on 2026-02-10", verdict.InWords);
    }

    [Fact]
    public void That_hang_on_each_other_are_not_read_into_each_other()
    {
        var verdicts = Run(
            """
            obligation v of A: leave by month 2 { excused when w = breached  reported as pullback }
            obligation w of A: stay by month 2 { excused when v = breached  reported as calm_again }
            """,
            "2026-03-15"
        ).Obligations;
        Assert.All(verdicts, verdict => Assert.Equal("possibly breached on 2026-02-28 or excused on 2026-02-28", verdict.InWords));
        Assert.Equal(
            [
                "Reports do not say whether w is breached; what excuses it is taken not to be so.",
                "It hangs on w, which hangs on it; how one stands is not read into the other.",
            ],
            verdicts[0].Notes
        );
    }

    [Theory]
    // Nobody decides in a report, and of an obligation that names no incidents no report tells.
    [InlineData(
        "obligation quiet of A: stay by month 1 { dispute \"the Mission\" finds done 90% when done, 5% when not  reported as pullback }",
        "possibly breached on 2026-02-28 or excused on 2026-02-28"
    )]
    [InlineData("obligation quiet of A: stay by month 1", "possibly breached on 2026-02-28 or excused on 2026-02-28")]
    // That of a clause is judged as if in force.
    [InlineData("clause c { obligation quiet of A: stay by month 1 { reported as pullback } }", "certainly excused on 2026-02-28")]
    public void Hang_on_what_reports_do_not_tell(string quiet, string expected)
    {
        var verdict = Run(
            $"{quiet}\noffer one{(quiet.StartsWith("clause", StringComparison.Ordinal) ? ": c" : "")}\nobligation w of A: leave by month 2 {{ excused when quiet = breached  reported as pullback }}",
            "2026-03-15"
        )
            .Obligations.Single(verdict => verdict.Name == "w");
        Assert.Equal(expected, verdict.InWords);
        Assert.Equal(expected.StartsWith("possibly", StringComparison.Ordinal) ? 1 : 0, verdict.Notes.Count);
    }

    // A breach releases from another, unless that is done; what a breach alone sets is known with it.
    [Theory]
    [InlineData("w = excused", "leave by month 3 {", "certainly excused on 2026-02-28", "1,2026-02-10,,clash")]
    [InlineData("w = excused", "leave by month 3 {", "certainly done on time on 2026-02-05", "1,2026-02-10,,clash", "2,2026-02-05,,pullback")]
    [InlineData("w = excused", "leave by month 1 {", "certainly excused on 2026-02-28", "1,2026-02-10,,clash")]
    [InlineData("w = excused", "leave by month 1 {", "certainly breached on 2026-01-31")]
    [InlineData("w = excused", "not leave {", "certainly excused on 2026-02-28", "1,2026-02-10,,clash", "2,2026-02-05,,pullback")]
    [InlineData("w = excused", "leave each month {", "certainly excused on 2026-02-28", "1,2026-02-10,,clash", "2,2026-01-05,,pullback")]
    [InlineData("w = excused", "leave within 1 month of (s = broken) {", "certainly excused on 2026-02-28", "1,2026-02-10,,clash")]
    [InlineData("if told { w = excused }", "leave by month 3 {", "possibly breached on 2026-03-31 or excused on 2026-02-28", "1,2026-02-10,,clash")]
    [InlineData("told = yes", "leave within 1 month of told {", "certainly breached on 2026-03-31", "1,2026-02-10,,clash", "2,2026-02-20,,pullback")]
    [InlineData("told = yes", "leave within 1 month of told {", "certainly done on time on 2026-03-10", "1,2026-02-10,,clash", "2,2026-03-10,,pullback")]
    [InlineData("told = yes", "leave within 1 month of told {", "certainly not owed", "2,2026-03-10,,pullback")]
    // What the last of a breach and the reports said counts.
    [InlineData(
        "s = broken",
        "leave by month 3 { suspended while s = broken",
        "certainly still open, due on 2026-04-30 at the earliest",
        "1,2026-02-10,,clash",
        "2,2026-03-02,,calm"
    )]
    public void Are_released_and_brought_by_what_a_breach_brings(string breach, string owed, string expected, params string[] rows)
    {
        var verdict = Run(
            Quiet.Replace("reported", $"breach: {breach} reported", StringComparison.Ordinal) + $"obligation w of A: {owed} reported as pullback }}",
            "2026-04-15",
            rows
        )
            .Obligations.Single(verdict => verdict.Name == "w");
        Assert.Equal(expected, verdict.InWords);
    }

    // A report of several days may have been on any of them, each report by itself.
    [Theory]
    [InlineData(
        "leave each month until month 3 {",
        "2026-04-30",
        "possibly breached on 2026-02-28 or done on time on 2026-03-31",
        "1,2026-01-10,,pullback",
        "2,2026-01-20,2026-04-03,pullback",
        "3,2026-03-20,,pullback"
    )]
    [InlineData(
        "not leave until month 5 { suspended while in month 2 or in month 4",
        "2026-04-30",
        "possibly kept so far, until 2026-07-31 or breached between 2026-03-01 and 2026-03-31",
        "1,2026-02-20,2026-04-03,pullback"
    )]
    [InlineData(
        "not leave within 1 month of (s = broken) {",
        "2026-04-30",
        "possibly kept to the end on 2026-03-31 or breached between 2026-02-28 and 2026-03-31",
        "1,2026-02-20,,attack",
        "2,2026-02-10,2026-04-03,pullback"
    )]
    [InlineData(
        "leave by month 1 { cure 2 months",
        "2026-04-30",
        "possibly done on time between 2026-01-20 and 2026-01-31 or done late between 2026-04-01 and 2026-04-03 or cured between 2026-02-01 and 2026-03-31",
        "1,2026-01-20,2026-04-03,pullback"
    )]
    [InlineData(
        "leave by month 5 {",
        "2026-04-30",
        "certainly done on time between 2026-01-20 and 2026-04-03, probably on 2026-01-20",
        "1,2026-01-20,2026-04-03,pullback"
    )]
    public void Are_tried_on_every_day_that_a_report_names(string owed, string to, string expected, params string[] rows) =>
        Assert.Equal(expected, Judged($"obligation w of A: {owed} reported as pullback }}", to, rows).InWords);

    // More ways than are tried: where first and last days settle it, it is certain even so.
    [Theory]
    [InlineData("not leave until month 5 {", "certainly breached between 2026-01-05 and 2026-01-07, probably on 2026-01-05")]
    [InlineData("not leave until month 5 { suspended while in month 2", "certainly breached between 2026-01-05 and 2026-01-07, probably on 2026-01-05")]
    [InlineData("leave by month 5 {", "certainly done on time between 2026-01-05 and 2026-01-07, probably on 2026-01-05")]
    [InlineData("leave by month 5 { suspended while in month 2", "probably done on time on 2026-01-05 (possibly 2026-01-05 to 2026-01-07)")]
    [InlineData("leave each month until month 1 {", "probably done on time on 2026-01-31")]
    public void Are_not_certain_where_not_every_way_is_tried(string owed, string expected)
    {
        var verdict = Judged(
            $"obligation w of A: {owed} reported as pullback }}",
            "2026-04-30",
            [.. Enumerable.Range(0, 8).Select(id => $"{id},2026-01-{5 + id:00},2026-01-{7 + id:00},pullback")]
        );
        Assert.Equal(expected, verdict.InWords);
        Assert.Equal(expected.StartsWith("certainly", StringComparison.Ordinal) ? 0 : 1, verdict.Notes.Count);
    }

    // Report by report, with little kept: what is told at the end of each day is what judging all at once says.
    [Fact]
    public void Are_followed_as_reports_come_in()
    {
        const string Owed = """
            obligation w of A: leave 2 times by month 3 { cure 1 month  suspended while s = broken  reported as pullback }
            obligation calm of A: not stay within 2 months of (s = broken) { reported as clash }
            obligation dues of A: leave each month until month 4 { reported as pullback }
            incident clash { kind "clash" }
            """;
        string[] rows =
        [
            "1,2026-01-10,,pullback",
            "2,2026-02-03,,attack",
            "3,2026-02-20,,clash",
            "4,2026-02-25,,pullback",
            "5,2026-03-02,,calm",
            "6,2026-06-10,,calm",
        ];
        var told = new List<FollowedObligation>();
        In(Owed, rows, (input, reports) =>
        {
            using var stream = File.OpenRead(reports);
            WatchFollow.Run(
                input,
                stream,
                "made",
                new FollowOptions
                {
                    From = new DateOnly(2026, 1, 1),
                    LastDay = new DateOnly(2026, 12, 31),
                    LateBy = 5,
                    Owed = told.Add,
                },
                (_, _) => { },
                _ => { }
            );
            return true;
        });
        Assert.Equal(
            [
                "w certainly still open, due on 2026-03-31 at the earliest",
                "calm certainly not owed",
                "dues certainly still open, due on 2026-01-31",
                "dues certainly done on time on 2026-01-10",
                "dues certainly still open, due on 2026-02-28",
                "calm certainly breached on 2026-02-20",
                "w certainly done on time on 2026-02-25",
                "dues certainly done on time on 2026-02-25",
                "dues certainly still open, due on 2026-03-31",
                "dues certainly breached on 2026-03-31",
            ],
            told.Select(change => $"{change.Name} {change.After}")
        );
        foreach (var name in new[] { "w", "calm", "dues" })
            Assert.Equal(Run(Owed, "2026-06-10", rows).Obligations.Single(owed => owed.Name == name).InWords, told.Last(change => change.Name == name).After);
        var line = FollowedAnswer.Of(told[3]);
        Assert.Equal(("dues", "dues", "1", "certainly done on time on 2026-01-10"), (line.Trigger, line.Obligation, line.Incident, line.After));
    }

    // How s begins moves the end of the time, and not yet how it stands: worked out by hand, two ends of months suspended by 15 March.
    [Theory]
    [InlineData(
        "leave by month 3 { suspended while s = broken",
        "certainly still open, due between 2026-03-31 and 2026-05-31, or later",
        "2026-03-31",
        "2026-05-31"
    )]
    [InlineData("leave by month 3 { suspended while told", "certainly still open, due between 2026-03-31 and 2026-05-31, or later", "2026-03-31", "2026-05-31")]
    [InlineData(
        "leave by month 1 { cure 3 months  suspended while in month 1 and s = broken",
        "certainly overdue, due between 2026-04-30 and 2026-05-31",
        "2026-04-30",
        "2026-05-31"
    )]
    [InlineData(
        "not leave until month 3 { suspended while s = broken",
        "certainly kept so far, until a day between 2026-03-31 and 2026-05-31, or later",
        "2026-03-31",
        "2026-05-31"
    )]
    [InlineData("leave by month 3 {", "certainly still open, due on 2026-03-31", null, null)]
    public void Tell_every_day_on_which_their_time_may_end(string owed, string expected, string? first, string? last)
    {
        var verdict = Judged($"obligation w of A: {owed} reported as pullback }}\noffer o1: starts s = broken, starts told = yes\noffer o2", "2026-03-15");
        Assert.Equal(expected, verdict.InWords);
        var days = ObligationAnswer.From(verdict).Days.SingleOrDefault();
        Assert.Equal(
            (first, last),
            ($"{days?.FirstDue:yyyy-MM-dd}" is { Length: > 0 } one ? one : null, $"{days?.LastDue:yyyy-MM-dd}" is { Length: > 0 } other ? other : null)
        );
    }

    // By hand, on 10 January, before any month has ended: the calendar is known ahead, what reports will say is not, and what nothing moves is taken to stay.
    [Theory]
    [InlineData("leave by month 3 { suspended while in month 2", "certainly still open, due on 2026-04-30")]
    [InlineData("leave by month 3 { suspended while s = broken", "certainly still open, due on 2026-03-31 at the earliest")]
    [InlineData("leave by month 3 { suspended while s = broken and in month 5", "certainly still open, due on 2026-03-31")]
    [InlineData("leave by month 3 { suspended while in month 2 or in month 4 and s = broken", "certainly still open, due on 2026-04-30 at the earliest")]
    [InlineData("leave by month 3 { suspended while told", "certainly still open, due on 2026-03-31 at the earliest")]
    [InlineData("leave by month 3 { excused when s = broken", "certainly still open, due on 2026-03-31")]
    [InlineData("leave each 2 months for 4 months { suspended while in month 1", "certainly still open, due on 2026-03-31")]
    [InlineData("not leave for 3 months { suspended while until month 2", "certainly kept so far, until 2026-05-31")]
    [InlineData("leave by month 3 { suspended while from month 1", "certainly still open")]
    public void Look_ahead_by_the_calendar_alone(string owed, string expected)
    {
        var verdict = Judged($"obligation w of A: {owed} reported as pullback }}", "2026-01-10");
        Assert.Equal(expected, verdict.InWords);
        Assert.Equal(expected.Contains("earliest", StringComparison.Ordinal), ObligationAnswer.From(verdict).Days.Any(days => days.MayBeDueLater));
    }

    // What was taken for given is said once to who follows, as to who judges all at once; and what is not judged.
    [Fact]
    public void Are_followed_with_what_was_taken_for_given()
    {
        const string Owed =
            "obligation w of A: leave by month 3 { suspended while s = broken  reported as pullback }\nobligation other of A: stay by month 2\noffer o1: starts s = broken\noffer o2";
        string[] rows = ["1,2026-01-10,,gale", "2,2026-02-03,,calm", "3,2026-02-20,,pullback"];
        var (told, notes) = (new List<FollowedObligation>(), new List<string>());
        In(Owed, rows, (input, reports) =>
        {
            using var stream = File.OpenRead(reports);
            WatchFollow.Run(
                input,
                stream,
                "made",
                new FollowOptions
                {
                    From = new DateOnly(2026, 1, 1),
                    LastDay = new DateOnly(2026, 12, 31),
                    Owed = told.Add,
                    Note = notes.Add,
                },
                (_, _) => { },
                _ => { }
            );
            return true;
        });
        var atOnce = Run(Owed, "2026-02-20", rows);
        Assert.Equal(atOnce.Notes, notes);
        Assert.Single(notes);
        Assert.Equal(Assert.Single(atOnce.Obligations).Notes, told[0].Notes);
        Assert.Equal(
            [
                "Probably, where s begins as calm: still open, due on 2026-03-31 at the earliest.",
                "Probably, where s begins as broken: still open, due on 2026-04-30 at the earliest.",
            ],
            told[1].Notes
        );
        Assert.Empty(told[2].Notes);
        Assert.Equal(
            [
                "certainly still open, due on 2026-03-31 at the earliest",
                "certainly still open, due between 2026-03-31 and 2026-04-30, or later",
                "certainly done on time on 2026-02-20",
            ],
            told.Select(change => change.After)
        );
        Assert.Equal(told[0].Notes, FollowedAnswer.Of(told[0]).Notes);
    }

    [Fact]
    public void Of_a_clause_name_it()
    {
        var verdicts = Run(
            "clause strict { obligation w of A: leave by month 1 { reported as pullback } }\nclause loose { obligation w of A: leave by month 2 { reported as pullback } }\noffer one: strict\noffer other: loose",
            "2026-03-15",
            "1,2026-02-10,,pullback"
        ).Obligations;
        Assert.Equal([("strict", Standing.Late), ("loose", Standing.Done)], verdicts.Select(verdict => (verdict.Of!, verdict.Surely!.Value)));
    }

    private static ObligationVerdict Judged(string obligation, string to, params string[] rows) => Assert.Single(Run(obligation, to, rows).Obligations);

    private static WatchResult Run(string obligation, string to, params string[] rows) =>
        In(obligation, rows, (input, reports) =>
            Watch.Run(
                input,
                [reports],
                new WatchOptions { To = DateOnly.ParseExact(to, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
                cancel: TestContext.Current.CancellationToken
            )
        );

    private static T In<T>(string obligation, string[] rows, Func<WatchInput, string, T> ask)
    {
        var folder = Directory.CreateTempSubdirectory("foedus-");
        try
        {
            var (deal, reports) = (Path.Combine(folder.FullName, "owed.foedus"), Path.Combine(folder.FullName, "reports.csv"));
            File.WriteAllText(
                deal,
                $$"""
                deal "Owed"
                period month
                horizon 12
                in force from 2026-01-01
                party A
                discount 0.9
                precision lambda 1
                state s { calm, broken } = calm
                state sky { fair, storm } = fair
                state told yes or no = no
                state many 0..9 = 0
                turn A { stay leave }
                no deal none
                {{obligation}}
                incident pullback { kind "pullback" }
                incident attack { kind "attack" }
                incident calm_again { kind "calm" }
                incident gale { kind "storm" }
                s becomes broken when at least 1 attack within 1 days
                s becomes calm when at least 1 calm_again within 1 days
                sky becomes storm when at least 1 gale within 1 days
                """
            );
            File.WriteAllText(reports, "id,date,last_date,kind\n" + string.Concat(rows.Select(row => row + "\n")));
            return ask(WatchInput.Read(deal), reports);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
