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
        var (a, b, c, d) = Turn(Vector256.Load(from + at[0]), Vector256.Load(from + at[1]), Vector256.Load(from + at[2]), Vector256.Load(from + at[3]));
        (first, second, third, fourth) = (new(a), new(b), new(c), new(d));
    }

    /// <summary>Of four rows of four numbers the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D) Turn(
        Vector256<double> a,
        Vector256<double> b,
        Vector256<double> c,
        Vector256<double> d
    )
    {
        if (!Avx.IsSupported)
            return (
                Vector256.Create(a[0], b[0], c[0], d[0]),
                Vector256.Create(a[1], b[1], c[1], d[1]),
                Vector256.Create(a[2], b[2], c[2], d[2]),
                Vector256.Create(a[3], b[3], c[3], d[3])
            );
        var (even, odd, evenAfter, oddAfter) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        return (
            Avx.Permute2x128(even, evenAfter, 0x20),
            Avx.Permute2x128(odd, oddAfter, 0x20),
            Avx.Permute2x128(even, evenAfter, 0x31),
            Avx.Permute2x128(odd, oddAfter, 0x31)
        );
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
    public static Lane256 AddToExponent(Lane256 number, Lane256 exponent) =>
        new((number.numbers.AsInt64() + Vector256.ShiftLeft(exponent.numbers.AsInt64(), LaneOperations.FractionBits)).AsDouble());

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
    public static Lane256 Select(Lane256 mask, Lane256 then, Lane256 otherwise) =>
        new(Vector256.ConditionalSelect(mask.numbers, then.numbers, otherwise.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256 mask) => Vector256.ExtractMostSignificantBits(mask.numbers) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* to) => numbers.Store(to);
}
