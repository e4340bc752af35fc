using Foedus.Numerics.Lanes;

namespace Foedus.Tests.Numerics.Lanes;

/// <summary>A program gives the same bits however it is run.</summary>
public class LaneProgramTests
{
    private const int In = LaneProgram.FirstBlock,
        Out = In + 1,
        Columns = 6;

    [Fact]
    public void Interpreted_and_compiled_programs_give_the_same_bits_in_every_width()
    {
        // Of every length up to some 600 instructions.
        var programs = TestScale.Of(8);
        for (var seed = 0; seed < programs; seed++)
        {
            var program = Random(new Random(seed), 20 + 600 * seed / programs);
            var expected = Plain(program);
            AssertSame<Lane128>(program, expected);
            AssertSame<Lane256>(program, expected);
            AssertSame<Lane512>(program, expected);
        }
    }

    [Fact]
    public void What_nothing_needs_is_left_out_and_what_is_the_same_is_made_once()
    {
        var builder = new LaneProgramBuilder();
        var (a, b) = (builder.Load(In, 0), builder.Load(In, 1));
        builder.Exp(builder.Add(a, b));
        builder.Store(Out, 0, builder.Multiply(a, b));
        builder.Store(Out, 1, builder.Multiply(a, b));
        var program = builder.Build();
        Assert.Equal(
            [LaneOperation.Load, LaneOperation.Load, LaneOperation.Multiply, LaneOperation.Store, LaneOperation.Store],
            program.Instructions.Select(instruction => instruction.Operation)
        );
        AssertSame<Lane256>(program, Plain(program));
    }

