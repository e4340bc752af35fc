using System.Numerics;
using CsCheck;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;
using Foedus.Tests.Games;

namespace Foedus.Tests.Solving.ZeroSum;

/// <summary>Values of zero-sum tables and trees: against fractions where they are small, against the other player's own program and published values where not.</summary>
public class ZeroSumTests
{
    /// <summary>Payoffs that are hard on floating point, one kind a name.</summary>
    private static readonly Dictionary<string, Func<Random, double>> Kinds = new()
    {
        ["few whole numbers"] = random => random.Next(-2, 3),
        ["real"] = random => random.NextDouble() - 0.5,
        ["of any size"] = random => Math.Pow(10, random.Next(-9, 10)) * random.Next(-9, 10),
        ["nearly equal"] = random => 1 + random.Next(0, 9) * 1e-13,
        ["large and nearly equal"] = random => 1e12 + random.Next(0, 9),
        ["some that nobody risks"] = random => random.Next(4) == 0 ? random.Next(-1, 2) * 1e15 : random.NextDouble(),
        ["tiny"] = random => random.Next(-9, 10) * 1e-200,
        ["huge"] = random => random.Next(-9, 10) * 1e200,
        ["the smallest there are"] = random => random.Next(-9, 10) * double.Epsilon,
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Small_tables_have_the_value_that_fractions_give(string kind) =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int)
            .Sample(
                (rows, columns, seed) =>
                {
                    var random = new Random(seed);
                    var table = Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Kinds[kind](random)).ToArray()).ToArray();
                    var (value, size) = ExactValue.Of([.. table.Select(row => Array.ConvertAll(row, Exactly))]);
                    var found = Secure(table);
                    Assert.True(Math.Abs(found - value.ToDouble()) <= 2e-12 * size.ToDouble(), $"{found:R} for {value.ToDouble():R}");
                },
                iter: 200
            );

    [Theory]
    [InlineData(50, "few whole numbers")]
    [InlineData(50, "of any size")]
    [InlineData(40, "large and nearly equal")]
    [InlineData(100, "few whole numbers")]
    [InlineData(200, "real")]
    public void Large_tables_are_worth_to_one_player_what_the_other_loses(int size, string kind)
    {
        var random = new Random(size);
        var table = Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size + 3).Select(_ => Kinds[kind](random)).ToArray()).ToArray();
        var turned = Enumerable.Range(0, size + 3).Select(column => table.Select(row => -row[column]).ToArray()).ToArray();
        var (mine, its) = (Secure(table), Secure(turned));
        Assert.True(Math.Abs(mine + its) <= 1e-11 * Math.Max(Math.Abs(mine), 1), $"{mine:R} and {its:R}");
    }

    [Fact]
    public void Poker_has_its_published_values()
    {
        Assert.Equal(-1.0 / 18, Lp(ZeroSumGames.OneCardPoker(3)).Payoffs[0], 1e-14);
        // Leduc's value is known to four figures, −0.0856 (Lanctot and others 2019, the OpenSpiel report).
        Assert.Equal(-0.0856, Lp(ZeroSumGames.TwoRoundPoker(3)).Payoffs[0], 1e-4);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(40)]
    public void Poker_with_many_cards_ends_without_gain(int cards) => Assert.True(Lp(ZeroSumGames.OneCardPoker(cards)).DeviationGain < 1e-13);

    [Fact]
    public void A_long_chain_is_solved_in_every_subgame()
    {
        var found = Lp(ZeroSumGames.Chain(500));
        Assert.True(found.SubgameGain < 1e-12, $"{found.SubgameGain}");
    }

    [Fact]
    public void Zero_sum_trees_are_solved_in_every_subgame() =>
        Gen.Select(Gen.Int, Gen.Int[2, 5])
            .Select((seed, depth) => RandomTrees.Make(seed, 2, depth, zeroSum: true))
            .Sample(
                game =>
                {
                    var found = Lp(game);
                    Assert.True(found.SubgameGain <= 1e-11 * Math.Max(1, game.PayoffRange()), $"{found.SubgameGain}");
                },
                iter: 1000
            );

    [Fact]
    public void Payoffs_of_very_different_size_in_a_tree_leave_no_gain() =>
        Gen.Int.Sample(
            seed =>
            {
                var game = ZeroSumGames.Table(6, 7, Kinds["of any size"], seed).ToExtensive();
                var found = Lp(game);
                Assert.True(found.DeviationGain <= 1e-15 * game.PayoffRange(), $"{found.DeviationGain}");
            },
            iter: 200
        );

    private static TreeEquilibrium Lp(ExtensiveGame game)
    {
        var result = TreeSolver.Solve(game, null, TreeMethod.Lp);
        Assert.Equal(SolveStatus.Solved, result.Report.Status);
        return Assert.Single(result.Equilibria);
    }

    // What the first of two players secures in one round of a table.
    private static double Secure(double[][] table)
    {
        var stage = new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 3,
            Actions =
            [
                [table.Length, table[0].Length, 1],
            ],
            Discount = [1, 1, 1],
            Payoff =
            [
                [
                    [.. table.SelectMany(row => row)],
                    new double[table.Length * table[0].Length],
                    new double[table.Length * table[0].Length],
                ],
            ],
            Transition =
            [
                [.. Enumerable.Repeat<double[]>([1], table.Length * table[0].Length)],
            ],
        };
        return FiniteHorizonSolver.Solve(stage, new FiniteHorizon(1, 0, null)).Values.Secure[0];
    }

    // A double as the fraction that it is.
    private static ExactNumber Exactly(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = new BigInteger((bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52)) * (bits < 0 ? -1 : 1);
        var power = Math.Max(exponent, 1) - 1075;
        return power >= 0 ? new ExactNumber(mantissa << power, BigInteger.One) : new ExactNumber(mantissa, BigInteger.One << -power);
    }
}
