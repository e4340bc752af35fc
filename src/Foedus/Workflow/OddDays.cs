using System.Globalization;
using Foedus.Monitoring;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>Days of reports that a slip of the pen explains best: after today, or years away from those of all others.</summary>
/// <param name="today">The day it is.</param>
internal sealed class OddDays(DateOnly today)
{
    // Whole years without a report between one and all others.
    private const int YearsApart = 2;

    private readonly SortedDictionary<int, (long Count, Incident One)> years = [];
    private (long Count, Incident? Last) later;

    public void See(Incident incident)
    {
        years[incident.FirstDay.Year] = years.TryGetValue(incident.FirstDay.Year, out var known) ? (known.Count + 1, known.One) : (1, incident);
        if (incident.LastDay > today)
            later = (later.Count + 1, later.Last is { } last && last.LastDay >= incident.LastDay ? last : incident);
    }

    /// <summary>What is said of them.</summary>
    /// <param name="to">The last day judged.</param>
    public IEnumerable<string> Notes(DateOnly to)
    {
        if (later.Last is { } last)
            yield return $"{Words.Counted(later.Count, "report")} {Words.Does(later.Count, "is", "are")} dated after today, {Day(today)}: report {last.Id} {Day(last.LastDay)}.{(to > today ? $" Days are judged to {Day(to)} all the same; say --to if that is not meant." : "")}";
        var all = years.ToList();
        if (all.Sum(year => year.Value.Count) < 3)
            yield break;
        if (all[0].Value.Count == 1 && all.Count > 1 && all[1].Key - all[0].Key > YearsApart)
            yield return Alone(all[0].Value.One, all[1].Key - all[0].Key, "before");
        if (all[^1].Value.Count == 1 && all.Count > 1 && all[^1].Key - all[^2].Key > YearsApart)
            yield return Alone(all[^1].Value.One, all[^1].Key - all[^2].Key, "after");
    }

    private static string Alone(Incident one, int apart, string side) =>
        $"Report {one.Id} is dated {Day(one.FirstDay)}, in a year {Words.Counted(apart, "year")} {side} that of any other: is it the right one?";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
