using System.Numerics;
using System.Runtime.InteropServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What is followed along the path beside everything that happens.</summary>
/// <param name="AliveStates">[state] mass outside at the end of a period is dropped; null drops nothing.</param>
/// <param name="Drops">Options at which mass is dropped as it is chosen.</param>
internal sealed record Following(bool[]? AliveStates, IReadOnlyList<(int Node, int Mover, bool[] Dropped)> Drops)
{
    /// <summary>[state] mass outside when all periods are over is dropped as well; null drops nothing more.</summary>
    public bool[]? AliveAtLast { get; init; }
}

/// <summary>All that is followed at once, a channel each, laid out for <see cref="ForwardPass"/>: the same in every draw. Not for two threads at once.</summary>
internal sealed class FollowedChannels
{
    private readonly Following[] followings;

    // [channel][node][mover] options at which its mass is dropped.
    private readonly bool[]?[]?[][] dropped;

    // [node] promises called on there.
    private readonly (int Watch, int Mover, bool[] Keeps)[]?[] calls;

    // [node][event] 1 for each channel that goes on after it and 0 for one that is dropped, in vectors.
    private readonly Vector<double>[]?[] goesOn;

    /// <param name="game">The game.</param>
    /// <param name="some">What to follow; channel 0 is always everything, and stands before them.</param>
    /// <param name="watches">Promises: where called on, and which options keep them.</param>
    public FollowedChannels(PublicBeliefGame game, IReadOnlyList<Following> some, IReadOnlyList<IReadOnlyList<(int Node, int Mover, bool[] Keeps)>> watches)
    {
        Watches = watches.Count;
        calls = new (int, int, bool[])[]?[game.Nodes.Count];
        foreach (
            var node in watches.SelectMany((each, watch) => each.Select(call => (call.Node, Call: (watch, call.Mover, call.Keeps)))).GroupBy(call => call.Node)
        )
            calls[node.Key] = [.. node.Select(each => each.Call)];
        followings = [new Following(null, []), .. some];
        Width = (followings.Length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        goesOn = new Vector<double>[]?[game.Nodes.Count];
        dropped =
        [
            .. followings.Select(following =>
            {
                var byNode = new bool[]?[]?[game.Nodes.Count];
                foreach (var drop in following.Drops)
                    (byNode[drop.Node] ??= new bool[]?[game.Parties.Count])[drop.Mover] = drop.Dropped;
                return byNode;
            }),
        ];
    }

    public int Count => followings.Length;

    /// <summary>How many promises are watched.</summary>
    public int Watches { get; }

    /// <summary>Promises that are called on at a node; null for none.</summary>
    public (int Watch, int Mover, bool[] Keeps)[]? CallsAt(int node) => calls[node];

    /// <summary>Channels in whole vectors.</summary>
    public int Width { get; }

    /// <summary>[state] outside which a channel's mass is dropped at the end of a period; null: nowhere.</summary>
    public bool[]? AliveStates(int channel) => followings[channel].AliveStates;

    /// <summary>[state] outside which a channel's mass is dropped once all periods are over; null: nowhere.</summary>
    public bool[]? AliveAtLast(int channel) => followings[channel].AliveAtLast;

    /// <summary>[event] what goes on after each event at a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="events">What may happen there, in an order that does not change.</param>
    public ReadOnlySpan<Vector<double>> GoesOn(int node, ReadOnlySpan<PossibleEvent> events)
    {
        if (goesOn[node] is { } known)
            return known;
        var keeps = new double[events.Length * Width];
        for (var e = 0; e < events.Length; e++)
        for (var channel = 0; channel < Count; channel++)
            keeps[e * Width + channel] = IsDropped(dropped[channel][node], events[e].Options) ? 0 : 1;
        return goesOn[node] = MemoryMarshal.Cast<double, Vector<double>>(keeps).ToArray();
    }

    private static bool IsDropped(bool[]?[]? byMover, int[] options)
    {
        if (byMover is null)
            return false;
        for (var mover = 0; mover < options.Length; mover++)
            if (byMover[mover] is { } those && those[options[mover]])
                return true;
        return false;
    }
}
