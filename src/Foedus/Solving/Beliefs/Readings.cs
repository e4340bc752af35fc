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

    // What is left for options that nobody leans to.
    private const double Little = 0.001;

    /// <summary>[reading][party] the type from whose corner the party's turns are followed, 0 for parties without a choice or without a secret; and last the convention at joint turns.</summary>
    /// <param name="game">The game.</param>
    /// <param name="conventions">Whether joint turns are also begun from near-pure profiles, the k-th convention from the k-th combination of options; convention 0 follows λ from 0.</param>
    /// <param name="most">Most of these.</param>
    public static IReadOnlyList<int[]> Of(PublicBeliefGame game, bool conventions, int most = MostConventions)
    {
        var profiles = game.Nodes.OfType<JointTurnNode>().Select(joint => joint.ProfileCount).DefaultIfEmpty(0).Max();
        return
        [
            .. Enumerable
                .Range(0, conventions && profiles > 1 ? 1 + Math.Min(most, profiles) : 1)
                .SelectMany(convention => Corners(game).Select(corners => (int[])[.. corners, convention])),
        ];
    }

    /// <summary>Whether every reading is followed: on a horizon without end with private types only the first is, and other solutions are looked for from <see cref="Leanings"/>.</summary>
    public static bool AreAllFollowed(PublicBeliefGame game) => game.Periods is not null || !game.HasPrivateTypes;

    /// <summary>Whether a search for other solutions begins anywhere that the usual readings do not.</summary>
    public static bool HasOthers(PublicBeliefGame game) =>
        AreAllFollowed(game) ? Of(game, conventions: true).Count > Of(game, conventions: false).Count : Leanings(game, MostConventions).Count > 0;

    /// <summary>Profiles that are nearly pure, from which other solutions of a game without end with private types are looked for: everybody leans to the first option, whatever the type, to the second, and so on; then types lean to different ones.</summary>
    /// <param name="game">The game.</param>
    /// <param name="most">Most of these.</param>
    public static IReadOnlyList<IReadOnlyDictionary<(int Node, int Mover), double[]>> Leanings(PublicBeliefGame game, int most)
    {
        var options = game.Nodes.SelectMany(node => node.Choosers).Select(chooser => chooser.Options.Count).DefaultIfEmpty(0).Max();
        return options < 2 ? [] : [.. Enumerable.Range(0, 2 * options).Take(most).Select(k => Leaning(game, k % options, k < options ? 0 : 1))];
    }

    private static Dictionary<(int Node, int Mover), double[]> Leaning(PublicBeliefGame game, int option, int byType)
    {
        var chances = new Dictionary<(int, int), double[]>();
        for (var node = 0; node < game.Nodes.Count; node++)
        for (var m = 0; m < game.Nodes[node].Choosers.Count; m++)
        {
            var (chooser, types) = (game.Nodes[node].Choosers[m], game.Parties[game.Nodes[node].Choosers[m].Party].TypeCount);
            var count = chooser.Options.Count;
            var all = chances[(node, m)] = new double[types * count];
            for (var type = 0; type < types; type++)
            {
                int[] open = [.. Enumerable.Range(0, count).Where(each => chooser.Closed is not { } closed || !closed[type * count + each])];
                for (var i = 0; i < open.Length; i++)
                    all[type * count + open[i]] =
                        open.Length == 1 ? 1
                        : i == (option + byType * type) % open.Length ? 1 - Little
                        : Little / (open.Length - 1);
            }
        }
        return chances;
    }

    private static IEnumerable<int[]> Corners(PublicBeliefGame game)
    {
        var corners = game.Parties.Select((party, p) => game.Nodes.Any(node => Chooses(node, p)) ? party.TypeCount : 1).ToArray();
        var all = corners.Aggregate(1.0, (product, count) => product * count);
        if (all > Most)
            return [.. Enumerable.Range(0, Math.Min(Most, corners.Max())).Select(reading => corners.Select(count => Math.Min(reading, count - 1)).ToArray())];
        return
        [
            .. Enumerable
                .Range(0, (int)all)
                .Select(reading =>
                    corners.Select((count, p) => reading / corners.Skip(p + 1).Aggregate(1, (product, later) => product * later) % count).ToArray()
                ),
        ];
    }

    private static bool Chooses(GameNode node, int party) =>
        node switch
        {
            TurnNode turn => turn.Mover == party && turn.Options.Count > 1,
            JointTurnNode joint => joint.Movers.Any(mover => mover.Party == party && mover.OptionNames.Count > 1),
            _ => false,
        };
}
