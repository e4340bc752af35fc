using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>Foedus's own columns, described in docs/incidents.md: for reports that come from nowhere in particular. GeoJSON properties may have the same names.</summary>
internal sealed class PlainCsv : IncidentSchema
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "date", "last_date", "latitude", "longitude", "kind", "side_a", "side_b", "attributed_to", "deaths_low", "deaths_best", "deaths_high", "day_precision", "place_precision", "clarity",
        "cameo", "source", "note",
    };

    public override string Name => "plain columns";

    internal override IReadOnlyList<string> Wanted { get; } = ["id", "date"];

    internal override bool Knows(string column) => Known.Contains(column);

    internal override Incident? Read(in IncidentRow row)
    {
        if (Id(row, "id") is not { } id || Days(row, "date", "last_date") is not var (first, last))
            return null;
        var code = row.Text("cameo").Trim();
        if (code.Length > 0 && Cameo.Root(code) is null)
            row.Problem(ProblemKind.BadCode, $"'{code}' is no CAMEO code; are its leading zeros lost?");
        var (latitude, longitude) = row.Place("latitude", "longitude");
        var (low, best, high) = (row.Whole("deaths_low"), row.Whole("deaths_best"), row.Whole("deaths_high"));
        return new Incident
        {
            Id = id,
            FirstDay = first,
            LastDay = last,
            DeathsLow = low,
            DeathsBest = best,
            DeathsHigh = high,
            Latitude = latitude,
            Longitude = longitude,
            Kind = row.Text("kind") is { Length: > 0 } kind ? kind : Cameo.Root(code) ?? "",
            SideA = row.Text("side_a"),
            SideB = row.Text("side_b"),
            AttributedTo = row.Text("attributed_to") is { Length: > 0 } actor ? actor : null,
            DayPrecision = row.Whole("day_precision"),
            PlacePrecision = row.Whole("place_precision"),
            Clarity = row.Whole("clarity"),
            Columns = row.Columns,
            Fields = row.Fields,
            Line = row.Line,
        };
    }
}
