using Foedus.Language;
using Foedus.Weighing;
using Foedus.Weighing.Checks;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What the model check finds in a deal that has one of everything, and what it does not find where it is not.</summary>
public partial class ModelCheckTests
{
    private const string Odd = """
        deal "Odd"
        period year
        horizon 4
        party Big
        party Small "The small one"
        discount 0.9
        precision an option 5 points worse once in 20 times
        assume rent 3 in 1..5
        assume unused 1 in 0..2
        assume far 0.5 in 0.2..0.8
        assume toll 1 in 0.5..2
        state s { war, peace, gone } = peace
        state seal yes or no = no
        turn Big when s = peace { keep  raid: s = gone; Big pays toll }
        turn Small when s = war { yield: s = gone  resist }
        chance storm when s = war and seal { far: s = gone otherwise: s = war }
        interest Big each year { s = peace: rent }
        interest Small each year { s = peace: 2 s = gone: -1 }
        clause fee "The small one pays" { interest Small each year { s = peace: -0.5 } }
        no deal none "The war goes on": starts s = war
        offer truce "A truce" : fee
        offer plain "A truce for nothing"
        ask calm "Peace for four years": chance s = peace through 4
        ask never "At war": chance s = war at 4
        holds when calm >= 0.5
        """;

    private static DealFile Read(string text) => SoundDeal.Read(text);

    private static string? Of(IEnumerable<ModelFinding> found, string offer, string kind) =>
        found.SingleOrDefault(each => each.Offer == offer && each.Kind == kind)?.Words;

    [Fact]
    public void Structure_is_found_without_solving_and_what_was_not_looked_at_is_said()
    {
        var found = CheckModel.ByStructure(Read(Odd), withoutWarned: false);
        Assert.Equal("“Peace for four years” is 0 of 100, whatever anybody does.", Of(found, "none", "settled"));
        Assert.Equal("“At war” is 0 of 100, whatever anybody does.", Of(found, "plain", "settled"));
        // The war's first state gives nobody anything: peace gives the rent, and 2; the clause's own −0.5 is said.
        Assert.Contains("Big +3.0, The small one +2.0 points", Of(found, "truce", "unsaid"));
        Assert.Contains("Big +3.0, The small one +2.0 points", Of(found, "plain", "unsaid"));
        Assert.Null(Of(found, "none", "unsaid"));
        Assert.Equal("Once s is gone at the end of a period, it is so at the end of every later one, while flows go on there.", Of(found, "plain", "trap"));
        Assert.Contains("2 things are never reached", Of(found, "plain", "unreached"));
        Assert.Contains("2 of 4 assumptions", Of(found, "plain", "idle"));
        Assert.Contains("unused and far", Of(found, "plain", "idle"));
        Assert.Contains("4 of 4", Of(found, "none", "idle"));
        Assert.Contains("takes solving", Of(found, "", "notLookedAt"));
    }

    [Fact]
    public void What_a_warning_says_is_not_said_again()
    {
        var file = Read(Odd);
        var warned = file.Diagnostics.Select(diagnostic => diagnostic.Message).ToList();
        Assert.Contains(warned, message => message.Contains("Once s is gone at the end of a period"));
        var found = CheckModel.ByStructure(file, withoutWarned: true);
        Assert.DoesNotContain(found, each => each.Kind is "trap" or "settled");
        Assert.Contains(found, each => each.Kind == "unsaid");
    }

    [Fact]
    public void What_is_said_to_be_meant_is_not_said()
    {
        var file = Read(StateS().Replace(Odd, line => $"{line.Value.TrimEnd()}  # final"));
        Assert.DoesNotContain(file.Diagnostics, diagnostic => diagnostic.Message.Contains("Once s is gone at the end of a period"));
        Assert.DoesNotContain(CheckModel.ByStructure(file, withoutWarned: true), each => each.Kind is "trap");
        Assert.Contains(CheckModel.ByStructure(file, withoutWarned: false), each => each.Kind is "trap");
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?m)^ *state s .*$")]
    private static partial System.Text.RegularExpressions.Regex StateS();

    [Fact]
    public void Solved_it_is_weighed_with_numbers()
    {
        var result = Weigh.Run(
            Read(Odd),
            new WeighingOptions
            {
                Draws = 16,
                Effects = 0,
                ErrorDraws = 0,
                EquilibriumDraws = 0,
                CareDraws = 8,
                Thresholds = 0,
                Resolution = 5,
            },
            cancel: TestContext.Current.CancellationToken
        );
        var found = result.ModelCheck!;
        // Raiding is worse for Big in every year, and it is done by slip.
        Assert.Contains("Nobody but by slip chooses “raid”", Of(found, "plain", "unchosen"));
        Assert.Contains("after 4 years", Of(found, "plain", "trap"));
        // All four draws' worth of solves were spent: the two that are in its numbers move it.
        Assert.Contains("2 of 4 assumptions with a range move nothing at either end of it", Of(found, "plain", "idle"));
        var file = Read(Odd);
        Assert.StartsWith(
            "1 of 4 assumptions with a range moves nothing at either end of it",
            new IdleAssumptions(new AssumptionSet(file.Deal, result.Options), null).Told(file.Offers[0], [1], isSolved: true)!.Words,
            StringComparison.Ordinal
        );
        Assert.Null(Of(found, "plain", "notLookedAt"));
        Assert.Contains(result.Slips!, slip => slip is { Offer: "plain", Option: "raid", Measure: "calm" } && slip.Without > 0.999);
    }

    [Fact]
    public void A_party_whose_slip_is_as_large_as_what_it_decides_is_named()
    {
        var coarse = CheckModel.Solved(
            Read(Odd.Replace("5 points worse", "30 points worse", StringComparison.Ordinal)),
            new WeighingOptions { Resolution = 5 },
            TestContext.Current.CancellationToken
        );
        Assert.Contains("its slip (so much worse is still done once in 20 times) is 30", Of(coarse, "plain", "slip"));
        Assert.Contains("precision of Big", Of(coarse, "plain", "slip"));
        var fine = CheckModel.Solved(
            Read(Odd.Replace("5 points worse", "0.5 points worse", StringComparison.Ordinal)),
            new WeighingOptions { Resolution = 5 },
            TestContext.Current.CancellationToken
        );
        Assert.Null(Of(fine, "plain", "slip"));
        Assert.Null(Of(fine, "plain", "unchosen"));
    }

    /// <summary>An assumption called idle is idle: the whole answer is the same at either end, and the others are not.</summary>
    [Fact]
    public void Idle_assumptions_change_no_draw()
    {
        var file = Read(Odd);
        var offer = file.Offers.Single(each => each.Offer.Name == "plain");
        var solver = new OfferSolver(offer, 5);
        double At(string name, double value) =>
            solver.Solve([.. file.Deal.Assumptions.Select(assumption => assumption.Name == name ? value : assumption.Best)]).Measures[0];
        Assert.Equal(At("unused", 0), At("unused", 2));
        Assert.Equal(At("far", 0.2), At("far", 0.8));
        Assert.NotEqual(At("rent", 1), At("rent", 5), 1e-3);
        Assert.NotEqual(At("toll", 0.5), At("toll", 2), 1e-3);
    }
}
