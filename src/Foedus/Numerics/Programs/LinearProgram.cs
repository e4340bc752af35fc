namespace Foedus.Numerics.Programs;

/// <summary>Maximise c·x subject to A x ≤ b and x ≥ 0, where b ≥ 0: the origin is feasible.</summary>
/// <typeparam name="T">double, or whole numbers of any length.</typeparam>
/// <param name="A">[row][column].</param>
/// <param name="B">[row], none negative.</param>
/// <param name="C">[column].</param>
internal sealed record LinearProgram<T>(T[][] A, T[] B, T[] C)
{
    public int Rows => B.Length;

    public int Columns => C.Length;
}

/// <summary>A corner of a linear program: the columns that are not held at 0, and as many rows, which hold with equality there.</summary>
internal sealed record ProgramBasis(int[] Columns, int[] Rows);
