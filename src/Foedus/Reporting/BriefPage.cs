using System.Text;
using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>A brief as one self-contained HTML page that prints on one or two sheets, its annex on sheets of its own.</summary>
public static class BriefPage
{
    // Smaller than a report: what it says has to stand on a sheet.
    private const string Style = """
        main.brief { max-width: 52rem; font-size: .95rem; line-height: 1.35; } .brief h1 { font-size: 1.35rem; color: var(--ink); font-weight: bold; }
        .brief h2 { font-size: 1.02rem; margin: .9rem 0 .2rem; padding-top: .25rem; border-top: 1px solid var(--ink); } .brief h3 { font-size: .95rem; margin: .5rem 0 .2rem; }
        .brief p { margin: .2rem 0; } .brief table { font-size: .82rem; } .brief table.sheets { font-size: inherit; } .brief .note { font-size: .82rem; } .brief ul.points { font-size: .95rem; padding-left: 1.2rem; }
        .brief [data-place=BriefAnswer] p:first-of-type { font-size: 1.12rem; font-weight: bold; }
        @media print { @page { size: A4; margin: 12mm 15mm; } main.brief { font-size: 9pt; line-height: 1.25; } .brief h2 { margin: .45rem 0 .1rem; } .brief .annex { break-before: page; } .brief table { font-size: 7.5pt; } .brief .note { font-size: 7.5pt; } .brief ul.points, .brief table.sheets { font-size: 9pt; } }
        """;

    /// <param name="told">What is told.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    public static string Render(ToldResult told, string? marking)
    {
        var page = new StringBuilder($"<h1>{Html.Text(told.Title)}</h1>");
        foreach (var section in told.Sections)
            page.Append(section.Place == Place.BriefAnnex ? $"<div class=\"annex\">{SectionHtml.Draw(section)}</div>" : SectionHtml.Draw(section));
        return HtmlReport.Page(told.Title, page.ToString(), marking, "brief", Style);
    }
}
