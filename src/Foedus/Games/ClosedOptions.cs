namespace Foedus.Games;

/// <summary>An option that a type of a mover does not have at a node.</summary>
/// <param name="Node">A turn or joint turn.</param>
/// <param name="Mover">Index among the node's movers; 0 at a turn.</param>
/// <param name="Type">The mover's own type.</param>
/// <param name="Option">The option.</param>
public readonly record struct ClosedOption(int Node, int Mover, int Type, int Option);

/// <summary>The same game with some options taken from some types; everything is numbered as before.</summary>
internal static class ClosedOptions
{
    /// <exception cref="ArgumentException">A type would be left without any option.</exception>
    public static PublicBeliefGame In(PublicBeliefGame game, IReadOnlyList<ClosedOption> closed)
    {
        if (closed.Count == 0)
            return game;
        var nodes = game.Nodes.ToArray();
        foreach (var at in closed.GroupBy(each => each.Node))
            nodes[at.Key] = nodes[at.Key] switch
            {
                TurnNode turn => new TurnNode
                {
                    Step = turn.Step,
                    State = turn.State,
                    Mover = turn.Mover,
                    Options = turn.Options,
                    LabelCount = turn.LabelCount,
                    Closed = Close(turn.Closed, game.Parties[turn.Mover].TypeCount, turn.Options.Count, at),
                },
                JointTurnNode joint => new JointTurnNode
                {
                    Step = joint.Step,
                    State = joint.State,
                    Transitions = joint.Transitions,
                    Payments = joint.Payments,
                    HidingMover = joint.HidingMover,
                    Movers =
                    [
                        .. joint.Movers.Select(
                            (mover, m) =>
                                mover with
                                {
                                    Closed = Close(
                                        mover.Closed,
                                        game.Parties[mover.Party].TypeCount,
                                        mover.OptionNames.Count,
                                        at.Where(each => each.Mover == m)
                                    ),
                                }
                        ),
                    ],
                },
                _ => throw new ArgumentException("A chance node has no options.", nameof(closed)),
            };
        return game.With(nodes: nodes);
    }

    private static bool[]? Close(bool[]? before, int types, int options, IEnumerable<ClosedOption> taken)
    {
        var closed = before is null ? new bool[types * options] : [.. before];
        foreach (var each in taken)
            closed[each.Type * options + each.Option] = true;
        for (var type = 0; type < types; type++)
            if (closed.AsSpan(type * options, options).IndexOf(false) < 0)
                throw new ArgumentException("A type needs an option.", nameof(taken));
        return closed.Contains(true) ? closed : null;
    }

    /// <summary>The chance of an option where a type plays all that it has alike.</summary>
    /// <param name="closed">[type × options + option]; null: nothing is closed.</param>
    /// <param name="options">How many options there are.</param>
    /// <param name="type">Which type.</param>
    /// <param name="option">Which option.</param>
    public static double Even(bool[]? closed, int options, int type, int option)
    {
        if (closed is null)
            return 1.0 / options;
        var open = 0;
        foreach (var isClosed in closed.AsSpan(type * options, options))
            open += isClosed ? 0 : 1;
        return closed[type * options + option] ? 0 : 1.0 / open;
    }
}
