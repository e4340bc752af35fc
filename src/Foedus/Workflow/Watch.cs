using System.Security.Cryptography;
using System.Text;
using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Units;

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
    public static WatchResult Run(
        WatchInput input,
        IReadOnlyList<string> files,
        WatchOptions options,
        IProgress<long>? progress = null,
        CancellationToken cancel = default
    )
    {
        var plan = new WatchPlan(input.Deal, input.Regions, options.InForceFrom);
        // Where judging begins must be known before the first incident is counted; where it ends need not be.
        var from = options.From ?? plan.InForceFrom ?? FirstDay(files, cancel);
        if (options.To is { } last)
            Check(from, last);
        var monitor = new WatchMonitor(plan, from);
        DateOnly? lastSeen = null;
        var before = 0L;
        var weekly = options.WeeklyBy.Count == 0 ? null : plan.Filters.Select(_ => new WeeklyCounts(options.WeeklyBy)).ToArray();
        var taken = new SortedDictionary<Taken, long>();
        var read = new List<WatchedFile>();
        var count = 0L;
        var unread = new UnreadNumbers(plan.Filters);
        var odd = new OddDays(options.Today);
        foreach (var path in files)
        {
            using var file = IncidentFile.Open(
                path,
                new IncidentReading
                {
                    Strict = options.Strict,
                    Around = input.Around,
                    LastDay = options.To < options.Today ? options.To : options.Today,
                }
            );
            WeeklyCounts.RefuseMissing(options.WeeklyBy, file.Columns, path);
            foreach (var incident in file.Read(cancel))
            {
                lastSeen = lastSeen > incident.LastDay ? lastSeen : incident.LastDay;
                unread.See(incident);
                odd.See(incident);
                var what = monitor.Take(incident);
                taken[what] = taken.GetValueOrDefault(what) + 1;
                if (what == Taken.Counted && incident.FirstDay < monitor.From)
                    before++;
                if (weekly is not null && what == Taken.Counted && incident.FirstDay >= monitor.From && !(incident.FirstDay > options.To))
                    for (var c = 0; c < weekly.Length; c++)
                        if (monitor.Counts(incident.Id, c) && plan.Filters[c].Of(incident).Has(Certainty.Probably))
                            weekly[c].Add(incident);
                if (++count % 1000 == 0)
                    progress?.Report(count);
            }
            read.Add(new WatchedFile(Path.GetFileName(path), file.Sha256!, file.Schema.Name, file.Count, file.Problems));
        }
        var to = options.To ?? lastSeen ?? throw Empty(files);
        Check(from, to);
        monitor.Advance(to, cancel);
        var notes = Notes(options, plan, monitor.From, before).Concat(unread.Notes).Concat(odd.Notes(to)).ToList();
        var watched = input.Watched(plan.InForceFrom ?? from, notes);
        return new WatchResult
        {
            Title = input.Deal.Title,
            From = monitor.From,
            To = to,
            InForceFrom = plan.InForceFrom,
            Notes = notes,
            DealSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input.Source.Text))),
            Files = read,
            Triggers = monitor.Verdicts(),
            States = monitor.States(),
            Obligations = new ObligationMonitor(input.Deal, plan, monitor, watched).Judge(),
            Classes = [.. plan.Filters.Select((filter, c) => Summary(filter, c, monitor, to, weekly?[c]))],
            Taken = taken,
            Incidents = [.. monitor.Kept],
        };
    }

    private static ClassSummary Summary(ClassFilter filter, int c, WatchMonitor monitor, DateOnly to, WeeklyCounts? weekly)
    {
        long Count(Certainty certainty) => monitor.Kept.LongCount(incident => incident.Of[c].Has(certainty) && monitor.Counts(incident.Id, c));
        return new ClassSummary(
            filter.Class.Name,
            filter.Class.Title ?? filter.Class.Name,
            Count(Certainty.Certainly),
            Count(Certainty.Probably),
            Count(Certainty.Possibly),
            Quiet.Longest(monitor.Kept, c, monitor.From, to, isWholeSpan: false),
            Quiet.Longest(monitor.Kept, c, monitor.From, to, isWholeSpan: true),
            weekly
        );
    }

    private static DateOnly FirstDay(IReadOnlyList<string> files, CancellationToken cancel)
    {
        DateOnly? first = null;
        foreach (var path in files)
        {
            using var file = IncidentFile.Open(path);
            foreach (var incident in file.Read(cancel))
                first = first < incident.FirstDay ? first : incident.FirstDay;
        }
        return first ?? throw Empty(files);
    }

    private static InputException Empty(IReadOnlyList<string> files) =>
        new("No incident could be read, so there is no day to judge. 'foedus incidents FILE' says what is wrong with a file.", files[0]);

    /// <summary>More days are not judged at once.</summary>
    internal const int MostDays = 366 * 300;

    internal static void Check(DateOnly from, DateOnly to)
    {
        if (to.DayNumber - from.DayNumber > MostDays)
            throw new RefusedException(
                $"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} is more than 300 years. A date in the data may be wrong: say --from and --to."
            );
        if (from > to)
            throw new InputException($"The first day to judge, {from:yyyy-MM-dd}, is after the last, {to:yyyy-MM-dd}.");
    }

    // Windows reach back: what was fought before the ceasefire would break it on its first day.
    private static IReadOnlyList<string> Notes(WatchOptions options, WatchPlan plan, DateOnly from, long before) =>
        options.From is null || plan.InForceFrom is not null || before == 0
            ? []
            :
            [
                $"{Words.Counted(before, "counted incident")} began before {from:yyyy-MM-dd} and stand in the windows of the first days, since no day is given from which the deal is in force. If it came into force then, say --in-force {from:yyyy-MM-dd}, or write it in the deal: in force from {from:yyyy-MM-dd}.",
            ];
}
