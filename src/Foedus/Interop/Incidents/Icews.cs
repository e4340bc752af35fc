using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>ICEWS events (tab-separated): who did what to whom, in CAMEO codes. Deaths are not counted; every event names its source, who is the actor.</summary>
internal sealed class Icews : IncidentSchema
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
        "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
    };

    public override string Name => "ICEWS";

    internal override IReadOnlyList<string> Wanted { get; } = ["Event ID", "Event Date", "Source Name", "Event Text", "Target Name"];

    internal override bool Knows(string column) => Known.Contains(column);

    internal override Incident? Read(in IncidentRow row)
    {
        if (Id(row, "Event ID") is not { } id || Days(row, "Event Date", "", DayForm.IsoOrMonthFirst) is not var (day, _))
            return null;
        var code = row.Text("CAMEO Code").Trim();
        if (code.Length > 0 && Cameo.Root(code) is null)
            row.Problem(ProblemKind.BadCode, $"'{code}' is no CAMEO code; are its leading zeros lost?");
        var (latitude, longitude) = row.Place("Latitude", "Longitude");
        return new Incident
        {
            Id = id,
            FirstDay = day,
            LastDay = day,
            Latitude = latitude,
            Longitude = longitude,
            Kind = Cameo.Root(code) ?? row.Text("Event Text"),
            SideA = row.Text("Source Name"),
            SideB = row.Text("Target Name"),
            AttributedTo = row.Text("Source Name") is { Length: > 0 } actor ? actor : null,
            Columns = row.Columns,
            Fields = row.Fields,
            Line = row.Line,
        };
    }
}
