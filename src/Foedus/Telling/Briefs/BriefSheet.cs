namespace Foedus.Telling.Briefs;

/// <summary>Whether what is told before the annex stands on a sheet: how many lines it takes, by the letters that a line of the Word file holds.</summary>
internal static class BriefSheet
{
    /// <summary>Lines of text on a sheet.</summary>
    public const double Most = 75;

    // Letters in a line across the sheet, in one of two columns, and of the smaller print of tables.
    private const int Across = 140,
        InColumn = 64,
        OfTable = 150;

    // In lines: what titles take, what is left free behind a paragraph, and a line of a table.
    private const double Title = 2,
        Heading = 1.7,
        SmallHeading = 1.5,
        Behind = 0.12,
        TableLine = 0.9;

    /// <summary>So many lines.</summary>
    public static double Lines(IEnumerable<ToldSection> sections)
    {
        var before = sections.Where(section => section.Place != Place.BriefAnnex).ToList();
        return Title
            + before.Where(section => !IsInColumns(section)).Sum(section => Heading + Of(section.Blocks, Across))
            + before.Where(IsInColumns).Sum(section => Heading + Of(section.Blocks, InColumn)) / 2
            + 1;
    }

    /// <summary>Whether it is a list, set in two columns so that the brief fits on its sheet.</summary>
    public static bool IsInColumns(ToldSection section) =>
        section.Place is Place.BriefHoldOuts or Place.BriefRestsOn or Place.BriefWouldChange or Place.BriefIndicators or Place.BriefDissent;

    private static double Of(IEnumerable<ToldBlock> blocks, int letters) =>
        blocks.Sum(block =>
            block switch
            {
                ToldText text => Math.Ceiling(((text.Head?.Length ?? 0) + text.Text.Length) / (letters - (text.Role == TextRole.Point ? 4.0 : 0))) + Behind,
                ToldGroup group => SmallHeading + Of(group.Blocks, letters),
                ToldTable table => Of(table) + 1,
                _ => 1,
            }
        );

    // A row is as high as its longest cell, in columns as wide as what they say.
    private static double Of(ToldTable table)
    {
        var longest = table.Columns.Select((column, c) => Math.Sqrt(table.Rows.Select(row => row[c].Text.Length).Append(Least).Max())).ToList();
        double Row(IEnumerable<int> lengths) =>
            lengths.Select((length, c) => Math.Ceiling(Math.Max(1, length) / (OfTable * longest[c] / longest.Sum()))).Max() * TableLine + Behind;
        return Row(table.Columns.Select(column => column.Title.Length)) + table.Rows.Sum(row => Row(row.Select(cell => cell.Text.Length)));
    }

    // Letters that every column has room for.
    private const int Least = 16;
}
