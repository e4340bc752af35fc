using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Values of a given profile, computed backward by joint type, and how far each choice is from the response it should be.</summary>
/// <remarks>It shares nothing with the solvers but the grid. Turns are judged at all grid points side by side (<see cref="TurnEvaluation"/>), joint turns and chance point by point.</remarks>
public sealed class PolicyEvaluation
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly JointTypes types;
    private readonly PublicOutlook outlook;
    private readonly ChoiceJudge judge;
    private readonly TurnEvaluation?[] turns;
    private readonly ForwardPass? along;
    private double[][] values = [];

    /// <param name="solution">The profile.</param>
    /// <param name="along">Chances forward through it: where given, what options are worth where they are met, and how signs are read, is worked out too.</param>
    public PolicyEvaluation(BeliefSolution solution, ForwardPass? along = null)
    {
        (this.solution, this.along) = (solution, along);
        (game, grid, types) = (solution.Game, solution.Grid, solution.Types);
        outlook = new PublicOutlook(solution);
        judge = new ChoiceJudge(solution);
        turns = [.. game.Nodes.Select((node, number) => node is TurnNode turn ? new TurnEvaluation(solution, turn, number, judge) : null)];
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
        values = Nothing();
        for (var period = periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            EndPeriod(period, period == periods - 1);
            for (var step = game.Steps.Count - 1; step >= 0; step--)
                Step(step, period % cycle, judged: game.Periods is not null || period < cycle);
        }
        Compare();
    }

    /// <summary>Values at the start, worked out: as <see cref="BeliefSolution.InitialValues"/>.</summary>
    public double[] InitialValues => values[game.InitialState];

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

    private double[][] Nothing() => [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[game.Parties.Count * types.Count * grid.PointCount])];

    private int At(int party, int joint, int point) => (party * types.Count + joint) * grid.PointCount + point;

    private void EndPeriod(int period, bool isLast)
    {
        var now = Nothing();
        for (var state = 0; state < now.Length; state++)
        {
            var later = values[state];
            if (!isLast)
                for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
                    if ((period + 1) % game.Drifts[rule].EveryPeriods == 0 && game.Drifts[rule].MatrixOfState[state] >= 0)
                        later = Drifted(later, game.Drifts[rule], state);
            for (var party = 0; party < game.Parties.Count; party++)
                for (var joint = 0; joint < types.Count; joint++)
                {
                    var (flow, discount) = (Number(game.Flows[state][party][types.TypeOf(party, joint)]), Number(game.Parties[party].Discount));
                    var last = game.Periods is not null && game.AfterLast == AfterLastPeriod.LastFlowForEver ? flow + discount * flow / (1 - discount) : flow;
                    for (var point = 0; point < grid.PointCount; point++)
                        now[state][At(party, joint, point)] = isLast ? last : flow + discount * later[At(party, joint, point)];
                }
        }
        values = now;
    }

    private double[] Drifted(double[] later, DriftRule rule, int state)
    {
        var matrix = rule.Matrices[rule.MatrixOfState[state]];
        var now = new double[later.Length];
        for (var point = 0; point < grid.PointCount; point++)
        {
            var belief = grid.Belief(rule.Party, point);
            var after = new double[belief.Length];
            for (var from = 0; from < belief.Length; from++)
                for (var to = 0; to < belief.Length; to++)
                    after[to] += belief[from] * Number(matrix[from][to]);
            var (points, weights) = (new List<int> { point }, new List<double> { 1 });
            PublicOutlook.Split(grid, rule.Party, after, points, weights);
            for (var party = 0; party < game.Parties.Count; party++)
                for (var joint = 0; joint < types.Count; joint++)
                    for (var to = 0; to < belief.Length; to++)
                        for (var i = 0; i < points.Count; i++)
                            now[At(party, joint, point)] += Number(matrix[types.TypeOf(rule.Party, joint)][to]) * weights[i] * later[At(party, types.With(joint, rule.Party, to), points[i])];
        }
        return now;
    }

    private void Step(int step, int period, bool judged)
    {
        var before = (double[][])values.Clone();
        for (var state = 0; state < game.StateCount; state++)
        {
            var number = game.Steps[step].NodeOfState[state];
            if (number < 0)
                continue;
            var visits = judged ? along?.VisitsOf(period, number) : null;
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
            before[state] = new double[values[state].Length];
            for (var point = 0; point < grid.PointCount; point++)
                AtPoint(number, period, point, before[state], judged, visits);
        }
        values = before;
    }

    // A joint turn or chance, at one point: events at fixed types.
    private void AtPoint(int number, int period, int point, double[] worth, bool judged, NodeVisits? visits)
    {
        outlook.Look(period, number, point);
        var node = game.Nodes[number] as JointTurnNode;
        var q = node?.Movers.Select(mover => new double[game.Parties[mover.Party].TypeCount * mover.OptionNames.Count]).ToArray() ?? [];
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
                if (node is not null)
                    for (var profile = 0; profile < node.ProfileCount; profile++)
                    {
                        if (node.Payments[profile][party] is { } paid)
                            Pay(node, node.Profiles[profile], party, joint, point, 1, Number(paid[types.TypeOf(party, joint)]), worth, q);
                    }
                else if (game.Nodes[number] is ChanceNode { Payments: var payments, Informant: var informant } && payments[party] is { } points)
                    worth[At(party, joint, point)] += Number(points[informant < 0 ? 0 : types.TypeOf(informant, joint)][types.TypeOf(party, joint)]);
        for (var m = 0; m < q.Length; m++)
            Judge(node!, number, period, point, m, q[m], worth, judged, visits);
    }

    private double Later(int state, int party, int joint, JudgedBelief after)
    {
        var sum = 0.0;
        for (var i = 0; i < after.Points.Length; i++)
            sum += after.Weights[i] * values[state][At(party, joint, after.Points[i])];
        return sum;
    }

    private void Pay(JointTurnNode? node, int[] options, int party, int joint, int point, double chance, double points, double[] worth, double[][] q)
    {
        var all = chance;
        for (var m = 0; m < options.Length; m++)
            all *= outlook.Choice(m, types.TypeOf(outlook.Movers[m], joint), options[m]);
        worth[At(party, joint, point)] += all * points;
        for (var m = 0; node is not null && m < options.Length; m++)
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
                judge.Hold(chances, q.AsSpan(type * options, options), party, new MissedChoice(period, number, point, party, 0), node.Movers[m].Closed is { } closed ? closed.AsSpan(type * options, options) : default);
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
