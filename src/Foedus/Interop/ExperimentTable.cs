using System.Globalization;
using Foedus.Exploring;
using Microsoft.VisualBasic.FileIO;

namespace Foedus.Interop;

/// <summary>A table of experiments from a CSV file with a heading.</summary>
public sealed class ExperimentTable
{
    private const long MostBytes = 2_000_000_000;
    private const int MostColumns = 10_000;
    private readonly string _path;
    private readonly string[] _names;
    private readonly List<string[]> _rows = [];

    private ExperimentTable(string path, string[] names) => (_path, _names) = (path, names);

    public int Rows => _rows.Count;

    public IReadOnlyList<string> Names => _names;

    /// <summary>Leaves out the rows whose field in a column is empty.</summary>
    /// <returns>How many were left out.</returns>
    public int LeaveOutEmpty(string name)
    {
        var c = Column(name);
        return _rows.RemoveAll(row => row[c].Length == 0);
    }

    /// <exception cref="InputException">Not such a file; the message names the line.</exception>
    public static ExperimentTable Read(string path, CancellationToken cancel = default)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes) throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        using var parser = new TextFieldParser(path) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        parser.SetDelimiters(",");
        try
        {
            var names = parser.ReadFields() ?? throw new InputException("The file is empty: a heading with the names of the columns is wanted.", path);
            if (names.Length > MostColumns || names.Distinct().Count() != names.Length) throw new InputException($"The heading must name up to {MostColumns:N0} columns, each once.", $"{path}:1");
            var table = new ExperimentTable(path, names);
            while (!parser.EndOfData)
            {
                cancel.ThrowIfCancellationRequested();
                var line = parser.LineNumber;
                var fields = parser.ReadFields()!;
                if (fields.Length != names.Length) throw new InputException($"This row has {fields.Length} fields; the heading has {names.Length}.", $"{path}:{line}");
                table._rows.Add(fields);
            }
            return table._rows.Count > 0 ? table : throw new InputException("There is no row below the heading.", path);
        }
        catch (MalformedLineException fault)
        {
            throw new InputException("This line is not CSV: a quotation mark is not closed, or stands in the middle of a field.", $"{path}:{fault.LineNumber}", fault);
        }
    }

    /// <summary>Whole numbers make an integer column, other numbers a real one, anything else a nominal one.</summary>
    public InputColumn Input(string name)
    {
        var c = Column(name);
        var texts = _rows.Select(row => row[c]).ToArray();
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
        var c = Column(name);
        var numbers = new double[_rows.Count];
        for (var row = 0; row < numbers.Length; row++)
            if (bool.TryParse(_rows[row][c], out var yes)) numbers[row] = yes ? 1 : 0;
            else if (!double.TryParse(_rows[row][c], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || !double.IsFinite(numbers[row]))
                throw new InputException($"'{_rows[row][c]}' in column '{name}' is not a number.", $"{_path}, row {row + 1}");
        return numbers;
    }

    private int Column(string name) => Array.IndexOf(_names, name) is var c and >= 0 ? c
        : throw new InputException($"There is no column '{name}'. Columns: {string.Join(", ", _names.Take(30))}.", _path);
}
