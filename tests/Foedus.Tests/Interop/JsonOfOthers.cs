using Foedus.Interop;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Interop;

/// <summary>JSON of the wrong kind is a fault of the file, said with the place where it stands.</summary>
public class JsonOfOthers
{
    private const string Good = """{"name":"A","payoff":[1,2],"moves":{"0":[1]}}""";

    [Theory]
    [InlineData("""{"states":["a","b"],"decision_makers":[{"name":3,"payoff":[1,2],"moves":{}}]}""", "decision_makers[0].name", "A text is wanted")]
    [InlineData("""{"states":["a",7],"decision_makers":[]}""", "states[1]", "A text is wanted")]
    [InlineData("""{"states":["a","\ud800"],"decision_makers":[]}""", "states[1]", "half a character")]
    [InlineData("""{"states":["a","b"],"\udc00":1,"decision_makers":[]}""", "", "half a character")]
    [InlineData("""{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,"x"],"moves":{}}]}""", "decision_makers[0].payoff[1]", "A number is wanted")]
    [InlineData("""{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,1e999],"moves":{}}]}""", "decision_makers[0].payoff[1]", "larger than any")]
    [InlineData("""{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,2],"moves":[]}]}""", "decision_makers[0].moves", "An object is wanted")]
    [InlineData(
        """{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,2],"moves":{"0":[1.5]}}]}""",
        "decision_makers[0].moves.0[0]",
        "whole number from 0 to 1"
    )]
    [InlineData(
        """{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,2],"moves":{"9":[1]}}]}""",
        "decision_makers[0].moves",
        "not the number of a state"
    )]
    [InlineData(
        """{"states":["a","b"],"decision_makers":[{"name":"A","payoff":[1,2],"moves":{"0":[1],"0":[0]}}]}""",
        "decision_makers[0].moves",
        "stands twice"
    )]
    [InlineData("""{"states":["a","b"],"decision_makers":[""" + Good + "," + Good + "]}", "decision_makers", "are called 'A'")]
    [InlineData("""{"states":["a","b"]}""", "", "'decision_makers' is missing")]
    [InlineData("""[1]""", "", "An object with 'states' is wanted")]
    public void A_conflict_that_is_none_is_said_with_its_place(string text, string place, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["c.json"], text);
        var fault = Assert.Throws<InputException>(() => ConflictReader.Read(folder["c.json"]));
        Assert.Contains(words, fault.Message);
        Assert.Equal(place.Length == 0 ? folder["c.json"] : $"{folder["c.json"]}, {place}", fault.Place);
    }

    [Theory]
    [InlineData("\"num_players\":2", "\"num_players\":3", "num_players")]
    [InlineData("[[1,1]]", "[[1,\"1\"]]", "num_actions[0][1]")]
    [InlineData("[[1,1]]", "[[1,1.5]]", "num_actions[0][1]")]
    [InlineData("\"discount\":[0.9,0.8]", "\"discount\":{\"0\":0.9}", "discount")]
    [InlineData("[[[[1]],[[2]]]]", "[[[[1]],[[null]]]]", "payoff[0][1][0][0]")]
    [InlineData("[[[[1]],[[2]]]]", "[[[[1]]]]", "payoff[0]")]
    [InlineData("[[[[1]]]]", "[[[[0.5]]]]", "transition[0]")]
    public void A_stochastic_game_that_is_none_is_said_with_its_place(string good, string bad, string place)
    {
        using var folder = new TemporaryFolder();
        const string game = """{"num_states":1,"num_players":2,"num_actions":[[1,1]],"discount":[0.9,0.8],"payoff":[[[[1]],[[2]]]],"transition":[[[[1]]]]}""";
        File.WriteAllText(folder["g.json"], game);
        Assert.Equal(2, StochasticGameReader.Read(folder["g.json"]).Game.PlayerCount);
        Assert.Contains(good, game);
        File.WriteAllText(folder["g.json"], game.Replace(good, bad));
        Assert.Equal($"{folder["g.json"]}, {place}", Assert.Throws<InputException>(() => StochasticGameReader.Read(folder["g.json"])).Place);
    }

    [Fact]
    public void Two_players_of_one_name_are_refused_in_trees_and_tables()
    {
        Assert.Contains(
            "called \"North\"",
            Assert.Throws<InputException>(() => EfgReader.Read(new StringReader("EFG 2 R \"t\" { \"North\" \"North\" }\nt \"\" 0"))).Message
        );
        Assert.Contains(
            "called \"North\"",
            Assert.Throws<InputException>(() => NfgReader.Read(new StringReader("NFG 1 R \"t\" { \"North\" \"North\" } { 1 1 } 1 2"))).Message
        );
        Assert.Equal(2, NfgReader.Read(new StringReader("NFG 1 R \"t\" { \"\" \"\" } { 1 1 } 1 2")).Players.Count);
    }
}
