using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Foedus.Reporting;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>From a deal's file to a weighed result and its report.</summary>
public static class Weigh
{
    public static WeighingResult Run(DealFile file, WeighingOptions options, IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default) =>
        new WeighingEngine(file.Deal, file.Offers, options).Run(progress, cancel);

    /// <summary>The report as one HTML page.</summary>
    public static string Html(DealFile file, WeighingResult result, CancellationToken cancel = default)
    {
        var diagrams = new Dictionary<string, Diagram>();
        var reasons = new Dictionary<string, IReadOnlyList<string>>();
        var assumptions = new AssumptionSet(file.Deal, result.Options);
        foreach (var offer in file.Offers.Where(offer => result.Offers.Any(weighed => weighed.Name == offer.Offer.Name)))
        {
            var outcome = new OfferSolver(offer, result.Options.Resolution).Solve(assumptions.Best, cancel);
            if (!outcome.IsSolved)
                continue;
            diagrams[offer.Offer.Name] = DiagramOf.Make(offer, outcome);
            reasons[offer.Offer.Name] = new Explainer(offer, assumptions, result.Options.Resolution).Explain(withFlips: false, cancel).Sentences;
        }
        return HtmlReport.Render(result, diagrams, reasons, Provenance(file, result));
    }

    /// <summary>Version of the library.</summary>
    public static string Version => typeof(Weigh).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static List<string> Provenance(DealFile file, WeighingResult result) =>
    [
        $"Foedus {Version}",
        $"Deal: {Path.GetFileName(file.Source.Name)}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Source.Text)))}",
        $"{result.Options.Draws:N0} draws, seed {result.Options.Seed}, {result.Options.Resolution} knots of belief{(result.Reading is null ? "" : $", reading '{result.Reading}'")}",
    ];
}
