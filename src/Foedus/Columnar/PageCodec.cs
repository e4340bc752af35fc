using System.IO.Compression;
using K4os.Compression.LZ4;
using Snappier;
using ZstdSharp;

namespace Foedus.Columnar;

/// <summary>Unpacks a page. Its size once unpacked is known before and must come out.</summary>
internal static class PageCodec
{
    public const int None = 0;

    private static readonly string[] Names = ["UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"];

    /// <exception cref="ParquetFault">It unpacks to something else, or is packed in a way that is not read.</exception>
    public static void Unpack(int codec, ReadOnlySpan<byte> packed, Span<byte> into)
    {
        int count;
        try
        {
            count = codec switch
            {
                None => Copy(packed, into),
                1 => Snappy.GetUncompressedLength(packed) == into.Length ? Snappy.Decompress(packed, into) : -1,
                2 => Gzip(packed, into),
                4 => BrotliDecoder.TryDecompress(packed, into, out var written) ? written : -1,
                6 => Zstandard(packed, into),
                7 => LZ4Codec.Decode(packed, into),
                _ => throw new ParquetFault(
                    $"it is packed by {(codec is >= 0 and < 8 ? Names[codec] : $"codec {codec}")}, which is not read. Write it again with SNAPPY or ZSTD"
                ),
            };
        }
        // Each library has exceptions of its own for bytes that are not what they should be.
        catch (Exception fault) when (fault is not (ParquetFault or OutOfMemoryException))
        {
            throw new ParquetFault($"a page cannot be unpacked ({Names[codec]})", fault);
        }
        if (count != into.Length)
            throw new ParquetFault("a page unpacks to another size than it says");
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> into) => from.TryCopyTo(into) ? from.Length : -1;

    private static int Zstandard(ReadOnlySpan<byte> packed, Span<byte> into)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(packed, into);
    }

    private static int Gzip(ReadOnlySpan<byte> packed, Span<byte> into)
    {
        using var stream = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        var count = stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        return count == into.Length && stream.ReadByte() < 0 ? count : -1;
    }
}
