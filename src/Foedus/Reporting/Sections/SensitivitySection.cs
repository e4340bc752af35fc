using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Which assumptions decide the answer, and where it flips.</summary>
internal static class SensitivitySection
{
    public static string Render(WeighingResult result)
    {
        if (result.HoldsWhen is null)
            return "";
        var html = new StringBuilder("<section><h2>Which assumptions decide it?</h2><p class=\"note\">Share of the spread of the holding measure over the worlds that each assumption explains on its own, with a 95% interval (jackknife over the scrambles). What is not explained by any alone lies in combinations.</p>");
        for (var o = 0; o < result.Offers.Count; o++)
        {
            var offer = result.Offers[o];
            var rows = result.Assumptions.Where(assumption => assumption.ByOffer.Count > o && double.IsFinite(assumption.ByOffer[o].OwnShare))
                .Select(assumption => (assumption.Name, assumption.ByOffer[o].OwnShare, assumption.ByOffer[o].Low, assumption.ByOffer[o].High))
                .OrderByDescending(row => row.OwnShare).Take(8).ToList();
            if (rows.Count == 0 || rows[0].OwnShare <= 0)
                continue;
            var sum = result.Assumptions.Where(assumption => assumption.ByOffer.Count > o && double.IsFinite(assumption.ByOffer[o].OwnShare)).Sum(assumption => assumption.ByOffer[o].OwnShare);
            html.Append($"<figure><figcaption><b>{Words.Html(offer.Title)}</b>: own shares add to {Words.OfHundred(Math.Min(sum, 1))} of 100{(sum < 0.6 ? "; it is combinations that matter" : "")}</figcaption>{Charts.Shares(rows)}</figure>");
        }
        html.Append("<h3>What would change the answer</h3><p class=\"note\">The value at which an offer stops or starts to hold when one assumption moves through its range and all others stay at their best values.</p>");
        html.Append("<div class=\"wide\"><table><tr><th>Assumption</th><th class=\"n\">Best</th>");
        foreach (var offer in result.Offers)
            html.Append($"<th class=\"n\">{Words.Html(offer.Name)}</th>");
        html.Append("</tr>");
        foreach (var assumption in result.Assumptions.Where(assumption => assumption.ByOffer.Any(sensitivity => sensitivity.Flip is not null)))
        {
            html.Append($"<tr><td><code>{Words.Html(assumption.Name)}</code></td><td class=\"n\">{Words.Number(assumption.Best)}</td>");
            foreach (var sensitivity in assumption.ByOffer)
                html.Append($"<td class=\"n\">{(sensitivity.Flip is { } flip ? Words.Number(flip) : "no flip")}</td>");
            html.Append("</tr>");
        }
        return html.Append("</table></div></section>\n").ToString();
    }
}
