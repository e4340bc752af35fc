namespace Foedus.Monitoring;

/// <summary>What a later edition of the same data says otherwise than an earlier one, matched by id.</summary>
public sealed class VintageDifference
{
    private readonly Dictionary<string, Row> old = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public int OldRows => old.Count;

    public int NewRows { get; private set; }

    public int Common { get; private set; }

    public long OldDeaths { get; private set; }

    public long NewDeaths { get; private set; }

    public int ChangedDeaths { get; private set; }

    public int ChangedFirstDay { get; private set; }

    public int ChangedLastDay { get; private set; }

    public int ChangedPlace { get; private set; }

    public int ChangedSideB { get; private set; }

    public int Added => NewRows - Common;

    /// <summary>Ids that are gone, in the old order.</summary>
    public IReadOnlyList<string> Gone => [.. old.Keys.Where(id => !seen.Contains(id))];

    internal void Old(Incident incident)
    {
        if (old.TryAdd(incident.Id, new Row(incident)))
            OldDeaths += incident.DeathsBest ?? 0;
    }

    /// <summary>After all of the old.</summary>
    internal void New(Incident incident)
    {
        if (!seen.Add(incident.Id))
            return;
        NewRows++;
        NewDeaths += incident.DeathsBest ?? 0;
        if (!old.TryGetValue(incident.Id, out var before))
            return;
        Common++;
        var now = new Row(incident);
        ChangedDeaths += before.Best == now.Best ? 0 : 1;
        ChangedFirstDay += before.First == now.First ? 0 : 1;
        ChangedLastDay += before.Last == now.Last ? 0 : 1;
        ChangedPlace += before.Latitude.Equals(now.Latitude) && before.Longitude.Equals(now.Longitude) ? 0 : 1;
        ChangedSideB += before.SideB == now.SideB ? 0 : 1;
    }

    private readonly record struct Row(DateOnly First, DateOnly Last, int? Best, double? Latitude, double? Longitude, string SideB)
    {
        public Row(Incident incident)
            : this(incident.FirstDay, incident.LastDay, incident.DeathsBest, incident.Latitude, incident.Longitude, incident.SideB) { }
    }
}
