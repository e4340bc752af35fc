using System.Runtime.CompilerServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Values of a given profile, computed backward by joint type, and how far each choice is from the response it should be.</summary>
/// <remarks>It shares nothing with the solvers but the grid. Turns are judged at all grid points side by side (<see cref="TurnEvaluation"/>), joint turns point by point.</remarks>
internal sealed class PolicyEvaluation
{
    // Where chance may lead, the same in every draw.
    private static readonly ConditionalWeakTable<ChanceNode, int[]> ahead = [];

    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly JointTypes types;
    private readonly PublicOutlook outlook;
    private readonly ChoiceJudge judge;
    private readonly TurnEvaluation?[] turns;
    private readonly OpenTurnEvaluation?[] openTurns;

    // [node][mover][type × options + option] at the point that is looked at; null at what is no joint turn.
    private readonly double[][]?[] worthsAt;
    private readonly ForwardPass? along;
    private readonly EvaluationRoom room;
    private readonly HeldBeliefs held;
    private double[][] values = [];
    private double[][] before = [];

    /// <param name="solution">The profile.</param>
    /// <param name="along">Chances forward through it: where given, what options are worth where they are met, and how signs are read, is worked out too.</param>
    public PolicyEvaluation(BeliefSolution solution, ForwardPass? along = null)
        : this(solution, along, new EvaluationRoom()) { }

    internal PolicyEvaluation(BeliefSolution solution, ForwardPass? along, EvaluationRoom room)
    {
        (this.solution, this.along, this.room, held) = (solution, along, room, new HeldBeliefs(solution, room));
        (game, grid, types) = (solution.Game, solution.Grid, solution.Types);
        outlook = room.OutlookOf(solution);
        judge = new ChoiceJudge(solution);
        worthsAt = new double[game.Nodes.Count][][];
        turns = [.. game.Nodes.Select((node, number) => node is TurnNode turn ? new TurnEvaluation(solution, turn, number, judge, held, room) : null)];
        openTurns =
        [
            .. game.Nodes.Select(
                (node, number) =>
                    node is JointTurnNode turn && OpenTurnEvaluation.Fits(game, turn) ? new OpenTurnEvaluation(solution, turn, number, judge, held, room) : null
            ),
        ];
    }

    /// <summary>max KL(σ ‖ softmax(λQ)) / λ over parties with finite λ, points; an upper bound of it where that is below 1e-10.</summary>
    public double LogitResidual => judge.LogitResidual;

    /// <summary>Largest gain from one deviation, points.</summary>
    public double DeviationGain => judge.DeviationGain;

    /// <summary>What the verdict counts, over all beliefs of the grid, met or not.</summary>
    public CertifiedErrors Errors => new(judge.ResidualShare, judge.GainShare, ValueError, solution.IsSettled);

    /// <summary>Where choices miss the tolerances of a solved profile.</summary>
    public IReadOnlyList<MissedChoice> Missed => judge.Missed;

    /// <summary>Largest difference between these values and the solver's, at the start, as the verdict counts it.</summary>
    public double ValueError { get; private set; }

    /// <summary>How often, over the horizon, a sign is expected to be read against its plain meaning: see <see cref="PlainMeaning"/>. Worked out along the chances given.</summary>
    public double AgainstPlainMeaning { get; private set; }

    /// <summary>[(period of the cycle, node, mover)] → [type × options + option] what each option is worth to a type where it meets the turn, points as seen from the period of the choice; NaN where it does not.</summary>
    public Dictionary<(int Period, int Node, int Mover), double[]> Worths { get; } = [];

