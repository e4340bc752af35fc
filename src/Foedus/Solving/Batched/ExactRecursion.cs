using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>Backward induction with logit or rational choices, nothing private, many draws side by side.</summary>
/// <remarks>
/// What <see cref="Beliefs.BeliefRecursion"/> does on one point, in the same order of operations: at a turn the numbers are the same bits. Joint turns iterate to the same
/// stopping rule. Method and what is guaranteed: docs/mathematics/lanes.md.
/// </remarks>
internal sealed unsafe class ExactRecursion<TLane> where TLane : struct, ILane<TLane>
{
    private readonly PublicBeliefGame game;
    private readonly ExactPlan plan;
    private readonly LaneColumns columns;
    private readonly LaneColumns choices;
    private readonly int parties;
    private readonly int[] discount;
    private readonly int[] precision;
    private readonly int[] flow;
    private readonly bool shocks;
    private readonly JointTurns<TLane> joints;

    /// <param name="game">The game.</param>
    /// <param name="plan">Its backward step.</param>
    /// <param name="columns">Coefficients and values.</param>
    /// <param name="choices">[period × rows + row] chances of options; filled.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    public ExactRecursion(PublicBeliefGame game, ExactPlan plan, LaneColumns columns, LaneColumns choices, Func<Coefficient, int> columnOf)
    {
        this.game = game;
        this.plan = plan;
        this.columns = columns;
        this.choices = choices;
        parties = game.Parties.Count;
        discount = [.. game.Parties.Select(party => columnOf(party.Discount))];
        precision = [.. game.Parties.Select(party => party.IsRational ? -1 : columnOf(party.Precision))];
        flow = [.. game.Flows.SelectMany(state => state).Select(party => party[0].IsZero ? -1 : columnOf(party[0]))];
        shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        joints = new JointTurns<TLane>(game, precision, shocks);
    }

