using System.Globalization;
using Foedus.Interop;
using Foedus.Solving;
using Foedus.Solving.Stochastic;

namespace Foedus.Cli.Commands;

/// <summary>foedus solve on a raw game instead of a deal.</summary>
internal static class SolveGame
{
    public static int Stochastic(string path, double? lambda, bool json, CancellationToken cancel)
    {
        var (report, equilibria) = StochasticSolver.Solve(StochasticGameReader.Read(path), lambda, cancel);
        if (json)
            Console.WriteLine(GameJson.Stochastic(report, equilibria).ToJsonString(Json.Layout));
        else
            Print(report, equilibria);
        if (report.Status == SolveStatus.Solved)
            return ExitCode.Fine;
        Console.Error.WriteLine(string.Join(" ", report.Notes));
        return ExitCode.NotConvergedOrRefused;
    }

    private static void Print(SolveReport report, IReadOnlyList<StationaryProfile> equilibria)
    {
        Output.Line($"{WeighingJson.Status(report.Status)} by {report.Method}; {report.Size:N0} {report.SizeUnit}, {report.Elapsed.TotalMilliseconds:0} ms");
        Output.Line(report.Certifies);
        for (var e = 0; e < equilibria.Count; e++)
        {
            Output.Line($"equilibrium {e + 1} of {equilibria.Count}{(e == 0 ? " (principal branch)" : "")}");
            for (var state = 0; state < equilibria[e].Strategies.Length; state++)
                Output.Line($"  state {state}: {string.Join("  |  ", equilibria[e].Strategies[state].Select((chances, player) => $"{string.Join(" ", chances.Select(Number))} worth {Number(equilibria[e].Values[state][player])}"))}");
        }
        Output.Line("Others may exist: only some starts were tried.");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
