using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>An obligation that reports can be held against.</summary>
/// <param name="Declared">As it is written.</param>
/// <param name="Of">The clause or answer that it stands in; null where it is the deal's own.</param>
/// <param name="Due">Periods until its time is up; 0 where it lasts as long as the deal.</param>
/// <param name="Cure">Periods after that in which it can be put right.</param>
/// <param name="EndOf">The last day of a period, counted from 1.</param>
/// <param name="InPeriods">What a condition on time comes to; null where that is not known.</param>
internal sealed record WatchedObligation(
    Obligation Declared,
    string? Of,
    int Due,
    int Cure,
    Func<int, DateOnly> EndOf,
    Func<TimeCondition, TimeInPeriods?> InPeriods
)
{
    /// <summary>Periods of a round, in each of which it is owed; 0 where it is owed once.</summary>
    public int Round { get; init; }
}

/// <summary>What a condition on time comes to at ends of periods, however it is written.</summary>
internal abstract record TimeInPeriods;

/// <summary>It is so at the ends of a stretch of the deal's own periods.</summary>
/// <param name="First">The first, counted from 1.</param>
/// <param name="Last">The last; null where it stays so.</param>
internal sealed record StretchOfPeriods(int First, int? Last) : TimeInPeriods;

/// <summary>So many ends have passed since the beginning.</summary>
internal sealed record EndsPassed(int Ends) : TimeInPeriods;

/// <summary>What it counts from is so, and has been at so many ends.</summary>
internal sealed record EndsInARow(int Ends) : TimeInPeriods;

/// <summary>So many ends have passed since what it counts from last began to be so: at most that many, or at least.</summary>
internal sealed record EndsSince(int Ends, bool IsWithin) : TimeInPeriods;
