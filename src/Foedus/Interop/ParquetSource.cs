using Foedus.Columnar;

namespace Foedus.Interop;

/// <summary>A Parquet file of flat columns with numbers, yes or no, or texts.</summary>
internal sealed class ParquetSource : TableSource
{
    private const long MostBytes = 20_000_000_000;
    private const int MostRows = 20_000_000;

    // What all columns that are asked for come to: a small file can claim rows without end.
    private const long HarmlessCells = 60_000_000;
    private readonly HashSet<int> asked = [];
    private readonly long mostCells;

    private ParquetSource(string path, IReadOnlyList<string> names, int rows, long bytes)
        : base(path, names, rows) => mostCells = Math.Max(HarmlessCells, bytes * ColumnBudget.MostTimes / sizeof(double));

    /// <exception cref="InputException">Not such a file.</exception>
    public static ParquetSource Open(string path) => Guarded(path, file =>
        {
            if (file.Columns.Count is 0 or > TableLimits.MostColumns)
                throw new InputException($"The file must have up to {TableLimits.MostColumns:N0} flat columns; it has {file.Columns.Count:N0}.", path);
            if (file.Columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new InputException($"Two columns are called '{twice.Key}'. Each must have a name of its own.", path);
            return file.Rows switch
            {
                0 => throw new InputException("There is no row in the file.", path),
                > MostRows => throw new InputException($"The file has more than {MostRows:N0} rows.", path),
                var rows => new ParquetSource(path, [.. file.Columns.Select(column => column.Name)], (int)rows, new FileInfo(path).Length),
            };
        });

    public override TableColumn Column(int column, CancellationToken cancel) => Guarded(Path, file =>
        {
            if (file.Rows != Rows || file.Columns.Count != Names.Count)
                throw new InputException("The file was changed while it was read.", Path);
            if (asked.Add(column) && (long)asked.Count * Rows > mostCells)
                throw new RefusedException(
                    $"{Path}: its columns come to more than {mostCells:N0} values, which is the limit for a file of this size. Name fewer with --inputs."
                );
            var of = file.Columns[column];
            switch (of.Content)
            {
                case ColumnContent.Text:
                    var texts = new string?[Rows];
                    file.Read(of, texts, cancel);
                    return TableColumn.Of(Array.ConvertAll(texts, text => text?.Trim() ?? ""));
                case ColumnContent.Other:
                    throw new InputException($"Column '{of.Name}' holds {of.Holds}; numbers, yes or no, and texts are read. Leave it out with --inputs.", Path);
                default:
                    var numbers = new double[Rows];
                    file.Read(of, numbers, cancel);
                    return TableColumn.Of(numbers, of.Content != ColumnContent.Real);
            }
        });

    private static T Guarded<T>(string path, Func<ParquetFile, T> read)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        try
        {
            using var file = ParquetFile.Open(path);
            return read(file);
        }
        catch (ParquetFault fault)
        {
            throw new InputException($"This cannot be read as a Parquet file: {fault.Message}.", path, fault);
        }
    }
}
