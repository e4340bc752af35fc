namespace Foedus;

/// <summary>The one way in which files are written: what has its name is whole, links stay links, and nothing but a regular file is ever replaced.</summary>
/// <remarks>A regular file, or one that is not there yet, is written beside its place and renamed. A pipe or a device is written to. Anything else is refused.</remarks>
public static class OutputFile
{
    /// <summary>How the name of a file ends that is not whole yet, or was left by a process that was killed.</summary>
    internal const string Unfinished = ".unfinished";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <param name="path">Where to.</param>
    /// <param name="write">Writes what belongs there.</param>
    /// <param name="toDisk">Whether to wait until it is on the disk before it gets its name.</param>
    /// <exception cref="InputException">There is something that cannot be written to, or no such folder.</exception>
    public static void Write(string path, Action<Stream> write, bool toDisk = false)
    {
        if (path.Length == 0)
            throw new InputException("The name of a file to write is empty.");
        // What the process was given as its output is no file to be replaced, whatever stands behind it.
        if (IsOwnOutput(path))
        {
            Into(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), write);
            return;
        }
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                throw new InputException("This is a folder. Name a file.", path);
            case FileKind.Socket:
                throw new InputException("This is a socket, which cannot be written as a file. Name a file.", path);
            case FileKind.Disk:
                throw new InputException("This is a disk. Name a file.", path);
            case FileKind.Terminal:
                Into(Opened(path), write);
                break;
            case FileKind.Pipe:
                // Opening waits for somebody who reads.
                var opening = Task.Run(() => Opened(path));
                if (!opening.Wait(Patience))
                {
                    // Whoever reads after all finds its end.
                    opening.ContinueWith(late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
                    throw new InputException("This is a pipe, and nobody reads from it.", path);
                }
                Into(opening.Result, write);
                break;
            default:
                Replace(Target(path), write, toDisk);
                break;
        }
    }

    /// <summary>Whether what is written to a path would stand in the place of another file, however the two are named: by links, hard links or another way round.</summary>
    /// <param name="path">Where to. Pipes, devices and the program's own output replace nothing.</param>
    /// <param name="other">The other file, which need not be there yet.</param>
    public static bool Replaces(string path, string other) =>
        path.Length > 0
        && other.Length > 0
        && !IsOwnOutput(path)
        && FileKinds.Of(path) is FileKind.Regular or FileKind.Missing
        && FilePlace.IsSame(path, other);

    /// <summary>Whether no space is left, or a quota used up; Windows has words of its own for the same.</summary>
    public static bool IsDiskFull(Exception fault) => fault is IOException { HResult: 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027) };

    /// <summary>Makes a folder, with those above it that are missing.</summary>
    /// <exception cref="InputException">No folder can be made there.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (IsForbidden(fault))
        {
            throw new InputException("No folder can be made here: what is above it does not allow it. Name another place.", path, fault);
        }
    }

    // By rights, or since the file system is one to read (EROFS) or none of files at all.
    private static bool IsForbidden(Exception fault) =>
        fault is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException or IOException { HResult: 30 };

    // The file behind links, which need not be there yet. The framework misplaces the target of a link that is named without its folder.
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return full;
        }
        catch (IOException fault)
        {
            throw new InputException("This is a link that leads nowhere. Name a file.", path, fault);
        }
    }

    private static void Replace(string path, Action<Stream> write, bool toDisk)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw new InputException("There is no such folder to write to.", folder);
        var beside = Path.Combine(folder, $"{Path.GetFileName(path)}.{Path.GetRandomFileName()}{Unfinished}");
        try
        {
            // New, so that no link that somebody put there is followed.
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: toDisk);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
            File.Move(beside, path, overwrite: true);
        }
        // Of the file that was asked for: the one beside it is nobody's concern.
        catch (Exception fault) when (IsForbidden(fault))
        {
            throw new InputException("No file can be written here: the folder does not allow it. Name another place.", path, fault);
        }
        catch (IOException fault) when (IsDiskFull(fault))
        {
            throw new IOException(
                $"The disk is full: '{path}' was not written{(File.Exists(path) ? ", and what stood there is as it was" : "")}.",
                fault.HResult
            );
        }
        finally
        {
            Remove(beside);
        }
    }

    private static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            // Where nothing can be written nothing was.
        }
    }

    private static FileStream Opened(string path) => new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);

    private static void Into(FileStream stream, Action<Stream> write)
    {
        using (stream)
            write(stream);
    }

    private static bool IsOwnOutput(string path) =>
        !OperatingSystem.IsWindows()
        && Path.GetFullPath(path) is var full
        && (
            full is "/dev/stdout" or "/dev/stderr"
            || full.StartsWith("/dev/fd/", StringComparison.Ordinal)
            || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal)
        );
}
