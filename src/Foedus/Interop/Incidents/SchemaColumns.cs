namespace Foedus.Interop.Incidents;

/// <summary>Under which columns a source has what an incident holds; empty where it has nothing of the kind.</summary>
/// <param name="Ids">The record's own number first, then others that say no more than which record it is. The first that a file has is the incident's id.</param>
/// <param name="FirstDay">Earliest day it may have happened.</param>
internal sealed record SchemaColumns(IReadOnlyList<string> Ids, string FirstDay)
{
    /// <summary>Latest day; empty where every record is of one day.</summary>
    public string LastDay { get; init; } = "";

    /// <summary>The year alone, which some sources write beside the day.</summary>
    public string Year { get; init; } = "";

    public DayForm Days { get; init; } = DayForm.Iso;

    public string DeathsLow { get; init; } = "";

    public string DeathsBest { get; init; } = "";

    public string DeathsHigh { get; init; } = "";

    public string Latitude { get; init; } = "latitude";

    public string Longitude { get; init; } = "longitude";

    public string SideA { get; init; } = "";

    public string SideB { get; init; } = "";

    public string DayPrecision { get; init; } = "";

    public string PlacePrecision { get; init; } = "";

    public string Clarity { get; init; } = "";

    /// <summary>A CAMEO code.</summary>
    public string Cameo { get; init; } = "";
}
