using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>The deal as states and turns, with what is played.</summary>
internal static class DiagramSection
{
    public static string Render(WeighingResult result, IReadOnlyDictionary<string, Diagram> diagrams)
    {
        if (diagrams.Count == 0)
            return "";
        var html = new StringBuilder("<section><h2>The deal as states and turns</h2><p class=\"note\">Boxes are states, arrows say who moves the world and by what; the number is how often it is played when the turn is reached, at the best values. Thick arrows are played at least half of the time.</p>");
        foreach (var offer in result.Offers.Where(offer => diagrams.ContainsKey(offer.Name)))
            html.Append($"<figure><figcaption><b>{Words.Html(offer.Title)}</b></figcaption>{DiagramDrawing.Svg(diagrams[offer.Name])}</figure>");
        return html.Append("</section>\n").ToString();
    }
}
