using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Cli.Drawing;

/// <summary>A told table as lines of text. Headings take several lines, and columns that do not fit go into a second table under the same row heads.</summary>
internal static class TableLines
{
    private const string Gap = "  ";
    private const int WidestText = 40;
    private const int NarrowText = 14;

    /// <param name="table">The table.</param>
    /// <param name="width">Characters a line.</param>
    public static IEnumerable<string> Of(ToldTable table, int width)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Select(c => new Column(table, c)).ToList();
        var heads = columns.Take(table.Heads).ToList();
        // Names so long that no number stands beside them stand above what is said of them.
        if (
            heads.Count > 0
            && columns.Count > heads.Count
            && heads.Sum(column => column.Least + Gap.Length) + columns.Skip(heads.Count).Max(column => column.Least) > width
        )
        {
            foreach (
                var group in table.Rows.Select((row, r) => (Head: heads[0].Cells[r], Cells: (IReadOnlyList<ToldCell>)[.. row.Skip(1)])).GroupBy(row => row.Head)
            )
            {
                foreach (var line in TextLines.Of(group.Key, width))
                    yield return line;
                foreach (
                    var line in Of(
                        table with
                        {
                            Columns = [.. table.Columns.Skip(1)],
                            Rows = [.. group.Select(row => row.Cells)],
                            Heads = table.Heads - 1,
                        },
                        width - Gap.Length
                    )
                )
                    yield return Gap + line;
            }
            yield break;
        }
        for (var next = heads.Count; next < columns.Count; )
        {
            var part = new List<Column>(heads);
            int Room() => width - part.Sum(column => column.Least + Gap.Length) + Gap.Length;
            do part.Add(columns[next++]);
            while (next < columns.Count && columns[next].Least + Gap.Length <= Room());
            Widen(part, Room());
            foreach (var line in Lines(part, table.Rows.Count))
                yield return line;
            if (next < columns.Count)
                yield return "";
        }
    }

    // What is left over goes to those who want more: headings of numbers first, then text from the left.
    private static void Widen(List<Column> part, int left)
    {
        foreach (var column in part.OrderByDescending(column => column.IsNumber))
        {
            column.Width = column.Least + Math.Clamp(column.Wanted - column.Least, 0, Math.Max(0, left));
            left -= column.Width - column.Least;
        }
    }

    private static IEnumerable<string> Lines(List<Column> columns, int rows)
    {
        var headings = columns.Select(column => TextLines.Of(column.Title, column.Width)).ToList();
        var height = headings.Max(heading => heading.Count);
        for (var line = 0; line < height; line++)
            yield return Line(columns, c => line - (height - headings[c].Count) is >= 0 and var own ? headings[c][own] : "");
        yield return string.Join(Gap, columns.Select(column => new string('─', column.Width)));
        for (var row = 0; row < rows; row++)
        {
            // Of a table in parts a row may stand in others alone: here it would be a blank line.
            if (columns.TrueForAll(column => column.Cells[row].Length == 0))
                continue;
            var cells = columns.Select(column => TextLines.Of(column.Cells[row], column.Width)).ToList();
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
                yield return Line(columns, c => line < cells[c].Count ? cells[c][line] : "");
        }
    }

    private static string Line(List<Column> columns, Func<int, string> text) =>
        string.Join(Gap, columns.Select((column, c) => column.IsNumber ? TextLines.Right(text(c), column.Width) : TextLines.Left(text(c), column.Width)))
            .TrimEnd();

    private sealed class Column
    {
        public Column(ToldTable table, int place)
        {
            var column = table.Columns[place];
            (Title, IsNumber) = (column.Title, column.IsNumber);
            Cells = [.. table.Rows.Select(row => Text(row[place], place > 0 && table.IsHeat))];
            var (longest, word) = (
                Cells.Select(TextLines.Columns).DefaultIfEmpty(0).Max(),
                Words([Title, .. Cells]).Select(word => TextLines.Least(word, WidestText)).DefaultIfEmpty(1).Max()
            );
            Least = IsNumber ? Math.Max(longest, word) : Math.Min(Math.Max(longest, word), Math.Max(word, NarrowText));
            Wanted = Math.Max(Least, IsNumber ? Math.Min(TextLines.Columns(Title), NarrowText) : Math.Min(WidestText, longest));
        }

        public string Title { get; }

        public bool IsNumber { get; }

        public IReadOnlyList<string> Cells { get; }

        public int Least { get; }

        public int Wanted { get; }

        public int Width { get; set; }

        // Where a thing has a name of its own, that is its short title. Where the best of a row is marked, so is what is level with it.
        private static string Text(ToldCell cell, bool isCompared) =>
            string.Join(
                " ",
                new[]
                {
                    isCompared ? cell.Soft ?? "" : "",
                    cell.Name ?? cell.Title ?? "",
                    (cell.IsBest ? "● " : "") + cell.Text,
                    cell.Range is { } range ? $"({range})" : "",
                    cell.Badge is { } badge ? $"[{badge}]" : "",
                }.Where(part => part.Length > 0)
            );

        private static IEnumerable<string> Words(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(' '));
    }
}
