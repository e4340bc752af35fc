using System.Text.Json;
using Foedus.Solving;

namespace Foedus.Tests.CrossChecks;

/// <summary>Each shipped deal is solved and certified, and gives what the file beside it says.</summary>
public class ExpectedResults
{
    public static TheoryData<string> Files => Shipped.Files;

    [Theory, MemberData(nameof(Files))]
    public void Are_reproduced(string path)
    {
        var file = Shipped.Deal(path);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Repository.PathOf(path))!, "expected.json")));
        // What is odd in a shipped deal is known, and nothing else is.
        var warnings = expected.RootElement.TryGetProperty("warnings", out var codes) ? codes.EnumerateArray().Select(code => code.GetString()!) : [];
        Assert.Equal(warnings, file.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal(file.Offers.Count, expected.RootElement.GetProperty("offers").GetArrayLength());
        foreach (var wanted in expected.RootElement.GetProperty("offers").EnumerateArray())
        {
            var offer = file.Offers.Single(offer => offer.Offer.Name == wanted.GetProperty("offer").GetString());
            var outcome = Shipped.Solved(path, offer);
            Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
            for (var ask = 0; ask < offer.Asks.Count; ask++)
                Assert.Equal(wanted.GetProperty("measures").GetProperty(offer.Asks[ask].Name).GetDouble(), outcome.Measures[ask], 2e-5);
            for (var party = 0; party < offer.Game.Parties.Count; party++)
            for (var type = 0; type < offer.Game.Parties[party].TypeCount; type++)
                Assert.Equal(
                    wanted
                        .GetProperty("values")
                        .GetProperty($"{offer.Game.Parties[party].Name} {offer.Game.Parties[party].TypeNames[type]}".Trim())
                        .GetDouble(),
                    outcome.Values[offer.Game.SlotOf(party) + type],
                    1e-4
                );
        }
    }
}
