using Foedus.Solving.Trees;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>Payoffs that cannot be reckoned with are refused by every method, with the largest that can.</summary>
public class LargestPayoffs
{
    private const string Table = "NFG 1 R \"t\" { \"A\" \"B\" } { 2 2 } 1e308 -1e308 -1e308 1e308 -1e308 1e308 1e308 -1e308\n";
    private const string Tree = "EFG 2 R \"t\" { \"A\" \"B\" } p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 1 \"\" { 1e308 0 } t \"\" 2 \"\" { -1e308 1 }\n";

    public static TheoryData<TreeMethod, bool> Ways() =>
        new(from method in Enum.GetValues<TreeMethod>() from isTable in new[] { false, true } select (method, isTable));

    [Theory, MemberData(nameof(Ways))]
    public void Are_said(TreeMethod method, bool isTable)
    {
        using var folder = new TemporaryFolder();
        var path = folder[isTable ? "x.nfg" : "x.efg"];
        File.WriteAllText(path, isTable ? Table : Tree);
        var (code, output, error) = CommandLineTests.Run("solve", path, "--method", method.ToString().ToLowerInvariant());
        Assert.Equal(3, code);
        Assert.DoesNotContain("Infinity", output, StringComparison.Ordinal);
        Assert.Contains("1e+300 points apart", error, StringComparison.Ordinal);
        File.WriteAllText(folder["p.json"], """{"profile":[{"player":1,"informationSet":1,"actionIndex":1,"probability":1}]}""");
        if (!isTable)
            Assert.Equal(3, CommandLineTests.Run("verify", path, folder["p.json"]).Code);
    }

    [Fact]
    public void Rounds_add_them_up()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["x.json"],
            """{"num_actions":[[1,1]],"payoff":[[[[1e299]],[[1e299]]]],"transition":[[[[1]]]],"discount":[0.9,0.9],"horizon":100,"initial_state":0}"""
        );
        var (code, output, error) = CommandLineTests.Run("solve", folder["x.json"]);
        Assert.True(code == 3, $"{code} {output} {error}");
        Assert.Contains("1e+300 points apart", error, StringComparison.Ordinal);
    }
}
