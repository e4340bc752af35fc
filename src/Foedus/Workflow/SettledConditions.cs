using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>Conditions that are always or never true, whatever anybody does: by the ranges of what they compare, or by what an offer can reach.</summary>
internal static class SettledConditions
{
    /// <summary>What 'holds when' compares that no answer of the game can change.</summary>
    public static IEnumerable<Diagnostic> OfHolding(BoundDeal deal)
    {
        foreach (var comparison in deal.Parts.HoldsWhen?.All.OfType<BoundBinary>().Where(Speaks) ?? [])
            if (AboveHorizon(deal, comparison) is { } above)
                yield return above;
            else if (ValueBounds.Settled(comparison) is { } settled)
                yield return (comparison.Left as AskValue ?? comparison.Right as AskValue)?.Ask.Declared is { } ask
                && (comparison.Right as ConstantNumber ?? comparison.Left as ConstantNumber) is { } number
                    ? ask.Measure.Kind.IsTime
                        ? Warning(
                            DiagnosticCodes.AskDecided,
                            comparison.Place,
                            $"'{ask.Name}' is a time, never below 0, so what compares it with {ExpressionText.Of(number.Value)} is settled: it is {Always(settled)}.",
                            "Compare it with a number of periods."
                        )
                        : Warning(
                            DiagnosticCodes.AskDecided,
                            comparison.Place,
                            $"'{ask.Name}' is a chance, from 0 to 1, so what compares it with {ExpressionText.Of(number.Value)} is settled: it is {Always(settled)}.",
                            number.Value > 1
                                ? $"If {ExpressionText.Of(number.Value)} of 100 is meant, write {ExpressionText.Of(number.Value)}%."
                                : "Compare it with a number between 0 and 1."
                        )
                    : Warning(
                        DiagnosticCodes.AskDecided,
                        comparison.Place,
                        $"Whatever the answers are that it speaks of, this is {Always(settled)}.",
                        "Compare it with a number that they can come to."
                    );
    }

    // A time is cut off at the horizon, so none is above it.
    private static Diagnostic? AboveHorizon(BoundDeal deal, BoundBinary comparison)
    {
        if (
            deal.Parts.Timing.Horizon is not { } horizon
            || comparison is not { Left: AskValue { Ask.Declared: { Measure.Kind.IsTime: true } ask }, Right: ConstantNumber { Value: var number } }
            || !(number > horizon || number == horizon && comparison.Operator is (BinaryOperator.Greater or BinaryOperator.LessOrEqual))
        )
            return null;
        var isTrue = comparison.Operator is BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.NotEqual;
        return Warning(
            DiagnosticCodes.AskDecided,
            comparison.Place,
            $"'{ask.Name}' is cut off at the horizon, {Words.Counted(horizon, "period")}, so this is {Always(isTrue)}.",
            "Compare it with a smaller number of periods, or ask for the chance that it never comes."
        );
    }

    /// <summary>Comparisons that the ranges of states settle, and conditions that nothing an offer can reach makes true, or false.</summary>
    /// <param name="offers">All offers, under every answer that is looked at.</param>
    /// <param name="told">Where parts of conditions begin of which something has been said; what is said here is added.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<LoweredOffer> offers, HashSet<int> told) => [.. ByRange(offers, told), .. ByReach(offers, told)];

    private static IEnumerable<Diagnostic> ByRange(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        var comparisons = offers
            .SelectMany(offer => BoundWalk.Formulas(offer.Bound.Parts, offer.BoundOffer))
            .SelectMany(formula => formula.All)
            .OfType<BoundBinary>()
            .Where(each => !each.Place.IsEmpty && Speaks(each));
        foreach (var same in comparisons.GroupBy(each => each.Place.Start))
        {
            var values = same.Select(ValueBounds.Settled).Distinct().ToList();
            if (values is not [{ } settled] || !told.Add(same.Key))
                continue;
            var comparison = same.First();
            var read = comparison.All.OfType<StateValue>().Select(part => part.State).Distinct().ToList();
            yield return Warning(
                DiagnosticCodes.DoesNothing,
                comparison.Place,
                read is [{ Domain: WholeNumbers range } only]
                    ? $"'{only.Name}' lies in {range.Lowest}..{range.Highest}, so this is {Always(settled)}."
                    : $"Whatever the states are within their ranges, this is {Always(settled)}.",
                read.Count == 1
                    ? "Compare it with what it can be, widen its range, or leave this out."
                    : "Compare them with what they can be, or leave this out."
            );
        }
    }

