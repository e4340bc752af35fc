namespace Foedus.Tests.Runs;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("foedus-test-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Every file below a folder with its bytes as text; of the manifest all but the time it was made.</summary>
    public static SortedDictionary<string, string> Contents(string path)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            contents[Path.GetRelativePath(path, file)] =
                Path.GetFileName(file) == "run.json"
                    ? string.Join('\n', File.ReadAllLines(file).Where(line => !line.Contains("\"created\"", StringComparison.Ordinal)))
                    : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        return contents;
    }
}
