using System.Globalization;
using System.Text;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>What the page about a watched deal shows.</summary>
/// <param name="Title">The deal's.</param>
/// <param name="From">First day judged.</param>
/// <param name="To">Last day judged.</param>
/// <param name="Triggers">Verdicts.</param>
/// <param name="States">What they mean for the game.</param>
/// <param name="Classes">[class] title, incidents certainly, probably, possibly of it, longest stretch without one.</param>
/// <param name="Incidents">Those of some class.</param>
/// <param name="Zones">By name.</param>
/// <param name="Provenance">Lines about files and hashes.</param>
internal sealed record WatchPageContent(
    string Title,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<TriggerVerdict> Triggers,
    IReadOnlyList<StateVerdict> States,
    IReadOnlyList<(string Title, long Certainly, long Probably, long Possibly, Episode? Quiet)> Classes,
    IReadOnlyList<Selected> Incidents,
    IReadOnlyDictionary<string, Region> Zones,
    IReadOnlyList<string> Provenance
)
{
    /// <summary>What was owed.</summary>
    public IReadOnlyList<ObligationVerdict> Obligations { get; init; } = [];
}

/// <summary>A deal's triggers on reported incidents, as one page without scripts or network: the answer, when, where, on which reports.</summary>
internal static class WatchPage
{
    private const int MostLanes = 40;

    private const int MostReports = 25;

    public static string Render(WatchPageContent content)
    {
        var html = new StringBuilder($"<h1>{Html.Text(content.Title)}</h1>");
        Answer(html, content);
        Pictures(html, content);
        Obligations(html, content);
        html.Append("<section><h2>What would have had to be different?</h2>");
        foreach (var trigger in content.Triggers)
            Trigger(html, trigger);
        html.Append("</section>\n");
        Classes(html, content);
        html.Append(
            "<section><h2>How this was computed</h2><ul class=\"points\"><li>Reports are late, disputed and revised. A verdict is about what was reported, not about what happened.</li>"
        );
        foreach (var line in content.Provenance)
            html.Append($"<li>{Html.Text(line)}</li>");
        html.Append("</ul></section>\n");
        return HtmlReport.Page(content.Title, html.ToString());
    }

