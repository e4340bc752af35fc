using System.Text.RegularExpressions;

namespace Foedus.Tests.Cli;

/// <summary>The pages on installing, clusters and cut-off machines: options that they show are there, packages that they name are built, and what they tell people to run is run by the scripts that try packages.</summary>
public partial class InstallingPages
{
    private static readonly string[] Pages = ["install", "cluster", "offline"];
    private static readonly string Building = File.ReadAllText(Repository.PathOf("packaging/build.sh"));
    private static readonly string Trying =
        File.ReadAllText(Repository.PathOf("packaging/test.sh"))
        + File.ReadAllText(Repository.PathOf("packaging/test-slurm.sh"))
        + File.ReadAllText(Repository.PathOf("tests/Foedus.Tests/Cli/FirstMinutes.cs"));

    // What no test can have: an engine, a registry, a shell that is not here. The pages say so.
    private static readonly string[] Untried =
    [
        "podman",
        "skopeo copy",
        "source <(foedus completion zsh)",
        "foedus completion fish",
        "foedus completion powershell",
        "cp -r",
    ];

    private static List<string> Lines =>
        [
            .. Pages
                .SelectMany(page => Fences().Matches(File.ReadAllText(Repository.PathOf($"docs/{page}.md"))))
                .SelectMany(fence => fence.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .SelectMany(line => line.Split(" && ")),
        ];

    [Fact]
    public void Options_of_ours_are_there()
    {
        var calls = Lines
            .Select(line => Call().Match(line))
            .Where(match => match.Success)
            .Select(match => (Command: match.Groups[1].Value, Options: Option().Matches(match.Value).Select(option => option.Value).ToList()))
            .ToList();
        Assert.True(calls.Count > 5);
        foreach (var each in calls.GroupBy(call => call.Command))
        {
            var help = CommandLineTests.Run(each.Key, "--help").Out;
            Assert.All(each.SelectMany(call => call.Options), option => Assert.Contains($"{option} ", help.Replace('\n', ' '), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Packages_are_built_by_the_script()
    {
        foreach (Match build in Build().Matches(string.Join('\n', Lines)))
            Assert.All(build.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), what =>
                Assert.Contains($"\n{what}() ", Building, StringComparison.Ordinal)
            );
    }

    [Fact]
    public void What_is_run_is_tried_or_the_reason_stands_there()
    {
        foreach (
            var line in Lines.Where(line =>
                !Call().IsMatch(line)
                && !Untried.Any(untried => line.Contains(untried, StringComparison.Ordinal))
                && !line.StartsWith("packaging/", StringComparison.Ordinal)
            )
        )
        {
            var words = line.Replace("sudo ", "", StringComparison.Ordinal).Split(' ');
            // apt asks dpkg; what stands after the first words is the reader's own folder.
            var tried =
                words is ["apt", ..] ? "dpkg"
                : words is ["dotnet", "add", ..] ? "PackageReference"
                : words is ["dpkg", ..] ? "dpkg"
                : string.Join(' ', words.Take(words is ["dotnet", ..] ? 3 : 2));
            Assert.True(Trying.Contains(tried, StringComparison.Ordinal), $"{line}: {tried}");
        }
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?<![-\w/.])(?:foedus-linux-x64/)?foedus ([a-z]+)(?: [^#|>]*)?")]
    private static partial Regex Call();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"packaging/build\.sh ([a-z ]+)")]
    private static partial Regex Build();
}
