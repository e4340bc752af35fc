using System.Text.RegularExpressions;

namespace Foedus.Tests.Architecture;

/// <summary>A file has one namespace, for all of it.</summary>
public partial class Namespaces
{
    [Fact]
    public void Are_of_whole_files()
    {
        var files = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .ToList();
        Assert.True(files.Count > 1000, $"{files.Count}");
        Assert.Empty(files.Where(file => InBraces().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Repository.Root, file)));
        Assert.Matches(InBraces(), "using System;\n\nnamespace Foedus.Model\n{\n}\n");
        Assert.DoesNotMatch(InBraces(), "namespace Foedus.Model;\n");
    }

    [GeneratedRegex(@"^namespace [\w.]+\s*(\{|$)", RegexOptions.Multiline)]
    private static partial Regex InBraces();
}
