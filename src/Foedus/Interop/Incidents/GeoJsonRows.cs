using System.Text.Json;
using Foedus.Monitoring;
using Foedus.Units;

namespace Foedus.Interop.Incidents;

/// <summary>Features of a GeoJSON FeatureCollection (RFC 7946), one at a time: properties as columns, the point as place.</summary>
internal sealed class GeoJsonRows : IRowSource
{
    private readonly FeatureReader features;
    private readonly IncidentReading options;
    private readonly IncidentProblems problems;
    private JsonDocument? first;

    public GeoJsonRows(Stream stream, string name, bool isLive, IncidentReading options, IncidentProblems problems)
    {
        (this.options, this.problems) = (options, problems);
        features = new FeatureReader(stream, name, options.LongestRow, isLive, problems);
        IReadOnlyList<string> names = [];
        // The first that has any names the columns.
        while (names.Count == 0)
        {
            if (!features.TryNext(out first))
                throw new InputException("There is no feature with properties in this GeoJSON: a FeatureCollection with at least one is wanted.", name);
            names = NamesOf(first.RootElement);
            if (names.Count > 0)
                break;
            problems.Add(ProblemKind.FieldCount, features.Number, "This feature has no properties.");
            first.Dispose();
        }
        if (names.Count > options.MostColumns)
            throw new RefusedException($"{name}: a feature has {names.Count:N0} properties; the limit is {options.MostColumns:N0}.");
        Columns = new IncidentColumns(names);
    }

    public IncidentColumns Columns { get; }

    public string Form => "GeoJSON";

    public IEnumerable<SourceRow> Rows(CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var document = first;
            first = null;
            if (document is null && !features.TryNext(out document))
                yield break;
            SourceRow? row;
            using (document)
                row = Row(document.RootElement, features.Number);
            if (row is { } read)
                yield return read;
        }
    }

    public void Dispose()
    {
        first?.Dispose();
        features.Dispose();
    }

    private SourceRow? Row(JsonElement feature, long number)
    {
        var fields = new string[Columns.Names.Count];
        Array.Fill(fields, "");
        if (LenientText.Member(feature, "properties") is not { ValueKind: JsonValueKind.Object } properties)
        {
            problems.Add(ProblemKind.FieldCount, number, "This feature has no properties.");
            return null;
        }
        if (LenientText.Member(feature, "id") is { } id && Columns.IndexOf("id") is var at and >= 0)
            fields[at] = LenientText.Of(id);
        string? strange = null;
        foreach (var property in properties.EnumerateObject())
        {
            var (name, text) = (LenientText.NameOf(property), LenientText.Of(property.Value));
            var column = Columns.IndexOf(name);
            if (column < 0)
            {
                problems.Add(ProblemKind.UnknownColumn, number, $"The property '{name}' does not stand in the first feature and is not kept.");
                continue;
            }
            if (text.Length > options.LongestField)
            {
                problems.Add(
                    ProblemKind.FieldTooLong,
                    number,
                    $"The property '{name}' has {Words.Counted(text.Length, "character")}; the limit is {options.LongestField:N0}."
                );
                return null;
            }
            fields[column] = text;
            strange ??= text.Contains('\uFFFD') ? name : null;
        }
        if (strange is not null)
            problems.Add(ProblemKind.BadText, number, $"Some bytes of the property '{strange}' are not UTF-8, or half a character.");
        return new SourceRow(fields, number, Point(feature, number));
    }

    private (double, double)? Point(JsonElement feature, long number)
    {
        if (LenientText.Member(feature, "geometry") is not { } geometry || geometry.ValueKind == JsonValueKind.Null)
            return null;
        if (
            LenientText.Member(geometry, "type") is { ValueKind: JsonValueKind.String } type
            && LenientText.Of(type) == "Point"
            && LenientText.Member(geometry, "coordinates") is { ValueKind: JsonValueKind.Array } at
            && at.GetArrayLength() >= 2
            && Number(at[0]) is { } longitude
            && Number(at[1]) is { } latitude
        )
            return (longitude, latitude);
        problems.Add(ProblemKind.NotAPoint, number, "The geometry is not a point with longitude and latitude.");
        return null;
    }

    private static double? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    // RFC 7946 has a feature's id beside its properties.
    private static List<string> NamesOf(JsonElement feature)
    {
        if (LenientText.Member(feature, "properties") is not { ValueKind: JsonValueKind.Object } properties)
            return [];
        var names = properties.EnumerateObject().Select(LenientText.NameOf).ToList();
        if (LenientText.Member(feature, "id") is not null && !names.Contains("id", StringComparer.OrdinalIgnoreCase))
            names.Insert(0, "id");
        return names;
    }
}
