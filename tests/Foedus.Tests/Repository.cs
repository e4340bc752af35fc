namespace Foedus.Tests;

/// <summary>Where the files are that ship beside the code.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Deals =>
        Directory.EnumerateFiles(Path.Combine(Root, "deals"), "*.foedus", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Foedus.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
