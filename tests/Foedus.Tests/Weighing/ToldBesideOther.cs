using Foedus.Language;
using Foedus.Telling;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Numbers that are told beside each other are of the same worlds.</summary>
public class ToldBesideOther
{
    // Breaks where either risk is high: two boxes.
    private const string Text = """
        deal "Two ways to break"
        period year
        horizon 1
        party A
        discount 1
        precision lambda 1
        assume x 0.5 in 0..1
        assume y 0.5 in 0..1
        state s { calm, war } = calm
        chance first when s = calm { x * x * x * x: s = war; otherwise: s = calm }
        chance second when s = calm { y * y * y * y: s = war; otherwise: s = calm }
        interest A { s = calm: 1 }
        no deal none: starts s = war
        offer plain
        ask calm "Calm": chance s = calm at 1
        holds when calm >= 0.6
        """;

    /// <summary>What a later box is held against is counted again, world by world.</summary>
    [Fact]
    public void A_later_box_is_held_against_the_worlds_in_no_box_before()
    {
        var result = Weigh.Run(
            SoundDeal.Read(Text),
            new WeighingOptions
            {
                Draws = 512,
                Effects = 0,
                ErrorDraws = 0,
                EquilibriumDraws = 0,
                CareDraws = 0,
                Thresholds = 0,
            },
            cancel: TestContext.Current.CancellationToken
        );
        var found = result.Analysis!.Breaking.Single(offer => offer.Offer == "plain");
        Assert.True(found.Boxes.Count >= 2);
        Assert.Null(found.Boxes[0].OfTheRest);
        bool IsIn(BreakingBox box, double[] world) =>
            box.Limits.All(limit =>
                world[result.Assumptions.ToList().FindIndex(each => each.Name == limit.Assumption)] is var value
                && !(value < limit.Low)
                && !(value > limit.High)
            );
        var holds = result.Offers.Single(offer => offer.Name == "plain").Draws.Holds;
        var rest = Enumerable.Range(0, result.Worlds.Length).Where(draw => !IsIn(found.Boxes[0], result.Worlds[draw])).ToList();
        var share = rest.Average(draw => holds[draw] == (found.Describes == "holds" ? 1 : 0) ? 1.0 : 0);
        Assert.Equal(share, found.Boxes[1].OfTheRest!.Value, 1e-12);
        Assert.NotEqual(found.Share, share, 1e-3);
        Assert.Contains(
            $"against {100 * share:0} of 100 that are in none (in all worlds: {100 * found.Share:0})",
            found.Boxes[1].Words,
            StringComparison.Ordinal
        );
    }

    /// <summary>0.87 is asked and (1 − x⁴) · 0.9375 comes to it at x = 0.518, beside a best value of 0.5.</summary>
    [Theory]
    [InlineData("0.87", true)]
    [InlineData("0.6", false)]
    public void Best_values_on_an_edge_are_told_at_the_top(string asked, bool isTold)
    {
        var file = SoundDeal.Read(Text.Replace("calm >= 0.6", $"calm >= {asked}", StringComparison.Ordinal));
        var result = Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = 64,
                Effects = 0,
                ErrorDraws = 0,
                EquilibriumDraws = 0,
                CareDraws = 0,
            },
            cancel: TestContext.Current.CancellationToken
        );
        var edge = Weigh
            .Tell(file, result, withReasons: false, TestContext.Current.CancellationToken)
            .Sections[0]
            .Blocks.OfType<ToldText>()
            .SingleOrDefault(text => text.Head == "Edge");
        Assert.Equal(isTold, edge is not null);
        if (isTold)
            Assert.Contains("x above 0.518 (best 0.5, range 0 to 1)", edge!.Text, StringComparison.Ordinal);
    }

    /// <summary>The table of yardsticks and the sentence on which offer is ahead call the same offers level.</summary>
    [Fact]
    public void Yardsticks_call_level_what_is_level()
    {
        var result = CountedDeal.Result(CountedDeal.More);
        var yardstick = result.Analysis!.Yardsticks.Single(each => each.Name == "signedAndHolds");
        Assert.Contains(result.Ahead!.Leader, yardstick.Winners);
        Assert.Equal(
            result.Ahead.Level.Except(yardstick.Winners).Where(name => yardstick.Values.Single(of => of.Offer == name).Value > 0).Order(),
            yardstick.Level.Order()
        );
        Assert.All(result.Analysis.Yardsticks, each => Assert.Empty(each.Level.Intersect(each.Winners)));
    }
}
