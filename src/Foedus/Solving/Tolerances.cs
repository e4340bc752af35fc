namespace Foedus.Solving;

/// <summary>What counts as equal, as an equilibrium, and as a logit response: one table for trees, tables and stochastic games.</summary>
/// <remarks>Everything in points is taken as a share of the player's own payoff range, so that no answer depends on a unit, nor one player's on another's. docs/mathematics/tolerances.md has the same table.</remarks>
internal static class Tolerances
{
    /// <summary>Largest deviation gain of what is called an equilibrium, as a share of the player's payoff range.</summary>
    public const double Gain = 1e-8;

    /// <summary>The same for what is called almost solved.</summary>
    public const double AlmostGain = 1e-5;

    /// <summary>Payoffs of a player closer than this share of the player's payoff range are a tie, so that rounding hides no equilibrium.</summary>
    public const double Tie = 1e-12;

    /// <summary>Profiles that a search comes to and whose probabilities differ by no more are one and the same in a list.</summary>
    public const double Apart = 1e-6;

    /// <summary>The same for profiles from exact arithmetic.</summary>
    public const double SameExactly = 1e-12;

    /// <summary>Largest error of a choice probability in what is called a logit response.</summary>
    public const double Choice = 1e-8;

    /// <summary>λ times a payoff range beyond which payoffs as they are written, with sixteen digits, tell nothing about choices.</summary>
    public const double MostPrecision = 1e15;

    // Twenty roundings of the payoffs, as they move a log-odds.
    private const double Roundings = 2e-14;

    /// <summary>Largest error of a choice probability at precision λ: <see cref="Choice"/>, or where λ is so large that rounding of payoffs alone does more, twenty roundings.</summary>
    /// <param name="lambda">The precision of the choice.</param>
    /// <param name="range">The player's payoff range, points.</param>
    public static double ChoiceAt(double lambda, double range) => Math.Max(Choice, Roundings * lambda * range);

    /// <summary>A gain in points as a share of the player's payoff range; any gain of a player whose payoffs are all alike is rounding.</summary>
    public static double Share(double gain, double range) => range > 0 ? gain / range : 0;

    /// <exception cref="RefusedException">λ times a payoff range is beyond <see cref="MostPrecision"/>, or not a number.</exception>
    internal static void CheckPrecision(double lambda, IReadOnlyList<double> ranges, IReadOnlyList<string> players)
    {
        for (var i = 0; i < ranges.Count; i++)
            if (!(lambda * ranges[i] <= MostPrecision))
                throw new RefusedException(
                    $"λ = {lambda:G4} times the range of {players[i]}'s payoffs ({ranges[i]:G4}) is beyond {MostPrecision:0e+0}, where the sixteen digits of a payoff tell nothing about choices. "
                        + "Ask for a smaller λ, or leave --lambda out for the limit."
                );
    }

    // Differences are added up and weighed by chances, and must still be numbers.
    private const double MostRange = 1e300;

    /// <exception cref="RefusedException">Payoffs are so far apart that what is reckoned with them is no number.</exception>
    internal static void CheckRanges(IReadOnlyList<double> ranges, IReadOnlyList<string> players)
    {
        for (var i = 0; i < ranges.Count; i++)
            if (!(ranges[i] <= MostRange))
                throw new RefusedException(
                    $"The payoffs of {players[i]} are too large to be added up: the least and the most may be {MostRange:0e+0} points apart. Give them in a larger unit."
                );
    }
}
