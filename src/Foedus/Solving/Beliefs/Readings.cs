using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>From which corners of their beliefs the parties that hide something are followed: each combination is a reading of what they do.</summary>
/// <remarks>At a corner a type is certain and nothing can be learnt, so the choice there is plain; from it the fixed point is followed to where it is doubtful. docs/decisions/selection.md.</remarks>
internal static class Readings
{
    /// <summary>Most readings; with more combinations of corners only those are tried in which every party is followed from its first corner, every one from its second, and so on.</summary>
    public const int Most = 8;

    /// <summary>Most conventions at joint turns where nothing else is asked for.</summary>
    public const int MostConventions = 8;

    /// <summary>[reading][party] the type from whose corner the party's turns are followed, 0 for parties without a choice or without a secret; and last the convention at joint turns.</summary>
    /// <param name="game">The game.</param>
    /// <param name="conventions">Whether joint turns are also begun from near-pure profiles, the k-th convention from the k-th combination of options; convention 0 follows λ from 0.</param>
    /// <param name="most">Most of these.</param>
    public static IReadOnlyList<int[]> Of(PublicBeliefGame game, bool conventions, int most = MostConventions)
    {
        var profiles = game.Nodes.OfType<JointTurnNode>().Select(joint => joint.ProfileCount).DefaultIfEmpty(0).Max();
        return [.. Enumerable.Range(0, conventions && profiles > 1 ? 1 + Math.Min(most, profiles) : 1).SelectMany(convention => Corners(game).Select(corners => (int[])[.. corners, convention]))];
    }

    /// <summary>Whether every reading is followed: on a horizon without end with private types only the first is, and other solutions are not looked for.</summary>
    public static bool AreAllFollowed(PublicBeliefGame game) => game.Periods is not null || !game.HasPrivateTypes;

    private static IEnumerable<int[]> Corners(PublicBeliefGame game)
    {
        var corners = game.Parties.Select((party, p) => game.Nodes.Any(node => Chooses(node, p)) ? party.TypeCount : 1).ToArray();
        var all = corners.Aggregate(1.0, (product, count) => product * count);
        if (all > Most)
            return [.. Enumerable.Range(0, Math.Min(Most, corners.Max())).Select(reading => corners.Select(count => Math.Min(reading, count - 1)).ToArray())];
        return [.. Enumerable.Range(0, (int)all).Select(reading => corners.Select((count, p) => reading / corners.Skip(p + 1).Aggregate(1, (product, later) => product * later) % count).ToArray())];
    }

    private static bool Chooses(GameNode node, int party) => node switch
    {
        TurnNode turn => turn.Mover == party && turn.Options.Count > 1,
        JointTurnNode joint => joint.Movers.Any(mover => mover.Party == party && mover.OptionNames.Count > 1),
        _ => false,
    };
}
