using System.Text.Json.Nodes;

namespace Foedus.Tests.Cli;

/// <summary>Raw games on the command line: shapes and exit codes that others rely on.</summary>
public class GameCommands
{
    private const string Pennies = """
        NFG 1 R "pennies" { "1" "2" } { 2 2 }
        1 -1 -1 1 -1 1 1 -1
        """;

    [Theory]
    [InlineData("qre", 1)]
    [InlineData("spe", 1)]
    [InlineData("lcp", 1)]
    [InlineData("lp", 1)]
    [InlineData("enumerate", 1)]
    [InlineData("pure", 0)]
    public void Every_method_answers_in_the_same_shape(string method, int count)
    {
        var answer = CommandLineTests.RunOn("pennies.nfg", Pennies, path => ["solve", path, "--method", method, "--json"]);
        Assert.Equal(0, answer.Code);
        var json = JsonNode.Parse(answer.Out)!;
        Assert.Equal("solved", (string?)json["status"]);
        var equilibria = json["equilibria"]!.AsArray();
        Assert.Equal(count, equilibria.Count);
        if (count == 0)
            return;
        var first = equilibria[0]!["profile"]![2]!;
        Assert.Equal((2, 1, 1), ((int)first["player"]!, (int)first["informationSet"]!, (int)first["actionIndex"]!));
        Assert.Equal(0.5, (double)first["probability"]!, 6);
    }

    [Fact]
    public void The_branch_is_listed_on_request()
    {
        var answer = CommandLineTests.RunOn("pennies.nfg", Pennies, path => ["solve", path, "--lambda", "2", "--branch", "--json"]);
        var branch = JsonNode.Parse(answer.Out)!["branch"]!.AsArray();
        Assert.NotEmpty(branch);
        Assert.Equal(2, (double)branch[^1]!["lambda"]!);
    }

    [Fact]
    public void A_method_that_does_not_apply_is_refused_in_words()
    {
        var answer = CommandLineTests.RunOn("battle.nfg", """NFG 1 R "battle" { "1" "2" } { 2 2 } 2 1 0 0 0 0 1 2""", path =>
            ["solve", path, "--method", "lp"]
        );
        Assert.Equal(1, answer.Code);
        Assert.Contains("--method lcp", answer.Error);
    }

    [Fact]
    public void A_solved_profile_verifies()
    {
        var solved = CommandLineTests.RunOn("pennies.nfg", Pennies, path => ["solve", path, "--method", "lcp", "--json"]);
        var profile = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.json");
        File.WriteAllText(profile, solved.Out);
        try
        {
            var verified = CommandLineTests.RunOn("pennies.nfg", Pennies, path => ["verify", path, profile, "--json"]);
            Assert.True((double)JsonNode.Parse(verified.Out)!["deviationGain"]! < 1e-12);
            Assert.Equal(0, verified.Code);
        }
        finally
        {
            File.Delete(profile);
        }
    }

    [Fact]
    public void A_deal_is_exported_and_analysed_by_rankings()
    {
        var deal = Repository.PathOf("deals/record/budapest-1994/budapest-1994.foedus");
        var target = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.efg");
        try
        {
            Assert.Equal(1, CommandLineTests.Run("export", deal, "--periods", "1", "--efg", target).Code);
            var offer = Workflow.DealFile.ReadSound(deal).Offers[^1].Offer.Name;
            Assert.Equal(0, CommandLineTests.Run("export", deal, "--offer", offer, "--periods", "2", "--efg", target).Code);
            Assert.Equal(0, CommandLineTests.Run("solve", target, "--lambda", "0.5").Code);
            Assert.Contains("\"seq\"", CommandLineTests.Run("stability", deal, "--offer", offer, "--json").Out);
        }
        finally
        {
            File.Delete(target);
        }
    }

    [Fact]
    public void Worlds_of_a_weighing_go_into_discovery()
    {
        var table = Path.Combine(Path.GetTempPath(), $"foedus-{Guid.NewGuid():N}.csv");
        try
        {
            Assert.Equal(
                0,
                CommandLineTests.Run("weigh", "deals/record/snapback-2231/snapback-2231.foedus", "--draws", "64", "--effects", "0", "--table", table).Code
            );
            Assert.Equal(65, File.ReadLines(table).Count());
            var found = CommandLineTests.Run(
                "discover",
                table,
                "--outcome",
                "automatic.holds",
                "--below",
                "0.5",
                "--inputs",
                "trade,slip,breakout",
                "--luck",
                "1",
                "--json"
            );
            Assert.Equal(0, found.Code);
            Assert.NotEmpty(JsonNode.Parse(found.Out)!["boxes"]!.AsArray());
            Assert.Equal(1, CommandLineTests.Run("discover", table, "--outcome", "none_such").Code);
        }
        finally
        {
            File.Delete(table);
        }
    }
}
