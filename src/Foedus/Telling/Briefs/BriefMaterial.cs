using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Briefs;

/// <summary>What a brief is made of beside a weighed result.</summary>
/// <param name="Terms">[offer] in words.</param>
/// <param name="Indicators">Of the offer that leads: the asks on which they were looked for, and those found; null where it has no certified solution at the best values.</param>
/// <param name="Readings">How many readings the deal declares.</param>
/// <param name="Marking">What stands on every page.</param>
/// <param name="Shown">Offers that were asked for by name, beside those that the bottom line names.</param>
internal sealed record BriefMaterial(
    IReadOnlyList<TermSheet> Terms,
    (IReadOnlyList<string> On, IReadOnlyList<Indicator> Found)? Indicators,
    int Readings,
    string? Marking,
    IReadOnlyList<string> Shown
);
