using System.Globalization;
using Foedus.Answers;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus verify of a deal: how far a given profile of an offer is from being an equilibrium.</summary>
internal static class VerifyDeal
{
    public static int Run(string path, string? name, string profilePath, WeighingOptions options, int? resolution, bool json, CancellationToken cancel)
    {
        var file = DealFile.ReadSound(path, options.Forks, cancel);
        DealInputs.WarnOutside(file, options);
        var offer = OneOffer.ChooseOne(file, name);
        var (profile, solvedAt) = DealProfileReader.Read(profilePath, offer);
        var assumptions = new AssumptionSet(file.Deal, options);
        foreach (var warning in Elsewhere(assumptions, solvedAt))
            Console.Error.WriteLine(warning);
        OfferOutcome judged;
        try
        {
            judged = Output.Working($"Judging a profile of '{offer.Offer.Name}'", () =>
                new OfferSolver(offer, resolution ?? profile.Resolution ?? options.Resolution).Judge(assumptions.Best, profile, cancel)
            );
        }
        catch (InputException fault) when (fault.Place is null)
        {
            throw new InputException(fault.Message, profilePath, fault);
        }
        var answer = JudgedDealProfile.Of(offer, judged, file.Deal.PeriodName);
        if (json)
            Console.WriteLine(AnswerJson.Text(answer));
        else
            Print(answer, offer);
        return ExitCode.Fine;
    }

    // A profile solved at other values is seldom an equilibrium at these.
    private static IEnumerable<string> Elsewhere(AssumptionSet assumptions, IReadOnlyDictionary<string, double> solvedAt) =>
        assumptions
            .Assumptions.Select((assumption, a) => (assumption.Name, Here: assumptions.Best[a]))
            .Where(each => solvedAt.TryGetValue(each.Name, out var there) && !(Math.Abs(there - each.Here) <= 1e-9 * Math.Max(1, Math.Abs(there))))
            .Select(each =>
                $"The profile was solved at {each.Name} = {Text(solvedAt[each.Name])}, and is judged at {Text(each.Here)}. To judge it there: --set {each.Name}={Text(solvedAt[each.Name])}"
            );

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Print(JudgedDealProfile judged, LoweredOffer offer)
    {
        Output.Line($"{judged.Offer}: {offer.Offer.Title ?? judged.Offer}");
        Output.Line(
            $"  the profile is {judged.Report.Status switch
        {
            SolveStatus.Solved => "an equilibrium at the parties' precision",
            SolveStatus.AlmostSolved => "almost an equilibrium at the parties' precision",
            _ => "no equilibrium at the parties' precision",
        }}"
        );
        if (judged.Report.LogitResidual is { } residual)
            Output.Line(
                $"  largest distance of a choice from the logit response: {(residual < 1e-14 ? "none beyond rounding" : $"{Words.Power(residual)} points")}"
            );
        Output.Line($"  largest gain by one deviation: {Words.Power(judged.Report.DeviationGain)} points");
        foreach (var note in judged.Report.Notes)
            Output.Line($"  note: {note}");
        foreach (var measure in judged.Measures)
            Output.Line(
                $"  {measure.Title, -34} {Words.Fixed(measure.Value, 4)}{(double.IsNaN(measure.Censored) ? "" : $" (not seen: {Words.Fixed(measure.Censored, 2)})")}"
            );
        foreach (var value in judged.Values)
            Output.Line($"  {value.Party + (value.Type.Length > 0 ? $", {value.Type}" : ""), -34} {Words.Fixed(value.Value, 3)} points");
    }
}
