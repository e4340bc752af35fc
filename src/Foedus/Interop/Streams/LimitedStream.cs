namespace Foedus.Interop.Streams;

/// <summary>Reads on while counting, and refuses to go past a limit: what a small packed file unpacks to is not known before.</summary>
/// <param name="inner">The text, unpacked.</param>
/// <param name="name">What messages call it.</param>
/// <param name="most">Bytes.</param>
/// <param name="packed">What it is unpacked from; null where it is not packed.</param>
internal sealed class LimitedStream(Stream inner, string name, long most, RewoundStream? packed) : ReadOnlyStream
{
    private long read;

    /// <summary>Whether the packed file ended early or is damaged; what came before was read.</summary>
    public bool IsTorn { get; private set; }

    /// <exception cref="RefusedException">The limit is passed.</exception>
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
        read += count;
        // As it goes, so that little is unpacked of what will be refused.
        if (packed is not null && read > DataStream.Harmless && read > packed.Count * DataStream.MostTimes)
            throw new RefusedException(
                System.FormattableString.Invariant(
                    $"{name}: {packed.Count / 1e6:0.##} MB of it unpack to more than {DataStream.MostTimes} times as much, the limit beyond {DataStream.Harmless / 1_000_000} MB. If it is sound, unpack it first."
                )
            );
        if (read > most)
            throw new RefusedException(
                $"{name}: {(packed is null ? "the file is longer than" : "unpacked, the file passes")} {most / 1e6:0.#} MB{(packed is null ? "" : $", more than Foedus reads at all")}. "
                    + "If it is sound, cut it into parts."
            );
        // The library takes a file that was cut off for one that ended. A smaller size than was read is the last of several packed parts.
        IsTorn = count == 0 && buffer.Length > 0 && packed is not null && read < uint.MaxValue && packed.LastFourBytes > read;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
