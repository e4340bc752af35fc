using System.Numerics;
using Foedus.Games;

namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>What may happen at a node, at a joint grid point, with its chance at given joint types.</summary>
/// <param name="Happened">Choices, and the public state afterwards.</param>
/// <param name="Chances">[joint type] chance.</param>
/// <param name="Next">[joint type] joint type afterwards.</param>
/// <param name="After">What is then believed.</param>
internal sealed record PublicMove(PossibleEvent Happened, double[] Chances, int[] Next, JudgedBelief After);

/// <summary>Moves of the play under a given profile, one node at a time, at fixed types: what the telling of ends and of reasons goes along.</summary>
/// <remarks>Mass that falls between grid points is split over them, as in <see cref="ForwardPass"/>; values by joint type agree with it exactly.</remarks>
internal sealed class PublicMoves
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly JointTypes types;
    private readonly PublicOutlook outlook;
    private readonly Dictionary<(int Period, int Node, int Point), PublicMove[]> moves = [];
    private readonly Dictionary<int, int[][]> nexts = [];
    private readonly Dictionary<(int Rule, int Matrix, int Point), (int Point, double Weight)[]> drifted = [];

    public PublicMoves(BeliefSolution solution)
    {
        (this.solution, game, types) = (solution, solution.Game, solution.Types);
        outlook = new PublicOutlook(solution);
    }

    public double Number(Coefficient c) => solution.Coefficients[c.Index];

    /// <summary>Where the play begins: joint grid points with weights, and the chance of every joint type.</summary>
    public (List<int> Points, List<double> Weights, double[] Types) Start()
    {
        var (points, weights, chances) = (new List<int> { 0 }, new List<double> { 1 }, Enumerable.Repeat(1.0, types.Count).ToArray());
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var prior = game.Parties[party].Prior.Select(Number).ToArray();
            PublicOutlook.Split(solution.Grid, party, prior, points, weights);
            for (var joint = 0; joint < chances.Length; joint++)
                chances[joint] *= prior[types.TypeOf(party, joint)];
        }
        return (points, weights, chances);
    }

    /// <summary>What may happen at a node, at a joint grid point.</summary>
    /// <param name="period">From 0.</param>
    /// <param name="node">The node.</param>
    /// <param name="point">Joint grid point.</param>
    public PublicMove[] At(int period, int node, int point)
    {
        var key = (period % solution.Periods, node, point);
        return moves.TryGetValue(key, out var known) ? known : moves[key] = Look(key.Item1, node, point);
    }

    private PublicMove[] Look(int period, int node, int point)
    {
        outlook.Look(period, node, point);
        var events = outlook.Events;
        if (!nexts.TryGetValue(node, out var next))
            nexts.Add(node, next = Next(events));
        var found = new List<PublicMove>(events.Length);
        for (var e = 0; e < events.Length; e++)
        {
            ref readonly var happened = ref events[e];
            double[]? chances = null;
            for (var joint = 0; joint < types.Count; joint++)
            {
                if (happened.RowParty >= 0 && types.TypeOf(happened.RowParty, joint) != happened.Row)
                    continue;
                var chance = happened.Chance;
                for (var mover = 0; mover < happened.Options.Length; mover++)
                    chance *= outlook.Choice(mover, types.TypeOf(outlook.Movers[mover], joint), happened.Options[mover]);
                if (chance > 0)
                    (chances ??= new double[types.Count])[joint] = chance;
            }
            if (chances is not null)
                found.Add(new PublicMove(happened, chances, next[e], Kept(outlook.After(happened))));
        }
        return [.. found];
    }

    // [event][joint type] joint type afterwards.
    private int[][] Next(ReadOnlySpan<PossibleEvent> events)
    {
        var next = new int[events.Length][];
        for (var e = 0; e < next.Length; e++)
        {
            next[e] = new int[types.Count];
            for (var joint = 0; joint < types.Count; joint++)
                next[e][joint] = events[e].RowParty < 0 ? joint : types.With(joint, events[e].RowParty, events[e].NextType);
        }
        return next;
    }

    // What has weight; it stands until the next look.
    private static JudgedBelief Kept(JudgedBelief after)
    {
        var count = after.Weights.Count(weight => weight != 0);
        var (points, weights, at) = (new int[count], new double[count], 0);
        for (var i = 0; i < after.Points.Length; i++)
            if (after.Weights[i] != 0)
                (points[at], weights[at++]) = (after.Points[i], after.Weights[i]);
        return new JudgedBelief(points, weights);
    }

    /// <summary>The mass after a step.</summary>
    /// <param name="mass">[state, joint grid point] → [joint type × rows + row]; rows go side by side.</param>
    /// <param name="step">Which.</param>
    /// <param name="period">From 0.</param>
    /// <param name="met">Told every node that is met, with the point and the mass there; null: nobody asks.</param>
    /// <param name="kept">What of the mass at a node goes along with a move there; null: all.</param>
    public Dictionary<(int State, int Point), double[]> Forward(
        Dictionary<(int State, int Point), double[]> mass,
        int step,
        int period,
        Action<int, int, double[]>? met,
        Func<int, PublicMove, double[], double[]>? kept = null
    )
    {
        var after = new Dictionary<(int, int), double[]>();
        foreach (var ((state, point), here) in mass)
        {
            var node = game.Steps[step].NodeOfState[state];
            if (node < 0)
            {
                Add(after, (state, point), here, 1);
                continue;
            }
            met?.Invoke(node, point, here);
            var rows = here.Length / types.Count;
            foreach (var move in At(period, node, point))
            {
                var going = kept is null ? here : kept(node, move, here);
                for (var i = 0; i < move.After.Points.Length; i++)
                {
                    var key = (move.Happened.NextState, move.After.Points[i]);
                    if (!after.TryGetValue(key, out var there))
                        after.Add(key, there = new double[here.Length]);
                    for (var joint = 0; joint < types.Count; joint++)
                        AddTo(there.AsSpan(move.Next[joint] * rows, rows), going.AsSpan(joint * rows, rows), move.Chances[joint] * move.After.Weights[i]);
                }
            }
        }
        return after;
    }

    /// <summary>The mass at the end of a period after types have drifted.</summary>
    /// <param name="mass">[state, joint grid point] → [joint type × rows + row]; rows go side by side.</param>
    /// <param name="period">The period that ends, from 0.</param>
    public Dictionary<(int State, int Point), double[]> Drift(Dictionary<(int State, int Point), double[]> mass, int period)
    {
        for (var rule = 0; rule < game.Drifts.Count; rule++)
            if ((period + 1) % game.Drifts[rule].EveryPeriods == 0)
                mass = Drift(mass, rule, game.Drifts[rule]);
        return mass;
    }

    private Dictionary<(int State, int Point), double[]> Drift(Dictionary<(int State, int Point), double[]> mass, int number, DriftRule rule)
    {
        var moved = new Dictionary<(int, int), double[]>();
        foreach (var ((state, point), here) in mass)
        {
            if (rule.MatrixOfState[state] is not (>= 0 and var which))
            {
                Add(moved, (state, point), here, 1);
                continue;
            }
            var after = new double[here.Length];
            var rows = here.Length / types.Count;
            for (var joint = 0; joint < types.Count; joint++)
            for (var to = 0; to < game.Parties[rule.Party].TypeCount; to++)
                AddTo(
                    after.AsSpan(types.With(joint, rule.Party, to) * rows, rows),
                    here.AsSpan(joint * rows, rows),
                    Number(rule.Matrices[which][types.TypeOf(rule.Party, joint)][to])
                );
            foreach (var (to, weight) in Drifted(number, rule, which, point))
                Add(moved, (state, to), after, weight);
        }
        return moved;
    }

    private (int Point, double Weight)[] Drifted(int number, DriftRule rule, int which, int point)
    {
        if (drifted.TryGetValue((number, which, point), out var known))
            return known;
        var belief = solution.Grid.Belief(rule.Party, point);
        var after = new double[belief.Length];
        for (var from = 0; from < belief.Length; from++)
        for (var to = 0; to < belief.Length; to++)
            after[to] += belief[from] * Number(rule.Matrices[which][from][to]);
        var (points, weights) = (new List<int> { point }, new List<double> { 1 });
        PublicOutlook.Split(solution.Grid, rule.Party, after, points, weights);
        return drifted[(number, which, point)] = [.. points.Zip(weights)];
    }

    public static void Add(Dictionary<(int State, int Point), double[]> mass, (int State, int Point) at, double[] what, double weight)
    {
        if (!mass.TryGetValue(at, out var there))
            mass.Add(at, there = new double[what.Length]);
        AddTo(there, what, weight);
    }

    /// <summary>Adds a multiple.</summary>
    public static void AddTo(Span<double> sum, ReadOnlySpan<double> what, double weight)
    {
        if (weight == 0)
            return;
        var (i, by) = (0, new Vector<double>(weight));
        for (; i <= what.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(sum[i..]) + by * new Vector<double>(what[i..])).CopyTo(sum[i..]);
        for (; i < what.Length; i++)
            sum[i] += weight * what[i];
    }
}
