using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Does it hold, and would all sign? Icon arrays and the table of offers, all on the same worlds.</summary>
internal static class OffersSection
{
    public static string Render(WeighingResult result)
    {
        var html = new StringBuilder("<section><h2>1 · Does it hold?</h2>");
        if (result.HoldsWhen is not null)
        {
            html.Append($"<p class=\"note\">An offer holds in a world when <code>{Words.Html(result.HoldsWhen)}</code>. Each square is one of 100 plausible worlds; every offer meets the same worlds, so that against no deal one can count world by world: gained where it holds and no deal breaks, lost the other way round.</p><div class=\"grid\">");
            foreach (var offer in result.Offers)
            {
                var held = (int)Math.Round(100 * offer.Holds!.Share, MidpointRounding.AwayFromZero);
                html.Append($"<figure><figcaption><b>{Words.Html(offer.Title)}</b><br>holds in {Words.OfHundred(offer.Holds)} of 100 worlds");
                if (!offer.IsNoDeal && offer.HoldsMoreThanNoDeal is { } more)
                    html.Append($"<br>{(more.Share >= 0 ? "+" : "−")}{Words.OfHundred(Math.Abs(more.Share))} against no deal{Paired(result, offer)}");
                html.Append($"</figcaption><div class=\"icons\" role=\"img\" aria-label=\"{held} of 100 worlds hold\">");
                for (var world = 0; world < 100; world++)
                    html.Append(world < held ? "<i class=\"yes\"></i>" : "<i></i>");
                html.Append("</div></figure>");
            }
            html.Append("</div>");
        }
        return html.Append(SurvivalSection.Render(result)).Append("<h3>The offers side by side</h3>").Append(Table(result)).Append("</section>\n").ToString();
    }

    // World by world against no deal.
    private static string Paired(WeighingResult result, OfferResult offer) => result.Analysis?.Paired.FirstOrDefault(pair => pair.Offer == offer.Name) is not { } pair ? ""
        : $" ({Words.OfHundred(pair.HoldsWhereNoDealBreaks.Share)} gained, {Words.OfHundred(pair.BreaksWhereNoDealHolds.Share)} lost)";

    private static string Table(WeighingResult result)
    {
        var html = new StringBuilder("<div class=\"wide\"><table><tr><th>Offer</th>");
        foreach (var measure in result.Offers[0].Measures)
            html.Append($"<th class=\"n\">{Words.Html(measure.Title)}</th>");
        html.Append("<th class=\"n\">Holds, of 100</th><th class=\"n\">All sign, of 100</th><th class=\"n\">Both, of 100</th></tr>");
        foreach (var offer in result.Offers)
        {
            html.Append($"<tr><td>{Words.Html(offer.Title)} <code>{Words.Html(offer.Name)}</code>{(offer.NotConverged > 0 ? $" <span class=\"badge\">{offer.NotConverged} worlds without a solution</span>" : "")}</td>");
            foreach (var measure in offer.Measures)
                html.Append($"<td class=\"n\">{Words.Measure(measure, measure.Across.Median)}<br><small>{Words.Measure(measure, measure.Across.Low)} to {Words.Measure(measure, measure.Across.High)}</small></td>");
            html.Append($"<td class=\"n\">{(offer.Holds is null ? "–" : Words.OfHundred(offer.Holds))}</td>");
            html.Append($"<td class=\"n\">{(offer.IsNoDeal ? "–" : Words.OfHundred(offer.AllSign))}</td>");
            html.Append($"<td class=\"n\">{(offer.IsNoDeal || offer.AcceptableAndHolds is null ? "–" : Words.OfHundred(offer.AcceptableAndHolds))}</td></tr>");
        }
        html.Append("</table></div><p class=\"note\">Measures: median world, below it the middle nine tenths of the worlds. Shares: worlds of 100, with a 95% sampling interval from independent scrambles.</p>");
        return html.ToString();
    }
}
