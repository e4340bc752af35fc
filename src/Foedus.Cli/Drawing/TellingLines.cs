using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Cli.Drawing;

/// <summary>What is told, as lines of text: the answer and the first of what it rests on, or all of it. Pictures become their words and the rows of their numbers; notes on how to read a picture are left to the report.</summary>
/// <param name="width">Columns.</param>
/// <param name="isFull">Whether all is told. If not, what a page folds away is left to it, and of lists and tables the first stands here; every cut is said where it is made, or among <see cref="LeftOut"/>.</param>
internal sealed class TellingLines(int width, bool isFull)
{
    private const int MostOfAFigure = 5,
        MostRows = 12,
        MostPoints = 6,
        MostGroups = 2,
        MostHeadings = 3;

    /// <summary>Whether anything of what was drawn was left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The questions of which nothing was told here and all of it is in the long form.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>The questions that a terminal does not answer at all, and the command that does; null: the report.</summary>
    public List<(string Question, string? Command)> Elsewhere { get; } = [];

    /// <summary>Notes on how to read numbers and pictures, which are left to the report.</summary>
    public int Notes { get; private set; }

    public IEnumerable<string> Of(ToldResult told)
    {
        foreach (var section in told.Sections)
        {
            Notes += NotesIn(section.Blocks);
            if (!Shells.Draws(Shell.Terminal, section.Place))
            {
                Elsewhere.Add((section.Question, Shells.CommandFor(section.Place)));
                continue;
            }
            var indent = section.Question.Length > 0 ? 2 : 0;
            // The answer and what limits it are never cut.
            var lines =
                !isFull && Shells.IsForLater(section.Place)
                    ? []
                    : (section.Place == Place.Answer ? section.Blocks.SelectMany(block => Block(block, indent)) : Blocks(section.Blocks, indent)).ToList();
            if (lines.Count == 0)
            {
                // For later, or all of it folded away; else there is nothing in it that lines can say.
                if (!isFull && new TellingLines(width, isFull: true).Of(told with { Sections = [section], Untold = [] }).Any())
                {
                    LeftOut.Add(section.Question);
                    IsCut = true;
                }
                else
                    Elsewhere.Add((section.Question, Shells.CommandFor(section.Place)));
                continue;
            }
            yield return "";
            if (section.Question.Length > 0)
                yield return section.Question;
            foreach (var line in lines)
                yield return line;
        }
        foreach (var untold in told.Untold)
            Elsewhere.Add((untold.Question, Shells.CommandFor(untold.Place)));
    }

    /// <summary>What was not told, how much of it, and what tells it.</summary>
    /// <param name="hasReport">Whether a report was written.</param>
    public IEnumerable<string> Closing(bool hasReport)
    {
        if (IsCut)
            yield return $"This is the short form{(LeftOut.Count == 0 ? "" : $", without {Words.Counted(LeftOut.Count, "section")}: {Quoted(LeftOut)}")}. --full tells all of it here.";
        foreach (var command in Elsewhere.Where(each => each.Command is not null).GroupBy(each => each.Command))
            yield return $"'foedus {command.Key}' tells {Quoted(command.Select(each => each.Question))}.";
        List<string> paged =
        [
            .. Elsewhere.Where(each => each.Command is null).Select(each => $"“{each.Question}”"),
            .. Notes > 0 ? [Words.Counted(Notes, "note") + " on how to read it"] : Array.Empty<string>(),
        ];
        if (paged.Count > 0)
            yield return $"The report has all of it as a page, also {Words.Listed(paged)}{(hasReport ? "" : " (--html FILE)")}.";
    }

    private static string Quoted(IEnumerable<string> questions) => Words.Listed([.. questions.Select(question => $"“{question}”")]);

    private static int NotesIn(IEnumerable<ToldBlock> blocks) =>
        blocks.Sum(block =>
            block is ToldText { Role: TextRole.Note } ? 1
            : block is ToldGroup group ? NotesIn(group.Blocks)
            : 0
        );

