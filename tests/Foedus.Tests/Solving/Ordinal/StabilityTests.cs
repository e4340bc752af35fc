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
        var conflict = new ConflictGraph(
            ["CC", "CD", "DC", "DD"],
            [
                new ConflictParty(
                    "Row",
                    [3, 1, 4, 2],
                    [
                        [2],
                        [3],
                        [0],
                        [1],
                    ]
                ),
                new ConflictParty(
                    "Column",
                    [3, 4, 1, 2],
                    [
                        [1],
                        [0],
                        [3],
                        [2],
                    ]
                ),
            ]
        );
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
            var conflict = new ConflictGraph(
                [.. Enumerable.Range(0, 8).Select(state => $"{state}")],
                [
                    .. Enumerable
                        .Range(0, 3)
                        .Select(party => new ConflictParty(
                            $"{party}",
                            [.. Enumerable.Range(0, 8).Select(_ => (double)random.Next(6))],
                            [.. Enumerable.Range(0, 8).Select(state => new[] { state ^ (1 << party) })]
                        )),
                ]
            );
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

    // The definitions word for word: everything that the others can bring about, gone through.
    [Theory]
    [InlineData(SanctionRule.NobodyTwiceInARow)]
    [InlineData(SanctionRule.EachOnce)]
    public void Found_by_the_least_alone_is_what_is_found_by_going_through_all(SanctionRule rule)
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var (states, parties) = (random.Next(1, 8), random.Next(1, 5));
            var conflict = new ConflictGraph(
                [.. Enumerable.Range(0, states).Select(state => $"{state}")],
                [
                    .. Enumerable
                        .Range(0, parties)
                        .Select(party => new ConflictParty(
                            $"{party}",
                            [.. Enumerable.Range(0, states).Select(_ => (double)random.Next(4))],
                            [
                                .. Enumerable
                                    .Range(0, states)
                                    .Select(state => Enumerable.Range(0, states).Where(next => next != state && random.Next(3) == 0).ToArray()),
                            ]
                        )),
                ]
            );
            var found = Stability.Analyse(conflict, rule, TestContext.Current.CancellationToken);
            for (var i = 0; i < parties; i++)
            {
                var party = conflict.Parties[i];
                bool Answered(int state, bool onlyImprovements, Func<int, bool> isEnough) =>
                    party
                        .Moves[state]
                        .Where(next => party.Rank[next] > party.Rank[state])
                        .All(next => Brought(conflict, i, next, onlyImprovements, rule).Any(isEnough));
                var all = Enumerable.Range(0, states);
                Assert.Equal(all.Where(state => party.Moves[state].All(next => party.Rank[next] <= party.Rank[state])), found[i].Nash);
                Assert.Equal(all.Where(state => Answered(state, false, answer => party.Rank[answer] <= party.Rank[state])), found[i].GeneralMetarational);
                Assert.Equal(
                    all.Where(state =>
                        Answered(state, false, answer =>
                            party.Rank[answer] <= party.Rank[state] && party.Moves[answer].All(next => party.Rank[next] <= party.Rank[state])
                        )
                    ),
                    found[i].SymmetricMetarational
                );
                Assert.Equal(all.Where(state => Answered(state, true, answer => party.Rank[answer] <= party.Rank[state])), found[i].Sequential);
            }
        }
    }

    private static HashSet<int> Brought(ConflictGraph conflict, int except, int from, bool onlyImprovements, SanctionRule rule)
    {
        var (reached, met, left) = (new HashSet<int>(), new HashSet<(int, long)>(), new Queue<(int State, long Moved)>([(from, 0)]));
        while (left.TryDequeue(out var at))
            for (var other = 0; other < conflict.Parties.Count; other++)
                foreach (var next in other == except || (at.Moved >> other & 1) != 0 ? [] : conflict.Parties[other].Moves[at.State])
                    if (!onlyImprovements || conflict.Parties[other].Rank[next] > conflict.Parties[other].Rank[at.State])
                    {
                        reached.Add(next);
                        var now = (next, rule == SanctionRule.EachOnce ? at.Moved | 1L << other : 1L << other);
                        if (met.Add(now))
                            left.Enqueue(now);
                    }
        return reached;
    }

    // Six can each move from anywhere to anywhere: some seconds, where going through all of it took minutes.
    [Fact]
    public void Many_states_and_moves_take_seconds()
    {
        var stable = Stability.Analyse(Complete(400, 6), cancel: TestContext.Current.CancellationToken);
        Assert.All(stable, party => Assert.Equal(400, party.GeneralMetarational.Count));
    }

    [Fact]
    public void Too_many_orders_of_moving_are_refused_in_words() =>
        Assert.Contains(
            "--rule book",
            Assert.Throws<RefusedException>(() => Stability.Analyse(Complete(40, 30), SanctionRule.EachOnce, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal
        );

    private static ConflictGraph Complete(int states, int parties) =>
        new(
            [.. Enumerable.Range(0, states).Select(state => $"{state}")],
            [
                .. Enumerable
                    .Range(0, parties)
                    .Select(party => new ConflictParty(
                        $"{party}",
                        [.. Enumerable.Range(0, states).Select(state => (double)((state * (party + 3) + party) % states))],
                        [.. Enumerable.Range(0, states).Select(state => Enumerable.Range(0, states).Where(next => next != state).ToArray())]
                    )),
            ]
        );
}