    /// <summary>Solves for the coefficients that the columns now hold. Values at the beginning stand in the plan's start columns.</summary>
    public void Solve(CancellationToken cancel)
    {
        var periods = game.Periods!.Value;
        LastValues();
        for (var period = periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            if (period < periods - 1)
                EndOfPeriod();
            var chosen = choices.First + (nint)period * plan.Rows * LaneColumns.Lanes;
            foreach (ref readonly var operation in plan.Operations.AsSpan())
                Do(operation, chosen + operation.Row * LaneColumns.Lanes);
        }
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* At(int column) => columns.First + (nint)column * LaneColumns.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LastValues()
    {
        for (var state = 0; state < game.StateCount; state++)
            for (var party = 0; party < parties; party++)
            {
                var into = At(plan.EndColumn[state] + party);
                var number = flow[state * parties + party];
                for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                {
                    var factor = game.AfterLast == AfterLastPeriod.LastFlowForEver ? TLane.All(1) / (TLane.All(1) - TLane.Load(At(discount[party]) + lane)) : TLane.All(1);
                    (number < 0 ? TLane.All(0) : factor * TLane.Load(At(number) + lane)).Store(into + lane);
                }
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndOfPeriod()
    {
        for (var state = 0; state < game.StateCount; state++)
            for (var party = 0; party < parties; party++)
            {
                var from = At(plan.StartColumn[state] + party);
                var into = At(plan.EndColumn[state] + party);
                var delta = At(discount[party]);
                var number = flow[state * parties + party];
                if (number < 0)
                    for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                        (TLane.Load(delta + lane) * TLane.Load(from + lane)).Store(into + lane);
                else
                    for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                        (TLane.Load(At(number) + lane) + TLane.Load(delta + lane) * TLane.Load(from + lane)).Store(into + lane);
            }
    }

    private void Do(in ExactPlan.Operation operation, double* chosen)
    {
        switch (operation.Kind)
        {
            case ExactPlan.OperationKind.PayThenLottery:
                Lottery(operation, payFirst: true);
                break;
            case ExactPlan.OperationKind.LotteryThenPay:
                Lottery(operation, payFirst: false);
                break;
            case ExactPlan.OperationKind.Gather:
                for (var i = 0; i < operation.Count; i++)
                    columns[plan.Inputs[operation.First + i]].CopyTo(columns[operation.Result + i]);
                break;
            case ExactPlan.OperationKind.Joint:
                joints.Solve((JointTurnNode)game.Nodes[operation.Node], columns, plan.Inputs.AsSpan(operation.First, operation.Count * parties), operation.Result, chosen);
                break;
            default:
                Turn(operation, chosen);
                break;
        }
    }

    // Four registers at a time, so that finding the columns is shared by them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lottery(in ExactPlan.Operation operation, bool payFirst)
    {
        var into = At(operation.Result);
        var pay = operation.Who < 0 ? null : At(operation.Who);
        var terms = plan.Terms.AsSpan(operation.First, operation.Count);
        for (var lane = 0; lane < LaneColumns.Lanes; lane += 4 * TLane.Width)
        {
            var (a, b, c, d) = (TLane.All(0), TLane.All(0), TLane.All(0), TLane.All(0));
            if (pay is not null && payFirst)
                (a, b, c, d) = (TLane.Load(pay + lane), TLane.Load(pay + lane + TLane.Width), TLane.Load(pay + lane + 2 * TLane.Width), TLane.Load(pay + lane + 3 * TLane.Width));
            foreach (ref readonly var term in terms)
            {
                var value = At(term.Value) + lane;
                if (term.Chance < 0)
                {
                    a += TLane.Load(value);
                    b += TLane.Load(value + TLane.Width);
                    c += TLane.Load(value + 2 * TLane.Width);
                    d += TLane.Load(value + 3 * TLane.Width);
                    continue;
                }
                var chance = At(term.Chance) + lane;
                a += TLane.Load(chance) * TLane.Load(value);
                b += TLane.Load(chance + TLane.Width) * TLane.Load(value + TLane.Width);
                c += TLane.Load(chance + 2 * TLane.Width) * TLane.Load(value + 2 * TLane.Width);
                d += TLane.Load(chance + 3 * TLane.Width) * TLane.Load(value + 3 * TLane.Width);
            }
            if (pay is not null && !payFirst)
                (a, b, c, d) = (a + TLane.Load(pay + lane), b + TLane.Load(pay + lane + TLane.Width), c + TLane.Load(pay + lane + 2 * TLane.Width), d + TLane.Load(pay + lane + 3 * TLane.Width));
            a.Store(into + lane);
            b.Store(into + lane + TLane.Width);
            c.Store(into + lane + 2 * TLane.Width);
            d.Store(into + lane + 3 * TLane.Width);
        }
    }

    private void Turn(in ExactPlan.Operation operation, double* chosen)
    {
        var (options, mover) = (operation.Count, operation.Who);
        var inputs = plan.Inputs.AsSpan(operation.First, options * parties);
        var own = inputs.Slice(mover * options, options);
        if (precision[mover] < 0)
            Best(own, chosen);
        else if (options == 2)
            RespondOfTwo(At(own[0]), At(own[1]), At(precision[mover]), chosen);
        else
            Respond(own, At(precision[mover]), chosen);
        for (var party = 0; party < parties; party++)
        {
            var worths = inputs.Slice(party * options, options);
            if (party == mover && shocks && precision[mover] >= 0)
                WorthWithShocks(worths, At(precision[mover]), chosen, At(operation.Result + party));
            else if (options == 2)
                WorthOfTwo(At(worths[0]), At(worths[1]), chosen, At(operation.Result + party));
            else
                Worth(worths, chosen, At(operation.Result + party));
        }
    }

    // The larger of two has exponent 0, so one exponential does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RespondOfTwo(double* first, double* second, double* lambda, double* chosen)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var (a, b) = (TLane.Load(first + lane), TLane.Load(second + lane));
            var highest = TLane.Max(a, b);
            var e = TLane.Exp(TLane.Load(lambda + lane) * (TLane.Min(a, b) - highest));
            var inverse = TLane.All(1) / (TLane.All(1) + e);
            var firstIsLess = TLane.Less(a, b);
            var lower = e * inverse;
            TLane.Select(firstIsLess, lower, inverse).Store(chosen + lane);
            TLane.Select(firstIsLess, inverse, lower).Store(chosen + LaneColumns.Lanes + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Respond(ReadOnlySpan<int> own, double* lambda, double* chosen)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var highest = TLane.Load(At(own[0]) + lane);
            for (var option = 1; option < own.Length; option++)
                highest = TLane.Max(highest, TLane.Load(At(own[option]) + lane));
            var precise = TLane.Load(lambda + lane);
            var total = TLane.All(0);
            for (var option = 0; option < own.Length; option++)
            {
                var e = TLane.Exp(precise * (TLane.Load(At(own[option]) + lane) - highest));
                e.Store(chosen + option * LaneColumns.Lanes + lane);
                total += e;
            }
            var inverse = TLane.All(1) / total;
            for (var option = 0; option < own.Length; option++)
                (TLane.Load(chosen + option * LaneColumns.Lanes + lane) * inverse).Store(chosen + option * LaneColumns.Lanes + lane);
        }
    }

    // λ = ∞; what ties within rounding is shared evenly.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Best(ReadOnlySpan<int> own, double* chosen)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var highest = TLane.Load(At(own[0]) + lane);
            for (var option = 1; option < own.Length; option++)
                highest = TLane.Max(highest, TLane.Load(At(own[option]) + lane));
            var least = highest - TLane.All(1e-12) * TLane.Max(TLane.All(1), TLane.Abs(highest));
            var count = TLane.All(0);
            for (var option = 0; option < own.Length; option++)
                count += TLane.And(TLane.LessOrEqual(least, TLane.Load(At(own[option]) + lane)), TLane.All(1));
            var share = TLane.All(1) / count;
            for (var option = 0; option < own.Length; option++)
                TLane.And(TLane.LessOrEqual(least, TLane.Load(At(own[option]) + lane)), share).Store(chosen + option * LaneColumns.Lanes + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WorthOfTwo(double* first, double* second, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
            (TLane.Load(chosen + lane) * TLane.Load(first + lane) + TLane.Load(chosen + LaneColumns.Lanes + lane) * TLane.Load(second + lane)).Store(into + lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Worth(ReadOnlySpan<int> worths, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var sum = TLane.Load(chosen + lane) * TLane.Load(At(worths[0]) + lane);
            for (var option = 1; option < worths.Length; option++)
                sum += TLane.Load(chosen + option * LaneColumns.Lanes + lane) * TLane.Load(At(worths[option]) + lane);
            sum.Store(into + lane);
        }
    }

    // Σ σ (Q − log σ / λ); where λ is 0 a choice carries no shock.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WorthWithShocks(ReadOnlySpan<int> worths, double* lambda, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var sum = TLane.All(0);
            var precise = TLane.Load(lambda + lane);
            for (var option = 0; option < worths.Length; option++)
            {
                var chance = TLane.Load(chosen + option * LaneColumns.Lanes + lane);
                var felt = TLane.And(TLane.And(TLane.Less(TLane.All(0), chance), TLane.Less(TLane.All(0), precise)), TLane.Log(chance) / precise);
                sum += chance * (TLane.Load(At(worths[option]) + lane) - felt);
            }
            sum.Store(into + lane);
        }
    }
}
