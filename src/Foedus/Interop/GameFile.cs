using Foedus.Games;

namespace Foedus.Interop;

/// <summary>A tree (.efg) or a table (.nfg) from a file.</summary>
public static class GameFile
{
    private const long MostBytes = 2_000_000_000;

    /// <returns>The tree, and the table where the file holds one.</returns>
    /// <exception cref="InputException">There is no such file, or it is no game.</exception>
    public static (ExtensiveGame Game, NormalFormGame? Table) Read(string path, CancellationToken cancel = default)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000_000} GB.", path);
        using var text = file.OpenText();
        if (!path.EndsWith(".nfg", StringComparison.OrdinalIgnoreCase))
            return (EfgReader.Read(text, path, cancel: cancel), null);
        var table = NfgReader.Read(text, path, cancel: cancel);
        return (table.ToExtensive(), table);
    }
}
