using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Foedus.Numerics.Lanes;

/// <summary>4 numbers in 256 bits.</summary>
internal readonly unsafe struct Lane256(Vector256<double> numbers) : ILane<Lane256>
{
    private readonly Vector256<double> numbers = numbers;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Load(double* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Gather(double* from, int* at) => new(Vector256.Create(from[at[0]], from[at[1]], from[at[2]], from[at[3]]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fours(double* from, int* at, out Lane256 first, out Lane256 second, out Lane256 third, out Lane256 fourth)
    {
        if (!Avx.IsSupported)
        {
            (first, second, third, fourth) = (Gather(from, at), Gather(from + 1, at), Gather(from + 2, at), Gather(from + 3, at));
            return;
        }
        var (a, b, c, d) = (Vector256.Load(from + at[0]), Vector256.Load(from + at[1]), Vector256.Load(from + at[2]), Vector256.Load(from + at[3]));
        var (ab, cd) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
        (first, third) = (new(Avx.Permute2x128(ab, cd, 0x20)), new(Avx.Permute2x128(ab, cd, 0x31)));
        (ab, cd) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d));
        (second, fourth) = (new(Avx.Permute2x128(ab, cd, 0x20)), new(Avx.Permute2x128(ab, cd, 0x31)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator +(Lane256 a, Lane256 b) => new(a.numbers + b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator -(Lane256 a, Lane256 b) => new(a.numbers - b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator *(Lane256 a, Lane256 b) => new(a.numbers * b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 operator /(Lane256 a, Lane256 b) => new(a.numbers / b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 FusedMultiplyAdd(Lane256 a, Lane256 b, Lane256 c) => new(Vector256.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 AddToExponent(Lane256 number, Lane256 exponent) => new((number.numbers.AsInt64() + Vector256.ShiftLeft(exponent.numbers.AsInt64(), LaneOperations.FractionBits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Max(Lane256 a, Lane256 b) => new(Vector256.MaxNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Min(Lane256 a, Lane256 b) => new(Vector256.MinNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Abs(Lane256 a) => new(Vector256.Abs(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Sqrt(Lane256 a) => new(Vector256.Sqrt(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Exp(Lane256 a) => LaneExponential.Of(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Log(Lane256 a) => new(Vector256.Log(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Less(Lane256 a, Lane256 b) => new(Vector256.LessThan(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 LessOrEqual(Lane256 a, Lane256 b) => new(Vector256.LessThanOrEqual(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Equal(Lane256 a, Lane256 b) => new(Vector256.Equals(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 And(Lane256 a, Lane256 b) => new(a.numbers & b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Or(Lane256 a, Lane256 b) => new(a.numbers | b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256 Select(Lane256 mask, Lane256 then, Lane256 otherwise) => new(Vector256.ConditionalSelect(mask.numbers, then.numbers, otherwise.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256 mask) => Vector256.ExtractMostSignificantBits(mask.numbers) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* to) => numbers.Store(to);
}
