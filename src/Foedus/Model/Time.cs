namespace Foedus.Model;

/// <summary>What a period is called: year, quarter, month, week, day, round.</summary>
public sealed record Period(string Unit) : Declaration;

/// <summary>What comes after the last period, or that there is no last one.</summary>
public enum Ending
{
    /// <summary>Nothing: values are zero after the last period.</summary>
    Stops,

    /// <summary>The last flow for ever: v / (1 − δ), discounted once, types frozen.</summary>
    ThenForever,

    /// <summary>No last period: the stationary fixed point.</summary>
    Endless,
}

/// <param name="Periods">Number of periods; null if and only if endless.</param>
/// <param name="Ending">What follows.</param>
public sealed record Horizon(int? Periods, Ending Ending) : Declaration;
