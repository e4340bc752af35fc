using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Longest run of days without an incident of a class.</summary>
internal static class Quiet
{
    /// <param name="incidents">What is kept.</param>
    /// <param name="of">Number of the class; incidents that are probably of it count.</param>
    /// <param name="from">First day looked at.</param>
    /// <param name="to">Last day looked at.</param>
    /// <param name="isWholeSpan">Whether an incident makes every day busy that it may have happened on, or only the first.</param>
    /// <returns>The earliest of the longest runs; null where no day was quiet.</returns>
    public static Episode? Longest(IEnumerable<Selected> incidents, int of, DateOnly from, DateOnly to, bool isWholeSpan)
    {
        var (first, last) = (from.DayNumber, to.DayNumber);
        if (last < first)
            return null;
        var busy = new bool[last - first + 1];
        foreach (var incident in incidents)
            if (incident.Of[of].Has(Certainty.Probably))
                for (var day = Math.Max(first, incident.First); day <= Math.Min(last, isWholeSpan ? incident.Last : incident.First); day++)
                    busy[day - first] = true;
        var (best, length, run) = (0, 0, 0);
        for (var day = 0; day < busy.Length; day++)
        {
            run = busy[day] ? 0 : run + 1;
            if (run > length)
                (best, length) = (day - run + 1, run);
        }
        return length == 0 ? null : new Episode(DateOnly.FromDayNumber(first + best), DateOnly.FromDayNumber(first + best + length - 1));
    }
}
