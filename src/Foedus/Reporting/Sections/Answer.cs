using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>The answer in one sentence, then what kinds of uncertainty stand behind it.</summary>
internal static class Answer
{
    public static string Render(WeighingResult result)
    {
        var html = new StringBuilder();
        html.Append($"<header><h1>{Words.Html(result.Title)}{(result.Reading is null ? "" : $" – reading “{Words.Html(result.Reading)}”")}</h1>");
        html.Append($"<p class=\"answer\">{Words.Html(result.Headline)}</p><ul class=\"honesty\">");
        foreach (var line in result.Honesty)
        {
            var colon = line.IndexOf(':');
            html.Append(colon > 0 ? $"<li><b>{Words.Html(line[..colon])}</b>{Words.Html(line[colon..])}</li>" : $"<li>{Words.Html(line)}</li>");
        }
        foreach (var note in result.Notes)
            html.Append($"<li><span class=\"badge\">note</span> {Words.Html(note)}</li>");
        return html.Append("</ul></header>\n").ToString();
    }
}
