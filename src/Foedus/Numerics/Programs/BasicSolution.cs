namespace Foedus.Numerics.Programs;

/// <summary>The corner of a linear program that belongs to a basis, from the program's own numbers, so that the pivots on the way there leave no rounding behind.</summary>
/// <param name="X">[column] what is chosen.</param>
/// <param name="Y">[row] what one more unit of b_i is worth: the dual solution.</param>
internal sealed record BasicSolution(double[] X, double[] Y)
{
    private const int Corrections = 2;

    /// <returns>Null where the basis is singular.</returns>
    public static BasicSolution? At(LinearProgram<double> program, ProgramBasis basis)
    {
        var (rows, columns) = (basis.Rows, basis.Columns);
        var lu = new DenseLu(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        for (var j = 0; j < columns.Length; j++)
            lu.Row(i)[j] = program.A[rows[i]][columns[j]];
        if (!lu.Factor())
            return null;
        var x = Corrected(rows.Length, i => program.B[rows[i]], (i, j) => program.A[rows[i]][columns[j]], right => lu.Solve(right));
        var y = Corrected(rows.Length, j => program.C[columns[j]], (j, i) => program.A[rows[i]][columns[j]], right => lu.SolveTransposed(right));
        var solution = new BasicSolution(new double[program.Columns], new double[program.Rows]);
        for (var k = 0; k < columns.Length; k++)
            (solution.X[columns[k]], solution.Y[rows[k]]) = (x[k], y[k]);
        return solution;
    }

    // Iterative refinement: what is still missing is worked out with twice the digits (Wilkinson 1963; Ogita, Rump and Oishi 2005).
    private static double[] Corrected(int size, Func<int, double> right, Func<int, int, double> entry, Action<double[]> solve)
    {
        var x = new double[size];
        var missing = new double[size];
        for (var round = 0; round <= Corrections; round++)
        {
            for (var i = 0; i < size; i++)
            {
                var (sum, error) = (right(i), 0.0);
                for (var j = 0; j < size && round > 0; j++)
                {
                    var a = -entry(i, j);
                    var product = a * x[j];
                    var next = sum + product;
                    var part = next - sum;
                    error += Math.FusedMultiplyAdd(a, x[j], -product) + (sum - (next - part)) + (product - part);
                    sum = next;
                }
                missing[i] = sum + error;
            }
            solve(missing);
            for (var i = 0; i < size; i++)
                x[i] += missing[i];
        }
        return x;
    }
}
