using System.Numerics;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Solves one turn at every grid point: the fixed point of choices and the beliefs that follow from them, along λ from 0.</summary>
/// <remarks>
/// Damped iteration on the choices, warm from one λ to the next (agent quantal response: McKelvey and Palfrey 1998; the branch as in Turocy 2005, here turn by
/// turn). Where that does not settle, smaller steps in λ and more damping are tried. Grid points are worked on in blocks, a block's points side by side.
/// </remarks>
internal sealed class TurnSolver
{
    private const int Block = 32;

    private static readonly (int Steps, double Damping, int Rounds)[] Attempts = [(4, 1, 60), (16, 0.5, 300), (64, 0.15, 2000)];

    private readonly BeliefGrid grid;
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly RecursionSettings settings;
    private readonly int[] slotOf;
    private double[] sigma = [];
    private double[] best = [];
    private double[] values = [];
    private double[] own = [];
    private double[] weights = [];
    private double[] likelihood = [];
    private int[] points = [];

    public TurnSolver(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, RecursionSettings settings)
    {
        this.game = game;
        this.coefficients = coefficients;
        this.grid = grid;
        this.settings = settings;
        slotOf = [.. Enumerable.Range(0, game.Parties.Count).Select(game.SlotOf)];
    }

    /// <summary>Grid points at which no fixed point was found.</summary>
    public long Unsettled { get; private set; }

    /// <summary>Grid points at which options tied under λ = ∞.</summary>
    public long Ties { get; private set; }

    /// <summary>Scale of every λ, for continuation over the whole game.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Nodes where another start led to another fixed point.</summary>
    public SortedSet<int> SeveralAt { get; } = [];

    /// <param name="plan">The turn.</param>
    /// <param name="number">The node's number.</param>
    /// <param name="next">[state][slot × points + point] values after the step.</param>
    /// <param name="result">[slot × points + point] values before it; filled.</param>
    /// <param name="solution">Where the choices go.</param>
    /// <param name="period">In which period.</param>
    public void Solve(TurnPlan plan, int number, double[][] next, double[] result, BeliefSolution solution, int period)
    {
        var cells = plan.Options * plan.Types * Block;
        Reserve(ref sigma, cells);
        Reserve(ref best, cells);
        Reserve(ref values, cells);
        Reserve(ref own, plan.Types * Block);
        Reserve(ref likelihood, plan.Types * Block);
        Reserve(ref weights, plan.Groups.Length * plan.Types * Block);
        if (points.Length < plan.Groups.Length * plan.Types * Block)
            points = new int[plan.Groups.Length * plan.Types * Block];
        for (var from = 0; from < grid.PointCount; from += Block)
        {
            var count = Math.Min(Block, grid.PointCount - from);
            var mover = plan.Node.Mover;
            for (var lane = 0; lane < Block; lane++)
            {
                var belief = grid.Belief(mover, from + Math.Min(lane, count - 1));
                for (var type = 0; type < plan.Types; type++)
                    own[type * Block + lane] = belief[type];
            }
            FixedPoint(plan, number, next, from, count);
            for (var option = 0; option < plan.Options; option++)
                for (var type = 0; type < plan.Types; type++)
                    sigma.AsSpan((option * plan.Types + type) * Block, count).CopyTo(solution.Choice(period, number, 0, type, option)[from..]);
            if (settings.SearchOthers && plan.Types > 1)
                Search(plan, number, next, from, count);
            Values(plan, next, result, from, count);
        }
    }

    private static void Reserve(ref double[] array, int length)
    {
        if (array.Length < length)
            array = new double[length];
    }

    private void FixedPoint(TurnPlan plan, int number, double[][] next, int from, int count)
    {
        var party = game.Parties[plan.Node.Mover];
        var lambda = Scale * (party.IsRational ? settings.LastPrecision : coefficients[party.Precision.Index]);
        if (plan.Types == 1)
        {
            Beliefs(plan, from, count);
            Continuation(plan, next, count);
            if (party.IsRational)
                BestResponse(plan, count);
            else
                Respond(plan, lambda, count, 1);
            return;
        }
        if (settings.Start is not null && settings.Start.TryGetValue((number, 0), out var given))
        {
            for (var option = 0; option < plan.Options; option++)
                sigma.AsSpan(option * plan.Types * Block, plan.Types * Block).Fill(given[option]);
            foreach (var (_, damping, rounds) in Attempts)
                if (Iterate(plan, next, from, count, lambda, damping, rounds, settings.Tolerance))
                    return;
        }
        foreach (var (steps, damping, rounds) in Attempts)
        {
            // A limit in λ doubles its way up; a given λ is reached in even steps.
            var all = party.IsRational ? steps + 8 : steps;
            sigma.AsSpan(0, plan.Options * plan.Types * Block).Fill(1.0 / plan.Options);
            var settled = true;
            for (var step = 1; step <= all && settled; step++)
            {
                var at = step == all ? lambda : party.IsRational ? lambda * Math.Pow(2, (step - all) * 16.0 / all) : lambda * step / all;
                settled = Iterate(plan, next, from, count, at, damping, rounds, step == all ? settings.Tolerance : 1e-4);
            }
            if (settled)
                return;
        }
        Unsettled += count;
    }

