using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>An obligation that reports can be held against.</summary>
/// <param name="Declared">As it is written.</param>
/// <param name="Of">The clause or answer that it stands in; null where it is the deal's own.</param>
/// <param name="Due">Periods until its time is up.</param>
/// <param name="Cure">Periods after that in which it can be put right.</param>
/// <param name="EndOf">The last day of a period, counted from 1.</param>
internal sealed record WatchedObligation(Obligation Declared, string? Of, int Due, int Cure, Func<int, DateOnly> EndOf);
