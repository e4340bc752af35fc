namespace Foedus.Numerics.Lanes;

/// <summary>What a formula is written in once, to be done on registers or to be part of a program.</summary>
internal interface ILaneArithmetic<T>
{
    T Constant(double value);

    T Add(T a, T b);

    T Subtract(T a, T b);

    T Multiply(T a, T b);

    T FusedMultiplyAdd(T a, T b, T c);

    T Max(T a, T b);

    T Less(T a, T b);

    T Select(T mask, T then, T otherwise);

    T AddToExponent(T number, T exponent);
}
