using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>Where a line of solutions stands as the recursion goes backward: readings that have agreed so far, their values by state, and their choices.</summary>
/// <param name="Readings">[reading][party] corners, and last the convention.</param>
/// <param name="Values">[state] by joint type: [(party × joint types + joint type) × points + point]; arrays are not written again once they are there.</param>
/// <param name="Solution">Choices so far.</param>
internal sealed record SolutionLine(IReadOnlyList<int[]> Readings, double[][] Values, BeliefSolution Solution);

/// <summary>The backward step of the recursion: from values after a step, or a period, to values before it.</summary>
internal sealed class BackwardStep(
    PublicBeliefGame game,
    double[] coefficients,
    BeliefGrid firstGrid,
    TurnSolver turns,
    JointTurnSolver joints,
    PartyPrecision precision,
    TurnPlan?[] plans,
    ValueRoom? room,
    ChoiceRoom? kept,
    double apart,
    NodesMet? met
)
{
    private readonly JointTypes types = new(game);
    private BeliefGrid grid = firstGrid;

    // The draw's numbers, for the solutions that are made of it: the next draw is not written over them.
    private double[] drawn = [];

    // [step] its nodes, and what tells readings apart there: the movers that hide something, and where several choose at once the convention.
    private readonly (int[] Nodes, int[] Places)[] steps = [.. game.Steps.Select(step => WithPlaces(game, [.. step.NodeOfState.Where(node => node >= 0)]))];

    // [period][step] the same of the nodes that can be met; null: all are worked out.
    private readonly (int[] Nodes, int[] Places)[][]? stepsMet = met is null
        ? null
        : [.. Enumerable.Range(0, game.Periods!.Value).Select(period => game.Steps.Select((_, step) => WithPlaces(game, met.Of(period, step))).ToArray())];

    // [mover] room for what states are worth to it, and [mover][state] whether that stands there.
    private readonly double[]?[] toMover = new double[game.Parties.Count][];
    private readonly Dictionary<ChanceNode, int[]> chanceLeadsTo = [];
    private int[] located = [];
    private double[] shares = [];
    private readonly bool[][] isThere = [.. game.Parties.Select(_ => new bool[game.StateCount])];

    // What states are worth to everybody, point by point, and [state] whether that stands there.
    private double[] byPoint = [];
    private readonly bool[] isByPoint = new bool[game.StateCount];
    private double[] expected = [];

    // [mover][joint type × points + point] how likely the others' types are, and whether that stands there.
    private readonly double[]?[] others = new double[game.Parties.Count][];
    private readonly bool[] areOthers = new bool[game.Parties.Count];

    /// <summary>Begins with the numbers that the coefficients now hold, on another grid of the same size.</summary>
    public void Restart(BeliefGrid other)
    {
        (grid, drawn, Keeps) = (other, [.. coefficients], false);
        Array.Clear(areOthers);
    }

    public PublicBeliefGame Game => game;

    public BeliefGrid Grid => grid;

    public double Number(Coefficient c) => coefficients[c.Index];

    /// <summary>Whether choices that are there already are kept, and only what they are worth is worked out.</summary>
    public bool Keeps { get; set; }

    public void Scale(double scale) => precision.Scale = scale;

    /// <summary>A party's λ at the scale that is set.</summary>
    public double Precision(int party) => precision.Of(party);

    private int Length => game.Parties.Count * types.Count * grid.PointCount;

    public BeliefSolution NewSolution() => new(game, drawn, grid, BeliefRecursion.CycleOf(game)) { IsOnlyWhereMet = stepsMet is not null };

    public double[][] Nothing() => [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[Length])];

    /// <summary>Another period begins, backward: values of the one after the last are read no more.</summary>
    public void Turn() => room?.Turn();

    /// <summary>Values that stay as they are.</summary>
    public double[] Keep(double[] values)
    {
        var copy = kept?.Rent(Length) ?? new double[Length];
        values.CopyTo(copy, 0);
        return copy;
    }

    // With whatever was in it.
    private double[] Rent() => room?.Rent() ?? new double[Length];

    private double[][] RentTable() => room?.RentTable() ?? new double[game.StateCount][];

    private double[][] RentAll()
    {
        var all = RentTable();
        for (var state = 0; state < all.Length; state++)
            all[state] = Rent();
        return all;
    }

    private Span<double> Row(double[] values, int party, int joint) => values.AsSpan((party * types.Count + joint) * grid.PointCount, grid.PointCount);

    /// <summary>Values at the end of the last period: its flow, and for ever after where the deal says so.</summary>
    public double[][] LastValues()
    {
        var values = RentAll();
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var discount = Number(game.Parties[party].Discount);
            var factor = 1.0;
            if (game.AfterLast == AfterLastPeriod.LastFlowForEver)
                factor =
                    discount < 1
                        ? 1 / (1 - discount)
                        : throw new InputException($"'then forever' needs a discount below 1, but {game.Parties[party].Name}'s is {discount:0.######}.");
            for (var state = 0; state < game.StateCount; state++)
            for (var joint = 0; joint < types.Count; joint++)
                Row(values[state], party, joint).Fill(factor * Number(game.Flows[state][party][types.TypeOf(party, joint)]));
        }
        return values;
    }

    /// <summary>From values at the start of the next period to values at the end of this one: drift, discount, flow.</summary>
    public double[][] EndOfPeriod(double[][] values, int period)
    {
        for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
            if ((period + 1) % game.Drifts[rule].EveryPeriods == 0)
                values = [.. values.Select((later, state) => game.Drifts[rule].MatrixOfState[state] < 0 ? later : Drift(later, game.Drifts[rule], state))];
        var now = RentAll();
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var discount = Number(game.Parties[party].Discount);
            for (var state = 0; state < game.StateCount; state++)
            for (var joint = 0; joint < types.Count; joint++)
            {
                var flow = Number(game.Flows[state][party][types.TypeOf(party, joint)]);
                Rows.Line(Row(now[state], party, joint), flow, discount, Row(values[state], party, joint));
            }
        }
        return now;
    }

    /// <summary>A whole period's steps, backward. A line comes back as several where its readings part.</summary>
    public List<SolutionLine> Period(List<SolutionLine> lines, int period, bool warm, Action<int>? done = null)
    {
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var (nodes, places) = stepsMet is null ? steps[step] : stepsMet[period][step];
            if (nodes.Length > 0)
            {
                var before = new List<SolutionLine>(lines.Count);
                foreach (var line in lines)
                    Step(line, nodes, places, period, warm, before);
                lines = before;
            }
            done?.Invoke(game.Steps.Count - step);
        }
        return lines;
    }

    private void Step(SolutionLine line, int[] nodes, int[] places, int period, bool warm, List<SolutionLine> before)
    {
        foreach (var of in isThere)
            Array.Clear(of);
        Array.Clear(isByPoint);
        var walked = new TurnWalk?[nodes.Length];
        // Where nothing tells readings apart they stay together.
        if (places.Length == 0 || line.Readings.Count == 1)
        {
            var all = Choices(line, nodes, line.Readings[0], period, warm, walked);
            for (var n = 0; n < nodes.Length; n++)
                if (all[n] is { } chances)
                    line.Solution.Set(period, nodes[n], chances);
            before.Add(line with { Values = Values(line, nodes, all) });
            return;
        }
        var parts = new List<(List<int[]> Readings, double[]?[] Chances)>();
        foreach (var corners in Together(line.Readings, places))
        {
            var chances = Choices(line, nodes, corners[0], period, warm, walked);
            var same = 0;
            while (same < parts.Count && !AreSame(parts[same].Chances, chances))
                same++;
            if (same < parts.Count)
                parts[same].Readings.AddRange(corners);
            else
                parts.Add((corners, chances));
        }
        for (var part = 0; part < parts.Count; part++)
        {
            // The last goes on with what is there; those before it with copies.
            var solution = part == parts.Count - 1 ? line.Solution : line.Solution.Fork();
            for (var n = 0; n < nodes.Length; n++)
                if (parts[part].Chances[n] is { } chances)
                    solution.Set(period, nodes[n], chances);
            before.Add(new SolutionLine(parts[part].Readings, Values(line, nodes, parts[part].Chances), solution));
        }
    }

    // Readings that nothing tells apart at a step, in their order.
    private static List<List<int[]>> Together(IReadOnlyList<int[]> readings, int[] places)
    {
        var together = new List<List<int[]>>(readings.Count);
        foreach (var reading in readings)
        {
            var same = 0;
            while (same < together.Count && !AreTold(together[same][0], reading, places))
                same++;
            if (same == together.Count)
                together.Add(new List<int[]>(readings.Count));
            together[same].Add(reading);
        }
        return together;
    }

    // As the same.
    private static bool AreTold(int[] one, int[] other, int[] places)
    {
        foreach (var place in places)
            if (one[place] != other[place])
                return false;
        return true;
    }

    // [place among the nodes] choices; null at chance.
    private double[]?[] Choices(SolutionLine line, int[] nodes, int[] corners, int period, bool warm, TurnWalk?[] walked)
    {
        var chances = new double[]?[nodes.Length];
        for (var n = 0; n < nodes.Length; n++)
        {
            var number = nodes[n];
            var begun = warm ? line.Solution.At(period, number) : null;
            var later = !warm && game.Periods is not null && period + 1 < line.Solution.Periods ? line.Solution.At(period + 1, number) : null;
            chances[n] = game.NodeArray[number] switch
            {
                TurnNode or JointTurnNode when Keeps => begun!,
                TurnNode turn => (
                    walked[n] = turns.Solve(
                        plans[number]!,
                        number,
                        ToMover(line.Values, turn.Mover, plans[number]!.NextStates),
                        corners[turn.Mover],
                        begun,
                        walked[n],
                        later
                    )
                ).Chances,
                JointTurnNode joint => joints.Solve(joint, number, line.Values, corners, begun),
                _ => null,
            };
        }
        return chances;
    }

    private double[][] Values(SolutionLine line, int[] nodes, double[]?[] chances)
    {
        var before = RentTable();
        line.Values.CopyTo(before, 0);
        for (var n = 0; n < nodes.Length; n++)
        {
            var node = game.NodeArray[nodes[n]];
            before[node.State] = node switch
            {
                TurnNode when turns.TakesByPoint(plans[nodes[n]]!) => turns.ValuesByPoint(
                    plans[nodes[n]]!,
                    chances[n]!,
                    ByPoint(line.Values, plans[nodes[n]]!.NextStates),
                    Rent()
                ),
                TurnNode => turns.Values(plans[nodes[n]]!, chances[n]!, line.Values, Rent()),
                JointTurnNode joint => joints.Values(joint, nodes[n], chances[n]!, line.Values, Rent()),
                ChanceNode chance => Chance(chance, line.Values),
                _ => before[node.State],
            };
        }
        return before;
    }

    private bool AreSame(double[]?[] one, double[]?[] other)
    {
        for (var n = 0; n < one.Length; n++)
        for (var i = 0; i < (ReferenceEquals(one[n], other[n]) ? 0 : one[n]?.Length ?? 0); i++)
            if (!(Math.Abs(one[n]![i] - other[n]![i]) <= apart))
                return false;
        return true;
    }

    private static (int[] Nodes, int[] Places) WithPlaces(PublicBeliefGame game, int[] nodes) =>
        (
            nodes,
            [
                .. nodes.SelectMany(node => Movers(game.Nodes[node])).Distinct().Where(party => game.Parties[party].IsPrivate),
                .. nodes.Any(node => game.Nodes[node] is JointTurnNode) ? [game.Parties.Count] : Array.Empty<int>(),
            ]
        );

    private static IEnumerable<int> Movers(GameNode node) =>
        node switch
        {
            TurnNode turn => [turn.Mover],
            JointTurnNode joint => joint.Movers.Select(mover => mover.Party),
            _ => [],
        };

    // What states are worth to a party, expected over the others' types: [state × types × points + type × points + point], or as TurnRound has it where the party has two types.
    private double[] ToMover(double[][] values, int mover, int[] states)
    {
        var (there, length) = (isThere[mover], game.Parties[mover].TypeCount * grid.PointCount);
        var worth = toMover[mover] ??= new double[game.StateCount * length];
        foreach (var state in states)
        {
            if (there[state])
                continue;
            there[state] = true;
            var of = worth.AsSpan(state * length, length);
            if (game.Parties[mover].TypeCount != 2)
            {
                Expect(values[state], mover, of);
                continue;
            }
            if (expected.Length < length)
                expected = new double[length];
            Expect(values[state], mover, expected.AsSpan(0, length));
            var along = turns.AlongLines(mover);
            for (var i = 0; i < along.Length; i++)
                (of[2 * i], of[2 * i + 1]) = (expected[along[i]], expected[grid.PointCount + along[i]]);
        }
        return worth;
    }

    private double[] ByPoint(double[][] values, int[] states)
    {
        var (points, rows) = (grid.PointCount, game.Parties.Count * types.Count);
        var (whole, length) = (TurnValues.Whole(rows), TurnValues.Whole(rows) * points);
        if (byPoint.Length == 0)
            byPoint = new double[game.StateCount * length];
        foreach (var state in states)
        {
            if (isByPoint[state])
                continue;
            isByPoint[state] = true;
            Rows.Turn(values[state], points, rows, points, byPoint.AsSpan(state * length, length), whole);
        }
        return byPoint;
    }

    private void Expect(double[] values, int mover, Span<double> expected)
    {
        if (types.Count == 1)
        {
            Row(values, mover, 0).CopyTo(expected);
            return;
        }
        var likely = others[mover] ??= new double[types.Count * grid.PointCount];
        if (!areOthers[mover])
        {
            areOthers[mover] = true;
            for (var joint = 0; joint < types.Count; joint++)
            for (var point = 0; point < grid.PointCount; point++)
                likely[joint * grid.PointCount + point] = grid.Others(mover, types, joint, point);
        }
        expected.Clear();
        for (var joint = 0; joint < types.Count; joint++)
        {
            Rows.AddProduct(
                expected.Slice(types.TypeOf(mover, joint) * grid.PointCount, grid.PointCount),
                likely.AsSpan(joint * grid.PointCount, grid.PointCount),
                Row(values, mover, joint)
            );
        }
    }

    private double[] Drift(double[] later, DriftRule rule, int state)
    {
        var count = game.Parties[rule.Party].TypeCount;
        Span<int> corner = stackalloc int[count];
        Span<double> weight = stackalloc double[count];
        Span<double> belief = stackalloc double[count];
        var matrix = rule.Matrices[rule.MatrixOfState[state]];
        var now = Rent();
        var (corners, weights) = (Corners(count), Weights(count));
        for (var point = 0; point < grid.PointCount; point++)
        {
            belief.Clear();
            var held = grid.Belief(rule.Party, point);
            for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                belief[to] += held[from] * Number(matrix[from][to]);
            grid.Locate(rule.Party, belief, corner, weight);
            for (var k = 0; k < count; k++)
                (corners[k * grid.PointCount + point], weights[k * grid.PointCount + point]) = (grid.With(point, rule.Party, corner[k]), weight[k]);
        }
        Array.Clear(now);
        for (var party = 0; party < game.Parties.Count; party++)
        for (var joint = 0; joint < types.Count; joint++)
        for (var to = 0; to < count; to++)
            if (Number(matrix[types.TypeOf(rule.Party, joint)][to]) is not 0 and var chance)
                Add(Row(now, party, joint), chance, Row(later, party, types.With(joint, rule.Party, to)), count);
        return now;
    }

    // [corner × points + point] where beliefs lie on the grid.
    private int[] Corners(int count) => located.Length >= count * grid.PointCount ? located : located = new int[count * grid.PointCount];

    private double[] Weights(int count) => shares.Length >= count * grid.PointCount ? shares : shares = new double[count * grid.PointCount];

    private void Add(Span<double> sum, double chance, ReadOnlySpan<double> there, int count)
    {
        for (var k = 0; k < count; k++)
        {
            var corner = located.AsSpan(k * grid.PointCount, sum.Length);
            var weight = shares.AsSpan(k * grid.PointCount, sum.Length);
            for (var point = 0; point < sum.Length; point++)
                sum[point] += chance * weight[point] * there[corner[point]];
        }
    }

    private double[] Chance(ChanceNode node, double[][] next)
    {
        var informant = node.Informant;
        var count = informant < 0 ? 1 : game.Parties[informant].TypeCount;
        Span<double> after = stackalloc double[count];
        Span<double> weight = stackalloc double[count];
        Span<int> corner = stackalloc int[count];
        var result = Rent();
        Array.Clear(result);
        var (corners, weights) = (Corners(count), Weights(count));
        if (!chanceLeadsTo.TryGetValue(node, out var states))
            chanceLeadsTo.Add(node, states = [.. node.Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct()]);
        Span<double> likely = stackalloc double[node.Transitions.Length];
        foreach (var state in states)
        {
            likely.Clear();
            for (var row = 0; row < likely.Length; row++)
                foreach (var transition in node.Transitions[row])
                    if (transition.NextState == state)
                        likely[row] += Number(transition.Probability);
            for (var point = 0; point < grid.PointCount && informant >= 0; point++)
            {
                var belief = grid.Belief(informant, point);
                var sum = 0.0;
                for (var type = 0; type < count; type++)
                    sum += after[type] = belief[type] * likely[type];
                for (var type = 0; type < count; type++)
                    after[type] = sum > 0 ? after[type] / sum : belief[type];
                grid.Locate(informant, after, corner, weight);
                for (var k = 0; k < count; k++)
                    (corners[k * grid.PointCount + point], weights[k * grid.PointCount + point]) = (grid.With(point, informant, corner[k]), weight[k]);
            }
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count; joint++)
            {
                var chance = likely[informant < 0 ? 0 : types.TypeOf(informant, joint)];
                var there = Row(next[state], party, joint);
                var into = Row(result, party, joint);
                if (informant >= 0)
                    Add(into, chance, there, count);
                else
                    for (var point = 0; point < into.Length; point++)
                        into[point] += chance * there[point];
            }
        }
        for (var party = 0; party < game.Parties.Count; party++)
            if (node.Payments[party] is { } payments)
                for (var joint = 0; joint < types.Count; joint++)
                {
                    var paid = Number(payments[informant < 0 ? 0 : types.TypeOf(informant, joint)][types.TypeOf(party, joint)]);
                    foreach (ref var value in Row(result, party, joint))
                        value += paid;
                }
        return result;
    }
}
