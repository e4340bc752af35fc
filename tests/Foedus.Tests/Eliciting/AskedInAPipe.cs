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

    private static (int Code, string Out, string Error) Answer(string answers, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (var argument in (string[])[CommandLineTests.Program, "elicit", Deal, "--of", "fear", "--against", "war_cost", .. arguments])
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
        var (code, output, error) = Answer("a\nb\nperhaps\nu\n", "--who", "Ann", "--answers", kept);
        Assert.Equal((0, ""), (code, output));
        Assert.Contains("'perhaps' is none of these.", error, StringComparison.Ordinal);
        Assert.Contains("1 number with questions left: fear.", error, StringComparison.Ordinal);
        Assert.All(error.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var first = Assert.Single(KeptAnswers.Parse(File.ReadAllText(kept), kept).Answers);
        Assert.Equal((Way.Chance, 100, Preference.First), (first.Way, first.Rung, first.Preference));

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
}
