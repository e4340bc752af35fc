namespace Foedus.Columnar;

/// <summary>How a value is stored.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedBytes = 7,
}

/// <summary>The values of one column in one row group.</summary>
/// <param name="Type">How they are stored.</param>
/// <param name="Codec">How pages are packed.</param>
/// <param name="Start">Place of the first page.</param>
/// <param name="Length">Bytes of all pages, packed.</param>
internal readonly record struct ColumnChunk(PhysicalType Type, int Codec, long Start, long Length);

/// <param name="Rows">How many.</param>
/// <param name="Chunks">[leaf of the schema]</param>
internal sealed record RowGroup(long Rows, ColumnChunk[] Chunks);

/// <summary>What stands at the end of a Parquet file: schema, row groups, and what its writer noted.</summary>
/// <remarks>Apache Parquet, parquet.thrift, FileMetaData. Everything is held against the size of the file before anything is read by it.</remarks>
internal sealed class ParquetFooter
{
    private const int LongestNote = 1_000_000;

    private ParquetFooter() { }

    public long Rows { get; private set; }

    public List<SchemaElement> Schema { get; } = [];

    public List<RowGroup> Groups { get; } = [];

    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    /// <param name="bytes">The footer.</param>
    /// <param name="dataEnd">Where it begins in the file: no page goes past it.</param>
    /// <exception cref="ParquetFault">It is no footer, or not one of this file.</exception>
    public static ParquetFooter Parse(ReadOnlySpan<byte> bytes, long dataEnd)
    {
        var footer = new ParquetFooter { Rows = -1 };
        var reader = new CompactReader(bytes);
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 2:
                    for (var left = reader.List(type, CompactType.Struct); left > 0; left--)
                        footer.Schema.Add(SchemaElement.Read(ref reader));
                    break;
                case 3:
                    footer.Rows = reader.Whole(type);
                    break;
                case 4:
                    for (var left = reader.List(type, CompactType.Struct); left > 0; left--)
                        footer.Groups.Add(Group(ref reader, dataEnd));
                    break;
                case 5:
                    for (var left = reader.List(type, CompactType.Struct); left > 0; left--)
                        footer.Note(ref reader);
                    break;
                case 8:
                    throw new ParquetFault("it is encrypted");
                default:
                    reader.Skip(type);
                    break;
            }
        if (footer.Schema.Count == 0 || footer.Rows < 0)
            throw new ParquetFault("its description has no schema or no number of rows");
        if (footer.Groups.Sum(group => group.Rows) != footer.Rows)
            throw new ParquetFault("its row groups have another number of rows than the file says");
        return footer;
    }

    private void Note(ref CompactReader reader)
    {
        var (key, value) = ("", "");
        short id = 0;
        while (reader.Next(ref id, out var type))
            if (id == 1)
                key = reader.Text(type);
            else if (id == 2)
                value = reader.Text(type);
            else
                reader.Skip(type);
        if (value.Length <= LongestNote)
            Notes[key] = value;
    }

    private static RowGroup Group(ref CompactReader reader, long dataEnd)
    {
        ColumnChunk[] chunks = [];
        var rows = -1L;
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 1:
                    chunks = new ColumnChunk[reader.List(type, CompactType.Struct)];
                    for (var c = 0; c < chunks.Length; c++)
                        chunks[c] = Chunk(ref reader, dataEnd);
                    break;
                case 3:
                    rows = reader.Whole(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        return rows is >= 0 and <= int.MaxValue ? new RowGroup(rows, chunks) : throw new ParquetFault("a row group has no sensible number of rows");
    }

    private static ColumnChunk Chunk(ref CompactReader reader, long dataEnd)
    {
        ColumnChunk? found = null;
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 1:
                    throw new ParquetFault("its columns lie in other files");
                case 3:
                    reader.Enter(type);
                    found = MetaData(ref reader, dataEnd);
                    break;
                case 8 or 9:
                    throw new ParquetFault("it is encrypted");
                default:
                    reader.Skip(type);
                    break;
            }
        return found ?? throw new ParquetFault("a column is not described");
    }

    private static ColumnChunk MetaData(ref CompactReader reader, long dataEnd)
    {
        var (kind, codec, length, data, dictionary) = (-1, -1, -1L, -1L, 0L);
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 1:
                    kind = reader.Short(type);
                    break;
                case 4:
                    codec = reader.Short(type);
                    break;
                case 7:
                    length = reader.Whole(type);
                    break;
                case 9:
                    data = reader.Whole(type);
                    break;
                case 11:
                    dictionary = reader.Whole(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        // Some writers note a dictionary at 0 where there is none.
        var start = dictionary > 0 && dictionary < data ? dictionary : data;
        return kind is >= 0 and <= 7 && start >= 4 && length >= 0 && start <= dataEnd && length <= dataEnd - start
            ? new ColumnChunk((PhysicalType)kind, codec, start, length)
            : throw new ParquetFault("a column is said to lie outside the file");
    }
}
