using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>Obligations that no offer ever brings, and those that nothing a party can do meets in time.</summary>
internal static class OddObligations
{
    /// <param name="offers">All offers, under every answer that is looked at.</param>
    /// <param name="told">Where parts of conditions begin of which something has been said.</param>
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (var same in offers.SelectMany(offer => offer.BoundOffer.Obligations.Select(owed => (Offer: offer, Owed: owed))).GroupBy(pair => (pair.Owed.Declared.NamePlace.Start, pair.Owed.Name)))
        {
            var owed = same.First().Owed;
            var met = same.SelectMany(pair => pair.Offer.ValuesMet[pair.Owed.State.Index]).Select(value => (Standing)value).ToHashSet();
            if (met.All(standing => standing == Standing.NotOwed))
            {
                if (!owed.From!.All.Any(part => told.Contains(part.Place.Start)))
                    yield return Warning(owed.Declared.By.Place, $"In no offer does what brings '{owed.Name}' ever come, so it is never owed.", "Check the condition, or leave the obligation out.");
                told.UnionWith(owed.From!.All.Select(part => part.Place.Start));
            }
            else if (!owed.IsForbidden && !met.Overlaps([Standing.Undecided, Standing.Done, Standing.Cured]) && same.Any(pair => IsEverPlayed(pair.Offer, pair.Owed)))
                yield return Warning(owed.Declared.By.Place, $"Whatever {owed.Party} does, '{owed.Name}' is not done in time: {(owed.Declared.Times == 1 ? $"'{owed.Declared.Option}' cannot be played by then" : $"'{owed.Declared.Option}' cannot be played {owed.Declared.Times} times by then")}.", "Give it more time, or let the option be had earlier or more often.");
        }
    }

    // An option that is never had has been told of.
    private static bool IsEverPlayed(LoweredOffer offer, BoundObligation owed)
    {
        var never = offer.NeverMet.Select(odd => odd.Place.Start).ToHashSet();
        return offer.BoundOffer.Steps.Any(step => !never.Contains(step.NamePlace.Start) && step.Options.Any(option => option.Effects.OfType<BoundDone>().Any(done => done.Obligation.Name == owed.Name) && !never.Contains(option.NamePlace.Start)));
    }

    private static Diagnostic Warning(Place place, string message, string remedy) => new(DiagnosticCodes.NeverReached, Severity.Warning, message, place, remedy);
}
