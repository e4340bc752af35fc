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
    private const uint TypeAlone = 1,
        NumberAlone = 0x100;

    // Of struct statx, the same on every Linux: 256 bytes, the mode at 28, the number at 32, the device at 136 (statx(2)).
    private const int StatxBytes = 256,
        StatxMode = 28,
        StatxNumber = 32,
        StatxDevice = 136;

    public static FileKind Of(string path)
    {
        if (Directory.Exists(path))
            return FileKind.Folder;
        if (OperatingSystem.IsLinux() && Ask(path) is { } kind)
            return kind;
        return !File.Exists(path) ? FileKind.Missing
            : !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Terminal
            : FileKind.Regular;
    }

    /// <summary>Device and number of what lies there, one for all its names; null where there is nothing, or the system does not say.</summary>
    public static (ulong Device, ulong Number)? Identity(string path)
    {
        Span<byte> found = stackalloc byte[StatxBytes];
        return OperatingSystem.IsLinux() && Told(path, NumberAlone, found) == true
            ? (MemoryMarshal.Read<ulong>(found[StatxDevice..]), MemoryMarshal.Read<ulong>(found[StatxNumber..]))
            : null;
    }

    // Null where the system has no such call.
    private static FileKind? Ask(string path)
    {
        Span<byte> found = stackalloc byte[StatxBytes];
        return Told(path, TypeAlone, found) switch
        {
            null => null,
            false => File.Exists(path) ? null : FileKind.Missing,
            true => (MemoryMarshal.Read<ushort>(found[StatxMode..]) & 0xF000) switch
            {
                0x1000 => FileKind.Pipe,
                0x2000 => FileKind.Terminal,
                0x4000 => FileKind.Folder,
                0x6000 => FileKind.Disk,
                0xC000 => FileKind.Socket,
                _ => FileKind.Regular,
            },
        };
    }

    // False where there is nothing; null where the system has no such call.
    private static bool? Told(string path, uint mask, Span<byte> found)
    {
        try
        {
            return Statx(CurrentFolder, path, 0, mask, ref MemoryMarshal.GetReference(found)) == 0;
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte found);
}
