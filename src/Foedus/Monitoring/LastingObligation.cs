using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>How what must not be done, or must be done again and again, stands by reports: in every way that it may, where a condition is not known.</summary>
internal sealed class LastingObligation(
    WatchedObligation owed,
    IReadOnlyList<(DateOnly Day, Selected Report)> reports,
    DateOnly today,
    ReportedCondition conditions,
    bool isRead
)
{
    private readonly List<(ObligationAt At, Past? Past)> ended = [];
    private int period = 1;

    private Obligation Declared => owed.Declared;

    private bool IsOver => owed.EndOf(period) <= today;

    // The last day looked at of the period.
    private DateOnly LastDay => IsOver ? owed.EndOf(period) : today;

    /// <summary>What is forbidden is breached on the day of the first report of it that counts, by what was so before that day.</summary>
    public IReadOnlyList<(ObligationAt At, Past? Past)> Kept()
    {
        foreach (var course in Followed(AfterKept))
            End(course, course.Standing, null, [], left: course.Standing == Standing.Pending && owed.Due > 0 ? owed.Due - course.Ends : null);
        return [.. ended.Select(way => (way.At with { IsForbidden = true }, way.Past))];
    }

    /// <summary>Round after round: done once enough reports of it fall into one; the first that is missed and not put right ends it.</summary>
    public IReadOnlyList<(ObligationAt At, Past? Past)> Rounds()
    {
        foreach (var course in Followed(AfterRounds))
            End(course, course.Standing, course.Standing == Standing.Done ? DayOf(course) : null, EvidenceOf(course), left: Left(course));
        return ended;
    }

    // How a course ends, or stands so far, with so many ends left of its time; from that day on where there is one.
    private void End(
        Course course,
        Standing standing,
        DateOnly? day,
        IReadOnlyList<Selected> evidence,
        bool isAtEnd = false,
        int? left = null,
        int? count = null
    )
    {
        var (due, mayBeLater) = left is { } ends ? conditions.Ahead(Declared.Suspended, period, ends) : default;
        ended.Add(
            (
                new ObligationAt(standing, day, due, count ?? course.Count, evidence) { MayBeDueLater = mayBeLater },
                day is { } since ? course.Past?.Then(since, standing, isAtEnd) : course.Past
            )
        );
    }

    private Standing First => Declared.By.Condition is null ? Standing.Pending : Standing.NotOwed;

    // Who is in breach can still be released, at the end of a period.
    private void Breached(Course course, DateOnly day, IReadOnlyList<Selected> evidence, int first, bool isAtEnd)
    {
        var past = course.Past?.Then(day, Standing.Breached, isAtEnd);
        for (var end = first; conditions.CanBeReleased && owed.EndOf(end) <= today; end++)
        {
            var ways = conditions.Released(end);
            if (ways.Contains(true))
                End(course with { Past = past }, Standing.Excused, owed.EndOf(end), evidence, isAtEnd: true);
            if (!ways.Contains(false))
                return;
        }
        End(course, Standing.Breached, day, evidence, isAtEnd);
    }

    private IEnumerable<Course> Unreleased(Course course)
    {
        foreach (var isReleased in IsOver ? conditions.Released(period) : [false])
            if (isReleased)
                End(course, Standing.Excused, LastDay, EvidenceOf(course), isAtEnd: true);
            else
                yield return course;
    }

    private static Course Now(Course course, Standing standing, DateOnly day, bool isAtEnd = true) =>
        course with
        {
            Standing = standing,
            Past = course.Past?.Then(day, standing, isAtEnd),
        };

    private IReadOnlyList<Course> Followed(Func<Course, IEnumerable<Course>> after)
    {
        IReadOnlyList<Course> open = [new Course(First, 0, 0, 0, false, -1, isRead ? new Past(First) : null)];
        for (; ; period++)
        {
            open = [.. open.SelectMany(after).Distinct()];
            if (open.Count > OnceObligation.MostPasts)
                open = [.. open.Select(course => course with { Past = null }).Distinct()];
            if (open.Count == 0 || !IsOver || LastDay == DateOnly.MaxValue)
                return open;
        }
    }

    private IEnumerable<Course> AfterKept(Course course)
    {
        var isOwed = course.Standing != Standing.NotOwed;
        if (!isOwed)
            // The period in which it comes to be owed is none of its time, but what is done in it after that counts.
            course = course with { Used = period == 1 ? 0 : Until(owed.EndOf(period - 1)) };
        foreach (var kept in Tested(course).SelectMany(Unreleased))
        foreach (var isSoAtEnd in IsOver ? conditions.Ways(isOwed ? Declared.Suspended : Declared.By.Condition, period) : [isOwed])
            if (!isOwed)
                yield return isSoAtEnd ? Now(kept, Standing.Pending, LastDay) : kept;
            else if (isSoAtEnd)
                yield return kept;
            else if (owed.Due > 0 && kept.Ends + 1 == owed.Due)
                End(kept, Standing.Done, LastDay, [], isAtEnd: true, count: 0);
            else
                yield return kept with
                {
                    Ends = owed.Due > 0 ? kept.Ends + 1 : 0,
                };
    }

    // As it stands after the reports of the period, unless one of them is surely a breach.
    private IEnumerable<Course> Tested(Course course)
    {
        for (var next = course.Used; next < reports.Count && reports[next].Day <= LastDay; next++)
        {
            var (day, report) = reports[next];
            var binds = (course.Standing == Standing.NotOwed ? conditions.Ways(Declared.By.Condition, period, day.AddDays(-1)) : [true])
                .SelectMany(hasCome => hasCome ? conditions.Ways(Declared.Suspended, period, day.AddDays(-1)).Select(isSuspended => !isSuspended) : [false])
                .ToHashSet();
            if (binds.Contains(true))
                foreach (var isExcused in conditions.Ways(Declared.Excused, period, day.AddDays(-1)))
                    if (isExcused)
                        End(course, Standing.Excused, day, [report], count: 1);
                    else
                        Breached(course with { Count = 1 }, day, [report], period, isAtEnd: false);
            if (!binds.Contains(false))
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
            foreach (var before in Unreleased(course))
            foreach (var isBrought in IsOver ? conditions.Ways(Declared.By.Condition, period) : [false])
                yield return isBrought ? Now(before, Standing.Pending, LastDay) with { Used = Until(LastDay) } : before;
            yield break;
        }
        while (course.Standing is Standing.Pending or Standing.Overdue && Until(LastDay) - course.Used >= Declared.Times)
        {
            var wasOverdue = course.Standing == Standing.Overdue;
            course = course with
            {
                Last = course.Used,
                Used = course.Used + Declared.Times,
                Count = course.Count + Declared.Times,
                WasCured = course.WasCured || wasOverdue,
            };
            if (wasOverdue && IsLastOver(course))
            {
                End(course, Standing.Cured, DayOf(course), EvidenceOf(course));
                yield break;
            }
            course = Now(course, wasOverdue ? Standing.Pending : Standing.Done, DayOf(course), isAtEnd: false);
        }
        foreach (var owing in Unreleased(course))
        foreach (var isSuspended in IsOver ? conditions.Ways(Declared.Suspended, period) : [true])
        foreach (var now in isSuspended ? [owing] : AfterEnd(owing with { Ends = owing.Ends + 1 }))
            yield return now;
    }

    // One more end of a period counts.
    private IEnumerable<Course> AfterEnd(Course course)
    {
        var isEnd = course.Ends % owed.Round == 0;
        if (course.Standing == Standing.Overdue ? Late(course) == owed.Cure : isEnd && course.Standing == Standing.Pending && owed.Cure == 0)
            foreach (var isExcused in conditions.Ways(Declared.Excused, period))
                if (isExcused && !IsLastOver(course))
                    // Excused is the round, with what was done in it.
                    yield return Now(course, Standing.Pending, LastDay) with
                    {
                        Used = Until(LastDay),
                    };
                else if (isExcused)
                    End(course, Standing.Excused, LastDay, EvidenceOf(course), isAtEnd: true);
                else
                    Breached(course, LastDay, EvidenceOf(course), period + 1, isAtEnd: true);
        else if (course.Standing == Standing.Overdue || !isEnd)
            yield return course;
        else if (course.Standing != Standing.Done)
            yield return Now(course, Standing.Overdue, LastDay);
        else if (IsLastOver(course))
            End(course, course.WasCured ? Standing.Cured : Standing.Done, LastDay, EvidenceOf(course), isAtEnd: true);
        else
            // What was done more often does not count for the next round.
            yield return Now(course, Standing.Pending, LastDay) with
            {
                Used = Until(LastDay),
            };
    }

    private bool IsLastOver(Course course) => owed.Due > 0 && course.Ends >= owed.Due;

    // Ends since the round that is overdue was over.
    private int Late(Course course) => IsLastOver(course) ? course.Ends - owed.Due : course.Ends % owed.Round;

    // Of a round that is done, the end of the next is not yet a day that matters.
    private int? Left(Course course) =>
        course.Standing switch
        {
            Standing.Pending => owed.Round - course.Ends % owed.Round,
            Standing.Overdue => owed.Cure - Late(course),
            _ => null,
        };

    private DateOnly DayOf(Course course) => reports[course.Last + Declared.Times - 1].Day;

    private IReadOnlyList<Selected> EvidenceOf(Course course) =>
        course.Last < 0 ? [] : [.. reports.Skip(course.Last).Take(Declared.Times).Select(report => report.Report)];

    private int Until(DateOnly day) => reports.Count(report => report.Day <= day);

    /// <param name="Standing">How it stands.</param>
    /// <param name="Ends">Ends of periods that count since it is owed.</param>
    /// <param name="Used">Reports that are of no more account.</param>
    /// <param name="Count">Of these, those with which something was done.</param>
    /// <param name="WasCured">Whether a round was put right late.</param>
    /// <param name="Last">The first report of the round done last; −1 for none.</param>
    /// <param name="Past">How it stood; null where nobody asks.</param>
    private readonly record struct Course(Standing Standing, int Ends, int Used, int Count, bool WasCured, int Last, Past? Past);
}
