using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Foedus.Columnar;

/// <summary>Reads values from bytes by their encoding.</summary>
internal delegate void Decode<T>(ReadOnlySpan<byte> source, int encoding, Span<T> into);

/// <summary>Goes through the pages of one column, row group after row group.</summary>
/// <typeparam name="T">Number, or text.</typeparam>
/// <param name="file">The file.</param>
/// <param name="dataEnd">Where its pages end.</param>
/// <param name="column">Which.</param>
/// <param name="none">What stands for a value that is not there.</param>
/// <param name="decode">How values are read.</param>
internal sealed class ChunkReader<T>(SafeFileHandle file, long dataEnd, ParquetColumn column, T none, Func<PageValues, Decode<T>> decode)
{
    // A header holds a page's least and largest value, which may be long texts.
    private static readonly int[] HeaderBytes = [1_024, 65_536, 4_000_000];

    private ColumnBudget budget = null!;
    private Decode<T> _decode = null!;
    private T[]? dictionary;

    /// <param name="groups">Of the file.</param>
    /// <param name="into">[row]</param>
    /// <param name="cancel">Stops between pages.</param>
    public void Read(IReadOnlyList<RowGroup> groups, Span<T> into, CancellationToken cancel)
    {
        foreach (var group in groups)
        {
            var rows = (int)group.Rows;
            Read(group.Chunks[column.Leaf], into[..rows], cancel);
            into = into[rows..];
        }
    }

    private void Read(ColumnChunk chunk, Span<T> into, CancellationToken cancel)
    {
        var (at, end) = (chunk.Start, Math.Min(chunk.Start + chunk.Length, dataEnd));
        budget = new ColumnBudget(chunk.Length);
        _decode = decode(new PageValues(column.Element, budget));
        dictionary = null;
        while (into.Length > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var header = Header(at, end);
            at += header.Length;
            if (header.Packed > end - at)
                throw new ParquetFault("a page goes past the end of its column");
            if (header.Values > (header.Kind == PageKind.Dictionary ? int.MaxValue / 8 : into.Length))
                throw new ParquetFault("a column has more values than rows");
            budget.Spend(ParquetFile.PageSize(header.Unpacked) + 8L * header.Values);
            var bytes = new byte[ParquetFile.PageSize(header.Packed)];
            if (header.Kind != PageKind.Index)
                ParquetFile.Fill(file, bytes, at);
            at += bytes.Length;
            switch (header.Kind)
            {
                case PageKind.Dictionary:
                    Dictionary(header, Unpacked(chunk, bytes, header.Unpacked));
                    break;
                case PageKind.Data:
                    First(header, Unpacked(chunk, bytes, header.Unpacked), into[..header.Values]);
                    into = into[header.Values..];
                    break;
                case PageKind.DataV2:
                    Second(chunk, header, bytes, into[..header.Values]);
                    into = into[header.Values..];
                    break;
            }
        }
    }

    private PageHeader Header(long at, long end)
    {
        if (at >= end)
            throw new ParquetFault("a column has fewer values than rows");
        for (var attempt = 0; ; attempt++)
        {
            var bytes = new byte[Math.Min(HeaderBytes[attempt], end - at)];
            ParquetFile.Fill(file, bytes, at);
            try
            {
                return PageHeader.Read(bytes);
            }
            // It may go on behind what was read of it.
            catch (ParquetFault) when (attempt + 1 < HeaderBytes.Length && bytes.Length < end - at) { }
        }
    }

    private static byte[] Unpacked(ColumnChunk chunk, byte[] bytes, int size)
    {
        if (chunk.Codec == PageCodec.None && bytes.Length == size)
            return bytes;
        var unpacked = new byte[size];
        PageCodec.Unpack(chunk.Codec, bytes, unpacked);
        return unpacked;
    }

    private void Dictionary(PageHeader header, ReadOnlySpan<byte> bytes)
    {
        if (dictionary is not null)
            throw new ParquetFault("a column has two dictionaries");
        // Even of bits a value takes an eighth of a byte: no more are there than so many.
        if (header.Values > 8L * bytes.Length)
            throw RunLengths.Torn();
        if (header.Encoding is not (PageHeader.Plain or PageHeader.PlainDictionary))
            throw new ParquetFault("a dictionary is encoded in a way that is not read");
        dictionary = new T[header.Values];
        _decode(bytes, PageHeader.Plain, dictionary);
    }

    private void First(PageHeader header, ReadOnlySpan<byte> bytes, Span<T> into)
    {
        if (!column.IsOptional)
        {
            Values(header.Encoding, bytes, into, null);
            return;
        }
        var levels = new int[into.Length];
        if (header.LevelEncoding == PageHeader.RunLength)
        {
            if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4)
                throw RunLengths.Torn();
            RunLengths.Read(bytes.Slice(4, (int)length), 1, levels);
            bytes = bytes[(4 + (int)length)..];
        }
        else if (header.LevelEncoding == PageHeader.BitPacked)
        {
            var length = (levels.Length + 7) / 8;
            if (length > bytes.Length)
                throw RunLengths.Torn();
            // The deprecated form has the first value in the highest bit.
            for (var i = 0; i < levels.Length; i++)
                levels[i] = bytes[i >> 3] >> (7 - (i & 7)) & 1;
            bytes = bytes[length..];
        }
        else
        {
            throw new ParquetFault("it is encoded in a way that is not read where values are missing");
        }
        Values(header.Encoding, bytes, into, levels);
    }

    private void Second(ColumnChunk chunk, PageHeader header, byte[] bytes, Span<T> into)
    {
        if (header.RepetitionBytes != 0 || header.DefinitionBytes > Math.Min(bytes.Length, header.Unpacked))
            throw RunLengths.Torn();
        var levels = column.IsOptional ? new int[into.Length] : null;
        if (levels is not null)
            RunLengths.Read(bytes.AsSpan(0, header.DefinitionBytes), 1, levels);
        var values = bytes[header.DefinitionBytes..];
        Values(header.Encoding, header.IsPacked ? Unpacked(chunk, values, header.Unpacked - header.DefinitionBytes) : values, into, levels);
    }

    // Level 1: the value is there.
    private void Values(int encoding, ReadOnlySpan<byte> bytes, Span<T> into, int[]? levels)
    {
        var count = levels is null ? into.Length : levels.Count(level => level == 1);
        if (count == into.Length)
        {
            Values(encoding, bytes, into);
            return;
        }
        var values = new T[count];
        Values(encoding, bytes, values);
        for (int row = 0, k = 0; row < into.Length; row++)
            into[row] = levels![row] == 1 ? values[k++] : none;
    }

    private void Values(int encoding, ReadOnlySpan<byte> bytes, Span<T> into)
    {
        if (encoding is not (PageHeader.PlainDictionary or PageHeader.RunLengthDictionary))
        {
            _decode(bytes, encoding, into);
            return;
        }
        if (into.Length == 0)
            return;
        if (dictionary is null)
            throw new ParquetFault("values point into a dictionary that is not there");
        var places = PageValues.Places(bytes, into.Length);
        for (var i = 0; i < places.Length; i++)
            into[i] =
                (uint)places[i] < (uint)dictionary.Length ? dictionary[places[i]] : throw new ParquetFault("a value points behind the end of its dictionary");
    }
}
