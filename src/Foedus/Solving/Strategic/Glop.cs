using Google.OrTools.LinearSolver;

namespace Foedus.Solving.Strategic;

/// <summary>The linear programs of OR-Tools, one at a time: several at once in one process have ended with wrong statuses.</summary>
internal static class Glop
{
    // Rarely a small program never ends: it is given up, and its caller has an exact method behind it. By a count, so that it is the same on every machine, and by the clock where the count stands still.
    private const int LeastIterations = 10_000;
    private const int IterationsPerLine = 50;
    private const long LeastMilliseconds = 5_000;
    private const long MillisecondsPerLine = 50;

    public static Lock OneAtATime { get; } = new();

    /// <summary>Whether the program ended at an optimum.</summary>
    public static bool Solve(Solver solver)
    {
        var lines = solver.NumVariables() + solver.NumConstraints();
        solver.SetSolverSpecificParametersAsString($"max_number_of_iterations: {LeastIterations + IterationsPerLine * lines}");
        solver.SetTimeLimit(LeastMilliseconds + MillisecondsPerLine * lines);
        return solver.Solve() == Solver.ResultStatus.OPTIMAL;
    }
}
