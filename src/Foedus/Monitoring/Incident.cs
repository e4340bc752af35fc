namespace Foedus.Monitoring;

/// <summary>One reported incident, as its source has it. What a source does not say is null or empty, never guessed.</summary>
internal sealed record Incident
{
    /// <summary>The source's own number or name for it; the same in every vintage.</summary>
    public required string Id { get; init; }

    /// <summary>Earliest day it may have happened.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Latest day it may have happened; the first where the day is known.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Deaths by the lowest, best and highest estimate; null where the source counts none.</summary>
    public int? DeathsLow { get; init; }

    public int? DeathsBest { get; init; }

    public int? DeathsHigh { get; init; }

    /// <summary>Degrees north and east; null where the place is not known.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>"state-based", "non-state", "one-sided", or the source's own type of event.</summary>
    public string Kind { get; init; } = "";

    public string SideA { get; init; } = "";

    public string SideB { get; init; } = "";

    /// <summary>Who is said to have done it; null where the source does not say. UCDP says so for one-sided violence only.</summary>
    public string? AttributedTo { get; init; }

    /// <summary>1 exact day; larger is vaguer; null where not coded.</summary>
    public int? DayPrecision { get; init; }

    /// <summary>1 exact place; larger is vaguer; null where not coded.</summary>
    public int? PlacePrecision { get; init; }

    /// <summary>1 clear; larger is not; null where not coded.</summary>
    public int? Clarity { get; init; }

    /// <summary>Every column as it was read; the columns are shared by all incidents of a file.</summary>
    public required IncidentColumns Columns { get; init; }

    public required string[] Fields { get; init; }

    /// <summary>Line of the file on which it begins, from 1; number of the feature in GeoJSON.</summary>
    public long Line { get; init; }

    /// <summary>A column's text; null where the file has no such column.</summary>
    public string? Field(string column) => Columns.IndexOf(column) is var at and >= 0 ? Fields[at] : null;
}

/// <summary>The columns of a file, in its order.</summary>
public sealed class IncidentColumns
{
    private readonly Dictionary<string, int> places;
    private readonly bool[] ids;

    /// <param name="names">In the file's order.</param>
    /// <param name="ids">Those that only say which record it is.</param>
    public IncidentColumns(IReadOnlyList<string> names, IReadOnlyList<string>? ids = null)
    {
        Names = names;
        places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
            places.TryAdd(names[i], i);
        this.ids = [.. names.Select(name => ids?.Contains(name, StringComparer.OrdinalIgnoreCase) ?? false)];
    }

    public IReadOnlyList<string> Names { get; }

    public IncidentColumns WithIds(IReadOnlyList<string> of) => new(Names, of);

    /// <summary>Whether a column only says which record it is: rows that differ in nothing else say the same.</summary>
    public bool IsId(int column) => ids[column];

    /// <returns>−1 where there is none.</returns>
    public int IndexOf(string name) => places.GetValueOrDefault(name, -1);
}
