namespace Foedus;

/// <summary>Where a path leads, whatever it is called.</summary>
internal static class FilePlace
{
    /// <summary>Most links that are followed on the way to a file.</summary>
    private const int MostLinks = 40;

    /// <summary>Whether two paths lead to one file, behind links and by hard links. What is not there yet is known by its folder and name.</summary>
    public static bool IsSame(string one, string other)
    {
        // Files are opened by their full paths, so that '..' behind a link leads back to where the link stands.
        if (FileKinds.Identity(Path.GetFullPath(one)) is { } its && FileKinds.Identity(Path.GetFullPath(other)) is { } others)
            return its == others;
        var comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Real(one) is { } at && string.Equals(at, Real(other), comparison);
    }

    /// <summary>The path behind all links; null if they lead round in a circle.</summary>
    public static string? Real(string path) => Real(path, 0);

    private static string? Real(string path, int links)
    {
        var parts = Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var at = Path.GetPathRoot(Path.GetFullPath(path))!;
        for (var i = 0; i < parts.Length; i++)
        {
            at = Path.Combine(at, parts[i]);
            if (new FileInfo(at).LinkTarget is not { } target)
                continue;
            if (links >= MostLinks)
                return null;
            var behind = Path.Combine([Path.GetDirectoryName(at)!, target, .. parts[(i + 1)..]]);
            return Real(behind, links + 1);
        }
        return at;
    }
}
