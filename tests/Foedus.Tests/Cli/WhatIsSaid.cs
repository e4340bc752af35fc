using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foedus.Cli;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Tests.Runs;
using Foedus.Workflow;

namespace Foedus.Tests.Cli;

/// <summary>Answers say what they rest on and what is not there.</summary>
public partial class WhatIsSaid
{
    private static string Made => Pattern.Named("guarantee").Deal;

    private static string Corner(bool isLuck)
    {
        var random = new Random(7);
        return "a,b,c,d,e,f,g,y\n"
            + string.Concat(
                Enumerable
                    .Range(0, 800)
                    .Select(_ =>
                    {
                        var x = Enumerable.Range(0, 7).Select(_ => Math.Round(random.NextDouble(), 4)).ToArray();
                        return FormattableString.Invariant(
                            $"{string.Join(',', x.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))},{((isLuck ? random.NextDouble() < 0.3 : x[0] > 0.5 && x[2] < 0.6 && random.NextDouble() < 0.9) ? 1 : 0)}\n"
                        );
                    })
            );
    }

    // Interest lies where a is high and c is low; b, d, e, f and g have nothing to do with it.
    [Fact]
    public void A_box_has_no_limit_that_luck_explains_and_none_at_an_end_of_the_table()
    {
        var (code, output, error) = CommandLineTests.RunOn("x.csv", Corner(isLuck: false), path => ["discover", path, "--outcome", "y"]);
        Assert.True(code == 0, error);
        var first = output[output.IndexOf("box 1", StringComparison.Ordinal)..].Split("box 2")[0];
        Assert.Matches(@"\n  a at least 0\.\d+ \(quasi-p [^)]+\)\s", first);
        Assert.Matches(@"\n  c at most 0\.\d+ \(quasi-p [^)]+\)\s", first);
        Assert.DoesNotMatch(@"\n  [bdefg] ", output);
        var peeled = JsonNode.Parse(
            CommandLineTests
                .RunOn("x.csv", Corner(isLuck: false), path => ["discover", path, "--outcome", "y", "--luck", "1", "--density", "0.99", "--json"])
                .Out
        )!;
        var box = peeled["boxes"]![0]!;
        Assert.True(box["trajectory"]![(int)box["chosen"]!]!["limits"]!.AsObject().Count > 2);
    }

