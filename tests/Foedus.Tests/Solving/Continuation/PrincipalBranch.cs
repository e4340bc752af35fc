using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Trees;

namespace Foedus.Tests.Solving.Continuation;

/// <summary>The branch that is followed is the branch that begins at the uniform profile, judged by <see cref="SlowTracer"/>.</summary>
public class PrincipalBranch
{
    private static NormalFormGame Table(int rows, params double[] payoffs) =>
        new("table", ["1", "2"], [Names(rows), Names(payoffs.Length / 2 / rows)], payoffs);

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(k => $"{k}")];

    /// <remarks>FOEDUS_TEST_SCALE=25 judges 1,000 games, FOEDUS_FIRST=1000 the next: as many as there is time for, in parts.</remarks>
    [Fact]
    public void A_slow_tracer_comes_to_the_same_points()
    {
        var wrong = new List<string>();
        var (points, stopped) = (0, 0);
        Parallel.For(
            TestScale.First,
            TestScale.First + TestScale.Of(40),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            number =>
            {
                var (kind, game) = HardGames.Make(number);
                var unit = game.PayoffRange();
                if (unit == 0)
                    return;
                var slow = new SlowTracer(game, unit);
                foreach (var goal in new[] { 4.0, 12, 40 })
                {
                    var found = LogitSolver.At(game, goal / unit);
                    var expected = slow.GoTo(goal);
                    // An exact bifurcation stops the slow tracer (one tree in ten thousand games); the solver has to have said so.
                    if (expected is null && found.Report.Notes.Any(note => note.Contains("symmetry")))
                    {
                        Interlocked.Increment(ref stopped);
                        break;
                    }
                    var gap =
                        expected is null || found.Equilibria.Count == 0
                            ? double.NaN
                            : found.Equilibria[0].Profile.ToProbabilities().Zip(expected, (x, y) => Math.Abs(x - y)).Max();
                    if (gap < 1e-6)
                    {
                        Interlocked.Increment(ref points);
                        continue;
                    }
                    lock (wrong)
                        wrong.Add($"game {number} ({kind}) at λ × range = {goal}: off by {gap}; {found.Report.Status} {string.Join(" ", found.Report.Notes)}");
                    break;
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"games {TestScale.First} to {TestScale.First + TestScale.Of(40) - 1}: {points} points agree, {wrong.Count} do not; the slow tracer stopped at a bifurcation in {stopped}"
        );
        Assert.Empty(wrong);
    }

    // All fixed points of these games by bisection, followed from λ = 0.
    [Theory]
    [InlineData(0.42, 0.51326, 0.17781)]
    [InlineData(0.5, 0.66526, 0.06544)]
    public void A_small_advantage_decides_who_dares(double lambda, double first, double second)
    {
        var game = Table(2, 0, 0, 2.1, -1, -1, 2, -10, -10).ToExtensive();
        var profile = LogitSolver.At(game, lambda).Equilibria[0].Profile;
        Assert.Equal(first, profile.Probability(1), 1e-5);
        Assert.Equal(second, profile.Probability(3), 1e-5);
        Assert.Equal([2.1, -1], LogitSolver.Limit(game).Equilibria[0].Payoffs);
    }

    [Theory]
    [InlineData(3, 3.0)]
    [InlineData(4, 5.0)]
    [InlineData(5, 2.0)]
    public void Where_all_actions_are_alike_they_are_played_alike_at_every_precision(int count, double worth)
    {
        var payoffs = new double[count * count * 2];
        for (var i = 0; i < count; i++)
            (payoffs[2 * (i + count * i)], payoffs[2 * (i + count * i) + 1]) = (worth, worth);
        var game = Table(count, payoffs).ToExtensive();
        // The derivatives are singular at λ = count / worth exactly.
        foreach (var lambda in new[] { 0.5 * count / worth, count / worth, 1.01 * count / worth, 20 })
        {
            var at = LogitSolver.At(game, lambda);
            Assert.Equal(SolveStatus.Solved, at.Report.Status);
            Assert.All(at.Equilibria[0].Profile.ToProbabilities(), chance => Assert.Equal(1.0 / count, chance, 1e-12));
            Assert.Equal(lambda >= count / worth, at.Report.Notes.Any(note => note.Contains("symmetry")));
        }
        var limit = LogitSolver.Limit(game);
        Assert.Equal(SolveStatus.Solved, limit.Report.Status);
        Assert.Equal(worth / count, limit.Equilibria[0].Payoffs[0], 1e-9);
    }

    // In a symmetric game of two players the branch stays on the diagonal, where one equation in one unknown has to vanish.
    [Fact]
    public void Symmetric_games_are_followed_on_the_diagonal()
    {
        var random = new Random(5);
        var met = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            double[] a = [0, -1 - random.NextDouble(), 1 + random.NextDouble(), -3 - 9 * random.NextDouble()];
            var game = Table(2, a[0], a[0], a[2], a[1], a[1], a[2], a[3], a[3]).ToExtensive();
            foreach (var lambda in new[] { 0.3, 1, 4, 20 })
            {
                var result = LogitSolver.At(game, lambda);
                Assert.True(result.Report.Status == SolveStatus.Solved, $"{trial} at {lambda}: {string.Join(" ", result.Report.Notes)}");
                var (low, high) = (0.0, 1.0);
                for (var k = 0; k < 60; k++)
                {
                    var p = (low + high) / 2;
                    var gain = (1 - p) * (a[2] - a[0]) + p * (a[3] - a[1]);
                    if (p < 1 / (1 + Math.Exp(-lambda * gain)))
                        low = p;
                    else
                        high = p;
                }
                Assert.Equal(low, result.Equilibria[0].Profile.Probability(1), 1e-8);
                Assert.Equal(low, result.Equilibria[0].Profile.Probability(3), 1e-8);
                if (result.Report.Notes.Any(note => note.Contains("symmetry")))
                    met++;
            }
        }
        Assert.True(met > 60, $"{met} bifurcations reported");
    }

    [Fact]
    public void One_players_money_does_not_hide_the_others_votes()
    {
        foreach (var money in new[] { 1e6, 1e9, 1e13 })
        {
            // The second player's first action is better by 0.7 whatever happens.
            var table = Table(2, money, 0.9, 0, 0.9, 0, 0.2, money / 2, 0.2);
            var game = table.ToExtensive();
            foreach (var method in new[] { TreeMethod.Qre, TreeMethod.Pure, TreeMethod.Spe, TreeMethod.Enumerate, TreeMethod.Lcp })
            {
                var result = TreeSolver.Solve(game, table, method);
                var found = Assert.Single(result.Equilibria);
                Assert.Equal(1, found.Profile.Probability(2), 1e-7);
                Assert.Equal(0.9, found.Payoffs[1], 1e-7);
            }
        }
    }

    [Fact]
    public void Payoffs_times_k_and_lambda_over_k_change_nothing()
    {
        for (var number = 0; number < 48; number++)
        {
            var (_, game) = HardGames.Make(number);
            var range = game.PayoffRange();
            if (range == 0)
                continue;
            foreach (var k in new[] { 1e-9, 1e-3, 1e7, 1e12 })
            {
                var scaled = Scaled(game, k);
                var (plain, other) = (LogitSolver.At(game, 9 / range), LogitSolver.At(scaled, 9 / range / k));
                Assert.Equal(plain.Report.Status, other.Report.Status);
                var gap = plain.Equilibria[0].Profile.ToProbabilities().Zip(other.Equilibria[0].Profile.ToProbabilities(), (x, y) => Math.Abs(x - y)).Max();
                Assert.True(gap < 1e-9, $"game {number} times {k}: {gap}");
                var (limit, scaledLimit) = (LogitSolver.Limit(game), LogitSolver.Limit(scaled));
                Assert.Equal(limit.Report.Status, scaledLimit.Report.Status);
            }
        }
    }

    [Fact]
    public void Payoffs_beyond_all_bounds_are_refused_in_words()
    {
        var game = Table(2, 1e308, 1, 0, 0, 0, 0, 1, 1e308).ToExtensive();
        Assert.Throws<RefusedException>(() => LogitSolver.At(game, 10));
        Assert.Throws<RefusedException>(() => LogitSolver.Limit(game));
        Assert.Throws<RefusedException>(() => LogitSolver.At(Table(2, 1e200, 1, 0, 0, 0, 0, 1, 1e200).ToExtensive(), 10));
        Assert.Equal(SolveStatus.Solved, LogitSolver.Limit(Table(2, 1e200, 1, 0, 0, 0, 0, 1, 1e200).ToExtensive()).Report.Status);
    }

    private static ExtensiveGame Scaled(ExtensiveGame game, double k)
    {
        var builder = new ExtensiveGameBuilder(game.Title, game.Players);
        var open = new Stack<int>([0]);
        while (open.TryPop(out var n))
        {
            var set = game.SetAt[n];
            if (game.IsTerminal(n))
                builder.Terminal([.. game.PayoffsOf(game.OutcomeAt[n]).ToArray().Select(payoff => payoff * k)]);
            else if (game.IsChance(n))
                builder.Chance(
                    n + 1,
                    [
                        .. Enumerable
                            .Range(0, game.ChildrenOf(n).Length)
                            .Select(move => ($"{move}", game.ExactChanceProbability(game.ChanceStart[game.ChanceSetAt(n)] + move))),
                    ]
                );
            else
                builder.Decision(game.SetPlayer[set] + 1, set + 1, Names(game.ActionCountOf(set)));
            foreach (var child in game.ChildrenOf(n).ToArray().Reverse())
                open.Push(child);
        }
        return builder.Build();
    }
}