    // What of them is told, and behind it what is not; nothing where nothing of them is.
    private List<string> Blocks(IReadOnlyList<ToldBlock> blocks, int indent)
    {
        var (groups, points, headings, lines, isAfterTable) = (0, 0, new List<string>(), new List<string>(), false);
        foreach (var block in blocks)
        {
            List<string> told =
                isFull
                || block switch
                {
                    // Whatever a page may fold away.
                    ToldGroup { Fold: not null } => false,
                    ToldGroup => ++groups <= MostGroups,
                    ToldText { Role: TextRole.Point } => ++points <= MostPoints,
                    _ => true,
                }
                    ? [.. Block(block, indent)]
                    : [];
            if (!isFull && told.Count == 0 && block is ToldGroup untold)
                headings.Add($"“{untold.Heading}”");
            // A table that follows another would read as its last row.
            if (isAfterTable && block is ToldTable && told.Count > 0)
                lines.Add("");
            isAfterTable = block is ToldTable && told.Count > 0;
            lines.AddRange(told);
        }
        if (lines.Count == 0)
            return lines;
        List<string> left =
        [
            .. isFull || points <= MostPoints ? [] : new[] { Words.Counted(points - MostPoints, "more sentence") },
            .. headings.Count == 0 ? [] : new[] { $"the {Words.Noun(headings.Count, "part")} {Words.Some(headings, MostHeadings)}" },
        ];
        if (left.Count > 0)
            lines.AddRange(Cut(Words.Listed(left), indent));
        return lines;
    }

    // Where all of it stands, in a sentence of its own.
    private IEnumerable<string> Cut(string what, int indent)
    {
        IsCut = true;
        return Wrapped($"--full also tells {what}.", indent);
    }

    private IEnumerable<string> Block(ToldBlock block, int indent) =>
        block switch
        {
            ToldText { Role: TextRole.Note } => [],
            ToldText text => Wrapped(
                text.Head is null ? text.Text
                    : text.Role == TextRole.Warning ? $"{text.Head}: {text.Text}"
                    : text.Head + text.Text,
                indent
            ),
            ToldTable table => Table(table, indent),
            ToldGroup group => Blocks(group.Blocks, indent + 2) is { Count: > 0 } inside ? [.. Wrapped(group.Heading, indent), .. inside] : [],
            BarsFigure bars => [.. Wrapped($"{bars.Title}: {bars.Alternative}", indent), .. Table(bars.Numbers, indent + 2, MostOfAFigure)],
            SpansFigure spans => Wrapped(spans.Alternative, indent),
            // Their numbers stand in the section's table.
            SharesFigure or RangesFigure => [],
            MapFigure { Map: var map } => Wrapped($"'foedus map FILE --offer {map.Offer} --x {map.X} --y {map.Y}' draws it.", indent),
            ToldFigure figure => Wrapped($"{figure.Title}: {figure.Alternative}", indent),
            _ => throw new InvalidOperationException($"The terminal cannot draw {block.GetType().Name}."),
        };

    private IEnumerable<string> Table(ToldTable table, int indent, int? most = null)
    {
        var shown = isFull ? table.Rows.Count : Math.Min(most ?? table.First ?? table.Rows.Count, MostRows);
        foreach (var line in TableLines.Of(shown < table.Rows.Count ? table with { Rows = [.. table.Rows.Take(shown)] } : table, width - indent))
            yield return line.Length == 0 ? "" : new string(' ', indent) + line;
        if (shown < table.Rows.Count)
            foreach (var line in Cut($"{Words.Counted(table.Rows.Count - shown, "more row")} of this table", indent))
                yield return line;
        foreach (var line in table.Note is { } note ? Wrapped(note, indent) : [])
            yield return line;
    }

    private IEnumerable<string> Wrapped(string text, int indent) => TextLines.Of(new string(' ', indent) + text, width, new string(' ', indent + 2));
}
