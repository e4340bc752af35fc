namespace Foedus.Workbench.Tests;

/// <summary>Files of the repository and of the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Where pictures are left to be looked at.</summary>
    public static string Screens { get; } = Path.Combine(Root, "artifacts", "screens");

    /// <summary>A file of the folder Given.</summary>
    public static string Given(string name) => File.ReadAllText(Path.Combine(Root, "tests", "Foedus.Workbench.Tests", "Given", name));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Foedus.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
