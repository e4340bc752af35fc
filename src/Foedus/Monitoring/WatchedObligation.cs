using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>An obligation that reports can be held against.</summary>
/// <param name="Declared">As it is written.</param>
/// <param name="Of">The clause or answer that it stands in; null where it is the deal's own.</param>
/// <param name="Due">Periods until its time is up; 0 where it lasts as long as the deal.</param>
/// <param name="Cure">Periods after that in which it can be put right.</param>
/// <param name="EndOf">The last day of a period, counted from 1.</param>
/// <param name="Stretch">The first and the last period at whose end a condition on the deal's own time is so, the last null where it stays so; null where that is not known.</param>
/// <param name="Periods">A length of time in periods; null where it is not whole ones.</param>
internal sealed record WatchedObligation(Obligation Declared, string? Of, int Due, int Cure, Func<int, DateOnly> EndOf, Func<Expression, (int First, int? Last)?> Stretch, Func<Duration, int?> Periods)
{
    /// <summary>Periods of a round, in each of which it is owed; 0 where it is owed once.</summary>
    public int Round { get; init; }
}
