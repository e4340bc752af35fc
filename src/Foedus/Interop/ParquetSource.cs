using Parquet;
using Parquet.Schema;

namespace Foedus.Interop;

/// <summary>A Parquet file of flat columns with numbers, yes or no, or texts.</summary>
internal sealed class ParquetSource : TableSource
{
    private const long MostBytes = 20_000_000_000;
    private const int MostColumns = 10_000;
    private const int MostRows = 20_000_000;
    private readonly DataField[] _fields;

    private ParquetSource(string path, DataField[] fields, int rows) : base(path, [.. fields.Select(field => field.Name)], rows) => _fields = fields;

    /// <exception cref="InputException">Not such a file.</exception>
    public static ParquetSource Open(string path) => Guarded(path, async reader =>
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var fields = reader.Schema.DataFields.Where(field => !field.IsArray && field.Path.Length == 1).ToArray();
        if (fields.Length is 0 or > MostColumns)
            throw new InputException($"The file must have up to {MostColumns:N0} flat columns; it has {fields.Length:N0}.", path);
        var rows = reader.RowGroups.Sum(group => Math.Clamp(group.RowCount, 0, (long)MostRows + 1));
        return rows switch
        {
            0 => throw new InputException("There is no row in the file.", path),
            > MostRows => throw new InputException($"The file has more than {MostRows:N0} rows.", path),
            _ => new ParquetSource(path, fields, (int)rows),
        };
    });

    public override TableColumn Column(int column, CancellationToken cancel) => Guarded(Path, async reader =>
    {
        var name = _fields[column].Name;
        var field = reader.Schema.DataFields.Single(field => field.Path.Length == 1 && field.Name == name);
        var isText = field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);
        var numbers = isText ? null : new double[Rows];
        var texts = isText ? new string?[Rows] : null;
        var at = 0;
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            cancel.ThrowIfCancellationRequested();
            using var group = reader.OpenRowGroupReader(g);
            var count = (int)group.RowCount;
            if (texts is not null)
            {
                await group.ReadAsync(field, texts.AsMemory(at, count), cancellationToken: cancel).ConfigureAwait(false);
                for (var row = at; row < at + count; row++)
                    texts[row] = texts[row]?.Trim() ?? "";
            }
            else
            {
                await Numbers(group, field, numbers!.AsMemory(at, count), cancel).ConfigureAwait(false);
            }
            at += count;
        }
        var isWhole = field.ClrType != typeof(double) && field.ClrType != typeof(float) && field.ClrType != typeof(decimal);
        return texts is not null ? TableColumn.Of(Array.ConvertAll(texts, text => text ?? "")) : TableColumn.Of(numbers!, isWhole);
    });

    private Task Numbers(ParquetRowGroupReader group, DataField field, Memory<double> into, CancellationToken cancel) => field.ClrType switch
    {
        var type when type == typeof(double) => Read<double>(group, field, into, value => value, cancel),
        var type when type == typeof(float) => Read<float>(group, field, into, value => value, cancel),
        var type when type == typeof(bool) => Read<bool>(group, field, into, value => value ? 1 : 0, cancel),
        var type when type == typeof(sbyte) => Read<sbyte>(group, field, into, value => value, cancel),
        var type when type == typeof(byte) => Read<byte>(group, field, into, value => value, cancel),
        var type when type == typeof(short) => Read<short>(group, field, into, value => value, cancel),
        var type when type == typeof(ushort) => Read<ushort>(group, field, into, value => value, cancel),
        var type when type == typeof(int) => Read<int>(group, field, into, value => value, cancel),
        var type when type == typeof(uint) => Read<uint>(group, field, into, value => value, cancel),
        var type when type == typeof(long) => Read<long>(group, field, into, value => value, cancel),
        var type when type == typeof(ulong) => Read<ulong>(group, field, into, value => value, cancel),
        var type when type == typeof(decimal) => Read<decimal>(group, field, into, value => (double)value, cancel),
        _ => throw new InputException($"Column '{field.Name}' holds {field.ClrType.Name}; numbers, yes or no, and texts are read. Leave it out with --inputs.", Path),
    };

    private static async Task Read<T>(ParquetRowGroupReader group, DataField field, Memory<double> into, Func<T, double> number, CancellationToken cancel) where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[into.Length];
            await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
            for (var row = 0; row < values.Length; row++)
                into.Span[row] = values[row] is { } value ? number(value) : double.NaN;
        }
        else
        {
            var values = new T[into.Length];
            await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
            for (var row = 0; row < values.Length; row++)
                into.Span[row] = number(values[row]);
        }
    }

    // Somebody else's file can end in almost anything inside the reader.
    private static T Guarded<T>(string path, Func<ParquetReader, Task<T>> read)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        try
        {
            return Opened().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is not (InputException or OperationCanceledException or UnauthorizedAccessException))
        {
            throw new InputException($"This cannot be read as a Parquet file: {fault.Message.TrimEnd('.')}.", path, fault);
        }

        async Task<T> Opened()
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
            return await read(reader).ConfigureAwait(false);
        }
    }
}
