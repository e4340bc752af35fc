using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>The value of each assumption at which an offer stops or starts to hold.</summary>
internal static class ThresholdsSection
{
    public static string Render(WeighingResult result)
    {
        if (result.HoldsWhen is null)
            return "";
        var html = new StringBuilder("<section><h2>What would change the answer?</h2><p class=\"note\">The value at which an offer stops or starts to hold when one assumption moves through its range and all others stay at their best values: the nearest one. "
            + "Looked for in every assumption where total effects were estimated, in those with the largest own shares elsewhere.</p>");
        var flipping = result.Assumptions.Where(assumption => assumption.ByOffer.Any(sensitivity => sensitivity.Flip is not null)).ToList();
        if (flipping.Count == 0)
            return html.Append("<p>No single assumption flips any offer within its range.</p>").Append(Ranking(result)).Append("</section>\n").ToString();
        html.Append("<div class=\"wide\"><table><tr><th>Assumption</th><th class=\"n\">Best</th><th class=\"n\">Range</th>");
        foreach (var offer in result.Offers)
            html.Append($"<th class=\"n\">{Words.Html(offer.Name)}<br><small>{(offer.HoldsAtBest is { } holds ? holds ? "holds at best" : "breaks at best" : "")}</small></th>");
        html.Append("</tr>");
        foreach (var assumption in flipping)
        {
            html.Append($"<tr><td><code>{Words.Html(assumption.Name)}</code></td><td class=\"n\">{Words.Number(assumption.Best)}</td><td class=\"n\">{Words.Number(assumption.Low)} to {Words.Number(assumption.High)}</td>");
            foreach (var sensitivity in assumption.ByOffer)
                html.Append($"<td class=\"n\">{(sensitivity.Flip is { } flip ? (flip > assumption.Best ? "above " : "below ") + Words.Number(flip) : "–")}</td>");
            html.Append("</tr>");
        }
        return html.Append("</table></div>").Append(Ranking(result)).Append("</section>\n").ToString();
    }

    private static string Ranking(WeighingResult result)
    {
        if (result.Analysis?.Ranking is not { } ranking)
            return "";
        var html = new StringBuilder($"<h3>What would make another offer best?</h3><p>{Words.Html(RankingWords.Standing(ranking))}</p>");
        if (ranking.Flips.Count > 0)
        {
            html.Append("<div class=\"wide\"><table><tr><th>Assumption</th><th class=\"n\">Best</th><th class=\"n\">Beyond</th><th>Then ahead</th><th class=\"n\">Share of its range</th></tr>");
            foreach (var flip in ranking.Flips)
                html.Append($"<tr><td><code>{Words.Html(flip.Assumption)}</code></td><td class=\"n\">{Words.Number(flip.Best)}</td><td class=\"n\">{(flip.Value > flip.Best ? "above " : "below ")}{Words.Number(flip.Value)}</td><td>{Words.Html(flip.Offer)}</td><td class=\"n\">{Words.Chance(flip.Distance)}</td></tr>");
            html.Append("</table></div>");
        }
        foreach (var text in new[] { RankingWords.Alone(ranking), RankingWords.Together(ranking) }.Where(text => text.Length > 0))
            html.Append($"<p>{Words.Html(text)}</p>");
        return html.Append("<p class=\"note\">Ahead means by more than the numerical errors of both. All that is not named stays at its best value.</p>").ToString();
    }
}
