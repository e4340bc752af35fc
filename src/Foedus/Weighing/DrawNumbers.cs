using Foedus.Games;

namespace Foedus.Weighing;

/// <summary>What a draw's numbers must meet before a game with them can be solved.</summary>
internal static class DrawNumbers
{
    /// <param name="party">Whose.</param>
    /// <param name="discount">δ.</param>
    /// <param name="precision">λ; not looked at where the party is rational.</param>
    /// <param name="after">What follows the last period.</param>
    /// <exception cref="InputException">A discount or precision out of range.</exception>
    public static void Check(GameParty party, double discount, double precision, AfterLastPeriod after)
    {
        if (!(discount >= 0 && discount <= 1))
            throw new InputException(FormattableString.Invariant($"The discount of {party.Name} is {discount:R}; it must lie between 0 and 1."));
        if (after == AfterLastPeriod.LastFlowForEver && discount >= 1)
            throw new InputException(FormattableString.Invariant($"'then forever' needs a discount below 1, but {party.Name}'s is {discount:R}."));
        if (!party.IsRational && !(precision >= 0 && double.IsFinite(precision)))
            throw new InputException(
                FormattableString.Invariant(
                    $"The precision of {party.Name} is {precision:R} per point; it must be a number of 0 or more. 'N points worse once in M times' needs N above 0 and M of at least 2."
                )
            );
    }
}
