using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>What the others come to believe.</summary>
internal static class BeliefsSection
{
    public static string Render(WeighingResult result)
    {
        var shown = result.Offers.Where(offer => offer.Beliefs.Count > 0 && offer.Beliefs[0].AtBest.Count > 2).ToList();
        if (shown.Count == 0)
            return "";
        var html = new StringBuilder("<section><h2>What do the others come to believe?</h2><p class=\"note\">Mean public belief along the path, at the best values.</p><div class=\"grid\">");
        foreach (var offer in shown)
        {
            // With two types one line says both.
            var lines = offer.Beliefs.GroupBy(path => path.Party).SelectMany(paths => paths.Count() == 2 ? paths.Take(1) : paths).ToList();
            html.Append($"<figure><figcaption><b>{Words.Html(offer.Title)}</b></figcaption>{Charts.Beliefs(lines, result.PeriodUnit)}</figure>");
        }
        return html.Append("</div></section>\n").ToString();
    }
}
