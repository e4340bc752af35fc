using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Foedus.Columnar;

/// <summary>A Parquet file's flat columns, read one at a time. What the file says of itself is held against its bytes before memory is spent on it.</summary>
/// <remarks>
/// Pages of both versions; plain, dictionary, run lengths, deltas and split streams; SNAPPY, GZIP, BROTLI, ZSTD and LZ4_RAW. Columns that are nested or repeated are left alone.
/// Why not a library: docs/decisions/parquet.md. Source: Apache Parquet format 2.x.
/// </remarks>
internal sealed class ParquetFile : IDisposable
{
    private const int MostFooterBytes = 64_000_000;
    private const int MostPageBytes = 256_000_000;
    private const int Tail = 8;
    private readonly SafeFileHandle file;
    private readonly ParquetFooter footer;
    private readonly long dataEnd;

    private ParquetFile(SafeFileHandle file, ParquetFooter footer, long dataEnd, IReadOnlyList<ParquetColumn> columns) =>
        (this.file, this.footer, this.dataEnd, Columns) = (file, footer, dataEnd, columns);

    /// <summary>The flat columns, in the file's order.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    public long Rows => footer.Rows;

    public int GroupCount => footer.Groups.Count;

    /// <summary>What its writer noted beside the data.</summary>
    public IReadOnlyDictionary<string, string> Notes => footer.Notes;

    /// <exception cref="ParquetFault">It is no Parquet file.</exception>
    public static ParquetFile Open(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length < Tail + 4)
                throw new ParquetFault("it is too short");
            Span<byte> marks = stackalloc byte[4 + Tail];
            Fill(file, marks[..4], 0);
            Fill(file, marks[4..], length - Tail);
            if (marks.EndsWith("PARE"u8))
                throw new ParquetFault("it is encrypted");
            if (!marks.StartsWith("PAR1"u8) || !marks.EndsWith("PAR1"u8))
                throw new ParquetFault("it does not begin and end with PAR1: it is something else, or cut off");
            var size = BinaryPrimitives.ReadUInt32LittleEndian(marks[4..]);
            if (size > length - Tail - 4)
                throw new ParquetFault("its description is said to be longer than the file");
            if (size > MostFooterBytes)
                throw new ParquetFault($"its description is longer than {MostFooterBytes / 1_000_000} MB, which is the limit");
            var bytes = new byte[size];
            var dataEnd = length - Tail - size;
            Fill(file, bytes, dataEnd);
            var footer = ParquetFooter.Parse(bytes, dataEnd);
            return new ParquetFile(file, footer, dataEnd, Flat(footer));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All rows of a column of numbers, or of yes (1) and no (0); NaN where there is none.</summary>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <param name="into">[row]</param>
    /// <param name="cancel">Stops between pages.</param>
    /// <exception cref="ParquetFault">The column is not what the file says.</exception>
    public void Read(ParquetColumn column, Span<double> into, CancellationToken cancel = default) =>
        new ChunkReader<double>(file, dataEnd, column, double.NaN, values => values.Read).Read(footer.Groups, into, cancel);

    /// <summary>All rows of a column of texts; null where there is none.</summary>
    /// <inheritdoc cref="Read(ParquetColumn, Span{double}, CancellationToken)"/>
    public void Read(ParquetColumn column, Span<string?> into, CancellationToken cancel = default) =>
        new ChunkReader<string?>(file, dataEnd, column, null, values => values.Read).Read(footer.Groups, into, cancel);

    public void Dispose() => file.Dispose();

    // Children follow their parent; what is below a group, or repeated, is not flat.
    private static List<ParquetColumn> Flat(ParquetFooter footer)
    {
        var (schema, columns, leaf, at) = (footer.Schema, new List<ParquetColumn>(), 0, 1);
        for (var k = 0; k < schema[0].Children; k++)
            Take(0);
        if (at != schema.Count)
            throw new ParquetFault("its schema has columns that belong nowhere");
        foreach (var group in footer.Groups)
        {
            if (group.Chunks.Length != leaf)
                throw new ParquetFault("a row group has another number of columns than the schema");
            foreach (var column in columns)
                if (group.Chunks[column.Leaf].Type != column.Type)
                    throw new ParquetFault("a column is stored as another type than the schema says");
        }
        return columns;

        void Take(int depth)
        {
            if (at >= schema.Count || depth > 64)
                throw new ParquetFault("its schema names columns that it does not describe");
            var element = schema[at++];
            if (element.Type is null)
            {
                for (var k = 0; k < element.Children; k++)
                    Take(depth + 1);
                return;
            }
            if (depth == 0 && element.Repetition != 2)
                columns.Add(new ParquetColumn(element, leaf));
            leaf++;
        }
    }

    internal static void Fill(SafeFileHandle file, Span<byte> into, long at)
    {
        while (into.Length > 0)
        {
            var count = RandomAccess.Read(file, into, at);
            if (count == 0)
                throw new ParquetFault("it ends before its data do");
            into = into[count..];
            at += count;
        }
    }

    internal static int PageSize(int bytes) =>
        bytes <= MostPageBytes ? bytes : throw new ParquetFault($"a page has more than {MostPageBytes / 1_000_000} MB, which is the limit");
}
