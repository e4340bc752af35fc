using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>On which days an obligation was done by reports: as surely as one asks, and in every way that may be.</summary>
/// <remarks>A report of several days may have been on any of them. What is done at the beginning or the end of the stretch of a period that it names is all that can make a difference within that period.</remarks>
internal sealed class ReportedDays
{
    // Ways in which reports may have been that are tried.
    private const int MostWays = 64;

    private static readonly Certainty[] LikeliestFirst = [Certainty.Probably, Certainty.Possibly, Certainty.Certainly];

    private readonly WatchedObligation owed;
    private readonly int number;
    private readonly IReadOnlyList<Selected> counted;

    /// <param name="owed">The obligation.</param>
    /// <param name="monitor">The reports.</param>
    /// <param name="number">Their class.</param>
    public ReportedDays(WatchedObligation owed, WatchMonitor monitor, int number)
    {
        (this.owed, this.number) = (owed, number);
        counted = [.. monitor.Kept.Where(report => report.Of[number] != Levels.None && monitor.Counts(report.Id, number))];
    }

    /// <summary>Those that are of the class so surely, in order: probably and possibly on their first day, certainly on their last.</summary>
    public IReadOnlyList<(DateOnly Day, Selected Report)> At(Certainty certainty) =>
        Ordered(
            counted
                .Where(report => report.Of[number].Has(certainty))
                .Select(report => (DateOnly.FromDayNumber(certainty == Certainty.Certainly ? report.Last : report.First), report))
        );

    /// <summary>As probably, possibly and certainly reported.</summary>
    public IEnumerable<IReadOnlyList<(DateOnly Day, Selected Report)>> AsSurely => LikeliestFirst.Select(At);

    /// <summary>Every way in which they may have been that can make a difference, the likeliest first; null where there are too many.</summary>
    public IReadOnlyList<IReadOnlyList<(DateOnly Day, Selected Report)>>? Ways()
    {
        List<IReadOnlyList<(DateOnly Day, Selected Report)>> all =
        [
            [],
        ];
        foreach (var report in counted)
        {
            var days = Days(report).Take(MostWays + 1).ToList();
            if ((long)all.Count * days.Count > MostWays)
                return null;
            all = [.. all.SelectMany(way => days.Select(day => (IReadOnlyList<(DateOnly, Selected)>)(day is { } on ? [.. way, (on, report)] : way)))];
        }
        return [.. AsSurely, .. all.Select(Ordered)];
    }

    /// <summary>Of each report the ways in which it may have been, by itself.</summary>
    public IEnumerable<IEnumerable<IReadOnlyList<(DateOnly Day, Selected Report)>>> OneByOne() =>
        counted.Select(report => Days(report).Select(day => (IReadOnlyList<(DateOnly, Selected)>)(day is { } on ? [(on, report)] : [])));

    private static IReadOnlyList<(DateOnly Day, Selected Report)> Ordered(IEnumerable<(DateOnly Day, Selected Report)> reports) =>
        [.. reports.OrderBy(pair => pair.Day).ThenBy(pair => pair.Report.Line)];

    // The days on which it may have been; null for none, where it may not count.
    private IEnumerable<DateOnly?> Days(Selected report)
    {
        if (!report.Of[number].Has(Certainty.Certainly))
            yield return null;
        var (first, last) = (DateOnly.FromDayNumber(report.First), DateOnly.FromDayNumber(report.Last));
        for (var day = first; day <= last; )
        {
            yield return day;
            var end = owed.EndOf(PeriodOf(day));
            if ((end < last ? end : last) is var until && until > day)
                yield return until;
            if (end >= last)
                break;
            day = end.AddDays(1);
        }
    }

    private int PeriodOf(DateOnly day)
    {
        var (low, high) = (1, 1);
        while (owed.EndOf(high) < day)
            (low, high) = (high + 1, 2 * high);
        while (low < high)
            if (owed.EndOf((low + high) / 2) < day)
                low = (low + high) / 2 + 1;
            else
                high = (low + high) / 2;
        return low;
    }
}
