using Foedus.Binding;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>Obligations that no offer ever brings, and those that nothing a party can do meets in time.</summary>
internal static class OddObligations
{
    /// <param name="source">The text.</param>
    /// <param name="offers">All offers, under every answer that is looked at.</param>
    /// <param name="told">Where parts of conditions begin of which something has been said.</param>
    public static IEnumerable<Diagnostic> Find(SourceText source, IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        var unread = new HashSet<int>();
        foreach (
            var same in offers
                .SelectMany(offer => offer.BoundOffer.Obligations.Select(owed => (Offer: offer, Owed: owed)))
                .GroupBy(pair => (pair.Owed.Declared.NamePlace.Start, pair.Owed.Name))
        )
        {
            var owed = same.First().Owed;
            var met = same.SelectMany(pair => pair.Offer.ValuesMet[pair.Owed.State.Index]).Select(value => (Standing)value).ToHashSet();
            if (met.All(standing => standing == Standing.NotOwed))
            {
                if (!owed.From!.All.Any(part => told.Contains(part.Place.Start)))
                    yield return Warning(
                        DiagnosticCodes.NeverReached,
                        owed.Declared.By.Place,
                        $"In no offer does what brings '{owed.Name}' ever come, so it is never owed.",
                        "Check the condition, or leave the obligation out."
                    );
                told.UnionWith(owed.From!.All.Select(part => part.Place.Start));
            }
            else if (
                !owed.IsForbidden
                && !met.Overlaps([Standing.Undecided, Standing.Done, Standing.Cured])
                && same.Any(pair => IsEverPlayed(pair.Offer, pair.Owed))
            )
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    owed.Declared.By.Place,
                    $"Whatever {owed.Party} does, '{owed.Name}' is not done in time: {(owed.Declared.Times == 1 ? $"'{owed.Declared.Option}' cannot be played by then" : $"'{owed.Declared.Option}' cannot be played {owed.Declared.Times} times by then")}.",
                    "Give it more time, or let the option be had earlier or more often."
                );
            // What parties of a kind owe is written once.
            else if (
                met.Contains(Standing.Breached)
                && owed.Breach.Count == 0
                && owed.Declared.Reported is null
                && !IsRead(owed, offers)
                && !Remark.Is("told", source, owed.Declared.NamePlace)
                && unread.Add(owed.Declared.NamePlace.Start)
            )
                yield return Warning(
                    DiagnosticCodes.DoesNothing,
                    owed.Declared.NamePlace,
                    $"Nothing follows where '{owed.Name}' is breached: that brings nothing, and nothing reads how it stands.",
                    $"Write what it brings, as in {{ breach: {source[owed.Declared.Party.Place]} pays 1 }}, or let something hang on it, as in: when {owed.Name} = breached. If it is only to be told how it stands, write '# told' at the end of its line."
                );
        }
    }

    private static bool IsRead(BoundObligation owed, IReadOnlyList<LoweredOffer> offers) =>
        offers
            .SelectMany(offer => BoundWalk.Formulas(offer.Bound.Parts, offer.BoundOffer))
            .SelectMany(formula => formula.All)
            .Any(part => part is StateValue { State: var read } && read.Name == owed.State.Name);

    // An option that is never had has been told of.
    private static bool IsEverPlayed(LoweredOffer offer, BoundObligation owed)
    {
        var never = offer.NeverMet.Select(odd => odd.Place.Start).ToHashSet();
        return offer.BoundOffer.Steps.Any(step =>
            !never.Contains(step.NamePlace.Start)
            && step.Options.Any(option =>
                option.Effects.OfType<BoundDone>().Any(done => done.Obligation.Name == owed.Name) && !never.Contains(option.NamePlace.Start)
            )
        );
    }

    private static Diagnostic Warning(string code, Place place, string message, string remedy) => new(code, Severity.Warning, message, place, remedy);
}
