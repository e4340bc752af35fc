namespace Foedus.Solving;

/// <summary>What a certificate measured, each as a share of the payoff range (<see cref="PayoffRange"/>) of the party concerned.</summary>
/// <param name="Residual">Largest logit residual of a party that chooses with finite precision; 0 where there is none.</param>
/// <param name="Gain">Largest gain by one deviation of a party without limit in precision; 0 where there is none.</param>
/// <param name="ValueError">Largest difference between the values of the profile, worked out again, and those its solver gave.</param>
/// <param name="IsSettled">Whether its solver came to an end: a stationary profile that still moves has none.</param>
internal readonly record struct CertifiedErrors(double Residual, double Gain, double ValueError, bool IsSettled);

/// <summary>The one place where a status comes from: everything a certificate measured, against one table of tolerances.</summary>
/// <remarks>
/// All are shares of a party's own payoff range (docs/mathematics/tolerances.md); what is not almost solved, or not a number, has not converged. Notes never make a status.
/// </remarks>
internal static class Verdict
{
    /// <summary>Bound on the logit residual, in points, below which it is taken for the residual itself.</summary>
    public const double SmallBound = 1e-10;

    /// <summary>Largest logit residual of a solved profile, as a share of the party's payoff range.</summary>
    public const double Residual = 1e-8;

    /// <summary>Largest gain by a deviation, at λ = ∞, of a solved profile, as a share of the party's payoff range.</summary>
    public const double Gain = 1e-6;

    /// <summary>Largest difference of values of a solved profile, as a share of the largest of them or of the payoff range.</summary>
    public const double ValueError = 1e-6;

    /// <summary>What an almost solved profile may miss the tolerances of a solved one by.</summary>
    public const double Almost = 1000;

    /// <summary>What a judged profile counts as.</summary>
    public static SolveStatus Of(CertifiedErrors errors) =>
        !errors.IsSettled ? SolveStatus.NotConverged
        : IsWithin(errors, 1) ? SolveStatus.Solved
        : IsWithin(errors, Almost) ? SolveStatus.AlmostSolved
        : SolveStatus.NotConverged;

    private static bool IsWithin(CertifiedErrors errors, double times) =>
        errors.Residual <= times * Residual && errors.Gain <= times * Gain && errors.ValueError <= times * ValueError;
}
