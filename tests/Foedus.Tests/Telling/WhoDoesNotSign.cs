using Foedus.Telling;
using Foedus.Telling.Briefs;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>Who would not sign the offer that leads, in how many worlds, and what that hangs on: said where the answer is, in the brief first.</summary>
public class WhoDoesNotSign
{
    // Two gains by peace what it costs it where the price is below 0.6, which is so in three worlds of five; One always does.
    private static readonly string Text = SoundDeal.Year(
        "Paid",
        """
        assume price 0.5 in 0..1 "what peace costs the second, in points; a guess"
        assume idle 0.5 in 0..1 "nothing"
        state calm yes or no = yes
        interest One each year { calm: 1 }
        interest Two each year { calm: 0.6 - price }
        no deal nothing: starts calm = no
        offer bare "A bare peace"
        ask holds "Quiet for a year": chance calm through 1
        holds when holds >= 0.5
        """
    );

    [Fact]
    public void Is_said_with_the_answer_and_in_the_brief()
    {
        var file = SoundDeal.Read(Text);
        var result = Weigh.Run(file, new WeighingOptions { Draws = 256, Effects = 0 }, cancel: TestContext.Current.CancellationToken);
        var refused = result.Worlds.Count(world => world[0] > 0.6);
        var share = Unit.Worlds.Number(refused / 256.0);
        Assert.InRange(refused, 90, 115);
        var said = Assert
            .Single(Weigh.Tell(file, result, withReasons: false).Sections.Single(section => section.Place == Place.Answer).Blocks.OfType<ToldText>(), text =>
                text.Head == "Signing"
            )
            .Text;
        Assert.StartsWith($": “A bare peace” is not signed by all in {share} (", said, StringComparison.Ordinal);
        Assert.Contains($" of 100 worlds: Two would not sign in {share}.", said, StringComparison.Ordinal);
        // Above the middle of the prices it signs where that is below 0.6 all the same, below it always.
        var middle = result.Worlds.Select(world => world[0]).Order().ToList() is var prices ? (prices[127] + prices[128]) / 2 : 0;
        var above = result.Worlds.Where(world => world[0] > middle).Average(world => world[0] <= 0.6 ? 1.0 : 0);
        Assert.Matches(
            $@" Whether Two signs hangs most on the assumption “what peace costs the second …” \(price\): of 100 worlds with that above {Words.Number(middle)} it does in {Unit.Worlds.Number(above)} \(\d+ to \d+\), of 100 with it below in 100 \(9\d to 100\)\.$",
            said
        );

        var brief = Briefs.Make(file, result, null, TestContext.Current.CancellationToken);
        var only = Assert.Single(brief.HoldOuts);
        Assert.Equal(("bare", "Two"), (only.Offer, only.Party));
        Assert.Matches(
            $@"^A bare peace: Two would not sign in {share} of 100 worlds \(\d+ to \d+\); in the median of these it lacks 0\.\d+ points\. Whether Two signs hangs most on ",
            only.Words
        );
        var told = BriefTelling
            .Of(brief, [], hasAnnex: false)
            .Sections.Single(section => section.Place == Place.BriefHoldOuts)
            .Blocks.OfType<ToldText>()
            .Select(text => text.Text)
            .ToList();
        Assert.Matches($@"^“A bare peace”: in {share} of 100 worlds \(\d+ to \d+\) somebody would not sign\.$", told[0]);
        Assert.Equal(only.Words, told[^1]);

        // Who would not sign lacks something.
        var refusal = Assert.Single(Refusals.Of(result.Offers.Single(offer => offer.Name == "bare"), 0.01));
        Assert.EndsWith("; in the median of these it lacks less than 0.01 points.", Refusals.Words(refusal with { Lacks = 0.004 }), StringComparison.Ordinal);
        Assert.EndsWith("; in the median of these it lacks 0.01 points.", Refusals.Words(refusal with { Lacks = 0.006 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_of_signing_where_all_always_do()
    {
        var file = SoundDeal.Read(Text.Replace("0.6 - price", "1.6 - price", StringComparison.Ordinal));
        var result = Weigh.Run(file, new WeighingOptions { Draws = 64, Effects = 0 }, cancel: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Weigh.Tell(file, result, withReasons: false).Sections.SelectMany(section => section.Blocks).OfType<ToldText>(), text =>
            text.Head == "Signing"
        );
        var brief = Briefs.Make(file, result, null, TestContext.Current.CancellationToken);
        Assert.Empty(brief.HoldOuts);
        Assert.Contains(
            "“A bare peace”: all would sign in 100 of 100 worlds.",
            BriefTelling
                .Of(brief, [], hasAnnex: false)
                .Sections.Single(section => section.Place == Place.BriefHoldOuts)
                .Blocks.OfType<ToldText>()
                .Select(text => text.Text)
        );
    }
}
