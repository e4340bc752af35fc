using System.Globalization;
using Foedus.Exploring;

namespace Foedus.Interop;

/// <summary>A table of experiments: columns by name, from CSV, Parquet or a run.</summary>
public sealed class ExperimentTable
{
    private readonly TableSource _source;
    // Rows that are left; null for all.
    private int[]? _kept;

    internal ExperimentTable(TableSource source) => _source = source;

    public int Rows => _kept?.Length ?? _source.Rows;

    public IReadOnlyList<string> Names => _source.Names;

    /// <summary>Columns that may explain an outcome where the user names none: all others, of a run the assumptions.</summary>
    public IReadOnlyList<string> InputsFor(string outcome) => [.. _source.Inputs.Where(name => name != outcome)];

    /// <exception cref="InputException">Not such a file; of CSV the message names the line.</exception>
    public static ExperimentTable Read(string path, CancellationToken cancel = default)
    {
        if (!File.Exists(path))
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        return new ExperimentTable(IsParquet(path) ? ParquetSource.Open(path) : CsvSource.Read(path, cancel));
    }

    /// <summary>Leaves out the rows whose field in a column is empty.</summary>
    /// <returns>How many were left out.</returns>
    public int LeaveOutEmpty(string name)
    {
        var before = Rows;
        var column = _source.Column(Column(name), default);
        _kept = [.. (_kept ?? Enumerable.Range(0, _source.Rows)).Where(row => !column.IsEmpty(row))];
        return before - Rows;
    }

    /// <summary>Whole numbers make an integer column, other numbers a real one, anything else a nominal one.</summary>
    /// <exception cref="InputException">A field of a column of numbers is empty.</exception>
    public InputColumn Input(string name)
    {
        var column = Get(name);
        if (column.Texts is not { } texts)
            return Array.FindIndex(column.Numbers!, number => !double.IsFinite(number)) is var bad and >= 0
                ? throw new InputException($"Column '{name}' has no number in row {Row(bad)}. Leave the column out with --inputs.", _source.Path)
                : new InputColumn(name, column.AreWhole ? ColumnKind.Integer : ColumnKind.Real, column.Numbers!, []);
        var numbers = new double[texts.Length];
        var isNumber = true;
        for (var row = 0; row < texts.Length && isNumber; row++)
            isNumber = double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) && double.IsFinite(numbers[row]);
        if (isNumber)
            return new InputColumn(name, Array.TrueForAll(texts, text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? ColumnKind.Integer : ColumnKind.Real, numbers, []);
        var categories = new List<string>();
        var place = new Dictionary<string, int>();
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

    /// <exception cref="InputException">A field is no number.</exception>
    public double[] Numbers(string name)
    {
        var column = Get(name);
        var numbers = new double[Rows];
        for (var row = 0; row < numbers.Length; row++)
        {
            var text = column.Texts?[row];
            if (bool.TryParse(text, out var yes)) numbers[row] = yes ? 1 : 0;
            else if (text is null) numbers[row] = column.Numbers![row];
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row])) numbers[row] = double.NaN;
            if (!double.IsFinite(numbers[row]))
                throw new InputException($"'{text}' in column '{name}' is not a number.", $"{_source.Path}, row {Row(row)}");
        }
        return numbers;
    }

    // As the user counts, from 1 and with those that were left out.
    private int Row(int row) => (_kept?[row] ?? row) + 1;

    private TableColumn Get(string name)
    {
        var column = _source.Column(Column(name), default);
        return _kept is null ? column : column.Where(_kept);
    }

    private int Column(string name)
    {
        for (var c = 0; c < Names.Count; c++)
            if (Names[c] == name)
                return c;
        throw new InputException($"There is no column '{name}'. Columns: {string.Join(", ", Names.Take(30))}.", _source.Path);
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
