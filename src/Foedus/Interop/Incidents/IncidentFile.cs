using Foedus.Binding;
using Foedus.Interop.Streams;
using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>Incidents from a file or stream, recognised by its heading, read one at a time. Nothing is dropped in silence: see <see cref="Problems"/>.</summary>
public sealed class IncidentFile : IDisposable
{
    private readonly string name;
    private readonly IncidentReading options;
    private readonly HashingStream bytes;
    private readonly LimitedStream text;
    private readonly IRowSource rows;
    private bool wasRead;

    private IncidentFile(Stream stream, string name, IncidentReading options, bool isLive)
    {
        (this.name, this.options) = (name, options);
        Problems = new IncidentProblems(name, options.Strict) { Found = options.Found };
        bytes = new HashingStream(stream, leaveOpen: isLive);
        try
        {
            text = DataStream.Unpack(bytes, name, options.MostBytes);
            var begin = Peek(text);
            var source = new RewoundStream(begin, text);
            rows = IsJson(begin) ? new GeoJsonRows(source, name, isLive, options, Problems) : new CsvRows(source, begin, isLive, name, options, Problems);
            Schema = Recognise(rows.Columns, name);
            Columns = rows.Columns.WithIds(Schema.At.Ids);
        }
        catch
        {
            rows?.Dispose();
            bytes.Dispose();
            throw;
        }
        foreach (var column in rows.Columns.Names.Where(column => !Schema.Knows(column)))
            Problems.Add(ProblemKind.UnknownColumn, 1, $"Column '{column}' is not one of {Schema.Name}.");
    }

    public IncidentSchema Schema { get; }

    /// <summary>CSV or GeoJSON, and what is special about it.</summary>
    public string Form => rows.Form;

    public IncidentColumns Columns { get; }

    /// <summary>Grows while the incidents are read.</summary>
    public IncidentProblems Problems { get; }

    /// <summary>Rows that became incidents so far.</summary>
    public long Count { get; private set; }

    /// <summary>SHA-256 of the file as it lies on the disk, compressed or not; null until it was read to its end.</summary>
    public string? Sha256 { get; private set; }

    /// <exception cref="InputException">There is no such file, or its heading is of no schema.</exception>
    public static IncidentFile Open(string path, IncidentReading? options = null)
    {
        var file = DataStream.OpenFile(path);
        return new IncidentFile(file, path, options ?? new IncidentReading(), false);
    }

    /// <summary>From a stream that may still grow: incidents come as soon as their rows are whole.</summary>
    public static IncidentFile FromStream(Stream stream, string name, IncidentReading? options = null) =>
        new(stream, name, options ?? new IncidentReading(), true);

    /// <summary>The incidents in the file's order. Once only.</summary>
    /// <exception cref="InputException">Reading is strict and there was a fault; or the file is no CSV or JSON at all.</exception>
    /// <exception cref="RefusedException">A limit of the options is passed.</exception>
    internal IEnumerable<Incident> Read(CancellationToken cancel = default)
    {
        if (wasRead)
            throw new InvalidOperationException("An incident file is read once; open it again.");
        wasRead = true;
        var ids = new RepeatedRows(options.IdsRemembered);
        var rows = 0L;
        foreach (var row in this.rows.Rows(cancel))
        {
            if (++rows > options.MostRows)
                throw new RefusedException($"{name} has more than {options.MostRows:N0} rows; that is the limit.");
            if (Schema.Read(new IncidentRow(Columns, row.Fields, row.Line, Problems, row.Point)) is not { } incident)
                continue;
            var content = RepeatedRows.Fingerprint(row.Fields);
            if (ids.Exchange(RepeatedRows.Fingerprint(incident.Id, 1), content) is { } before)
            {
                if (before == content)
                {
                    Problems.Add(ProblemKind.SameIdSame, incident.Line, $"Incident {incident.Id} stands here again, the same in every column.");
                    continue;
                }
                Problems.Add(ProblemKind.SameIdOther, incident.Line, $"Incident {incident.Id} stands here again with other content.");
            }
            Look(incident);
            Count++;
            yield return incident;
        }
        if (text.IsTorn)
            Problems.Add(ProblemKind.CutOff, rows + 1, "The compressed file is cut off or damaged; what came before was read.");
        Sha256 = bytes.Finish();
    }

    public void Dispose()
    {
        rows.Dispose();
        bytes.Dispose();
    }

    private void Look(Incident incident)
    {
        if (options.LastDay is { } last && incident.FirstDay > last)
            Problems.Add(ProblemKind.InFuture, incident.Line, $"Incident {incident.Id} is dated {incident.FirstDay:yyyy-MM-dd}, after {last:yyyy-MM-dd}.");
        if (incident.DeathsLow > incident.DeathsBest)
            Problems.Add(ProblemKind.LowAboveBest, incident.Line, $"Incident {incident.Id}: low {incident.DeathsLow}, best {incident.DeathsBest}.");
        if (incident.DeathsHigh < incident.DeathsBest)
            Problems.Add(ProblemKind.HighBelowBest, incident.Line, $"Incident {incident.Id}: high {incident.DeathsHigh}, best {incident.DeathsBest}.");
        if (options.Around is { } area && incident is { Latitude: { } y, Longitude: { } x } && !area.Contains(y, x) && area.Contains(x, y))
            Problems.Add(
                ProblemKind.Swapped,
                incident.Line,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Incident {incident.Id}: latitude {y}, longitude {x} would lie in the zones the other way round."
                )
            );
    }

    private static IncidentSchema Recognise(IncidentColumns columns, string name)
    {
        foreach (var schema in IncidentSchemas.All)
            if (schema.Fits(columns))
                return schema;
        var nearest = IncidentSchemas.All.MaxBy(schema => schema.Wanted.Count(wanted => columns.IndexOf(wanted) >= 0) / (double)schema.Wanted.Count)!;
        throw new InputException(
            $"The heading is of no schema that Foedus knows ({string.Join(", ", IncidentSchemas.All.Select(schema => schema.Name))}). Nearest is {nearest.Name}, "
                + $"where these columns are missing: {string.Join(", ", nearest.Wanted.Where(wanted => columns.IndexOf(wanted) < 0))}. The file has: {string.Join(", ", columns.Names.Take(30))}.",
            name
        );
    }

    // No further than needed: more may not have come yet. Blank bytes and a byte order mark do not tell what follows.
    private static byte[] Peek(Stream stream)
    {
        var first = new byte[4096];
        var count = 0;
        while (!TellsForm(first.AsSpan(0, count)) && stream.Read(first.AsSpan(count)) is var more and > 0)
            count += more;
        return first[..count];
    }

    private static bool TellsForm(ReadOnlySpan<byte> text) => text.Length == 4096 || IsJson(text) || Begin(text).Contains((byte)'\n');

    private static ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> text) =>
        (
            text.StartsWith("\uFEFF"u8) ? text[3..]
            : text.Length < 3 && "\uFEFF"u8.StartsWith(text) ? []
            : text
        ).TrimStart(" \t\r\n"u8);

    private static bool IsJson(ReadOnlySpan<byte> text) => Begin(text) is [(byte)'{', ..];
}
