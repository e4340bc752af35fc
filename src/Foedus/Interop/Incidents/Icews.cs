using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>ICEWS events (tab-separated): who did what to whom, in CAMEO codes. Deaths are not counted; every event names its source, who is the actor.</summary>
internal sealed class Icews()
    : IncidentSchema(
        "ICEWS",
        "Event ID, Event Date, Source Name, Event Text, Target Name",
        "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, "
            + "District, Province, Country, Latitude, Longitude"
    )
{
    internal override SchemaColumns At { get; } =
        new(["Event ID"], "Event Date")
        {
            Days = DayForm.IsoOrMonthFirst,
            SideA = "Source Name",
            SideB = "Target Name",
            Cameo = "CAMEO Code",
        };

    private protected override Incident Interpret(in IncidentRow row, Incident read) =>
        read with
        {
            Kind = NullIfEmpty(read.Kind) ?? row.Name("Event Text") ?? "",
            AttributedTo = NullIfEmpty(read.SideA),
        };
}
