using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Beliefs;

/// <summary>The loops of <see cref="TurnSolver"/> over the beliefs of a block, in whole registers: what stands beyond the last is worked out as well and not read.</summary>
/// <remarks>
/// A lane's numbers do not depend on the width. Cells are (option × types + type) × <see cref="Block"/> + lane. <i>Wanted</i> has bits set where a lane's numbers are wanted: registers without such a lane are left out; empty, all are.
/// </remarks>
internal abstract unsafe class TurnKernel
{
    /// <summary>Beliefs side by side.</summary>
    public const int Block = 32;

    /// <summary>In the widest registers of the machine.</summary>
    public static TurnKernel Widest { get; } = Vector512.IsHardwareAccelerated ? new TurnKernel<Lane512>() : Vector256.IsHardwareAccelerated ? new TurnKernel<Lane256>() : new TurnKernel<Lane128>();

    /// <summary>total += probability × belief × choice.</summary>
    public abstract void AddLikelihood(Span<double> total, double probability, ReadOnlySpan<double> belief, ReadOnlySpan<double> choice, int count);

    /// <summary>The belief in the first of two types, and where it lies on the grid.</summary>
    /// <param name="simplex">The grid.</param>
    /// <param name="place">What is read and written.</param>
    /// <param name="stride">From a point of the mover's to its next.</param>
    /// <param name="count">Lanes.</param>
    public abstract void Locate(SimplexGrid simplex, in LocatedCells place, int stride, int count);

    /// <summary>sum += probability × Σ weight × value at the corners, one corner after another.</summary>
    public abstract void Gather(Span<double> sum, double probability, ReadOnlySpan<double> value, ReadOnlySpan<int> corners, ReadOnlySpan<double> weights, ReadOnlySpan<double> wanted, int types, int count);

    /// <summary>The logit responses, and by lane the largest distance to them.</summary>
    public abstract void Respond(TurnPlan plan, double lambda, ReadOnlySpan<double> worths, ReadOnlySpan<double> choices, Span<double> responses, Span<double> change, ReadOnlySpan<double> wanted, int count);

    /// <summary>Anderson's acceleration with a memory of one (Walker and Ni 2011): the last two responses are mixed so that what is left is least.</summary>
    /// <param name="mix">The cells.</param>
    /// <param name="cells">How many there are, lanes apart.</param>
    /// <param name="count">Lanes.</param>
    /// <param name="hasLast">Whether there was a round before.</param>
    public abstract void Mix(in MixedCells mix, int cells, int count, bool hasLast);
}

/// <summary>What it takes to find beliefs on the grid.</summary>
internal ref struct LocatedCells
{
    /// <summary>[type × block + lane] How likely what was seen is with each type.</summary>
    public ReadOnlySpan<double> Likelihood;

    /// <summary>[lane] The belief where nothing is likely.</summary>
    public ReadOnlySpan<double> Own;

    /// <summary>[lane] The joint point with the mover's own point 0.</summary>
    public ReadOnlySpan<int> Foot;

    /// <summary>[corner × block + lane] The joint points around the belief; written over.</summary>
    public Span<int> Points;

    /// <summary>[corner × block + lane] Their weights; written over.</summary>
    public Span<double> Weights;

    /// <summary>[lane] Bits set where it is wanted; empty: everywhere.</summary>
    public ReadOnlySpan<double> Wanted;
}

/// <summary>What a round of acceleration reads and writes.</summary>
internal ref struct MixedCells
{
    /// <summary>Choices; written over.</summary>
    public Span<double> Choices;

    /// <summary>Their responses.</summary>
    public Span<double> Responses;

    /// <summary>Those of the round before; written over.</summary>
    public Span<double> LastResponses;

    /// <summary>How far those were from the choices before; written over.</summary>
    public Span<double> LastOff;

    /// <summary>[lane] All bits set where the lane is not settled; others stay as they are.</summary>
    public Span<double> Open;

    /// <summary>[lane] The largest distance of a response from a choice.</summary>
    public Span<double> Change;

    /// <summary>[lane] The same a round before; written over.</summary>
    public Span<double> Before;
}

/// <inheritdoc/>
internal sealed unsafe class TurnKernel<TLane> : TurnKernel where TLane : struct, ILane<TLane>
{
    public override void AddLikelihood(Span<double> total, double probability, ReadOnlySpan<double> belief, ReadOnlySpan<double> choice, int count)
    {
        Ensure(total.Length, count);
        Ensure(belief.Length, count);
        Ensure(choice.Length, count);
        var chance = TLane.All(probability);
        fixed (double* into = total, held = belief, chosen = choice)
            for (var lane = 0; lane < count; lane += TLane.Width)
                (TLane.Load(into + lane) + chance * TLane.Load(held + lane) * TLane.Load(chosen + lane)).Store(into + lane);
    }

