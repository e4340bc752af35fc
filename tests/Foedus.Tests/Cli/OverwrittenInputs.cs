using System.CommandLine;
using Foedus.Cli;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>No command writes over what it reads, nor two outputs into one file, whatever the files are called.</summary>
public class OverwrittenInputs
{
    // Options with a text that is no file: a new option is one of these, reads, or writes.
    private static readonly string[] Words =
    [
        "A,B,…",
        "ADDRESS",
        "COLUMN",
        "CONNECTION",
        "DAY",
        "ENGINE",
        "EVIDENCE",
        "FROM..TO",
        "HOW",
        "I/N",
        "ID",
        "M",
        "NAME",
        "NAME=ANSWER",
        "NAME=VALUE",
        "PATTERN",
        "ROLE",
        "RULE",
        "W,W,…",
        "WORDS",
        "Y,Y,…",
    ];

    private static IEnumerable<Command> Commands => CommandLine.Root(["--help"]).Subcommands;

    [Fact]
    public void Every_option_with_a_text_reads_writes_or_is_a_word() =>
        Assert.All(
            Commands.SelectMany(command => command.Options).Where(option => option.ValueType == typeof(string) || option.ValueType == typeof(string[])),
            option =>
                Assert.True(
                    option is IReads or IWrites || Words.Contains(option.HelpName),
                    $"{option.Name}: a ReadingOption, a WritingOption, or a word that the test knows"
                )
        );

    public static TheoryData<string, string> Outputs() =>
        new(
            from command in Commands
            from option in command.Options
            where option is IWrites && option.ValueType == typeof(string)
            select (command.Name, option.Name)
        );

    [Theory, MemberData(nameof(Outputs))]
    public void Are_refused_before_any_work(string name, string output)
    {
        using var folder = new TemporaryFolder();
        var command = Commands.Single(command => command.Name == name);
        File.WriteAllText(folder["x"], "kept");
        File.CreateSymbolicLink(folder["link"], "x");
        Directory.CreateDirectory(folder["sub/deep"]);
        Directory.CreateSymbolicLink(folder["again"], folder["sub/deep"]);
        string[] ways = ["x", "link", "sub/../x", "again/../x"];
        // Every place in which an input can stand, with whatever else the command asks for.
        foreach (var way in ways)
        foreach (var asked in Inputs(command, folder["x"]))
        {
            var (code, said, error) = CommandLineTests.Run([name, .. asked, .. Required(command, output), output, folder[way]]);
            Assert.True(
                code == 2
                    && (
                        error.Contains($"{output} {folder[way]} would be written over {folder["x"]}", StringComparison.Ordinal)
                        || error.Contains(" does not go with ", StringComparison.Ordinal)
                        || error.Contains(" is for ", StringComparison.Ordinal)
                    ),
                $"{name} {string.Join(' ', asked)} {output} {way}: {code} {error}"
            );
            Assert.Equal(("", "kept"), (said, File.ReadAllText(folder["x"])));
        }
        foreach (var other in command.Options.Where(option => option is IWrites && option.ValueType == typeof(string) && option.Name != output))
        {
            var (code, _, error) = CommandLineTests.Run([
                name,
                .. Inputs(command, folder["x"]).FirstOrDefault([]),
                .. Required(command, output),
                output,
                folder["y"],
                other.Name,
                folder["sub/../y"],
            ]);
            Assert.True(code == 2 && error.Contains("would be written to one file", StringComparison.Ordinal), $"{name} {output} {other.Name}: {code} {error}");
        }
    }

    [Fact]
    public void Hard_links_are_the_file_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Numbers of files are those of Linux.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["my.foedus"], "kept");
        using (var made = System.Diagnostics.Process.Start("ln", [folder["my.foedus"], folder["same.html"]]))
            made.WaitForExit();
        Assert.True(OutputFile.Replaces(folder["same.html"], folder["my.foedus"]));
        Assert.Equal(2, CommandLineTests.Run("weigh", folder["my.foedus"], "--html", folder["same.html"]).Code);
        Assert.False(OutputFile.Replaces(folder["other.html"], folder["my.foedus"]));
        Assert.False(OutputFile.Replaces("/dev/null", "/dev/null"));
    }

    [Fact]
    public void What_a_deal_includes_and_what_a_run_is_made_of_is_read_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["part.foedus"], "party A\n");
        File.WriteAllText(folder["my.foedus"], "deal \"x\"\ninclude \"part.foedus\"\n");
        var (code, _, error) = CommandLineTests.Run("weigh", folder["my.foedus"], "--table", folder["part.foedus"]);
        Assert.Equal(2, code);
        Assert.Contains("includes", error, StringComparison.Ordinal);
        Directory.CreateDirectory(folder["run/draws"]);
        File.WriteAllText(folder["run/run.json"], "{}");
        File.CreateSymbolicLink(folder["link"], folder["run/run.json"]);
        foreach (var own in new[] { "run/run.json", "run/deal.foedus", "run/draws/part-0000.parquet", "run/summary.json", "link" })
            Assert.Contains("made of", Refused("report", folder["run"], "--html", folder[own]), StringComparison.Ordinal);
        Assert.Contains("made of", Refused("weigh", folder["my.foedus"], "--out", folder["new"], "--html", folder["new/run.json"]), StringComparison.Ordinal);
        Assert.False(Foedus.Runs.RunDirectory.IsMadeOf(folder["run"], folder["run/report.html"]));

        static string Refused(params string[] arguments)
        {
            var (code, _, error) = CommandLineTests.Run(arguments);
            Assert.Equal(2, code);
            return error;
        }
    }

    // The file as each argument, and as each option that reads beside an argument that is another.
    private static IEnumerable<string[]> Inputs(Command command, string file)
    {
        var places = command.Arguments.Where(argument => command.Name != "merge").ToList();
        for (var at = 0; at < places.Count; at++)
            yield return [.. places.Select((_, place) => place == at ? file : file + ".other")];
        foreach (var option in command.Options.Where(option => option is IReads))
            yield return [.. places.Select(_ => file + ".other"), option.Name, file];
    }

    private static IEnumerable<string> Required(Command command, string output) =>
        command.Options.Where(option => option.Required && option.Name != output).SelectMany(option => new[] { option.Name, "x" });
}
