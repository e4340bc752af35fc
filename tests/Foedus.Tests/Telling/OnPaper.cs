using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Foedus.Reporting;
using Foedus.Telling;

namespace Foedus.Tests.Telling;

/// <summary>What is printed can be read sheet by sheet.</summary>
public class OnPaper
{
    private static readonly ToldTable Long = new(
        [new ToldColumn("Who"), ToldColumn.Of("How much")],
        [.. Enumerable.Range(1, 200).Select(row => (IReadOnlyList<ToldCell>)[ToldCell.Say($"Party {row}"), ToldCell.Say($"{row}")])]
    );
    private static readonly ToldResult Told = new("A deal", "", [new ToldSection(Place.Signs, "Who would sign?", [Long, Long with { IsHeat = true }])]);

    [Fact]
    public void Every_table_of_a_page_has_a_head_that_is_repeated()
    {
        var page = HtmlReport.Render(Told);
        Assert.Equal(2, Regex.Count(page, "<table[^>]*><thead><tr><th[^>]*>Who</th><th[^>]*>How much</th></tr></thead><tbody><tr><td>Party 1</td>"));
        Assert.Equal(2, Regex.Count(page, "</tr></tbody></table>"));
        // In print heads stand on every sheet, and no row is broken but that of a page's marking, which is the page.
        var print = page[page.IndexOf("@media print", StringComparison.Ordinal)..];
        Assert.Contains("thead { display: table-header-group; }", print, StringComparison.Ordinal);
        Assert.Contains("tr, .bar { break-inside: avoid; }", print, StringComparison.Ordinal);
        Assert.Contains("table.sheets > tbody > tr { break-inside: auto; }", print, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_of_a_Word_file_has_a_head_that_is_repeated_and_rows_that_are_whole()
    {
        using var made = new MemoryStream();
        BriefDocument.Write(Told, null, made);
        using var word = WordprocessingDocument.Open(made, isEditable: false);
        var tables = word.MainDocumentPart!.Document!.Body!.Elements<Table>().ToList();
        Assert.Equal(2, tables.Count);
        Assert.All(tables, table =>
        {
            var rows = table.Elements<TableRow>().ToList();
            Assert.All(rows, (row, r) => Assert.Equal(r == 0, row.TableRowProperties!.Elements<TableHeader>().Any()));
            Assert.All(rows, row => Assert.Single(row.TableRowProperties!.Elements<CantSplit>()));
        });
    }
}
