using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Judges obligations on reports, as the game moves them: what is owed is done on the day of the report that makes it enough; its time runs at the ends of periods.</summary>
/// <remarks>
/// Conditions on states are read off what the deal ties to triggers, as surely as it asks there, and those on the deal's time off the calendar. What neither says is taken not to be so, and what no tie speaks of to stay as it begins;
/// that a verdict hangs on this is found by following every course that it could have taken instead.
/// </remarks>
internal sealed class ObligationMonitor(Deal deal, WatchPlan plan, WatchMonitor monitor)
{
    /// <summary>How an obligation stands while its time runs.</summary>
    /// <param name="Standing">How.</param>
    /// <param name="Ends">Ends of periods that count since it is owed.</param>
    /// <param name="First">Of the reports in order, the first that counts.</param>
    /// <param name="Since">Since when, where it is breached.</param>
    private readonly record struct Course(Standing Standing, int Ends, int First, DateOnly? Since);

    /// <summary>The verdict on one obligation, as of the last day judged.</summary>
    public ObligationVerdict Judge(WatchedObligation owed)
    {
        var notes = new List<string>();
        var declared = owed.Declared;
        var (taken, known) = (new ReportedCondition(deal, plan, monitor, owed, isTaken: true), new ReportedCondition(deal, plan, monitor, owed, isTaken: false));
        foreach (var (condition, what) in new[] { (declared.By.Condition, "what brings it"), (declared.Suspended, "what suspends it"), (declared.Excused, "what excuses it") })
            if (condition is not null && taken.Holds(condition, 1) is null)
                notes.Add($"Reports do not say whether {ExpressionText.Of(condition)}; {what} is taken not to be so.");
            else if (condition is not null && known.Holds(condition, 1) is null && known.Untied(condition) is { Count: > 0 } untied)
                notes.Add($"No trigger says what {string.Join(" and ", untied)} becomes; it is taken to stay as it begins.");
        if (declared.Dispute is { } dispute)
            notes.Add($"Whether it is done is for {dispute.Party?.Text ?? dispute.Title} to find; this is what was reported.");
        var (certainly, probably, possibly) = (At(Certainty.Certainly), At(Certainty.Probably), At(Certainty.Possibly));
        var ways = new[] { certainly, probably, possibly }.Select(at => at.Standing).ToHashSet();
        return new ObligationVerdict(declared.Name, declared.Title ?? declared.Name, declared.Party.Text, owed.Of, declared.Owed, certainly, probably, possibly, notes)
        {
            Otherwise = [.. new[] { Certainty.Probably, Certainty.Possibly, Certainty.Certainly }.SelectMany(certainty => Courses(owed, certainty, known)).Where(at => !ways.Contains(at.Standing)).DistinctBy(at => at.Standing)],
        };

        ObligationAt At(Certainty certainty) => Courses(owed, certainty, taken)[0];
    }

    // How it may stand, by every course that it can have taken; one course where it is always known whether a condition is so.
    private IReadOnlyList<ObligationAt> Courses(WatchedObligation owed, Certainty certainty, ReportedCondition conditions)
    {
        var declared = owed.Declared;
        var reports = Reports(declared.Reported!, certainty);
        if (declared.IsLasting)
        {
            var lasting = new LastingObligation(owed, reports, monitor.Today, conditions);
            return declared.IsForbidden ? lasting.Kept() : lasting.Rounds();
        }
        var ended = new List<ObligationAt>();
        IReadOnlyList<Course> open = [new(declared.By.Condition is null ? Standing.Pending : Standing.NotOwed, 0, 0, null)];
        var period = 1;
        for (; open.Count > 0 && owed.EndOf(period) <= monitor.Today; period++)
        {
            open = [.. open.SelectMany(course => After(course, owed.EndOf(period))).Distinct()];
            if (owed.EndOf(period) == DateOnly.MaxValue)
                break;
        }
        foreach (var course in open)
            ended.Add(Settled(course, monitor.Today) ?? new ObligationAt(course.Standing, course.Since,
                course.Standing is Standing.Pending or Standing.Overdue ? owed.EndOf(period - 1 + DueOf(course) - course.Ends) : null, Count(course), Evidence(course, monitor.Today)));
        return ended;

        IEnumerable<Course> After(Course course, DateOnly end)
        {
            if (course.Standing == Standing.NotOwed)
            {
                foreach (var isBrought in Ways(declared.By.Condition))
                    yield return isBrought ? course with { Standing = Standing.Pending, First = period == 1 ? 0 : reports.Count(report => report.Day <= owed.EndOf(period - 1)) } : course;
                yield break;
            }
            if (Settled(course, end) is { } settled)
            {
                ended.Add(settled);
                yield break;
            }
            if (course.Standing == Standing.Breached)
            {
                yield return course;
                yield break;
            }
            foreach (var isSuspended in Ways(declared.Suspended))
                if (isSuspended)
                    yield return course;
                else if (course.Ends + 1 < DueOf(course))
                    yield return course with { Ends = course.Ends + 1 };
                else if (course.Standing == Standing.Pending && owed.Cure > 0)
                    yield return course with { Standing = Standing.Overdue, Ends = course.Ends + 1 };
                else
                    foreach (var isExcused in Ways(declared.Excused))
                        if (isExcused)
                            ended.Add(new ObligationAt(Standing.Excused, end, null, Count(course), Evidence(course, monitor.Today)));
                        else
                            yield return course with { Standing = Standing.Breached, Ends = 0, Since = end };
        }

        bool[] Ways(Expression? condition) => conditions.Ways(condition, period);

        int DueOf(Course course) => course.Standing == Standing.Pending ? owed.Due : owed.Due + owed.Cure;

        // What became of it by the report with which it is done, where that came by an end.
        ObligationAt? Settled(Course course, DateOnly end) => course.Standing != Standing.NotOwed && course.First + declared.Times <= reports.Count && reports[course.First + declared.Times - 1].Day is var day && day <= end
            ? new ObligationAt(course.Standing switch { Standing.Pending => Standing.Done, Standing.Overdue => Standing.Cured, _ => Standing.Late }, day, null, declared.Times, Evidence(course, day)) : null;

        int Count(Course course) => reports.Skip(course.First).Count(report => report.Day <= monitor.Today);

        IReadOnlyList<Selected> Evidence(Course course, DateOnly until) => [.. reports.Skip(course.First).Where(report => report.Day <= until).Take(declared.Times).Select(report => report.Report)];
    }

    // Reports of a class with the day from which they count, in order.
    private List<(DateOnly Day, Selected Report)> Reports(Word of, Certainty certainty)
    {
        var number = plan.ClassNumber(of.Text);
        return [.. monitor.Kept.Where(report => report.Of[number].Has(certainty) && monitor.Counts(report.Id, number)).Select(report => (Day: DateOnly.FromDayNumber(certainty == Certainty.Certainly ? report.Last : report.First), report)).OrderBy(pair => pair.Day).ThenBy(pair => pair.report.Line)];
    }
}
