using System.Numerics;
using Foedus.Numerics.Exact;

namespace Foedus.Numerics.Programs;

/// <summary>An optimal corner in whole numbers over one positive denominator: x_j = X_j / D, dual y_i = Y_i / D.</summary>
internal sealed record ExactSolution(BigInteger[] X, BigInteger[] Y, BigInteger Denominator);

/// <summary>The simplex method in whole numbers: no rounding, and no cycles by the lexicographic rule.</summary>
/// <remarks>Dantzig, Orden and Wolfe 1955 for the rule; fraction-free pivoting.</remarks>
internal static class ExactSimplex
{
    /// <param name="program">In whole numbers; scale before.</param>
    /// <param name="start">A corner to begin at, if it turns out to be feasible; else the origin.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Null where the program is unbounded.</returns>
    public static ExactSolution? Solve(LinearProgram<BigInteger> program, ProgramBasis? start = null, CancellationToken cancel = default)
    {
        var dictionary = start is null ? AtOrigin(program) : At(program, start, cancel) ?? AtOrigin(program);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var column = Entering(dictionary, program.Rows);
            if (column < 0)
                return Read(dictionary, program);
            var row = dictionary.LeavingRow(column);
            if (row < 0)
                return null;
            dictionary.Pivot(row, column);
        }
    }

    // The last row is the objective; an entering column has a negative entry there, so it never leaves.
    private static IntegerDictionary AtOrigin(LinearProgram<BigInteger> program) =>
        new(
            [.. program.A.Select((row, i) => (BigInteger[])[.. row, program.B[i]]), [.. program.C.Select(c => -c), BigInteger.Zero]],
            [.. Enumerable.Range(program.Columns, program.Rows + 1)],
            [.. Enumerable.Range(0, program.Columns)]
        );

    private static IntegerDictionary? At(LinearProgram<BigInteger> program, ProgramBasis start, CancellationToken cancel)
    {
        var dictionary = AtOrigin(program);
        var leaving = start.Rows.Select(row => row + program.Columns).ToHashSet();
        foreach (var entering in start.Columns)
        {
            cancel.ThrowIfCancellationRequested();
            var column = Array.IndexOf(dictionary.Nonbasic, entering);
            var row = Enumerable.Range(0, program.Rows).FirstOrDefault(i => leaving.Contains(dictionary.Basic[i]) && !dictionary[i, column].IsZero, -1);
            if (row < 0)
                return null;
            leaving.Remove(dictionary.Basic[row]);
            dictionary.Pivot(row, column);
        }
        if (Enumerable.Range(0, program.Rows).Any(row => dictionary.Constant(row).Sign < 0))
            return null;
        dictionary.OrderTiesFromHere();
        return dictionary;
    }

    private static int Entering(IntegerDictionary dictionary, int objective)
    {
        var best = -1;
        for (var j = 0; j < dictionary.Columns; j++)
            if (dictionary[objective, j].Sign < 0 && (best < 0 || dictionary[objective, j] < dictionary[objective, best]))
                best = j;
        return best;
    }

    private static ExactSolution Read(IntegerDictionary dictionary, LinearProgram<BigInteger> program)
    {
        var solution = new ExactSolution(new BigInteger[program.Columns], new BigInteger[program.Rows], dictionary.Determinant);
        for (var i = 0; i < program.Rows; i++)
            if (dictionary.Basic[i] < program.Columns)
                solution.X[dictionary.Basic[i]] = dictionary.Constant(i);
        for (var j = 0; j < program.Columns; j++)
            if (dictionary.Nonbasic[j] >= program.Columns)
                solution.Y[dictionary.Nonbasic[j] - program.Columns] = dictionary[program.Rows, j];
        return solution;
    }
}
