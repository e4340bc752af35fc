using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Which beliefs of the grid can come about at all, whatever is chosen and whatever happens: the others are no part of the game that begins at the priors.</summary>
internal sealed class Reachability
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly PublicOutlook outlook;

    // [(period of the cycle, node)] → [point]
    private readonly Dictionary<(int Period, int Node), bool[]> met = [];
    private bool grown;

    public Reachability(BeliefSolution solution, CancellationToken cancel = default)
    {
        this.solution = solution;
        (game, grid, outlook) = (solution.Game, solution.Grid, new PublicOutlook(solution));
        var here = new bool[game.StateCount][];
        foreach (var point in Start())
            Mark(here, game.InitialState, point);
        var cycle = solution.Periods;
        do
        {
            grown = false;
            for (var period = 0; period < cycle; period++)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var step in game.Steps)
                    here = Step(step, period, here);
                Drift(period, here);
            }
        } while (grown && game.Periods is null);
    }

    /// <summary>Whether a node can be met at a joint grid point in a period of the cycle.</summary>
    public bool Includes(int period, int node, int point) => met.TryGetValue((period, node), out var points) && points[point];

    private List<int> Start()
    {
        var (points, weights) = (new List<int> { 0 }, new List<double> { 1 });
        for (var party = 0; party < game.Parties.Count; party++)
            PublicOutlook.Split(grid, party, game.Parties[party].Prior.Select(share => solution.Coefficients[share.Index]).ToArray(), points, weights);
        return [.. points.Where((_, i) => weights[i] > 0)];
    }

    private void Mark(bool[]?[] of, int state, int point) => (of[state] ??= new bool[grid.PointCount])[point] = true;

    private bool[][] Step(GameStep step, int period, bool[][] here)
    {
        var after = new bool[]?[game.StateCount];
        for (var state = 0; state < here.Length; state++)
        {
            if (here[state] is not { } points)
                continue;
            var node = step.NodeOfState[state];
            if (node >= 0 && !met.ContainsKey((period, node)))
                met.Add((period, node), new bool[grid.PointCount]);
            for (var point = 0; point < points.Length; point++)
            {
                if (!points[point])
                    continue;
                if (node < 0)
                {
                    Mark(after, state, point);
                    continue;
                }
                if (!met[(period, node)][point])
                    grown = met[(period, node)][point] = true;
                outlook.Look(period, node, point);
                foreach (ref readonly var happened in outlook.Events)
                {
                    var belief = outlook.After(happened);
                    for (var i = 0; i < belief.Points.Length && happened.Chance > 0; i++)
                        if (belief.Weights[i] > 1e-12)
                            Mark(after, happened.NextState, belief.Points[i]);
                }
            }
        }
        return after!;
    }

    private void Drift(int period, bool[][] here)
    {
        foreach (var rule in game.Drifts.Where(rule => (period + 1) % rule.EveryPeriods == 0))
            for (var state = 0; state < here.Length; state++)
            {
                if (here[state] is not { } points || rule.MatrixOfState[state] < 0)
                    continue;
                var matrix = rule.Matrices[rule.MatrixOfState[state]];
                var there = new bool[points.Length];
                for (var point = 0; point < points.Length; point++)
                {
                    if (!points[point])
                        continue;
                    var belief = grid.Belief(rule.Party, point).ToArray();
                    var moved = belief.Select((_, to) => belief.Select((share, from) => share * solution.Coefficients[matrix[from][to].Index]).Sum()).ToArray();
                    var (places, weights) = (new List<int> { point }, new List<double> { 1 });
                    PublicOutlook.Split(grid, rule.Party, moved, places, weights);
                    foreach (var place in places.Where((_, i) => weights[i] > 0))
                        there[place] = true;
                }
                here[state] = there;
            }
    }
}
