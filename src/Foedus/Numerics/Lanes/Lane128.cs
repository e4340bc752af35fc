using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Foedus.Numerics.Lanes;

/// <summary>2 numbers in 128 bits.</summary>
internal readonly unsafe struct Lane128(Vector128<double> numbers) : ILane<Lane128>
{
    private readonly Vector128<double> numbers = numbers;

    public static int Width => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Load(double* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 All(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Gather(double* from, int* at) => new(Vector128.Create(from[at[0]], from[at[1]]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fours(double* from, int* at, out Lane128 first, out Lane128 second, out Lane128 third, out Lane128 fourth) =>
        (first, second, third, fourth) = (Gather(from, at), Gather(from + 1, at), Gather(from + 2, at), Gather(from + 3, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator +(Lane128 a, Lane128 b) => new(a.numbers + b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator -(Lane128 a, Lane128 b) => new(a.numbers - b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator *(Lane128 a, Lane128 b) => new(a.numbers * b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 operator /(Lane128 a, Lane128 b) => new(a.numbers / b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 FusedMultiplyAdd(Lane128 a, Lane128 b, Lane128 c) => new(Vector128.FusedMultiplyAdd(a.numbers, b.numbers, c.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 AddToExponent(Lane128 number, Lane128 exponent) =>
        new((number.numbers.AsInt64() + Vector128.ShiftLeft(exponent.numbers.AsInt64(), LaneOperations.FractionBits)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Max(Lane128 a, Lane128 b) => new(Vector128.MaxNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Min(Lane128 a, Lane128 b) => new(Vector128.MinNative(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Abs(Lane128 a) => new(Vector128.Abs(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Sqrt(Lane128 a) => new(Vector128.Sqrt(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Exp(Lane128 a) => LaneExponential.Of(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Log(Lane128 a) => new(Vector128.Log(a.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Less(Lane128 a, Lane128 b) => new(Vector128.LessThan(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 LessOrEqual(Lane128 a, Lane128 b) => new(Vector128.LessThanOrEqual(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Equal(Lane128 a, Lane128 b) => new(Vector128.Equals(a.numbers, b.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 And(Lane128 a, Lane128 b) => new(a.numbers & b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Or(Lane128 a, Lane128 b) => new(a.numbers | b.numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128 Select(Lane128 mask, Lane128 then, Lane128 otherwise) =>
        new(Vector128.ConditionalSelect(mask.numbers, then.numbers, otherwise.numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128 mask) => Vector128.ExtractMostSignificantBits(mask.numbers) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* to) => numbers.Store(to);
}
