using System.IO.Compression;

namespace Foedus.Interop.Streams;

/// <summary>Opens data that others wrote: plain or gzip by its first bytes, never more than a limit once unpacked.</summary>
internal static class DataStream
{
    /// <summary>Bytes that are read of one file at most, unpacked: 100 years of the largest event sets fit many times.</summary>
    public const long MostBytes = 32_000_000_000;

    /// <summary>Unpacked bytes for each packed byte above which a file is taken for a bomb; event tables pack 5 to 40 times.</summary>
    public const int MostTimes = 100;

    /// <summary>Unpacked bytes that are read whatever the file packs to: small files may pack very well without harm.</summary>
    internal const long Harmless = 16_000_000;

    /// <summary>A file; others may still write to it.</summary>
    /// <exception cref="InputException">No such file.</exception>
    public static FileStream OpenFile(string path) =>
        File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan)
            : throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);

    /// <summary>The text of a file, or of standard input for "-"; a packed file that was cut off is an <see cref="InputException"/>.</summary>
    /// <exception cref="InputException">No such file.</exception>
    public static Stream Open(string path)
    {
        if (path == "-")
            return Open(Console.OpenStandardInput(), path);
        return Open(OpenFile(path), path);
    }

    /// <param name="raw">Read from where it stands; closed with what is returned.</param>
    /// <param name="name">What messages call it.</param>
    public static Stream Open(Stream raw, string name) => new WholeStream(Unpack(raw, name, MostBytes), name);

    /// <summary>The text, as far as it goes.</summary>
    /// <param name="raw">Read from where it stands; closed with what is returned.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="mostBytes">Bytes once unpacked.</param>
    internal static LimitedStream Unpack(Stream raw, string name, long mostBytes)
    {
        var head = new byte[4096];
        var got = raw.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        Separators.RefuseOtherText(head.AsSpan(0, got), name);
        var whole = new RewoundStream(head.AsMemory(0, got), raw);
        if (head is not [0x1f, 0x8b, ..])
            return new LimitedStream(whole, name, mostBytes, null);
        return new LimitedStream(new GZipStream(whole, CompressionMode.Decompress), name, mostBytes, whole);
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
