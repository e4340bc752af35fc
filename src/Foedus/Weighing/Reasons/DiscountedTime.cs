using Foedus.Games;
using Foedus.Solving.Beliefs;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>What a count of periods is in the parts of a difference: expected, discounted from the choice on, the last one with all that follows it.</summary>
internal static class DiscountedTime
{
    /// <summary>Whether every period counts as one, and none after the last.</summary>
    public static bool IsPlain(BeliefSolution solution) =>
        solution.Game is { Periods: not null, AfterLast: not AfterLastPeriod.LastFlowForEver } && Discounts(solution).All(discount => discount == 1);

    /// <summary>The same in a sentence; null where it is plain.</summary>
    /// <param name="solution">At its values.</param>
    /// <param name="unit">What a period is called.</param>
    public static string? Sentence(BeliefSolution solution, string unit)
    {
        if (IsPlain(solution))
            return null;
        var game = solution.Game;
        var (several, isForEver) = (Words.Plural(unit), game.Periods is not null && game.AfterLast == AfterLastPeriod.LastFlowForEver);
        var all = Discounts(solution)
            .Select(discount =>
                isForEver || game.Periods is not { } periods ? 1 / (1 - discount)
                : discount == 1 ? periods
                : (1 - Math.Pow(discount, periods)) / (1 - discount)
            )
            .Where(double.IsFinite)
            .ToList();
        var (least, most) = (all.DefaultIfEmpty(double.NaN).Min(), all.DefaultIfEmpty(double.NaN).Max());
        var count = double.IsNaN(least)
            ? ""
            : $": {(Words.Number(least) == Words.Number(most) ? Words.Number(least) : $"{Words.Number(least)} to {Words.Number(most)} by party")} in all, seen from the first";
        return $"Discounted {several} are expected ones, each counting less than the one before by the party's own discount{(isForEver ? $", the last of {game.Periods} with all that follow it" : "")}{count}.";
    }

    private static IEnumerable<double> Discounts(BeliefSolution solution) => solution.Game.Parties.Select(party => solution.Coefficients[party.Discount.Index]);
}
