using System.Diagnostics;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>What reaches the terminal, and what happens where nobody listens.</summary>
public class HostileInputs
{
    [Fact]
    public void Names_from_files_cannot_steer_a_terminal()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["c.json"], """{"states":["a","b"],"decision_makers":[{"name":"No\u001b[2Jrth\u202e","payoff":[1,2],"moves":{}}]}""");
        foreach (var json in new[] { false, true })
        {
            var (code, output, _) = CommandLineTests.Run(json ? ["stability", folder["c.json"], "--json"] : ["stability", folder["c.json"]]);
            Assert.Equal(0, code);
            Assert.DoesNotContain('\u001b', output);
            Assert.DoesNotContain('\u202e', output);
            Assert.Contains("No\\u001b[2Jrth\\u202e", output, StringComparison.OrdinalIgnoreCase);
            if (json)
                Assert.Equal(
                    "No\u001b[2Jrth\u202e",
                    System.Text.Json.JsonDocument.Parse(output).RootElement.GetProperty("stable").EnumerateObject().Single().Name
                );
        }
        File.WriteAllText(folder["i.csv"], "id,date,kind\na,2020-01-01,\u001b]0;title\u0007shots\u202e\n");
        var (_, words, _) = CommandLineTests.Run("incidents", folder["i.csv"]);
        Assert.DoesNotContain('\u001b', words);
        Assert.DoesNotContain('\u202e', words);
        Assert.Contains("\\u001b]0;title\\u0007shots", words);
    }

    [Theory]
    [InlineData("baserates --set termination-dyad >&-", 0)]
    [InlineData("baserates --set termination-dyad 2>&1 | head -0; exit ${PIPESTATUS[0]}", 0)]
    [InlineData("baserates nosuch.csv >&-", 1)]
    [InlineData("baserates nosuch.csv >&- 2>&-", 1)]
    [InlineData("baserates --set termination-dyad > /dev/full", 1)]
    public void A_closed_output_changes_no_exit_code(string rest, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A shell and /dev/full are needed.");
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dotnet '{CommandLineTests.Program}' {rest}");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(code, process.ExitCode);
        Assert.DoesNotContain("bug in Foedus", error);
        if (rest.EndsWith(">&-", StringComparison.Ordinal) && code == 0)
            Assert.Contains("Standard output is closed", error, StringComparison.Ordinal);
    }
}
