using Foedus.Binding;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Checks;
using Foedus.Weighing.Reasons;

namespace Foedus.Workflow;

/// <summary>The model check of a deal that is read, without weighing it.</summary>
public static class CheckModel
{
    /// <summary>What can be said of every offer without solving, and what was not looked at.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="withoutWarned">Whether what a warning of the file says at a place of the text is left out, and what a comment says there is meant.</param>
    public static IReadOnlyList<ModelFinding> ByStructure(DealFile file, bool withoutWarned)
    {
        var warned = file.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Place.Start)).ToHashSet();
        return Of(file, new WeighingOptions())
            .ByStructure(
                withoutWarned ? (kind, place) => warned.Contains((CodeOf(kind), place.Start)) || kind == "trap" && Remark.Is("final", file.Source, place) : null
            );
    }

    private static string CodeOf(string kind) =>
        kind switch
        {
            "settled" => DiagnosticCodes.AskDecided,
            "trap" => DiagnosticCodes.Trap,
            "unreached" => DiagnosticCodes.NeverReached,
            _ => "",
        };

    /// <summary>Every offer solved at the best values, and again with more care; assumptions are not moved.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="options">Reading, fixed values and knots are read.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<ModelFinding> Solved(DealFile file, WeighingOptions options, CancellationToken cancel = default)
    {
        var (check, best, found) = (Of(file, options), new AssumptionSet(file.Deal, options).Best, new List<ModelFinding>());
        foreach (var offer in file.Offers)
        {
            var outcome = new OfferSolver(offer, options.Resolution).Solve(best, cancel);
            found.AddRange(outcome.IsSolved ? check.Of(new SolvedPlay(offer, outcome, cancel), null) : check.Unsolved(offer));
        }
        return found;
    }

    /// <summary>Findings in sentences; what is so in several offers is said once.</summary>
    public static IEnumerable<string> Told(IReadOnlyList<ModelFinding> found) =>
        found
            .GroupBy(each => each.Words)
            .Select(same => $"{(same.First().Offer.Length == 0 ? "" : $"{Words.Listed([.. same.Select(each => each.Offer)])}: ")}{same.Key}");

    private static ModelCheck Of(DealFile file, WeighingOptions options) => new(file.Offers, new AssumptionSet(file.Deal, options), file.Offers[0].Holding);
}
