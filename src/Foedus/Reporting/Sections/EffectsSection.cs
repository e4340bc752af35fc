using System.Globalization;
using System.Text;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting.Sections;

/// <summary>Which assumptions decide the answer: total effects with the own effect inside, what rests on each source, and the map over the two that matter most.</summary>
internal static class EffectsSection
{
    private const int MostOwn = 3;

    // Bars that cannot reach this share of the spread are named, not drawn.
    private const double Drawn = 0.03;

    public static string Render(WeighingResult result)
    {
        if (result.HoldsWhen is null || result.Analysis is not { } analysis)
            return "";
        var html = new StringBuilder("<section><h2>2 · Which assumptions decide it?</h2>");
        if (analysis.Effects.Any(effects => effects.Refused is null))
            html.Append("<p class=\"note\">How much of the spread of the answer over the plausible worlds an assumption has a part in: alone and together with others (pale), and what it explains on its own (dark). The line is the 95% range. "
                + "Pale bars may add to more than one, since what two assumptions do together counts for both.</p>");
        foreach (var effects in analysis.Effects)
            html.Append(Offer(effects, result, analysis.Maps.FirstOrDefault(map => map.Offer == effects.Offer)));
        return html.Append(Others(result, analysis)).Append("</section>\n").ToString();
    }

