namespace Foedus.Interop.Incidents;

/// <summary>The sources of incidents that are read.</summary>
internal static class IncidentSchemas
{
    /// <summary>In the order in which a heading is held against them.</summary>
    public static IReadOnlyList<IncidentSchema> All { get; } = [new UcdpGed(), new Acled(), new Viina(), new Icews(), new PlainCsv()];
}
