using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Values of a given profile, computed backward, and how far each choice is from the response it should be.</summary>
public sealed class PolicyEvaluation
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly PublicOutlook outlook;
    private readonly int[] slotOf;
    private readonly int[] typesOf;
    private readonly double[] precisionOf;
    private readonly int slots;
    private Dictionary<int, double[]> values = [];
    private readonly double[][] own;
    private int at;

    public PolicyEvaluation(BeliefSolution solution)
    {
        this.solution = solution;
        game = solution.Game;
        grid = solution.Grid;
        outlook = new PublicOutlook(solution);
        slotOf = [.. Enumerable.Range(0, game.Parties.Count).Select(game.SlotOf)];
        typesOf = [.. game.Parties.Select(party => party.TypeCount)];
        precisionOf = [.. game.Parties.Select(party => party.IsRational ? double.PositiveInfinity : solution.Coefficients[party.Precision.Index])];
        slots = game.SlotCount;
        var most = game.Nodes.OfType<TurnNode>().Select(turn => turn.Options.Count).DefaultIfEmpty(0).Max();
        own = [.. Enumerable.Range(0, game.Parties.Max(party => party.TypeCount)).Select(_ => new double[most])];
    }

    /// <summary>max KL(σ ‖ softmax(λQ)) / λ over parties with finite λ, points; an upper bound of it where that is below 1e-10.</summary>
    public double LogitResidual { get; private set; }

    /// <summary>Largest gain from one deviation, points.</summary>
    public double DeviationGain { get; private set; }

    /// <summary>Largest difference between these values and the solver's, at the start.</summary>
    public double LargestValueDifference { get; private set; }

    public double LargestValue { get; private set; }

    public void Run(CancellationToken cancel)
    {
        // A stationary profile is evaluated over enough cycles that what lies beyond is worth nothing.
        var cycle = solution.Periods;
        var discount = game.Parties.Max(party => Number(party.Discount));
        var periods = game.Periods ?? cycle * (int)Math.Ceiling(Math.Log(1e-13) / Math.Log(Math.Max(discount, 0.1)) / cycle);
        values = Enumerable.Range(0, game.StateCount).ToDictionary(state => state, _ => new double[game.SlotCount * grid.PointCount]);
        for (var period = periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            EndPeriod(period, period == periods - 1);
            for (var step = game.Steps.Count - 1; step >= 0; step--)
                Step(step, period % cycle, judge: game.Periods is not null || period < cycle);
        }
        var found = values[game.InitialState];
        for (var i = 0; i < found.Length; i++)
        {
            LargestValueDifference = Math.Max(LargestValueDifference, Math.Abs(found[i] - solution.InitialValues[i]));
            LargestValue = Math.Max(LargestValue, Math.Abs(found[i]));
        }
    }

    /// <summary>(period, node, joint grid point) triples whose Q is to be kept.</summary>
    public HashSet<(int Period, int Node, int Point)> Probes { get; } = [];

    /// <summary>What was kept: each option's worth to a party's type, points as seen from the period of the choice.</summary>
    public Dictionary<(int Period, int Node, int Point, int Party, int Type), double[]> Probed { get; } = [];

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private double ValueAt(int state, int slot, JudgedBelief belief)
    {
        var column = values[state].AsSpan(slot * grid.PointCount, grid.PointCount);
        var sum = 0.0;
        for (var i = 0; i < belief.Points.Length; i++)
            sum += belief.Weights[i] * column[belief.Points[i]];
        return sum;
    }

    private void EndPeriod(int period, bool isLast)
    {
        foreach (var state in values.Keys)
        {
            var later = values[state];
            if (!isLast)
                for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
                    if ((period + 1) % game.Drifts[rule].EveryPeriods == 0 && game.Drifts[rule].MatrixOfState[state] >= 0)
                        later = Drifted(later, game.Drifts[rule], state);
            var now = new double[later.Length];
            for (var party = 0; party < typesOf.Length; party++)
                for (var type = 0; type < typesOf[party]; type++)
                {
                    var flow = Number(game.Flows[state][party][type]);
                    var discount = Number(game.Parties[party].Discount);
                    for (var point = 0; point < grid.PointCount; point++)
                    {
                        var at = (slotOf[party] + type) * grid.PointCount + point;
                        now[at] = !isLast ? flow + discount * later[at]
                            : game.Periods is not null && game.AfterLast == AfterLastPeriod.LastFlowForEver ? flow + discount * flow / (1 - discount) : flow;
                    }
                }
            values[state] = now;
        }
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
            for (var slot = 0; slot < slots; slot++)
            {
                var type = slot - slotOf[rule.Party];
                var own = type >= 0 && type < belief.Length;
                for (var to = 0; to < (own ? belief.Length : 1); to++)
                    for (var i = 0; i < points.Count; i++)
                        now[slot * grid.PointCount + point] += (own ? Number(matrix[type][to]) : 1) * weights[i]
                            * later[(own ? slotOf[rule.Party] + to : slot) * grid.PointCount + points[i]];
            }
        }
        return now;
    }

    private void Step(int step, int period, bool judge)
    {
        at = period;
        var before = new Dictionary<int, double[]>();
        for (var state = 0; state < game.StateCount; state++)
        {
            var number = game.Steps[step].NodeOfState[state];
            if (number < 0)
                continue;
            var worth = new double[slots * grid.PointCount];
            for (var point = 0; point < grid.PointCount; point++)
            {
                outlook.Look(period, number, point);
                if (game.Nodes[number] is TurnNode turn)
                {
                    Turn(turn, number, point, worth, judge);
                    continue;
                }
                for (var party = 0; party < typesOf.Length; party++)
                    for (var type = 0; type < typesOf[party]; type++)
                        worth[(slotOf[party] + type) * grid.PointCount + point] = Worth(number, party, type, point, judge);
            }
            before.Add(state, worth);
        }
        foreach (var (state, worth) in before)
            values[state] = worth;
    }

    // A turn, every party at once: each event is valued once for each slot.
    private void Turn(TurnNode turn, int number, int point, double[] worth, bool judge)
    {
        var (first, types, options) = (slotOf[turn.Mover], typesOf[turn.Mover], turn.Options.Count);
        var belief = grid.Belief(turn.Mover, point);
        for (var type = 0; type < types; type++)
            for (var option = 0; option < options; option++)
                own[type][option] = turn.Options[option].Payments[turn.Mover] is { } payment ? Number(payment[type][type]) : 0;
        for (var other = 0; other < typesOf.Length; other++)
            if (other != turn.Mover)
                for (var type = 0; type < typesOf[other]; type++)
                    worth[(slotOf[other] + type) * grid.PointCount + point] = Paid(turn, belief, other, type);
        foreach (ref readonly var happened in outlook.Events)
        {
            var after = outlook.After(happened);
            var expected = happened.Chance * belief[happened.Row] * outlook.Choice(0, happened.Row, happened.Options[0]);
            var later = values[happened.NextState];
            for (var slot = 0; slot < slots; slot++)
            {
                var mine = slot >= first && slot < first + types;
                if (mine && slot != first + happened.NextType)
                    continue;
                var column = later.AsSpan(slot * grid.PointCount, grid.PointCount);
                var value = 0.0;
                for (var i = 0; i < after.Points.Length; i++)
                    value += after.Weights[i] * column[after.Points[i]];
                if (mine)
                    own[happened.Row][happened.Options[0]] += happened.Chance * value;
                else
                    worth[slot * grid.PointCount + point] += expected * value;
            }
        }
        for (var type = 0; type < types; type++)
        {
            if (Probes.Contains((at, number, point)))
                Probed[(at, number, point, turn.Mover, type)] = own[type].AsSpan(0, options).ToArray();
            worth[(first + type) * grid.PointCount + point] = Judge(0, turn.Mover, type, own[type].AsSpan(0, options), judge);
        }
    }

    private double Paid(TurnNode turn, ReadOnlySpan<double> belief, int party, int type)
    {
        var paid = 0.0;
        for (var option = 0; option < turn.Options.Count; option++)
            if (turn.Options[option].Payments[party] is { } payment)
                for (var row = 0; row < payment.Length; row++)
                    paid += belief[row] * outlook.Choice(0, row, option) * Number(payment[row][type]);
        return paid;
    }

    private double Worth(int number, int party, int type, int point, bool judge)
    {
        var mover = Array.IndexOf(outlook.Movers, party);
        var node = game.Nodes[number];
        var q = new double[mover < 0 ? 1 : ((JointTurnNode)node).Movers[mover].OptionNames.Count];
        foreach (var happened in outlook.Events)
        {
            var chance = happened.Chance;
            if (happened.RowParty == party && happened.Row != type)
                continue;
            var ownRow = happened.RowParty == party;
            if (node is ChanceNode)
            {
                if (happened.RowParty >= 0 && !ownRow)
                    chance *= grid.Belief(happened.RowParty, point)[happened.Row];
            }
            else
            {
                for (var other = 0; other < happened.Options.Length; other++)
                    if (other != mover)
                        chance *= outlook.Expected(other, happened.Options[other]);
            }
            var slot = slotOf[party] + (ownRow ? happened.NextType : type);
            q[mover < 0 ? 0 : happened.Options[mover]] += chance * ValueAt(happened.NextState, slot, outlook.After(happened));
        }
        Paid(node, party, type, point, mover, q);
        if (mover >= 0 && Probes.Contains((at, number, point)))
            Probed[(at, number, point, party, type)] = q;
        return mover < 0 ? q[0] : Judge(mover, party, type, q, judge);
    }

    private void Paid(GameNode node, int party, int type, int point, int mover, double[] q)
    {
        switch (node)
        {
            case ChanceNode { Payments: var payments, Informant: var informant } when payments[party] is { } points:
                for (var row = 0; row < points.Length; row++)
                    if (informant != party || row == type)
                        q[0] += (informant < 0 || informant == party ? 1 : grid.Belief(informant, point)[row]) * Number(points[row][type]);
                break;
            case JointTurnNode joint:
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    if (joint.Payments[profile][party] is not { } payment)
                        continue;
                    var chance = 1.0;
                    var rest = profile;
                    var chosen = 0;
                    for (var m = joint.Movers.Count - 1; m >= 0; m--)
                    {
                        var option = rest % joint.Movers[m].OptionNames.Count;
                        rest /= joint.Movers[m].OptionNames.Count;
                        if (m == mover)
                            chosen = option;
                        else
                            chance *= outlook.Expected(m, option);
                    }
                    q[mover < 0 ? 0 : chosen] += chance * Number(payment[type]);
                }
                break;
        }
    }

    // What the party gets, after holding its choice against the response to its own Q.
    private double Judge(int mover, int party, int type, ReadOnlySpan<double> q, bool judge)
    {
        var lambda = precisionOf[party];
        var isLogit = lambda > 0 && !double.IsPositiveInfinity(lambda);
        var shocks = isLogit && game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        var highest = double.NegativeInfinity;
        foreach (var value in q)
            highest = Math.Max(highest, value);
        var mean = 0.0;
        var felt = 0.0;
        for (var option = 0; option < q.Length; option++)
        {
            var chance = outlook.Choice(mover, type, option);
            mean += chance * q[option];
            if (shocks && chance > 0)
                felt += chance * Math.Log(chance) / lambda;
        }
        if (judge)
        {
            DeviationGain = Math.Max(DeviationGain, highest - mean);
            if (isLogit)
                LogitResidual = Math.Max(LogitResidual, Divergence(mover, type, q, lambda, highest) / lambda);
        }
        return mean - felt;
    }

    // KL(σ ‖ r) where it is not small; else Σ (σ − r)² / r, which is at least as large (Gibbs and Su 2002) and needs no logarithm.
    private double Divergence(int mover, int type, ReadOnlySpan<double> q, double lambda, double highest)
    {
        Span<double> weights = stackalloc double[64];
        weights = q.Length <= weights.Length ? weights[..q.Length] : new double[q.Length];
        var sum = 0.0;
        for (var option = 0; option < q.Length; option++)
            sum += weights[option] = Math.Exp(lambda * (q[option] - highest));
        var bound = 0.0;
        for (var option = 0; option < q.Length; option++)
        {
            var response = weights[option] / sum;
            var off = outlook.Choice(mover, type, option) - response;
            bound += off * off / Math.Max(response, 1e-300);
        }
        if (bound <= Certificate.SmallBound * lambda)
            return bound;
        var divergence = 0.0;
        for (var option = 0; option < q.Length; option++)
            if (outlook.Choice(mover, type, option) is > 0 and var chance)
                divergence += chance * (Math.Log(chance) - (lambda * (q[option] - highest) - Math.Log(sum)));
        return Math.Max(0, divergence);
    }
}
