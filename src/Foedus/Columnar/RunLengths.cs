namespace Foedus.Columnar;

/// <summary>The hybrid of runs and packed bits in which Parquet keeps levels, places in a dictionary, and yes or no.</summary>
/// <remarks>Apache Parquet, Encodings, "Run Length Encoding / Bit-Packing Hybrid".</remarks>
internal static class RunLengths
{
    /// <summary>Reads exactly as many values as there is room for.</summary>
    /// <param name="source">Runs.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <param name="into">[value]</param>
    /// <exception cref="ParquetFault">The bytes end before.</exception>
    public static void Read(ReadOnlySpan<byte> source, int width, Span<int> into)
    {
        if (width is < 0 or > 32)
            throw new ParquetFault("values are packed in an impossible number of bits");
        var at = 0;
        while (into.Length > 0)
        {
            var head = Varint(source, ref at);
            // The last group of eight may be cut where no value is left.
            var count = (int)Math.Min((head >> 1) * ((head & 1) == 1 ? 8UL : 1UL), (ulong)into.Length);
            if ((head & 1) == 1)
            {
                var bytes = (int)(((long)count * width + 7) / 8);
                if (bytes > source.Length - at)
                    throw Torn();
                Unpack(source.Slice(at, bytes), width, into[..count]);
                at += (int)Math.Min((long)(head >> 1) * width, source.Length - at);
            }
            else
            {
                var bytes = (width + 7) / 8;
                if (bytes > source.Length - at)
                    throw Torn();
                var value = 0U;
                for (var k = 0; k < bytes; k++)
                    value |= (uint)source[at + k] << (8 * k);
                at += bytes;
                into[..count].Fill((int)value);
            }
            into = into[count..];
        }
    }

    /// <summary>Bits from the least of the first byte on.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> into)
    {
        var (held, bits, at) = (0UL, 0, 0);
        var mask = (1UL << width) - 1;
        for (var i = 0; i < into.Length; i++)
        {
            while (bits < width)
            {
                held |= (ulong)source[at++] << bits;
                bits += 8;
            }
            into[i] = (int)(held & mask);
            held >>= width;
            bits -= width;
        }
    }

    public static ulong Varint(ReadOnlySpan<byte> source, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= source.Length)
                throw Torn();
            var part = source[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                // Whatever is multiplied by eight or sixty-four afterwards stays within 64 bits.
                return value < 1UL << 56 ? value : throw Torn();
        }
        throw Torn();
    }

    public static ParquetFault Torn() => new("a page ends before its values do");
}
