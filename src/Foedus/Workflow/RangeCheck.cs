using System.Globalization;
using Foedus.Binding;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Numerics.Sampling;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Holds a deal's assumptions against what is drawn of them, under the deal as written and every reading.</summary>
internal static class RangeCheck
{
    /// <summary>The assumptions as they are drawn, as written and under every reading; or what keeps them from being drawn.</summary>
    public static (IReadOnlyList<AssumptionSet> Sets, IReadOnlyList<Diagnostic> Found) Draw(Deal deal)
    {
        var sets = new List<AssumptionSet>();
        var found = new List<Diagnostic>();
        var open = deal.Assumptions.Where(assumption => assumption.Spread is not null).ToList();
        if (open.Count > SobolSequence.MostDimensions)
            return (
                [],
                [
                    Error(
                        DiagnosticCodes.TooMany,
                        open[SobolSequence.MostDimensions].NamePlace,
                        $"At most {SobolSequence.MostDimensions} assumptions can have a range; here are {open.Count}.",
                        "Fix those that matter least."
                    ),
                ]
            );
        foreach (var reading in deal.Readings.Select(reading => (Reading?)reading).Prepend(null))
        {
            try
            {
                sets.Add(new AssumptionSet(deal, new WeighingOptions { Reading = reading?.Name }));
            }
            catch (InputException fault)
            {
                found.Add(Error(DiagnosticCodes.BadRange, reading?.NamePlace ?? deal.All<Correlation>().LastOrDefault()?.Place ?? default, fault.Message));
            }
        }
        foreach (var (set, reading) in sets.Zip(deal.Readings.Select(reading => (Reading?)reading).Prepend(null)))
            for (var a = 0; a < set.Assumptions.Count; a++)
                if (
                    set.Assumptions[a].Spread is Likely
                    && (reading is null || reading.Values.Any(value => value.Name == set.Assumptions[a].Name))
                    && (set.Best[a] < set.Distributions[a].Low || set.Best[a] > set.Distributions[a].High)
                )
                    found.Add(
                        new Diagnostic(
                            DiagnosticCodes.BestNotDrawn,
                            Severity.Warning,
                            $"The best value of '{set.Assumptions[a].Name}', {Text(set.Best[a])}, is outside all that is drawn, {Text(set.Distributions[a].Low)} to {Text(set.Distributions[a].High)}.",
                            set.Assumptions[a].ValuePlace,
                            "Move it, or widen the likely range."
                        )
                    );
        return (sets, found);
    }

    /// <summary>Discounts and precisions over the whole range: what lies outside what a game can have.</summary>
    public static IEnumerable<Diagnostic> Characters(BoundDeal deal, IReadOnlyList<LoweredOffer> offers, IReadOnlyList<AssumptionSet> sets)
    {
        if (offers.Count == 0)
            yield break;
        var offer = offers[0];
        var values = new double[offer.Table.Count];
        foreach (var party in offer.Game.Parties)
        {
            Coefficient[] numbers = party.IsRational ? [party.Discount] : [party.Discount, party.Precision];
            if (sets.Select(set => Fault(offer, party, numbers, set, values)).FirstOrDefault(fault => fault is not null) is { } fault)
                yield return Error(
                    DiagnosticCodes.BadRange,
                    PlaceOf(deal.WrittenOut, party.Name, fault.Contains("precision", StringComparison.Ordinal)),
                    fault,
                    offer.Table.AssumptionsOf(numbers).Count == 0 ? "Write another number." : "Narrow the range of what it is made of."
                );
        }
    }

    private static string? Fault(LoweredOffer offer, GameParty party, Coefficient[] numbers, AssumptionSet set, double[] values)
    {
        var needed = offer.Table.NeededFor(numbers);
        foreach (var point in RangePoints.Of(set, offer.Table.AssumptionsOf(numbers)))
        {
            offer.Table.Evaluate(needed, point, values);
            try
            {
                DrawNumbers.Check(party, values[party.Discount.Index], values[party.Precision.Index], offer.Game.AfterLast);
            }
            catch (InputException fault)
            {
                return fault.Message;
            }
            if (offer.Game.Periods is null && values[party.Discount.Index] >= 1)
                return $"An endless horizon needs a discount below 1, but {party.Name}'s is {Text(values[party.Discount.Index])}.";
        }
        return null;
    }

    private static Place PlaceOf(Deal deal, string party, bool isPrecision) =>
        isPrecision
            ? (
                deal.All<Precision>().LastOrDefault(precision => precision.Party?.Text == party)
                ?? deal.All<Precision>().Last(precision => precision.Party is null)
            ).Place
            : (
                deal.All<Discount>().LastOrDefault(discount => discount.Party?.Text == party) ?? deal.All<Discount>().Last(discount => discount.Party is null)
            ).Place;

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static Diagnostic Error(string code, Place place, string message, string? remedy = null) => new(code, Severity.Error, message, place, remedy);
}
