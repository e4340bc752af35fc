using Microsoft.Win32.SafeHandles;

namespace Foedus.Cli;

/// <summary>Standard output into a pipe: once nobody reads any more, what is written is dropped, and that is known. The framework's own stream keeps silent about it.</summary>
internal sealed class ListenerStream : Stream
{
    private const int BrokenPipe = 32;
    private readonly FileStream pipe;

    private ListenerStream(FileStream pipe) => this.pipe = pipe;

    /// <summary>Whether whoever read is gone.</summary>
    public bool IsDeaf { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <returns>Null where standard output is no pipe; a file has a place that processes share, which the framework's stream keeps.</returns>
    public static ListenerStream? OfStandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return null;
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 0);
        return pipe.CanSeek ? null : new ListenerStream(pipe);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsDeaf)
            return;
        try
        {
            pipe.Write(buffer);
        }
        catch (IOException fault) when (fault.HResult == BrokenPipe)
        {
            IsDeaf = true;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
