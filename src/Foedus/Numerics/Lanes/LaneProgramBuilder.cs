namespace Foedus.Numerics.Lanes;

/// <summary>Writes a <see cref="LaneProgram"/>: every method gives the number of a value, the same for the same operation on the same values.</summary>
internal sealed class LaneProgramBuilder : ILaneArithmetic<int>
{
    private readonly List<LaneInstruction> instructions = [];
    private readonly Dictionary<LaneInstruction, int> known = [];
    private readonly HashSet<(int Block, int Column)> stored = [];

    /// <summary>The instruction that makes a value.</summary>
    public LaneInstruction this[int value] => instructions[value];

    /// <summary>A column as it stands before the program.</summary>
    public int Load(int block, int column) => Value(new LaneInstruction(LaneOperation.Load, block, column, 0, 0));

    public int Constant(double value) => Value(new LaneInstruction(LaneOperation.Constant, 0, 0, 0, value));

    public int Add(int a, int b) => Value(new LaneInstruction(LaneOperation.Add, a, b, 0, 0));

    public int Subtract(int a, int b) => Value(new LaneInstruction(LaneOperation.Subtract, a, b, 0, 0));

    public int Multiply(int a, int b) => Value(new LaneInstruction(LaneOperation.Multiply, a, b, 0, 0));

    public int Divide(int a, int b) => Value(new LaneInstruction(LaneOperation.Divide, a, b, 0, 0));

    /// <summary>a b + c, rounded once.</summary>
    public int FusedMultiplyAdd(int a, int b, int c) => Value(new LaneInstruction(LaneOperation.FusedMultiplyAdd, a, b, c, 0));

    /// <inheritdoc cref="ILane{T}.AddToExponent"/>
    public int AddToExponent(int number, int exponent) => Value(new LaneInstruction(LaneOperation.AddToExponent, number, exponent, 0, 0));

    public int Max(int a, int b) => Value(new LaneInstruction(LaneOperation.Max, a, b, 0, 0));

    public int Min(int a, int b) => Value(new LaneInstruction(LaneOperation.Min, a, b, 0, 0));

    public int Abs(int a) => Value(new LaneInstruction(LaneOperation.Abs, a, 0, 0, 0));

    public int Exp(int a) => Value(new LaneInstruction(LaneOperation.Exp, a, 0, 0, 0));

    public int Log(int a) => Value(new LaneInstruction(LaneOperation.Log, a, 0, 0, 0));

    public int Less(int a, int b) => Value(new LaneInstruction(LaneOperation.Less, a, b, 0, 0));

    public int LessOrEqual(int a, int b) => Value(new LaneInstruction(LaneOperation.LessOrEqual, a, b, 0, 0));

    public int Equal(int a, int b) => Value(new LaneInstruction(LaneOperation.Equal, a, b, 0, 0));

    public int And(int a, int b) => Value(new LaneInstruction(LaneOperation.And, a, b, 0, 0));

    public int Select(int mask, int then, int otherwise) => Value(new LaneInstruction(LaneOperation.Select, mask, then, otherwise, 0));

    /// <summary>a₀ b₀ + a₁ b₁ + … from the left; 0 where there are none. A factor of −1 stands for 1.</summary>
    public int Sum(IEnumerable<(int Factor, int Value)> terms) =>
        terms.Select(term => term.Factor < 0 ? term.Value : Multiply(term.Factor, term.Value)).Aggregate(-1, (sum, term) => sum < 0 ? term : Add(sum, term))
            is >= 0
                and var found
            ? found
            : Constant(0);

    /// <summary>Writes a value into a column that the program does not load and writes once.</summary>
    public void Store(int block, int column, int value)
    {
        if (!stored.Add((block, column)))
            throw new InvalidOperationException("A column is written once.");
        instructions.Add(new LaneInstruction(LaneOperation.Store, value, block, column, 0));
    }

    /// <exception cref="InvalidOperationException">A column is loaded and stored: what is loaded would depend on the order.</exception>
    public LaneProgram Build()
    {
        if (instructions.Any(instruction => instruction.Operation == LaneOperation.Load && stored.Contains((instruction.A, instruction.B))))
            throw new InvalidOperationException("A column is both loaded and stored.");
        return new LaneProgram([.. instructions]);
    }

    internal int Append(LaneInstruction instruction)
    {
        if (instruction.Operation != LaneOperation.Store)
            return Value(instruction);
        Store(instruction.B, instruction.C, instruction.A);
        return instructions.Count - 1;
    }

    private int Value(LaneInstruction instruction)
    {
        if (known.TryGetValue(instruction, out var number))
            return number;
        instructions.Add(instruction);
        known.Add(instruction, instructions.Count - 1);
        return instructions.Count - 1;
    }
}
