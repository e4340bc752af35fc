namespace Foedus.Monitoring;

/// <summary>Obligations judged again as reports come in and days pass, and what stands otherwise than before.</summary>
internal sealed class FollowedObligations
{
    private readonly IReadOnlyList<WatchedObligation> watched;
    private readonly ObligationMonitor judge;
    private readonly WatchMonitor monitor;
    private readonly string?[] stands;
    private readonly int[] period;

    // [obligation] notes that were told.
    private readonly HashSet<string>[] said;

    /// <param name="watched">What is judged.</param>
    /// <param name="judge">Judges them.</param>
    /// <param name="monitor">The reports so far.</param>
    public FollowedObligations(IReadOnlyList<WatchedObligation> watched, ObligationMonitor judge, WatchMonitor monitor)
    {
        (this.watched, this.judge, this.monitor) = (watched, judge, monitor);
        stands = new string?[watched.Count];
        period = [.. watched.Select(_ => 1)];
        said = [.. watched.Select(_ => new HashSet<string>())];
        // What a journal left is where it begins.
        if (monitor.Today >= monitor.From)
            _ = Changes(isReport: true);
    }

    /// <summary>What stands otherwise than when this was last asked.</summary>
    /// <param name="isReport">Whether a report has come; else only days have passed, and nothing moves but at the end of a period.</param>
    public IReadOnlyList<(string Name, string Title, string Before, string After, IReadOnlyList<string> Notes)> Changes(bool isReport)
    {
        var changes = new List<(string, string, string, string, IReadOnlyList<string>)>();
        if (monitor.Today < monitor.From)
            return changes;
        var hasEnded = isReport;
        for (var b = 0; b < watched.Count; b++)
        for (hasEnded |= stands[b] is null; watched[b].EndOf(period[b]) is var end && end <= monitor.Today && end < DateOnly.MaxValue; period[b]++)
            hasEnded = true;
        if (!hasEnded)
            return changes;
        var verdicts = judge.Judge();
        for (var b = 0; b < watched.Count; b++)
        {
            // Before the first day there was nothing to say of it.
            if (stands[b] != verdicts[b].InWords)
                changes.Add(
                    (watched[b].Declared.Name, verdicts[b].Title, stands[b] ?? "not judged yet", verdicts[b].InWords, [.. verdicts[b].Notes.Where(said[b].Add)])
                );
            stands[b] = verdicts[b].InWords;
        }
        return changes;
    }
}