    public void Run(CancellationToken cancel)
    {
        // A stationary profile is evaluated over enough cycles that what lies beyond is worth nothing.
        var cycle = solution.Periods;
        var discount = game.Parties.Max(party => Number(party.Discount));
        var periods = game.Periods ?? cycle * (int)Math.Ceiling(Math.Log(1e-13) / Math.Log(Math.Max(discount, 0.1)) / cycle);
        values = [.. Enumerable.Range(0, game.StateCount).Select(_ => Nothing())];
        before = new double[values.Length][];
        for (var period = periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            EndPeriod(period, period == periods - 1);
            for (var step = game.NodeOf.Length - 1; step >= 0; step--)
                Step(step, period % cycle, judged: game.Periods is not null || period < cycle);
        }
        Compare();
        for (var state = 0; state < values.Length; state++)
            if (state != game.InitialState)
                room.Return(values[state]);
        foreach (var turn in turns)
            turn?.Release();
        held.Release();
    }

    /// <summary>Values at the start, worked out: as <see cref="BeliefSolution.InitialValues"/>.</summary>
    public double[] InitialValues => values[game.InitialState];

    /// <summary>The values at the start are read no more.</summary>
    public void LetGo() => room.Return(values[game.InitialState]);

    private void Compare()
    {
        var found = values[game.InitialState];
        if (solution.InitialValues.Length == 0)
            return;
        for (var party = 0; party < game.Parties.Count; party++)
        for (var i = party * types.Count * grid.PointCount; i < (party + 1) * types.Count * grid.PointCount; i++)
            if (Math.Abs(found[i] - solution.InitialValues[i]) / Math.Max(judge.RangeOf(party), Math.Abs(found[i])) is var off && !(off <= ValueError))
                ValueError = off;
    }

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private int Length => game.Parties.Count * types.Count * grid.PointCount;

    private double[] Nothing()
    {
        var nothing = room.Rent(Length);
        Array.Clear(nothing);
        return nothing;
    }

    private int At(int party, int joint, int point) => (party * types.Count + joint) * grid.PointCount + point;

