namespace Foedus.Numerics.Lanes;

/// <summary>Operations on columns without a branch, the same for every lane: read columns, work, write columns.</summary>
/// <remarks>
/// Columns stand in numbered blocks, whose places in memory are given when the program runs. What no store needs is left out. <see cref="LaneInterpreter{TLane}"/> runs it at once, <see cref="LaneCompiler{TLane}"/> makes machine code of it;
/// both give the same bits.
/// </remarks>
internal sealed class LaneProgram : IEquatable<LaneProgram>
{
    /// <summary>Block of columns for what lies between, the runner's own.</summary>
    public const int Temporaries = 0;

    /// <summary>First block that a program's author may name.</summary>
    public const int FirstBlock = 1;

    private readonly int hash;

    internal LaneProgram(LaneInstruction[] written)
    {
        Instructions = Needed(written);
        BlockCount = Instructions
            .Select(instruction =>
                instruction.Operation switch
                {
                    LaneOperation.Load => instruction.A + 1,
                    LaneOperation.Store => instruction.B + 1,
                    _ => FirstBlock,
                }
            )
            .DefaultIfEmpty(FirstBlock)
            .Max();
        var code = new HashCode();
        foreach (var instruction in Instructions)
            code.Add(instruction);
        hash = code.ToHashCode();
    }

    /// <summary>Operands come before what uses them.</summary>
    public IReadOnlyList<LaneInstruction> Instructions { get; }

    /// <summary>One more than the largest number of a block.</summary>
    public int BlockCount { get; }

    public bool Equals(LaneProgram? other) => other is not null && Instructions.SequenceEqual(other.Instructions);

    public override bool Equals(object? other) => Equals(other as LaneProgram);

    public override int GetHashCode() => hash;

    private static LaneInstruction[] Needed(LaneInstruction[] written)
    {
        var needed = new bool[written.Length];
        for (var i = written.Length - 1; i >= 0; i--)
        {
            needed[i] |= written[i].Operation == LaneOperation.Store;
            for (var operand = 0; needed[i] && operand < written[i].Operands; operand++)
                needed[written[i].Operand(operand)] = true;
        }
        var place = new int[written.Length];
        var kept = new List<LaneInstruction>();
        for (var i = 0; i < written.Length; i++)
        {
            if (!needed[i])
                continue;
            place[i] = kept.Count;
            kept.Add(written[i].With(operand => place[operand]));
        }
        return [.. kept];
    }
}
