using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Trees;
using Foedus.Tests.Games;
using Foedus.Tests.Solving.Continuation;

namespace Foedus.Tests.Solving.Trees;

/// <summary>Limits of trees with hidden moves: the branch by a slow tracer, values by linear programming, and what is said of the path and of what lies off it, worked out again here.</summary>
/// <remarks>The same trees with 511 nodes: <c>Foedus.Benchmarks -- trees</c>.</remarks>
public class HiddenMoves
{
    private const int Depth = 4;

    private static readonly int Trees = TestScale.Of(12);

    [Fact]
    public void The_branch_to_the_limit_is_the_slow_tracers()
    {
        for (var number = 0; number < Trees; number++)
        {
            var game = HiddenTrees.Make(number, Depth);
            var slow = new SlowTracer(game, game.PayoffRange());
            foreach (var goal in new[] { 10.0, 60 })
            {
                var found = Assert.Single(LogitSolver.At(game, goal / game.PayoffRange()).Equilibria);
                Assert.True(
                    slow.GoTo(goal) is { } expected && found.Profile.ToProbabilities().Zip(expected, (x, y) => Math.Abs(x - y)).Max() < 1e-6,
                    $"tree {number} at {goal}"
                );
            }
        }
    }

    [Fact]
    public void Limits_are_solved_on_the_path_and_off_it()
    {
        for (var number = 0; number < Trees; number++)
        {
            var game = HiddenTrees.Make(number, Depth);
            var result = LogitSolver.Limit(game);
            Assert.True(result.Report.Status == SolveStatus.Solved, $"tree {number}: {string.Join(" ", result.Report.Notes)}");
            var found = result.Equilibria[0];
            Assert.Equal(game.InformationSetCount, found.OnPath.Sets + found.OffPath.Sets);
            Assert.InRange(found.OnPath.LogitMismatch!.Value, 0, 1e-4);
            Assert.InRange(Math.Max(found.OnPath.Gain!.Value, found.OffPath.Gain!.Value), 0, 1e-8);
            // Other code for the same gains.
            Assert.Equal(
                Assessment.FromBayes(game, found.Profile).RelativeSequentialGain(game),
                Math.Max(found.OnPath.Gain.Value, found.OffPath.Gain.Value),
                1e-15
            );
        }
    }

    [Fact]
    public void Values_of_zero_sum_limits_are_those_of_the_sequence_form()
    {
        for (var number = 0; number < Trees; number++)
        {
            var game = HiddenTrees.Make(number, Depth, zeroSum: true);
            var (limit, program) = (LogitSolver.Limit(game), TreeSolver.Solve(game, null, TreeMethod.Lp));
            Assert.True(limit.Report.Status == SolveStatus.Solved, $"tree {number}: {string.Join(" ", limit.Report.Notes)}");
            Assert.Equal(program.Equilibria[0].Payoffs[0], limit.Equilibria[0].Payoffs[0], 1e-6);
        }
    }

    /// <summary>Where choices are still far from pure, every chance fits a plain number, and gains and responses can be worked out without logarithms.</summary>
    [Fact]
    public void What_is_said_of_the_path_and_of_the_rest_is_what_chances_give()
    {
        for (var number = 0; number < Trees; number++)
        {
            var game = HiddenTrees.Make(number, Depth);
            var lambda = 40 / game.PayoffRange();
            var traced = LogitSolver.At(game, lambda).Equilibria[0].Profile.ToProbabilities();
            // Neither an equilibrium nor a response: pulled a little to the middle.
            var chances = traced.Select(chance => 0.999 * chance + 0.0005).ToArray();
            for (var set = 0; set < game.InformationSetCount; set++)
                if (set % 3 == 0)
                    traced.AsSpan(game.ActionStart[set], 2).CopyTo(chances.AsSpan(game.ActionStart[set]));
            var judged = TreeEquilibrium.Judge(game, new SubgameStructure(game), BehaviorProfile.FromProbabilities(game, chances), lambda);
            var (reach, worth) = (SlowTracer.ReachOf(game, chances), SlowTracer.Worths(game, chances));
            foreach (var isOn in new[] { true, false })
            {
                var sets = Enumerable
                    .Range(0, game.InformationSetCount)
                    .Where(set => game.MembersOf(set).ToArray().Sum(member => reach[member]) > PathCertificate.Met == isOn)
                    .ToList();
                var (gain, off) = (0.0, 0.0);
                foreach (var set in sets)
                {
                    var first = game.ActionStart[set];
                    var (p, q) = (chances[first..(first + 2)], worth[first..(first + 2)]);
                    gain = Math.Max(gain, (Math.Max(q[0], q[1]) - p[0] * q[0] - p[1] * q[1]) / game.PayoffRanges()[game.SetPlayer[set]]);
                    off = Math.Max(off, Math.Abs(p[0] - 1 / (1 + Math.Exp(lambda * (q[1] - q[0])))));
                }
                var said = isOn ? judged.OnPath : judged.OffPath;
                Assert.Equal(sets.Count, said.Sets);
                Assert.Equal(gain, said.Gain!.Value, 1e-11);
                Assert.Equal(off, said.LogitMismatch!.Value, 1e-9);
            }
        }
    }

    /// <summary>A choice off the path that is not the limit's: either it gains nothing to take it back, or it is not called an equilibrium; and by how much it is off the response is said.</summary>
    [Fact]
    public void A_wrong_choice_off_the_path_is_noticed()
    {
        var (noticed, level) = (0, 0);
        for (var number = 0; number < Trees; number++)
        {
            var game = HiddenTrees.Make(number, Depth);
            var found = LogitSolver.Limit(game).Equilibria[0];
            var values = new ProfileValues(game, found.Profile);
            for (var set = 0; set < game.InformationSetCount; set++)
            {
                if (game.MembersOf(set).ToArray().Sum(member => Math.Exp(values.LogReach[member])) > PathCertificate.Met)
                    continue;
                var logs = found.Profile.LogProbabilities.ToArray();
                var first = game.ActionStart[set];
                var better = logs[first] > logs[first + 1] ? 0 : 1;
                var (kept, moved) = (Math.Exp(logs[first + better]) - 0.05, Math.Exp(logs[first + 1 - better]) + 0.05);
                (logs[first + better], logs[first + 1 - better]) = (Math.Log(kept), Math.Log(moved));
                var wrong = TreeEquilibrium.Judge(game, new SubgameStructure(game), BehaviorProfile.FromLogarithms(logs), found.Lambda);
                var worth = values.ActionValues(set, values.LogBeliefs(set)!);
                if (Math.Abs(worth[0] - worth[1]) > 1e-6 * game.PayoffRange())
                {
                    Assert.True(wrong.OffPath.Gain > Tolerances.Gain, $"tree {number}, set {set}: {wrong.OffPath}");
                    noticed++;
                }
                else
                    level++;
                Assert.True(wrong.OffPath.LogitMismatch > 0.01, $"tree {number}, set {set}: {wrong.OffPath}");
            }
        }
        Assert.True(noticed > 20, $"{noticed} and {level}");
    }
}
