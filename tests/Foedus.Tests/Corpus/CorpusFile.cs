using Foedus.Language;

namespace Foedus.Tests.Corpus;

/// <summary>A deal of the corpus (tests/corpus/README.md): a text of its own, or one that continues the frame.</summary>
internal static class CorpusFile
{
    private const string Folder = "tests/corpus";

    private static readonly string Frame = File.ReadAllText(Repository.PathOf($"{Folder}/frame.foedus"));

    public static TheoryData<string> In(Func<string, bool> folder) =>
        [
            .. Directory
                .EnumerateFiles(Repository.PathOf(Folder), "*.foedus", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.PathOf(Folder), path))
                .Where(path => Path.GetDirectoryName(path) is { Length: > 0 } name && folder(name))
                .Order(StringComparer.Ordinal),
        ];

    public static string PathOf(string file) => Repository.PathOf(Path.Combine(Folder, file));

    public static SourceText Read(string file)
    {
        return new SourceText(Whole(Frame, File.ReadAllText(PathOf(file))), Path.GetFileName(file));
    }

    /// <summary>A text that continues a frame, unless it is a deal of its own.</summary>
    public static string Whole(string frame, string text) =>
        text.Split('\n').Any(line => line.StartsWith("deal ", StringComparison.Ordinal) || line == "# alone") ? text : frame + text;
}
