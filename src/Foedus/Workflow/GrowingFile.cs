namespace Foedus.Workflow;

/// <summary>A file that somebody else still writes to: at its end, reading waits for more.</summary>
public sealed class GrowingFile(string path, CancellationToken cancel) : Stream
{
    private const int WaitMilliseconds = 200;

    private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">Somebody stopped waiting.</exception>
    /// <exception cref="InputException">The file became shorter.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (file.Read(buffer) is var count and > 0)
                return count;
            if (file.Length < file.Position)
                throw new InputException("The file became shorter while it was followed. Begin again; a journal keeps what was counted.", path);
            cancel.WaitHandle.WaitOne(WaitMilliseconds);
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