    [Fact]
    public void A_column_is_stored_once_and_never_both_loaded_and_stored()
    {
        var builder = new LaneProgramBuilder();
        var one = builder.Constant(1);
        builder.Store(Out, 0, one);
        Assert.Throws<InvalidOperationException>(() => builder.Store(Out, 0, one));
        builder.Load(Out, 0);
        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void Sums_start_from_the_left_and_are_0_without_terms()
    {
        var builder = new LaneProgramBuilder();
        builder.Store(Out, 0, builder.Sum([]));
        builder.Store(Out, 1, builder.Sum([(-1, builder.Constant(1e16)), (builder.Constant(1), builder.Constant(1)), (-1, builder.Constant(-1e16))]));
        var found = Run<Lane256>(builder.Build(), compiled: false);
        Assert.Equal(0, found[0][0]);
        Assert.Equal(1e16 + 1 - 1e16, found[1][0]);
    }

    [Fact]
    public unsafe void Machine_code_takes_over_without_a_change_of_a_bit()
    {
        var program = Random(new Random(7), 300);
        var code = new LaneCode<Lane256>(program);
        var expected = Plain(program);
        for (var run = 0; run < 600; run++)
            if (run % 100 == 0 || run is 255 or 256 or 257)
                AssertSame(expected, Run(program, code.TemporaryCount, code.Run));
            else
                Run(program, code.TemporaryCount, code.Run);
    }

    private static void AssertSame<TLane>(LaneProgram program, double[][] expected)
        where TLane : struct, ILane<TLane>
    {
        AssertSame(expected, Run<TLane>(program, compiled: false));
        AssertSame(expected, Run<TLane>(program, compiled: true));
    }

    private static void AssertSame(double[][] expected, double[][] found)
    {
        for (var column = 0; column < expected.Length; column++)
            Assert.Equal(expected[column].Select(BitConverter.DoubleToInt64Bits), found[column].Select(BitConverter.DoubleToInt64Bits));
    }

    private unsafe delegate void Runner(double** blocks);

    private static unsafe double[][] Run<TLane>(LaneProgram program, bool compiled)
        where TLane : struct, ILane<TLane>
    {
        if (!compiled)
        {
            var interpreter = new LaneInterpreter<TLane>(program);
            return Run(program, interpreter.TemporaryCount, interpreter.Run);
        }
        var compiler = new LaneCompiler<TLane>(program);
        var kernels = compiler.Compile();
        return Run(program, compiler.TemporaryCount, blocks =>
        {
            foreach (var kernel in kernels)
                kernel(blocks);
        });
    }

    private static unsafe double[][] Run(LaneProgram program, int temporaries, Runner run)
    {
        var (between, input, output) = (new LaneColumns(temporaries), Given(), new LaneColumns(Columns));
        var blocks = stackalloc double*[3];
        blocks[LaneProgram.Temporaries] = between.First;
        blocks[In] = input.First;
        blocks[Out] = output.First;
        run(blocks);
        GC.KeepAlive(between);
        GC.KeepAlive(input);
        return [.. Enumerable.Range(0, Columns).Select(column => output[column].ToArray())];
    }

    private static LaneColumns Given()
    {
        var random = new Random(11);
        var columns = new LaneColumns(Columns);
        for (var column = 0; column < Columns; column++)
            foreach (ref var number in columns[column])
                number = random.Next(4) == 0 ? random.Next(-2, 3) : random.NextDouble() * 4 - 2;
        return columns;
    }

    // One number after another, by the lane operations of one width.
    private static double[][] Plain(LaneProgram program)
    {
        var given = Given();
        var found = Enumerable.Range(0, Columns).Select(_ => new double[LaneColumns.Lanes]).ToArray();
        for (var lane = 0; lane < LaneColumns.Lanes; lane++)
        {
            var values = new List<double>();
            foreach (var instruction in program.Instructions)
            {
                double Operand(int which) => values[instruction.Operand(which)];
                values.Add(
                    instruction.Operation switch
                    {
                        LaneOperation.Load => given[instruction.B][lane],
                        LaneOperation.Constant => instruction.Value,
                        LaneOperation.Add => Operand(0) + Operand(1),
                        LaneOperation.Subtract => Operand(0) - Operand(1),
                        LaneOperation.Multiply => Operand(0) * Operand(1),
                        LaneOperation.Divide => Operand(0) / Operand(1),
                        LaneOperation.FusedMultiplyAdd => Math.FusedMultiplyAdd(Operand(0), Operand(1), Operand(2)),
                        LaneOperation.Max => Operand(0) > Operand(1) ? Operand(0) : Operand(1),
                        LaneOperation.Min => Operand(0) < Operand(1) ? Operand(0) : Operand(1),
                        LaneOperation.Abs => Math.Abs(Operand(0)),
                        LaneOperation.Exp => One(Operand(0), Lane128.Exp),
                        LaneOperation.Log => One(Operand(0), Lane128.Log),
                        LaneOperation.Less => Mask(Operand(0) < Operand(1)),
                        LaneOperation.LessOrEqual => Mask(Operand(0) <= Operand(1)),
                        LaneOperation.Equal => Mask(Operand(0) == Operand(1)),
                        LaneOperation.And => BitConverter.Int64BitsToDouble(
                            BitConverter.DoubleToInt64Bits(Operand(0)) & BitConverter.DoubleToInt64Bits(Operand(1))
                        ),
                        LaneOperation.Select => BitConverter.DoubleToInt64Bits(Operand(0)) != 0 ? Operand(1) : Operand(2),
                        LaneOperation.Store => found[instruction.C][lane] = Operand(0),
                        _ => throw new InvalidOperationException(),
                    }
                );
            }
        }
        return found;

        static double Mask(bool set) => BitConverter.Int64BitsToDouble(set ? -1L : 0L);
    }

    private static unsafe double One(double number, Func<Lane128, Lane128> of)
    {
        var room = stackalloc double[2];
        of(Lane128.All(number)).Store(room);
        return room[0];
    }

    // Values and masks apart, so that a mask is all or nothing and no value is not a number: NaNs may differ in their bits.
    private static LaneProgram Random(Random random, int operations)
    {
        var builder = new LaneProgramBuilder();
        var values = new List<int>();
        var masks = new List<int>();
        for (var column = 0; column < Columns; column++)
            values.Add(builder.Load(In, column));
        values.Add(builder.Constant(1));
        values.Add(builder.Constant(-0.25));
        masks.Add(builder.Less(values[0], values[1]));
        var one = values[Columns];
        for (var i = 0; i < operations; i++)
        {
            var (a, b) = (Value(), Value());
            switch (random.Next(14))
            {
                case 0:
                    values.Add(Bounded(builder.Add(a, b)));
                    break;
                case 1:
                    values.Add(Bounded(builder.Subtract(a, b)));
                    break;
                case 2:
                    values.Add(Bounded(builder.Multiply(a, b)));
                    break;
                case 3:
                    values.Add(builder.Divide(a, builder.Add(one, builder.Abs(b))));
                    break;
                case 4:
                    values.Add(builder.Max(a, b));
                    break;
                case 5:
                    values.Add(builder.Min(a, b));
                    break;
                case 6:
                    values.Add(builder.Exp(builder.Min(a, one)));
                    break;
                case 7:
                    values.Add(builder.Log(builder.Add(one, builder.Abs(a))));
                    break;
                case 8:
                    masks.Add(builder.Less(a, b));
                    break;
                case 9:
                    masks.Add(builder.LessOrEqual(a, b));
                    break;
                case 10:
                    masks.Add(builder.And(Mask(), builder.Equal(a, b)));
                    break;
                case 11:
                    values.Add(builder.And(Mask(), a));
                    break;
                case 12:
                    values.Add(Bounded(builder.FusedMultiplyAdd(a, b, Value())));
                    break;
                default:
                    values.Add(builder.Select(Mask(), a, b));
                    break;
            }
        }
        for (var column = 0; column < Columns; column++)
            builder.Store(Out, column, column == 0 ? values[^1] : Value());
        return builder.Build();

        int Value() => values[Math.Max(0, values.Count - 1 - (random.Next(3) == 0 ? random.Next(values.Count) : random.Next(8)))];
        int Mask() => masks[random.Next(masks.Count)];
        int Bounded(int value) => builder.Max(builder.Min(value, builder.Constant(3)), builder.Constant(-3));
    }
}
