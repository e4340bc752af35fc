using System.Security.Cryptography;
using System.Text;
using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>From a deal and files of incidents to verdicts.</summary>
public static class Watch
{
    /// <param name="input">The deal.</param>
    /// <param name="files">Files of incidents, in order of precedence: a later report with the same id replaces an earlier one.</param>
    /// <param name="options">Days and counts wanted.</param>
    /// <param name="progress">Told incidents read so far.</param>
    /// <param name="cancel">Stops the work; nothing is returned.</param>
    /// <exception cref="InputException">A file cannot be read, or the days make no sense.</exception>
    public static WatchResult Run(WatchInput input, IReadOnlyList<string> files, WatchOptions options, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var plan = new WatchPlan(input.Deal, input.Regions, options.InForceFrom);
        var (from, to) = Days(files, plan, options, cancel);
        var monitor = new WatchMonitor(plan, from);
        var weekly = options.WeeklyBy.Count == 0 ? null : plan.Filters.Select(_ => new WeeklyCounts(options.WeeklyBy)).ToArray();
        var taken = new SortedDictionary<Taken, long>();
        var read = new List<WatchedFile>();
        var count = 0L;
        foreach (var path in files)
        {
            using var file = IncidentFile.Open(path, new IncidentReading { Strict = options.Strict, Around = input.Around, LastDay = to });
            foreach (var incident in file.Read(cancel))
            {
                var what = monitor.Take(incident);
                taken[what] = taken.GetValueOrDefault(what) + 1;
                if (weekly is not null && what == Taken.Counted && incident.FirstDay >= monitor.From && incident.FirstDay <= to)
                    for (var c = 0; c < weekly.Length; c++)
                        if (monitor.Counts(incident.Id, c) && plan.Filters[c].Of(incident).Has(Certainty.Probably))
                            weekly[c].Add(incident);
                if (++count % 1000 == 0)
                    progress?.Report(count);
            }
            read.Add(new WatchedFile(Path.GetFileName(path), file.Sha256!, file.Schema.Name, file.Count, file.Problems));
        }
        monitor.Advance(to, cancel);
        return new WatchResult
        {
            Title = input.Deal.Title,
            From = monitor.From,
            To = to,
            InForceFrom = plan.InForceFrom,
            DealSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input.Source.Text))),
            Files = read,
            Triggers = monitor.Verdicts(),
            States = monitor.States(),
            Classes = [.. plan.Filters.Select((filter, c) => Summary(filter, c, monitor, to, weekly?[c]))],
            Taken = taken,
            Incidents = [.. monitor.Kept],
        };
    }

    private static ClassSummary Summary(ClassFilter filter, int c, WatchMonitor monitor, DateOnly to, WeeklyCounts? weekly)
    {
        long Count(Certainty certainty) => monitor.Kept.LongCount(incident => incident.Of[c].Has(certainty) && monitor.Counts(incident.Id, c));
        return new ClassSummary(filter.Class.Name, filter.Class.Title ?? filter.Class.Name, Count(Certainty.Certainly), Count(Certainty.Probably), Count(Certainty.Possibly),
            Quiet.Longest(monitor.Kept, c, monitor.From, to, isWholeSpan: false), Quiet.Longest(monitor.Kept, c, monitor.From, to, isWholeSpan: true), weekly);
    }

    // Days that are not given are those of the data.
    private static (DateOnly From, DateOnly To) Days(IReadOnlyList<string> files, WatchPlan plan, WatchOptions options, CancellationToken cancel)
    {
        var (from, to) = (options.From ?? plan.InForceFrom, options.To);
        if (from is null || to is null)
        {
            var (first, last) = (DateOnly.MaxValue, DateOnly.MinValue);
            foreach (var path in files)
            {
                using var file = IncidentFile.Open(path);
                foreach (var incident in file.Read(cancel))
                {
                    first = incident.FirstDay < first ? incident.FirstDay : first;
                    last = incident.LastDay > last ? incident.LastDay : last;
                }
            }
            if (first > last)
                throw new InputException("No incident could be read, so there is no day to judge. 'foedus incidents FILE' says what is wrong with a file.", files[0]);
            (from, to) = (from ?? first, to ?? last);
        }
        if (to.Value.DayNumber - from.Value.DayNumber > 366 * 300)
            throw new RefusedException($"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} is more than 300 years. A date in the data may be wrong: say --from and --to.");
        return from <= to ? (from.Value, to.Value) : throw new InputException($"The first day to judge, {from:yyyy-MM-dd}, is after the last, {to:yyyy-MM-dd}.");
    }
}
