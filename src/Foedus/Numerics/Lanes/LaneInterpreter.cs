using System.Runtime.CompilerServices;

namespace Foedus.Numerics.Lanes;

/// <summary>Runs a program instruction by instruction. Ready at once; many threads may use it together.</summary>
internal sealed unsafe class LaneInterpreter<TLane>
    where TLane : struct, ILane<TLane>
{
    private const int Constants = -1;

    private readonly List<Step> steps = [];
    private readonly LaneColumns constants;

    public LaneInterpreter(LaneProgram program)
    {
        var instructions = program.Instructions;
        var placement = new LanePlacement(program, [.. Enumerable.Range(0, instructions.Count)]);
        TemporaryCount = placement.TemporaryCount;
        var numbers = Enumerable.Range(0, instructions.Count).Where(i => instructions[i].Operation == LaneOperation.Constant).ToArray();
        constants = new LaneColumns(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            constants[i].Fill(instructions[numbers[i]].Value);
        for (var i = 0; i < instructions.Count; i++)
        {
            var instruction = instructions[i];
            if (instruction.IsGiven || instruction.Operation == LaneOperation.Store && placement.IsDone(i))
                continue;
            var into = instruction.Operation == LaneOperation.Store ? new Place(instruction.B, instruction.C * LaneColumns.Lanes) : PlaceOf(i);
            steps.Add(new Step(instruction.Operation, into, Operand(0), Operand(1), Operand(2)));

            Place Operand(int which) => PlaceOf(instruction.Operand(which < instruction.Operands ? which : 0));
        }

        Place PlaceOf(int value)
        {
            var (block, column) = instructions[value].Operation == LaneOperation.Constant ? (Constants, Array.IndexOf(numbers, value)) : placement[value];
            return new Place(block, column * LaneColumns.Lanes);
        }
    }

    public int TemporaryCount { get; }

    /// <param name="blocks">[block] its first column.</param>
    public void Run(double** blocks)
    {
        foreach (var step in steps)
        {
            var into = At(step.Into, blocks);
            var a = At(step.A, blocks);
            var b = At(step.B, blocks);
            var c = At(step.C, blocks);
            switch (step.Operation)
            {
                case LaneOperation.Store:
                    Each<Same>(into, a, b, c);
                    break;
                case LaneOperation.Add:
                    Each<Sum>(into, a, b, c);
                    break;
                case LaneOperation.Subtract:
                    Each<Difference>(into, a, b, c);
                    break;
                case LaneOperation.Multiply:
                    Each<Product>(into, a, b, c);
                    break;
                case LaneOperation.Divide:
                    Each<Quotient>(into, a, b, c);
                    break;
                case LaneOperation.FusedMultiplyAdd:
                    Each<Fused>(into, a, b, c);
                    break;
                case LaneOperation.AddToExponent:
                    Each<Scaled>(into, a, b, c);
                    break;
                case LaneOperation.Max:
                    Each<Larger>(into, a, b, c);
                    break;
                case LaneOperation.Min:
                    Each<Smaller>(into, a, b, c);
                    break;
                case LaneOperation.Abs:
                    Each<Magnitude>(into, a, b, c);
                    break;
                case LaneOperation.Exp:
                    Each<Exponential>(into, a, b, c);
                    break;
                case LaneOperation.Log:
                    Each<Logarithm>(into, a, b, c);
                    break;
                case LaneOperation.Less:
                    Each<Below>(into, a, b, c);
                    break;
                case LaneOperation.LessOrEqual:
                    Each<NotAbove>(into, a, b, c);
                    break;
                case LaneOperation.Equal:
                    Each<Alike>(into, a, b, c);
                    break;
                case LaneOperation.And:
                    Each<Both>(into, a, b, c);
                    break;
                case LaneOperation.Select:
                    Each<Either>(into, a, b, c);
                    break;
                default:
                    throw new InvalidOperationException("Unknown operation.");
            }
        }
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* At(Place place, double** blocks) => (place.Block == Constants ? constants.First : blocks[place.Block]) + place.Offset;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Each<TKernel>(double* into, double* a, double* b, double* c)
        where TKernel : IKernel
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
            TKernel.Of(TLane.Load(a + lane), TLane.Load(b + lane), TLane.Load(c + lane)).Store(into + lane);
    }

    private readonly record struct Place(int Block, int Offset);

    private readonly record struct Step(LaneOperation Operation, Place Into, Place A, Place B, Place C);

    private interface IKernel
    {
        static abstract TLane Of(TLane a, TLane b, TLane c);
    }

    private readonly struct Same : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => a;
    }

    private readonly struct Sum : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => a + b;
    }

    private readonly struct Difference : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => a - b;
    }

    private readonly struct Product : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => a * b;
    }

    private readonly struct Quotient : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => a / b;
    }

    private readonly struct Fused : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.FusedMultiplyAdd(a, b, c);
    }

    private readonly struct Scaled : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.AddToExponent(a, b);
    }

    private readonly struct Larger : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Max(a, b);
    }

    private readonly struct Smaller : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Min(a, b);
    }

    private readonly struct Magnitude : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Abs(a);
    }

    private readonly struct Exponential : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Exp(a);
    }

    private readonly struct Logarithm : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Log(a);
    }

    private readonly struct Below : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Less(a, b);
    }

    private readonly struct NotAbove : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.LessOrEqual(a, b);
    }

    private readonly struct Alike : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Equal(a, b);
    }

    private readonly struct Both : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.And(a, b);
    }

    private readonly struct Either : IKernel
    {
        public static TLane Of(TLane a, TLane b, TLane c) => TLane.Select(a, b, c);
    }
}
