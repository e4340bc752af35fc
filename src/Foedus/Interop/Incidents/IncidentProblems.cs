namespace Foedus.Interop.Incidents;

/// <summary>What was odd or wrong in a file: every kind counted, the first of each kept with line and words.</summary>
public sealed class IncidentProblems(string file, bool strict = false)
{
    private const int Shown = 20;
    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Told the first of every kind as it is found; null for nobody.</summary>
    internal Action<Entry>? Found { get; init; }

    public IEnumerable<Entry> All => entries.Values;

    public long Count(ProblemKind kind) => entries.TryGetValue(kind.Name, out var entry) ? entry.Count : 0;

    public bool HasFaults => entries.Values.Any(entry => entry.Kind.IsFault);

    /// <exception cref="InputException">Reading is strict and this is a fault.</exception>
    internal void Add(ProblemKind kind, long line, string words)
    {
        if (strict && kind.IsFault)
            throw new InputException(words, $"{file}:{line}");
        if (!entries.TryGetValue(kind.Name, out var entry))
            entries[kind.Name] = entry = new Entry(kind);
        entry.Count++;
        if (entry.First.Count < Shown)
            entry.First.Add((line, words));
        if (entry.Count == 1)
            Found?.Invoke(entry);
    }

    /// <summary>One kind's count and its first twenty, by line of the file (by number of the feature in GeoJSON).</summary>
    public sealed class Entry(ProblemKind kind)
    {
        public ProblemKind Kind => kind;

        public long Count { get; internal set; }

        public List<(long Line, string Words)> First { get; } = [];
    }
}
