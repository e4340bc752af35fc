using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>How what must not be done, or must be done again and again, stands by reports: in every way that it may, where a condition is not known.</summary>
internal sealed class LastingObligation(WatchedObligation owed, IReadOnlyList<(DateOnly Day, Selected Report)> reports, DateOnly today, ReportedCondition conditions)
{
    private readonly List<ObligationAt> ended = [];
    private int period = 1;

    private Obligation Declared => owed.Declared;

    private bool IsOver => owed.EndOf(period) <= today;

    // The last day looked at of the period.
    private DateOnly End => IsOver ? owed.EndOf(period) : today;

    /// <summary>What is forbidden is breached on the day of the first report of it that counts, by what was so before that day.</summary>
    public IReadOnlyList<ObligationAt> Kept()
    {
        foreach (var course in Followed(new Course(First, 0, 0, 0, false, -1), AfterKept))
            ended.Add(new ObligationAt(course.Standing, null, course.Standing == Standing.Pending && owed.Due > 0 ? owed.EndOf(period - 1 + owed.Due - course.Ends) : null, 0, []));
        return [.. ended.Select(at => at with { IsForbidden = true })];
    }

    /// <summary>Round after round: done once enough reports of it fall into one; the first that is missed and not put right ends it.</summary>
    public IReadOnlyList<ObligationAt> Rounds()
    {
        foreach (var course in Followed(new Course(First, 0, 0, 0, false, -1), AfterRounds))
            ended.Add(new ObligationAt(course.Standing, course.Standing == Standing.Done ? DayOf(course) : null, DueOf(course), course.Count, EvidenceOf(course)));
        return ended;
    }

    private Standing First => Declared.By.Condition is null ? Standing.Pending : Standing.NotOwed;

    private IReadOnlyList<Course> Followed(Course first, Func<Course, IEnumerable<Course>> after)
    {
        IReadOnlyList<Course> open = [first];
        for (; ; period++)
        {
            open = [.. open.SelectMany(after).Distinct()];
            if (open.Count == 0 || !IsOver || End == DateOnly.MaxValue)
                return open;
        }
    }

    private IEnumerable<Course> AfterKept(Course course)
    {
        if (course.Standing == Standing.NotOwed)
        {
            // The period in which it comes to be owed is none of its time, but what is done in it counts.
            foreach (var isBrought in IsOver ? conditions.Ways(Declared.By.Condition, period) : [false])
                foreach (var now in isBrought ? Tested(course with { Standing = Standing.Pending, Used = period == 1 ? 0 : Until(owed.EndOf(period - 1)) }) : [course])
                    yield return now;
            yield break;
        }
        foreach (var kept in Tested(course))
            foreach (var isSuspended in IsOver ? conditions.Ways(Declared.Suspended, period) : [true])
                if (isSuspended)
                    yield return kept;
                else if (owed.Due > 0 && kept.Ends + 1 == owed.Due)
                    ended.Add(new ObligationAt(Standing.Done, End, null, 0, []));
                else
                    yield return kept with { Ends = owed.Due > 0 ? kept.Ends + 1 : 0 };
    }

    // As it stands after the reports of the period, unless one of them is surely a breach.
    private IEnumerable<Course> Tested(Course course)
    {
        for (var next = course.Used; next < reports.Count && reports[next].Day <= End; next++)
        {
            var (day, report) = reports[next];
            var suspended = conditions.Ways(Declared.Suspended, period, day.AddDays(-1));
            if (suspended.Contains(false))
                foreach (var isExcused in conditions.Ways(Declared.Excused, period, day.AddDays(-1)))
                    ended.Add(new ObligationAt(isExcused ? Standing.Excused : Standing.Breached, day, null, 1, [report]));
            if (!suspended.Contains(true))
                yield break;
            course = course with { Used = next + 1 };
        }
        yield return course;
    }

    private IEnumerable<Course> AfterRounds(Course course)
    {
        if (course.Standing == Standing.NotOwed)
        {
            // The first round begins with the next period.
            foreach (var isBrought in IsOver ? conditions.Ways(Declared.By.Condition, period) : [false])
                yield return isBrought ? course with { Standing = Standing.Pending, Used = Until(End) } : course;
            yield break;
        }
        while (course.Standing is Standing.Pending or Standing.Overdue && Until(End) - course.Used >= Declared.Times)
        {
            var wasOverdue = course.Standing == Standing.Overdue;
            course = course with { Standing = wasOverdue ? Standing.Pending : Standing.Done, Last = course.Used, Used = course.Used + Declared.Times, Count = course.Count + Declared.Times, WasCured = course.WasCured || wasOverdue };
            if (wasOverdue && IsLastOver(course))
            {
                ended.Add(new ObligationAt(Standing.Cured, DayOf(course), null, course.Count, EvidenceOf(course)));
                yield break;
            }
        }
        foreach (var isSuspended in IsOver ? conditions.Ways(Declared.Suspended, period) : [true])
            foreach (var now in isSuspended ? [course] : AfterEnd(course with { Ends = course.Ends + 1 }))
                yield return now;
    }

    // One more end of a period counts.
    private IEnumerable<Course> AfterEnd(Course course)
    {
        var isEnd = course.Ends % owed.Round == 0;
        if (course.Standing == Standing.Overdue ? Late(course) == owed.Cure : isEnd && course.Standing == Standing.Pending && owed.Cure == 0)
            foreach (var isExcused in conditions.Ways(Declared.Excused, period))
                if (isExcused && !IsLastOver(course))
                    yield return course with { Standing = Standing.Pending };
                else
                    ended.Add(new ObligationAt(isExcused ? Standing.Excused : Standing.Breached, End, null, course.Count, EvidenceOf(course)));
        else if (course.Standing == Standing.Overdue || !isEnd)
            yield return course;
        else if (course.Standing != Standing.Done)
            yield return course with { Standing = Standing.Overdue };
        else if (IsLastOver(course))
            ended.Add(new ObligationAt(course.WasCured ? Standing.Cured : Standing.Done, End, null, course.Count, EvidenceOf(course)));
        else
            // What was done more often does not count for the next round.
            yield return course with { Standing = Standing.Pending, Used = Until(End) };
    }

    private bool IsLastOver(Course course) => owed.Due > 0 && course.Ends >= owed.Due;

    // Ends since the round that is overdue was over.
    private int Late(Course course) => IsLastOver(course) ? course.Ends - owed.Due : course.Ends % owed.Round;

    // Of a round that is done, the end of the next is not yet a day that matters.
    private DateOnly? DueOf(Course course) => course.Standing switch
    {
        Standing.Pending => owed.EndOf(period - 1 + owed.Round - course.Ends % owed.Round),
        Standing.Overdue => owed.EndOf(period - 1 + owed.Cure - Late(course)),
        _ => null,
    };

    private DateOnly DayOf(Course course) => reports[course.Last + Declared.Times - 1].Day;

    private IReadOnlyList<Selected> EvidenceOf(Course course) => course.Last < 0 ? [] : [.. reports.Skip(course.Last).Take(Declared.Times).Select(report => report.Report)];

    private int Until(DateOnly day) => reports.Count(report => report.Day <= day);

    /// <param name="Standing">How it stands.</param>
    /// <param name="Ends">Ends of periods that count since it is owed.</param>
    /// <param name="Used">Reports that are of no more account.</param>
    /// <param name="Count">Of these, those with which something was done.</param>
    /// <param name="WasCured">Whether a round was put right late.</param>
    /// <param name="Last">The first report of the round done last; −1 for none.</param>
    private readonly record struct Course(Standing Standing, int Ends, int Used, int Count, bool WasCured, int Last);
}
