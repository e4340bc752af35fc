using System.Numerics;
using System.Runtime.InteropServices;

namespace Foedus.Numerics.Programs;

/// <summary>A linear program solved for its basic variables: basic_i + Σ_j a_ij · nonbasic_j = b_i, below them the objective; rows and columns scaled by powers of two.</summary>
internal sealed class FloatingTableau
{
    // Below this share of entries a pivot row is walked entry by entry.
    private const int SparseShare = 6;

    private readonly double[][] rows;
    private readonly int[] basic;
    private readonly int[] nonbasic;
    private readonly int[] filled;

    public FloatingTableau(LinearProgram<double> program)
    {
        (Rows, Columns) = (program.Rows, program.Columns);
        // Columns 0 … n − 1, slack of row i: n + i.
        nonbasic = [.. Enumerable.Range(0, Columns)];
        basic = [.. Enumerable.Range(Columns, Rows)];
        filled = new int[Columns + 2];
        rows = new double[Rows + 1][];
        var random = new Random(1);
        for (var i = 0; i < Rows; i++)
        {
            rows[i] = [.. program.A[i], program.B[i], 1 + random.NextDouble()];
        }
        rows[Rows] = [.. program.C, 0, 0];
        for (var j = 0; j < Columns; j++)
            rows[Rows][j] = -rows[Rows][j];
        Scale();
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Entries a_ij, then b_i, then the tie-breaking right-hand side.</summary>
    public double[] this[int row] => rows[row];

    /// <summary>Negative where a column's variable would raise the objective.</summary>
    public double[] Objective => rows[Rows];

    public ProgramBasis Basis() =>
        new(
            [.. basic.Where(variable => variable < Columns).Order()],
            [.. nonbasic.Where(variable => variable >= Columns).Select(variable => variable - Columns).Order()]
        );

    public void Pivot(int row, int column)
    {
        var pivotRow = rows[row];
        var inverse = 1 / pivotRow[column];
        var count = 0;
        pivotRow[column] = 1;
        for (var j = 0; j < pivotRow.Length; j++)
        {
            if (pivotRow[j] == 0)
                continue;
            pivotRow[j] *= inverse;
            this.filled[count++] = j;
        }
        var filled = this.filled.AsSpan(0, count);
        var isSparse = count * SparseShare < pivotRow.Length;
        for (var i = 0; i <= Rows; i++)
        {
            var target = rows[i];
            var factor = target[column];
            if (i == row || factor == 0)
                continue;
            target[column] = 0;
            if (isSparse)
                foreach (var j in filled)
                    target[j] -= factor * pivotRow[j];
            else
                SubtractMultiple(target, pivotRow, factor);
        }
        (basic[row], nonbasic[column]) = (nonbasic[column], basic[row]);
    }

    private static void SubtractMultiple(double[] target, double[] source, double factor)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target.AsSpan());
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var multiplier = new Vector<double>(factor);
        for (var v = 0; v < targets.Length; v++)
            targets[v] -= multiplier * sources[v];
        for (var j = targets.Length * Vector<double>.Count; j < target.Length; j++)
            target[j] -= factor * source[j];
    }

    // Largest entry of every column, then of every row, between 1 and 2. Powers of two, so that nothing is rounded.
    private void Scale()
    {
        for (var j = 0; j < Columns; j++)
        {
            var largest = 0.0;
            for (var i = 0; i < Rows; i++)
                largest = Math.Max(largest, Math.Abs(rows[i][j]));
            if (largest == 0)
                continue;
            var power = -Math.ILogB(largest);
            foreach (var row in rows)
                row[j] = Math.ScaleB(row[j], power);
        }
        foreach (var row in rows)
        {
            var largest = 0.0;
            for (var j = 0; j < Columns; j++)
                largest = Math.Max(largest, Math.Abs(row[j]));
            if (largest == 0)
                continue;
            var power = -Math.ILogB(largest);
            for (var j = 0; j <= Columns; j++)
                row[j] = Math.ScaleB(row[j], power);
        }
    }
}
