namespace Foedus.Numerics.Lanes;

/// <summary>Numbers side by side in one register, one a lane; nothing a lane holds ever touches another.</summary>
/// <remarks>
/// Code is written once over a width. Sums, products, quotients and comparisons are IEEE 754 and never fused unless they say so, so they are the same bits in every width and on every processor, and so is exp; log is the
/// runtime's own, whose bits are the same in every width of one processor and may differ between processors with and without fused multiply-add.
/// </remarks>
internal unsafe interface ILane<T>
    where T : struct, ILane<T>
{
    /// <summary>How many numbers.</summary>
    static abstract int Width { get; }

    static abstract T Load(double* from);

    static abstract T All(double value);

    /// <summary>One number each from places.</summary>
    static abstract T Gather(double* from, int* at);

    /// <summary>From each of the places four numbers that stand one after another: the first of each, the second of each, and so on.</summary>
    static abstract void Fours(double* from, int* at, out T first, out T second, out T third, out T fourth);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract T FusedMultiplyAdd(T a, T b, T c);

    /// <summary>The number times 2 to a power, which stands in the last bits of the other operand; neither may leave the range of normal numbers.</summary>
    static abstract T AddToExponent(T number, T exponent);

    /// <summary>The larger; the second where one is not a number.</summary>
    static abstract T Max(T a, T b);

    static abstract T Min(T a, T b);

    static abstract T Abs(T a);

    static abstract T Sqrt(T a);

    /// <summary><see cref="LaneExponential"/>.</summary>
    static abstract T Exp(T a);

    static abstract T Log(T a);

    /// <summary>All bits of a lane set where a is less than b.</summary>
    static abstract T Less(T a, T b);

    static abstract T LessOrEqual(T a, T b);

    static abstract T Equal(T a, T b);

    static abstract T And(T a, T b);

    static abstract T Or(T a, T b);

    /// <summary>Where the mask is set one, elsewhere the other.</summary>
    static abstract T Select(T mask, T then, T otherwise);

    /// <summary>Whether the mask is set in any lane.</summary>
    static abstract bool Any(T mask);

    void Store(double* to);
}
