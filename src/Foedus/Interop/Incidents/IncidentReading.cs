namespace Foedus.Interop.Incidents;

/// <summary>How a file of incidents is read, and how large it may be.</summary>
public sealed record IncidentReading
{
    /// <summary>The first fault ends the reading as an <see cref="InputException"/> instead of being counted.</summary>
    public bool Strict { get; init; }

    /// <summary>The last day reports can be about; a later one is counted as a problem and kept. Null: not looked at.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Told the first problem of every kind as it is found; its count goes on. Null for nobody.</summary>
    public Action<IncidentProblems.Entry>? Found { get; init; }

    /// <summary>The part of the earth the incidents should lie in, in degrees: a point outside it that would lie inside with its numbers exchanged is counted as swapped.</summary>
    public Area? Around { get; init; }

    /// <summary>Bytes after decompression; of a packed file also no more than <see cref="Streams.DataStream.MostTimes"/> times its size, unless small.</summary>
    public long MostBytes { get; init; } = Streams.DataStream.MostBytes;

    /// <summary>Bytes of one row or feature.</summary>
    public int LongestRow { get; init; } = TableLimits.MostRowBytes;

    /// <summary>Characters of one field.</summary>
    public int LongestField { get; init; } = 500_000;

    public long MostRows { get; init; } = 200_000_000;

    public int MostColumns { get; init; } = TableLimits.MostColumns;

    /// <summary>Repeated ids are found within at least this many rows of each other; more would need memory without bound.</summary>
    public int IdsRemembered { get; init; } = 2_000_000;
}

/// <summary>A box in degrees.</summary>
public readonly record struct Area(double West, double South, double East, double North)
{
    public bool Contains(double latitude, double longitude) => latitude >= South && latitude <= North && longitude >= West && longitude <= East;
}
