using System.IO.Compression;

namespace Foedus.Interop.Streams;

/// <summary>Opens data that others wrote: plain or gzip by its first bytes, never more than a limit once unpacked.</summary>
public static class DataStream
{
    /// <summary>Bytes that are read of one file at most, unpacked: 100 years of the largest event sets fit many times.</summary>
    public const long MostBytes = 32_000_000_000;

    /// <summary>Unpacked bytes for each packed byte above which a file is taken for a bomb; event tables pack 5 to 40 times.</summary>
    public const int MostTimes = 300;

    // Small files may pack very well without harm.
    private const long Harmless = 64_000_000;

    /// <summary>A file; others may still write to it.</summary>
    /// <exception cref="InputException">No such file.</exception>
    public static FileStream OpenFile(string path) => File.Exists(path)
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan)
        : throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);

    /// <summary>The text of a file, or of standard input for "-"; a packed file that was cut off is an <see cref="InputException"/>.</summary>
    /// <exception cref="InputException">No such file.</exception>
    public static Stream Open(string path)
    {
        if (path == "-")
            return Open(Console.OpenStandardInput(), path, null);
        var file = OpenFile(path);
        return Open(file, path, file.Length);
    }

    /// <param name="raw">Read from where it stands; closed with what is returned.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="packedLength">Its length in bytes, if known.</param>
    public static Stream Open(Stream raw, string name, long? packedLength = null) => new WholeStream(Unpack(raw, name, packedLength, MostBytes), name);

    /// <summary>The text, as far as it goes.</summary>
    /// <param name="raw">Read from where it stands; closed with what is returned.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="packedLength">Its length in bytes, if known.</param>
    /// <param name="mostBytes">Bytes once unpacked.</param>
    internal static LimitedStream Unpack(Stream raw, string name, long? packedLength, long mostBytes)
    {
        var head = new byte[4096];
        var got = raw.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new RewoundStream(head.AsMemory(0, got), raw);
        if (head is not [0x1f, 0x8b, ..])
            return new LimitedStream(whole, name, mostBytes, null);
        var most = packedLength is { } packed ? Math.Min(mostBytes, Math.Max(Harmless, packed * MostTimes)) : mostBytes;
        return new LimitedStream(new GZipStream(whole, CompressionMode.Decompress), name, most, whole);
    }

    private sealed class WholeStream(LimitedStream inner, string name) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            return inner.IsTorn ? throw new InputException("The packed file is damaged or cut off. Fetch it again.", name) : count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
