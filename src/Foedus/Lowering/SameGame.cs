using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>Whether two offers of a deal are the same game: the same states, choices, chances, payments and flows.</summary>
internal static class SameGame
{
    public static bool Are(LoweredOffer one, LoweredOffer other)
    {
        var (a, b) = (one.Game, other.Game);
        return a.InitialState == b.InitialState && a.StateNames.SequenceEqual(b.StateNames) && a.Nodes.Count == b.Nodes.Count
            && a.Nodes.Zip(b.Nodes).All(pair => a.Steps[pair.First.Step].Name == b.Steps[pair.Second.Step].Name && Same(pair.First, pair.Second))
            && Same(a.Flows, b.Flows, (x, y) => Same(x, y, (p, q) => p.AsSpan().SequenceEqual(q)))
            && one.Table.SameEntries(other.Table);
    }

    private static bool Same(GameNode one, GameNode other) => one.State == other.State && (one, other) switch
    {
        (TurnNode a, TurnNode b) => a.Mover == b.Mover && Same(a.Options, b.Options, (x, y) => x.Name == y.Name && x.Label == y.Label && Same(x.Transitions, y.Transitions) && Same(x.Payments, y.Payments)),
        (JointTurnNode a, JointTurnNode b) => Same(a.Movers, b.Movers, (x, y) => x.Party == y.Party && x.OptionNames.SequenceEqual(y.OptionNames) && x.Labels.SequenceEqual(y.Labels))
            && Same(a.Transitions, b.Transitions) && Same(a.Payments, b.Payments),
        (ChanceNode a, ChanceNode b) => a.Informant == b.Informant && Same(a.Transitions, b.Transitions) && Same(a.Payments, b.Payments),
        _ => false,
    };

    private static bool Same(Transition[][] one, Transition[][] other) => Same(one, other, (a, b) => a.AsSpan().SequenceEqual(b));

    private static bool Same(IReadOnlyList<Coefficient[]?[]?> one, IReadOnlyList<Coefficient[]?[]?> other) =>
        Same(one, other, (a, b) => a is null ? b is null : b is not null && Same(a, b, (x, y) => x is null ? y is null : y is not null && x.AsSpan().SequenceEqual(y)));

    private static bool Same<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, T, bool> same) => one.Count == other.Count && one.Zip(other).All(pair => same(pair.First, pair.Second));
}
