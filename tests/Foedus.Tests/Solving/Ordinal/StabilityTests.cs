using Foedus.Games;
using Foedus.Solving.Ordinal;

namespace Foedus.Tests.Solving.Ordinal;

public class StabilityTests
{
    // The prisoner's dilemma as in Fang, Hipel and Kilgour 1993, ch. 3: states CC, CD, DC, DD; mutual defection is Nash, mutual cooperation stable for all who look ahead.
    [Theory]
    [InlineData(SanctionRule.NobodyTwiceInARow)]
    [InlineData(SanctionRule.EachOnce)]
    public void Cooperation_is_stable_for_those_who_look_ahead(SanctionRule rule)
    {
        var conflict = new ConflictGraph(["CC", "CD", "DC", "DD"],
        [
            new ConflictParty("Row", [3, 1, 4, 2], [[2], [3], [0], [1]]),
            new ConflictParty("Column", [3, 4, 1, 2], [[1], [0], [3], [2]]),
        ]);
        var stable = Stability.Analyse(conflict, rule, TestContext.Current.CancellationToken);
        Assert.Equal([2, 3], stable[0].Nash);
        Assert.Equal([1, 3], stable[1].Nash);
        foreach (var party in stable)
        {
            Assert.Contains(0, party.GeneralMetarational);
            Assert.Contains(0, party.SymmetricMetarational);
            Assert.Contains(0, party.Sequential);
        }
        Assert.DoesNotContain(1, stable[0].Sequential);
    }

    [Fact]
    public void Whoever_has_no_improvement_is_stable_in_every_sense()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var conflict = new ConflictGraph([.. Enumerable.Range(0, 8).Select(state => $"{state}")], [.. Enumerable.Range(0, 3).Select(party =>
                new ConflictParty($"{party}", [.. Enumerable.Range(0, 8).Select(_ => (double)random.Next(6))], [.. Enumerable.Range(0, 8).Select(state => new[] { state ^ (1 << party) })]))]);
            foreach (var party in Stability.Analyse(conflict, cancel: TestContext.Current.CancellationToken))
            {
                Assert.True(party.Nash.All(party.GeneralMetarational.Contains));
                Assert.True(party.Nash.All(party.SymmetricMetarational.Contains));
                Assert.True(party.Nash.All(party.Sequential.Contains));
                Assert.True(party.SymmetricMetarational.All(party.GeneralMetarational.Contains));
                Assert.True(party.Sequential.All(party.GeneralMetarational.Contains));
            }
        }
    }
}
