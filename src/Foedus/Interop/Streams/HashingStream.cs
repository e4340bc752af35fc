using System.Security.Cryptography;

namespace Foedus.Interop.Streams;

/// <summary>Takes the fingerprint of all that passes.</summary>
internal sealed class HashingStream(Stream inner, bool leaveOpen) : ReadOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        hash.AppendData(buffer[..count]);
        return count;
    }

    /// <summary>Reads what a reader left over, and gives the whole's SHA-256.</summary>
    public string Finish()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0) { }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            if (!leaveOpen)
                inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
