using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>The same deal on an older and a newer edition of the data: which verdicts changed, and because of which rows.</summary>
/// <param name="Old">On the older files.</param>
/// <param name="New">On the newer.</param>
/// <param name="Rows">What the newer says otherwise, over rows whose first day is judged.</param>
/// <param name="Changes">Verdicts that are not the same.</param>
public sealed record WatchComparison(WatchResult Old, WatchResult New, VintageDifference Rows, IReadOnlyList<ChangedVerdict> Changes)
{
    /// <summary>Judges both on the same days.</summary>
    /// <exception cref="InputException">As <see cref="Watch.Run"/>.</exception>
    public static WatchComparison Make(
        WatchInput input,
        IReadOnlyList<string> oldFiles,
        IReadOnlyList<string> newFiles,
        WatchOptions options,
        IProgress<long>? progress = null,
        CancellationToken cancel = default
    )
    {
        var now = Watch.Run(input, newFiles, options, progress, cancel);
        var before = Watch.Run(input, oldFiles, options with { From = now.From, To = now.To }, progress, cancel);
        var rows = new VintageDifference();
        foreach (var incident in Incidents(oldFiles, now, cancel))
            rows.Old(incident);
        foreach (var incident in Incidents(newFiles, now, cancel))
            rows.New(incident);
        var older = before.Incidents.ToDictionary(incident => incident.Id);
        var newer = now.Incidents.ToDictionary(incident => incident.Id);
        var changes = now
            .Triggers.Zip(before.Triggers)
            .SelectMany(pair => Enum.GetValues<Certainty>().Select(certainty => Compare(pair.Second, pair.First, certainty, older, newer)))
            .OfType<ChangedVerdict>();
        return new WatchComparison(before, now, rows, [.. changes]);
    }

    private static IEnumerable<Incident> Incidents(IReadOnlyList<string> files, WatchResult judged, CancellationToken cancel)
    {
        foreach (var path in files)
        {
            using var file = IncidentFile.Open(path);
            foreach (var incident in file.Read(cancel))
                if (incident.FirstDay >= judged.From && incident.FirstDay <= judged.To)
                    yield return incident;
        }
    }

    private static ChangedVerdict? Compare(
        TriggerVerdict before,
        TriggerVerdict now,
        Certainty certainty,
        Dictionary<string, Selected> older,
        Dictionary<string, Selected> newer
    )
    {
        var (was, isNow) = (before.At(certainty), now.At(certainty));
        if (was.FirstDay == isNow.FirstDay && was.DaysTrue == isNow.DaysTrue && was.Episodes.SequenceEqual(isNow.Episodes))
            return null;
        // What decided the earlier of the two first days, where only one edition has it.
        var newIsFirst = was.FirstDay is null || isNow.FirstDay < was.FirstDay;
        var (evidence, others) =
            was.FirstDay == isNow.FirstDay ? ([], older)
            : newIsFirst ? (isNow.Evidence, older)
            : (was.Evidence, newer);
        var decisive = evidence
            .Select(row => (Row: row, Other: others.GetValueOrDefault(row.Id)))
            .Where(pair => pair.Other is null || !pair.Other.SaysTheSame(pair.Row))
            .Select(pair => new DecisiveRow(
                pair.Row,
                pair.Other is null
                    ? newIsFirst
                        ? "added"
                        : "gone"
                    : "changed",
                pair.Other
            ))
            .ToList();
        return new ChangedVerdict(now.Name, now.Title, certainty, was, isNow, decisive);
    }
}

/// <param name="Trigger">Name of the trigger.</param>
/// <param name="Title">Its title.</param>
/// <param name="Certainty">At which certainty.</param>
/// <param name="Old">On the older files.</param>
/// <param name="New">On the newer.</param>
/// <param name="Because">Where the first day moved: the rows on the earlier of the two days that the other edition does not have like this.</param>
public sealed record ChangedVerdict(string Trigger, string Title, Certainty Certainty, Verdict Old, Verdict New, IReadOnlyList<DecisiveRow> Because);

/// <param name="Row">As it stands in the edition that has the earlier first day.</param>
/// <param name="What">"added" (only the newer has it so), "gone" (only the older), or "changed".</param>
/// <param name="Other">As it stands in the other edition; null where it is not, or not of the class.</param>
public sealed record DecisiveRow(Selected Row, string What, Selected? Other);
