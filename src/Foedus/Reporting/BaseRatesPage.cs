using System.Globalization;
using System.Text;
using Foedus.BaseRates;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>How often peaces failed, as one page: curves with bands and censoring, then the numbers.</summary>
public static class BaseRatesPage
{
    public static string Render(IReadOnlyList<BaseRateTable> tables)
    {
        var html = new StringBuilder("<h1>Base rates</h1><p class=\"answer\">How long did earlier ceasefires and agreements last?</p>");
        html.Append(
            "<p class=\"note\">A curve shows the share that has not failed so many years after the fighting ended or the agreement was signed (Kaplan–Meier). The shade is Greenwood’s 95% interval; "
        );
        html.Append(
            "an upright stroke marks a peace that was last seen unbroken. What happened in other wars is a place to start from, not what will happen in yours.</p>"
        );
        foreach (var table in tables)
            Section(html, table);
        return HtmlReport.Page("Base rates", html.ToString());
    }

    /// <summary>A picture of some groups of one table, as an SVG document.</summary>
    public static string Chart(IReadOnlyList<BaseRateGroup> groups, double years) =>
        Charts.KaplanMeier([.. groups.Select(group => (group.Name, group.Curve))], years);

    private static void Section(StringBuilder html, BaseRateTable table)
    {
        var set = table.Set;
        var years = Math.Max(5, table.Groups.SelectMany(group => group.Horizons).Select(horizon => horizon.Years).DefaultIfEmpty(10).Max());
        html.Append(
            CultureInfo.InvariantCulture,
            $"<section><h2>{Html.Text(set.Set)}</h2><p class=\"note\">Version {Html.Text(set.Version)}; {Words.Counted(set.Rows, "row")} give {Words.Counted(set.Spells.Count, "peace")}, watched to {set.FollowUpEnd:yyyy-MM-dd}."
        );
        foreach (var (count, why) in set.LeftOut.Where(part => part.Count > 0))
            html.Append(CultureInfo.InvariantCulture, $" Left out: {count:N0} {Html.Text(why)}.");
        if (set.IsExtract)
            html.Append(" These are some of the conflicts only: the extract that ships with Foedus.");
        if (set.FromEpisodes)
            html.Append(
                " <b>The first year is zero by construction:</b> an episode of fighting is closed only after a calendar year below 25 deaths, so an early failure can hardly be seen."
            );
        html.Append("</p><div class=\"grid\">");
        foreach (var group in table.Groups)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figure><figcaption><b>{Html.Text(group.Name)}</b>: {group.Count:N0}, of which {group.EverFailed:N0} failed</figcaption>{Charts.KaplanMeier([(group.Name, group.Curve)], years)}</figure>"
            );
        html.Append(
            "</div><div class=\"wide\"><table><thead><tr><th>ended or signed as</th><th class=\"n\">peaces</th><th class=\"n\">failed</th><th class=\"n\">unbroken</th>"
        );
        foreach (var horizon in table.Groups.FirstOrDefault()?.Horizons ?? [])
            html.Append(CultureInfo.InvariantCulture, $"<th class=\"n\">failed by year {horizon.Years}</th><th class=\"n\">failed of watched</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var group in table.Groups)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Html.Text(group.Name)}</td><td class=\"n\">{group.Count:N0}</td><td class=\"n\">{group.EverFailed:N0}</td><td class=\"n\">{group.Censored:N0}</td>"
            );
            foreach (var horizon in group.Horizons)
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"n\">{1 - horizon.Curve.Survival:0.00} ({1 - horizon.Curve.High:0.00}–{1 - horizon.Curve.Low:0.00})</td><td class=\"n\">{horizon.Within.Count} of {horizon.Within.Of}</td>"
                );
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div></section>\n");
    }
}
