using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>Trees that do not fit are refused before they are written, and those that do may be as deep as there are periods.</summary>
public class LargeTrees
{
    private const string Leaves =
        "deal \"x\"\nperiod year\nhorizon 200000\nparty A\nparty B\ndiscount 0.9999\nprecision lambda 1\nstate s { calm, over } = calm\nturn A when s = calm { keep  leave: s = over; A gains 2 }\ninterest A each year { s = over: 0.4 }\nno deal none \"nothing is agreed\"\n";

    [Theory]
    [InlineData("30")]
    [InlineData("1000")]
    [InlineData("3000")]
    [InlineData("1000000")]
    public void More_periods_than_a_tree_holds_are_refused_at_once(string periods)
    {
        using var folder = new TemporaryFolder();
        CommandLineTests.Run("new", folder["my.foedus"]);
        var (code, _, error) = CommandLineTests.Run("export", folder["my.foedus"], "--offer", "costly", "--periods", periods, "--efg", folder["e.efg"]);
        Assert.Equal(3, code);
        Assert.Contains("--periods", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["e.efg"]));
    }

    [Fact]
    public void A_tree_as_deep_as_its_periods_is_written_and_read_back()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.foedus"], Leaves);
        var (code, output, error) = CommandLineTests.Run("export", folder["x.foedus"], "--periods", "5000", "--efg", folder["x.efg"]);
        Assert.True(code == 0, error);
        Assert.Contains("10,001 nodes", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(10_001, Foedus.Interop.GameFile.Read(folder["x.efg"]).Game.NodeCount);
    }

    [Fact]
    public void What_is_discounted_away_is_said_with_the_periods_that_are_left()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.foedus"], Leaves.Replace("0.9999", "0.5", StringComparison.Ordinal));
        var (code, _, error) = CommandLineTests.Run("export", folder["x.foedus"], "--periods", "5000", "--efg", folder["x.efg"]);
        Assert.Equal(3, code);
        Assert.Contains("at most 964 periods", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLineTests.Run("export", folder["x.foedus"], "--periods", "964", "--efg", folder["x.efg"]).Code);
    }
}
