using Foedus.Answers;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Solving;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;
using Foedus.Units;

namespace Foedus.Cli.Commands;

/// <summary>foedus solve on a raw game instead of a deal.</summary>
internal static class SolveGame
{
    public static int Stochastic(string path, double? lambda, int? others, bool json, CancellationToken cancel)
    {
        var (game, end) = StochasticGameReader.Read(path);
        if (end is not null)
            return others is null
                ? FiniteHorizon(game, end, lambda, json, cancel)
                : throw new InputException("A game with a horizon is worked out backward, without further starts: leave out --others.");
        var (report, equilibria) = StochasticSolver.Solve(game, lambda, others ?? StochasticSolver.UsualStarts, cancel);
        if (json)
            Console.WriteLine(AnswerJson.Text(SolvedStochasticGame.Of(report, equilibria)));
        else
            Print(report, equilibria);
        if (report.Status == SolveStatus.Solved)
            return ExitCode.Fine;
        Console.Error.WriteLine(string.Join(" ", report.Notes));
        return ExitCode.NotConvergedOrRefused;
    }

    private static int FiniteHorizon(StochasticGame game, FiniteHorizon end, double? lambda, bool json, CancellationToken cancel)
    {
        if (lambda is not null)
            throw new InputException("A game with a horizon is solved without errors: leave out --lambda.");
        var (report, values) = FiniteHorizonSolver.Solve(game, end, cancel);
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(SolvedRounds.Of(report, values)));
            return ExitCode.Fine;
        }
        Output.Line($"{SolveStatusWords.Of(report.Status)} by {report.Method}; {SolvedSize.Of(report)}, {report.Elapsed.TotalMilliseconds:0} ms");
        Output.Line(report.Certifies);
        for (var player = 0; player < game.PlayerCount; player++)
            Output.Line(
                $"player {player + 1}: secures {Number(values.Secure[player])} points"
                    + (values.Reach is { } reach ? $"; brings about state {end.TargetState} with chance {Number(reach[player])} or more" : "")
            );
        if (values.Welfare is { } welfare)
            Output.Line($"the equilibrium with the largest total gives {string.Join(" and ", welfare.Select(Number))}, together {Number(welfare.Sum())}");
        foreach (var note in report.Notes)
            Output.Line($"note: {note}");
        return ExitCode.Fine;
    }

    public static bool IsTree(string path) =>
        path.EndsWith(".efg", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".nfg", StringComparison.OrdinalIgnoreCase);

    public static int Tree(string path, TreeMethod method, double? lambda, bool branch, int others, bool json, CancellationToken cancel)
    {
        var (game, table) = GameFile.Read(path, cancel);
        var result = TreeSolver.Solve(game, table, method, others, lambda, branch, cancel);
        if (json)
            Console.WriteLine(AnswerJson.Text(SolvedTree.Of(game, result)));
        else
            Print(game, result);
        if (result.Report.Status == SolveStatus.Solved)
            return ExitCode.Fine;
        Console.Error.WriteLine(string.Join(" ", result.Report.Notes));
        if (result.Report.Status == SolveStatus.AlmostSolved)
            return ExitCode.Fine;
        return ExitCode.NotConvergedOrRefused;
    }

    private static void Print(ExtensiveGame game, TreeResult result)
    {
        var report = result.Report;
        Output.Line($"{SolveStatusWords.Of(report.Status)} by {report.Method}; {SolvedSize.Of(report)}, {report.Elapsed.TotalMilliseconds:0} ms");
        if (report.Certifies.Length > 0)
            Output.Line(report.Certifies);
        foreach (var note in report.Notes)
            Output.Line($"note: {note}");
        for (var e = 0; e < result.Equilibria.Count; e++)
        {
            var found = result.Equilibria[e];
            Output.Line(
                $"equilibrium {e + 1} of {result.Equilibria.Count}{(e == 0 || report.StartsTried is null ? $" ({report.Selection})" : "")}: worth {string.Join(", ", found.Payoffs.Select(Number))}"
            );
            for (var set = 0; set < game.InformationSetCount; set++)
                Output.Line(
                    $"  {(game.Players[game.SetPlayer[set]] is { Length: > 0 } name ? name : $"player {game.SetPlayer[set] + 1}")}, set {game.InformationSetNumber(set)}: "
                        + string.Join(
                            "  ",
                            ActionNames(game, set).Select((action, a) => $"{action} {Number(found.Profile.Probability(game.ActionStart[set] + a))}")
                        )
                );
        }
        if (report.StartsTried is { } tried)
            Output.Line($"Others may exist: {Words.Counted(tried, "further start")} {Words.Does(tried, "was", "were")} tried.");
        if (result.Branch is { Count: > 0 } branch)
            Output.Line($"branch: {Words.Counted(branch.Count, "point")} up to λ = {branch[^1].Lambda:G6}; --json lists them");
    }

    // With the number of its place where a name stands twice, or is none.
    private static IEnumerable<string> ActionNames(ExtensiveGame game, int set)
    {
        var labels = Enumerable.Range(game.ActionStart[set], game.ActionCountOf(set)).Select(game.ActionLabel).ToList();
        return labels.Select((label, a) => label.Length > 0 && labels.Count(other => other == label) == 1 ? label : $"{label}({a + 1})");
    }

    private static void Print(SolveReport report, IReadOnlyList<StationaryProfile> equilibria)
    {
        Output.Line($"{SolveStatusWords.Of(report.Status)} by {report.Method}; {SolvedSize.Of(report)}, {report.Elapsed.TotalMilliseconds:0} ms");
        Output.Line(report.Certifies);
        for (var e = 0; e < equilibria.Count; e++)
        {
            Output.Line($"equilibrium {e + 1} of {equilibria.Count}{(e == 0 ? " (principal branch)" : "")}");
            for (var state = 0; state < equilibria[e].Strategies.Length; state++)
                Output.Line(
                    $"  state {state}: {string.Join("  |  ", equilibria[e].Strategies[state].Select((chances, player) => $"{string.Join(" ", chances.Select(Number))} worth {Number(equilibria[e].Values[state][player])}"))}"
                );
        }
        Output.Line(
            $"Others may exist: {(report.StartsTried is > 0 and var tried ? $"{Words.Counted(tried, "further start")} {Words.Does(tried, "was", "were")} tried" : "no further starts were tried")}."
        );
    }

    private static string Number(double value) => Words.Rounded(value, 4);
}
