using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Every assumption: what was typed, what it was understood as, who says so.</summary>
internal static class AssumptionsSection
{
    public static string Render(WeighingResult result)
    {
        var html = new StringBuilder("<section><h2>What was assumed</h2><div class=\"wide\"><table><tr><th>Assumption</th><th class=\"n\">Best</th><th>Range, as understood</th><th>Source</th></tr>");
        foreach (var assumption in result.Assumptions)
        {
            html.Append($"<tr><td><code>{Words.Html(assumption.Name)}</code><br>{Words.Html(assumption.Sentence)}</td><td class=\"n\">{Words.Number(assumption.Best)}</td>");
            html.Append($"<td>{Words.Html(assumption.Understood)}</td><td>{(assumption.Source is null ? "<span class=\"badge\">unsourced</span>" : Words.Html(assumption.Source))}</td></tr>");
        }
        return html.Append("</table></div></section>\n").ToString();
    }
}
