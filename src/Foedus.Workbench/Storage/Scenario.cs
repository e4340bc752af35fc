namespace Foedus.Workbench.Storage;

/// <summary>Tried values that somebody gave a name: a link to a deal's page, kept.</summary>
public sealed class Scenario
{
    /// <summary>Random.</summary>
    public required string Id { get; init; }

    public required string DealId { get; init; }

    /// <summary>In the words of whoever kept it.</summary>
    public required string Name { get; init; }

    /// <summary>Who kept it.</summary>
    public required string User { get; init; }

    public required DateTime KeptAt { get; init; }

    /// <summary>Offer, reading, answers of forks and values, as in the address of the deal's page.</summary>
    public required string Query { get; init; }
}