    private bool Iterate(TurnPlan plan, double[][] next, int from, int count, double lambda, double damping, int rounds, double tolerance)
    {
        var last = double.PositiveInfinity;
        var share = damping;
        for (var round = 0; round < rounds; round++)
        {
            Beliefs(plan, from, count);
            Continuation(plan, next, count);
            var change = Respond(plan, lambda, count, share);
            if (change <= tolerance)
                return true;
            if (change > 0.8 * last)
                share = Math.Max(0.1 * damping, 0.6 * share);
            last = change;
        }
        return false;
    }

    // The belief after each group, as grid points and weights.
    private void Beliefs(TurnPlan plan, int from, int count)
    {
        var mover = plan.Node.Mover;
        var simplex = grid.Parties[mover];
        var stride = grid.StrideOf(mover);
        for (var group = 0; group < plan.Groups.Length; group++)
        {
            var at = group * plan.Types * Block;
            if (plan.Types == 1)
            {
                for (var lane = 0; lane < count; lane++)
                {
                    points[at + lane] = from + lane;
                    weights[at + lane] = 1;
                }
                continue;
            }
            Array.Clear(likelihood, 0, plan.Types * Block);
            foreach (var share in plan.Groups[group])
            {
                var probability = coefficients[share.Probability.Index];
                var choice = sigma.AsSpan((share.Option * plan.Types + share.Type) * Block, Block);
                var belief = own.AsSpan(share.Type * Block, Block);
                var total = likelihood.AsSpan(share.NextType * Block, Block);
                for (var lane = 0; lane < Block; lane++)
                    total[lane] += probability * belief[lane] * choice[lane];
            }
            if (plan.Types == 2)
                LocateTwo(simplex, stride, mover, from, count, at);
            else
                LocateMany(simplex, stride, mover, from, count, at, plan.Types);
        }
    }

    private void LocateTwo(SimplexGrid simplex, int stride, int mover, int from, int count, int at)
    {
        var knots = simplex.Knots;
        for (var lane = 0; lane < count; lane++)
        {
            var sum = likelihood[lane] + likelihood[Block + lane];
            var belief = sum > 1e-300 ? likelihood[lane] / sum : own[lane];
            var cell = simplex.CellOfFast(belief);
            var fraction = (belief - knots[cell]) * simplex.InverseWidth[cell];
            var here = from + lane + (cell - grid.PointOf(mover, from + lane)) * stride;
            points[at + lane] = here;
            points[at + Block + lane] = here + stride;
            weights[at + lane] = 1 - fraction;
            weights[at + Block + lane] = fraction;
        }
    }

    private void LocateMany(SimplexGrid simplex, int stride, int mover, int from, int count, int at, int types)
    {
        Span<double> belief = stackalloc double[types];
        Span<int> corner = stackalloc int[types];
        Span<double> weight = stackalloc double[types];
        for (var lane = 0; lane < count; lane++)
        {
            var sum = 0.0;
            for (var type = 0; type < types; type++)
                sum += likelihood[type * Block + lane];
            for (var type = 0; type < types; type++)
                belief[type] = sum > 1e-300 ? likelihood[type * Block + lane] / sum : own[type * Block + lane];
            simplex.Locate(belief, corner, weight);
            for (var k = 0; k < types; k++)
            {
                points[at + k * Block + lane] = from + lane + (corner[k] - grid.PointOf(mover, from + lane)) * stride;
                weights[at + k * Block + lane] = weight[k];
            }
        }
    }

    // Q of every option and own type.
    private void Continuation(TurnPlan plan, double[][] next, int count)
    {
        var mover = plan.Node.Mover;
        for (var option = 0; option < plan.Options; option++)
            for (var type = 0; type < plan.Types; type++)
            {
                var q = values.AsSpan((option * plan.Types + type) * Block, Block);
                var payment = plan.Node.Options[option].Payments[mover];
                q.Fill(payment is null ? 0 : coefficients[payment[type][type].Index]);
                foreach (var move in plan.Moves[option * plan.Types + type])
                    Gather(q, coefficients[move.Probability.Index], next[move.State].AsSpan((slotOf[mover] + move.Type) * grid.PointCount, grid.PointCount), plan, move.Group, count);
            }
    }

    private void Gather(Span<double> sum, double probability, ReadOnlySpan<double> value, TurnPlan plan, int group, int count)
    {
        for (var k = 0; k < plan.Types; k++)
        {
            var at = (group * plan.Types + k) * Block;
            var corner = points.AsSpan(at, count);
            var weight = weights.AsSpan(at, count);
            for (var lane = 0; lane < corner.Length; lane++)
                sum[lane] += probability * weight[lane] * value[corner[lane]];
        }
    }

