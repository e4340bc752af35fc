using System.Globalization;
using Foedus.Solving;
using Foedus.Solving.Trees;
using Foedus.Tests.Games;

namespace Foedus.Benchmarks;

/// <summary>How far the limits of random trees with hidden moves are followed, and what is certified on the path and off it: <c>-- trees [COUNT [MOVES [FIRST]]]</c>. CPU time of one thread.</summary>
internal static class TreesReport
{
    /// <param name="count">Trees, from <paramref name="first"/> on.</param>
    /// <param name="depth">Moves: 8 for 511 nodes.</param>
    /// <param name="first">Number of the first.</param>
    public static void Run(int count, int depth, int first)
    {
        Console.WriteLine(
            "| tree | hidden | payoffs | status | λ × range | gain of a strategy | on the path: sets, gain, off the response by | off it | CPU s |\n|---|---|---|---|---|---|---|---|---|"
        );
        var (solved, almost, all) = (0, 0, 0.0);
        for (var number = first; number < first + count; number++)
        {
            var (game, from) = (HiddenTrees.Make(number, depth), CpuClock.Now());
            var result = LogitSolver.Limit(game);
            var seconds = CpuClock.Now() - from;
            (solved, almost, all) = (
                solved + (result.Report.Status == SolveStatus.Solved ? 1 : 0),
                almost + (result.Report.Status == SolveStatus.AlmostSolved ? 1 : 0),
                all + seconds
            );
            var told =
                result.Equilibria.Count == 0
                    ? string.Join(" ", result.Report.Notes) + " | | | "
                    : Invariant(
                        $"{result.Equilibria[0].Lambda * game.PayoffRanges().Max():0.0e+0} | {result.Equilibria[0].RelativeGain:0.0e+0} | {Path(result.Equilibria[0].OnPath)} | {Path(result.Equilibria[0].OffPath)}"
                    );
            Console.WriteLine(
                Invariant(
                    $"| {number} | {HiddenTrees.LateOf(number)} | {(HiddenTrees.IsWhole(number) ? "whole" : "real")} | {SolveStatusWords.Of(result.Report.Status)} | {told} | {seconds:0.00} |"
                )
            );
        }
        Console.WriteLine(
            Invariant(
                $"of {count} trees of {(2 << depth) - 1} nodes: solved {solved}, almost solved {almost}, not followed {count - solved - almost}; {all:0.0} CPU s"
            )
        );
    }

    private static string Path(PathCertificate part) => Invariant($"{part.Sets}, {part.Gain:0.0e+0}, {part.LogitMismatch:0.0e+0}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
