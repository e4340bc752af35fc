using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>ACLED's export. It gives one number of fatalities, which stands for the low, best and high estimate alike.</summary>
internal sealed class Acled()
    : IncidentSchema(
        "ACLED",
        "event_id_cnty, event_date, event_type, actor1, fatalities",
        "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, "
            + "region, country, admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp, data_id, event_id_no_cnty, iso3, "
            + "population_best, population_1km, population_2km, population_5km"
    )
{
    internal override SchemaColumns At { get; } =
        new(["event_id_cnty", "event_id_no_cnty", "data_id"], "event_date")
        {
            Year = "year",
            Days = DayForm.IsoOrWords,
            DeathsLow = "fatalities",
            DeathsBest = "fatalities",
            DeathsHigh = "fatalities",
            SideA = "actor1",
            SideB = "actor2",
            DayPrecision = "time_precision",
            PlacePrecision = "geo_precision",
        };

    private protected override Incident Interpret(in IncidentRow row, Incident read)
    {
        var kind = row.Name("event_type") ?? "";
        // Actor 1 need not be the attacker, except where civilians are the target.
        return read with
        {
            Kind = kind,
            AttributedTo = string.Equals(kind, "Violence against civilians", StringComparison.OrdinalIgnoreCase) ? NullIfEmpty(read.SideA) : null,
        };
    }
}
