using Foedus.Tests.Runs;
using static Foedus.Tests.Cli.CommandLineTests;

namespace Foedus.Tests.Cli;

/// <summary>What was fixed or chosen on the command line stands with every answer.</summary>
public class AskedOtherwise
{
    private const string Deal = """
        deal "Asked"
        period year
        horizon 2
        party A
        party B
        discount 1
        precision lambda 1
        assume cost 2 in 1..4 "what a fight costs"
        fork rain "How much it rains" { more "More than before" { interest A { s = war: 1 } }  less "As before" { } }
        state s { calm, war } = calm
        turn A when s = calm { hold  fight: s = war; A pays cost }
        interest A { s = war: 1 }
        interest B { s = war: -1 }
        no deal none "Nothing"
        offer kept "Something": starts s = calm
        ask calm "Calm": chance s = calm through 2
        holds when calm >= 0.4
        """;

    private const string Cost = "cost (“what a fight costs”) is fixed at 3, its best value is 2.";
    private const string Rain = "How much it rains: answered “As before”; as written it is “More than before”.";

    [Theory]
    [InlineData("solve", "--offer", "kept")]
    [InlineData("explain", "--offer", "kept")]
    [InlineData("weigh", "--draws", "64", "--effects", "0")]
    [InlineData("brief", "--draws", "64", "--no-annex")]
    public void Every_answer_says_what_is_not_as_written(string command, params string[] rest)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["d.foedus"], Deal);
        string Said(params string[] asked) =>
            string.Join(' ', Run([command, folder["d.foedus"], .. rest, .. asked]).Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var said = Said("--set", "cost=3", "--fork", "rain=less");
        Assert.Contains(Cost, said, StringComparison.Ordinal);
        Assert.Contains(Rain, said, StringComparison.Ordinal);
        var plain = Said();
        Assert.DoesNotContain("is fixed at", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("answered “", plain, StringComparison.Ordinal);
        // The answer that is written is no other.
        Assert.DoesNotContain("answered “", Said("--fork", "rain=more"), StringComparison.Ordinal);
        if (command != "brief")
            Assert.Contains("\"notAsWritten\"", Said("--set", "cost=3", "--json"), StringComparison.Ordinal);
    }
}
