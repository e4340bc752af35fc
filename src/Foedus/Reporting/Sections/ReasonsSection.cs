using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Why: sentences built from the solution at the best values; those of one offer open, the others to be opened.</summary>
internal static class ReasonsSection
{
    public static string Render(WeighingResult result, IReadOnlyDictionary<string, IReadOnlyList<string>> reasons)
    {
        if (reasons.Count == 0)
            return "";
        var html = new StringBuilder("<section><h2>Why?</h2><p class=\"note\">At the best values. Every number is the solver's.</p>");
        var shown = result.Analysis?.Effects.FirstOrDefault()?.Offer ?? result.Offers.FirstOrDefault(offer => !offer.IsNoDeal && reasons.ContainsKey(offer.Name))?.Name;
        foreach (var offer in result.Offers.Where(offer => reasons.ContainsKey(offer.Name)).OrderByDescending(offer => offer.Name == shown))
        {
            html.Append($"<details{(offer.Name == shown ? " open" : "")}><summary>{Words.Html(offer.Title)} <code>{Words.Html(offer.Name)}</code></summary><ul class=\"reasons\">");
            foreach (var sentence in reasons[offer.Name])
                html.Append($"<li>{Words.Html(sentence)}</li>");
            html.Append("</ul></details>");
        }
        return html.Append("</section>\n").ToString();
    }
}
