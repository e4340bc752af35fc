namespace Foedus.Interop.Streams;

/// <summary>Bytes that were looked at already, and then the rest. Remembers the last four that passed.</summary>
internal sealed class RewoundStream(ReadOnlyMemory<byte> first, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _first = first;

    /// <summary>The last four bytes that were read, the least first: in a gzip file the unpacked size (RFC 1952).</summary>
    public uint LastFourBytes { get; private set; } = (uint)'\n' << 24;

    /// <summary>Bytes that passed.</summary>
    public long Count { get; private set; }

    /// <summary>Whether what was read so far ends in a line break; so does nothing at all.</summary>
    public bool EndsInLineBreak => LastFourBytes >> 24 is '\n' or '\r';

    public override int Read(Span<byte> buffer)
    {
        int count;
        if (_first.Length == 0)
            count = rest.Read(buffer);
        else
        {
            count = Math.Min(_first.Length, buffer.Length);
            _first.Span[..count].CopyTo(buffer);
            _first = _first[count..];
        }
        Count += count;
        foreach (var one in buffer[Math.Max(0, count - 4)..count])
            LastFourBytes = LastFourBytes >> 8 | (uint)one << 24;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
