using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>One count or sum in a sliding window, for every day, at one degree of certainty. An incident is added to the days whose window holds it and can be taken back.</summary>
/// <remarks>
/// An incident inside the window on the days [enter, leave] adds its worth on all of them; so one addition at each end of the interval is all there is to do for days to come,
/// and a day's value is the day before's plus what changes. Different days or places are counted once: each has the union of its incidents' intervals.
/// </remarks>
internal sealed class TallyLedger(Tally tally, Certainty certainty, int firstDay)
{
    private readonly DayRow<long> values = new(firstDay);
    private readonly Dictionary<int, long> ahead = [];
    private readonly Dictionary<(int Day, double Latitude, double Longitude), List<(int Last, int Count)>> keys = [];
    private long current;

    public Tally Tally => tally;

    public Certainty Certainty => certainty;

    public long On(int day) => values[day];

    /// <summary>Adds an incident, or takes it back.</summary>
    /// <param name="incident">Of the class at this certainty.</param>
    /// <param name="sign">1 or −1.</param>
    /// <param name="today">Last day judged.</param>
    /// <returns>First judged day on which the threshold is passed or no longer passed; <see cref="int.MaxValue"/> for none.</returns>
    public int Add(Selected incident, int sign, int today)
    {
        switch (tally.Counted)
        {
            case Counted.Incidents:
                return Change(incident.Within(tally.Days, certainty), sign, today);
            case Counted.Deaths:
                return Change(incident.Within(tally.Days, certainty), sign * (long)incident.Deaths(tally.By, certainty), today);
            default:
                var key = tally.Counted == Counted.Days ? (incident.First, 0.0, 0.0) : (incident.First, incident.Latitude, incident.Longitude);
                return AddKey(key, incident, sign, today);
        }
    }

    /// <summary>Judges the next day.</summary>
    public void Advance(int day)
    {
        if (ahead.Remove(day, out var change))
            current += change;
        values.Put(day, current);
    }

    public void LetGo(int before)
    {
        values.LetGo(before);
        if (keys.Count > 0)
            foreach (var key in keys.Where(pair => pair.Value.Max(last => last.Last) + tally.Days < before).Select(pair => pair.Key).ToList())
                keys.Remove(key);
    }

    // All incidents of a key begin on the same day, so their intervals share an end and their union is the longest of them.
    private int AddKey((int Day, double, double) key, Selected incident, int sign, int today)
    {
        if (!keys.TryGetValue(key, out var lasts))
            keys[key] = lasts = [];
        var before = Longest(lasts, key.Day);
        var at = lasts.FindIndex(last => last.Last == incident.Last);
        var count = (at < 0 ? 0 : lasts[at].Count) + sign;
        if (at >= 0)
            lasts.RemoveAt(at);
        if (count > 0)
            lasts.Add((incident.Last, count));
        var after = Longest(lasts, key.Day);
        if (lasts.Count == 0)
            keys.Remove(key);
        return before == after
            ? int.MaxValue
            : Math.Min(before is null ? int.MaxValue : Change(before.Value, -1, today), after is null ? int.MaxValue : Change(after.Value, 1, today));
    }

    private (int, int)? Longest(List<(int Last, int Count)> lasts, int first)
    {
        if (lasts.Count == 0)
            return null;
        return certainty switch
        {
            Certainty.Certainly => (lasts.Min(last => last.Last), first + tally.Days - 1),
            Certainty.Probably => (first, first + tally.Days - 1),
            _ => (first, lasts.Max(last => last.Last) + tally.Days - 1),
        };
    }

    private int Change((int Enter, int Leave) days, long by, int today)
    {
        var enter = Math.Max(days.Enter, values.First);
        if (by == 0 || days.Leave < enter)
            return int.MaxValue;
        if (enter > today)
        {
            Ahead(enter, by);
            Ahead(days.Leave + 1, -by);
            return int.MaxValue;
        }
        var turned = int.MaxValue;
        for (var day = enter; day <= Math.Min(days.Leave, today); day++)
        {
            var before = values[day];
            values[day] = before + by;
            if (turned == int.MaxValue && IsMet(before) != IsMet(before + by))
                turned = day;
        }
        if (days.Leave >= today)
        {
            current += by;
            Ahead(days.Leave + 1, -by);
        }
        return turned;
    }

    private bool IsMet(long value) => tally.IsAtLeast ? value >= tally.Threshold : value <= tally.Threshold;

    private void Ahead(int day, long by)
    {
        var sum = ahead.GetValueOrDefault(day) + by;
        if (sum == 0)
            ahead.Remove(day);
        else
            ahead[day] = sum;
    }
}
