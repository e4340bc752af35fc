namespace Foedus.Language.Comparing;

/// <summary>One thing in which two deals differ.</summary>
/// <param name="What">Kind of statement: assumption, offer, clause, …</param>
/// <param name="Name">Its name; empty where there is only one of the kind.</param>
/// <param name="Aspect">What about it: added, removed, value, range, source, sentence, title, clauses, starts, option, term, line, …</param>
/// <param name="Before">As written before; null if it was not there.</param>
/// <param name="After">As written after; null if it is no longer there.</param>
/// <param name="Words">The change in words.</param>
public sealed record Change(string What, string Name, string Aspect, string? Before, string? After, string Words);
