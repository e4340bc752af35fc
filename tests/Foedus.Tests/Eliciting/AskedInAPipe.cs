using System.Diagnostics;
using Foedus.Eliciting;
using Foedus.Tests.Cli;
using Foedus.Tests.Runs;
using Foedus.Workflow;

namespace Foedus.Tests.Eliciting;

/// <summary>The command asked and answered through a pipe: questions aside, statements alone on standard output, answers kept as they are given.</summary>
public class AskedInAPipe
{
    private const string Deal = "deals/ukraine-2025/ukraine-2025.foedus";

    private static (int Code, string Out, string Error) Answer(string answers, params string[] arguments) =>
        Asked(answers, [Deal, "--of", "fear", "--against", "war_cost", .. arguments]);

    private static (int Code, string Out, string Error) Asked(string answers, params string[] arguments) =>
        InsideTheTests.Run(["elicit", .. arguments], answers);

    // By a process of its own, through a real pipe.
    private static (int Code, string Out, string Error) Piped(string answers, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in (string[])[CommandLineTests.Program, "elicit", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(answers);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [Fact]
    public void Answers_are_kept_taken_back_and_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        var kept = folder["ann.json"];
        // Two answers, one that is none, one taken back, and the end of the pipe.
        const string Some = "a\nb\nperhaps\nu\n";
        var (code, output, error) = Piped(Some, Deal, "--of", "fear", "--against", "war_cost", "--who", "Ann", "--answers", kept);
        Assert.Equal((0, ""), (code, output));
        Assert.Contains("'perhaps' is none of these.", error, StringComparison.Ordinal);
        Assert.Contains("1 number with questions left: fear.", error, StringComparison.Ordinal);
        Assert.All(error.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var first = Assert.Single(KeptAnswers.Parse(File.ReadAllText(kept), kept).Answers);
        Assert.Equal((Way.Chance, 100, Preference.First), (first.Way, first.Rung, first.Preference));
        Assert.Equal((code, output, error), Answer(Some, "--who", "Ann", "--answers", folder["again.json"]));

        // Who would rather bear it than anything else, whatever is asked.
        (code, output, error) = Answer(string.Concat(Enumerable.Repeat("a\n", 40)), "--answers", kept, "--on", "2026-03-01");
        Assert.True(code == 0, error);
        Assert.DoesNotContain("1 number with questions left", error, StringComparison.Ordinal);
        Assert.StartsWith("source ann \"Ann, asked for trade-offs on 2026-03-01\" expert\nassume fear ", output, StringComparison.Ordinal);
        var all = KeptAnswers.Parse(File.ReadAllText(kept), kept).Answers;
        Assert.Equal(first, all[0]);
        Assert.All(all, answer => Assert.Equal(Preference.First, answer.Preference));

        // Nothing is asked again, and the answers are Ann's.
        Assert.Equal(output, Answer("", "--answers", kept, "--on", "2026-03-01").Out);
        (code, _, error) = Answer("", "--answers", kept, "--who", "Bob");
        Assert.Equal(1, code);
        Assert.Contains("of Ann, not of Bob", error, StringComparison.Ordinal);
        Assert.True(DealFile.Read(Repository.PathOf(Deal), TestContext.Current.CancellationToken).Deal.Sources.All(source => source.Name != "ann"));
    }

    // One guess, and a number with a source: both can be weighed against what is fixed.
    private const string Tolls = """
        deal "Tolls"
        period year
        horizon 2
        discount 0.9
        precision lambda 1
        source desk "Desk study"
        party Buyer
        assume year_shut 10 "a year with the strait shut costs the buyer"
        assume toll 2 in 1..3 from desk "a year of tolls costs the buyer"
        assume shame 1 in 0..4 "a broken word costs the buyer"
        state strait { open, paid, shut } = open
        turn Buyer { keep  pay: strait = paid  break: strait = shut; Buyer pays shame }
        interest Buyer each year { strait = shut: -year_shut strait = paid: -toll }
        no deal none
        ask calm: chance strait = open at 2

        """;

    private static readonly string All = string.Concat(Enumerable.Repeat("a\n", 40));

    [Fact]
    public void What_the_answers_settle_is_written_though_it_is_no_guess()
    {
        using var folder = new TemporaryFolder();
        var (deal, kept) = (folder["a.foedus"], folder["bob.json"]);
        File.WriteAllText(deal, Tolls);
        var (code, _, error) = Asked(All, deal, "--of", "toll", "--against", "shame", "--who", "Bob", "--answers", kept);
        Assert.True(code == 0, error);
        // Against what it was asked: the answers settle it, and it is not asked again in another way.
        (code, _, error) = Asked("", deal, "--answers", kept, "--write", "--yes");
        Assert.True(code == 0, error);
        Assert.Contains("toll is to Buyer, of shame", error, StringComparison.Ordinal);
        Assert.Contains("1 number with questions left: shame.", error, StringComparison.Ordinal);
        Assert.Contains("Written into", error, StringComparison.Ordinal);
        Assert.Contains("from bob \"a year of tolls costs the buyer\"", File.ReadAllText(deal), StringComparison.Ordinal);
        // An answer to what the deal no longer has is told.
        File.WriteAllText(deal, Tolls.Replace("toll", "levy", StringComparison.Ordinal));
        Assert.Contains(
            "Answers about 'toll' are left out. There is no assumption called 'toll'.",
            Asked("", deal, "--answers", kept).Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("The deal has a source 'desk' already", "--who", "Eve", "--source", "desk")]
    [InlineData("The deal has a source 'desk' already", "--who", "Desk of tolls")]
    [InlineData("'9x' cannot name a source", "--source", "9x")]
    [InlineData("stands in a file that the deal includes", "--write", "--yes")]
    public void What_cannot_be_written_is_refused_before_the_first_question(string words, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var (deal, at) = (folder["a.foedus"], Tolls.IndexOf("assume shame", StringComparison.Ordinal));
        File.WriteAllText(folder["part.foedus"], Tolls[at..].Split('\n')[0] + "\n");
        File.WriteAllText(deal, Tolls.Replace(Tolls[at..].Split('\n')[0], "include \"part.foedus\"", StringComparison.Ordinal));
        var (code, output, error) = Asked(All, [deal, "--of", "shame", .. arguments]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Which would Buyer rather bear?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_confirmed_is_not_written_and_says_so_once()
    {
        using var folder = new TemporaryFolder();
        var (deal, kept) = (folder["a.foedus"], folder["eve.json"]);
        File.WriteAllText(deal, Tolls);
        string[] asked = [deal, "--of", "shame", "--who", "Eve", "--answers", kept];
        var (_, statements, _) = Asked(All, asked);
        // The pipe ends at the question.
        var (code, output, error) = Asked("", [.. asked, "--write"]);
        Assert.Equal((0, statements), (code, output));
        Assert.Contains("Put this into", error, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("assume shame", error, StringComparison.Ordinal);
        Assert.Equal(Tolls, File.ReadAllText(deal));
        (_, output, error) = Asked("yes\n", [.. asked, "--write"]);
        Assert.Equal(statements, output);
        Assert.DoesNotContain("Nothing was written.", error, StringComparison.Ordinal);
        Assert.Contains("from eve", File.ReadAllText(deal), StringComparison.Ordinal);
    }
}