    private static void Answer(StringBuilder html, WatchPageContent content)
    {
        var answers =
            content.States.Count > 0
                ? content.States.Select(state => state.InWords)
                : content
                    .Triggers.Take(3)
                    .Select(trigger => $"{trigger.Title}: {(trigger.Probably.FirstDay is { } first ? $"first on {Day(first)}" : "never")} (probably)");
        foreach (var answer in answers)
            html.Append($"<p class=\"answer\">{Html.Text(answer)}.</p>");
        html.Append(
            $"<p class=\"note\">Judged on every day from {Day(content.From)} to {Day(content.To)}. <b>Certainly</b> takes the lowest estimates and counts what surely lies inside a window; "
        );
        html.Append(
            "<b>probably</b> takes best estimates and first days; <b>possibly</b> takes the highest and counts what may lie inside.</p><div class=\"wide\"><table><thead><tr><th>trigger</th><th></th><th class=\"n\">first day</th><th class=\"n\">days</th><th class=\"n\">episodes</th><th class=\"n\">longest</th><th class=\"n\">last day</th></tr></thead><tbody>"
        );
        foreach (var trigger in content.Triggers)
        foreach (var verdict in new[] { trigger.Certainly, trigger.Probably, trigger.Possibly })
        {
            html.Append(
                verdict.Certainty == Certainty.Certainly
                    ? $"<tr><td rowspan=\"3\"><b>{Html.Text(trigger.Title)}</b><br><code>{Html.Text(trigger.Name)}: {Html.Text(trigger.Condition)}</code></td>"
                    : "<tr>"
            );
            html.Append(
                CultureInfo.InvariantCulture,
                $"<td>{Charts.Word(verdict.Certainty)}</td><td class=\"n\">{Day(verdict.FirstDay)}</td><td class=\"n\">{verdict.DaysTrue:N0}</td><td class=\"n\">{verdict.Episodes.Count:N0}</td>"
            );
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Of(verdict.Longest)}</td><td class=\"n\">{Day(verdict.LastDay, "–")}</td></tr>");
        }
        html.Append("</tbody></table></div>\n");
    }

    private static void Obligations(StringBuilder html, WatchPageContent content)
    {
        if (content.Obligations.Count == 0)
            return;
        html.Append(
            "<section><h2>What was owed, and is it done?</h2><div class=\"wide\"><table><thead><tr><th>obligation</th><th>owed</th><th>how it stands</th><th>reports</th></tr></thead><tbody>"
        );
        foreach (var owed in content.Obligations)
        {
            html.Append(
                $"<tr><td><b>{Html.Text(owed.Title)}</b><br><code>{Html.Text(owed.Name)}</code>{(owed.Of is null ? "" : $" ({Html.Text(owed.Of)})")}</td><td>{Html.Text($"{owed.PartyTitle} {owed.OwesInWords}")}</td><td>{Html.Text(owed.InWords)}"
            );
            foreach (var note in owed.Notes)
                html.Append($"<br><small>{Html.Text(note)}</small>");
            html.Append($"</td><td>{Html.Text(Words.Some([.. owed.Probably.Evidence.Select(report => report.Id)], MostReports))}</td></tr>");
        }
        html.Append("</tbody></table></div></section>\n");
    }

    private static void Pictures(StringBuilder html, WatchPageContent content)
    {
        var probable = content.Incidents.Where(incident => incident.Of.Any(levels => levels.Has(Certainty.Probably))).ToList();
        html.Append(
            "<section><h2>When?</h2><figure><figcaption>Incidents that are probably of some class, by the week in which they began (by month over many years). "
        );
        html.Append(
            content.States.Count > 0
                ? "Shade: days on which what changes the state of the deal is so, as surely as the deal asks.</figcaption>"
                : "Shade: days on which some trigger is probably true.</figcaption>"
        );
        html.Append(
            Charts.Incidents(
                probable,
                content.States.Count > 0
                    ? content.States.SelectMany(state => state.Of.At(state.Tie.How).Episodes)
                    : content.Triggers.SelectMany(trigger => trigger.Probably.Episodes),
                content.From,
                content.To
            )
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"</figure><figure><figcaption>Days on which each trigger is true{(content.Triggers.Count > MostLanes ? $" (the first {MostLanes} of {content.Triggers.Count:N0})" : "")}. The darker, the surer.</figcaption>"
        );
        html.Append(Charts.Lanes([.. content.Triggers.Take(MostLanes)], content.From, content.To)).Append("</figure></section>\n");
        var placed = probable.Count(incident => double.IsFinite(incident.Latitude) && double.IsFinite(incident.Longitude));
        if (placed == 0 && content.Zones.Count == 0)
            return;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<section><h2>Where?</h2><figure class=\"map\"><figcaption>{Words.Counted(placed, "incident")} by the place the source gives, larger where there were more{(content.Zones.Count > 0 ? "; lines: the deal’s zones as its files draw them" : "")}."
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"{(placed < probable.Count ? $" {probable.Count - placed:N0} have no place." : "")} At most {Charts.MostPlaces:N0} places are drawn.</figcaption>{Charts.Places(probable, content.Zones)}</figure></section>\n"
        );
    }

    private static void Trigger(StringBuilder html, TriggerVerdict trigger)
    {
        html.Append($"<h3>{Html.Text(trigger.Title)}</h3><ul class=\"points\">");
        foreach (var verdict in new[] { trigger.Certainly, trigger.Probably, trigger.Possibly })
        foreach (var count in verdict.Counts)
            html.Append(
                $"<li>{Charts.Word(verdict.Certainty)}, {Day(verdict.FirstDay ?? verdict.NearestDay)}{(verdict.FirstDay is null ? " (the nearest it came)" : "")}: {Html.Text(count.InWords)}.</li>"
            );
        html.Append("</ul>");
        var evidence = trigger.Probably.Evidence;
        if (evidence.Count == 0)
            return;
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"note\">Reports inside its windows on {Day(trigger.Probably.FirstDay)}{(evidence.Count > MostReports ? $" (the first {MostReports} of {evidence.Count:N0})" : "")}:</p>"
        );
        html.Append(
            "<div class=\"wide\"><table><thead><tr><th>report</th><th class=\"n\">line</th><th>first day</th><th>last day</th><th class=\"n\">deaths</th><th class=\"n\">lowest to highest</th><th class=\"n\">north, east</th></tr></thead><tbody>"
        );
        foreach (var report in evidence.Take(MostReports))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Html.Text(report.Id)}</td><td class=\"n\">{report.Line}</td><td>{Day(DateOnly.FromDayNumber(report.First))}</td><td>{Day(DateOnly.FromDayNumber(report.Last))}</td>"
            );
            html.Append(
                CultureInfo.InvariantCulture,
                $"<td class=\"n\">{report.Best:N0}</td><td class=\"n\">{report.Low:N0} to {report.High:N0}</td><td class=\"n\">{(double.IsFinite(report.Latitude) ? string.Create(CultureInfo.InvariantCulture, $"{report.Latitude:0.###}, {report.Longitude:0.###}") : "not given")}</td></tr>"
            );
        }
        html.Append("</tbody></table></div>");
    }

    private static void Classes(StringBuilder html, WatchPageContent content)
    {
        html.Append(
            "<section><h2>What was counted?</h2><div class=\"wide\"><table><thead><tr><th>class</th><th class=\"n\">certainly</th><th class=\"n\">probably</th><th class=\"n\">possibly</th><th>longest stretch without one</th></tr></thead><tbody>"
        );
        foreach (var (title, certainly, probably, possibly, quiet) in content.Classes)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{Html.Text(title)}</td><td class=\"n\">{certainly:N0}</td><td class=\"n\">{probably:N0}</td><td class=\"n\">{possibly:N0}</td><td>{Of(quiet)}</td></tr>"
            );
        html.Append("</tbody></table></div></section>\n");
    }

    private static string Of(Episode? episode) =>
        episode is not { } run ? "–"
        : run.Days == 1 ? Day(run.First)
        : string.Create(CultureInfo.InvariantCulture, $"{Words.Counted(run.Days, "day")}, {Day(run.First)} to {Day(run.Last)}");

    private static string Day(DateOnly? day, string none = "never") => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? none;
}
