using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Survival over time, one picture an offer.</summary>
internal static class SurvivalSection
{
    public static string Render(WeighingResult result)
    {
        var shown = result.Offers.Where(offer => offer.Survival is not null && offer.Survival.AtBest.Count > 2).ToList();
        if (shown.Count == 0)
            return "";
        var html = new StringBuilder("<h3>How long does it hold?</h3><p class=\"note\">Chance that the condition of “");
        html.Append(Words.Html(shown[0].Survival!.Title)).Append("” has held at the end of every period so far. Shades hold 50, 75 and 95 of 100 worlds.</p><div class=\"grid\">");
        foreach (var offer in shown)
            html.Append($"<figure><figcaption><b>{Words.Html(offer.Title)}</b></figcaption>{Charts.Survival(offer.Survival!, result.PeriodUnit)}</figure>");
        return html.Append("</div>").ToString();
    }
}
