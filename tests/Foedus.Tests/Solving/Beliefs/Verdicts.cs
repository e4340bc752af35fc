using Foedus.Solving;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>A status comes from what was measured, and what does not fit is refused before it is begun.</summary>
public class Verdicts
{
    [Theory]
    [InlineData(0, 0, 0, true, SolveStatus.Solved)]
    [InlineData(1e-8, 1e-6, 1e-6, true, SolveStatus.Solved)]
    [InlineData(2e-8, 0, 0, true, SolveStatus.AlmostSolved)]
    [InlineData(0, 2e-6, 0, true, SolveStatus.AlmostSolved)]
    [InlineData(0, 0, 2e-6, true, SolveStatus.AlmostSolved)]
    [InlineData(0, 2e-3, 0, true, SolveStatus.NotConverged)]
    [InlineData(0, 0, 0, false, SolveStatus.NotConverged)]
    [InlineData(double.NaN, 0, 0, true, SolveStatus.NotConverged)]
    public void Follow_the_table(double residual, double gain, double values, bool settled, SolveStatus status) =>
        Assert.Equal(status, Verdict.Of(new CertifiedErrors(residual, gain, values, settled)));

    [Fact]
    public void Sizes_are_refused_with_their_factors()
    {
        var types = string.Join(", ", Enumerable.Range(0, 15).Select(type => FormattableString.Invariant($"k{type}: {1.0 / 16}")));
        var offer = SoundDeal.Lower(
            $$"""
            deal "Too many types"
            period year
            horizon 2
            party A
            party B
            discount 0.9
            precision lambda 1
            private B.kind { {{types}}, last: 0.0625 }
            state s { a, b } = a
            turn A when s = a { stay  go: s = b }
            interest A { s = b: 1 }
            no deal none "As it is"
            ask q "q": chance s = a through 2
            """
        );
        var refused = Assert.Throws<RefusedException>(() => new OfferSolver(offer, 11));
        Assert.Contains("B (16 types on 11 knots)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--at-resolution", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joint_turns_with_too_many_combinations_are_refused()
    {
        var movers = string.Join(
            "\n",
            Enumerable.Range(0, 6).Select(party => $"P{party} {{ {string.Join("  ", Enumerable.Range(0, 9).Select(option => $"o{option}"))} }}")
        );
        var text = $$"""
            deal "Too many at once"
            period year
            horizon 1
            {{string.Join("\n", Enumerable.Range(0, 6).Select(party => $"party P{party}"))}}
            discount 0.9
            precision lambda 1
            state s { a, b } = a
            joint turn all when s = a { {{movers}} outcome: s = b }
            no deal none "As it is"
            ask q "q": chance s = a through 1
            """;
        var refused = Assert.Throws<RefusedException>(() => SoundDeal.Lower(text));
        Assert.Contains("9 of P0", refused.Message, StringComparison.Ordinal);
    }

    // Matching pennies over three rounds: rational parties mix, and what they may gain by one deviation is what counts.
    [Fact]
    public void A_rational_joint_turn_is_judged_by_its_gain()
    {
        const string text = """
            deal "Match"
            period year
            horizon 1
            party A
            party B
            discount 0.9
            precision rational
            state s { start, same, other } = start
            joint turn both when s = start {
              A { left  right }
              B { left  right }
              outcome when A plays left and B plays left: s = same; A gains 1
              outcome when A plays right and B plays right: s = same
              outcome when A plays left and B plays right: s = other
              outcome when A plays right and B plays left: s = other
            }
            interest A { s = same: 1 }
            interest B { s = other: 1 }
            no deal none "As it is"
            ask q "q": chance s = same through 1
            """;
        var outcome = new OfferSolver(SoundDeal.Lower(text), 3).Solve([], TestContext.Current.CancellationToken);
        var gain = outcome.Solution.Report!.DeviationGain;
        Assert.Equal(
            outcome.Solution.Report.Status,
            gain <= 1e-6 * 2 ? SolveStatus.Solved
                : gain <= 1e-3 * 2 ? SolveStatus.AlmostSolved
                : SolveStatus.NotConverged
        );
        Assert.True(outcome.IsSolved);
    }
}
