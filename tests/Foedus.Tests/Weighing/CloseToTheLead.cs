using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Who reads one sentence hears of an offer that is signed hardly less and holds far more, and not of one that nobody would sign in its place.</summary>
public class CloseToTheLead
{
    // Bare holds where the risk is at most a half and is always signed; a guard makes it hold in five worlds of six and is signed in some half; a wall holds always, signed by nobody.
    private static string Text(double price) =>
        SoundDeal.Year(
            "Guarded",
            FormattableString.Invariant(
                $$"""
                assume risk 0.5 in 0..1 "the risk"
                assume ease 0.5 in 0..1 "how easily it is borne"
                state calm yes or no = yes
                state guard { none, half, full } = none
                chance trouble when calm { risk * (1 if guard = none else (0.6 if guard = half else 0)): calm = no  otherwise: calm = yes }
                interest One each year { calm: 1 }
                interest Two each year { calm: 0.01  guard = half: ease - {{price}}  guard = full: -1 }
                no deal nothing: starts calm = no
                offer bare "Bare"
                offer guarded "Guarded": starts guard = half
                offer walled "Walled": starts guard = full
                ask holds "Quiet for a year": chance calm through 1
                holds when holds >= 0.5
                """
            )
        );

    [Theory]
    [InlineData(0.45, true)]
    // Signed in a fifth of the worlds it is no longer close.
    [InlineData(0.8, false)]
    public void It_is_named_with_what_it_holds(double price, bool isNamed)
    {
        var result = Weigh.Run(SoundDeal.Read(Text(price)), new WeighingOptions { Draws = 256, Effects = 0 });
        var (bare, guarded) = (result.Offers.Single(offer => offer.Name == "bare"), result.Offers.Single(offer => offer.Name == "guarded"));
        Assert.StartsWith("“Bare” would be signed by all and hold", result.Headline, StringComparison.Ordinal);
        Assert.True(guarded.Holds!.Share > bare.Holds!.Share + 0.2);
        var said =
            $"Of those within 10 of 100 of it “Guarded” ({guarded.Holds.AndAllSign.WithRange.Replace(" (", ", ", StringComparison.Ordinal)} holds most, signed or not: in {guarded.Holds.WithRange} of 100, “Bare” in {bare.Holds.WithRange}. “Walled” holds in ";
        Assert.Equal(isNamed, result.Headline.Contains(said, StringComparison.Ordinal));
        Assert.Equal(isNamed, result.Headline.Contains("within 10 of 100 of it", StringComparison.Ordinal));
    }
}
