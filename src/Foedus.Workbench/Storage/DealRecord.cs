namespace Foedus.Workbench.Storage;

/// <summary>A deal in the library; its texts are its versions.</summary>
public sealed class DealRecord
{
    /// <summary>Part of its address: the file's name for a shipped deal, random otherwise.</summary>
    public required string Id { get; init; }

    /// <summary>Title of the latest version.</summary>
    public required string Title { get; set; }

    /// <summary>Shipped deals cannot be changed; one works on a copy.</summary>
    public bool IsShipped { get; init; }

    /// <summary>Name of the user who made it.</summary>
    public required string Owner { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Time of the latest version.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>Number of the latest version, from 1.</summary>
    public int Latest { get; set; }

    /// <summary>A removed deal keeps its versions and runs and can be brought back.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Who removed it; null while it is there.</summary>
    public string? RemovedBy { get; set; }

    /// <summary>When it was removed; null while it is there.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>Whether every editor may change it; otherwise its owner, those it is shared with, and administrators.</summary>
    public bool IsOpenToAll { get; set; }

    public List<DealVersion> Versions { get; } = [];
}

/// <summary>A deal's text as it was saved once. Never changed afterwards.</summary>
public sealed class DealVersion
{
    public required string DealId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Text { get; init; }

    /// <summary>SHA-256 of the text as UTF-8, lower case.</summary>
    public required string Hash { get; init; }

    public required string Author { get; init; }

    public required DateTime SavedAt { get; init; }

    /// <summary>What was changed, in the author's words; may be empty.</summary>
    public required string Note { get; init; }
}
