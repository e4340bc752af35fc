using System.Text;
using Foedus.Monitoring;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>Thresholds on known periods as a page: false alarms against delay, the table, the lines for the deal.</summary>
public static class CalibrationPage
{
    /// <param name="calibration">What was tried.</param>
    /// <param name="deal">The deal's title.</param>
    /// <param name="lines">Lines to paste into a deal, for its own threshold.</param>
    public static string Render(Calibration calibration, string deal, string lines)
    {
        var html = new StringBuilder(
            $"<header><h1>{Html.Text(deal)}</h1><p class=\"answer\">Where should the threshold of “{Html.Text(calibration.Trigger)}” lie?</p></header>"
        );
        if (calibration.NeverTrue is { } never)
            return HtmlReport.Page(
                $"Thresholds of {calibration.Trigger}",
                html.Append($"<section><p>{Html.Text(never)}</p><p class=\"note\">{Html.Text(calibration.Source)}.</p></section>").ToString()
            );
        html.Append("<section><h2>What does a quicker alarm cost?</h2><figure>").Append(Charts.AlarmsAgainstDelay(calibration));
        html.Append(
            "<figcaption>One point a threshold: on how many days it was true in the periods known to be quiet, and how long it took in those known to be broken (a period in which it never fired counts at its whole length). "
                + "Filled: nothing tried is at least as good in both. The ring is the deal's own.</figcaption></figure><p>Known periods: "
        );
        html.Append(
                Html.Text(
                    string.Join(
                        "; ",
                        calibration.Periods.Select(period => $"{(period.IsBroken ? "broken" : "quiet")} {period.From:yyyy-MM-dd} to {period.To:yyyy-MM-dd}")
                    )
                )
            )
            .Append(".</p></section>");
        html.Append(
            "<section><h2>In numbers</h2><table><thead><tr><th>threshold</th><th>false alarms</th><th>quiet days true, of 100</th><th>broken periods found</th><th>mean delay, days</th>"
        );
        html.Append($"<th>blocks of {Words.Counted(calibration.BlockDays, "day")} found</th><th>and falsely</th></tr></thead><tbody>");
        foreach (var score in calibration.Scores)
            html.Append(
                $"<tr><td>{(score.IsOwn ? "the deal's own: " : "")}{Html.Text(score.Condition)}{(score.IsEfficient ? " ●" : "")}</td><td>{score.FalseAlarms}</td><td>{Words.OfHundred(score.FalseShare)}</td>"
                    + $"<td>{score.Fired} of {score.Delays.Count}</td><td>{Words.Number(score.Delay)}</td><td>{Share(score.Detection)}</td><td>{Share(score.FalseAlarm)}</td></tr>"
            );
        html.Append("</tbody></table></section><section><h2>For the deal</h2>");
        if (lines.Length > 0)
            html.Append(
                $"<p class=\"note\">What its own threshold would have found. Blocks next to each other are not independent: widen the range if in doubt.</p><pre style=\"white-space:pre-wrap\">{Html.Text(lines)}</pre>"
            );
        foreach (var note in calibration.Notes)
            html.Append($"<p class=\"note\">{Html.Text(note)}</p>");
        return HtmlReport.Page(
            $"Thresholds of {calibration.Trigger}",
            html.Append($"<p class=\"note\">{Html.Text(calibration.Source)}. False alarms against delay: Fawcett and Provost (1999).</p></section>").ToString()
        );
    }

    private static string Share(BlockShare share) =>
        share.All == 0 ? "–" : $"{Words.Chance(share.Share)} ({Words.Chance(share.Low)} to {Words.Chance(share.High)})";
}