    // Moves the choices by a share of the way to the logit response; returns the largest distance to it.
    private double Respond(TurnPlan plan, double lambda, int count, double share)
    {
        var worst = Vector<double>.Zero;
        var step = Block * plan.Types;
        for (var type = 0; type < plan.Types; type++)
        {
            for (var lane = 0; lane < count; lane += Vector<double>.Count)
            {
                var first = type * Block + lane;
                var highest = new Vector<double>(values, first);
                for (var option = 1; option < plan.Options; option++)
                    highest = Vector.Max(highest, new Vector<double>(values, first + option * step));
                var total = Vector<double>.Zero;
                for (var option = 0; option < plan.Options; option++)
                {
                    var e = Vector.Exp(lambda * (new Vector<double>(values, first + option * step) - highest));
                    e.CopyTo(best, first + option * step);
                    total += e;
                }
                var inverse = Vector<double>.One / total;
                for (var option = 0; option < plan.Options; option++)
                {
                    var response = new Vector<double>(best, first + option * step) * inverse;
                    var old = new Vector<double>(sigma, first + option * step);
                    worst = Vector.Max(worst, Vector.Abs(response - old));
                    (old + share * (response - old)).CopyTo(sigma, first + option * step);
                }
            }
        }
        var largest = 0.0;
        for (var i = 0; i < Vector<double>.Count; i++)
            largest = Math.Max(largest, worst[i]);
        return largest;
    }

    private void BestResponse(TurnPlan plan, int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            var highest = double.NegativeInfinity;
            for (var option = 0; option < plan.Options; option++)
                highest = Math.Max(highest, values[option * Block + lane]);
            var near = 1e-12 * Math.Max(1, Math.Abs(highest));
            var ties = 0;
            for (var option = 0; option < plan.Options; option++)
                if (values[option * Block + lane] >= highest - near)
                    ties++;
            for (var option = 0; option < plan.Options; option++)
                sigma[option * Block + lane] = values[option * Block + lane] >= highest - near ? 1.0 / ties : 0;
            if (ties > 1)
                Ties++;
        }
    }

    // Values of every party and type at the choices found.
    private void Values(TurnPlan plan, double[][] next, double[] result, int from, int count)
    {
        Beliefs(plan, from, count);
        Continuation(plan, next, count);
        var mover = plan.Node.Mover;
        var lambda = Scale * coefficients[game.Parties[mover].Precision.Index];
        var shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks && !game.Parties[mover].IsRational && lambda > 0;
        Span<double> sum = stackalloc double[Block];
        Span<double> part = stackalloc double[Block];
        for (var party = 0; party < game.Parties.Count; party++)
            for (var type = 0; type < game.Parties[party].TypeCount; type++)
            {
                sum.Clear();
                var slot = slotOf[party] + type;
                if (party == mover)
                {
                    for (var option = 0; option < plan.Options; option++)
                        for (var lane = 0; lane < count; lane++)
                        {
                            var at = (option * plan.Types + type) * Block + lane;
                            // Σ σ (Q − log σ / λ) is (1/λ) log Σ exp λQ at the logit response.
                            sum[lane] += sigma[at] * (values[at] - (shocks && sigma[at] > 0 ? Math.Log(sigma[at]) / lambda : 0));
                        }
                }
                else
                {
                    for (var option = 0; option < plan.Options; option++)
                        for (var moverType = 0; moverType < plan.Types; moverType++)
                        {
                            var payment = plan.Node.Options[option].Payments[party];
                            part.Fill(payment is null ? 0 : coefficients[payment[moverType][type].Index]);
                            foreach (var move in plan.Moves[option * plan.Types + moverType])
                                Gather(part, coefficients[move.Probability.Index], next[move.State].AsSpan(slot * grid.PointCount, grid.PointCount), plan, move.Group, count);
                            var at = (option * plan.Types + moverType) * Block;
                            for (var lane = 0; lane < count; lane++)
                                sum[lane] += own[moverType * Block + lane] * sigma[at + lane] * part[lane];
                        }
                }
                sum[..count].CopyTo(result.AsSpan(slot * grid.PointCount + from, count));
            }
    }

    // Near-pure starts: each type of the mover leans to an option of its own.
    private void Search(TurnPlan plan, int number, double[][] next, int from, int count)
    {
        var cells = plan.Options * plan.Types * Block;
        var found = sigma.AsSpan(0, cells).ToArray();
        var party = game.Parties[plan.Node.Mover];
        var lambda = Scale * (party.IsRational ? settings.LastPrecision : coefficients[party.Precision.Index]);
        for (var first = 0; first < plan.Options && !SeveralAt.Contains(number); first++)
            for (var others = 0; others < plan.Options && !SeveralAt.Contains(number); others++)
            {
                for (var option = 0; option < plan.Options; option++)
                    for (var type = 0; type < plan.Types; type++)
                        sigma.AsSpan((option * plan.Types + type) * Block, Block).Fill(option == (type == 0 ? first : others) ? 0.99 : 0.01 / (plan.Options - 1.0 + (plan.Options == 1 ? 1 : 0)));
                if (!Iterate(plan, next, from, count, lambda, 0.5, 300, settings.Tolerance))
                    continue;
                for (var cell = 0; cell < cells; cell++)
                    if (cell % Block < count && Math.Abs(sigma[cell] - found[cell]) > 1e-4)
                        SeveralAt.Add(number);
            }
        found.CopyTo(sigma, 0);
    }
}
