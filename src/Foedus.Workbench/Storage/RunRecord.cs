namespace Foedus.Workbench.Storage;

public enum RunStatus
{
    /// <summary>Waits for its turn, or for the program to start again.</summary>
    Queued,
    Running,
    Finished,
    Cancelled,

    /// <summary>Ended with words for the user in <see cref="RunRecord.Words"/>.</summary>
    Failed,
}

/// <summary>A weighing that somebody asked for: of which text, how, and how far it is.</summary>
public sealed class RunRecord
{
    public required string Id { get; init; }

    public required string DealId { get; init; }

    public required int VersionNumber { get; init; }

    /// <summary>Title of the deal as it was then.</summary>
    public required string Title { get; init; }

    public required string User { get; init; }

    /// <summary>What was asked for, as JSON of <see cref="Runs.RunRequest"/>.</summary>
    public required string Request { get; init; }

    public required DateTime AskedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public RunStatus Status { get; set; }

    /// <summary>The answer in a sentence; why it failed; empty before that.</summary>
    public string Words { get; set; } = "";

    /// <summary>The program that works on it; null while nobody does.</summary>
    public string? Worker { get; set; }

    /// <summary>Until when that program has said that it works on it; after that another may take it over.</summary>
    public DateTime? LeaseEndsAt { get; set; }

    public bool IsOver => Status is RunStatus.Finished or RunStatus.Cancelled or RunStatus.Failed;
}

/// <summary>What a finished run leaves, in one row, so that it is there whole or not at all.</summary>
public sealed class RunResult
{
    public required string RunId { get; init; }

    /// <summary>The report, as the command line writes it.</summary>
    public required string Html { get; init; }

    /// <summary>The result, as the command line's --json gives it.</summary>
    public required string Json { get; init; }

    /// <summary>The pictures of the page, as JSON of <see cref="Runs.RunView"/>.</summary>
    public required string View { get; init; }

    /// <summary>Every world as CSV, packed with gzip.</summary>
    public required byte[] Worlds { get; init; }
}
