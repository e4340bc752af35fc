using System.Globalization;
using CsvHelper;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>A CSV file with a heading: commas between fields, quotation marks doubled inside them.</summary>
internal sealed class CsvSource : TableSource
{
    private const long MostBytes = 2_000_000_000;
    private readonly List<string[]> rows;

    private CsvSource(string path, string[] names, List<string[]> rows, IReadOnlyList<string> notes)
        : base(path, names, rows.Count) => (this.rows, Notes) = (rows, notes);

    public override IReadOnlyList<string> Notes { get; }

    public override TableColumn Column(int column, CancellationToken cancel) => TableColumn.Of([.. rows.Select(row => row[column])]);

    /// <exception cref="InputException">Not such a file; the message names the line.</exception>
    public static CsvSource Read(string path, CancellationToken cancel)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        Separators.RefuseOtherText(path);
        using var reader = CsvReader.FromFile(
            path,
            new CsvReaderOptions
            {
                HasHeader = false,
                Separator = ',',
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                MaxRecordSize = TableLimits.MostRowBytes,
                PoolStrings = true,
                FormatProvider = CultureInfo.InvariantCulture,
            }
        );
        try
        {
            return Read(path, reader, cancel);
        }
        catch (CsvFormatException fault)
        {
            throw new InputException(
                fault.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal)
                    ? $"This row is longer than {TableLimits.MostRowBytes:N0} bytes, which is the limit. A quotation mark that is never closed has the same effect."
                    : "This line is not CSV: a quotation mark is not closed, or stands in the middle of a field.",
                fault.LineNumber > 0 ? $"{path}:{fault.LineNumber}" : path,
                fault
            );
        }
    }

    private static CsvSource Read(string path, CsvReader reader, CancellationToken cancel)
    {
        if (!reader.Read())
            throw new InputException("The file is empty: a heading with the names of the columns is wanted.", path);
        var names = Fields(reader);
        if (Separators.WhyOneColumn(names) is { } reason)
            throw new InputException(reason, $"{path}:1");
        if (names.Length > TableLimits.MostColumns)
            throw new InputException($"The heading has {Words.Counted(names.Length, "column")}; at most {TableLimits.MostColumns:N0} are read.", $"{path}:1");
        if (names.Index().GroupBy(column => column.Item).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException(
                $"The heading has {(twice.Key.Length == 0 ? "columns without a name" : $"'{twice.Key}'")} {Words.Counted(twice.Count(), "time")}, as columns {string.Join(" and ", twice.Take(2).Select(column => column.Index + 1))}. Give each column a name of its own.",
                $"{path}:1"
            );
        var rows = new List<string[]>();
        var (strange, first) = (0, "");
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            // A line of spaces alone is as good as an empty one.
            if (reader.FieldCount == 1 && names.Length > 1 && reader.IsEmpty(0))
                continue;
            if (reader.FieldCount != names.Length)
                throw new InputException(
                    $"This row has {Words.Counted(reader.FieldCount, "field")}; the heading has {names.Length}.{(reader.FieldCount > names.Length ? " Are there decimal commas? Write decimal points, or put such fields in quotation marks." : "")}",
                    $"{path}:{reader.LineNumber}"
                );
            rows.Add(Fields(reader));
            for (var field = 0; field < names.Length; field++)
                if (rows[^1][field].Contains('\uFFFD') && strange++ == 0)
                    first = $"column '{names[field]}' in row {rows.Count} (line {reader.LineNumber})";
        }
        IReadOnlyList<string> notes =
            strange == 0
                ? []
                :
                [
                    $"{Words.Counted(strange, "field")} {Words.Does(strange, "holds", "hold")} bytes that are not UTF-8, shown as \uFFFD; the first is {first}. Save the file as UTF-8.",
                ];
        return rows.Count > 0 ? new CsvSource(path, names, rows, notes) : throw new InputException("There is no row below the heading.", path);
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var field = 0; field < fields.Length; field++)
            fields[field] = reader.GetString(field);
        return fields;
    }
}
