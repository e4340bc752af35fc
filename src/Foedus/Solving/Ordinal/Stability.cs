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
public sealed record StableStates(
    string Party,
    IReadOnlyList<int> Nash,
    IReadOnlyList<int> GeneralMetarational,
    IReadOnlyList<int> SymmetricMetarational,
    IReadOnlyList<int> Sequential
);

/// <summary>Stability analysis of the graph model for conflict resolution.</summary>
/// <remarks>Definitions: Fang, Hipel and Kilgour, Interactive Decision Making (1993), chs. 3 and 4. Exact.</remarks>
public static class Stability
{
    /// <exception cref="RefusedException">Under <see cref="SanctionRule.EachOnce"/>, more orders of moving than can be gone through.</exception>
    public static IReadOnlyList<StableStates> Analyse(
        ConflictGraph conflict,
        SanctionRule rule = SanctionRule.NobodyTwiceInARow,
        CancellationToken cancel = default
    )
    {
        var (all, improving) = (new Answers(conflict, rule, onlyImprovements: false), new Answers(conflict, rule, onlyImprovements: true));
        return
        [
            .. conflict.Parties.Select(
                (party, i) =>
                {
                    // A party that cannot get away from an answer is there no better off than at the best that it can still move to.
                    var still = Enumerable
                        .Range(0, party.Rank.Length)
                        .Select(state => party.Moves[state].Aggregate(party.Rank[state], (best, next) => Math.Max(best, party.Rank[next])))
                        .ToArray();
                    var (worst, kept, own) = (all.Least(i, party.Rank, cancel), all.Least(i, still, cancel), improving.Least(i, party.Rank, cancel));
                    return new StableStates(party.Name, Staying(null), Staying(worst), Staying(kept), Staying(own));

                    IReadOnlyList<int> Staying(double[]? answered) =>
                        [
                            .. Enumerable
                                .Range(0, party.Rank.Length)
                                .Where(state => party.Moves[state].All(next => party.Rank[next] <= party.Rank[state] || answered?[next] <= party.Rank[state])),
                        ];
                }
            ),
        ];
    }
}
