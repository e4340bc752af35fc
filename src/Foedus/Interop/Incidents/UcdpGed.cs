using System.Globalization;
using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>UCDP Georeferenced Event Dataset, any vintage: the columns are found by name, for their order and number change.</summary>
/// <remarks>Sundberg and Melander (2013), "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50(4).</remarks>
internal sealed class UcdpGed()
    : IncidentSchema(
        "UCDP GED",
        "id, type_of_violence, side_a, side_b, date_start, date_end, best, low, high",
        "id, relid, year, start_year, end_year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, "
            + "side_a_dset_id, side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, source_article, source_office, source_date, source_headline, source_original, "
            + "where_prec, where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, country, iso3, country_id, region, event_clarity, date_prec, date_start, "
            + "date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
    )
{
    internal override SchemaColumns At { get; } =
        new(["id", "relid"], "date_start")
        {
            Year = "year",
            LastDay = "date_end",
            DeathsLow = "low",
            DeathsBest = "best",
            DeathsHigh = "high",
            SideA = "side_a",
            SideB = "side_b",
            DayPrecision = "date_prec",
            PlacePrecision = "where_prec",
            Clarity = "event_clarity",
        };

    private protected override Incident Interpret(in IncidentRow row, Incident read)
    {
        var type = row.Code("type_of_violence");
        var kind = type switch
        {
            "1" => "state-based",
            "2" => "non-state",
            "3" => "one-sided",
            _ => type,
        };
        if (ReferenceEquals(kind, type))
            row.Problem(ProblemKind.BadCode, $"type_of_violence is '{type}'; UCDP has 1, 2 and 3.");
        if (read is { Latitude: { } y, Longitude: { } x } && ReadsSwapped(row.Text("geom_wkt"), y, x))
            row.Problem(
                ProblemKind.Swapped,
                string.Create(CultureInfo.InvariantCulture, $"Latitude {y} and longitude {x} stand the other way round in geom_wkt.")
            );
        // The two sides of a battle are parties to it; which of them began is not coded.
        return read with { Kind = kind, AttributedTo = type == "3" ? NullIfEmpty(read.SideA) : null };
    }

    // "POINT (lon lat)" is written apart from the two columns and shows when those were exchanged.
    private static bool ReadsSwapped(string wkt, double latitude, double longitude)
    {
        var (open, close) = (wkt.IndexOf('('), wkt.IndexOf(')'));
        if (open < 0 || close < open)
            return false;
        var inside = wkt.AsSpan(open + 1, close - open - 1).Trim();
        var gap = inside.IndexOf(' ');
        return gap > 0
            && double.TryParse(inside[..gap], NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(inside[gap..], NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
            && Math.Abs(x - latitude) < 1e-3
            && Math.Abs(y - longitude) < 1e-3
            && Math.Abs(x - y) > 1e-2;
    }
}
