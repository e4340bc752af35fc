using System.Runtime.CompilerServices;

namespace Foedus.Numerics.Lanes;

/// <summary>exp(x) for x up to 709, within one unit in the last place, the same bits in every width and on every processor; 0 below −707, where the answer is under 10⁻³⁰⁷.</summary>
/// <remarks>
/// x = n ln 2 + r with |r| ≤ ½ ln 2, ln 2 in two parts (Cody and Waite, *Software Manual for the Elementary Functions*, 1980); e^r = 1 + r + r² q(r), where q interpolates (e^r − 1 − r) / r² in ten Chebyshev nodes, off by less than 0.08 units in the last place;
/// n is then added to the exponent. A fused multiply and add rounds once wherever it is done, so nothing depends on the processor.
/// </remarks>
internal static class LaneExponential
{
    private const double Lowest = -707;
    private const double InverseLn2 = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // Added to a small number, it leaves the nearest integer in the last bits.
    private const double Rounder = 6755399441055744;

    /// <summary>Of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => Of(x, default(OnLanes<TLane>));

    /// <summary>The program with every exponential written out.</summary>
    internal static LaneProgram WriteOut(LaneProgram program)
    {
        var written = new LaneProgramBuilder();
        var place = new int[program.Instructions.Count];
        for (var i = 0; i < place.Length; i++)
        {
            var instruction = program.Instructions[i];
            place[i] =
                instruction.Operation == LaneOperation.Exp ? Of(place[instruction.A], written) : written.Append(instruction.With(operand => place[operand]));
        }
        return written.Build();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of<T, TArithmetic>(T x, TArithmetic on)
        where TArithmetic : ILaneArithmetic<T>
    {
        var bounded = on.Max(on.Constant(Lowest), x);
        var rounded = on.FusedMultiplyAdd(bounded, on.Constant(InverseLn2), on.Constant(Rounder));
        var n = on.Subtract(rounded, on.Constant(Rounder));
        var r = on.FusedMultiplyAdd(n, on.Constant(-Ln2Low), on.FusedMultiplyAdd(n, on.Constant(-Ln2High), bounded));
        var square = on.Multiply(r, r);
        var fourth = on.Multiply(square, square);
        var q01 = on.FusedMultiplyAdd(on.Constant(0.16666666666666669), r, on.Constant(0.5000000000000001));
        var q23 = on.FusedMultiplyAdd(on.Constant(0.008333333333330051), r, on.Constant(0.04166666666662399));
        var q45 = on.FusedMultiplyAdd(on.Constant(0.00019841269863105968), r, on.Constant(0.0013888888917281794));
        var q67 = on.FusedMultiplyAdd(on.Constant(2.7557268378684192e-06), r, on.Constant(2.480152119021773e-05));
        var q89 = on.FusedMultiplyAdd(on.Constant(2.5100424157005067e-08), r, on.Constant(2.7620138719733994e-07));
        var high = on.FusedMultiplyAdd(fourth, q89, on.FusedMultiplyAdd(square, q67, q45));
        var q = on.FusedMultiplyAdd(fourth, high, on.FusedMultiplyAdd(square, q23, q01));
        var power = on.Add(on.Constant(1), on.FusedMultiplyAdd(square, q, r));
        return on.Select(on.Less(x, on.Constant(Lowest)), on.Constant(0), on.AddToExponent(power, rounded));
    }

    private readonly struct OnLanes<TLane> : ILaneArithmetic<TLane>
        where TLane : struct, ILane<TLane>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Constant(double value) => TLane.All(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Add(TLane a, TLane b) => a + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Subtract(TLane a, TLane b) => a - b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Multiply(TLane a, TLane b) => a * b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane FusedMultiplyAdd(TLane a, TLane b, TLane c) => TLane.FusedMultiplyAdd(a, b, c);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Max(TLane a, TLane b) => TLane.Max(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Less(TLane a, TLane b) => TLane.Less(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Select(TLane mask, TLane then, TLane otherwise) => TLane.Select(mask, then, otherwise);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane AddToExponent(TLane number, TLane exponent) => TLane.AddToExponent(number, exponent);
    }
}
