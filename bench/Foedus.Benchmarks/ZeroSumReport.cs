using Foedus.Games;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;
using Foedus.Tests.Games;

namespace Foedus.Benchmarks;

/// <summary>Zero-sum tables and trees by linear programming, each result judged: <c>-- zero-sum</c>. CPU time of one thread; least of several runs where one is short.</summary>
internal static class ZeroSumReport
{
    public static void Run(string only)
    {
        foreach (var size in new[] { 10, 50, 200 })
        {
            OneTable($"table {size} x {size}, real payoffs", ZeroSumGames.Table(size, size, random => random.NextDouble()));
            OneTable($"table {size} x {size}, whole payoffs -3..3", ZeroSumGames.Table(size, size, random => random.Next(-3, 4)));
        }
        foreach (var cards in new[] { 3, 13, 40, 100 })
            Tree($"one-card poker, {cards} cards", ZeroSumGames.OneCardPoker(cards));
        foreach (var ranks in new[] { 2, 3, 5 })
            Tree($"two-round poker, {ranks} ranks", ZeroSumGames.TwoRoundPoker(ranks));
        foreach (var rounds in new[] { 20, 300, 2000 })
            Tree($"chain of {rounds} rounds", ZeroSumGames.Chain(rounds));
        foreach (var depth in new[] { 6, 10, 14 })
            Tree($"own moves only, {depth} moves", ZeroSumGames.Hidden(depth));

        void OneTable(string name, NormalFormGame table)
        {
            if (!name.Contains(only, StringComparison.Ordinal))
                return;
            var (rows, columns) = (table.StrategyCount(0), table.StrategyCount(1));
            var stage = new StochasticGame
            {
                StateCount = 1,
                PlayerCount = 3,
                Actions =
                [
                    [rows, columns, 1],
                ],
                Discount = [1, 1, 1],
                Payoff =
                [
                    [
                        .. Enumerable
                            .Range(0, 3)
                            .Select(player =>
                                Enumerable
                                    .Range(0, rows * columns)
                                    .Select(cell => player == 0 ? table.Payoff(cell / columns + rows * (cell % columns), 0) : 0)
                                    .ToArray()
                            ),
                    ],
                ],
                Transition =
                [
                    [.. Enumerable.Repeat<double[]>([1], rows * columns)],
                ],
            };
            // Three players, so that nothing but the max-min programs is solved; those of the second and third are constant.
            double value = 0;
            var seconds = Time(() => value = FiniteHorizonSolver.Solve(stage, new FiniteHorizon(1, 0, null)).Values.Secure[0]);
            Console.WriteLine($"{name}: value {value:R}, {seconds * 1000:0.00} ms");
            if (rows <= 50)
                Tree(name + " as a tree", table.ToExtensive());
        }

        void Tree(string name, ExtensiveGame game)
        {
            if (!name.Contains(only, StringComparison.Ordinal))
                return;
            TreeResult? result = null;
            var seconds = Time(() =>
            {
                try
                {
                    result = TreeSolver.Solve(game, null, TreeMethod.Lp);
                }
                catch (RefusedException refused)
                {
                    Console.WriteLine($"{name}: {refused.Message}");
                }
            });
            if (result is { Equilibria: [var found] })
                Console.WriteLine(
                    $"{name} ({game.NodeCount} nodes, {game.ActionCount} actions): value {found.Payoffs[0]:R}, gain {found.DeviationGain:0.0e+0}, {seconds * 1000:0.00} ms; {result.Report.Method}"
                );
            else
                Console.WriteLine($"{name}: no equilibrium, {seconds * 1000:0.00} ms");
        }
    }

    // The first run compiles; long ones are not repeated.
    private static double Time(Action work)
    {
        var best = double.PositiveInfinity;
        var all = CpuClock.Now();
        for (var run = 0; run < 200 && CpuClock.Now() - all < 1; run++)
        {
            var from = CpuClock.Now();
            work();
            best = Math.Min(best, CpuClock.Now() - from);
        }
        return best;
    }
}
