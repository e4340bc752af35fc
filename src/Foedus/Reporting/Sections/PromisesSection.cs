using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>Is each promise believed?</summary>
internal static class PromisesSection
{
    public static string Render(WeighingResult result)
    {
        if (result.Offers.All(offer => offer.Promises.Count == 0))
            return "";
        var html = new StringBuilder("<section><h2>Is each promise kept?</h2><div class=\"wide\"><table><tr><th>Offer</th><th>Promise</th><th class=\"n\">Called on (median world)</th><th class=\"n\">Kept if called on</th><th class=\"n\">If called on in the first period</th></tr>");
        foreach (var offer in result.Offers)
            foreach (var promise in offer.Promises)
            {
                var kept = promise.Kept is { } band ? $"{Words.Chance(band.Median)} <small>({Words.Chance(band.Low)} to {Words.Chance(band.High)})</small>" : "not called";
                var now = promise.KeptIfCalledAt.Count > 0 && promise.KeptIfCalledAt[0] is { } first ? Words.Chance(first) : "–";
                html.Append($"<tr><td>{Words.Html(offer.Name)}</td><td>{Words.Html(promise.Title)}</td><td class=\"n\">{Words.Chance(promise.Called.Median)}</td><td class=\"n\">{kept}</td><td class=\"n\">{now}</td></tr>");
            }
        return html.Append("</table></div></section>\n").ToString();
    }
}
