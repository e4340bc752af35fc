using System.Runtime.InteropServices;

namespace Foedus;

/// <summary>What lies under a path.</summary>
internal enum FileKind
{
    Missing,
    Regular,
    Folder,
    Pipe,
    Socket,
    Terminal,
    Disk,
}

/// <summary>Asks the system what lies under a path, behind any links. The framework tells devices, pipes and sockets from files nowhere.</summary>
internal static partial class FileKinds
{
    private const int CurrentFolder = -100;
    private const uint TypeAlone = 1;

    // Of struct statx, the same on every Linux: 256 bytes, the mode at 28 (statx(2)).
    private const int StatxBytes = 256, StatxMode = 28;

    public static FileKind Of(string path)
    {
        if (Directory.Exists(path))
            return FileKind.Folder;
        if (OperatingSystem.IsLinux() && Ask(path) is { } kind)
            return kind;
        return !File.Exists(path) ? FileKind.Missing : !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Terminal : FileKind.Regular;
    }

    // Null where the system has no such call.
    private static FileKind? Ask(string path)
    {
        try
        {
            Span<byte> found = stackalloc byte[StatxBytes];
            if (Statx(CurrentFolder, path, 0, TypeAlone, ref MemoryMarshal.GetReference(found)) != 0)
                return File.Exists(path) ? null : FileKind.Missing;
            return (MemoryMarshal.Read<ushort>(found[StatxMode..]) & 0xF000) switch
            {
                0x1000 => FileKind.Pipe,
                0x2000 => FileKind.Terminal,
                0x4000 => FileKind.Folder,
                0x6000 => FileKind.Disk,
                0xC000 => FileKind.Socket,
                _ => FileKind.Regular,
            };
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte found);
}
