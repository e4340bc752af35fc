namespace Foedus.Solving.Beliefs;

/// <summary>Judges a profile on the belief grid by code that did not make it: values by policy evaluation, then every choice against its own values.</summary>
public static class Certificate
{
    /// <summary>Logit residual, in points, up to which a profile counts as solved.</summary>
    public const double Tolerance = 1e-7;

    /// <summary>Bound on the logit residual, in points, that is small enough to be the answer.</summary>
    public const double SmallBound = 1e-10;

    /// <summary>What a judged profile counts as.</summary>
    /// <param name="residual">Logit residual, points.</param>
    /// <param name="off">Largest difference between the values of the profile and the solver's, points.</param>
    /// <param name="largest">Largest of these values, points.</param>
    public static SolveStatus StatusOf(double residual, double off, double largest) =>
        residual <= Tolerance && off <= 1e-6 * Math.Max(1, largest) ? SolveStatus.Solved
        : residual <= 1e-4 && off <= 1e-3 * Math.Max(1, largest) ? SolveStatus.AlmostSolved : SolveStatus.NotConverged;

    /// <summary>The solution's report with residual and deviation gain, and the status they justify.</summary>
    public static SolveReport Certify(BeliefSolution solution, CancellationToken cancel = default)
    {
        var judge = new PolicyEvaluation(solution);
        judge.Run(cancel);
        var report = solution.Report ?? throw new ArgumentException("The solution has no report.", nameof(solution));
        var anyLogit = solution.Game.Parties.Any(party => !party.IsRational);
        var off = judge.LargestValueDifference;
        // The judge decides: a solver that missed its own stopping rule by a hair may still have solved the game.
        var status = StatusOf(judge.LogitResidual, off, judge.LargestValue);
        var fine = status == SolveStatus.Solved;
        return report with
        {
            Status = status,
            Notes = fine ? [.. report.Notes.Where(note => note != BeliefRecursion.NotSettled)] : report.Notes,
            LogitResidual = anyLogit ? judge.LogitResidual : null,
            DeviationGain = judge.DeviationGain,
            Certifies = anyLogit
                ? $"every choice is the logit response to its own consequences up to {judge.LogitResidual:0.0e+0} points; at this precision a single best deviation would gain up to {judge.DeviationGain:0.###} points"
                : $"no party gains more than {judge.DeviationGain:0.0e+0} points by one deviation",
        };
    }
}
