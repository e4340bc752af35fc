namespace Foedus.Workbench.Storage;

/// <summary>Somebody who may change a deal of another's.</summary>
public sealed class DealShare
{
    public required string DealId { get; init; }

    /// <summary>Name of the account.</summary>
    public required string User { get; init; }
}
