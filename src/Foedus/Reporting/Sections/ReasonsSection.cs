using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Why: sentences built from the solution at the best values.</summary>
internal static class ReasonsSection
{
    public static string Render(WeighingResult result, IReadOnlyDictionary<string, IReadOnlyList<string>> reasons)
    {
        if (reasons.Count == 0)
            return "";
        var html = new StringBuilder("<section><h2>Why?</h2><p class=\"note\">At the best values. Every number is the solver's.</p>");
        foreach (var offer in result.Offers.Where(offer => reasons.ContainsKey(offer.Name)))
        {
            html.Append($"<h3>{Words.Html(offer.Title)}</h3><ul class=\"reasons\">");
            foreach (var sentence in reasons[offer.Name])
                html.Append($"<li>{Words.Html(sentence)}</li>");
            html.Append("</ul>");
        }
        return html.Append("</section>\n").ToString();
    }
}
