using System.Text.RegularExpressions;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>Examples of help are there to be copied: those on my.foedus, and on a run of it, work on the deal that 'foedus new my.foedus' writes.</summary>
public partial class HelpExamples
{
    // What such an example needs and a new deal does not have: files of others, a cluster, somebody who answers.
    private static readonly string[] NeedsMore =
    [
        "reports.csv",
        ".csv --compare",
        "profile.json",
        "ann.json",
        "/shared",
        "--shard",
        "merge run",
        "--resume",
        "elicit my.foedus --of",
        "\"",
    ];

    private static IEnumerable<string> Lines =>
        Named()
            .Matches(CommandLineTests.Run("--help").Out.Split("Commands:")[1])
            .SelectMany(command => Example().Matches(CommandLineTests.Run(command.Groups[1].Value, "--help").Out))
            .Select(example => example.Groups[1].Value.Split('|')[0].Trim())
            .Where(line => Own().IsMatch(line) && !NeedsMore.Any(line.Contains));

    [Fact]
    public void Examples_work_on_a_new_deal()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CommandLineTests.Run("new", folder["my.foedus"]).Code);
        // What others read is made first.
        var lines = Lines
            .OrderBy(line =>
                line.Contains("--out run", StringComparison.Ordinal) ? 0
                : line.Contains("--efg", StringComparison.Ordinal) ? 1
                : 2
            )
            .Append("solve costly.efg --method spe")
            .ToList();
        Assert.True(lines.Count > 20, $"{lines.Count} examples");
        foreach (var line in lines)
        {
            var words = Small()
                .Replace(line, "$1 32")
                .Split(' ')
                .Select(word => File().IsMatch(word) && !word.StartsWith("deals/", StringComparison.Ordinal) ? folder[word] : word.Trim('\''))
                .ToList();
            if ((words[0] == "weigh" || line.StartsWith("brief my.foedus", StringComparison.Ordinal)) && !words.Contains("--draws"))
                words.AddRange(["--draws", "32"]);
            var (code, _, error) = CommandLineTests.Run([.. words]);
            Assert.True(code == 0, $"{line}: {code} {error}");
        }
    }

    [GeneratedRegex(@"^  (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^  foedus (.+)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"(^|\s)(my\.foedus|run)(\s|$)")]
    private static partial Regex Own();

    // Fewer worlds show as well that a line works.
    [GeneratedRegex(@"(--draws|--effects) \d{2,}")]
    private static partial Regex Small();

    [GeneratedRegex(@"^(run|[\w/.-]+\.(foedus|html|efg|csv|docx|json|gz))$")]
    private static partial Regex File();
}
