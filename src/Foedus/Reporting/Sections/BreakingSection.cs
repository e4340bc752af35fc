using System.Text;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting.Sections;

/// <summary>When does it break? Up to three boxes an offer, in sentences and as spans inside each typed range.</summary>
internal static class BreakingSection
{
    public static string Render(WeighingResult result)
    {
        if (result.Analysis is not { Breaking.Count: > 0 } analysis)
            return "";
        var html = new StringBuilder("<section><h2>3 · When does it break?</h2><p class=\"note\">A pattern in the worlds drawn, in few words: the box of at most four limits that covers most of the worlds in question while at least 80 of 100 worlds in it are such "
            + "(more where most worlds are such anyway: half of the way to 100), or else the densest. Described is breaking, or holding where that takes fewer limits. A limit carries its quasi-p: how easily luck alone would do as much (small is good; boxes are searched for, so this is no test).</p>");
        var without = analysis.Breaking.Where(offer => offer.Boxes.Count == 0).ToList();
        foreach (var offer in analysis.Breaking.Except(without))
        {
            var title = result.Offers.First(other => other.Name == offer.Offer).Title;
            html.Append($"<h3>{Words.Html(title)}</h3>");
            for (var b = 0; b < offer.Boxes.Count; b++)
                html.Append(Box(offer, offer.Boxes[b], b, result));
            if (offer.Tree.Count > 0)
                html.Append($"<p class=\"note\">A second view, by a classification tree (not held against luck): {Words.Html(string.Join(" ", offer.Tree.Take(2).Select(leaf => leaf.Words)))}</p>");
        }
        if (without.Count > 0)
            html.Append("<ul>").AppendJoin("", without.Select(offer => $"<li><b>{Words.Html(result.Offers.First(other => other.Name == offer.Offer).Title)}</b>: {Words.Html(offer.Reason ?? "")}</li>")).Append("</ul>");
        return html.Append("</section>\n").ToString();
    }

    private static string Box(BreakingResult offer, BreakingBox box, int b, WeighingResult result)
    {
        var html = new StringBuilder($"<figure><figcaption>{(b > 0 ? "Of what is left: " : "")}{Words.Html(box.Words)}{(box.Density < offer.WantedDensity ? " No denser one stands out from luck." : "")}</figcaption><div class=\"bars\">");
        foreach (var limit in box.Limits)
        {
            var assumption = result.Assumptions.First(assumption => assumption.Name == limit.Assumption);
            html.Append($"<div class=\"bar\"><span class=\"name\"><code>{Words.Html(limit.Assumption)}</code> <small>{Words.Html(assumption.Sentence)}</small></span><span class=\"track range\">");
            if (limit.OneOf is { } values)
                foreach (var value in values)
                    html.Append($"<i class=\"span one\" style=\"left:{EffectsSection.Percent(Place(assumption, value))}\"></i>");
            else
            {
                var (low, high) = (Place(assumption, limit.Low ?? assumption.Low), Place(assumption, limit.High ?? assumption.High));
                html.Append($"<i class=\"span\" style=\"left:{EffectsSection.Percent(low)};width:{EffectsSection.Percent(high - low)}\"></i>");
            }
            html.Append($"</span><span class=\"value\">{Words.Html(InWords(limit))} <small>of {Words.Number(assumption.Low)} to {Words.Number(assumption.High)}; quasi-p {QuasiP(limit)}</small></span></div>");
        }
        return html.Append("</div></figure>").ToString();
    }

    private static double Place(AssumptionResult assumption, double value) => assumption.High > assumption.Low ? (value - assumption.Low) / (assumption.High - assumption.Low) : 0;

    private static string InWords(BreakingLimit limit) => limit switch
    {
        { OneOf: { } values } => string.Join(" or ", values.Select(Words.Number)),
        { Low: { } low, High: { } high } => $"{Words.Number(low)} to {Words.Number(high)}",
        { Low: { } low } => $"above {Words.Number(low)}",
        { High: { } high } => $"below {Words.Number(high)}",
        _ => "anything",
    };

    private static string QuasiP(BreakingLimit limit) => string.Join(" and ", new[] { limit.LowQuasiP, limit.HighQuasiP }.OfType<double>().Select(p => p < 0.001 ? "under 0.001" : p.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)));
}
