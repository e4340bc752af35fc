using System.Text;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting.Sections;

/// <summary>The same deal as the sides and sources see it.</summary>
internal static class ReadingsSection
{
    public static string Render(WeighingResult result)
    {
        if (result.Readings is not { Count: > 1 } readings)
            return "";
        var html = new StringBuilder("<section><h2>How does each reading see it?</h2><p class=\"note\">Worlds of 100 in which the offer holds / all would sign / both. A reading changes some assumptions and leaves the rest as written; all on the same draws.</p><div class=\"wide\"><table><tr><th>Offer</th>");
        foreach (var reading in readings)
            html.Append($"<th>{Words.Html(reading.Title)}{(reading.Changes.Count == 0 ? "" : $"<br><small>changes {Words.Html(string.Join(", ", reading.Changes))}</small>")}</th>");
        html.Append("</tr>");
        foreach (var offer in readings.SelectMany(reading => reading.Offers).Select(offer => offer.Offer).Distinct())
        {
            html.Append($"<tr><td><code>{Words.Html(offer)}</code></td>");
            foreach (var reading in readings)
                html.Append($"<td>{Cell(reading.Offers.FirstOrDefault(other => other.Offer == offer))}</td>");
            html.Append("</tr>");
        }
        return html.Append("</table></div></section>\n").ToString();
    }

    private static string Cell(ReadingOffer? offer) => offer is null ? "<small>not about it</small>"
        : offer.IsNoDeal ? Share(offer.Holds)
        : $"{Share(offer.Holds)} / {Share(offer.AllSign)} / {Share(offer.SignedAndHolds)}{(offer.NotConverged > 0 ? $" <span class=\"badge\">{offer.NotConverged} worlds without a solution</span>" : "")}";

    private static string Share(WorldShare? share) => share is null ? "–" : $"{Words.OfHundred(share.Share)} <small>({Words.OfHundred(share.Low)} to {Words.OfHundred(share.High)})</small>";
}
