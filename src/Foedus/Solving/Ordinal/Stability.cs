using Foedus.Games;

namespace Foedus.Solving.Ordinal;

/// <summary>How the others may answer a move.</summary>
public enum SanctionRule
{
    /// <summary>Nobody moves twice in a row, but may move again later (Fang, Hipel and Kilgour 1993, ch. 4).</summary>
    NobodyTwiceInARow,

    /// <summary>Everybody moves at most once.</summary>
    EachOnce,
}

/// <summary>States in which a party would stay, by four notions of foresight.</summary>
/// <param name="Party">The party.</param>
/// <param name="Nash">It has no improvement.</param>
/// <param name="GeneralMetarational">Every improvement can be answered by the others so that it ends no better than where it was.</param>
/// <param name="SymmetricMetarational">As before, and it cannot get away from the answer.</param>
/// <param name="Sequential">As general metarational, with answers that improve the lot of those who give them.</param>
public sealed record StableStates(string Party, IReadOnlyList<int> Nash, IReadOnlyList<int> GeneralMetarational, IReadOnlyList<int> SymmetricMetarational, IReadOnlyList<int> Sequential);

/// <summary>Stability analysis of the graph model for conflict resolution.</summary>
/// <remarks>Definitions: Fang, Hipel and Kilgour, Interactive Decision Making (1993), chs. 3 and 4. Exact.</remarks>
public static class Stability
{
    public static IReadOnlyList<StableStates> Analyse(ConflictGraph conflict, SanctionRule rule = SanctionRule.NobodyTwiceInARow, CancellationToken cancel = default)
    {
        var count = conflict.StateNames.Count;
        return
        [
            .. conflict.Parties.Select((party, i) =>
            {
                var answers = new HashSet<int>?[count];
                var improving = new HashSet<int>?[count];
                var (nash, general, symmetric, sequential) = (new List<int>(), new List<int>(), new List<int>(), new List<int>());
                for (var state = 0; state < count; state++)
                {
                    cancel.ThrowIfCancellationRequested();
                    var improvements = party.Moves[state].Where(next => party.Rank[next] > party.Rank[state]).ToList();
                    if (improvements.Count == 0)
                        nash.Add(state);
                    bool NoBetter(int answer) => party.Rank[answer] <= party.Rank[state];
                    if (improvements.All(next => Answers(conflict, i, next, false, rule, answers).Any(NoBetter)))
                        general.Add(state);
                    if (improvements.All(next => Answers(conflict, i, next, false, rule, answers).Any(answer => NoBetter(answer) && party.Moves[answer].All(NoBetter))))
                        symmetric.Add(state);
                    if (improvements.All(next => Answers(conflict, i, next, true, rule, improving).Any(NoBetter)))
                        sequential.Add(state);
                }
                return new StableStates(party.Name, nash, general, symmetric, sequential);
            }),
        ];
    }

    // Every state that the others can bring about from a state, by legal sequences of moves or of improvements.
    private static HashSet<int> Answers(ConflictGraph conflict, int except, int from, bool onlyImprovements, SanctionRule rule, HashSet<int>?[] known)
    {
        if (known[from] is { } before)
            return before;
        var reached = new HashSet<int>();
        var met = new HashSet<(int State, long Moved)>();
        var left = new Queue<(int State, long Moved)>([(from, 0)]);
        while (left.TryDequeue(out var at))
            for (var other = 0; other < conflict.Parties.Count; other++)
            {
                if (other == except || (at.Moved >> other & 1) != 0)
                    continue;
                var party = conflict.Parties[other];
                foreach (var next in party.Moves[at.State])
                {
                    if (onlyImprovements && party.Rank[next] <= party.Rank[at.State])
                        continue;
                    reached.Add(next);
                    // What is remembered: the last to move, or all that have moved.
                    var now = (next, rule == SanctionRule.EachOnce ? at.Moved | 1L << other : 1L << other);
                    if (met.Add(now))
                        left.Enqueue(now);
                }
            }
        return known[from] = reached;
    }
}
