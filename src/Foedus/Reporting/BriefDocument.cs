using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Foedus.Telling;
using Foedus.Telling.Briefs;

namespace Foedus.Reporting;

/// <summary>A brief as a Word file.</summary>
public static class BriefDocument
{
    private const int Bullets = 1;

    // Twentieths of a point: A4, with margins of 1.5 cm.
    private const uint PageWidth = 11906,
        PageHeight = 16838,
        Margin = 850;

    // Characters: a heading may take several lines, and a column of short words has room for one.
    private const int LongHead = 24,
        LeastWidth = 16;

    /// <param name="told">What is told.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    /// <param name="to">Where to.</param>
    public static void Write(ToldResult told, string? marking, Stream to)
    {
        // A package is sought in while it is made; where it goes may be a pipe.
        using var made = new MemoryStream();
        Make(told, marking, made);
        made.Position = 0;
        made.CopyTo(to);
    }

    private static void Make(ToldResult told, string? marking, Stream to)
    {
        using var document = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document);
        document.PackageProperties.Title = Clean(told.Title);
        document.PackageProperties.Creator = "Foedus";
        var main = document.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = BriefStyles.Make();
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = BriefStyles.Numbering(Bullets);
        var body = new Body();
        body.Append(Paragraph(told.Title, "Title"));
        var (head, foot) = Margins(main, marking);
        var isInColumns = false;
        foreach (var section in told.Sections)
        {
            // The lists stand in two columns, between what comes before them and the annex.
            if (BriefSheet.IsInColumns(section) != isInColumns)
            {
                EndSection(body, Section(head, foot, isInColumns, isFirst: !isInColumns));
                isInColumns = !isInColumns;
            }
            var heading = Paragraph(section.Question, "Heading1");
            if (section.Place == Place.BriefAnnex)
                heading.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
            body.Append(heading);
            foreach (var block in section.Blocks)
                Append(body, block);
        }
        // Columns are as long as each other only before a section that goes on where they end.
        if (isInColumns)
            EndSection(body, Section(head, foot, isInColumns, isFirst: false));
        body.Append(Section(head, foot, isInColumns: false, isFirst: false));
        main.Document = new Document(body);
    }

    private static void Append(Body body, ToldBlock block)
    {
        switch (block)
        {
            case ToldText text:
                body.Append(
                    Paragraph(
                        text.Head is { } head ? $"{head}{(text.Role == TextRole.Warning ? ": " : "")}{text.Text}" : text.Text,
                        text.Role switch
                        {
                            TextRole.Note => "Note",
                            TextRole.Point or TextRole.Warning => "ListBullet",
                            _ => "Normal",
                        }
                    )
                );
                break;
            case ToldGroup group:
                body.Append(Paragraph(group.Heading, "Heading2"));
                foreach (var inner in group.Blocks)
                    Append(body, inner);
                break;
            case ToldTable table:
                body.Append(Table(table));
                // A table that follows another would become one with it.
                body.Append(Paragraph(table.Note ?? "", "Note"));
                break;
            case ToldFigure figure:
                body.Append(Paragraph($"{figure.Title}: {figure.Alternative}", "Normal"));
                break;
            default:
                throw new InvalidOperationException($"A Word file cannot have {block.GetType().Name}.");
        }
    }

    private static Table Table(ToldTable told)
    {
        var rows = told.Rows.Select(row => row.Select(Text).ToList()).ToList();
        var widths = Widths([.. told.Columns.Select((column, c) => rows.Select(row => row[c].Length).Append(Math.Min(column.Title.Length, LongHead)).Max())]);
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = "TableGrid" },
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableLook { Val = "0020" }
            ),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" }))
        );
        table.Append(Row(told.Columns.Select((column, c) => (column.Title, column.IsNumber, widths[c])), isHead: true));
        foreach (var row in rows)
            table.Append(Row(row.Select((text, c) => (text, told.Columns[c].IsNumber, widths[c])), isHead: false));
        return table;
    }

    private static string Text(ToldCell cell) =>
        string.Join(
            " ",
            new[] { cell.Title ?? cell.Name ?? "", cell.Text, cell.Range is { } range ? $"({range})" : "", cell.Soft ?? "", cell.Badge ?? "" }.Where(part =>
                part.Length > 0
            )
        );

    // By the roots of the longest texts: what says more gets more, and no name a word a line.
    private static List<long> Widths(IReadOnlyList<int> longest)
    {
        var roots = longest.Select(length => Math.Sqrt(Math.Max(LeastWidth, length))).ToList();
        return [.. roots.Select(root => (long)((PageWidth - 2 * Margin) * root / roots.Sum()))];
    }

    private static TableRow Row(IEnumerable<(string Text, bool IsNumber, long Width)> cells, bool isHead)
    {
        var row = new TableRow(isHead ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
        foreach (var (text, isNumber, width) in cells)
        {
            var paragraph = Paragraph(text, isHead ? "TableHead" : "TableText");
            if (isNumber)
                paragraph.ParagraphProperties!.Justification = new Justification { Val = JustificationValues.Right };
            row.Append(new TableCell(new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }), paragraph));
        }
        return row;
    }

    private static Paragraph Paragraph(string text, string style) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));

    private static (string Head, string Foot) Margins(MainDocumentPart main, string? marking)
    {
        var (head, foot) = (main.AddNewPart<HeaderPart>(), main.AddNewPart<FooterPart>());
        head.Header = new Header(Paragraph(marking ?? "", "Marking"));
        foot.Footer = new Footer(Paragraph(marking ?? "", "Marking"), Numbered());
        return (main.GetIdOfPart(head), main.GetIdOfPart(foot));
    }

    private static SectionProperties Section(string head, string foot, bool isInColumns, bool isFirst)
    {
        var section = new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = head },
            new FooterReference { Type = HeaderFooterValues.Default, Id = foot }
        );
        // What is not first goes on where the text before it ended; the annex begins a page by its heading.
        if (!isFirst)
            section.Append(new SectionType { Val = SectionMarkValues.Continuous });
        section.Append(
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin
            {
                Top = (int)Margin,
                Bottom = (int)Margin,
                Left = Margin,
                Right = Margin,
                Header = 400,
                Footer = 400,
                Gutter = 0,
            }
        );
        if (isInColumns)
            section.Append(new Columns { ColumnCount = 2, Space = "340" });
        return section;
    }

    // A section ends with a paragraph that says how it was.
    private static void EndSection(Body body, SectionProperties section)
    {
        if (body.LastChild is not Paragraph last)
            body.Append(last = Paragraph("", "Note"));
        last.ParagraphProperties!.Append(section);
    }

    // "1 / 2", counted by whoever opens it.
    private static Paragraph Numbered() =>
        new(
            new ParagraphProperties(new ParagraphStyleId { Val = "Foot" }),
            new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " },
            new Run(new Text(" / ") { Space = SpaceProcessingModeValues.Preserve }),
            new SimpleField(new Run(new Text("1"))) { Instruction = " NUMPAGES " }
        );

    // What XML cannot hold is left out: names come out of deals that others wrote.
    private static string Clean(string text) =>
        text.All(c => XmlConvert.IsXmlChar(c))
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
