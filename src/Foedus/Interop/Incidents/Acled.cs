using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>ACLED's export. It gives one number of fatalities, which stands for the low, best and high estimate alike.</summary>
internal sealed class Acled : IncidentSchema
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
        "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
        "fatalities", "tags", "timestamp", "data_id", "event_id_no_cnty", "iso3", "population_best", "population_1km", "population_2km", "population_5km",
    };

    public override string Name => "ACLED";

    internal override IReadOnlyList<string> Wanted { get; } = ["event_id_cnty", "event_date", "event_type", "actor1", "fatalities"];

    internal override bool Knows(string column) => Known.Contains(column);

    internal override Incident? Read(in IncidentRow row)
    {
        if (Id(row, "event_id_cnty") is not { } id || Days(row, "event_date", "", DayForm.IsoOrWords) is not var (day, _))
            return null;
        var (latitude, longitude) = row.Place("latitude", "longitude");
        var deaths = row.Whole("fatalities");
        return new Incident
        {
            Id = id,
            FirstDay = day,
            LastDay = day,
            DeathsLow = deaths,
            DeathsBest = deaths,
            DeathsHigh = deaths,
            Latitude = latitude,
            Longitude = longitude,
            Kind = row.Text("event_type"),
            SideA = row.Text("actor1"),
            SideB = row.Text("actor2"),
            // Actor 1 need not be the attacker, except where civilians are the target.
            AttributedTo = string.Equals(row.Text("event_type"), "Violence against civilians", StringComparison.OrdinalIgnoreCase) ? row.Text("actor1") : null,
            DayPrecision = row.Whole("time_precision"),
            PlacePrecision = row.Whole("geo_precision"),
            Columns = row.Columns,
            Fields = row.Fields,
            Line = row.Line,
        };
    }
}
