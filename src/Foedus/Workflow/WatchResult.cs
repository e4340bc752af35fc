using Foedus.Interop.Incidents;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>How a deal is watched.</summary>
public sealed record WatchOptions
{
    /// <summary>First day judged; null takes the day the deal came into force, else the first day in the data.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day judged; null takes the last day in the data.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The day it is: reports of later days are said to be so. By the clock, if it is not given.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>Replaces the deal's own 'in force from'.</summary>
    public DateOnly? InForceFrom { get; init; }

    /// <summary>The first fault in a file ends the reading.</summary>
    public bool Strict { get; init; }

    /// <summary>Columns to count by week and class; empty for none.</summary>
    public IReadOnlyList<string> WeeklyBy { get; init; } = [];
}

/// <summary>A deal judged on reported incidents.</summary>
public sealed record WatchResult
{
    public required string Title { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required DateOnly? InForceFrom { get; init; }

    /// <summary>What a reader must know of how it was judged.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>SHA-256 of the deal's text.</summary>
    public required string DealSha256 { get; init; }

    public required IReadOnlyList<WatchedFile> Files { get; init; }

    public required IReadOnlyList<TriggerVerdict> Triggers { get; init; }

    public required IReadOnlyList<StateVerdict> States { get; init; }

    /// <summary>Obligations, in the order of the text.</summary>
    public IReadOnlyList<ObligationVerdict> Obligations { get; init; } = [];

    public required IReadOnlyList<ClassSummary> Classes { get; init; }

    /// <summary>How many incidents became what.</summary>
    public required IReadOnlyDictionary<Taken, long> Taken { get; init; }

    /// <summary>The incidents of some class, for pictures.</summary>
    public required IReadOnlyList<Selected> Incidents { get; init; }
}

/// <summary>One file of incidents as it was read.</summary>
public sealed record WatchedFile(string Name, string Sha256, string Schema, long Incidents, IncidentProblems Problems);

/// <summary>A class of incidents over the days judged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Certainly">Incidents certainly of the class, whenever they were.</param>
/// <param name="Probably">Probably.</param>
/// <param name="Possibly">Possibly.</param>
/// <param name="QuietByFirstDay">Longest stretch without one, an incident counted on its first day.</param>
/// <param name="QuietBySpan">The same with every day busy that an incident may have happened on.</param>
/// <param name="Weekly">Counts by week; null where none were asked for.</param>
public sealed record ClassSummary(
    string Name,
    string Title,
    long Certainly,
    long Probably,
    long Possibly,
    Episode? QuietByFirstDay,
    Episode? QuietBySpan,
    WeeklyCounts? Weekly
);
