using System.Reflection.Emit;

namespace Foedus.Numerics.Lanes;

/// <summary>A piece of a compiled program, over all lanes of a block of draws.</summary>
/// <param name="blocks">[block] its first column.</param>
internal unsafe delegate void LaneKernel(double** blocks);

/// <summary>Makes machine code of a program at run time: pieces of straight-line code, values in registers within a piece.</summary>
/// <remarks>
/// The operations are those that the methods of <typeparamref name="TLane"/> stand for, which <see cref="LaneInterpreter{TLane}"/> calls. Pieces keep the just-in-time compiler's time in proportion to the program and its registers few.
/// </remarks>
internal sealed unsafe class LaneCompiler<TLane>
    where TLane : struct, ILane<TLane>
{
    // Work in a piece: about what 32 registers and the just-in-time compiler carry.
    private const int MostWork = 150;

    private readonly LaneProgram program;
    private readonly int[] pieceOf;
    private readonly LanePlacement placement;
    private readonly int[] usesInPiece;

    /// <param name="program">What to compile.</param>
    public LaneCompiler(LaneProgram program)
    {
        this.program = program = LaneExponential.WriteOut(program);
        var instructions = program.Instructions;
        pieceOf = new int[instructions.Count];
        var (piece, work) = (0, 0);
        for (var i = 0; i < pieceOf.Length; i++)
        {
            if (work > MostWork)
                (piece, work) = (piece + 1, 0);
            pieceOf[i] = piece;
            work += instructions[i].Operation switch
            {
                LaneOperation.Load or LaneOperation.Constant => 0,
                LaneOperation.Log => 16,
                _ => 1,
            };
        }
        placement = new LanePlacement(program, pieceOf);
        usesInPiece = new int[instructions.Count];
        for (var i = 0; i < pieceOf.Length; i++)
        for (var operand = 0; operand < instructions[i].Operands; operand++)
            if (pieceOf[instructions[i].Operand(operand)] == pieceOf[i])
                usesInPiece[instructions[i].Operand(operand)]++;
    }

    /// <summary>Columns of block <see cref="LaneProgram.Temporaries"/> that the code writes.</summary>
    public int TemporaryCount => placement.TemporaryCount;

    /// <summary>The pieces, to be called in this order with the same blocks.</summary>
    public LaneKernel[] Compile() => [.. Enumerable.Range(0, pieceOf.Length).GroupBy(i => pieceOf[i]).Select(piece => Compile([.. piece]))];

    private LaneKernel Compile(int[] piece)
    {
        var method = new DynamicMethod("lanes", null, [typeof(double**)], typeof(LaneKernel).Module);
        var code = method.GetILGenerator();
        var pointers = new Dictionary<int, LocalBuilder>();
        var locals = new Dictionary<int, LocalBuilder>();
        foreach (var block in piece.SelectMany(BlocksOf).Distinct())
        {
            pointers.Add(block, code.DeclareLocal(typeof(double*)));
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, block * sizeof(double*));
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Ldind_I);
            code.Emit(OpCodes.Stloc, pointers[block]);
        }
        var rest = code.DeclareLocal(typeof(int));
        var top = code.DefineLabel();
        code.Emit(OpCodes.Ldc_I4, LaneColumns.Lanes / TLane.Width);
        code.Emit(OpCodes.Stloc, rest);
        code.MarkLabel(top);
        foreach (var i in piece)
            Statement(i);
        foreach (var pointer in pointers.Values)
        {
            code.Emit(OpCodes.Ldloc, pointer);
            code.Emit(OpCodes.Ldc_I4, TLane.Width * sizeof(double));
            code.Emit(OpCodes.Add);
            code.Emit(OpCodes.Stloc, pointer);
        }
        code.Emit(OpCodes.Ldloc, rest);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Stloc, rest);
        code.Emit(OpCodes.Ldloc, rest);
        code.Emit(OpCodes.Brtrue, top);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<LaneKernel>();

        void Statement(int i)
        {
            var instruction = program.Instructions[i];
            if (instruction.Operation == LaneOperation.Store)
            {
                if (!placement.IsDone(i))
                    StoreTo(instruction.B, instruction.C, () => Push(instruction.A));
                return;
            }
            // What is read once in its own piece is written out where it is read.
            var isKept = placement[i] != LanePlacement.Nowhere;
            if (instruction.IsGiven || usesInPiece[i] <= 1 && !isKept)
                return;
            locals.Add(i, code.DeclareLocal(LaneMethods<TLane>.Register));
            Make(i);
            code.Emit(OpCodes.Stloc, locals[i]);
            if (isKept)
                StoreTo(placement[i].Block, placement[i].Column, () => code.Emit(OpCodes.Ldloc, locals[i]));
        }

        void Push(int value)
        {
            if (locals.TryGetValue(value, out var local))
                code.Emit(OpCodes.Ldloc, local);
            else if (program.Instructions[value].Operation == LaneOperation.Load || pieceOf[value] != pieceOf[piece[0]] && !program.Instructions[value].IsGiven)
            {
                Address(placement[value].Block, placement[value].Column);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.Load);
            }
            else
                Make(value);
        }

        void Make(int value)
        {
            var instruction = program.Instructions[value];
            if (instruction.Operation == LaneOperation.AddToExponent)
            {
                Push(instruction.A);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.AsIntegers);
                Push(instruction.B);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.AsIntegers);
                code.Emit(OpCodes.Ldc_I4, LaneOperations.FractionBits);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.ShiftLeft);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.AddIntegers);
                code.Emit(OpCodes.Call, LaneMethods<TLane>.AsNumbers);
                return;
            }
            if (instruction.Operation == LaneOperation.Constant)
                code.Emit(OpCodes.Ldc_R8, instruction.Value);
            for (var operand = 0; operand < instruction.Operands; operand++)
                Push(instruction.Operand(operand));
            code.Emit(OpCodes.Call, LaneMethods<TLane>.Of(instruction.Operation));
        }

        void Address(int block, int column)
        {
            code.Emit(OpCodes.Ldloc, pointers[block]);
            code.Emit(OpCodes.Ldc_I4, column * LaneColumns.Lanes * sizeof(double));
            code.Emit(OpCodes.Add);
        }

        void StoreTo(int block, int column, Action push)
        {
            push();
            Address(block, column);
            code.Emit(OpCodes.Call, LaneMethods<TLane>.Store);
        }
    }

    // Of what an instruction reads and writes.
    private IEnumerable<int> BlocksOf(int i)
    {
        var instruction = program.Instructions[i];
        if (instruction.Operation == LaneOperation.Store)
            yield return instruction.B;
        if (placement[i] != LanePlacement.Nowhere)
            yield return placement[i].Block;
        for (var operand = 0; operand < instruction.Operands; operand++)
            if (placement[instruction.Operand(operand)] is { Block: >= 0 } home)
                yield return home.Block;
    }
}
