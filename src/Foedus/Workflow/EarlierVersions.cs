using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>Which reports of a stream that is fed again a journal holds already, also in versions that were revised since.</summary>
/// <remarks>
/// A stream that begins anew brings each report's versions in the order in which the journal has them; one that goes on brings new ones. Which of the two it is, a file's reader knows,
/// and else the first report shows: it is the journal's first, or not. Without this an early version would pass for a revision, and undo the later one until that comes again.
/// </remarks>
/// <param name="isWhole">Whether the stream is known to begin anew.</param>
internal sealed class EarlierVersions(bool isWhole)
{
    // What the stream has not come to yet: versions of a report in their order, null where it was taken back.
    private readonly Dictionary<string, List<Selected?>> ahead = new(StringComparer.Ordinal);
    private Selected? first;
    private bool? isFedAgain = isWhole ? true : null;

    /// <summary>While the journal is read.</summary>
    public void Heard(string id, Selected? version)
    {
        first ??= version;
        if (!ahead.TryGetValue(id, out var versions))
            ahead[id] = versions = [];
        versions.Add(version);
    }

    /// <summary>Lets go of reports that are settled: whatever comes of them changes nothing.</summary>
    public void Forget(WatchMonitor monitor)
    {
        foreach (var id in ahead.Where(pair => pair.Value[^1] is not null && monitor.Find(pair.Key) is null).Select(pair => pair.Key).ToList())
            ahead.Remove(id);
    }

    /// <summary>Whether a report that came is one that the journal holds.</summary>
    public bool Covers(string id, Selected? version)
    {
        if (first is null)
            return false;
        if (version is not null)
            isFedAgain ??= first.Id == id && first.SaysTheSame(version);
        if (isFedAgain != true || !ahead.TryGetValue(id, out var versions))
            return false;
        // Of no class, where the journal has it next as taken back; else from before the next that was of one, and never written down.
        var at = version is null
            ? versions[0] is null
                ? 0
                : -1
            : versions.FindIndex(known => known is not null && known.SaysTheSame(version));
        if (at < 0)
        {
            // The stream is another one from here on.
            if (version is not null)
                ahead.Remove(id);
            return version is null;
        }
        versions.RemoveRange(0, at + 1);
        if (versions.Count == 0)
            ahead.Remove(id);
        return true;
    }
}
