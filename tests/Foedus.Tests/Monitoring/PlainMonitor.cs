using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Tests.Monitoring;

/// <summary>Re-evaluates a condition from its definition, over all incidents and all days, keeping nothing: judges the monitor and is what its speed is measured against.</summary>
/// <param name="incidents">In any order; one row an id.</param>
/// <param name="triggers">Conditions by name.</param>
/// <param name="isOf">How surely an incident is of a class.</param>
/// <param name="from">First day that is judged, as a day number; 'since' and 'once' with no limit look back no further.</param>
internal sealed class PlainMonitor(
    IReadOnlyList<Incident> incidents,
    IReadOnlyDictionary<string, DayCondition> triggers,
    Func<string, Incident, Levels> isOf,
    int from
)
{
    public Levels On(DayCondition condition, int day)
    {
        var levels = Levels.None;
        foreach (var certainty in Enum.GetValues<Certainty>())
            if (Is(condition, day, certainty))
                levels |= LevelsExtensions.At(certainty);
        return levels;
    }

    public bool Is(DayCondition condition, int day, Certainty how) =>
        condition switch
        {
            Tally { IsAtLeast: true } tally => Value(tally, day, how) >= tally.Threshold,
            Tally tally => Value(tally, day, Opposite(how)) <= tally.Threshold,
            TriggerName name => Is(triggers[name.Name], day, how),
            NotDay not => !Is(not.Operand, day, Opposite(how)),
            BothDays both => Is(both.Left, day, how) && Is(both.Right, day, how),
            EitherDay either => Is(either.Left, day, how) || Is(either.Right, day, how),
            Once once => Days(once.Days is { } days ? day - days + 1 : from, day).Any(past => Is(once.Operand, past, how)),
            Lasting lasting => Days(day - lasting.Days + 1, day).All(past => Is(lasting.Operand, past, how)),
            DaysAfter after => Is(after.Operand, day - after.Days, how),
            Since since => Days(from, day).Any(start => Is(since.Right, start, how) && Days(start + 1, day).All(past => Is(since.Left, past, how))),
            _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
        };

    /// <summary>What a tally counts on a day.</summary>
    public double Value(Tally tally, int day, Certainty how)
    {
        var (count, deaths) = (0, 0L);
        var days = new HashSet<int>();
        var places = new HashSet<(int, double?, double?)>();
        foreach (var incident in incidents)
        {
            if (!IsInside(incident, day - tally.Days + 1, day, how) || !isOf(tally.Class, incident).HasFlag(LevelsExtensions.At(how)))
                continue;
            count++;
            deaths += Deaths(incident, tally.By, how);
            days.Add(incident.FirstDay.DayNumber);
            places.Add((incident.FirstDay.DayNumber, incident.Latitude, incident.Longitude));
        }
        return tally.Counted switch
        {
            Counted.Incidents => count,
            Counted.Deaths => deaths,
            Counted.Days => days.Count,
            _ => places.Count,
        };
    }

    /// <summary>Whether an incident counts in a window of days.</summary>
    public static bool IsInside(Incident incident, int from, int to, Certainty how)
    {
        var (first, last) = (incident.FirstDay.DayNumber, incident.LastDay.DayNumber);
        return how switch
        {
            Certainty.Certainly => first >= from && last <= to,
            Certainty.Probably => first >= from && first <= to,
            _ => first <= to && last >= from,
        };
    }

    // With no estimate named, each certainty has its own, and a low above the best or a high below it counts as the best.
    private static int Deaths(Incident incident, Estimate? by, Certainty how)
    {
        var best = incident.DeathsBest ?? 0;
        var (low, high) = (incident.DeathsLow ?? best, incident.DeathsHigh ?? best);
        return (by, how) switch
        {
            (Estimate.Lowest, _) => low,
            (Estimate.Best, _) => best,
            (Estimate.Highest, _) => high,
            (null, Certainty.Certainly) => Math.Min(low, best),
            (null, Certainty.Probably) => best,
            _ => Math.Max(high, best),
        };
    }

    public static Certainty Opposite(Certainty how) => (Certainty)(2 - (int)how);

    private static IEnumerable<int> Days(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from + 1));
}
