using System.Diagnostics;
using System.Text.Json;
using Foedus.Tests.Golden;

namespace Foedus.Tests.Cli;

/// <summary>The program as a user runs it: words, exit codes, JSON and files.</summary>
public class CommandLineTests
{
    private const string Deal = "deals/record/snapback-2231/snapback-2231.foedus";

    /// <summary>The program, to be run by dotnet.</summary>
    internal static string Program =>
        Repository.PathOf(
            $"artifacts/bin/Foedus.Cli/{AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^1]}/Foedus.Cli.dll"
        );

    internal static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    internal static (int Code, string Out, string Error) Run(params string[] arguments) => InsideTheTests.Run(arguments);

    /// <summary>As a process of its own.</summary>
    internal static (int Code, string Out, string Error) RunProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Runs on a file of that name with that text.</summary>
    internal static (int Code, string Out, string Error) RunOn(string name, string text, Func<string, string[]> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text);
            return Run(arguments(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What tests rely on where they run a command inside themselves.</summary>
    [Theory]
    [InlineData("check", Deal)]
    [InlineData("explain", Deal, "--offer", "automatic")]
    [InlineData("weigh", Deal, "--offer", "none_such")]
    [InlineData("judge", Deal)]
    public void The_process_says_what_the_command_says(params string[] arguments) =>
        Assert.Equal(Run(arguments), RunProcess(new Dictionary<string, string>(), arguments));

    [Theory]
    [InlineData("check", "check", Deal)]
    [InlineData("diff", "diff", Deal, "deals/record/budapest-1994/budapest-1994.foedus")]
    [InlineData("solve", "solve", Deal, "--offer", "automatic")]
    [InlineData("weigh", "weigh", Deal, "--draws", "128")]
    [InlineData("map", "map", Deal, "--offer", "automatic", "--x", "trade", "--y", "breakout", "--points", "3")]
    [InlineData("explain", "explain", Deal, "--offer", "automatic")]
    [InlineData("simulate", "simulate", Deal, "--offer", "automatic", "--paths", "10")]
    public void Json_keeps_its_shape(string name, params string[] arguments)
    {
        var (code, output, error) = InsideTheTests.Once([.. arguments, "--json"]);
        Assert.Equal("", error);
        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output);
        var shape = new SortedSet<string>(StringComparer.Ordinal);
        Shape(document.RootElement, "", shape);
        GoldenFile.Holds($"{name}.json.txt", string.Join('\n', shape) + "\n");
    }

    [Theory]
    [InlineData(1, "check", "nothing.foedus")]
    [InlineData(1, "weigh", "deals")]
    [InlineData(1, "weigh", Deal, "--offer", "none_such")]
    [InlineData(2, "weigh", Deal, "--set", "what")]
    [InlineData(1, "weigh", Deal, "--reading", "none_such")]
    [InlineData(1, "weigh", Deal, "--html", "no/such/folder/report.html")]
    [InlineData(2, "weigh", Deal, "--draws", "many")]
    [InlineData(2, "weigh", Deal, "--draws", "3")]
    [InlineData(1, "weigh", Deal, "--effects-of", "none_such")]
    [InlineData(1, "weigh", Deal, "--readings")]
    [InlineData(1, "map", Deal, "--offer", "automatic", "--x", "trade", "--y", "none_such")]
    [InlineData(2, "map", Deal, "--offer", "automatic", "--x", "trade")]
    [InlineData(2, "weigh", Deal, "--effects", "-1")]
    [InlineData(2, "judge", Deal)]
    [InlineData(2, "explain", Deal)]
    [InlineData(2, "solve", Deal, "--at-resolution", "9999999")]
    public void Mistakes_end_in_words_and_the_right_code(int code, params string[] arguments)
    {
        var (ended, output, error) = Run(arguments);
        Assert.Equal(code, ended);
        Assert.Equal("", output);
        Assert.NotEqual("", error);
        Assert.DoesNotContain("   at Foedus", error, StringComparison.Ordinal);
    }

    [Theory]
    [
        InlineData("check"),
        InlineData("format"),
        InlineData("diff"),
        InlineData("solve"),
        InlineData("weigh"),
        InlineData("explain"),
        InlineData("map"),
        InlineData("simulate")
    ]
    public void Help_ends_in_examples(string command)
    {
        var (code, output, _) = Run(command, "--help");
        Assert.Equal(0, code);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Contains($"foedus {command}", output, StringComparison.Ordinal);
    }

    // What is told has titles; what is counted with has names, and titles beside them.
    [Fact]
    public void Stories_are_told_by_titles()
    {
        string[] simulate = ["simulate", "tests/corpus/right/titles.foedus", "--offer", "with_more", "--paths", "1"];
        var told = Run(simulate).Out;
        Assert.Contains("the talks are going on", told, StringComparison.Ordinal);
        Assert.Contains("The first: ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("s = open", told, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Run([.. simulate, "--json"]).Out);
        string Lines(string field) => string.Join('\n', document.RootElement.GetProperty(field)[0].EnumerateArray().Select(line => line.GetString()));
        Assert.Contains("  A: ", Lines("stories"), StringComparison.Ordinal);
        Assert.Contains("s = open", Lines("stories"), StringComparison.Ordinal);
        Assert.Contains("The first: ", Lines("titledStories"), StringComparison.Ordinal);
    }

    [Fact]
    public void Weighing_fits_eighty_columns_and_writes_one_page_without_network()
    {
        var page = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.html");
        try
        {
            var (code, output, error) = Run("weigh", Deal, "--draws", "64", "--html", page);
            Assert.Equal("", error);
            Assert.Equal(0, code);
            Assert.All(output.Replace(page, "report.html", StringComparison.Ordinal).Split('\n'), line => Assert.True(line.Length <= 80, line));
            var html = File.ReadAllText(page);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("src=\"http", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("<svg", html, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(page);
        }
    }

    [Fact]
    public void The_deal_in_the_readme_is_sound_and_weighs()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var begin = readme.IndexOf("```foedus\n", StringComparison.Ordinal) + 10;
        var path = Path.Combine(Path.GetTempPath(), $"readme-{Guid.NewGuid():N}.foedus");
        try
        {
            File.WriteAllText(path, readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)]);
            Assert.Equal(0, Run("check", path).Code);
            Assert.Equal(0, Run("format", "--check", path).Code);
            Assert.Equal(0, Run("weigh", path, "--draws", "8").Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Several_files_are_laid_out_or_none()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            string In(string name, string text)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, text);
                return path;
            }
            const string loose = "deal   \"A\"\nparty A\nturn A {\nwait\n}\n",
                tidy = "deal   \"A\"\nparty A\nturn A {\n  wait\n}\n";
            var (one, other, done) = (In("one.foedus", loose), In("other.foedus", loose), In("done.foedus", tidy));
            var (first, second) = (In("first.foedus", "deal \"A\"\nparty\n"), In("second.foedus", "deal A\n"));
            var (code, _, error) = Run("format", one, first, other, second);
            Assert.Equal(1, code);
            Assert.Contains("first.foedus:", error, StringComparison.Ordinal);
            Assert.Contains("second.foedus:", error, StringComparison.Ordinal);
            Assert.Equal([loose, loose], new[] { one, other }.Select(File.ReadAllText));
            (code, _, error) = Run("format", "--check", one, done, other);
            Assert.Equal(1, code);
            Assert.Equal(
                ["one.foedus", "other.foedus"],
                error
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => Path.GetFileName(line[..line.IndexOf(": not", StringComparison.Ordinal)]))
            );
            Assert.Equal(0, Run("format", one, other, done).Code);
            Assert.Equal([tidy, tidy, tidy], new[] { one, other, done }.Select(File.ReadAllText));
            var old = In("old.foedus", tidy + "period week\ninterest A each year { always: 52 }\n");
            (code, _, error) = Run("format", "--upgrade", old);
            Assert.Equal(
                (0, $"{old}:7: interest A each year {{ always: 52 }}\n{new string(' ', old.Length)} → interest A each week {{ always: 52 }}\n"),
                (code, error)
            );
            Assert.Equal((0, "", ""), Run("format", "--upgrade", old));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static readonly string[] OfTheDeal = ["assumptions", "types[].options", "profile[].options", "profileBeliefs[]"];

    private static void Shape(JsonElement element, string path, SortedSet<string> shape)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    // Names of assumptions and options are the deal's, not the schema's.
                    Shape(
                        property.Value,
                        OfTheDeal.Any(place => path.EndsWith(place, StringComparison.Ordinal)) ? path + ".*" : $"{path}.{property.Name}",
                        shape
                    );
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Shape(item, path + "[]", shape);
                if (element.GetArrayLength() == 0)
                    shape.Add(path + "[]");
                break;
            default:
                shape.Add(path);
                break;
        }
    }
}
