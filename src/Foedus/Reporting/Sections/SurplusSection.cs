using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Who would sign, and what each side gives up.</summary>
internal static class SurplusSection
{
    public static string Render(WeighingResult result)
    {
        var html = new StringBuilder("<section><h2>Who would sign?</h2>");
        html.Append("<p class=\"note\">Surplus is what a party expects from the offer over no deal, in points discounted to the first period. A type signs if its surplus is at least 0; a party signs if all its types do, since signing would otherwise give the type away.</p>");
        var first = result.Offers.First(offer => !offer.IsNoDeal || result.Offers.Count == 1);
        for (var party = 0; party < first.Parties.Count; party++)
        {
            var rows = result.Offers.Where(offer => !offer.IsNoDeal)
                .SelectMany(offer => offer.Parties[party].ByType.Select(type =>
                    ($"{offer.Name}{(offer.Parties[party].ByType.Count > 1 ? $", {type.Type}" : "")}", type.Surplus)))
                .ToList();
            if (rows.Count == 0)
                continue;
            html.Append($"<figure><figcaption><b>{Words.Html(first.Parties[party].Title)}</b></figcaption>{Charts.Ranges(rows, "surplus over no deal, points")}</figure>");
        }
        html.Append(Table(result));
        return html.Append("</section>\n").ToString();
    }

    private static string Table(WeighingResult result)
    {
        var html = new StringBuilder("<h3>Signs, best for whom, regret</h3><div class=\"wide\"><table><tr><th>Offer</th><th>Party</th><th class=\"n\">Signs, of 100</th><th class=\"n\">By type</th><th class=\"n\">Best offer for it, of 100</th><th class=\"n\">Average regret, points</th></tr>");
        foreach (var offer in result.Offers)
            foreach (var party in offer.Parties)
            {
                var types = party.ByType.Count > 1 ? string.Join(", ", party.ByType.Select(type => $"{Words.Html(type.Type)} {Words.OfHundred(type.Signs.Share)}")) : "";
                html.Append($"<tr><td>{Words.Html(offer.Name)}</td><td>{Words.Html(party.Party)}</td><td class=\"n\">{(offer.IsNoDeal ? "–" : Words.OfHundred(party.Signs))}</td><td class=\"n\">{types}</td>");
                html.Append($"<td class=\"n\">{Words.OfHundred(party.BestOffer.Share)}</td><td class=\"n\">{Words.Number(Math.Round(party.MeanRegret, 2))}</td></tr>");
            }
        return html.Append("</table></div><p class=\"note\">Regret: what the party gives up against the best offer for it in that world.</p>").ToString();
    }
}
