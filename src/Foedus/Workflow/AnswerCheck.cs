using Foedus.Binding;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Checks the games of a deal as written and under each other answer of its forks alone, so that a mistake in any answer's terms is found.</summary>
internal static class AnswerCheck
{
    /// <param name="source">The text.</param>
    /// <param name="bound">The deal as written, sound as far as binding goes.</param>
    /// <param name="sets">Its assumptions as they are drawn.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The offers as written; and what is wrong or odd, as written or under another answer.</returns>
    public static (IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Found) Run(
        SourceText source,
        BoundDeal bound,
        IReadOnlyList<AssumptionSet> sets,
        CancellationToken cancel
    )
    {
        var others = bound.Choice.Others(bound.Deal).Select(bound.Under).ToList();
        var (written, faults) = Lower(bound, sets, source, cancel);
        // What is odd counts as odd if it is so under every answer.
        var found = bound.Composed.Where(odd => others.All(other => other.Composed.Contains(odd))).Concat(faults).ToList();
        var lowered = new List<IReadOnlyList<LoweredOffer>> { written };
        foreach (var other in others)
        {
            var (offers, more) = Lower(other, sets, source, cancel);
            lowered.Add(offers);
            found.AddRange(
                more.Where(fault => !found.Any(known => known.Code == fault.Code && known.Place.Start == fault.Place.Start))
                    .Select(fault =>
                        other.Composed.Contains(fault)
                            ? fault
                            : fault with
                            {
                                Message = $"{fault.Message} (Under {other.Choice.Words(bound.Deal, bound.Choice)}.)",
                            }
                    )
                    .ToList()
            );
        }
        if (bound.Deal.Offers.Any() && lowered.All(offers => offers.Count == bound.Deal.Offers.Count()))
            found.AddRange(OddGames.Find(source, bound, lowered, cancel));
        return (written, found);
    }

    /// <summary>The offers under answers of the forks, and what is wrong with them.</summary>
    public static (IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Faults) Lower(
        BoundDeal bound,
        IReadOnlyList<AssumptionSet> sets,
        SourceText source,
        CancellationToken cancel
    )
    {
        if (bound.Composed.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList() is { Count: > 0 } errors)
            return ([], errors);
        var (offers, faults) = DealLowering.Lower(bound, cancel);
        return (offers, [.. faults, .. ChanceCheck.Run(offers, sets, source), .. NumberCheck.Run(offers, sets)]);
    }
}