    public override void Locate(SimplexGrid simplex, in LocatedCells place, int stride, int count)
    {
        Ensure(place.Likelihood.Length, 2 * Block);
        Ensure(place.Own.Length, count);
        Ensure(place.Foot.Length, count);
        Ensure(place.Points.Length, 2 * Block);
        Ensure(place.Weights.Length, 2 * Block);
        var cell = stackalloc int[Block];
        fixed (double* likely = place.Likelihood, held = place.Own, weight = place.Weights, wanted = place.Wanted, knots = simplex.Knots, inverse = simplex.InverseWidth)
        fixed (int* guess = simplex.Guesses, foot = place.Foot, point = place.Points)
        {
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                if (wanted != null && !TLane.Any(TLane.Load(wanted + lane)))
                    continue;
                var first = TLane.Load(likely + lane);
                var sum = first + TLane.Load(likely + Block + lane);
                var belief = TLane.Select(TLane.Less(TLane.All(1e-300), sum), first / sum, TLane.Load(held + lane));
                // Times a power of two, so that the guess is never a cell too high. Trial profiles may lead out of the grid, and beyond the last lane anything may stand.
                TLane.Min(TLane.Max(belief * TLane.All(SimplexGrid.Guessed), TLane.All(0)), TLane.All(SimplexGrid.Guessed)).Store(weight + lane);
                for (var i = lane; i < lane + TLane.Width; i++)
                    cell[i] = guess[(int)weight[i]];
                if (TLane.Any(TLane.And(TLane.LessOrEqual(TLane.Gather(knots + 1, cell + lane), belief), TLane.Less(belief, TLane.All(1)))))
                    for (var i = lane; i < lane + TLane.Width; i++)
                        cell[i] = simplex.CellFrom(cell[i], weight[i] / SimplexGrid.Guessed);
                var fraction = (belief - TLane.Gather(knots, cell + lane)) * TLane.Gather(inverse, cell + lane);
                (TLane.All(1) - fraction).Store(weight + lane);
                fraction.Store(weight + Block + lane);
            }
            for (var lane = 0; lane < count; lane++)
            {
                point[lane] = foot[lane] + cell[lane] * stride;
                point[Block + lane] = point[lane] + stride;
            }
        }
    }

    public override void Gather(Span<double> sum, double probability, ReadOnlySpan<double> value, ReadOnlySpan<int> corners, ReadOnlySpan<double> weights, ReadOnlySpan<double> wanted, int types, int count)
    {
        Ensure(sum.Length, count);
        Ensure(corners.Length, types * Block);
        Ensure(weights.Length, types * Block);
        var chance = TLane.All(probability);
        fixed (double* into = sum, from = value, weight = weights, open = wanted)
        fixed (int* corner = corners)
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                if (open != null && !TLane.Any(TLane.Load(open + lane)))
                    continue;
                var total = TLane.Load(into + lane);
                for (var k = lane; k < types * Block; k += Block)
                    total += chance * TLane.Load(weight + k) * TLane.Gather(from, corner + k);
                total.Store(into + lane);
            }
    }

    public override void Respond(TurnPlan plan, double lambda, ReadOnlySpan<double> worths, ReadOnlySpan<double> choices, Span<double> responses, Span<double> change, ReadOnlySpan<double> wanted, int count)
    {
        var (types, options, step) = (plan.Types, plan.Options, plan.Types * Block);
        Ensure(worths.Length, options * step);
        Ensure(choices.Length, options * step);
        Ensure(responses.Length, options * step);
        Ensure(change.Length, count);
        fixed (double* worth = worths, choice = choices, response = responses, off = change, open = wanted)
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                if (open != null && !TLane.Any(TLane.Load(open + lane)))
                    continue;
                var largest = TLane.All(0);
                for (var type = 0; type < types; type++)
                {
                    var first = type * Block + lane;
                    largest = options == 2 && plan.Node.Closed is null ? TLane.Max(largest, OfTwo(lambda, worth + first, choice + first, response + first, step)) : TLane.Max(largest, OfMany(plan, type, lambda, worth + first, choice + first, response + first, step));
                }
                largest.Store(off + lane);
            }
    }

    // Of two options the better has exp(0), so one exponential does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane OfTwo(double lambda, double* worth, double* choice, double* response, int step)
    {
        var (one, two) = (TLane.Load(worth), TLane.Load(worth + step));
        var e = TLane.Exp(TLane.All(lambda) * (TLane.Min(one, two) - TLane.Max(one, two)));
        var inverse = TLane.All(1) / (TLane.All(1) + e);
        var isFirst = TLane.LessOrEqual(two, one);
        var (here, there) = (TLane.Select(isFirst, inverse, e * inverse), TLane.Select(isFirst, e * inverse, inverse));
        here.Store(response);
        there.Store(response + step);
        return TLane.Max(TLane.Abs(here - TLane.Load(choice)), TLane.Abs(there - TLane.Load(choice + step)));
    }

    private static TLane OfMany(TurnPlan plan, int type, double lambda, double* worth, double* choice, double* response, int step)
    {
        var highest = TLane.All(double.NegativeInfinity);
        for (var option = 0; option < plan.Options; option++)
            if (!plan.IsClosed(option, type))
                highest = TLane.Max(highest, TLane.Load(worth + option * step));
        var total = TLane.All(0);
        for (var option = 0; option < plan.Options; option++)
        {
            var e = plan.IsClosed(option, type) ? TLane.All(0) : TLane.Exp(TLane.All(lambda) * (TLane.Load(worth + option * step) - highest));
            e.Store(response + option * step);
            total += e;
        }
        var (inverse, largest) = (TLane.All(1) / total, TLane.All(0));
        for (var option = 0; option < plan.Options; option++)
        {
            var share = TLane.Load(response + option * step) * inverse;
            share.Store(response + option * step);
            largest = TLane.Max(largest, TLane.Abs(share - TLane.Load(choice + option * step)));
        }
        return largest;
    }

    public override void Mix(in MixedCells mix, int cells, int count, bool hasLast)
    {
        Ensure(mix.Choices.Length, cells * Block);
        Ensure(mix.Responses.Length, cells * Block);
        Ensure(mix.LastResponses.Length, cells * Block);
        Ensure(mix.LastOff.Length, cells * Block);
        Ensure(mix.Open.Length, count);
        Ensure(mix.Change.Length, count);
        Ensure(mix.Before.Length, count);
        fixed (double* choice = mix.Choices, response = mix.Responses, last = mix.LastResponses, lastOff = mix.LastOff, open = mix.Open, change = mix.Change, before = mix.Before)
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                var isOpen = TLane.Load(open + lane);
                if (!TLane.Any(isOpen))
                    continue;
                var end = cells * Block;
                var (share, step) = (TLane.All(0), TLane.All(1));
                if (hasLast)
                {
                    var (along, length) = (TLane.All(0), TLane.All(0));
                    for (var i = lane; i < end; i += Block)
                    {
                        var off = TLane.Load(response + i) - TLane.Load(choice + i);
                        var turn = off - TLane.Load(lastOff + i);
                        along += off * turn;
                        length += turn * turn;
                    }
                    // A mixture that leaves the simplex, or that did not help, is a damped step instead.
                    var helps = TLane.And(TLane.Less(TLane.All(0), length), TLane.LessOrEqual(TLane.Load(change + lane), TLane.All(2) * TLane.Load(before + lane)));
                    share = TLane.Select(helps, along / length, TLane.All(0));
                    var stays = TLane.Equal(share, share);
                    for (var i = lane; i < end; i += Block)
                        stays = TLane.And(stays, TLane.LessOrEqual(TLane.All(0), TLane.Load(response + i) - share * (TLane.Load(response + i) - TLane.Load(last + i))));
                    share = TLane.Select(stays, share, TLane.All(0));
                    step = TLane.Select(TLane.Equal(share, TLane.All(0)), TLane.All(0.5), TLane.All(1));
                }
                var isDamped = TLane.Equal(share, TLane.All(0));
                for (var i = lane; i < end; i += Block)
                {
                    var (now, answer) = (TLane.Load(choice + i), TLane.Load(response + i));
                    var off = answer - now;
                    // What was never a round before is not read.
                    var next = hasLast ? TLane.Select(isDamped, now + step * off, answer - share * (answer - TLane.Load(last + i))) : now + step * off;
                    TLane.Select(isOpen, off, TLane.Load(lastOff + i)).Store(lastOff + i);
                    TLane.Select(isOpen, answer, TLane.Load(last + i)).Store(last + i);
                    TLane.Select(isOpen, next, now).Store(choice + i);
                }
                TLane.Select(isOpen, TLane.Load(change + lane), TLane.Load(before + lane)).Store(before + lane);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ensure(int length, int count)
    {
        // Whole registers.
        if (length < (count + TLane.Width - 1) / TLane.Width * TLane.Width)
            throw new ArgumentException("There is no room for whole registers.");
    }
}