    private static string Offer(EffectsResult effects, WeighingResult result, AnswerMap? map)
    {
        var html = new StringBuilder();
        var title = result.Offers.First(offer => offer.Name == effects.Offer).Title;
        html.Append($"<h3>{Words.Html(title)}</h3>");
        if (effects.Refused is { } reason)
            html.Append($"<p>{Words.Html(reason)}</p>");
        html.Append("<div class=\"grid2\">");
        foreach (var outcome in effects.Outcomes.Where((outcome, i) => i == 0 || outcome.Outcome == "signedAndHolds"))
            html.Append(Outcome(outcome, result));
        html.Append("</div>");
        if (effects.Refused is null)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">Spent: {effects.ScreeningPoints} stars over {effects.Screening.Count} assumptions to find those that matter, then {effects.BasePoints} base points; {effects.Solves:N0} solves{(effects.NotSolved > 0 ? $", {effects.NotSolved} of them without a certified result and left out" : "")}. "
                + $"Not estimated, since they moved it less in the screening: {Dropped(effects)}. {Words.Html(EffectsWords.Precision(effects))}</p>");
        if (effects.Outcomes.Count > 0 && effects.Outcomes[0].Deviation > 0)
            html.Append(Sources(effects.Outcomes[0]));
        if (map is not null)
            html.Append($"<h3>{Words.Html(title)}: where it flips</h3>").Append(MapPage.Figure(map));
        return html.ToString();
    }

    private static string Dropped(EffectsResult effects)
    {
        var dropped = effects.Screening.Where(screened => !screened.Kept).Select(screened => screened.Assumption).ToList();
        return dropped.Count == 0 ? "none" : dropped.Count <= 12 ? Words.Html(string.Join(", ", dropped)) : $"{dropped.Count} assumptions";
    }

    private static string Outcome(EffectsOnOutcome outcome, WeighingResult result)
    {
        var html = new StringBuilder($"<figure><figcaption><b>{Words.Html(char.ToUpperInvariant(outcome.Title[0]) + outcome.Title[1..])}</b>");
        if (!(outcome.Deviation > 0))
            return html.Append("</figcaption><p>The same everywhere in the ranges: nothing decides it.</p></figure>").ToString();
        html.Append($"<br>own effects add to {Words.Chance(Math.Clamp(outcome.OwnSum.Share, 0, 1))}");
        if (double.IsFinite(outcome.OwnSum.Low))
            html.Append($" ({Words.Chance(outcome.OwnSum.Low)} to {Words.Chance(outcome.OwnSum.High)})");
        if (outcome.CombinationsMatter)
            html.Append(outcome.OwnSum.High < EffectsOnOutcome.EnoughAlone ? ": <b>it is combinations that matter</b>" : ": it may be combinations that matter");
        html.Append("</figcaption>");
        var scale = Math.Clamp(outcome.ByAssumption.Max(effect => effect.TotalHigh), 0.05, 1);
        html.Append("<div class=\"bars\">");
        foreach (var effect in outcome.ByAssumption.Where(effect => effect.TotalHigh >= Drawn))
        {
            var sentence = result.Assumptions.First(assumption => assumption.Name == effect.Assumption).Sentence;
            html.Append($"<div class=\"bar\"><span class=\"name\"><code>{Words.Html(effect.Assumption)}</code> <small>{Words.Html(sentence)}</small></span><span class=\"track\">");
            html.Append($"<i class=\"total\" style=\"width:{Percent(effect.Total / scale)}\"></i><i class=\"own\" style=\"width:{Percent(Math.Min(effect.Own, effect.Total) / scale)}\"></i>");
            html.Append($"<i class=\"whisker\" style=\"left:{Percent(effect.TotalLow / scale)};width:{Percent(Math.Min(effect.TotalHigh, scale) / scale - Math.Min(effect.TotalLow, scale) / scale)}\"></i></span>");
            html.Append($"<span class=\"value\">{Words.Chance(Math.Clamp(effect.Total, 0, 1))} <small>({Words.Chance(Math.Clamp(effect.TotalLow, 0, 1))} to {Words.Chance(Math.Clamp(effect.TotalHigh, 0, 1))}); alone {Words.Chance(Math.Clamp(effect.Own, 0, 1))}</small></span></div>");
        }
        return html.Append($"<div class=\"bar axis\"><span class=\"name\"></span><span class=\"track\"><b>0</b><b>{Words.Chance(scale)}</b></span><span class=\"value\"><small>share of the spread</small></span></div></div>").Append(Small(outcome)).Append("</figure>").ToString();
    }

    private static string Small(EffectsOnOutcome outcome)
    {
        var small = outcome.ByAssumption.Where(effect => effect.TotalHigh < Drawn).Select(effect => effect.Assumption).ToList();
        var text = small.Count == 0 ? "" : $"Under {Words.Chance(Drawn)}: {string.Join(", ", small)}. ";
        return text.Length == 0 ? "" : $"<p class=\"note\">{Words.Html(text)}</p>";
    }

    private static string Sources(EffectsOnOutcome outcome)
    {
        var html = new StringBuilder($"<h3>What rests on each source</h3><p class=\"note\">Share of the spread of “{Words.Html(outcome.Title)}” that the numbers of a source have a part in, all of them exchanged together.</p><div class=\"wide\"><table><tr><th>Source</th><th>Its numbers</th><th class=\"n\">Share of the spread</th></tr>");
        foreach (var source in outcome.BySource.OrderByDescending(source => source.Total))
            html.Append($"<tr><td>{(source.Source is { } text ? Words.Html(text) : "<span class=\"badge\">guesses</span> no source")}</td><td>{Words.Html(source.Assumptions.Count > 6 ? $"{source.Assumptions.Count} assumptions" : string.Join(", ", source.Assumptions))}</td>"
                + $"<td class=\"n\">{Words.Chance(Math.Clamp(source.Total, 0, 1))} <small>({Words.Chance(Math.Clamp(source.TotalLow, 0, 1))} to {Words.Chance(Math.Clamp(source.TotalHigh, 0, 1))})</small></td></tr>");
        return html.Append("</table></div>").ToString();
    }

    // Offers for which no further solves were spent: what the draws say, and that it is not the whole.
    private static string Others(WeighingResult result, DecisionAnalysis analysis)
    {
        var rows = new StringBuilder();
        for (var o = 0; o < result.Offers.Count; o++)
        {
            if (analysis.Effects.Any(effects => effects.Offer == result.Offers[o].Name))
                continue;
            var own = result.Assumptions.Where(assumption => assumption.ByOffer.Count > o && assumption.ByOffer[o].OwnShare > 0).OrderByDescending(assumption => assumption.ByOffer[o].OwnShare).Take(MostOwn).ToList();
            if (own.Count > 0)
                rows.Append($"<tr><td>{Words.Html(result.Offers[o].Title)} <code>{Words.Html(result.Offers[o].Name)}</code></td><td>")
                    .AppendJoin(", ", own.Select(assumption => $"<code>{Words.Html(assumption.Name)}</code> {Words.Chance(assumption.ByOffer[o].OwnShare)} <small>({Words.Chance(assumption.ByOffer[o].Low)} to {Words.Chance(assumption.ByOffer[o].High)})</small>")).Append("</td></tr>");
        }
        return rows.Length == 0 ? ""
            : "<h3>Other offers, own effects only</h3><p class=\"note\">What the largest explain on their own of the spread of the holding measure, from the draws. What lies in combinations is not in these numbers; <code>--effects-of NAME</code> estimates it.</p>"
                + $"<div class=\"wide\"><table><tr><th>Offer</th><th>On their own</th></tr>{rows}</table></div>";
    }

    internal static string Percent(double share) => (100 * Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1)).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
