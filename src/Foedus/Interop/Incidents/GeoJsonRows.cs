using System.Text.Json;
using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>Features of a GeoJSON FeatureCollection (RFC 7946), one at a time: properties as columns, the point as place.</summary>
internal sealed class GeoJsonRows : IRowSource
{
    private readonly FeatureReader _features;
    private readonly IncidentReading _options;
    private readonly IncidentProblems _problems;
    private JsonDocument? _first;

    public GeoJsonRows(Stream stream, string name, IncidentReading options, IncidentProblems problems)
    {
        (_options, _problems) = (options, problems);
        _features = new FeatureReader(stream, name, options.LongestRow, problems);
        if (!_features.TryNext(out _first))
            throw new InputException("There is no feature in this GeoJSON: a FeatureCollection with at least one is wanted.", name);
        var names = Properties(_first.RootElement) is { } properties ? properties.EnumerateObject().Select(property => property.Name).ToList() : [];
        if (names.Count > options.MostColumns)
            throw new RefusedException($"{name}: a feature has {names.Count:N0} properties; the limit is {options.MostColumns:N0}.");
        // RFC 7946 has a feature's id beside its properties.
        if (_first.RootElement.ValueKind == JsonValueKind.Object && _first.RootElement.TryGetProperty("id", out _) && !names.Contains("id", StringComparer.OrdinalIgnoreCase))
            names.Insert(0, "id");
        Columns = new IncidentColumns(names);
    }

    public IncidentColumns Columns { get; }

    public string Form => "GeoJSON";

    public IEnumerable<SourceRow> Rows(CancellationToken cancel)
    {
        var number = 0L;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var document = _first;
            _first = null;
            if (document is null && !_features.TryNext(out document))
                yield break;
            number++;
            SourceRow? row;
            using (document)
                row = Row(document.RootElement, number);
            if (row is { } read)
                yield return read;
        }
    }

    public void Dispose()
    {
        _first?.Dispose();
        _features.Dispose();
    }

    private SourceRow? Row(JsonElement feature, long number)
    {
        var fields = new string[Columns.Names.Count];
        Array.Fill(fields, "");
        if (Properties(feature) is not { } properties)
        {
            _problems.Add(ProblemKind.FieldCount, number, "This feature has no properties.");
            return null;
        }
        if (feature.TryGetProperty("id", out var id) && Columns.IndexOf("id") is var at and >= 0)
            fields[at] = Text(id);
        foreach (var property in properties.EnumerateObject())
        {
            var column = Columns.IndexOf(property.Name);
            if (column < 0)
            {
                _problems.Add(ProblemKind.UnknownColumn, number, $"The property '{property.Name}' does not stand in the first feature and is not kept.");
                continue;
            }
            var text = Text(property.Value);
            if (text.Length > _options.LongestField)
            {
                _problems.Add(ProblemKind.FieldTooLong, number, $"The property '{property.Name}' has {text.Length:N0} characters; the limit is {_options.LongestField:N0}.");
                return null;
            }
            fields[column] = text;
        }
        return new SourceRow(fields, number, Point(feature, number));
    }

    private (double, double)? Point(JsonElement feature, long number)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind == JsonValueKind.Null)
            return null;
        if (geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var type) && type.ValueEquals("Point") && geometry.TryGetProperty("coordinates", out var at)
            && at.ValueKind == JsonValueKind.Array && at.GetArrayLength() >= 2 && Number(at[0]) is { } longitude && Number(at[1]) is { } latitude)
            return (longitude, latitude);
        _problems.Add(ProblemKind.NotAPoint, number, "The geometry is not a point with longitude and latitude.");
        return null;
    }

    private static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    private static JsonElement? Properties(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
