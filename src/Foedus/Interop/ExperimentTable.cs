using Foedus.Exploring;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>A table of experiments: columns by name, from CSV, Parquet or a run.</summary>
public sealed class ExperimentTable
{
    private readonly TableSource source;

    // Of columns as they were read, each once.
    private readonly List<string> told = [];

    // Rows that are left; null for all.
    private int[]? kept;

    internal ExperimentTable(TableSource source) => this.source = source;

    public int Rows => kept?.Length ?? source.Rows;

    public IReadOnlyList<string> Names => source.Names;

    /// <summary>What a reader should know of the file though it could be read, a sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. source.Notes, .. told];

    /// <summary>Columns that may explain an outcome where the user names none: all others, of a run the assumptions that are in any number of the outcome's offer.</summary>
    public IReadOnlyList<string> InputsFor(string outcome) => [.. source.InputsOf(outcome).Where(name => name != outcome)];

    /// <summary>Columns that are to explain an outcome: those the user names, each once and there, else all that may.</summary>
    /// <param name="outcome">The column to explain.</param>
    /// <param name="asked">Names with commas between; null where the user names none.</param>
    /// <param name="without">A column that is no input unless it is named.</param>
    /// <exception cref="InputException">There is none, or one that cannot be.</exception>
    public IReadOnlyList<string> InputsFor(string outcome, string? asked, string? without = null)
    {
        Column(outcome);
        Tell(source.NoteOn(outcome));
        var names = Listed(asked) ?? [.. InputsFor(outcome).Where(name => name != without)];
        foreach (var name in names)
            Column(name);
        return names.Contains(outcome) ? throw new InputException($"'{outcome}' cannot explain itself: take it out of --inputs.")
            : names.Count > 0 ? names
            : throw new InputException("There is no input column.", source.Path);
    }

    /// <summary>Names with commas between; null where there is no text.</summary>
    /// <exception cref="InputException">A name stands twice.</exception>
    public static IReadOnlyList<string>? Listed(string? names)
    {
        var list = names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return list?.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new InputException($"'{twice.Key}' stands {Words.Counted(twice.Count(), "time")} in --inputs. Name it once.")
            : list;
    }

    /// <exception cref="InputException">Not such a file; of CSV the message names the line.</exception>
    public static ExperimentTable Read(string path, CancellationToken cancel = default)
    {
        if (!File.Exists(path))
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        return new ExperimentTable(IsParquet(path) ? ParquetSource.Open(path) : CsvSource.Read(path, cancel));
    }

    /// <summary>Leaves out the rows that have no value in a column.</summary>
    /// <returns>How many were left out.</returns>
    public int LeaveOutEmpty(string name)
    {
        var before = Rows;
        var column = source.Column(Column(name), default);
        kept = [.. (kept ?? Enumerable.Range(0, source.Rows)).Where(row => !column.IsEmpty(row))];
        return before - Rows;
    }

    private void Tell(string? note)
    {
        if (note is not null && !told.Contains(note))
            told.Add(note);
    }

    /// <summary>Whole numbers make an integer column, other numbers a real one, names and codes with zeros in front a nominal one. A column in which most fields are numbers is one of numbers.</summary>
    /// <exception cref="InputException">A field of a column of numbers, or of yes and no, is anything else.</exception>
    public InputColumn Input(string name)
    {
        var column = Get(name);
        if (column.Texts is not { } texts)
            return new InputColumn(name, column.AreWhole ? ColumnKind.Integer : ColumnKind.Real, Checked(name, column.Numbers!, null), []);
        switch (TextColumn.ContentOf(texts))
        {
            case TextContent.Numbers when Array.TrueForAll(texts, IsWhole) && Array.Find(texts, TextColumn.IsCode) is { } code:
                Tell(
                    $"Column '{name}' has zeros in front of its numbers ('{code}'): it is read as names, not as numbers. If they are numbers, write them without those zeros."
                );
                return Nominal(name, texts);
            case TextContent.Numbers:
                return new InputColumn(name, Array.TrueForAll(texts, IsWhole) ? ColumnKind.Integer : ColumnKind.Real, Parsed(name, texts), []);
            case TextContent.YesNo when Array.FindIndex(texts, TextColumn.IsGap) is var gap and >= 0:
                throw new InputException(
                    $"Column '{name}' is yes or no, but row {Row(gap)} has {(texts[gap].Length == 0 ? "nothing" : $"'{texts[gap]}'")}. Leave such rows out of the file, or the column out with --inputs.",
                    source.Path
                );
            default:
                return Nominal(name, texts);
        }
    }

    /// <exception cref="InputException">A field is no number.</exception>
    public double[] Numbers(string name) =>
        Get(name) is { Texts: { } texts } ? Parsed(name, texts, isOutcome: true) : Checked(name, Get(name).Numbers!, null, isOutcome: true);

    private static InputColumn Nominal(string name, string[] texts)
    {
        var categories = new List<string>();
        var place = new Dictionary<string, int>();
        var numbers = new double[texts.Length];
        for (var row = 0; row < texts.Length; row++)
        {
            if (!place.TryGetValue(texts[row], out var k))
            {
                place[texts[row]] = k = categories.Count;
                categories.Add(texts[row]);
            }
            numbers[row] = k;
        }
        return new InputColumn(name, ColumnKind.Nominal, numbers, categories);
    }

    private double[] Parsed(string name, string[] texts, bool isOutcome = false) => Checked(name, Array.ConvertAll(texts, text => bool.TryParse(
                    text,
                    out var yes
                )
                    ? yes
                        ? 1
                        : 0
                    : TextColumn.TryNumber(text, out var number)
                        ? number
                        : double.NaN), texts, isOutcome);

    private double[] Checked(string name, double[] numbers, string[]? texts, bool isOutcome = false)
    {
        var bad = Array.FindIndex(numbers, number => !double.IsFinite(number));
        return bad < 0
            ? numbers
            : throw new InputException(
                TextColumn.Fault(name, texts?[bad], Row(bad), numbers.Count(number => !double.IsFinite(number)))
                    + $". Put the file right, or leave such rows out of it{(isOutcome ? "" : ", or the column out with --inputs")}.",
                $"{source.Path}, row {Row(bad)}"
            );
    }

    private static bool IsWhole(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _);

    // As the user counts, from 1 and with those that were left out.
    private int Row(int row) => (kept?[row] ?? row) + 1;

    private TableColumn Get(string name)
    {
        var column = source.Column(Column(name), default);
        return kept is null ? column : column.Where(kept);
    }

    private int Column(string name)
    {
        for (var c = 0; c < Names.Count; c++)
            if (Names[c] == name)
                return c;
        throw new InputException($"There is no column '{name}'. Columns: {string.Join(", ", Names.Take(30))}{(Names.Count > 30 ? ", …" : "")}.", source.Path);
    }

    private static bool IsParquet(string path)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            return true;
        Span<byte> mark = stackalloc byte[4];
        using var stream = File.OpenRead(path);
        return stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false) == 4 && mark.SequenceEqual("PAR1"u8);
    }
}
