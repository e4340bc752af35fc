using System.Runtime.CompilerServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Which nodes of a game with an end can be met in which period, whatever is chosen and whatever happens: by its structure alone, the same in every draw.</summary>
/// <remarks>What leads on from a node that can be met can be met too, so the rest is no part of what is worked out backward.</remarks>
internal sealed class NodesMet
{
    private static readonly ConditionalWeakTable<PublicBeliefGame, NodesMet> known = [];

    // [period][node]
    private readonly bool[][] met;

    // [period][step] nodes.
    private readonly int[][][] nodes;

    private NodesMet(PublicBeliefGame game)
    {
        var periods = game.Periods ?? throw new ArgumentException("The game has no end.", nameof(game));
        (met, nodes) = (new bool[periods][], new int[periods][][]);
        var here = new bool[game.StateCount];
        here[game.InitialState] = true;
        for (var period = 0; period < periods; period++)
        {
            met[period] = new bool[game.Nodes.Count];
            nodes[period] = new int[game.Steps.Count][];
            for (var step = 0; step < game.Steps.Count; step++)
            {
                var after = new bool[game.StateCount];
                var those = new List<int>();
                for (var state = 0; state < here.Length; state++)
                {
                    if (!here[state])
                        continue;
                    if (game.Steps[step].NodeOfState[state] is not (>= 0 and var node))
                    {
                        after[state] = true;
                        continue;
                    }
                    met[period][node] = true;
                    those.Add(node);
                    foreach (var next in LeadsTo(game.Nodes[node]))
                        after[next] = true;
                }
                nodes[period][step] = [.. those];
                here = after;
            }
        }
    }

    /// <summary>Of a game; worked out once.</summary>
    public static NodesMet Of(PublicBeliefGame game) => known.GetValue(game, made => new NodesMet(made));

    /// <summary>Whether a node can be met in a period, from 0.</summary>
    public bool Includes(int period, int node) => met[period][node];

    /// <summary>The nodes of a step that can be met in a period, by state.</summary>
    public int[] Of(int period, int step) => nodes[period][step];

    private static IEnumerable<int> LeadsTo(GameNode node) =>
        (
            node switch
            {
                TurnNode turn => turn.Options.SelectMany(option => option.Transitions),
                JointTurnNode joint => joint.Transitions,
                ChanceNode chance => chance.Transitions,
                _ => throw new InvalidOperationException("Unknown node."),
            }
        )
            .SelectMany(row => row)
            .Select(transition => transition.NextState);
}
