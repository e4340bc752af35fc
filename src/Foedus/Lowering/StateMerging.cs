using System.Text;
using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>Which states are the same for all that can follow: they differ in what clocks count alone, and what the clocks count makes no difference any more.</summary>
/// <remarks>
/// Partition refinement (Moore 1956) over pairs of step and state, from the coarsest partition on: two pairs go together where the same can be done there at the same cost and leads to pairs that go together.
/// A state may be met at some steps only; two states go together where they do at every step at which both are met.
/// </remarks>
internal sealed class StateMerging
{
    private const int Unmet = -1;

    private readonly PublicBeliefGame game;
    private readonly Dictionary<int, int>[] nodeOf;
    private readonly int ends;

    // [step][state] class; the last row is for ends of periods.
    private readonly int[][] classes;

    /// <param name="game">The game, its clocks in it.</param>
    /// <param name="nodeOf">[step][state] the node of a pair that can be met, or −1 where the step is passed over.</param>
    /// <param name="declared">[state] what it is apart from its clocks.</param>
    /// <param name="ofEnd">What is asked of a state at the end of a period.</param>
    /// <param name="ofNode">What is asked of a node.</param>
    public StateMerging(PublicBeliefGame game, Dictionary<int, int>[] nodeOf, int[] declared, Func<int, string> ofEnd, Func<int, string> ofNode)
    {
        (this.game, this.nodeOf, ends) = (game, nodeOf, nodeOf.Length);
        classes = [.. Enumerable.Range(0, ends + 1).Select(_ => Enumerable.Repeat(Unmet, game.StateCount).ToArray())];
        Refine(declared, ofEnd, ofNode);
        GroupOf = new int[game.StateCount];
        Members = [];
        Group(declared);
    }

    /// <summary>[state] its group.</summary>
    public int[] GroupOf { get; }

    /// <summary>[group] its states, in rising order.</summary>
    public List<List<int>> Members { get; }

    /// <summary>The state of a group that says what happens at a step; null where none of them is met there.</summary>
    /// <param name="group">The group.</param>
    /// <param name="step">The step; the number of steps for the end of a period.</param>
    public int? MetAt(int group, int step)
    {
        foreach (var state in Members[group])
            if (classes[step][state] != Unmet)
                return state;
        return null;
    }

    private void Refine(int[] declared, Func<int, string> ofEnd, Func<int, string> ofNode)
    {
        var shapes = new Dictionary<string, int>();
        int Shape(string words) => shapes.TryGetValue(words, out var known) ? known : shapes[words] = shapes.Count;
        var met = nodeOf[0].Keys.Order().ToArray();
        var shapeOfEnd = met.Select(state =>
                Shape(
                    $"end {declared[state]} {ofEnd(state)} {string.Join(';', game.Flows[state].Select(flows => string.Join(',', flows.Select(flow => flow.Index))))} {string.Join(',', game.Drifts.Select(drift => drift.MatrixOfState[state]))}"
                )
            )
            .ToArray();
        var shapeOfNode = game.Nodes.Select((node, n) => Shape($"{declared[node.State]} {ofNode(n)} {Words(node)}")).ToArray();
        var targets = game.Nodes.Select(node => DealLowering.TransitionsOf(node).Select(transition => transition.NextState).ToArray()).ToArray();
        foreach (var state in met)
            classes[0][state] = 0;
        for (var (count, before) = (0, -1); count > before; )
        {
            before = count;
            var known = new Dictionary<int[], int>(StateEquality.Instance);
            int Class(int[] key) => known.TryGetValue(key, out var same) ? same : known[key] = known.Count;
            for (var i = 0; i < met.Length; i++)
                classes[ends][met[i]] = Class([shapeOfEnd[i], classes[0][met[i]]]);
            count = known.Count;
            for (var step = ends - 1; step >= 0; step--)
                foreach (var (state, node) in nodeOf[step])
                    // A step at which only clocks are kept is passed over like one at which nothing happens.
                    classes[step][state] =
                        node < 0 ? classes[step + 1][state]
                        : IsTick(node) ? classes[step + 1][targets[node][0]]
                        : Class([shapeOfNode[node], .. targets[node].Select(next => classes[step + 1][next])]);
        }
    }

