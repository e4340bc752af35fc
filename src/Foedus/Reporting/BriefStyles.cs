using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Foedus.Reporting;

/// <summary>Styles of a Word file, so that whoever gets it can restyle it in one place.</summary>
internal static class BriefStyles
{
    public static Styles Make() =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Calibri",
                            HighAnsi = "Calibri",
                            ComplexScript = "Calibri",
                        },
                        new FontSize { Val = "17" },
                        new Languages { Val = "en-GB" }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "20",
                            Line = "235",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            new Style(new StyleName { Val = "Normal" })
            {
                Type = StyleValues.Paragraph,
                StyleId = "Normal",
                Default = true,
            },
            Of("Title", "Title", 26, isBold: true),
            Of("Heading1", "heading 1", 19, isBold: true, before: 80, level: 0),
            Of("Heading2", "heading 2", 18, isBold: true, before: 60, level: 1),
            Of("Note", "Note", 14, colour: "555555", isKept: true),
            Bulleted(),
            Of("TableHead", "Table Head", 15, isBold: true, after: 0),
            Of("TableText", "Table Text", 15, after: 0),
            Of("Marking", "Marking", 18, isBold: true, isCentred: true),
            Of("Foot", "Foot", 16, isCentred: true, colour: "555555"),
            new Style(
                new StyleName { Val = "Table Grid" },
                new StyleTableProperties(
                    new TableBorders(
                        Line<TopBorder>(),
                        Line<LeftBorder>(),
                        Line<BottomBorder>(),
                        Line<RightBorder>(),
                        Line<InsideHorizontalBorder>(),
                        Line<InsideVerticalBorder>()
                    )
                )
            )
            {
                Type = StyleValues.Table,
                StyleId = "TableGrid",
            }
        );

    /// <summary>One kind of bullet.</summary>
    /// <param name="id">By which paragraphs name it.</param>
    public static Numbering Numbering(int id) =>
        new(
            new AbstractNum(
                new MultiLevelType { Val = MultiLevelValues.SingleLevel },
                new Level(
                    new StartNumberingValue { Val = 1 },
                    new NumberingFormat { Val = NumberFormatValues.Bullet },
                    new LevelText { Val = "•" },
                    new LevelJustification { Val = LevelJustificationValues.Left },
                    new PreviousParagraphProperties(new Indentation { Left = "284", Hanging = "200" })
                )
                {
                    LevelIndex = 0,
                }
            )
            {
                AbstractNumberId = 0,
            },
            new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = id }
        );

    private static Style Bulleted()
    {
        var style = Of("ListBullet", "List Bullet", null, after: 20);
        style.StyleParagraphProperties!.NumberingProperties = new NumberingProperties(new NumberingId { Val = 1 });
        return style;
    }

    private static Style Of(
        string id,
        string name,
        int? halfPoints,
        bool isBold = false,
        int before = 0,
        int after = 40,
        int? level = null,
        bool isCentred = false,
        string? colour = null,
        bool isKept = false
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (level is not null || isKept)
            paragraph.Append(new KeepNext());
        paragraph.Append(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" });
        if (isCentred)
            paragraph.Append(new Justification { Val = JustificationValues.Center });
        if (level is { } outline)
            paragraph.Append(new OutlineLevel { Val = outline });
        var run = new StyleRunProperties();
        if (isBold)
            run.Append(new Bold());
        if (colour is not null)
            run.Append(new Color { Val = colour });
        if (halfPoints is { } size)
            run.Append(new FontSize { Val = $"{size}" });
        return new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
        };
    }

    private static T Line<T>()
        where T : BorderType, new() =>
        new()
        {
            Val = BorderValues.Single,
            Size = 4,
            Color = "999999",
        };
}
