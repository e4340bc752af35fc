using System.Reflection;
using System.Text;
using Foedus.Reporting.Sections;
using Foedus.Weighing;

namespace Foedus.Reporting;

/// <summary>The result page: one self-contained HTML file without scripts or network, for screen, phone and paper.</summary>
/// <remarks>Order and words follow the practice of robust decision making: the answer and its uncertainty first, then pictures headed by their question,
/// then reasons, then every assumption with its source.</remarks>
public static class HtmlReport
{
    /// <param name="result">A weighed deal.</param>
    /// <param name="diagrams">[offer] the deal as states and turns; may be empty.</param>
    /// <param name="reasons">Sentences of an explanation, by offer; may be empty.</param>
    /// <param name="provenance">Version, file and hash lines for the foot.</param>
    public static string Render(
        WeighingResult result, IReadOnlyDictionary<string, Diagram> diagrams, IReadOnlyDictionary<string, IReadOnlyList<string>> reasons, IReadOnlyList<string> provenance)
    {
        var page = new StringBuilder();
        page.Append(Answer.Render(result));
        page.Append(OffersSection.Render(result));
        page.Append(EffectsSection.Render(result));
        page.Append(BreakingSection.Render(result));
        page.Append(YardstickSection.Render(result));
        page.Append(TradeOffSection.Render(result));
        page.Append(ReasonsSection.Render(result, reasons));
        page.Append(SurplusSection.Render(result));
        page.Append(ReadingsSection.Render(result));
        page.Append(PromisesSection.Render(result));
        page.Append(BeliefsSection.Render(result));
        page.Append(DiagramSection.Render(result, diagrams));
        page.Append(InformationSection.Render(result));
        page.Append(ThresholdsSection.Render(result));
        page.Append(AssumptionsSection.Render(result));
        page.Append(FootSection.Render(result, provenance));
        return Page(result.Title, page.ToString());
    }

    /// <summary>A page with the report's style around some content.</summary>
    internal static string Page(string title, string content)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append($"<title>{Words.Html(title)} – Foedus</title><style>{Style()}</style></head><body><main>\n");
        return page.Append(content).Append("</main></body></html>\n").ToString();
    }

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Foedus.Reporting.report.css")
            ?? throw new InvalidOperationException("The report's style sheet is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
