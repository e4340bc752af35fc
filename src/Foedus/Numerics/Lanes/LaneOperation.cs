namespace Foedus.Numerics.Lanes;

/// <summary>What one instruction of a <see cref="LaneProgram"/> does, in every lane by itself.</summary>
internal enum LaneOperation : byte
{
    /// <summary>A column, as it stands before the program.</summary>
    Load,

    /// <summary>One number in every lane.</summary>
    Constant,
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>First times second plus third, rounded once.</summary>
    FusedMultiplyAdd,

    /// <summary>The first times 2 to the power in the last bits of the second.</summary>
    AddToExponent,

    /// <summary>The larger; the second where one is not a number.</summary>
    Max,
    Min,
    Abs,
    Exp,
    Log,

    /// <summary>All bits set where the first is less.</summary>
    Less,
    LessOrEqual,
    Equal,

    /// <summary>Bit by bit.</summary>
    And,

    /// <summary>The second where the first is set, else the third.</summary>
    Select,

    /// <summary>Into a column.</summary>
    Store,
}

/// <param name="Operation">What is done.</param>
/// <param name="A">First operand: number of an earlier instruction. Of a load: the block.</param>
/// <param name="B">Second operand. Of a load: the column. Of a store: the block.</param>
/// <param name="C">Third operand. Of a store: the column.</param>
/// <param name="Value">Of a constant.</param>
internal readonly record struct LaneInstruction(LaneOperation Operation, int A, int B, int C, double Value)
{
    /// <summary>How many of A, B, C are numbers of instructions.</summary>
    public int Operands =>
        Operation switch
        {
            LaneOperation.Load or LaneOperation.Constant => 0,
            LaneOperation.Abs or LaneOperation.Exp or LaneOperation.Log or LaneOperation.Store => 1,
            LaneOperation.Select or LaneOperation.FusedMultiplyAdd => 3,
            _ => 2,
        };

    /// <summary>Whether it is a number that stands somewhere already.</summary>
    public bool IsGiven => Operation is LaneOperation.Load or LaneOperation.Constant;

    /// <summary>The same on other operands.</summary>
    public LaneInstruction With(Func<int, int> place) =>
        this with
        {
            A = Operands > 0 ? place(A) : A,
            B = Operands > 1 ? place(B) : B,
            C = Operands > 2 ? place(C) : C,
        };

    public int Operand(int which) =>
        which switch
        {
            0 => A,
            1 => B,
            _ => C,
        };
}

internal static class LaneOperations
{
    /// <summary>Bits of a double below its exponent.</summary>
    public const int FractionBits = 52;
}
