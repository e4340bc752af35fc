using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>How what must be done once, by some time, stands by reports: in every way that it may, where a condition is not known.</summary>
/// <param name="owed">The obligation.</param>
/// <param name="reports">What counts as doing it, in order.</param>
/// <param name="today">The last day judged.</param>
/// <param name="conditions">What its conditions say.</param>
/// <param name="isRead">Whether another asks how it stood.</param>
internal sealed class OnceObligation(
    WatchedObligation owed,
    IReadOnlyList<(DateOnly Day, Selected Report)> reports,
    DateOnly today,
    ReportedCondition conditions,
    bool isRead
)
{
    // Courses that are told apart by how they stood; where there are more, that counts as not known.
    public const int MostPasts = 200;

    private readonly List<(ObligationAt At, Past? Past)> ended = [];
    private int period = 1;

    /// <summary>How an obligation stands while its time runs.</summary>
    /// <param name="Standing">How.</param>
    /// <param name="Ends">Ends of periods that count since it is owed.</param>
    /// <param name="First">Of the reports in order, the first that counts.</param>
    /// <param name="Since">Since when, where it is breached.</param>
    /// <param name="Past">How it stood; null where nobody asks.</param>
    private readonly record struct Course(Standing Standing, int Ends, int First, DateOnly? Since, Past? Past);

    private Obligation Declared => owed.Declared;

    public IReadOnlyList<(ObligationAt At, Past? Past)> Courses()
    {
        var first = Declared.By.Condition is null ? Standing.Pending : Standing.NotOwed;
        IReadOnlyList<Course> open = [new(first, 0, 0, null, isRead ? new Past(first) : null)];
        for (; open.Count > 0 && owed.EndOf(period) <= today; period++)
        {
            open = [.. open.SelectMany(course => After(course, owed.EndOf(period))).Distinct()];
            if (open.Count > MostPasts)
                open = [.. open.Select(course => course with { Past = null }).Distinct()];
            if (owed.EndOf(period) == DateOnly.MaxValue)
                break;
        }
        foreach (var course in open)
            ended.Add(Settled(course, today) ?? (Open(course), course.Past));
        return ended;
    }

    private ObligationAt Open(Course course)
    {
        var (due, mayBeLater) = course.Standing is Standing.Pending or Standing.Overdue
            ? conditions.Ahead(Declared.Suspended, period, DueOf(course) - course.Ends)
            : default;
        return new ObligationAt(course.Standing, course.Since, due, Count(course), Evidence(course, today)) { MayBeDueLater = mayBeLater };
    }

    private IEnumerable<Course> After(Course course, DateOnly end)
    {
        if (course.Standing != Standing.NotOwed && Settled(course, end) is { } settled)
        {
            ended.Add(settled);
            yield break;
        }
        foreach (var before in course.Standing == Standing.NotOwed ? NotYetDone(course, end) : [course])
        foreach (var isReleased in conditions.Released(period))
            if (isReleased)
                ended.Add(
                    (
                        new ObligationAt(Standing.Excused, end, null, Count(before), Evidence(before, end)),
                        before.Past?.Then(end, Standing.Excused, isAtEnd: true)
                    )
                );
            else
                foreach (
                    var next in before.Standing switch
                    {
                        Standing.NotOwed => AfterNotOwed(before, end),
                        Standing.Breached => [before],
                        _ => AfterEnd(before, end),
                    }
                )
                    yield return next;
    }

    // What is done in the period in which it comes counts, before anything moves at its end.
    private IEnumerable<Course> NotYetDone(Course course, DateOnly end)
    {
        foreach (var first in FirstThatCounts(end))
            if (Settled(course with { Standing = Standing.Pending, First = first }, end) is { } settled)
                ended.Add(settled);
            else
                yield return course with
                {
                    First = first,
                };
    }

    private IEnumerable<Course> AfterNotOwed(Course course, DateOnly end)
    {
        foreach (var isBrought in conditions.Ways(Declared.By.Condition, period))
            yield return isBrought
                ? course with
                {
                    Standing = Standing.Pending,
                    Past = course.Past?.Then(end, Standing.Pending, isAtEnd: true),
                }
                : course with
                {
                    First = 0,
                };
    }

    // From the day on which it has come.
    private IEnumerable<int> FirstThatCounts(DateOnly end)
    {
        var next = period == 1 ? 0 : reports.Count(report => report.Day <= owed.EndOf(period - 1));
        for (; next < reports.Count && reports[next].Day <= end; next++)
        {
            var hasCome = conditions.Ways(Declared.By.Condition, period, reports[next].Day);
            if (hasCome.Contains(true))
                yield return next;
            if (!hasCome.Contains(false))
                yield break;
        }
        yield return next;
    }

    private IEnumerable<Course> AfterEnd(Course course, DateOnly end)
    {
        foreach (var isSuspended in conditions.Ways(Declared.Suspended, period))
            if (isSuspended)
                yield return course;
            else if (course.Ends + 1 < DueOf(course))
                yield return course with
                {
                    Ends = course.Ends + 1,
                };
            else if (course.Standing == Standing.Pending && owed.Cure > 0)
                yield return course with
                {
                    Standing = Standing.Overdue,
                    Ends = course.Ends + 1,
                    Past = course.Past?.Then(end, Standing.Overdue, isAtEnd: true),
                };
            else
                foreach (var isExcused in conditions.Ways(Declared.Excused, period))
                    if (isExcused)
                        ended.Add(
                            (
                                new ObligationAt(Standing.Excused, end, null, Count(course), Evidence(course, today)),
                                course.Past?.Then(end, Standing.Excused, isAtEnd: true)
                            )
                        );
                    else
                        yield return course with
                        {
                            Standing = Standing.Breached,
                            Ends = 0,
                            Since = end,
                            Past = course.Past?.Then(end, Standing.Breached, isAtEnd: true),
                        };
    }

    private int DueOf(Course course) => course.Standing == Standing.Pending ? owed.Due : owed.Due + owed.Cure;

    // What became of it by the report with which it is done, where that came by an end.
    private (ObligationAt At, Past? Past)? Settled(Course course, DateOnly end)
    {
        if (
            course.Standing == Standing.NotOwed
            || course.First + Declared.Times > reports.Count
            || reports[course.First + Declared.Times - 1].Day is var day && day > end
        )
            return null;
        var standing = course.Standing switch
        {
            Standing.Pending => Standing.Done,
            Standing.Overdue => Standing.Cured,
            _ => Standing.Late,
        };
        return (new ObligationAt(standing, day, null, Declared.Times, Evidence(course, day)), course.Past?.Then(day, standing, isAtEnd: false));
    }

    private int Count(Course course) => reports.Skip(course.First).Count(report => report.Day <= today);

    private IReadOnlyList<Selected> Evidence(Course course, DateOnly until) =>
        [.. reports.Skip(course.First).Where(report => report.Day <= until).Take(Declared.Times).Select(report => report.Report)];
}
