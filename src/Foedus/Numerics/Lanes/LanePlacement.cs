namespace Foedus.Numerics.Lanes;

/// <summary>Where the values of a program stand when it is run in pieces, one after another: a value that a later piece reads needs a column.</summary>
/// <remarks>That is the column it is stored to in the end, or a temporary one, which others take over once nothing reads it any more.</remarks>
internal sealed class LanePlacement
{
    private readonly LaneProgram program;
    private readonly (int Block, int Column)[] home;

    /// <param name="program">The program.</param>
    /// <param name="pieceOf">[instruction] its piece; not falling.</param>
    public LanePlacement(LaneProgram program, int[] pieceOf)
    {
        this.program = program;
        var instructions = program.Instructions;
        home = [.. instructions.Select(instruction => instruction.Operation == LaneOperation.Load ? (instruction.A, instruction.B) : Nowhere)];
        var lastPiece = new int[instructions.Count];
        for (var i = 0; i < instructions.Count; i++)
        for (var operand = 0; operand < instructions[i].Operands; operand++)
            lastPiece[instructions[i].Operand(operand)] = Math.Max(lastPiece[instructions[i].Operand(operand)], pieceOf[i]);
        for (var i = 0; i < instructions.Count; i++)
            if (instructions[i] is { Operation: LaneOperation.Store } store && !instructions[store.A].IsGiven && home[store.A] == Nowhere)
                home[store.A] = (store.B, store.C);
        var free = new Stack<int>();
        var ending = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < instructions.Count; i++)
        {
            while (ending.Count > 0 && ending.First() is { Key: var piece, Value: var columns } && piece < pieceOf[i])
            {
                foreach (var column in columns)
                    free.Push(column);
                ending.Remove(piece);
            }
            if (home[i] != Nowhere || instructions[i].IsGiven || instructions[i].Operation == LaneOperation.Store || lastPiece[i] == pieceOf[i])
                continue;
            home[i] = (LaneProgram.Temporaries, free.Count > 0 ? free.Pop() : TemporaryCount++);
            if (!ending.TryGetValue(lastPiece[i], out var those))
                ending.Add(lastPiece[i], those = []);
            those.Add(home[i].Column);
        }
    }

    public static (int Block, int Column) Nowhere => (-1, -1);

    /// <summary>Temporary columns in all.</summary>
    public int TemporaryCount { get; private set; }

    /// <summary>The column of a value; <see cref="Nowhere"/> where it needs none.</summary>
    public (int Block, int Column) this[int value] => home[value];

    /// <summary>Whether a store has nothing left to do, the value being made in that very column.</summary>
    public bool IsDone(int store) => home[program.Instructions[store].A] == (program.Instructions[store].B, program.Instructions[store].C);
}
