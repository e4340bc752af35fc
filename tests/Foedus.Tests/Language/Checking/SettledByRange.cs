using Foedus.Binding;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Tests.Language.Checking;

/// <summary>Comparisons that the ranges of states settle, each worked out by hand: arms lies in 0..2, help in 0..3.</summary>
public class SettledByRange
{
    private const string Frame = """
        deal "Ranges"
        period year
        horizon 12
        party A
        party B
        discount 0.9
        precision lambda 1
        state s { calm, war } = calm
        state arms 0..2 = 0
        state help 0..3 = 0
        turn A { keep  arm when arms < 2: arms += 1  disarm when arms > 0: arms -= 1 }
        turn B { keep  ask when help < 3: help += 1  refuse when help > 0: help -= 1  fight when s = calm: s = war  stop when s = war: s = calm; B pays 0.1 }
        interest A { always: 1 if CONDITION else 0.5 }
        interest B { s = war: -1 }
        no deal none
        ask peace: chance s = calm at 3
        """;

    [Theory]
    [InlineData("arms + help <= 5", "always true")]
    [InlineData("arms + help > 5", "never true")]
    [InlineData("arms + help >= 5", null)]
    [InlineData("arms * help > 6", "never true")]
    [InlineData("arms * help >= 6", null)]
    [InlineData("-arms > 0", "never true")]
    [InlineData("-arms >= 0", null)]
    [InlineData("arms - help < -3", "never true")]
    [InlineData("arms - help <= -3", null)]
    [InlineData("2 * arms - 1 <= 3", "always true")]
    [InlineData("min(arms, help) > 2", "never true")]
    [InlineData("min(arms, help) = 2", null)]
    [InlineData("max(arms, help) >= 0", "always true")]
    [InlineData("max(arms, help) > 2", null)]
    [InlineData("arms = 3", "never true")]
    [InlineData("arms != 3", "always true")]
    [InlineData("arms = 2", null)]
    [InlineData("(arms if s = war else help) > 3", "never true")]
    [InlineData("(arms if s = war else help) > 2", null)]
    [InlineData("arms < 0 or help > 1", "never true")]
    [InlineData("arms >= help", null)]
    public void Is_said_of_the_comparison(string condition, string? settled)
    {
        var file = SoundDeal.Read(Frame.Replace("CONDITION", condition, StringComparison.Ordinal));
        var said = file.Diagnostics.Where(diagnostic => diagnostic.Code == DiagnosticCodes.DoesNothing).ToList();
        if (settled is null)
            Assert.Empty(said);
        else
            Assert.EndsWith($"this is {settled}.", Assert.Single(said).Message, StringComparison.Ordinal);
    }

    /// <summary>Of what the range leaves open nothing is said where some play reaches it.</summary>
    [Theory]
    [InlineData("s = war and arms > 0")]
    [InlineData("help = 3 and arms = 2 and s = war")]
    public void What_can_be_reached_is_not_said(string condition) =>
        Assert.DoesNotContain(
            DealFile
                .Read(new SourceText(Frame.Replace("CONDITION", condition, StringComparison.Ordinal), "my.foedus"), TestContext.Current.CancellationToken)
                .Diagnostics,
            diagnostic => diagnostic.Code == DiagnosticCodes.NeverReached
        );

    /// <summary>Help grows by one a year: 3 is reached at the end of the third year, and not in a deal of two.</summary>
    [Fact]
    public void The_horizon_counts()
    {
        bool Said(int years) =>
            DealFile
                .Read(
                    new SourceText(
                        Frame
                            .Replace("CONDITION", "help = 3", StringComparison.Ordinal)
                            .Replace("horizon 12", $"horizon {years}", StringComparison.Ordinal)
                            .Replace("ask peace: chance s = calm at 3", "ask peace: chance s = calm at 1", StringComparison.Ordinal),
                        "my.foedus"
                    ),
                    TestContext.Current.CancellationToken
                )
                .Diagnostics.Any(diagnostic =>
                    diagnostic.Code == DiagnosticCodes.NeverReached && diagnostic.Message.Contains("never taken", StringComparison.Ordinal)
                );
        Assert.True(Said(2));
        Assert.False(Said(3));
    }
}
