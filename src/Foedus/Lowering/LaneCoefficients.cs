using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Model;
using Foedus.Numerics.Lanes;
using Operation = Foedus.Lowering.CoefficientTable.Operation;

namespace Foedus.Lowering;

/// <summary>A table of coefficients evaluated for many draws side by side, the same bits as one by one.</summary>
/// <remarks>Only what a game needs is evaluated, into columns without gaps. Constants are written once. Powers, exponentials and logarithms are taken lane by lane, so that no bit depends on the way.</remarks>
internal sealed class LaneCoefficients
{
    private readonly int[] columnOf;
    private readonly List<(int Column, double Value)> constants = [];
    private readonly List<Step> steps = [];

    /// <param name="table">The table.</param>
    /// <param name="used">What the game reads.</param>
    public LaneCoefficients(CoefficientTable table, IEnumerable<Coefficient> used)
    {
        columnOf = new int[table.Count];
        Array.Fill(columnOf, -1);
        foreach (var index in table.NeededFor(used))
        {
            var entry = table[index];
            columnOf[index] = Count++;
            if (entry.Operation == Operation.Constant)
                constants.Add((columnOf[index], entry.Value));
            else if (entry.Operation == Operation.Assumption)
                steps.Add(new Step(entry.Operation, columnOf[index], entry.A, 0, 0));
            else
                steps.Add(
                    new Step(
                        entry.Operation,
                        columnOf[index],
                        columnOf[entry.A],
                        columnOf[entry.B],
                        entry.Operation == Operation.Select ? columnOf[entry.C] : 0
                    )
                );
        }
    }

    /// <summary>Columns it fills.</summary>
    public int Count { get; }

    /// <summary>The column of a coefficient that was named as used.</summary>
    public int ColumnOf(Coefficient coefficient) => columnOf[coefficient.Index];

    /// <summary>Writes what is the same in every draw.</summary>
    /// <param name="columns">The first <see cref="Count"/> columns are this table's.</param>
    public void WriteConstants(LaneColumns columns)
    {
        foreach (var (column, value) in constants)
            columns[column].Fill(value);
    }

    /// <summary>Evaluates a block of draws; lanes beyond the last draw repeat it.</summary>
    /// <param name="worlds">[assumption][row]</param>
    /// <param name="from">Row of the first lane.</param>
    /// <param name="count">Draws, at least 1 and at most the lanes.</param>
    /// <param name="columns">Filled.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Evaluate<TLane>(double[][] worlds, int from, int count, LaneColumns columns)
        where TLane : struct, ILane<TLane>
    {
        foreach (var step in steps)
        {
            if (step.Operation == Operation.Assumption)
            {
                worlds[step.A].AsSpan(from, count).CopyTo(columns[step.Column]);
                columns[step.Column][count..].Fill(worlds[step.A][from + count - 1]);
                continue;
            }
            if (step.Operation is Operation.Power or Operation.Exp or Operation.Log)
            {
                var into = columns[step.Column];
                var left = columns[step.A];
                var right = columns[step.B];
                for (var lane = 0; lane < into.Length; lane++)
                    into[lane] = CoefficientTable.Apply(step.Operation, left[lane], right[lane]);
                continue;
            }
            var first = columns.First;
            var a = first + step.A * LaneColumns.Lanes;
            var b = first + step.B * LaneColumns.Lanes;
            var c = first + step.C * LaneColumns.Lanes;
            var result = first + step.Column * LaneColumns.Lanes;
            for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                Apply(step.Operation, TLane.Load(a + lane), TLane.Load(b + lane), TLane.Load(c + lane)).Store(result + lane);
        }
        GC.KeepAlive(columns);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLane Apply(Operation operation, TLane a, TLane b, TLane c) =>
            operation switch
            {
                Operation.Add => a + b,
                Operation.Subtract => a - b,
                Operation.Multiply => a * b,
                Operation.Divide => a / b,
                Operation.Min => TLane.Min(a, b),
                Operation.Max => TLane.Max(a, b),
                Operation.Abs => TLane.Abs(a),
                Operation.Sqrt => TLane.Sqrt(a),
                Operation.Less => TLane.Select(TLane.Less(a, b), TLane.Select(Close(a, b), TLane.All(0), TLane.All(1)), TLane.All(0)),
                Operation.LessOrEqual => TLane.Select(TLane.Or(TLane.LessOrEqual(a, b), Close(a, b)), TLane.All(1), TLane.All(0)),
                Operation.Equal => TLane.Select(TLane.Or(TLane.Equal(a, b), Close(a, b)), TLane.All(1), TLane.All(0)),
                // The condition holds where it is not 0, NaN included.
                Operation.Select => TLane.Select(TLane.Equal(a, TLane.All(0)), c, b),
                _ => throw new ArgumentOutOfRangeException(nameof(operation)),
            };

        // As NumberComparison has it.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TLane Close(TLane a, TLane b) =>
            TLane.Less(TLane.Abs(a - b), TLane.All(NumberComparison.Tolerance) * TLane.Max(TLane.All(1), TLane.Max(TLane.Abs(a), TLane.Abs(b))));
    }

    private readonly record struct Step(Operation Operation, int Column, int A, int B, int C);
}
