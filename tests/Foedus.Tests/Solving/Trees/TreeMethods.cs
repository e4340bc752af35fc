using CsCheck;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Trees;
using Foedus.Tests.Games;

namespace Foedus.Tests.Solving.Trees;

/// <summary>Every method on published games with known equilibria, and on random trees, where each result is judged by <see cref="DeviationCheck"/>.</summary>
public class TreeMethods
{
    private static TreeResult Solve(ExtensiveGame game, TreeMethod method, double? lambda = null) => TreeSolver.Solve(game, null, method, lambda);

    [Fact]
    public void Seltens_horse_has_two_pure_equilibria_and_the_branch_ends_at_the_sequential_one()
    {
        var horse = ClassicGames.SeltensHorse();
        Assert.Equal(2, Solve(horse, TreeMethod.Pure).Equilibria.Count);
        var limit = Solve(horse, TreeMethod.Qre).Equilibria[0].Profile;
        Assert.Equal(1, limit.Probability(0), 6);
        Assert.Equal(1, limit.Probability(2), 6);
    }

    [Fact]
    public void Seltens_horse_is_followed_to_a_million_without_underflow()
    {
        var far = Solve(ClassicGames.SeltensHorse(), TreeMethod.Qre, 1e6);
        Assert.Equal(SolveStatus.Solved, far.Report.Status);
        Assert.True(far.Equilibria[0].LogitMismatch < 1e-9);
        Assert.All(far.Equilibria[0].Profile.LogProbabilities.ToArray(), log => Assert.True(double.IsFinite(log)));
    }

    [Theory]
    [InlineData(TreeMethod.Spe)]
    [InlineData(TreeMethod.Lcp)]
    [InlineData(TreeMethod.Lp)]
    [InlineData(TreeMethod.Enumerate)]
    [InlineData(TreeMethod.Qre)]
    public void Stripped_down_poker_has_one_equilibrium(TreeMethod method)
    {
        // Reiley, Urbancic and Walker 2008: bluff with 1/3, call with 2/3, worth 1/3 to the first player.
        var found = Assert.Single(Solve(ClassicGames.StrippedDownPoker(), method).Equilibria);
        double[] expected = [1, 0, 1.0 / 3, 2.0 / 3, 2.0 / 3, 1.0 / 3];
        for (var a = 0; a < expected.Length; a++)
            Assert.Equal(expected[a], found.Profile.Probability(a), 6);
        Assert.Equal(1.0 / 3, found.Payoffs[0], 6);
    }

    [Fact]
    public void Centipede_is_taken_at_once()
    {
        var found = Assert.Single(Solve(ClassicGames.Centipede4(), TreeMethod.Spe).Equilibria);
        Assert.Equal([0.8, 0.2], found.Payoffs);
        Assert.Equal(0, found.SubgameGain);
        Assert.Equal(4, Solve(ClassicGames.Centipede4(), TreeMethod.Enumerate).Equilibria.Count);
    }

    [Fact]
    public void A_bent_branch_is_met_where_it_first_reaches_lambda()
    {
        // Turocy 2005's example after McKelvey: the branch turns back between 1.3242 and 1.3485.
        var bent = Bent();
        var before = TreeSolver.Solve(bent.ToExtensive(), bent, TreeMethod.Qre, 1.33).Equilibria[0].Profile;
        var after = TreeSolver.Solve(bent.ToExtensive(), bent, TreeMethod.Qre, 1.36);
        Assert.True(before.Probability(0) > 0.5);
        Assert.True(after.Equilibria[0].Profile.Probability(1) > 0.5);
        Assert.Contains(after.Report.Notes, note => note.Contains("turned back"));
        Assert.Equal(3, TreeSolver.Solve(bent.ToExtensive(), bent, TreeMethod.Enumerate).Equilibria.Count);
    }

    // Every non-empty set of meeting places, mixed evenly, is an equilibrium: 2ⁿ − 1 of them.
    [Theory]
    [InlineData(3, 7)]
    [InlineData(4, 15)]
    public void Pivoting_goes_on_from_every_equilibrium_it_finds(int places, int equilibria)
    {
        string[] names = [.. Enumerable.Range(1, places).Select(place => $"{place}")];
        var payoffs = new double[places * places * 2];
        for (var i = 0; i < places; i++)
            (payoffs[2 * (i + places * i)], payoffs[2 * (i + places * i) + 1]) = (3, 2);
        var table = new NormalFormGame("meeting", ["1", "2"], [names, names], payoffs);
        Assert.Equal(equilibria, TreeSolver.Solve(table.ToExtensive(), table, TreeMethod.Lcp).Equilibria.Count);
        Assert.Equal(equilibria, TreeSolver.Solve(table.ToExtensive(), table, TreeMethod.Enumerate).Equilibria.Count);
    }

    [Fact]
    public void A_continuum_of_equilibria_is_said()
    {
        var table = new NormalFormGame(
            "indifferent",
            ["1", "2"],
            [
                ["a"],
                ["x", "y", "z"],
            ],
            [1, 0, 2, 5, 3, 5]
        );
        var result = TreeSolver.Solve(table.ToExtensive(), table, TreeMethod.Enumerate);
        Assert.Equal(2, result.Equilibria.Count);
        Assert.Contains(result.Report.Notes, note => note.Contains("continuum"));
        var battle = new NormalFormGame(
            "battle",
            ["1", "2"],
            [
                ["a", "b"],
                ["a", "b"],
            ],
            [2, 1, 0, 0, 0, 0, 1, 2]
        );
        Assert.DoesNotContain(TreeSolver.Solve(battle.ToExtensive(), battle, TreeMethod.Enumerate).Report.Notes, note => note.Contains("continuum"));
    }

