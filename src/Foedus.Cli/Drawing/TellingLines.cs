using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Cli.Drawing;

/// <summary>What is told, as lines of text: the answer and the first of what it rests on, or all of it. Pictures become their words and the rows of their numbers; notes on how to read a picture are left to the report.</summary>
/// <param name="width">Columns.</param>
/// <param name="isFull">Whether all is told. If not, what a page folds away is left to it, and of lists and tables the first stands here; every cut is said.</param>
internal sealed class TellingLines(int width, bool isFull)
{
    private const int MostOfAFigure = 5, MostRows = 12, MostPoints = 6, MostGroups = 2, MostHeadings = 3;

    /// <summary>Whether anything of what was drawn was left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The questions of which nothing was told.</summary>
    public List<string> LeftOut { get; } = [];

    public IEnumerable<string> Of(ToldResult told)
    {
        foreach (var section in told.Sections.Where(section => Shells.Draws(Shell.Terminal, section.Place)))
        {
            if (!isFull && Shells.IsForLater(section.Place))
            {
                IsCut = true;
                LeftOut.Add(section.Question);
                continue;
            }
            var indent = section.Question.Length > 0 ? 2 : 0;
            // The answer and what limits it are never cut.
            var lines = (section.Place == Place.Answer ? section.Blocks.SelectMany(block => Block(block, indent)) : Blocks(section.Blocks, indent)).ToList();
            if (lines.Count == 0)
            {
                // All of it is folded away, or drawn.
                if (!isFull && section.Blocks.OfType<ToldGroup>().Any(group => group.Fold is not null))
                    LeftOut.Add(section.Question);
                continue;
            }
            yield return "";
            if (section.Question.Length > 0)
                yield return section.Question;
            foreach (var line in lines)
                yield return line;
        }
    }

    private IEnumerable<string> Blocks(IReadOnlyList<ToldBlock> blocks, int indent)
    {
        var (groups, points, headings, isAfterTable) = (0, 0, new List<string>(), false);
        foreach (var block in blocks)
        {
            var isCut = !isFull && block switch
            {
                // Whatever a page may fold away: the page says that it is there, and the last line that this is not all.
                ToldGroup { Fold: not null } => true,
                ToldGroup => ++groups > MostGroups,
                ToldText { Role: TextRole.Point } => ++points > MostPoints,
                _ => false,
            };
            IsCut |= isCut;
            if (isCut && block is ToldGroup { Fold: null } left)
                headings.Add($"“{left.Heading}”");
            var lines = isCut ? [] : Block(block, indent).ToList();
            // A table that follows another would read as its last row.
            if (isAfterTable && block is ToldTable && lines.Count > 0)
                yield return "";
            foreach (var line in lines)
                yield return line;
            isAfterTable = block is ToldTable && lines.Count > 0;
        }
        if (headings.Count > 0)
            yield return new string(' ', indent) + ($"and of {Words.Some(headings, MostHeadings)}" is { } named && named.Length + indent <= width ? named : $"and of {headings.Count} more");
        if (!isFull && points > MostPoints)
            yield return $"{new string(' ', indent)}and {Words.Counted(points - MostPoints, "more sentence")}";
    }

    private IEnumerable<string> Block(ToldBlock block, int indent) => block switch
    {
        ToldText { Role: TextRole.Note } => [],
        ToldText text => Wrapped(text.Head is null ? text.Text : text.Role == TextRole.Warning ? $"{text.Head}: {text.Text}" : text.Head + text.Text, indent),
        ToldTable table => Table(table, indent),
        ToldGroup group => Blocks(group.Blocks, indent + 2).ToList() is { Count: > 0 } inside ? [.. Wrapped(group.Heading, indent), .. inside] : [],
        BarsFigure bars => [.. Wrapped($"{bars.Title}: {bars.Alternative}", indent), .. Table(bars.Numbers, indent + 2, MostOfAFigure)],
        SpansFigure spans => Wrapped(spans.Alternative, indent),
        // Their numbers stand in the section's table; a map is a command of its own.
        SharesFigure or RangesFigure or MapFigure => [],
        ToldFigure figure => Wrapped($"{figure.Title}: {figure.Alternative}", indent),
        _ => throw new InvalidOperationException($"The terminal cannot draw {block.GetType().Name}."),
    };

    private IEnumerable<string> Table(ToldTable table, int indent, int? most = null)
    {
        var shown = isFull ? table.Rows.Count : Math.Min(most ?? table.First ?? table.Rows.Count, MostRows);
        foreach (var line in TableLines.Of(shown < table.Rows.Count ? table with { Rows = [.. table.Rows.Take(shown)] } : table, width - indent))
            yield return line.Length == 0 ? "" : new string(' ', indent) + line;
        if (shown < table.Rows.Count)
        {
            IsCut = true;
            yield return $"{new string(' ', indent)}and {Words.Counted(table.Rows.Count - shown, "more row")}";
        }
        foreach (var line in table.Note is { } note ? Wrapped(note, indent) : [])
            yield return line;
    }

    private IEnumerable<string> Wrapped(string text, int indent) => TableLines.Cut(text, width - indent, 2).Select((line, l) => new string(' ', l == 0 ? indent : indent + 2) + line);
}
