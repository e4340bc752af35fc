using System.Globalization;
using CsvHelper;

namespace Foedus.Interop;

/// <summary>A CSV file with a heading: commas between fields, quotation marks doubled inside them.</summary>
internal sealed class CsvSource : TableSource
{
    private const long MostBytes = 2_000_000_000;
    private const int MostColumns = 10_000;
    private const int MostRecordBytes = 10_000_000;
    private readonly List<string[]> _rows;

    private CsvSource(string path, string[] names, List<string[]> rows) : base(path, names, rows.Count) => _rows = rows;

    public override TableColumn Column(int column, CancellationToken cancel) => TableColumn.Of([.. _rows.Select(row => row[column])]);

    /// <exception cref="InputException">Not such a file; the message names the line.</exception>
    public static CsvSource Read(string path, CancellationToken cancel)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MostRecordBytes,
            PoolStrings = true,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        try
        {
            return Read(path, reader, cancel);
        }
        catch (CsvFormatException fault)
        {
            throw new InputException("This line is not CSV: a quotation mark is not closed, or stands in the middle of a field.", fault.LineNumber > 0 ? $"{path}:{fault.LineNumber}" : path, fault);
        }
    }

    private static CsvSource Read(string path, CsvReader reader, CancellationToken cancel)
    {
        if (!reader.Read())
            throw new InputException("The file is empty: a heading with the names of the columns is wanted.", path);
        var names = Fields(reader);
        if (names.Length > MostColumns || names.Distinct().Count() != names.Length)
            throw new InputException($"The heading must name up to {MostColumns:N0} columns, each once.", $"{path}:1");
        var rows = new List<string[]>();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            // A line of spaces alone is as good as an empty one.
            if (reader.FieldCount == 1 && names.Length > 1 && reader.IsEmpty(0))
                continue;
            rows.Add(reader.FieldCount == names.Length ? Fields(reader)
                : throw new InputException($"This row has {reader.FieldCount} fields; the heading has {names.Length}.", $"{path}:{reader.LineNumber}"));
        }
        return rows.Count > 0 ? new CsvSource(path, names, rows) : throw new InputException("There is no row below the heading.", path);
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var field = 0; field < fields.Length; field++)
            fields[field] = reader.GetString(field);
        return fields;
    }
}
