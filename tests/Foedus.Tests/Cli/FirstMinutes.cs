using System.Diagnostics;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Tests.Runs;
using Foedus.Workflow;

namespace Foedus.Tests.Cli;

/// <summary>What somebody meets who has the program and nothing else.</summary>
public class FirstMinutes
{
    public static TheoryData<string> Patterns => [.. Pattern.All.Select(pattern => pattern.Name)];

    /// <summary>Comments change nothing: the same games as in the cookbook, sound, and laid out.</summary>
    [Theory, MemberData(nameof(Patterns))]
    public void A_new_deal_is_that_of_the_cookbook_with_comments(string name)
    {
        var pattern = Pattern.Named(name);
        var source = new SourceText(pattern.WithComments(), "my.foedus");
        var (made, given) = (
            DealFile.Read(source, TestContext.Current.CancellationToken),
            DealFile.Read(new SourceText(pattern.Deal, "my.foedus"), TestContext.Current.CancellationToken)
        );
        Assert.Equal("", made.Report);
        Assert.Equal(source.Text, DealFormatter.Format(source));
        Assert.Equal(given.Offers.Count, made.Offers.Count);
        Assert.All(made.Offers.Zip(given.Offers), pair => Assert.True(SameGame.Are(pair.First, pair.Second)));
        Assert.InRange(source.Text.Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal)), 8, 40);
        Assert.Equal(DealPrinter.Print(given.Deal), DealPrinter.Print(made.Deal));
    }

    [Fact]
    public void Patterns_are_asked_for_by_any_word_of_their_own()
    {
        Assert.Equal(Pattern.All.Count, Pattern.All.Select(pattern => pattern.Name).Distinct().Count());
        Assert.Equal("money", Pattern.Named("Escrow").Name);
        Assert.Contains("guarantee", Assert.Throws<InputException>(() => Pattern.Named("nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("several", Assert.Throws<InputException>(() => Pattern.Named("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_writes_once_and_what_it_wrote_can_be_checked()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal((0, ""), CommandLineTests.Run("new", folder["my.foedus"]) is var (code, _, error) ? (code, error) : default);
        Assert.Equal(0, CommandLineTests.Run("check", folder["my.foedus"]).Code);
        var before = File.ReadAllText(folder["my.foedus"]);
        var (again, _, words) = CommandLineTests.Run("new", folder["my.foedus"], "--from", "election");
        Assert.Equal(1, again);
        Assert.Contains("left as it is", words, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(folder["my.foedus"]));
    }

    [Fact]
    public void Alone_it_says_what_to_do_first_and_every_line_is_a_command()
    {
        var (code, output, error) = CommandLineTests.Run();
        Assert.Equal((0, ""), (code, error));
        var help = CommandLineTests.Run("--help").Out;
        var named = output.Split('\n').Where(line => line.StartsWith("  foedus ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[1]).ToList();
        Assert.True(named.Count >= 5, output);
        Assert.All(named, command => Assert.Contains($"  {command} ", help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_demo_weighs_and_hands_out_its_deal()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = CommandLineTests.Run("demo", "--deal", folder["demo.foedus"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Sanctions that snap back", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("deals/record/snapback-2231/snapback-2231.foedus")), File.ReadAllText(folder["demo.foedus"]));
    }

    [Fact]
    public void Errors_name_the_page_that_explains_them_and_the_program_has_it()
    {
        var (code, _, error) = CommandLineTests.RunOn("my.foedus", "deal \"x\"\nfoo\n", path => ["weigh", path]);
        Assert.Equal(1, code);
        Assert.Contains("foedus docs FD0002", error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("docs/diagnostics/FD0002.md")), CommandLineTests.Run("docs", "fd0002").Out);
        var (missing, _, words) = CommandLineTests.Run("docs", "nothing");
        Assert.Equal(1, missing);
        Assert.Contains("guide", words, StringComparison.Ordinal);
    }

    /// <summary>As bash does it: the script is read, and its function asked.</summary>
    [Fact]
    public void Bash_completes_from_the_program_itself()
    {
        (string Line, string Expected)[] all =
        [
            ("foedus we", "weigh"),
            ("foedus weigh --dra", "--draws"),
            ("foedus new --from el", "election"),
            ("foedus completion z", "zsh"),
            ("foedus check /h", ""),
        ];
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        const string Script = """
            foedus() { dotnet "$PROGRAM" "$@"; }
            source <(foedus completion bash)
            for line in "$@"; do
              COMP_LINE="$line"; COMP_POINT=${#line}; read -ra COMP_WORDS <<< "$line"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
              _foedus; echo "${COMPREPLY[*]}"
            done
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", Script, "bash", .. all.Select(each => each.Line)]) { RedirectStandardOutput = true };
        start.Environment["PROGRAM"] = CommandLineTests.Program;
        using var process = Process.Start(start)!;
        Assert.Equal(all.Select(each => each.Expected), process.StandardOutput.ReadToEnd().Split('\n').Take(all.Length).Select(said => said.Trim()));
    }
}