    private static IEnumerable<Diagnostic> ByReach(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (
            var same in offers.SelectMany(offer => offer.Conditions).GroupBy(each => (each.Condition.Place.Start, each.Use)).OrderBy(group => group.Key.Start)
        )
        {
            var (wasTrue, wasFalse, condition) = (same.Any(each => each.WasTrue), same.Any(each => each.WasFalse), same.First().Condition);
            // What hangs on nothing but given numbers is a switch, and meant.
            if (
                wasTrue == wasFalse
                || !condition.All.Any(part => part is StateValue or TypeTest or TimeTest)
                || condition.All.Any(part => told.Contains(part.Place.Start))
            )
                continue;
            var diagnostic = (same.Key.Use, wasTrue) switch
            {
                (ConditionUse.Effects or ConditionUse.EffectsOrElse, false) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "Nothing that an offer can reach makes this true, so what hangs on it never happens.",
                    "Check the condition, or leave the 'if' out."
                ),
                (ConditionUse.EffectsOrElse, true) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is true wherever it is tested, so what stands under 'else' never happens.",
                    "Check the condition, or leave the 'else' out."
                ),
                (ConditionUse.Effects, true) => Warning(
                    DiagnosticCodes.DoesNothing,
                    condition.Place,
                    "This is true wherever it is tested.",
                    "Check the condition, or leave the 'if' out."
                ),
                (ConditionUse.Value, false) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "Nothing that an offer can reach makes this true, so what stands before the 'if' is never taken.",
                    "Check the condition, or write what stands after 'else' alone."
                ),
                (ConditionUse.Value, true) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is true wherever it is tested, so what stands after 'else' is never taken.",
                    "Check the condition, or write what stands before the 'if' alone."
                ),
                (ConditionUse.Flow, false) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "No period of any offer can end with this true, so it is never counted.",
                    "Check the condition, or leave the line out."
                ),
                (ConditionUse.Suspends, false) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is never true while the time of the obligation runs, so nothing suspends it.",
                    "Check the condition, or leave it out."
                ),
                (ConditionUse.Suspends, true) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is true at every end of a period, so the time of the obligation never runs, and it is never due.",
                    "Check the condition, or leave it out."
                ),
                (ConditionUse.Excuses, false) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is never true when the obligation would be breached, so nothing excuses it.",
                    "It is read at the end at which the time is up. What stops the time meanwhile is written: suspended while …"
                ),
                (ConditionUse.Excuses, true) => Warning(
                    DiagnosticCodes.NeverReached,
                    condition.Place,
                    "This is true whenever the obligation would be breached, so it never is.",
                    "Check the condition, or leave the obligation out."
                ),
                (ConditionUse.Removes, false) => Warning(
                    DiagnosticCodes.DoesNothing,
                    condition.Place,
                    "This is never so where the option is open, so nothing is removed.",
                    "Check the condition, or leave it out."
                ),
                (ConditionUse.Narrows, true) => Warning(
                    DiagnosticCodes.DoesNothing,
                    condition.Place,
                    "Wherever an offer comes to this, it is so already, so 'only when' takes nothing away.",
                    "Check the condition, or leave it out."
                ),
                _ => null,
            };
            if (diagnostic is not null && told.Add(condition.Place.Start))
                yield return diagnostic;
        }
    }

    // Of states with a range, or of chances and times that are asked for; numbers alone are settled by what they are.
    private static bool Speaks(BoundBinary comparison) =>
        comparison.Operator
            is BinaryOperator.Less
                or BinaryOperator.LessOrEqual
                or BinaryOperator.Greater
                or BinaryOperator.GreaterOrEqual
                or BinaryOperator.Equal
                or BinaryOperator.NotEqual
        && comparison.Left.Kind == ValueKind.Number
        && comparison.All.Any(part => part is AskValue or StateValue { State.Domain: WholeNumbers });

    private static string Always(bool settled) => settled ? "always true" : "never true";

    private static Diagnostic Warning(string code, Place place, string message, string remedy) => new(code, Severity.Warning, message, place, remedy);
}
