using System.IO.Compression;

namespace Foedus.Interop.Tables;

/// <summary>Opens data that others wrote: plain or gzip by its first bytes, from a file or standard input, never more than a limit once unpacked.</summary>
public static class DataStream
{
    /// <summary>Bytes that are read of one file at most, unpacked: 100 years of the largest event sets fit many times.</summary>
    public const long MostBytes = 16_000_000_000;

    /// <summary>Unpacked bytes for each packed byte above which a file is taken for a bomb; event tables pack 5 to 40 times.</summary>
    public const int MostTimes = 300;

    // Small files may pack very well without harm.
    private const long Harmless = 64_000_000;

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <exception cref="InputException">No such file.</exception>
    public static Stream Open(string path)
    {
        if (path == "-")
            return Open(Console.OpenStandardInput(), path, null);
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan), path, file.Length);
    }

    /// <param name="raw">Read from where it stands; closed with what is returned.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="packedLength">Its length in bytes, if known.</param>
    public static Stream Open(Stream raw, string name, long? packedLength = null)
    {
        var head = new byte[2];
        var got = raw.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, got), raw);
        if (got < 2 || head[0] != 0x1f || head[1] != 0x8b)
            return new LimitedStream(whole, name, MostBytes);
        var most = packedLength is { } packed ? Math.Min(MostBytes, Math.Max(Harmless, packed * MostTimes)) : MostBytes;
        return new LimitedStream(new GZipStream(whole, CompressionMode.Decompress), name, most, whole);
    }

    /// <summary>Some bytes that were looked at, then the rest.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> head, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> head = head;
        private uint last;

        /// <summary>The last four bytes that were read, the least first: in a gzip file the unpacked size.</summary>
        public uint LastFourBytes => last;

        public override int Read(Span<byte> buffer)
        {
            if (head.Length == 0)
            {
                var got = rest.Read(buffer);
                foreach (var b in buffer[Math.Max(0, got - 4)..got])
                    last = last >> 8 | (uint)b << 24;
                return got;
            }
            var count = Math.Min(head.Length, buffer.Length);
            head.Span[..count].CopyTo(buffer);
            head = head[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class LimitedStream(Stream inner, string name, long most, PrefixedStream? packed = null) : ReadOnlyStream
    {
        private long taken;

        public override int Read(Span<byte> buffer)
        {
            int count;
            try
            {
                count = inner.Read(buffer);
            }
            catch (InvalidDataException fault)
            {
                throw new InputException("The packed file is damaged or cut off. Fetch it again.", name, fault);
            }
            taken += count;
            // The library takes a file that was cut off for one that ended. A smaller size than was read is the last of several packed parts.
            if (count == 0 && buffer.Length > 0 && packed is not null && taken < uint.MaxValue && packed.LastFourBytes > taken)
                throw new InputException("The packed file is damaged or cut off. Fetch it again.", name);
            return taken <= most ? count : throw new RefusedException(
                $"{name}: unpacked, the file passes {most / 1_000_000:N0} MB, more than {MostTimes} times its packed size or than Foedus reads at all. " +
                "If it is sound, unpack it yourself or cut it into parts.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public abstract override int Read(Span<byte> buffer);

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
