namespace Foedus.Numerics.Programs;

/// <summary>The primal simplex method on a dense tableau in doubles. What it ends at is a proposal: whoever asks judges it on the program's own numbers.</summary>
/// <remarks>
/// Dantzig 1963, largest coefficient. Ties between leaving rows are broken by a second, random right-hand side that stands for an infinitely small disturbance of the first
/// (Charnes 1952), so that degenerate programs do not cycle.
/// </remarks>
internal static class FloatingSimplex
{
    private const double LeastGain = 1e-12;
    private const double LeastPivot = 1e-9;
    private const double Nothing = 1e-11;
    private const int LeastPivots = 1_000;
    private const int PivotsPerLine = 50;

    /// <returns>Null where no optimum was reached: the program is unbounded, or rounding led astray.</returns>
    public static ProgramBasis? Solve(LinearProgram<double> program, CancellationToken cancel = default)
    {
        var tableau = new FloatingTableau(program);
        for (var left = LeastPivots + PivotsPerLine * (program.Rows + program.Columns); left > 0; left--)
        {
            cancel.ThrowIfCancellationRequested();
            var column = Entering(tableau);
            if (column < 0)
                return tableau.Basis();
            var row = Leaving(tableau, column);
            if (row < 0)
                return null;
            tableau.Pivot(row, column);
        }
        return null;
    }

    private static int Entering(FloatingTableau tableau)
    {
        var objective = tableau.Objective;
        var (best, least) = (-1, -LeastGain);
        for (var j = 0; j < tableau.Columns; j++)
            if (objective[j] < least)
                (best, least) = (j, objective[j]);
        return best;
    }

    private static int Leaving(FloatingTableau tableau, int column)
    {
        var (best, bestRatio, bestOrder) = (-1, double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < tableau.Rows; i++)
        {
            var row = tableau[i];
            if (row[column] <= LeastPivot)
                continue;
            var b = row[tableau.Columns];
            var ratio = b < Nothing ? 0 : b / row[column];
            var order = row[tableau.Columns + 1] / row[column];
            if (ratio < bestRatio - Nothing || (ratio <= bestRatio + Nothing && order < bestOrder))
                (best, bestRatio, bestOrder) = (i, ratio, order);
        }
        return best;
    }
}
