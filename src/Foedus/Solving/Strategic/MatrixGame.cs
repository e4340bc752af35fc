using Foedus.Games;
using Google.OrTools.LinearSolver;

namespace Foedus.Solving.Strategic;

/// <summary>The largest amount that a mixture over rows brings whatever column is played, by linear programming (von Neumann 1928; GLOP of OR-Tools).</summary>
internal static class MatrixGame
{
    /// <summary>The value to the player who chooses rows.</summary>
    /// <param name="rows">[row][column] points to the player who chooses rows.</param>
    public static double MaxMin(double[][] rows)
    {
        // A saddle point in pure strategies needs no program, and is exact.
        var low = rows.Max(row => row.Min());
        var high = Enumerable.Range(0, rows[0].Length).Min(column => rows.Max(row => row[column]));
        if (low == high) return low;
        lock (Glop.OneAtATime)
            return ByProgram(rows, low, high) ?? Exactly(rows);
    }

    private static double? ByProgram(double[][] rows, double low, double high)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var worth = solver.MakeNumVar(low, high, "");
        var total = solver.MakeConstraint(1, 1);
        var chance = rows.Select(_ => solver.MakeNumVar(0, 1, "")).ToArray();
        foreach (var x in chance) total.SetCoefficient(x, 1);
        for (var column = 0; column < rows[0].Length; column++)
        {
            var atLeast = solver.MakeConstraint(0, double.PositiveInfinity);
            atLeast.SetCoefficient(worth, -1);
            for (var row = 0; row < rows.Length; row++) atLeast.SetCoefficient(chance[row], rows[row][column]);
        }
        solver.Objective().SetCoefficient(worth, 1);
        solver.Objective().SetMaximization();
        return Glop.Solve(solver) ? worth.SolutionValue() : null;
    }

    // Floating-point programs sometimes end imprecisely; pivoting in whole numbers does not.
    private static double Exactly(double[][] rows)
    {
        var (first, second) = (rows.Length, rows[0].Length);
        var payoffs = new double[first * second * 2];
        for (var a = 0; a < first; a++)
            for (var b = 0; b < second; b++) (payoffs[(a + first * b) * 2], payoffs[(a + first * b) * 2 + 1]) = (rows[a][b], -rows[a][b]);
        var pair = LemkeHowson.Find(new NormalFormGame("stage", ["1", "2"], [Names(first), Names(second)], payoffs))[0];
        return Enumerable.Range(0, second).Min(column => rows.Select((row, a) => pair[0][a] * row[column]).Sum());
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];
}