    // Only clocks are kept there: nothing hangs on it and nobody pays.
    private bool IsTick(int node) =>
        game.Nodes[node] is ChanceNode { Transitions: [[_]] } chance && game.Steps[chance.Step].IsClock && chance.Payments.All(paid => paid is null);

    private void Group(int[] declared)
    {
        // [group][step] class, as far as it is known.
        var profiles = new List<int[]>();
        var groups = new List<List<int>>();
        var withClass = new Dictionary<(int Declared, int Step, int Class), List<int>>();
        foreach (var state in Enumerable.Range(0, game.StateCount).OrderBy(state => classes.Count(row => row[state] == Unmet)).ThenBy(state => state))
        {
            var own = classes.Select(row => row[state]).ToArray();
            var first = Array.FindIndex(own, known => known != Unmet);
            var group = withClass.TryGetValue((declared[state], first, own[first]), out var candidates)
                ? candidates.FindIndex(candidate => Fits(profiles[candidate], own))
                : -1;
            group = group < 0 ? -1 : candidates![group];
            if (group < 0)
            {
                group = groups.Count;
                groups.Add([]);
                profiles.Add([.. own.Select(_ => Unmet)]);
            }
            groups[group].Add(state);
            for (var step = 0; step < own.Length; step++)
                if (own[step] != Unmet && profiles[group][step] == Unmet)
                {
                    profiles[group][step] = own[step];
                    if (!withClass.TryGetValue((declared[state], step, own[step]), out var list))
                        withClass.Add((declared[state], step, own[step]), list = []);
                    list.Add(group);
                }
        }
        foreach (var members in groups.OrderBy(members => members.Min()))
        {
            foreach (var state in members)
                GroupOf[state] = Members.Count;
            Members.Add([.. members.Order()]);
        }
    }

    private static bool Fits(int[] profile, int[] own)
    {
        for (var step = 0; step < own.Length; step++)
            if (own[step] != Unmet && profile[step] != Unmet && own[step] != profile[step])
                return false;
        return true;
    }

    // All of a node but where it leads.
    private static string Words(GameNode node)
    {
        var words = new StringBuilder().Append(node.Step);
        switch (node)
        {
            case TurnNode turn:
                words.Append(" turn ").Append(turn.Mover);
                foreach (var option in turn.Options)
                {
                    words.Append('|').Append(option.Name).Append(' ').Append(option.Label);
                    Write(words, option.Transitions);
                    Write(words, option.Payments);
                }
                break;
            case JointTurnNode joint:
                words.Append(" joint ").Append(joint.HidingMover);
                foreach (var mover in joint.Movers)
                    words.Append('|').Append(mover.Party).Append(' ').AppendJoin(',', mover.OptionNames).Append(' ').AppendJoin(',', mover.Labels);
                Write(words, joint.Transitions);
                Write(words, joint.Payments);
                break;
            case ChanceNode chance:
                words.Append(" chance ").Append(chance.Informant);
                Write(words, chance.Transitions);
                Write(words, chance.Payments);
                break;
            default:
                throw new Model.UnknownKindException(node.GetType(), nameof(StateMerging));
        }
        return words.ToString();
    }

    private static void Write(StringBuilder words, Transition[][] rows)
    {
        foreach (var row in rows)
            words.Append('/').AppendJoin(',', row.Select(transition => $"{transition.NextType}:{transition.Probability.Index}"));
    }

    private static void Write(StringBuilder words, IReadOnlyList<Coefficient[]?[]?> payments)
    {
        foreach (var rows in payments)
            words.Append('$').AppendJoin(';', (rows ?? []).Select(row => row is null ? "-" : string.Join(',', row.Select(points => points.Index))));
    }
}