    [Fact]
    public void Ties_multiply_subgame_perfect_equilibria()
    {
        var builder = new ExtensiveGameBuilder("indifferent", ["a", "b"]);
        builder.Decision(1, 1, ["x", "y"]);
        for (var set = 1; set <= 2; set++)
        {
            builder.Decision(2, set, ["l", "r"]);
            builder.Terminal([set, 0]);
            builder.Terminal([0, 0]);
        }
        var found = Solve(builder.Build(), TreeMethod.Spe).Equilibria;
        // Player 2 has four plans; against (r, r) player 1 is indifferent.
        Assert.Equal(5, found.Count);
        Assert.All(found, one => Assert.Equal(0, one.SubgameGain));
    }

    // The usual step crosses a sharp turn of these branches and goes back from there.
    [Theory]
    [InlineData(3779, 81, 2.723076923076923)]
    [InlineData(1777, 64, 2.4337279328237877)]
    [InlineData(1722, 57, 3)]
    [InlineData(489284, 85, 2.578125)]
    public void Branches_with_sharp_turns_are_followed_with_shorter_steps(int seed, int nodes, double lambda)
    {
        var game = RandomTrees.Make(seed, 3, 4);
        Assert.Equal(nodes, game.NodeCount);
        var result = Solve(game, TreeMethod.Qre, lambda);
        Assert.Equal(SolveStatus.Solved, result.Report.Status);
        Assert.True(result.Equilibria[0].LogitMismatch < 1e-9, $"mismatch {result.Equilibria[0].LogitMismatch}");
    }

    [Fact]
    public void Random_trees_at_lambda_pass_the_check() =>
        Gen.Select(RandomTrees.Games, Gen.Double[0.05, 3])
            .Sample(
                (game, lambda) =>
                {
                    var result = Solve(game, TreeMethod.Qre, lambda);
                    Assert.Equal(SolveStatus.Solved, result.Report.Status);
                    Assert.True(result.Equilibria[0].LogitMismatch < 1e-9, $"mismatch {result.Equilibria[0].LogitMismatch}");
                },
                iter: TestScale.Of(500)
            );

    [Fact]
    public void Random_trees_have_the_pure_and_mixed_equilibria_they_claim() =>
        Gen.Select(Gen.Int, Gen.Int[2, 3])
            .Select((seed, depth) => RandomTrees.Make(seed, 2, depth))
            .Sample(
                game =>
                {
                    var lcp = Solve(game, TreeMethod.Lcp);
                    Assert.Equal(SolveStatus.Solved, lcp.Report.Status);
                    Assert.DoesNotContain(Solve(game, TreeMethod.Pure).Report.Notes, note => note.Contains("did not pass"));
                    var spe = Solve(game, TreeMethod.Spe);
                    Assert.Equal(SolveStatus.Solved, spe.Report.Status);
                    Assert.DoesNotContain(spe.Report.Notes, note => note.Contains("did not pass"));
                },
                iter: TestScale.Of(600)
            );

    [Fact]
    public void Zero_sum_values_agree_between_methods() =>
        Gen.Select(Gen.Int, Gen.Int[2, 4])
            .Select((seed, depth) => RandomTrees.Make(seed, 2, depth, zeroSum: true))
            .Sample(
                game =>
                {
                    var (byLp, byLcp) = (Solve(game, TreeMethod.Lp), Solve(game, TreeMethod.Lcp));
                    Assert.True(byLp.Equilibria.Count == 1 && byLcp.Equilibria.Count == 1, string.Join(" ", [.. byLp.Report.Notes, .. byLcp.Report.Notes]));
                    var (lp, lcp) = (byLp.Equilibria[0], byLcp.Equilibria[0]);
                    Assert.True(Math.Abs(lp.Payoffs[0] - lcp.Payoffs[0]) < 1e-7, $"{lp.Payoffs[0]} and {lcp.Payoffs[0]}");
                },
                iter: TestScale.Of(250)
            );

    [Fact]
    public void Random_limits_are_sequential_equilibria() =>
        Gen.Select(Gen.Int, Gen.Int[2, 3], Gen.Int[2, 3])
            .Select((seed, players, depth) => RandomTrees.Make(seed, players, depth))
            .Sample(
                game =>
                {
                    var result = Solve(game, TreeMethod.Qre);
                    if (result.Report.Status is SolveStatus.Solved or SolveStatus.AlmostSolved)
                        Assert.True(
                            Assessment.FromBayes(game, result.Equilibria[0].Profile).SequentialGain(game)
                                <= (result.Report.Status == SolveStatus.Solved ? 1e-7 : 1e-4) * Math.Max(1, game.PayoffRange())
                        );
                    else
                        Assert.Empty(result.Equilibria);
                },
                iter: TestScale.Of(60)
            );

    private static NormalFormGame Bent() =>
        new(
            "bent branch",
            ["1", "2"],
            [
                ["1", "2"],
                ["1", "2"],
            ],
            [6, 7, 7.32, 6, 6, 7, 1, 4]
        );
}
