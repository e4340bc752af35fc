using System.Text;
using Foedus.Telling;
using Foedus.Telling.Briefs;

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
        @media print { @page { size: A4; margin: 10mm 13mm; } main.brief { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; font-size: 8pt; line-height: 1.2; } .brief h1 { font-size: 12.5pt; margin: 0 0 1mm; } .brief h2 { font-size: 9pt; margin: 1.2mm 0 .3mm; padding-top: .5mm; } .brief h3 { font-size: 8.5pt; margin: .8mm 0 .3mm; }
          .brief p { margin: .3mm 0; } .brief [data-place=BriefAnswer] p:first-of-type { font-size: 9.5pt; } .brief .annex { break-before: page; } .brief table { font-size: 7pt; margin: .8mm 0; } .brief td, .brief th { padding: .3mm 1.5mm; } .brief .note { font-size: 7pt; } .brief ul.points, .brief table.sheets { font-size: 8pt; } .brief ul.points { margin: 0; padding-left: 3.5mm; }
          .brief .columns { columns: 2; column-gap: 6mm; margin-top: 1mm; } .brief .columns li, .brief .columns h2 { break-inside: avoid; } .brief .columns h2, .brief .columns .note { break-after: avoid; } .brief .columns section:first-child h2 { margin-top: 0; } }
        """;

    /// <param name="told">What is told.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    public static string Render(ToldResult told, string? marking)
    {
        var page = new StringBuilder($"<h1>{Html.Text(told.Title)}</h1>");
        foreach (var section in told.Sections.TakeWhile(section => !BriefSheet.IsInColumns(section)))
            page.Append(SectionHtml.Draw(section));
        page.Append("<div class=\"columns\">").AppendJoin("", told.Sections.Where(BriefSheet.IsInColumns).Select(SectionHtml.Draw)).Append("</div>");
        foreach (var section in told.Sections.Where(section => section.Place == Place.BriefAnnex))
            page.Append($"<div class=\"annex\">{SectionHtml.Draw(section)}</div>");
        return HtmlReport.Page(told.Title, page.ToString(), marking, "brief", Style);
    }
}
