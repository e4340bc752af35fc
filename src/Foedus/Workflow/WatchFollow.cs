using System.Security.Cryptography;
using System.Text;
using Foedus.Interop.Incidents;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>How a growing file is followed.</summary>
public sealed record FollowOptions
{
    /// <summary>First day judged.</summary>
    public required DateOnly From { get; init; }

    public DateOnly? InForceFrom { get; init; }

    /// <summary>Days after which a day is settled and later reports no longer change it.</summary>
    public int LateBy { get; init; } = 365;

    /// <summary>File in which is noted what has been counted; null for none.</summary>
    public string? Journal { get; init; }

    /// <summary>Whether the stream begins where it began when the journal was begun, as a file does; else that is told by its first report.</summary>
    public bool IsWhole { get; init; }

    public bool Strict { get; init; }

    /// <summary>Told every obligation that stands otherwise; null for nobody.</summary>
    public Action<FollowedObligation>? Owed { get; init; }

    /// <summary>Told the first thing of every kind that is wrong with the stream as it is found; its count goes on. Null for nobody.</summary>
    public Action<IncidentProblems.Entry>? Problem { get; init; }

    /// <summary>Told at the beginning which obligations are not judged, and why; null for nobody.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Days after this one are not judged yet, whatever a report says.</summary>
    public required DateOnly LastDay { get; init; }
}

/// <summary>Something a followed stream changed.</summary>
/// <param name="Change">The verdict.</param>
/// <param name="Incident">The report that did it; null where the passing of days did.</param>
/// <param name="IsRevision">Whether the report replaced an earlier one.</param>
public sealed record FollowedChange(VerdictChange Change, string? Incident, bool IsRevision)
{
    /// <summary>What the trigger, or what becomes of a state, is called.</summary>
    public string Title { get; init; } = Change.Trigger;
}

/// <summary>An obligation that stands otherwise than before.</summary>
/// <param name="Name">Which.</param>
/// <param name="Day">The last day judged.</param>
/// <param name="Before">How it stood, in words.</param>
/// <param name="After">How it stands.</param>
/// <param name="Incident">The report that did it; null where the passing of days did.</param>
/// <param name="IsRevision">Whether the report replaced an earlier one.</param>
public sealed record FollowedObligation(string Name, DateOnly Day, string Before, string After, string? Incident, bool IsRevision)
{
    /// <summary>What cannot be judged from reports, and how it was taken, where that was not said before.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Its words.</summary>
    public string Title { get; init; } = Name;
}

/// <summary>A stream that came to its end.</summary>
/// <param name="Taken">How many incidents became what.</param>
/// <param name="Problems">What was wrong with it.</param>
/// <param name="Verdicts">What every trigger came to.</param>
public sealed record FollowedStream(IReadOnlyDictionary<Taken, long> Taken, IncidentProblems Problems, IReadOnlyList<TriggerVerdict> Verdicts);

/// <summary>Judges incidents as they arrive and tells every change of a verdict.</summary>
public static class WatchFollow
{
    /// <param name="input">The deal.</param>
    /// <param name="stream">Where incidents come from; it ends when there will be no more.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="options">How.</param>
    /// <param name="resumed">Told once, after a journal was read: how many lines it had, and what every trigger says.</param>
    /// <param name="tell">Told every change of a trigger.</param>
    /// <param name="cancel">Ends it; the journal holds all that was told.</param>
    /// <returns>How it ended, where the stream did.</returns>
    public static FollowedStream Run(
        WatchInput input,
        Stream stream,
        string name,
        FollowOptions options,
        Action<int, WatchMonitor> resumed,
        Action<FollowedChange> tell,
        CancellationToken cancel = default
    )
    {
        Watch.Check(options.From, options.LastDay);
        var plan = new WatchPlan(input.Deal, input.Regions, options.InForceFrom);
        var notes = new List<string>();
        var watched = input.Watched(plan.InForceFrom ?? options.From, notes);
        foreach (var note in notes)
            options.Note?.Invoke(note);
        var monitor = new WatchMonitor(plan, options.From, options.LateBy)
        {
            KeptForGood = [.. watched.Select(owed => plan.ClassNumber(owed.Declared.Reported!.Text)).Distinct()],
        };
        var belongsTo = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{input.Source.Text}\n{monitor.From}\n{options.LateBy}")));
        using var journal = options.Journal is null ? null : WatchJournal.Open(options.Journal, belongsTo, monitor, plan.Filters.Count, options.IsWhole);
        if (journal is { Lines: > 0 })
            resumed(journal.Lines, monitor);
        var owed = new FollowedObligations(watched, new ObligationMonitor(input.Deal, plan, monitor, watched), monitor);
        var taken = new SortedDictionary<Taken, long>();
        var changes = new List<VerdictChange>();
        using var file = IncidentFile.FromStream(
            stream,
            name,
            new IncidentReading
            {
                Strict = options.Strict,
                Around = input.Around,
                LastDay = options.LastDay,
                Found = options.Problem,
            }
        );
        foreach (var incident in file.Read(cancel))
        {
            if (journal is not null && journal.Earlier.Covers(incident.Id, monitor.Select(incident)))
            {
                taken[Taken.Repeated] = taken.GetValueOrDefault(Taken.Repeated) + 1;
                continue;
            }
            if (incident.FirstDay > monitor.Today && incident.FirstDay <= options.LastDay && incident.FirstDay >= monitor.From)
            {
                journal?.Judge(incident.FirstDay);
                foreach (var change in monitor.Advance(incident.FirstDay, cancel))
                    tell(new FollowedChange(change, null, false) { Title = monitor.TitleOf(change.Trigger) });
                Owed(null, false);
            }
            changes.Clear();
            var what = monitor.Take(incident, changes);
            taken[what] = taken.GetValueOrDefault(what) + 1;
            if (what is Taken.Counted or Taken.Revised)
            {
                if (monitor.Find(incident.Id) is { } kept)
                    journal?.Count(kept);
                else
                    journal?.TakeBack(incident.Id);
            }
            foreach (var change in changes)
                tell(new FollowedChange(change, incident.Id, what == Taken.Revised) { Title = monitor.TitleOf(change.Trigger) });
            if (what is Taken.Counted or Taken.Revised)
                Owed(incident.Id, what == Taken.Revised);
        }
        return new FollowedStream(taken, file.Problems, monitor.Verdicts());

        void Owed(string? id, bool isRevision)
        {
            foreach (var (name, title, before, after, notes) in owed.Changes(isReport: id is not null))
                options.Owed?.Invoke(new FollowedObligation(name, monitor.Today, before, after, id, isRevision) { Title = title, Notes = notes });
        }
    }
}
