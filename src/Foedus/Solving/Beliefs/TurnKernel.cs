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
    public static TurnKernel Widest { get; } =
        Vector512.IsHardwareAccelerated ? new TurnKernel<Lane512>()
        : Vector256.IsHardwareAccelerated ? new TurnKernel<Lane256>()
        : new TurnKernel<Lane128>();

    /// <summary>total += probability × belief × choice.</summary>
    public abstract void AddLikelihood(Span<double> total, double probability, ReadOnlySpan<double> belief, ReadOnlySpan<double> choice, int count);

    /// <summary>The logit responses of a mover of two types to its choices, and by lane the largest distance to them: beliefs, what lies ahead and the answer in one go.</summary>
    /// <param name="round">The turn.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="choices">Choices.</param>
    /// <param name="responses">Written over.</param>
    /// <param name="change">[lane] written over.</param>
    /// <param name="count">Lanes.</param>
    public abstract void Answer(TurnRound round, double lambda, ReadOnlySpan<double> choices, Span<double> responses, Span<double> change, int count);

    /// <summary>The same until nothing moves, each lane by itself, accelerated as by <see cref="Mix"/>.</summary>
    /// <param name="round">The turn.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="mix">The cells; those that are open are settled, and stay open where they did not settle.</param>
    /// <param name="tolerance">What counts as not moving.</param>
    /// <param name="rounds">After so many rounds it is given up.</param>
    /// <param name="count">Lanes.</param>
    public abstract void Settle(TurnRound round, double lambda, in MixedCells mix, double tolerance, int rounds, int count);

    /// <summary>The belief in the first of two types, and where it lies on the grid.</summary>
    /// <param name="simplex">The grid.</param>
    /// <param name="place">What is read and written.</param>
    /// <param name="stride">From a point of the mover's to its next.</param>
    /// <param name="count">Lanes.</param>
    public abstract void Locate(SimplexGrid simplex, in LocatedCells place, int stride, int count);

    /// <summary>What a turn is worth in all rows, belief by belief.</summary>
    /// <param name="round">The turn; its lines are points with the mover's own point 0.</param>
    /// <param name="turn">What follows it; its result is written over.</param>
    /// <param name="choices">Choices.</param>
    /// <param name="stride">From a point of the mover's to its next.</param>
    /// <param name="count">Lanes.</param>
    public abstract void Expect(TurnRound round, TurnValues turn, ReadOnlySpan<double> choices, int stride, int count);

    /// <summary>Numbers at some places.</summary>
    public abstract void Pick(ReadOnlySpan<double> from, ReadOnlySpan<int> places, Span<double> into, int count);

    /// <summary>sum += probability × Σ weight × value at the corners, one corner after another.</summary>
    public abstract void Gather(
        Span<double> sum,
        double probability,
        ReadOnlySpan<double> value,
        ReadOnlySpan<int> corners,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> wanted,
        int types,
        int count
    );

    /// <summary>The logit responses, and by lane the largest distance to them.</summary>
    public abstract void Respond(
        TurnPlan plan,
        double lambda,
        ReadOnlySpan<double> worths,
        ReadOnlySpan<double> choices,
        Span<double> responses,
        Span<double> change,
        ReadOnlySpan<double> wanted,
        int count
    );

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
internal sealed unsafe class TurnKernel<TLane> : TurnKernel
    where TLane : struct, ILane<TLane>
{
    // Added to a small number, it leaves the nearest integer in the last bits.
    private const double ToWhole = 6755399441055744;

    public override void AddLikelihood(Span<double> total, double probability, ReadOnlySpan<double> belief, ReadOnlySpan<double> choice, int count)
    {
        Ensure(total.Length, count);
        Ensure(belief.Length, count);
        Ensure(choice.Length, count);
        var chance = TLane.All(probability);
        fixed (
            double* into = total,
                held = belief,
                chosen = choice
        )
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
        double* slot = stackalloc double[TLane.Width],
            found = stackalloc double[TLane.Width];
        int* cell = stackalloc int[TLane.Width];
        fixed (
            double* likely = place.Likelihood,
                held = place.Own,
                weight = place.Weights,
                cells = simplex.Cells
        )
        fixed (
            int* guess = simplex.Guesses,
                foot = place.Foot,
                point = place.Points
        )
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                var fraction = Within(TLane.Load(likely + lane), TLane.Load(likely + Block + lane), TLane.Load(held + lane), cells, guess, slot, found, cell);
                (TLane.All(1) - fraction).Store(weight + lane);
                fraction.Store(weight + Block + lane);
                for (var i = 0; i < TLane.Width; i++)
                {
                    point[lane + i] = foot[lane + i] + (cell[i] >> 2) * stride;
                    point[Block + lane + i] = point[lane + i] + stride;
                }
            }
    }

    // How far within its cell of the grid the belief in the first type lies, and in cell where the numbers of that cell stand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Within(TLane first, TLane second, TLane otherwise, double* cells, int* guess, double* slot, double* found, int* cell)
    {
        var sum = first + second;
        var belief = TLane.Select(TLane.Less(TLane.All(1e-300), sum), first / sum, otherwise);
        // Times a power of two and half a step down, so that the guess is never a cell too high. Trial profiles may lead out of the grid, and beyond the last lane anything may stand. What is added leaves the whole number in the last bits.
        var scaled = TLane.Min(TLane.Max(belief * TLane.All(SimplexGrid.Guessed), TLane.All(0)), TLane.All(SimplexGrid.Guessed));
        (scaled - TLane.All(0.5) + TLane.All(ToWhole)).Store(slot);
        for (var i = 0; i < TLane.Width; i++)
            cell[i] = guess[*(int*)(slot + i)];
        TLane.Fours(cells, cell, out var knot, out var next, out var inverse, out _);
        if (TLane.Any(TLane.And(TLane.LessOrEqual(next, belief), TLane.Less(belief, TLane.All(1)))))
        {
            belief.Store(found);
            for (var i = 0; i < TLane.Width; i++)
                while (cells[cell[i] + 1] <= found[i] && found[i] < 1)
                    cell[i] += SimplexGrid.OfCell;
            TLane.Fours(cells, cell, out knot, out next, out inverse, out _);
        }
        return (belief - knot) * inverse;
    }

    public override void Answer(TurnRound round, double lambda, ReadOnlySpan<double> choices, Span<double> responses, Span<double> change, int count)
    {
        var cells = 2 * round.Plan.Options;
        Ensure(choices.Length, cells * Block);
        Ensure(responses.Length, cells * Block);
        Ensure(change.Length, count);
        fixed (
            double* choice = choices,
                response = responses,
                off = change
        )
            round.Pin(
                new Answering
                {
                    Lambda = lambda,
                    Choice = choice,
                    Response = response,
                    Change = off,
                    Count = count,
                }
            );
    }

    private struct Answering : TurnRound.IWork
    {
        public double Lambda;
        public double* Choice;
        public double* Response;
        public double* Change;
        public int Count;

        public readonly void Do(TurnPlan plan, in TurnRound.Places at)
        {
            for (var lane = 0; lane < Count; lane += TLane.Width)
                AnswerAt(plan, at, Lambda, Choice + lane, Response + lane, lane).Store(Change + lane);
        }
    }

    public override void Settle(TurnRound round, double lambda, in MixedCells mix, double tolerance, int rounds, int count)
    {
        var cells = 2 * round.Plan.Options;
        Ensure(mix.Choices.Length, cells * Block);
        Ensure(mix.Responses.Length, cells * Block);
        Ensure(mix.LastResponses.Length, cells * Block);
        Ensure(mix.LastOff.Length, cells * Block);
        Ensure(mix.Open.Length, count);
        fixed (
            double* choice = mix.Choices,
                response = mix.Responses,
                last = mix.LastResponses,
                lastOff = mix.LastOff,
                open = mix.Open
        )
            round.Pin(
                new Settling
                {
                    Lambda = lambda,
                    Tolerance = tolerance,
                    Rounds = rounds,
                    Choice = choice,
                    Response = response,
                    Last = last,
                    LastOff = lastOff,
                    Open = open,
                    Cells = cells,
                    Count = count,
                }
            );
    }

    private struct Settling : TurnRound.IWork
    {
        public double Lambda;
        public double Tolerance;
        public int Rounds;
        public double* Choice;
        public double* Response;
        public double* Last;
        public double* LastOff;
        public double* Open;
        public int Cells;
        public int Count;

        public readonly void Do(TurnPlan plan, in TurnRound.Places at)
        {
            for (var lane = 0; lane < Count; lane += TLane.Width)
            {
                var (isOpen, before) = (TLane.Load(Open + lane), TLane.All(double.PositiveInfinity));
                for (var done = 0; done < Rounds && TLane.Any(isOpen); done++)
                {
                    var change = AnswerAt(plan, at, Lambda, Choice + lane, Response + lane, lane);
                    // Once settled a lane stays as it is.
                    isOpen = TLane.Select(TLane.LessOrEqual(change, TLane.All(Tolerance)), TLane.All(0), isOpen);
                    if (!TLane.Any(isOpen))
                        break;
                    MixAt(Choice + lane, Response + lane, Last + lane, LastOff + lane, isOpen, change, before, Cells * Block, done > 0);
                    before = TLane.Select(isOpen, change, before);
                }
                isOpen.Store(Open + lane);
            }
        }
    }

    // The belief after each group, as a cell of the grid and how far within it.
    private static void Believe(int groups, in TurnRound.Places at, double* choice, int lane)
    {
        double* slot = stackalloc double[TLane.Width],
            belief = stackalloc double[TLane.Width];
        for (int group = 0, share = 0; group < groups; group++)
        {
            var (first, second) = (TLane.All(0), TLane.All(0));
            for (; share < at.SeenUntil[group]; share++)
            {
                ref var seen = ref at.Seen[share];
                var part = TLane.All(seen.Chance) * TLane.Load(at.Held + seen.Held + lane) * TLane.Load(choice + seen.Choice);
                if (seen.IsSecond)
                    second += part;
                else
                    first += part;
            }
            Within(first, second, TLane.Load(at.Held + lane), at.Knots, at.Guess, slot, belief, at.Cell + group * TLane.Width)
                .Store(at.Fraction + group * TLane.Width);
        }
    }

    // From where a cell's knots stand to where its two ends by two types do, on the lane's line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin(int* cell, int* line)
    {
        if (TLane.Width == 8)
            (Vector256.Load(line) + Vector256.ShiftRightArithmetic(Vector256.Load(cell), 1)).Store(cell);
        else if (TLane.Width == 4)
            (Vector128.Load(line) + Vector128.ShiftRightArithmetic(Vector128.Load(cell), 1)).Store(cell);
        else
            for (var i = 0; i < TLane.Width; i++)
                cell[i] = line[i] + (cell[i] >> 1);
    }

    // One register of beliefs; returns how far the choices are from the responses.
    private static TLane AnswerAt(TurnPlan plan, in TurnRound.Places at, double lambda, double* choice, double* response, int lane)
    {
        Believe(plan.Groups.Length, at, choice, lane);
        for (var group = 0; group < plan.Groups.Length; group++)
            Begin(at.Cell + group * TLane.Width, at.Line + lane);
        for (int option = 0, way = 0; option < plan.Options; option++)
        {
            var (first, second) = (TLane.All(at.Payment[2 * option]), TLane.All(at.Payment[2 * option + 1]));
            var (state, group) = (-1, -1);
            TLane here = default,
                there = default,
                hereSecond = default,
                thereSecond = default,
                near = default,
                far = default;
            for (; way < at.WaysUntil[option]; way++)
            {
                ref var leads = ref at.Ways[way];
                // What both types share is read once.
                if (leads.State != state || leads.Group != group)
                {
                    (state, group) = (leads.State, leads.Group);
                    TLane.Fours(at.Worth + state, at.Cell + group * TLane.Width, out here, out hereSecond, out there, out thereSecond);
                    far = TLane.Load(at.Fraction + group * TLane.Width);
                    near = TLane.All(1) - far;
                }
                var chance = TLane.All(leads.Chance);
                var (one, other) = leads.BecomesSecond ? (hereSecond, thereSecond) : (here, there);
                if (leads.IsSecond)
                    second = second + chance * near * one + chance * far * other;
                else
                    first = first + chance * near * one + chance * far * other;
            }
            first.Store(response + 2 * option * Block);
            second.Store(response + (2 * option + 1) * Block);
        }
        const int Step = 2 * Block;
        return plan.Options == 2 && plan.Node.Closed is null
                ? TLane.Max(OfTwo(lambda, response, choice, response, Step), OfTwo(lambda, response + Block, choice + Block, response + Block, Step))
            : plan.Options == 3 && plan.Node.Closed is null
                ? TLane.Max(OfThree(lambda, response, choice, response, Step), OfThree(lambda, response + Block, choice + Block, response + Block, Step))
            : TLane.Max(
                OfMany(plan, 0, lambda, response, choice, response, Step),
                OfMany(plan, 1, lambda, response + Block, choice + Block, response + Block, Step)
            );
    }

    public override void Expect(TurnRound round, TurnValues turn, ReadOnlySpan<double> choices, int stride, int count)
    {
        Ensure(choices.Length, 2 * turn.Options * Block);
        fixed (
            double* choice = choices,
                after = turn.After,
                chance = turn.Chances,
                payment = turn.Payments,
                isSecond = turn.IsSecond,
                result = turn.Result
        )
        fixed (int* waysUntil = turn.WaysUntil)
        fixed (TurnValues.Way* way = turn.Ways)
            round.Pin(
                new Expecting
                {
                    Choice = choice,
                    After = after,
                    Chance = chance,
                    Payment = payment,
                    IsSecond = isSecond,
                    Ways = way,
                    WaysUntil = waysUntil,
                    Result = result,
                    Rows = turn.Rows,
                    Options = turn.Options,
                    Stride = stride * turn.Rows,
                    Count = count,
                }
            );
    }

    private struct Expecting : TurnRound.IWork
    {
        public double* Choice;
        public double* After;
        public double* Chance;
        public double* Payment;
        public double* IsSecond;
        public TurnValues.Way* Ways;
        public int* WaysUntil;
        public double* Result;
        public int Rows;
        public int Options;
        public int Stride;
        public int Count;

        public readonly void Do(TurnPlan plan, in TurnRound.Places at)
        {
            for (var lane = 0; lane < Count; lane += TLane.Width)
            {
                Believe(plan.Groups.Length, at, Choice + lane, lane);
                for (var i = 0; i < plan.Groups.Length * TLane.Width; i++)
                    at.Cell[i] = at.Line[lane + i % TLane.Width] * Rows + (at.Cell[i] >> 2) * Stride;
                for (var i = 0; i < TLane.Width && lane + i < Count; i++)
                {
                    var choice = Choice + lane + i;
                    var result = Result + (lane + i) * Rows;
                    // Rows are whole registers of four, taken in twos.
                    var row = 0;
                    for (; row + 2 * TLane.Width <= Rows; row += 2 * TLane.Width)
                        ExpectAt<TLane, TLane>(at, choice, i, row, result + row);
                    if (row + TLane.Width < Rows)
                        ExpectAt<TLane, Lane256>(at, choice, i, row, result + row);
                    else if (row + TLane.Width == Rows)
                        ExpectAt<TLane>(at, choice, i, row, result + row);
                    else if (row < Rows)
                        ExpectAt<Lane256>(at, choice, i, row, result + row);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void ExpectAt<T>(in TurnRound.Places at, double* choice, int lane, int row, double* result)
            where T : struct, ILane<T>
        {
            var sum = T.All(0);
            for (int option = 0, way = 0; option < Options; option++)
            {
                var part = T.Load(Payment + option * Rows + row);
                for (; way < WaysUntil[option]; way++)
                {
                    var belief = Ways[way].Group * TLane.Width + lane;
                    part = Add(part, way, After + Ways[way].State + at.Cell[belief], row, T.All(1 - at.Fraction[belief]), T.All(at.Fraction[belief]));
                }
                sum += part * T.Select(T.Load(IsSecond + row), T.All(choice[(2 * option + 1) * Block]), T.All(choice[2 * option * Block]));
            }
            sum.Store(result);
        }

        // Two registers at once, so that what a lane's belief and choices are is read once.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void ExpectAt<T, TOther>(in TurnRound.Places at, double* choice, int lane, int row, double* result)
            where T : struct, ILane<T>
            where TOther : struct, ILane<TOther>
        {
            var (sum, others) = (T.All(0), TOther.All(0));
            var next = row + T.Width;
            for (int option = 0, way = 0; option < Options; option++)
            {
                var (part, other) = (T.Load(Payment + option * Rows + row), TOther.Load(Payment + option * Rows + next));
                for (; way < WaysUntil[option]; way++)
                {
                    var belief = Ways[way].Group * TLane.Width + lane;
                    var (near, far) = (1 - at.Fraction[belief], at.Fraction[belief]);
                    var from = After + Ways[way].State + at.Cell[belief];
                    part = Add(part, way, from, row, T.All(near), T.All(far));
                    other = Add(other, way, from, next, TOther.All(near), TOther.All(far));
                }
                var (first, second) = (choice[2 * option * Block], choice[(2 * option + 1) * Block]);
                sum += part * T.Select(T.Load(IsSecond + row), T.All(second), T.All(first));
                others += other * TOther.Select(TOther.Load(IsSecond + next), TOther.All(second), TOther.All(first));
            }
            sum.Store(result);
            others.Store(result + T.Width);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly T Add<T>(T part, int way, double* from, int row, T near, T far)
            where T : struct, ILane<T>
        {
            if (Ways[way].IsSure)
                return part + near * T.Load(from + row) + far * T.Load(from + Stride + row);
            var likely = T.Load(Chance + way * Rows + row);
            return part + likely * near * T.Load(from + row) + likely * far * T.Load(from + Stride + row);
        }
    }

    public override void Pick(ReadOnlySpan<double> from, ReadOnlySpan<int> places, Span<double> into, int count)
    {
        for (var i = 0; i < count; i++)
            into[i] = from[places[i]];
    }

    public override void Gather(
        Span<double> sum,
        double probability,
        ReadOnlySpan<double> value,
        ReadOnlySpan<int> corners,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> wanted,
        int types,
        int count
    )
    {
        Ensure(sum.Length, count);
        Ensure(corners.Length, types * Block);
        Ensure(weights.Length, types * Block);
        var chance = TLane.All(probability);
        fixed (
            double* into = sum,
                from = value,
                weight = weights,
                open = wanted
        )
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

    public override void Respond(
        TurnPlan plan,
        double lambda,
        ReadOnlySpan<double> worths,
        ReadOnlySpan<double> choices,
        Span<double> responses,
        Span<double> change,
        ReadOnlySpan<double> wanted,
        int count
    )
    {
        var (types, options, step) = (plan.Types, plan.Options, plan.Types * Block);
        Ensure(worths.Length, options * step);
        Ensure(choices.Length, options * step);
        Ensure(responses.Length, options * step);
        Ensure(change.Length, count);
        fixed (
            double* worth = worths,
                choice = choices,
                response = responses,
                off = change,
                open = wanted
        )
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                if (open != null && !TLane.Any(TLane.Load(open + lane)))
                    continue;
                var largest = TLane.All(0);
                for (var type = 0; type < types; type++)
                {
                    var first = type * Block + lane;
                    largest =
                        options == 2 && plan.Node.Closed is null
                            ? TLane.Max(largest, OfTwo(lambda, worth + first, choice + first, response + first, step))
                            : TLane.Max(largest, OfMany(plan, type, lambda, worth + first, choice + first, response + first, step));
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

    // The best of three has exp(0) as well: one of the other two stands in its place.
    private static TLane OfThree(double lambda, double* worth, double* choice, double* response, int step)
    {
        var (one, two, three) = (TLane.Load(worth), TLane.Load(worth + step), TLane.Load(worth + 2 * step));
        var highest = TLane.Max(TLane.Max(one, two), three);
        var isFirst = TLane.Equal(one, highest);
        var isThird = TLane.And(TLane.Less(one, three), TLane.Less(two, three));
        var e = TLane.Exp(TLane.All(lambda) * (TLane.Select(isFirst, two, one) - highest));
        var other = TLane.Exp(TLane.All(lambda) * (TLane.Select(isThird, two, three) - highest));
        var best = TLane.All(1);
        (one, two, three) = (TLane.Select(isFirst, best, e), TLane.Select(isFirst, e, TLane.Select(isThird, other, best)), TLane.Select(isThird, best, other));
        var inverse = TLane.All(1) / (one + two + three);
        (one, two, three) = (one * inverse, two * inverse, three * inverse);
        one.Store(response);
        two.Store(response + step);
        three.Store(response + 2 * step);
        return TLane.Max(
            TLane.Max(TLane.Abs(one - TLane.Load(choice)), TLane.Abs(two - TLane.Load(choice + step))),
            TLane.Abs(three - TLane.Load(choice + 2 * step))
        );
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
        fixed (
            double* choice = mix.Choices,
                response = mix.Responses,
                last = mix.LastResponses,
                lastOff = mix.LastOff,
                open = mix.Open,
                change = mix.Change,
                before = mix.Before
        )
            for (var lane = 0; lane < count; lane += TLane.Width)
            {
                var (isOpen, now, then) = (TLane.Load(open + lane), TLane.Load(change + lane), TLane.Load(before + lane));
                if (!TLane.Any(isOpen))
                    continue;
                MixAt(choice + lane, response + lane, last + lane, lastOff + lane, isOpen, now, then, cells * Block, hasLast);
                TLane.Select(isOpen, now, then).Store(before + lane);
            }
    }

    // One register of lanes.
    private static void MixAt(double* choice, double* response, double* last, double* lastOff, TLane isOpen, TLane change, TLane before, int end, bool hasLast)
    {
        var (share, step) = (TLane.All(0), TLane.All(1));
        if (hasLast)
        {
            var (along, length) = (TLane.All(0), TLane.All(0));
            for (var i = 0; i < end; i += Block)
            {
                var off = TLane.Load(response + i) - TLane.Load(choice + i);
                var turn = off - TLane.Load(lastOff + i);
                along += off * turn;
                length += turn * turn;
            }
            // A mixture that leaves the simplex, or that did not help, is a damped step instead.
            var helps = TLane.And(TLane.Less(TLane.All(0), length), TLane.LessOrEqual(change, TLane.All(2) * before));
            share = TLane.Select(helps, along / length, TLane.All(0));
            var stays = TLane.Equal(share, share);
            for (var i = 0; i < end; i += Block)
                stays = TLane.And(stays, TLane.LessOrEqual(TLane.All(0), TLane.Load(response + i) - share * (TLane.Load(response + i) - TLane.Load(last + i))));
            share = TLane.Select(stays, share, TLane.All(0));
            step = TLane.Select(TLane.Equal(share, TLane.All(0)), TLane.All(0.5), TLane.All(1));
        }
        var isDamped = TLane.Equal(share, TLane.All(0));
        for (var i = 0; i < end; i += Block)
        {
            var (now, answer) = (TLane.Load(choice + i), TLane.Load(response + i));
            var off = answer - now;
            // What was never a round before is not read.
            var next = hasLast ? TLane.Select(isDamped, now + step * off, answer - share * (answer - TLane.Load(last + i))) : now + step * off;
            TLane.Select(isOpen, off, TLane.Load(lastOff + i)).Store(lastOff + i);
            TLane.Select(isOpen, answer, TLane.Load(last + i)).Store(last + i);
            TLane.Select(isOpen, next, now).Store(choice + i);
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
