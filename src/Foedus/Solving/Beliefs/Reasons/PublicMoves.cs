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
        var found = new List<PublicMove>();
        foreach (var happened in outlook.Events)
        {
            var (chances, next, any) = (new double[types.Count], new int[types.Count], false);
            for (var joint = 0; joint < chances.Length; joint++)
            {
                next[joint] = happened.RowParty < 0 ? joint : types.With(joint, happened.RowParty, happened.NextType);
                if (happened.RowParty >= 0 && types.TypeOf(happened.RowParty, joint) != happened.Row)
                    continue;
                chances[joint] = happened.Chance;
                for (var mover = 0; mover < happened.Options.Length; mover++)
                    chances[joint] *= outlook.Choice(mover, types.TypeOf(outlook.Movers[mover], joint), happened.Options[mover]);
                any |= chances[joint] > 0;
            }
            if (!any)
                continue;
            var after = outlook.After(happened);
            var kept = Enumerable.Range(0, after.Points.Length).Where(i => after.Weights[i] != 0).ToArray();
            found.Add(new PublicMove(happened, chances, next, new JudgedBelief([.. kept.Select(i => after.Points[i])], [.. kept.Select(i => after.Weights[i])])));
        }
        return [.. found];
    }

    /// <summary>The mass at the end of a period after types have drifted.</summary>
    /// <param name="mass">[state, joint grid point] → [row × joint types + joint type]; rows go side by side.</param>
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
            for (var at = 0; at < here.Length; at++)
                if (here[at] != 0)
                {
                    var joint = at % types.Count;
                    for (var to = 0; to < game.Parties[rule.Party].TypeCount; to++)
                        after[at - joint + types.With(joint, rule.Party, to)] += here[at] * Number(rule.Matrices[which][types.TypeOf(rule.Party, joint)][to]);
                }
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
        for (var i = 0; i < what.Length; i++)
            there[i] += weight * what[i];
    }
}
