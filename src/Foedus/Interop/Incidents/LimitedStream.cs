using System.Security.Cryptography;

namespace Foedus.Interop.Incidents;

/// <summary>Reads on while counting, and refuses to go past a limit: what a small compressed file unpacks to is not known before.</summary>
internal sealed class LimitedStream(Stream inner, long most, string name) : ReadOnlyStream
{
    private long _read;
    private byte _last = (byte)'\n';

    /// <summary>Whether what was read so far ends in a line break.</summary>
    public bool EndsInLineBreak => _last is (byte)'\n' or (byte)'\r';

    /// <summary>Whether the compressed file ended early or is damaged; what came before was read.</summary>
    public bool IsTorn { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (IsTorn)
            return 0;
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            IsTorn = true;
            return 0;
        }
        _read += count;
        if (_read > most)
            throw new RefusedException($"{name} holds more than {most:N0} bytes once unpacked; that is the limit. Cut it into parts, or raise the limit.");
        if (count > 0)
            _last = buffer[count - 1];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Takes the fingerprint of all that passes.</summary>
internal sealed class HashingStream(Stream inner, bool leaveOpen) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _hash.AppendData(buffer[..count]);
        return count;
    }

    /// <summary>Reads what a reader left over, and gives the whole's SHA-256.</summary>
    public string Finish()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            if (!leaveOpen)
                inner.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>Bytes that were looked at already, and then the rest.</summary>
internal sealed class RewoundStream(byte[] first, int count, Stream rest) : ReadOnlyStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at == count)
            return rest.Read(buffer);
        var take = Math.Min(buffer.Length, count - _at);
        first.AsSpan(_at, take).CopyTo(buffer);
        _at += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
