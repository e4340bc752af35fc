using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>Whether two offers of a deal are the same game: the same choices, chances, payments and flows wherever they can lead within the horizon.</summary>
/// <remarks>Both are gone through side by side, a step at a time. What only one of them has and cannot reach makes no difference.</remarks>
internal sealed class SameGame
{
    private readonly LoweredOffer one;
    private readonly LoweredOffer other;
    private readonly int[] ofOne;
    private readonly int[] ofOther;

    private SameGame(LoweredOffer one, LoweredOffer other)
    {
        (this.one, this.other) = (one, other);
        var joint = new Dictionary<CoefficientTable.Entry, int>();
        (ofOne, ofOther) = (one.Table.NumbersIn(joint), other.Table.NumbersIn(joint));
    }

    public static bool Are(LoweredOffer one, LoweredOffer other) => new SameGame(one, other).FromTheBeginning();

    private bool FromTheBeginning()
    {
        var (a, b) = (one.Game, other.Game);
        var met = new HashSet<(int Step, int State, int OtherStep, int OtherState)>();
        var ends = new HashSet<(int State, int OtherState)>();
        List<(int State, int OtherState)> begins = [(a.InitialState, b.InitialState)];
        for (var period = 0; begins.Count > 0 && !(period >= a.Periods); period++)
        {
            var left = new Queue<(int Step, int State, int OtherStep, int OtherState)>(begins.Select(pair => (0, pair.State, 0, pair.OtherState)));
            begins = [];
            while (left.TryDequeue(out var at))
            {
                var (step, otherStep) = (Next(a, at.Step, at.State), Next(b, at.OtherStep, at.OtherState));
                if (a.StateNames[at.State] != b.StateNames[at.OtherState] || (step == a.Steps.Count) != (otherStep == b.Steps.Count))
                    return false;
                if (step == a.Steps.Count)
                {
                    if (!ends.Add((at.State, at.OtherState)))
                        continue;
                    if (!SameFlows(a.Flows[at.State], b.Flows[at.OtherState]))
                        return false;
                    begins.Add((at.State, at.OtherState));
                    continue;
                }
                var (node, otherNode) = (a.Nodes[a.Steps[step].NodeOfState[at.State]], b.Nodes[b.Steps[otherStep].NodeOfState[at.OtherState]]);
                if (a.Steps[step].Name != b.Steps[otherStep].Name || !Same(node, otherNode))
                    return false;
                foreach (var (way, otherWay) in DealLowering.TransitionsOf(node).Zip(DealLowering.TransitionsOf(otherNode)))
                    if (met.Add((step + 1, way.NextState, otherStep + 1, otherWay.NextState)))
                        left.Enqueue((step + 1, way.NextState, otherStep + 1, otherWay.NextState));
            }
        }
        return true;
    }

    // The next step that is not passed over; their number at the end of the period.
    private static int Next(PublicBeliefGame game, int step, int state)
    {
        while (step < game.Steps.Count && game.Steps[step].NodeOfState[state] < 0)
            step++;
        return step;
    }

    private bool Same(Coefficient one, Coefficient other) => ofOne[one.Index] == ofOther[other.Index];

    private bool Same(Coefficient[] one, Coefficient[] other) => Same(one, other, Same);

    private bool SameFlows(Coefficient[][] one, Coefficient[][] other) => Same(one, other, Same);

    private bool Same(GameNode one, GameNode other) =>
        (one, other) switch
        {
            (TurnNode a, TurnNode b) => a.Mover == b.Mover
                && Same(a.Options, b.Options, (x, y) =>
                    x.Name == y.Name && x.Label == y.Label && Same(x.Transitions, y.Transitions) && Same(x.Payments, y.Payments)
                ),
            (JointTurnNode a, JointTurnNode b) => Same(a.Movers, b.Movers, (x, y) =>
                x.Party == y.Party && x.OptionNames.SequenceEqual(y.OptionNames) && x.Labels.SequenceEqual(y.Labels)
            )
                && Same(a.Transitions, b.Transitions)
                && Same(a.Payments, b.Payments),
            (ChanceNode a, ChanceNode b) => a.Informant == b.Informant && Same(a.Transitions, b.Transitions) && Same(a.Payments, b.Payments),
            _ => false,
        };

    // Where each leads is looked at in its turn.
    private bool Same(Transition[][] one, Transition[][] other) =>
        Same(one, other, (a, b) => Same(a, b, (x, y) => x.NextType == y.NextType && Same(x.Probability, y.Probability)));

    private bool Same(IReadOnlyList<Coefficient[]?[]?> one, IReadOnlyList<Coefficient[]?[]?> other) =>
        Same(one, other, (a, b) => a is null ? b is null : b is not null && Same(a, b, (x, y) => x is null ? y is null : y is not null && Same(x, y)));

    private static bool Same<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, T, bool> same) =>
        one.Count == other.Count && one.Zip(other).All(pair => same(pair.First, pair.Second));
}
