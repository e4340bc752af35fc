using Foedus.Telling;

namespace Foedus.Cli.Drawing;

/// <summary>What is told, as lines of text. Pictures become their words, or the first rows of their numbers; notes on how to read a picture are left to the report.</summary>
internal static class TellingLines
{
    private const int MostRows = 5;

    public static IEnumerable<string> Of(ToldResult told, int width)
    {
        foreach (var section in told.Sections.Where(section => Shells.Draws(Shell.Terminal, section.Place)))
        {
            yield return "";
            if (section.Question.Length > 0)
                yield return section.Question;
            foreach (var line in section.Blocks.SelectMany(block => Block(block, section.Question.Length > 0 ? 2 : 0, width)))
                yield return line;
        }
    }

    private static IEnumerable<string> Block(ToldBlock block, int indent, int width) => block switch
    {
        ToldText { Role: TextRole.Note } => [],
        ToldText text => Wrapped(text.Head is null ? text.Text : text.Role == TextRole.Warning ? $"{text.Head}: {text.Text}" : text.Head + text.Text, indent, width),
        ToldTable table => Table(table, indent, width),
        ToldGroup group => group.Blocks.SelectMany(inner => Block(inner, indent + 2, width)).ToList() is { Count: > 0 } inside ? [.. Wrapped(group.Heading, indent, width), .. inside] : [],
        BarsFigure bars => [.. Wrapped($"{bars.Title}: {bars.Alternative}", indent, width), .. Table(bars.Numbers, indent + 2, width, MostRows)],
        SpansFigure spans => Wrapped(spans.Alternative, indent, width),
        // Their numbers stand in the section's table; a map is a command of its own.
        SharesFigure or RangesFigure or MapFigure => [],
        ToldFigure figure => Wrapped($"{figure.Title}: {figure.Alternative}", indent, width),
        _ => throw new InvalidOperationException($"The terminal cannot draw {block.GetType().Name}."),
    };

    private static IEnumerable<string> Table(ToldTable table, int indent, int width, int? most = null)
    {
        var shown = most ?? table.First ?? table.Rows.Count;
        foreach (var line in TableLines.Of(shown < table.Rows.Count ? table with { Rows = [.. table.Rows.Take(shown)] } : table, width - indent))
            yield return line.Length == 0 ? "" : new string(' ', indent) + line;
        if (shown < table.Rows.Count)
            yield return $"{new string(' ', indent)}and {table.Rows.Count - shown} more";
        foreach (var line in table.Note is { } note ? Wrapped(note, indent, width) : [])
            yield return line;
    }

    private static IEnumerable<string> Wrapped(string text, int indent, int width) => TableLines.Cut(text, width - indent, 2).Select((line, l) => new string(' ', l == 0 ? indent : indent + 2) + line);
}