    [Fact]
    public void Where_nothing_stands_out_there_is_no_box()
    {
        var (code, output, _) = CommandLineTests.RunOn("x.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 100).Select(n => $"{n / 2},{n % 2}\n")), path =>
            ["discover", path, "--outcome", "y"]
        );
        Assert.Equal(0, code);
        Assert.Contains("There is no box", output, StringComparison.Ordinal);
        Assert.DoesNotContain("box 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_explains_an_offer_by_what_is_in_its_numbers_and_the_condition_has_one_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["my.foedus"],
            Made.Replace("ask peace", "ask holds", StringComparison.Ordinal)
                .Replace("holds when peace >= 0.5", "holds when holds >= 0.3", StringComparison.Ordinal)
        );
        Assert.Equal(
            0,
            CommandLineTests.Run("weigh", folder["my.foedus"], "--draws", "64", "--effects", "0", "--out", folder["run"], "--html", folder["copy.html"]).Code
        );
        // Nobody's word costs anything where nobody gives one.
        var table = ExperimentFile.Read(folder["run"]);
        Assert.Equal(["firm"], table.InputsFor("bare.holds"));
        Assert.Equal(["firm", "shame"], table.InputsFor("costly.holds", null));
        var chances = table.Numbers("costly.holds");
        Assert.Equal(chances.Select(chance => chance >= 0.3 ? 1.0 : 0.0), table.Numbers($"costly.{ExperimentFile.Condition}"));
        Assert.Contains("costly.holds_when", string.Concat(table.Notes), StringComparison.Ordinal);
        // The copy is of the same deal under the same name.
        Assert.Contains("my.foedus", File.ReadAllText(folder["copy.html"]), StringComparison.Ordinal);
        Assert.DoesNotContain(">deal.foedus", File.ReadAllText(folder["copy.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_with_zeros_in_front_are_names()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.csv"], "code,y\n007,1\n010,0\n007,1\n120,0\n");
        var table = ExperimentTable.Read(folder["x.csv"]);
        Assert.Equal(["007", "010", "120"], table.Input("code").Categories);
        Assert.Contains("'007'", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_estimate_that_is_not_given_is_not_0()
    {
        const string heading = "id,date,latitude,longitude,kind,deaths_low,deaths_best,deaths_high\n";
        string Deaths(string rows) =>
            CommandLineTests
                .RunOn("r.csv", heading + rows, path => ["incidents", path])
                .Out.Split('\n')
                .First(line => line.StartsWith("Deaths", StringComparison.Ordinal));
        Assert.Equal("Deaths     3 by the best estimates; no low or high estimates are given", Deaths("a,2020-01-01,48,38,shelling,,3,\n").TrimEnd());
        Assert.Contains("3 by the best estimates (1 to 4)", Deaths("a,2020-01-01,48,38,shelling,1,3,4\n"), StringComparison.Ordinal);
        // One gives a low estimate alone and one a high: as many of each, and no bounds.
        Assert.DoesNotContain("(1 to 3)", Deaths("a,2020-01-01,48,38,shelling,1,,\nb,2020-01-02,48,38,shelling,,2,3\n"), StringComparison.Ordinal);
        Assert.Contains("(1 to 3)", Deaths("a,2020-01-01,48,38,shelling,1,2,3\nb,2020-01-02,48,38,shelling,,,\n"), StringComparison.Ordinal);
        Assert.Contains(
            "given in 1 of 2 rows",
            CommandLineTests
                .RunOn("r.csv", heading + "a,2020-01-01,48,38,shelling,1,3,4\nb,2020-01-02,48,38,shelling,,2,\n", path => ["incidents", path])
                .Out.ReplaceLineEndings(" ")
                .Replace("   ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Links_between_pages_lead_to_pages_of_the_program()
    {
        Assert.NotEqual(CommandLineTests.Run("docs", "runs").Out, CommandLineTests.Run("docs", "decisions/runs").Out);
        Assert.Equal(CommandLineTests.Run("docs", "record").Out, CommandLineTests.Run("docs", "deals/record.md").Out);
        Assert.Equal(0, CommandLineTests.Run("docs", "ukraine-2025").Code);
        Assert.Equal(0, CommandLineTests.Run("docs", "selection").Code);
        var links = 0;
        foreach (var page in Pages.Names)
        foreach (Match link in Link().Matches(Pages.Read(page)))
        {
            // What lies outside the documentation is no page.
            var target = link.Groups[1].Value;
            if (!target.EndsWith(".md", StringComparison.Ordinal) && !Pages.Names.Contains(target))
                continue;
            Assert.True(Pages.Names.Contains(target) || target.StartsWith("../", StringComparison.Ordinal), $"{page}: {target}");
            links += Pages.Names.Contains(target) ? 1 : 0;
        }
        Assert.True(links > 100, $"{links} links");
    }

    [Fact]
    public void A_tree_goes_to_standard_output_and_says_what_its_care_is()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["my.foedus"], Made);
        var (code, output, error) = CommandLineTests.Run("export", folder["my.foedus"], "--offer", "costly", "--periods", "1", "--efg", "-");
        Assert.Equal(0, code);
        Assert.StartsWith("EFG 2 R", output, StringComparison.Ordinal);
        Assert.DoesNotContain("EFG", error, StringComparison.Ordinal);
        Assert.Contains("another game", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Repository.PathOf("-")));
        var stable = CommandLineTests.Run("stability", folder["my.foedus"], "--offer", "costly");
        Assert.Contains("interests in them alone", stable.Out, StringComparison.Ordinal);
        Assert.Contains(
            "payments",
            (string?)JsonNode.Parse(CommandLineTests.Run("stability", folder["my.foedus"], "--offer", "costly", "--json").Out)!["note"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_end_that_is_meant_is_said_in_a_comment_on_its_line()
    {
        const string leads = "chance departure when status = member { 0.02: status = ceasefire; otherwise: }\n";
        Assert.Contains(leads, Made, StringComparison.Ordinal);
        var trap = Made.Replace(leads, "", StringComparison.Ordinal);
        string Codes(string text) => string.Join(' ', DealFile.Read(new SourceText(text, "my.foedus")).Diagnostics.Select(found => found.Code));
        Assert.Contains("FD0207", Codes(trap), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "FD0207",
            Codes(trap.Replace("} = ceasefire\n", "} = ceasefire  # final: nobody leaves\n", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains("FD0207", Codes(trap.Replace("} = ceasefire\n", "} = ceasefire  # finally\n", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_of_the_file_that_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Throws<IOException>(() => OutputFile.Write(folder["x.efg"], _ => throw new IOException("No space left on device : x", 28)));
        Assert.Contains(folder["x.efg"] + "'", fault.Message, StringComparison.Ordinal);
        Assert.True(OutputFile.IsDiskFull(fault));
        Assert.DoesNotContain("unfinished", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder["x.efg"])!));
    }

    [GeneratedRegex(@"\]\(([^)\s#:]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
