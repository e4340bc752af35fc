using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>What a file of incidents holds, from one pass over it.</summary>
public sealed class IncidentSummary
{
    // A hostile file could name a new actor in every row.
    private const int MostNames = 20_000;

    private IncidentSummary(IncidentFile file) => File = file;

    public IncidentFile File { get; }

    public long Rows { get; private set; }

    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public long DeathsLow { get; private set; }

    public long DeathsBest { get; private set; }

    public long DeathsHigh { get; private set; }

    /// <summary>Rows that give no best estimate.</summary>
    public long Uncounted { get; private set; }

    /// <summary>Rows that give some estimate and not both a low and a high one: sums over the others bound nothing.</summary>
    public long Unbounded { get; private set; }

    /// <summary>Rows that give some estimate.</summary>
    public long Estimated { get; private set; }

    /// <summary>Rows that give no low estimate.</summary>
    public long LowUncounted { get; private set; }

    /// <summary>Rows that give no high estimate.</summary>
    public long HighUncounted { get; private set; }

    /// <summary>Rows whose best estimate is none.</summary>
    public long Deathless { get; private set; }

    /// <summary>Rows that may lie on more than one day.</summary>
    public long ManyDays { get; private set; }

    /// <summary>Rows whose day precision is coded and not 1.</summary>
    public long VagueDay { get; private set; }

    /// <summary>Rows whose place precision is coded and above 3: a province or larger in UCDP.</summary>
    public long VaguePlace { get; private set; }

    /// <summary>Rows with at least one death by the best estimate, day precision 1, place precision at most 3 and clarity 1.</summary>
    public long Exact { get; private set; }

    /// <summary>Rows that repeat an earlier one in every column but its ids: they may be single deaths listed one by one, and they raise counts of events.</summary>
    public long AlikeButForId { get; private set; }

    /// <summary>Rows resting on two or more reports, where the source counts them (n_reports, number_of_sources).</summary>
    public long SeveralReports { get; private set; }

    public SortedDictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> SidesA { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> SidesB { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows by whom they are attributed to; "" where to nobody.</summary>
    public SortedDictionary<string, long> AttributedTo { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows by precision of the day and of the place; "" where not coded.</summary>
    public SortedDictionary<string, long> DayPrecisions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> PlacePrecisions { get; } = new(StringComparer.Ordinal);

    public static IncidentSummary Of(IncidentFile file, CancellationToken cancel = default)
    {
        var summary = new IncidentSummary(file);
        int[] ids = [.. Enumerable.Range(0, file.Columns.Names.Count).Where(file.Columns.IsId)];
        var reports = Math.Max(file.Columns.IndexOf("n_reports"), file.Columns.IndexOf("number_of_sources"));
        var seen = new RepeatedRows(1_000_000);
        foreach (var incident in file.Read(cancel))
            summary.Add(incident, ids, reports, seen);
        return summary;
    }

    private void Add(Incident incident, int[] ids, int reports, RepeatedRows seen)
    {
        Rows++;
        FirstDay = FirstDay is null || incident.FirstDay < FirstDay ? incident.FirstDay : FirstDay;
        LastDay = LastDay is null || incident.LastDay > LastDay ? incident.LastDay : LastDay;
        DeathsLow += incident.DeathsLow ?? 0;
        DeathsBest += incident.DeathsBest ?? 0;
        DeathsHigh += incident.DeathsHigh ?? 0;
        Uncounted += incident.DeathsBest is null ? 1 : 0;
        if ((incident.DeathsLow ?? incident.DeathsBest ?? incident.DeathsHigh) is not null)
        {
            Estimated++;
            Unbounded += incident.DeathsLow is null || incident.DeathsHigh is null ? 1 : 0;
        }
        LowUncounted += incident.DeathsLow is null ? 1 : 0;
        HighUncounted += incident.DeathsHigh is null ? 1 : 0;
        Deathless += incident.DeathsBest is 0 ? 1 : 0;
        ManyDays += incident.FirstDay != incident.LastDay ? 1 : 0;
        VagueDay += incident.DayPrecision is not (null or 1) ? 1 : 0;
        VaguePlace += incident.PlacePrecision > 3 ? 1 : 0;
        Exact += incident is { DeathsBest: >= 1, DayPrecision: 1, PlacePrecision: <= 3, Clarity: 1 } ? 1 : 0;
        AlikeButForId += seen.Exchange(RepeatedRows.Fingerprint(incident.Fields, ids), 1) is null ? 0 : 1;
        SeveralReports += reports >= 0 && int.TryParse(incident.Fields[reports], out var count) && count >= 2 ? 1 : 0;
        Count(Kinds, incident.Kind);
        Count(SidesA, incident.SideA);
        Count(SidesB, incident.SideB);
        Count(AttributedTo, incident.AttributedTo ?? "");
        Count(DayPrecisions, $"{incident.DayPrecision}");
        Count(PlacePrecisions, $"{incident.PlacePrecision}");
    }

    private static void Count(SortedDictionary<string, long> counts, string name)
    {
        if (!counts.TryGetValue(name, out var count) && counts.Count >= MostNames)
            counts["(others)"] = counts.GetValueOrDefault("(others)") + 1;
        else
            counts[name] = count + 1;
    }
}
