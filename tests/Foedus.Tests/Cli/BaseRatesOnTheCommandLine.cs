using System.Text.Json.Nodes;

namespace Foedus.Tests.Cli;

/// <summary>foedus baserates as a user runs it.</summary>
public class BaseRatesOnTheCommandLine
{
    private const string Agreements =
        "pa_name,pa_date,ended,duration,cease,pa_type,version,dateintervalend_meta\nOne,1993-03-07,True,1994-03-07,1,2,22.1,2021-12-31\nTwo,1994-03-07,False,,0,1,22.1,2021-12-31\nThree\n";

    [Fact]
    public void The_shipped_tables_are_shown_within_eighty_columns_with_their_caveat()
    {
        var (code, output, error) = CommandLineTests.Run("baserates", "--shares");
        Assert.Equal((0, ""), (code, error));
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("0 is no finding", output);
        Assert.Contains("docs/base-rates.md", output);
    }

    [Fact]
    public void A_file_of_ones_own_gives_json_with_its_bad_rows()
    {
        var (code, output, error) = CommandLineTests.RunOn("agreements.csv", Agreements, path => ["baserates", path, "--years", "1,2", "--json"]);
        Assert.Equal(0, code);
        Assert.Contains("line 4: wrong number of fields (the heading has 8); left out", error);
        var json = JsonNode.Parse(output)!;
        Assert.Equal(4, (int)json["problems"]![0]!["line"]!);
        Assert.False((bool)json["sets"]![0]!["extract"]! || (bool)json["sets"]![0]!["firstYearUnseen"]!);
        var horizon = json["sets"]![0]!["groups"]![0]!["horizons"]![0]!;
        Assert.Equal((1, 2, 0.5), ((int)horizon["failedWithin"]!, (int)horizon["watched"]!, (double)horizon["failure"]!));
    }

    [Fact]
    public void Pictures_and_pages_are_written_whole()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            var (html, svg) = (Path.Combine(folder.FullName, "rates.html"), Path.Combine(folder.FullName, "rates.svg"));
            Assert.Equal(0, CommandLineTests.Run("baserates", "--set", "termination-dyad", "--group", "ceasefire", "--html", html, "--svg", svg).Code);
            var page = File.ReadAllText(html);
            Assert.Contains("</html>", page);
            Assert.Contains("zero by construction", page);
            Assert.Contains("some of the conflicts only", page);
            Assert.StartsWith("<svg", File.ReadAllText(svg));
            Assert.Equal(2, Directory.GetFiles(folder.FullName).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is written can stand in a deal, and counts what the JSON counts.</summary>
    [Fact]
    public void Writes_evidence_that_a_deal_can_have()
    {
        string[] which = ["baserates", "--set", "termination-dyad", "--group", "ceasefire, since 1989", "--years", "5"];
        var (code, output, _) = CommandLineTests.Run([.. which, "--evidence", "lasted", "--ask", "holds_5", "--offer", "bare"]);
        Assert.Equal(0, code);
        var evidence = Assert.Single(Foedus.Language.DealParser.Parse(new Foedus.Language.SourceText("deal \"D\"\n" + output)).Deal.Evidence);
        var horizon = JsonNode.Parse(CommandLineTests.Run([.. which, "--json"]).Out)!["sets"]![0]!["groups"]![0]!["horizons"]![0]!;
        var (failed, watched) = ((int)horizon["failedWithin"]!, (int)horizon["watched"]!);
        Assert.Equal(new Foedus.Model.CountedCases(watched - failed, watched), (Foedus.Model.CountedCases)evidence.Finding with { Place = default });
        Assert.Equal(("holds_5", "bare"), (evidence.Ask.Text, evidence.Offer.Text));
        var (several, _, error) = CommandLineTests.Run("baserates", "--evidence", "lasted", "--ask", "holds_5", "--offer", "bare");
        Assert.Equal(1, several);
        Assert.Contains("--group", error);
    }

    [Theory]
    [InlineData("--group", "armistice")]
    [InlineData("--years", "0")]
    [InlineData("nothing.csv", "--json")]
    public void A_mistake_is_said_and_ends_with_one(params string[] arguments)
    {
        var (code, output, error) = CommandLineTests.Run(["baserates", .. arguments]);
        Assert.Equal((1, ""), (code, output));
        Assert.DoesNotContain("bug", error);
    }

    [Fact]
    public void A_day_that_is_none_is_a_mistake_of_usage()
    {
        var (code, _, error) = CommandLineTests.Run(["baserates", "--to", "2020-13-01"]);
        Assert.Equal(2, code);
        Assert.Contains("--to wants a day", error);
    }
}