    private void EndPeriod(int period, bool isLast)
    {
        for (var state = 0; state < values.Length; state++)
        {
            if (!isLast)
                for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
                    if ((period + 1) % game.Drifts[rule].EveryPeriods == 0 && game.Drifts[rule].MatrixOfState[state] >= 0)
                    {
                        var later = values[state];
                        values[state] = Drifted(later, game.Drifts[rule], state);
                        room.Return(later);
                    }
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count; joint++)
            {
                var (flow, discount) = (Number(game.Flows[state][party][types.TypeOf(party, joint)]), Number(game.Parties[party].Discount));
                var last = game.Periods is not null && game.AfterLast == AfterLastPeriod.LastFlowForEver ? flow + discount * flow / (1 - discount) : flow;
                foreach (ref var value in values[state].AsSpan(At(party, joint, 0), grid.PointCount))
                    value = isLast ? last : flow + discount * value;
            }
        }
    }

    private double[] Drifted(double[] later, DriftRule rule, int state)
    {
        var matrix = rule.Matrices[rule.MatrixOfState[state]];
        var count = game.Parties[rule.Party].TypeCount;
        var (after, corner, weight) = (new double[count], new int[count], new double[count]);
        for (var point = 0; point < grid.PointCount; point++)
        {
            var belief = grid.Belief(rule.Party, point);
            Array.Clear(after);
            for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                after[to] += belief[from] * Number(matrix[from][to]);
            Locate(rule.Party, point, after, corner, weight);
        }
        var now = Nothing();
        for (var joint = 0; joint < types.Count; joint++)
        for (var to = 0; to < count; to++)
            if (Number(matrix[types.TypeOf(rule.Party, joint)][to]) is not 0 and var chance)
                for (var party = 0; party < game.Parties.Count; party++)
                    AddLater(
                        now.AsSpan(At(party, joint, 0), grid.PointCount),
                        chance,
                        later.AsSpan(At(party, types.With(joint, rule.Party, to), 0), grid.PointCount),
                        count
                    );
        return now;
    }

    // Where a belief about a party lies on the grid, kept for all points.
    private void Locate(int party, int point, double[] belief, int[] corner, double[] weight)
    {
        grid.Locate(party, belief, corner, weight);
        for (var k = 0; k < belief.Length; k++)
        {
            var (corners, weights) = room.Located(k, grid.PointCount);
            (corners[point], weights[point]) = (grid.With(point, party, corner[k]), weight[k]);
        }
    }

    private void AddLater(Span<double> sum, double chance, ReadOnlySpan<double> value, int count)
    {
        for (var k = 0; k < count; k++)
        {
            var (corners, weights) = room.Located(k, grid.PointCount);
            for (var point = 0; point < sum.Length; point++)
                sum[point] += chance * weights[point] * value[corners[point]];
        }
    }

    // What chance makes of the values: a lottery over states, and where it depends on somebody's type what is then believed of it.
    private double[] Chance(ChanceNode node)
    {
        var worth = Nothing();
        var informant = node.Informant;
        var count = informant < 0 ? 0 : game.Parties[informant].TypeCount;
        var (after, corner, weight, likely) = (new double[count], new int[count], new double[count], new double[node.Transitions.Length]);
        foreach (var state in ahead.GetValue(node, made => [.. made.Transitions.SelectMany(row => row.Select(transition => transition.NextState)).Distinct()]))
        {
            Array.Clear(likely);
            for (var row = 0; row < likely.Length; row++)
                foreach (var transition in node.Transitions[row])
                    likely[row] += transition.NextState == state ? Number(transition.Probability) : 0;
            for (var point = 0; point < grid.PointCount && informant >= 0; point++)
            {
                var believed = grid.Belief(informant, point);
                var sum = 0.0;
                for (var type = 0; type < count; type++)
                    sum += after[type] = believed[type] * likely[type];
                for (var type = 0; type < count; type++)
                    after[type] = sum > 0 ? after[type] / sum : believed[type];
                Locate(informant, point, after, corner, weight);
            }
            for (var party = 0; party < game.Parties.Count; party++)
            for (var joint = 0; joint < types.Count; joint++)
            {
                var chance = likely[informant < 0 ? 0 : types.TypeOf(informant, joint)];
                var sum = worth.AsSpan(At(party, joint, 0), grid.PointCount);
                var value = values[state].AsSpan(At(party, joint, 0), grid.PointCount);
                if (informant >= 0)
                    AddLater(sum, chance, value, count);
                else
                    for (var point = 0; point < sum.Length; point++)
                        sum[point] += chance * value[point];
            }
        }
        for (var party = 0; party < game.Parties.Count; party++)
            if (node.Payments[party] is { } paid)
                for (var joint = 0; joint < types.Count; joint++)
                    foreach (ref var value in worth.AsSpan(At(party, joint, 0), grid.PointCount))
                        value += Number(paid[informant < 0 ? 0 : types.TypeOf(informant, joint)][types.TypeOf(party, joint)]);
        return worth;
    }

    private void Step(int step, int period, bool judged)
    {
        var nodeOf = game.NodeOf[step];
        values.CopyTo(before, 0);
        for (var state = 0; state < game.StateCount; state++)
        {
            var number = nodeOf[state];
            if (number < 0)
                continue;
            var visits = judged ? along?.VisitsOf(period, number) : null;
            // Worth no number: if play comes here after all, nothing that leads here is certified.
            if (solution.IsOnlyWhereMet && game.NodeArray[number] is not ChanceNode && solution.At(period, number) is null)
            {
                before[state] = Nothing();
                Array.Fill(before[state], double.NaN);
                continue;
            }
            if (turns[number] is { } turn)
            {
                before[state] = turn.Values(period, values, judged);
                if (visits is not null)
                {
                    Worths[(period, number, 0)] = turn.WorthsWhereMet(visits);
                    AgainstPlainMeaning += turn.AgainstPlainMeaning(visits, values);
                }
                continue;
            }
            if (game.NodeArray[number] is ChanceNode chance)
            {
                before[state] = Chance(chance);
                continue;
            }
            if (openTurns[number] is { } open)
            {
                before[state] = open.Values(period, values, judged, visits, Worths);
                continue;
            }
            before[state] = Nothing();
            for (var point = 0; point < grid.PointCount; point++)
                AtPoint((JointTurnNode)game.NodeArray[number], number, period, point, before[state], judged, visits);
        }
        for (var state = 0; state < game.StateCount; state++)
            if (!ReferenceEquals(before[state], values[state]))
                room.Return(values[state]);
        (values, before) = (before, values);
    }

    // A joint turn at one point: events at fixed types.
    private void AtPoint(JointTurnNode node, int number, int period, int point, double[] worth, bool judged, NodeVisits? visits)
    {
        outlook.Look(period, number, point);
        var q = worthsAt[number] ??= [.. node.Movers.Select(mover => new double[game.Parties[mover.Party].TypeCount * mover.OptionNames.Count])];
        foreach (var row in q)
            Array.Clear(row);
        foreach (var happened in outlook.Events)
        {
            var after = outlook.After(happened);
            for (var joint = 0; joint < types.Count; joint++)
                if (happened.RowParty < 0 || types.TypeOf(happened.RowParty, joint) == happened.Row)
                    for (var party = 0; party < game.Parties.Count; party++)
                        Pay(node, happened.Options, party, joint, point, happened.Chance, Later(happened.NextState, party, joint, after), worth, q);
        }
        for (var joint = 0; joint < types.Count; joint++)
        for (var party = 0; party < game.Parties.Count; party++)
        for (var profile = 0; profile < node.ProfileCount; profile++)
            if (node.Payments[profile][party] is { } paid)
                Pay(node, node.Profiles[profile], party, joint, point, 1, Number(paid[types.TypeOf(party, joint)]), worth, q);
        for (var m = 0; m < q.Length; m++)
            Judge(node, number, period, point, m, q[m], worth, judged, visits);
    }

    private double Later(int state, int party, int joint, JudgedBelief after)
    {
        var sum = 0.0;
        for (var i = 0; i < after.Points.Length; i++)
            sum += after.Weights[i] * values[state][At(party, joint, after.Points[i])];
        return sum;
    }

    private void Pay(JointTurnNode node, int[] options, int party, int joint, int point, double chance, double points, double[] worth, double[][] q)
    {
        var all = chance;
        for (var m = 0; m < options.Length; m++)
            all *= outlook.Choice(m, types.TypeOf(outlook.Movers[m], joint), options[m]);
        worth[At(party, joint, point)] += all * points;
        for (var m = 0; m < options.Length; m++)
        {
            if (node.Movers[m].Party != party)
                continue;
            var others = chance * grid.Others(party, types, joint, point);
            for (var n = 0; n < options.Length; n++)
                if (n != m)
                    others *= outlook.Choice(n, types.TypeOf(outlook.Movers[n], joint), options[n]);
            q[m][types.TypeOf(party, joint) * node.Movers[m].OptionNames.Count + options[m]] += others * points;
        }
    }

    private void Judge(JointTurnNode node, int number, int period, int point, int m, double[] q, double[] worth, bool judged, NodeVisits? visits)
    {
        var (party, options) = (node.Movers[m].Party, node.Movers[m].OptionNames.Count);
        var chances = new double[options];
        for (var type = 0; type < game.Parties[party].TypeCount; type++)
        {
            for (var option = 0; option < options; option++)
                chances[option] = outlook.Choice(m, type, option);
            if (judged)
                judge.Hold(
                    chances,
                    q.AsSpan(type * options, options),
                    party,
                    new MissedChoice(period, number, point, party, 0),
                    node.Movers[m].Closed is { } closed ? closed.AsSpan(type * options, options) : default
                );
            for (var joint = 0; joint < types.Count; joint++)
                if (types.TypeOf(party, joint) == type)
                    worth[At(party, joint, point)] -= judge.Felt(party, chances);
        }
        if (visits is null)
            return;
        if (!Worths.TryGetValue((period, number, m), out var mean))
            Worths[(period, number, m)] = mean = new double[q.Length];
        for (var type = 0; type < game.Parties[party].TypeCount; type++)
        for (var option = 0; option < options; option++)
            mean[type * options + option] += visits.Share(point, party, type) * q[type * options + option];
    }
}
