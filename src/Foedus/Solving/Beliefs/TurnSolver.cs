using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Beliefs;

/// <summary>Solves one turn at every grid point: the fixed point of choices and the beliefs that follow from them, along λ from 0.</summary>
/// <remarks>
/// Damped iteration on the choices, warm from one λ to the next (agent quantal response: McKelvey and Palfrey 1998; the branch as in Turocy 2005, here turn by
/// turn). Where that does not settle, <see cref="TurnNewton"/> follows the branch. Grid points are worked on in blocks, a block's points side by side.
/// </remarks>
internal sealed class TurnSolver
{
    private const int Block = 32;

    // Steps in λ and rounds each that damped iteration is given before Newton takes over.
    private const int Steps = 4;
    private const int Rounds = 60;

    private BeliefGrid grid;
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
    private TurnNewton? newton;
    private int[] points = [];
    private readonly int[] at = new int[Block];
    // The same joint point with the mover's own point 0.
    private readonly int[] foot = new int[Block];
    private readonly double[] beliefs = new double[Block];
    private readonly bool[] left = new bool[Block];
    private readonly double[] change = new double[Block];

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

    /// <summary>Forgets what was counted, and works on another grid of the same size.</summary>
    public void Restart(BeliefGrid other)
    {
        grid = other;
        Unsettled = Ties = 0;
        SeveralAt.Clear();
    }

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
            for (var lane = 0; lane < Block; lane++)
                Place(plan, lane, from + Math.Min(lane, count - 1));
            FixedPoint(plan, number, next, count);
            for (var option = 0; option < plan.Options; option++)
                for (var type = 0; type < plan.Types; type++)
                    sigma.AsSpan((option * plan.Types + type) * Block, count).CopyTo(solution.Choice(period, number, 0, type, option)[from..]);
            if (settings.SearchOthers && plan.Types > 1)
                Search(plan, number, next, count);
            Values(plan, next, result, from, count);
        }
    }

    private static void Reserve(ref double[] array, int length)
    {
        if (array.Length < length)
            array = new double[length];
    }

    private void Place(TurnPlan plan, int lane, int point)
    {
        at[lane] = point;
        foot[lane] = grid.With(point, plan.Node.Mover, 0);
        var belief = grid.Belief(plan.Node.Mover, point);
        for (var type = 0; type < plan.Types; type++)
            own[type * Block + lane] = belief[type];
    }

    private double Lambda(TurnPlan plan)
    {
        var party = game.Parties[plan.Node.Mover];
        return Scale * (party.IsRational ? settings.LastPrecision : coefficients[party.Precision.Index]);
    }

    private void FixedPoint(TurnPlan plan, int number, double[][] next, int count)
    {
        var lambda = Lambda(plan);
        if (plan.Types == 1)
        {
            Beliefs(plan, count);
            Continuation(plan, next, count);
            if (game.Parties[plan.Node.Mover].IsRational)
                BestResponse(plan, count);
            else
                Respond(plan, lambda, count, 1);
            return;
        }
        var cells = plan.Options * plan.Types;
        Array.Clear(left);
        if (settings.Start is not null && settings.Start.TryGetValue((number, 0), out var given))
        {
            for (var option = 0; option < plan.Options; option++)
                sigma.AsSpan(option * plan.Types * Block, plan.Types * Block).Fill(given[option]);
            Iterate(plan, next, count, lambda, Rounds, settings.Tolerance);
        }
        else
        {
            sigma.AsSpan(0, cells * Block).Fill(1.0 / plan.Options);
            for (var step = 1; step <= Steps; step++)
                Iterate(plan, next, count, lambda * step / Steps, Rounds, step == Steps ? settings.Tolerance : 1e-4);
        }
        if (!left.AsSpan(0, count).Contains(true))
            return;
        // What damped iteration left open is followed one point at a time; the lanes then hold one point's trial profiles.
        var found = sigma.AsSpan(0, cells * Block).ToArray();
        var from = at[0];
        newton ??= new TurnNewton();
        for (var lane = 0; lane < count; lane++)
        {
            if (!left[lane])
                continue;
            for (var trial = 0; trial < Block; trial++)
                Place(plan, trial, from + lane);
            var start = Enumerable.Range(0, cells).Select(cell => settings.Start is not null ? found[cell * Block + lane] : 1.0 / plan.Options).ToArray();
            if (!newton.Follow(start, Block, lambda, fromZero: settings.Start is null, settings.Tolerance, (trials, trialCount, precision) => Responses(plan, next, trials, trialCount, precision)))
                Unsettled++;
            for (var cell = 0; cell < cells; cell++)
                found[cell * Block + lane] = start[cell];
        }
        found.CopyTo(sigma, 0);
        for (var lane = 0; lane < Block; lane++)
            Place(plan, lane, from + Math.Min(lane, count - 1));
    }

    // The logit responses to trial profiles, one a lane, in place.
    private void Responses(TurnPlan plan, double[][] next, double[] trials, int count, double lambda)
    {
        trials.AsSpan(0, plan.Options * plan.Types * Block).CopyTo(sigma);
        Beliefs(plan, count);
        Continuation(plan, next, count);
        Respond(plan, lambda, count, 1);
        sigma.AsSpan(0, plan.Options * plan.Types * Block).CopyTo(trials);
    }

    private bool Iterate(TurnPlan plan, double[][] next, int count, double lambda, int rounds, double tolerance)
    {
        var last = double.PositiveInfinity;
        var share = 1.0;
        for (var round = 0; round < rounds; round++)
        {
            Beliefs(plan, count);
            Continuation(plan, next, count);
            var largest = Respond(plan, lambda, count, share);
            if (largest <= tolerance)
                return true;
            if (largest > 0.8 * last)
                share = Math.Max(0.2, 0.6 * share);
            last = largest;
        }
        for (var lane = 0; lane < count; lane++)
            left[lane] |= !(change[lane] <= tolerance);
        return false;
    }

    // The belief after each group, as grid points and weights.
    private void Beliefs(TurnPlan plan, int count)
    {
        var mover = plan.Node.Mover;
        var simplex = grid.Parties[mover];
        var stride = grid.StrideOf(mover);
        for (var group = 0; group < plan.Groups.Length; group++)
        {
            var first = group * plan.Types * Block;
            if (plan.Types == 1)
            {
                for (var lane = 0; lane < count; lane++)
                {
                    points[first + lane] = at[lane];
                    weights[first + lane] = 1;
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
                LocateTwo(simplex, stride, count, first);
            else
                LocateMany(simplex, stride, count, first, plan.Types);
        }
    }

    private void LocateTwo(SimplexGrid simplex, int stride, int count, int first)
    {
        for (var lane = 0; lane < Block; lane += Vector<double>.Count)
        {
            var likely = new Vector<double>(likelihood, lane);
            var sum = likely + new Vector<double>(likelihood, Block + lane);
            Vector.ConditionalSelect(Vector.GreaterThan(sum, new Vector<double>(1e-300)), likely / sum, new Vector<double>(own, lane)).CopyTo(beliefs, lane);
        }
        var (knots, inverse) = (simplex.Knots, simplex.InverseWidth);
        var corner = points.AsSpan(first, 2 * Block);
        var weight = weights.AsSpan(first, 2 * Block);
        for (var lane = 0; lane < count; lane++)
        {
            var belief = beliefs[lane];
            var cell = simplex.CellOfFast(belief);
            var fraction = (belief - knots[cell]) * inverse[cell];
            var here = foot[lane] + cell * stride;
            corner[lane] = here;
            corner[Block + lane] = here + stride;
            weight[lane] = 1 - fraction;
            weight[Block + lane] = fraction;
        }
    }

    private void LocateMany(SimplexGrid simplex, int stride, int count, int first, int types)
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
                points[first + k * Block + lane] = foot[lane] + corner[k] * stride;
                weights[first + k * Block + lane] = weight[k];
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
        if (plan.Types == 2)
        {
            GatherTwo(sum, probability, value, points.AsSpan(group * 2 * Block, 2 * Block), weights.AsSpan(group * 2 * Block, 2 * Block), count);
            return;
        }
        for (var k = 0; k < plan.Types; k++)
        {
            var first = (group * plan.Types + k) * Block;
            var corner = points.AsSpan(first, count);
            var weight = weights.AsSpan(first, count);
            for (var lane = 0; lane < corner.Length; lane++)
                sum[lane] += probability * weight[lane] * value[corner[lane]];
        }
    }

    // Both corners in one pass, in the order of two.
    private static void GatherTwo(Span<double> sum, double probability, ReadOnlySpan<double> value, ReadOnlySpan<int> corner, ReadOnlySpan<double> weight, int count)
    {
        var low = corner[..count];
        var high = corner.Slice(Block, count);
        var near = weight[..count];
        var far = weight.Slice(Block, count);
        sum = sum[..count];
        for (var lane = 0; lane < sum.Length; lane++)
            sum[lane] = sum[lane] + probability * near[lane] * value[low[lane]] + probability * far[lane] * value[high[lane]];
    }

    // Moves the choices by a share of the way to the logit response; returns the largest distance to it.
    private double Respond(TurnPlan plan, double lambda, int count, double share)
    {
        var worst = Vector<double>.Zero;
        var step = Block * plan.Types;
        Array.Clear(change);
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
                    var e = LaneExponential.Of(lambda * (new Vector<double>(values, first + option * step) - highest));
                    e.CopyTo(best, first + option * step);
                    total += e;
                }
                var inverse = Vector<double>.One / total;
                for (var option = 0; option < plan.Options; option++)
                {
                    var response = new Vector<double>(best, first + option * step) * inverse;
                    var old = new Vector<double>(sigma, first + option * step);
                    var distance = Vector.Abs(response - old);
                    Vector.Max(new Vector<double>(change, lane), distance).CopyTo(change, lane);
                    worst = Vector.Max(worst, distance);
                    // A whole step must not carry roundings of what stood there before.
                    (share == 1 ? response : old + share * (response - old)).CopyTo(sigma, first + option * step);
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
        Beliefs(plan, count);
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
                            var cell = (option * plan.Types + type) * Block + lane;
                            // Σ σ (Q − log σ / λ) is (1/λ) log Σ exp λQ at the logit response.
                            sum[lane] += sigma[cell] * (values[cell] - (shocks && sigma[cell] > 0 ? Math.Log(sigma[cell]) / lambda : 0));
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
                            var first = (option * plan.Types + moverType) * Block;
                            for (var lane = 0; lane < count; lane++)
                                sum[lane] += own[moverType * Block + lane] * sigma[first + lane] * part[lane];
                        }
                }
                sum[..count].CopyTo(result.AsSpan(slot * grid.PointCount + from, count));
            }
    }

    // Near-pure starts: each type of the mover leans to an option of its own.
    private void Search(TurnPlan plan, int number, double[][] next, int count)
    {
        var cells = plan.Options * plan.Types * Block;
        var found = sigma.AsSpan(0, cells).ToArray();
        var lambda = Lambda(plan);
        for (var first = 0; first < plan.Options && !SeveralAt.Contains(number); first++)
            for (var others = 0; others < plan.Options && !SeveralAt.Contains(number); others++)
            {
                for (var option = 0; option < plan.Options; option++)
                    for (var type = 0; type < plan.Types; type++)
                        sigma.AsSpan((option * plan.Types + type) * Block, Block).Fill(option == (type == 0 ? first : others) ? 0.99 : 0.01 / (plan.Options - 1.0 + (plan.Options == 1 ? 1 : 0)));
                if (!Iterate(plan, next, count, lambda, 200, settings.Tolerance))
                    continue;
                for (var cell = 0; cell < cells; cell++)
                    if (cell % Block < count && Math.Abs(sigma[cell] - found[cell]) > 1e-4)
                        SeveralAt.Add(number);
            }
        found.CopyTo(sigma, 0);
    }
}
