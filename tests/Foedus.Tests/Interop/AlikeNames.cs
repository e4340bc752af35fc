using Foedus.Interop;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Interop;

/// <summary>Names that nobody can tell apart are one name: answers that go by them would say the same of two.</summary>
public class AlikeNames
{
    [Theory]
    [InlineData("N", "N")]
    [InlineData("\u00c9", "E\u0301")]
    [InlineData("N", "N ")]
    [InlineData("N", "N\u200b")]
    [InlineData("N M", "N\u00a0 M")]
    [InlineData("A", "\u0410")]
    [InlineData("N", "\u202eN")]
    public void Are_refused_wherever_names_are_read(string one, string other)
    {
        using var folder = new TemporaryFolder();
        string Text(string name) => System.Text.Json.JsonSerializer.Serialize(name);
        File.WriteAllText(
            folder["makers.json"],
            $$"""{"states":["a","b"],"decision_makers":[{"name":{{Text(one)}},"payoff":[1,2],"moves":{} },{"name":{{Text(other)}},"payoff":[1,2],"moves":{} }] }"""
        );
        File.WriteAllText(
            folder["states.json"],
            $$"""{"states":[{{Text(one)}},{{Text(other)}}],"decision_makers":[{"name":"A","payoff":[1,2],"moves":{} }] }"""
        );
        File.WriteAllText(folder["x.nfg"], $$"""NFG 1 R "t" { "A" "B" } { { "{{one}}" "{{other}}" } { "l" "r" } } 3 3 0 5 5 0 1 1""");
        Assert.Contains(
            "decision makers, numbers 0 and 1",
            Assert.Throws<InputException>(() => ConflictReader.Read(folder["makers.json"])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "states, numbers 0 and 1",
            Assert.Throws<InputException>(() => ConflictReader.Read(folder["states.json"])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("Strategies 1 and 2 of A", Assert.Throws<InputException>(() => GameFile.Read(folder["x.nfg"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_and_its_number_agree_in_a_profile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.nfg"], """NFG 1 R "t" { "A" "B" } { 2 2 } 3 3 0 5 5 0 1 1""");
        var (game, _) = GameFile.Read(folder["x.nfg"]);
        string Profile(string first) =>
            $$"""{"profile":[{"player":1,"informationSet":1,{{first}},"actionIndex":1,"probability":1},{"player":1,"informationSet":1,"actionIndex":2,"probability":0},{"player":2,"informationSet":1,"actionIndex":1,"probability":1},{"player":2,"informationSet":1,"actionIndex":2,"probability":0}]}""";
        File.WriteAllText(folder["right.json"], Profile("\"action\":\"1\""));
        File.WriteAllText(folder["wrong.json"], Profile("\"action\":\"2\""));
        ProfileReader.Read(folder["right.json"], game);
        var fault = Assert.Throws<InputException>(() => ProfileReader.Read(folder["wrong.json"], game));
        Assert.Contains("is called '1', not '2'", fault.Message, StringComparison.Ordinal);
    }
}
