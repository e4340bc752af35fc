namespace Foedus.Columnar;

/// <summary>Whole numbers as packed differences.</summary>
/// <remarks>Apache Parquet, Encodings, "Delta Encoding (DELTA_BINARY_PACKED)".</remarks>
internal static class DeltaPacked
{
    /// <param name="source">The encoded numbers, and what follows them.</param>
    /// <param name="into">[value]</param>
    /// <returns>Bytes that they took.</returns>
    /// <exception cref="ParquetFault">Other than the format has it, or another number of values.</exception>
    public static int Read(ReadOnlySpan<byte> source, Span<long> into)
    {
        var at = 0;
        var (block, parts, count) = (Varint(source, ref at), Varint(source, ref at), Varint(source, ref at));
        if (block is 0 or > 1 << 20 || parts is 0 or > 1 << 12 || block % parts != 0 || block / parts % 32 != 0)
            throw new ParquetFault("differences are packed in impossible blocks");
        if (count != (ulong)into.Length)
            throw new ParquetFault("a page has another number of values than it says");
        var value = Zigzag(source, ref at);
        if (into.Length == 0)
            return at;
        into[0] = value;
        var (done, ofPart) = (1, (int)(block / parts));
        while (done < into.Length)
        {
            var least = Zigzag(source, ref at);
            if ((ulong)(source.Length - at) < parts)
                throw RunLengths.Torn();
            var widths = source.Slice(at, (int)parts);
            at += (int)parts;
            foreach (var width in widths)
            {
                if (done >= into.Length)
                    break;
                if (width > 64)
                    throw new ParquetFault("values are packed in an impossible number of bits");
                var bytes = ofPart / 8 * width;
                var wanted = Math.Min(ofPart, into.Length - done);
                if (((long)wanted * width + 7) / 8 > source.Length - at)
                    throw RunLengths.Torn();
                var packed = source[at..];
                for (var k = 0; k < wanted; k++)
                    into[done++] = value = unchecked(value + least + (long)Bits(packed, (long)k * width, width));
                at += Math.Min(bytes, source.Length - at);
            }
        }
        return at;
    }

    private static ulong Bits(ReadOnlySpan<byte> source, long from, int width)
    {
        var value = 0UL;
        for (var got = 0; got < width; )
        {
            var (at, shift) = ((int)((from + got) >> 3), (int)((from + got) & 7));
            var take = Math.Min(8 - shift, width - got);
            value |= ((ulong)(source[at] >> shift) & ((1UL << take) - 1)) << got;
            got += take;
        }
        return value;
    }

    private static ulong Varint(ReadOnlySpan<byte> source, ref int at) => RunLengths.Varint(source, ref at);

    // The full 64 bits, which a run's length never needs.
    private static long Zigzag(ReadOnlySpan<byte> source, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= source.Length)
                throw RunLengths.Torn();
            var part = source[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }
        throw RunLengths.Torn();
    }
}
