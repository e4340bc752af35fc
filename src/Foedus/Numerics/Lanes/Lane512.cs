using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Foedus.Numerics.Lanes;

/// <summary>8 numbers in 512 bits.</summary>
internal readonly unsafe struct Lane512(Vector512<double> numbers) : ILane<Lane512>
{
    private readonly Vector512<double> numbers = numbers;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Load(double* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Gather(double* from, int* at) =>
        new(Vector512.Create(from[at[0]], from[at[1]], from[at[2]], from[at[3]], from[at[4]], from[at[5]], from[at[6]], from[at[7]]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fours(double* from, int* at, out Lane512 first, out Lane512 second, out Lane512 third, out Lane512 fourth)
    {
        if (!Avx512F.IsSupported)
        {
            (first, second, third, fourth) = (Gather(from, at), Gather(from + 1, at), Gather(from + 2, at), Gather(from + 3, at));
            return;
        }
        var a = Vector512.Create(Vector256.Load(from + at[0]), Vector256.Load(from + at[4]));
        var b = Vector512.Create(Vector256.Load(from + at[1]), Vector256.Load(from + at[5]));
        var c = Vector512.Create(Vector256.Load(from + at[2]), Vector256.Load(from + at[6]));
        var d = Vector512.Create(Vector256.Load(from + at[3]), Vector256.Load(from + at[7]));
        var (ab, cd) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d));
        var (low, high) = (Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13), Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15));
        (first, third) = (new(Avx512F.PermuteVar8x64x2(ab, low, cd)), new(Avx512F.PermuteVar8x64x2(ab, high, cd)));
        (ab, cd) = (Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d));
        (second, fourth) = (new(Avx512F.PermuteVar8x64x2(ab, low, cd)), new(Avx512F.PermuteVar8x64x2(ab, high, cd)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator +(Lane512 a, Lane512 b) => new(a.numbers + b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator -(Lane512 a, Lane512 b) => new(a.numbers - b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator *(Lane512 a, Lane512 b) => new(a.numbers * b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 operator /(Lane512 a, Lane512 b) => new(a.numbers / b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 FusedMultiplyAdd(Lane512 a, Lane512 b, Lane512 c) => new(Vector512.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 AddToExponent(Lane512 number, Lane512 exponent) =>
        new((number.numbers.AsInt64() + Vector512.ShiftLeft(exponent.numbers.AsInt64(), LaneOperations.FractionBits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Max(Lane512 a, Lane512 b) => new(Vector512.MaxNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Min(Lane512 a, Lane512 b) => new(Vector512.MinNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Abs(Lane512 a) => new(Vector512.Abs(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Sqrt(Lane512 a) => new(Vector512.Sqrt(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Exp(Lane512 a) => LaneExponential.Of(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Log(Lane512 a) => new(Vector512.Log(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Less(Lane512 a, Lane512 b) => new(Vector512.LessThan(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 LessOrEqual(Lane512 a, Lane512 b) => new(Vector512.LessThanOrEqual(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Equal(Lane512 a, Lane512 b) => new(Vector512.Equals(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 And(Lane512 a, Lane512 b) => new(a.numbers & b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Or(Lane512 a, Lane512 b) => new(a.numbers | b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512 Select(Lane512 mask, Lane512 then, Lane512 otherwise) =>
        new(Vector512.ConditionalSelect(mask.numbers, then.numbers, otherwise.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512 mask) => Vector512.ExtractMostSignificantBits(mask.numbers) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* to) => numbers.Store(to);
}
