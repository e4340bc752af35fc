using System.Diagnostics;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The belief-grid recursion: Markov perfect Bayesian logit equilibrium of a game with public beliefs, backward from the last period.</summary>
/// <remarks>
/// Values are kept for every public state, party, own type and joint belief on the grid, and interpolated linearly between grid points. Where nothing is private
/// the grid is one point and the recursion is exact. A horizon without end is solved as the stationary fixed point, by continuation in a common scale of all λ
/// with value iteration as corrector. Method: docs/mathematics/recursion.md.
/// </remarks>
public sealed class BeliefRecursion
{
    /// <summary>The note on turns whose fixed point missed the stopping rule.</summary>
    public const string NotSettled = "At some beliefs no fixed point of a turn was found.";

    private const double SweepTolerance = 1e-10;

    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private BeliefGrid grid;
    private readonly RecursionSettings settings;
    private readonly TurnSolver turns;
    private readonly JointTurnSolver joints;
    private readonly TurnPlan?[] plans;
    private readonly int[] slotOf;
    private double[][] current;
    private double[][] spare;

    /// <param name="game">The game.</param>
    /// <param name="coefficients">The draw's numbers.</param>
    /// <param name="grid">Grid of beliefs.</param>
    /// <param name="settings">How to solve.</param>
    public BeliefRecursion(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, RecursionSettings? settings = null)
    {
        this.game = game;
        this.coefficients = coefficients;
        this.grid = grid;
        this.settings = settings ?? new RecursionSettings();
        turns = new TurnSolver(game, coefficients, grid, this.settings);
        joints = new JointTurnSolver(game, coefficients, grid, this.settings);
        plans = [.. game.Nodes.Select(node => node is TurnNode turn ? new TurnPlan(game, turn) : null)];
        slotOf = [.. Enumerable.Range(0, game.Parties.Count).Select(game.SlotOf)];
        var size = game.SlotCount * grid.PointCount;
        current = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[size])];
        spare = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[size])];
    }

    /// <summary>Memory a solve would take, in bytes, without taking it.</summary>
    public static double MemoryOf(PublicBeliefGame game, int resolution)
    {
        var points = BeliefGrid.CountPoints(game, resolution);
        var rows = game.Nodes.Sum(node => node switch
        {
            TurnNode turn => (double)game.Parties[turn.Mover].TypeCount * turn.Options.Count,
            JointTurnNode joint => joint.Movers.Sum(mover => (double)game.Parties[mover.Party].TypeCount * mover.OptionNames.Count),
            _ => 0,
        });
        return 8 * points * (rows * CycleOf(game) + 2.0 * game.StateCount * game.SlotCount);
    }

    /// <summary>Solves the game with the numbers that the coefficients now hold; may be called again for another draw.</summary>
    /// <returns>Strategies, values at the start and a report. The report is not certified yet: <see cref="Certificate"/> does that.</returns>
    /// <param name="onGrid">Another grid of the same size; null keeps the last one.</param>
    /// <param name="cancel">Stops the work.</param>
    public BeliefSolution Solve(BeliefGrid? onGrid = null, CancellationToken cancel = default)
    {
        grid = onGrid is null || onGrid.PointCount == grid.PointCount ? onGrid ?? grid : throw new ArgumentException("The grid has another size.", nameof(onGrid));
        var clock = Stopwatch.StartNew();
        var solution = new BeliefSolution(game, coefficients, grid, CycleOf(game));
        var converged = true;
        turns.Restart(grid);
        joints.Restart(grid);
        foreach (var values in current)
            Array.Clear(values);
        if (game.Periods is { } periods)
        {
            LastValues();
            for (var period = periods - 1; period >= 0; period--)
            {
                cancel.ThrowIfCancellationRequested();
                if (period < periods - 1)
                    EndOfPeriod(period);
                Period(solution, period);
            }
        }
        else
        {
            converged = Stationary(solution, cancel);
        }
        current[game.InitialState].CopyTo(solution.InitialValues, 0);
        solution.Report = Report(converged, clock.Elapsed);
        return solution;
    }

    // Strategies repeat with the clocks of the drifts where the horizon has no end.
    private static int CycleOf(PublicBeliefGame game) =>
        game.Periods ?? game.Drifts.Aggregate(1, (cycle, drift) => cycle / Gcd(cycle, drift.EveryPeriods) * drift.EveryPeriods);

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    private SolveReport Report(bool converged, TimeSpan elapsed)
    {
        var notes = new List<string>();
        var several = turns.SeveralAt.Concat(joints.SeveralAt).ToList();
        foreach (var number in several.Take(10))
            notes.Add($"'{game.Steps[game.Nodes[number].Step].Name}' when {game.StateNames[game.Nodes[number].State]} has several fixed points; shown is the one reached from λ = 0.");
        if (several.Count > 10)
            notes.Add($"{several.Count - 10} further turns have several fixed points.");
        if (turns.Ties > 0)
            notes.Add("Options tied for a rational party; ties are split evenly.");
        if (game.Parties.Any(party => party.IsRational && (party.IsPrivate || game.Nodes.Any(node => node is JointTurnNode))))
            notes.Add($"Rational play with private types or joint turns is a limit in λ, taken here to λ = {settings.LastPrecision:0.###} per point.");
        var unsettled = turns.Unsettled + joints.Unsettled;
        if (unsettled > 0)
            notes.Add(NotSettled);
        if (!converged)
            notes.Add("The stationary values did not settle.");
        return new SolveReport
        {
            Status = unsettled == 0 && converged ? SolveStatus.Solved : SolveStatus.NotConverged,
            Method = game.HasPrivateTypes ? "belief-grid recursion, logit choices" : "exact recursion, nothing private",
            Certifies = "",
            Selection = settings.Start is null ? "turn-wise principal branch (from λ = 0)" : "reached from the given profile",
            OthersFound = settings.SearchOthers ? several.Count : null,
            Size = (long)game.Nodes.Count * grid.PointCount,
            SizeUnit = "nodes × belief points",
            Elapsed = elapsed,
            Notes = notes,
        };
    }

    private bool Stationary(BeliefSolution solution, CancellationToken cancel)
    {
        if (game.Parties.Any(party => coefficients[party.Discount.Index] >= 1))
            throw new InputException("An endless horizon needs every discount below 1.");
        var cycle = solution.Periods;
        var before = new double[game.StateCount][];
        foreach (var scale in settings.Start is null ? new[] { 0.1, 0.3, 0.6, 1 } : [1])
        {
            turns.Scale = joints.Scale = scale;
            var settled = false;
            for (var sweep = 0; sweep < settings.MostSweeps && !settled; sweep++)
            {
                cancel.ThrowIfCancellationRequested();
                for (var state = 0; state < before.Length; state++)
                    before[state] = (double[])current[state].Clone();
                for (var period = cycle - 1; period >= 0; period--)
                {
                    EndOfPeriod(period);
                    Period(solution, period);
                }
                var change = 0.0;
                for (var state = 0; state < before.Length; state++)
                    for (var i = 0; i < before[state].Length; i++)
                        change = Math.Max(change, Math.Abs(before[state][i] - current[state][i]));
                settled = change < SweepTolerance;
            }
            if (!settled)
                return false;
        }
        return true;
    }

    // Values at the end of the last period: its flow, and for ever after where the deal says so.
    private void LastValues()
    {
        for (var state = 0; state < game.StateCount; state++)
            for (var party = 0; party < game.Parties.Count; party++)
            {
                var discount = coefficients[game.Parties[party].Discount.Index];
                var factor = 1.0;
                if (game.AfterLast == AfterLastPeriod.LastFlowForEver)
                {
                    if (discount >= 1)
                        throw new InputException($"'then forever' needs a discount below 1, but {game.Parties[party].Name}'s is {discount:0.######}.");
                    factor = 1 / (1 - discount);
                }
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                    current[state].AsSpan((slotOf[party] + type) * grid.PointCount, grid.PointCount).Fill(factor * coefficients[game.Flows[state][party][type].Index]);
            }
    }

    // From values at the start of the next period to values at the end of this one: drift, discount, flow.
    private void EndOfPeriod(int period)
    {
        for (var rule = game.Drifts.Count - 1; rule >= 0; rule--)
            if ((period + 1) % game.Drifts[rule].EveryPeriods == 0)
                Drift(game.Drifts[rule]);
        for (var state = 0; state < game.StateCount; state++)
            for (var party = 0; party < game.Parties.Count; party++)
            {
                var discount = coefficients[game.Parties[party].Discount.Index];
                for (var type = 0; type < game.Parties[party].TypeCount; type++)
                {
                    var flow = coefficients[game.Flows[state][party][type].Index];
                    foreach (ref var value in current[state].AsSpan((slotOf[party] + type) * grid.PointCount, grid.PointCount))
                        value = flow + discount * value;
                }
            }
    }

    private void Drift(DriftRule rule)
    {
        var types = game.Parties[rule.Party].TypeCount;
        Span<double> belief = stackalloc double[types];
        Span<int> corner = stackalloc int[types];
        Span<double> weight = stackalloc double[types];
        for (var state = 0; state < game.StateCount; state++)
        {
            if (rule.MatrixOfState[state] < 0)
                continue;
            var matrix = rule.Matrices[rule.MatrixOfState[state]];
            for (var point = 0; point < grid.PointCount; point++)
            {
                belief.Clear();
                var now = grid.Belief(rule.Party, point);
                for (var from = 0; from < types; from++)
                    for (var to = 0; to < types; to++)
                        belief[to] += now[from] * coefficients[matrix[from][to].Index];
                grid.Parties[rule.Party].Locate(belief, corner, weight);
                for (var party = 0; party < game.Parties.Count; party++)
                    for (var type = 0; type < game.Parties[party].TypeCount; type++)
                    {
                        var value = 0.0;
                        for (var to = 0; to < (party == rule.Party ? types : 1); to++)
                        {
                            var slot = slotOf[party] + (party == rule.Party ? to : type);
                            var chance = party == rule.Party ? coefficients[matrix[type][to].Index] : 1;
                            for (var k = 0; k < types && chance != 0; k++)
                                value += chance * weight[k] * current[state][slot * grid.PointCount + grid.With(point, rule.Party, corner[k])];
                        }
                        spare[state][(slotOf[party] + type) * grid.PointCount + point] = value;
                    }
            }
            (current[state], spare[state]) = (spare[state], current[state]);
        }
    }

    private void Period(BeliefSolution solution, int period)
    {
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var nodeOf = game.Steps[step].NodeOfState;
            for (var state = 0; state < nodeOf.Length; state++)
            {
                if (nodeOf[state] < 0)
                    continue;
                switch (game.Nodes[nodeOf[state]])
                {
                    case TurnNode:
                        turns.Solve(plans[nodeOf[state]]!, nodeOf[state], current, spare[state], solution, period);
                        break;
                    case JointTurnNode joint:
                        joints.Solve(joint, nodeOf[state], current, spare[state], solution, period);
                        break;
                    case ChanceNode chance:
                        Chance(chance, spare[state]);
                        break;
                }
            }
            for (var state = 0; state < nodeOf.Length; state++)
                if (nodeOf[state] >= 0)
                    (current[state], spare[state]) = (spare[state], current[state]);
        }
    }

    private void Chance(ChanceNode node, double[] result)
    {
        var informant = node.Informant;
        var types = informant < 0 ? 1 : game.Parties[informant].TypeCount;
        var after = new double[types];
        var corner = new int[types];
        var weight = new double[types];
        Array.Clear(result);
        for (var point = 0; point < grid.PointCount; point++)
        {
            var belief = informant < 0 ? [] : grid.Belief(informant, point);
            for (var row = 0; row < types; row++)
                foreach (var transition in node.Transitions[row])
                {
                    var chance = coefficients[transition.Probability.Index];
                    if (informant < 0)
                    {
                        corner[0] = 0;
                        weight[0] = 1;
                    }
                    else
                    {
                        var sum = 0.0;
                        for (var type = 0; type < types; type++)
                            sum += after[type] = belief[type] * node.Transitions[type].Where(other => other.NextState == transition.NextState).Sum(other => coefficients[other.Probability.Index]);
                        for (var type = 0; type < types; type++)
                            after[type] = sum > 0 ? after[type] / sum : belief[type];
                        grid.Parties[informant].Locate(after, corner, weight);
                    }
                    for (var party = 0; party < game.Parties.Count; party++)
                        for (var type = 0; type < game.Parties[party].TypeCount; type++)
                        {
                            if (party == informant && type != row)
                                continue;
                            var share = chance * (informant >= 0 && party != informant ? belief[row] : 1);
                            var slot = slotOf[party] + type;
                            for (var k = 0; k < types; k++)
                            {
                                var there = informant < 0 ? point : grid.With(point, informant, corner[k]);
                                result[slot * grid.PointCount + point] += share * weight[k] * current[transition.NextState][slot * grid.PointCount + there];
                            }
                        }
                }
            for (var party = 0; party < game.Parties.Count; party++)
                if (node.Payments[party] is { } payments)
                    for (var row = 0; row < types; row++)
                        for (var type = 0; type < game.Parties[party].TypeCount; type++)
                            if (party != informant || type == row)
                                result[(slotOf[party] + type) * grid.PointCount + point] +=
                                    (informant >= 0 && party != informant ? belief[row] : 1) * coefficients[payments[row][type].Index];
        }
    }
}
