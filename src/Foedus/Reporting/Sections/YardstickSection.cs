using System.Text;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Reporting.Sections;

/// <summary>Robust by which yardstick? Offers against yardsticks, the best by each marked; no single score.</summary>
internal static class YardstickSection
{
    public static string Render(WeighingResult result)
    {
        if (result.Analysis is not { } analysis || result.Offers.Count < 2)
            return "";
        var first = analysis.Yardsticks.Where(yardstick => IsFirst(yardstick.Name)).ToList();
        var html = new StringBuilder("<section><h2>4 · Robust by which yardstick?</h2>");
        html.Append($"<p>{Words.Html(Winners(first))}</p><p class=\"note\">The best offer by each yardstick is marked ● and framed; darker is better within a row. Regret is what one gives up against the best offer in that world, on the same worlds. There is no single score: which yardstick counts is the reader's choice.");
        if (analysis.NotCompared > 0)
            html.Append($" {analysis.NotCompared} of {analysis.Worlds} worlds, in which some offer has no certified solution, are in no comparison.");
        html.Append("</p>").Append(Table(first, result));
        var others = analysis.Yardsticks.Except(first).ToList();
        if (others.Count > 0)
            html.Append("<h3>Other yardsticks</h3>").Append(Table(others, result));
        return html.Append("</section>\n").ToString();
    }

    private static bool IsFirst(string name) => name is "holds" or "worstTwentieth" or "meanRegret" or "maxRegret" or "allFloors" or "signedAndHolds" || name.StartsWith("floor:", StringComparison.Ordinal);

    private static string Winners(IReadOnlyList<Yardstick> yardsticks)
    {
        // A yardstick by which all are alike chooses none.
        var telling = yardsticks.Where(yardstick => yardstick.Winners.Count > 0 && yardstick.Winners.Count < yardstick.Values.Count(value => !double.IsNaN(value))).ToList();
        var counts = telling.SelectMany(yardstick => yardstick.Winners).GroupBy(name => name).OrderByDescending(group => group.Count()).ToList();
        return counts.Count switch
        {
            0 => "By every yardstick all offers are alike.",
            1 => $"By every yardstick that tells offers apart it is {counts[0].Key}.",
            _ => $"The best offer changes with the yardstick: {string.Join(", ", counts.Select(group => $"{group.Key} by {group.Count()}"))} of {telling.Count}.",
        };
    }

    private static string Table(IReadOnlyList<Yardstick> yardsticks, WeighingResult result)
    {
        var html = new StringBuilder("<div class=\"wide\"><table class=\"heat\"><tr><th>Yardstick</th>");
        foreach (var offer in result.Offers)
            html.Append($"<th class=\"n\">{Words.Html(offer.Name)}</th>");
        html.Append("</tr>");
        foreach (var yardstick in yardsticks)
        {
            var known = yardstick.Values.Where(value => !double.IsNaN(value)).ToList();
            var (least, most) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
            html.Append($"<tr><td>{Words.Html(yardstick.Title)} <small>{(yardstick.HigherIsBetter ? "more is better" : "less is better")}</small></td>");
            for (var o = 0; o < result.Offers.Count; o++)
            {
                var value = yardstick.Values[o];
                if (double.IsNaN(value))
                {
                    html.Append("<td class=\"n\">–</td>");
                    continue;
                }
                var share = most - least < 1e-9 ? 0.5 : (yardstick.HigherIsBetter ? value - least : most - value) / (most - least);
                var wins = yardstick.Winners.Contains(result.Offers[o].Name);
                html.Append($"<td class=\"n{(wins ? " best" : "")}\" style=\"background:{MapPage.Shade(0.62 * share)}\">{(wins ? "● " : "")}{Value(yardstick, value)}</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</table></div>").ToString();
    }

    private static string Value(Yardstick yardstick, double value) => yardstick.Unit switch
    {
        "worlds" => Words.OfHundred(value),
        "chance" => Words.Chance(value),
        _ => Words.Number(Math.Round(value, 1)),
    };
}
