using System.Globalization;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Beliefs;

/// <summary>Judges a profile on the belief grid by code that did not make it: values by policy evaluation, then every choice against its own values.</summary>
internal static class Certificate
{
    /// <summary>The solution's report with residual and deviation gain, and the status that <see cref="Verdict"/> gives them.</summary>
    public static SolveReport Certify(BeliefSolution solution, CancellationToken cancel = default) => Judge(solution, null, cancel).Report;

    /// <summary>The report, and all that was worked out for it.</summary>
    /// <param name="solution">The profile with its solver's report.</param>
    /// <param name="along">Chances forward through it: then it is said how often what is not settled is met, and what options are worth where they are.</param>
    /// <param name="cancel">Stops the work.</param>
    public static (SolveReport Report, PolicyEvaluation Evaluation) Judge(BeliefSolution solution, ForwardPass? along, CancellationToken cancel = default) =>
        Judge(solution, along, new EvaluationRoom(), cancel);

    internal static (SolveReport Report, PolicyEvaluation Evaluation) Judge(
        BeliefSolution solution,
        ForwardPass? along,
        EvaluationRoom room,
        CancellationToken cancel
    )
    {
        var judge = new PolicyEvaluation(solution, along, room);
        judge.Run(cancel);
        var report = solution.Report ?? throw new ArgumentException("The solution has no report.", nameof(solution));
        var (anyLogit, anyRational) = (solution.Game.Parties.Any(party => !party.IsRational), solution.Game.Parties.Any(party => party.IsRational));
        var (errors, notes) = Count(solution, judge, along, cancel);
        return (
            report with
            {
                Status = Verdict.Of(errors),
                Notes = [.. report.Notes, .. notes],
                LogitResidual = anyLogit
                    ? errors.Residual == judge.Errors.Residual
                        ? judge.LogitResidual
                        : errors.Residual * Range(solution)
                    : null,
                DeviationGain = judge.DeviationGain,
                Certifies = anyLogit
                    ? $"every choice is the logit response to its own consequences {(judge.LogitResidual < Rounding ? "to rounding" : $"up to {judge.LogitResidual:0.0e+0;-0.0e+0;0} points")}; at this precision a single best deviation would gain up to {(judge.DeviationGain is > Rounding and < 5e-4 ? $"{judge.DeviationGain:0.0e+0;-0.0e+0;0}" : $"{judge.DeviationGain:0.###}")} points"
                        + (anyRational ? $"; a rational party up to {judge.Errors.Gain:0.0e+0;-0.0e+0;0} of its payoff range" : "")
                    : $"no party gains more than {judge.DeviationGain:0.0e+0;-0.0e+0;0} points by one deviation",
            },
            judge
        );
    }

    // Points: a residual below this is a product of chances and differences that no value is reckoned as finely as.
    private const double Rounding = 1e-14;

    private static double Range(BeliefSolution solution) =>
        solution.Game.Parties.Select((_, party) => PayoffRange.Of(solution.Game, party, solution.Coefficients)).Max();

    // Choices at beliefs that cannot come about do not count; those that can are named.
    private static (CertifiedErrors Errors, IReadOnlyList<string> Notes) Count(
        BeliefSolution solution,
        PolicyEvaluation judge,
        ForwardPass? along,
        CancellationToken cancel
    )
    {
        if (judge.Missed.Count == 0)
            return (judge.Errors, []);
        var game = solution.Game;
        var reachable = new Reachability(solution, cancel);
        var counted = judge.Missed.Where(missed => reachable.Includes(missed.Period, missed.Node, missed.Point)).ToList();
        var residual = counted
            .Where(missed => !game.Parties[missed.Party].IsRational)
            .Select(missed => missed.Share * Verdict.Residual)
            .DefaultIfEmpty(0)
            .Max();
        var gain = counted.Where(missed => game.Parties[missed.Party].IsRational).Select(missed => missed.Share * Verdict.Gain).DefaultIfEmpty(0).Max();
        var notes = counted
            .GroupBy(missed => missed.Node)
            .OrderByDescending(group => group.Max(missed => missed.Share))
            .Take(5)
            .Select(group => Describe(solution, along, [.. group]))
            .ToList();
        if (judge.Missed.Count > counted.Count)
            notes.Add(
                $"At beliefs that cannot come about, {Words.Counted(judge.Missed.Count - counted.Count, "choice")} other than the response to what follows: no part of the answer."
            );
        return (
            judge.Errors with
            {
                Residual = Math.Min(judge.Errors.Residual, Math.Max(residual, Verdict.Residual * 0.999)),
                Gain = Math.Min(judge.Errors.Gain, Math.Max(gain, Verdict.Gain * 0.999)),
            },
            notes
        );
    }

    private static string Describe(BeliefSolution solution, ForwardPass? along, IReadOnlyList<MissedChoice> missed)
    {
        var (game, worst) = (solution.Game, missed.MaxBy(one => one.Share));
        var turn = game.Words.Turn(game.Steps[game.Nodes[worst.Node].Step].Name, game.Parties[worst.Party].Name);
        var chance = along is null
            ? double.NaN
            : missed.DistinctBy(one => (one.Period, one.Point)).Sum(one => along.VisitsOf(one.Period, one.Node)?.Mass(one.Point) ?? 0);
        var beliefs = string.Join(
            ", ",
            game.Parties.Select((party, p) => (party, p))
                .Where(pair => pair.party.IsPrivate)
                .Select(pair =>
                    $"{game.Words.Party(pair.party.Name)} {Words.Plain(pair.party.TypeNames[0])} {solution.Grid.Belief(pair.p, worst.Point)[0].ToString("0.##", CultureInfo.InvariantCulture)}"
                )
        );
        return $"{char.ToUpperInvariant(turn[0])}{turn[1..]} when {game.Words.State(game.StateNames[game.Nodes[worst.Node].State])} is not the response to what follows it{(beliefs.Length == 0 ? "" : $", at {missed.DistinctBy(one => one.Point).Count():N0} of the beliefs")}"
            + $" (worst in {Words.Spoken(game.Words.Unit)} {worst.Period + 1}{(beliefs.Length == 0 ? "" : $" at {beliefs}")})"
            + (
                double.IsNaN(chance) ? "."
                : chance > 0 ? $"; they are met {chance.ToString("0.##e+0", CultureInfo.InvariantCulture)} times on average."
                : "; they are never met, but could be by a deviation."
            );
    }
}
