using System.Reflection;
using System.Text;
using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>The result page: one self-contained HTML file without scripts or network, for screen, phone and paper.</summary>
/// <remarks>It draws what is told and says nothing of its own. The order follows the practice of robust decision making: the answer and its uncertainty first, then pictures
/// headed by their question, then reasons, then every assumption with its source.</remarks>
internal static class HtmlReport
{
    /// <param name="told">What is told.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    public static string Render(ToldResult told, string? marking = null)
    {
        var page = new StringBuilder();
        foreach (var section in told.Sections.Where(section => Shells.Draws(Shell.Report, section.Place)))
            page.Append(section.Place == Place.Answer ? SectionHtml.Head(told.Title, section) : SectionHtml.Draw(section));
        return Page(told.Title, page.ToString(), marking);
    }

    /// <summary>A page with the report's style around some content.</summary>
    /// <param name="title">In the window's head.</param>
    /// <param name="content">HTML.</param>
    /// <param name="marking">Stands above and below, and when it is printed at the head and foot of every sheet: heads and feet of a table are repeated there. Null for nothing.</param>
    /// <param name="kind">What the style calls it; null for a report.</param>
    /// <param name="style">Further style.</param>
    internal static string Page(string title, string content, string? marking = null, string? kind = null, string style = "")
    {
        var page = new StringBuilder();
        page.Append(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        );
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Append(
            $"<title>{Html.Text(title)} – Foedus</title><style>{Style()}{style}</style></head><body><main{(kind is null ? "" : $" class=\"{kind}\"")}>\n"
        );
        if (marking is not null)
            content =
                $"<table class=\"sheets\" role=\"presentation\"><thead><tr><td class=\"marking\">{Html.Text(marking)}</td></tr></thead><tfoot><tr><td class=\"marking\">{Html.Text(marking)}</td></tr></tfoot><tbody><tr><td>{content}</td></tr></tbody></table>";
        return page.Append(content).Append("</main></body></html>\n").ToString();
    }

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Foedus.Reporting.report.css")
            ?? throw new InvalidOperationException("The report's style sheet is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
