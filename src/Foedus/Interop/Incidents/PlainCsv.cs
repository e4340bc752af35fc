using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>Foedus's own columns, described in docs/incidents.md: for reports that come from nowhere in particular. GeoJSON properties may have the same names.</summary>
internal sealed class PlainCsv()
    : IncidentSchema(
        "plain columns",
        "id, date",
        "id, date, last_date, latitude, longitude, kind, side_a, side_b, attributed_to, deaths_low, deaths_best, deaths_high, day_precision, place_precision, clarity, cameo, source, note"
    )
{
    internal override SchemaColumns At { get; } =
        new(["id"], "date")
        {
            Year = "year",
            LastDay = "last_date",
            DeathsLow = "deaths_low",
            DeathsBest = "deaths_best",
            DeathsHigh = "deaths_high",
            SideA = "side_a",
            SideB = "side_b",
            DayPrecision = "day_precision",
            PlacePrecision = "place_precision",
            Clarity = "clarity",
            Cameo = "cameo",
        };

    private protected override Incident Interpret(in IncidentRow row, Incident read) =>
        read with
        {
            Kind = row.Name("kind") ?? read.Kind,
            AttributedTo = row.Name("attributed_to"),
        };
}
