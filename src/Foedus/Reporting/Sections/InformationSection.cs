using System.Text;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting.Sections;

/// <summary>What is worth finding out? By each yardstick, what choosing with a number known would add.</summary>
internal static class InformationSection
{
    private const int Most = 3;

    public static string Render(WeighingResult result)
    {
        if (result.Analysis is not { Information.Count: > 0 } analysis || result.Offers.Count < 2)
            return "";
        var html = new StringBuilder("<section><h2>What is worth finding out?</h2><p class=\"note\">If one chose among the offers by a yardstick alone, and knew one assumption before choosing: what that would add on average, with a 95% sampling range. It takes no side, so every yardstick stands for itself. "
            + "Nothing to gain means that the same offer is best whatever the number is, as far as the draws can tell.</p><div class=\"wide\"><table><tr><th>Yardstick</th><th>Best without knowing more</th><th>Worth knowing</th></tr>");
        foreach (var value in analysis.Information)
        {
            var gains = value.Gains.Where(gain => gain.Gain > 0 && Words.Gain(value, gain.High) is not ("0" or "0 of 100")).Take(Most).ToList();
            html.Append($"<tr><td>{Words.Html(value.Title)}</td><td><code>{Words.Html(value.Offer)}</code> {Words.Gain(value, value.Worth)}</td><td>");
            if (gains.Count == 0)
                html.Append("nothing to gain from any one assumption");
            html.AppendJoin("<br>", gains.Select(gain => $"<code>{Words.Html(gain.Assumption)}</code> +{Words.Gain(value, gain.Gain)} <small>({Words.Gain(value, gain.Low)} to {Words.Gain(value, gain.High)})</small>")).Append("</td></tr>");
        }
        return html.Append("</table></div></section>\n").ToString();
    }
}
