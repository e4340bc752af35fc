using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Whoever an offer neither costs nor gives anything signs it, in whatever order its worth is added up.</summary>
public class WhomItChangesNothing
{
    // The offer changes what B pays for a choice that moves nothing that A gets: A's worth is the same, reached over other chances of B's choices.
    private static string Text(string line) =>
        $$"""
            deal "Unmoved"
            period month
            horizon 6
            party A
            party B
            discount 0.9
            precision an option 4 points worse once in 20 times
            assume q 0.3 in 0.1..0.5
            assume cost 1 in 0.5..2
            state line { calm, raided } = calm
            chance weather { q: line = raided  otherwise: line = calm }
            turn answer of B when line = raided { wait  strike: line = raided; B pays cost }
            interest A each month { {{line}} }
            interest B each month { line = raided: -2 }
            clause patrol { option strike at answer: B gains 0.4 }
            no deal bare "Nothing"
            offer patrols "Patrols": patrol
            ask calm "Calm": chance line = calm at 4
            holds when calm >= 0.6
            """;

    [Theory]
    [InlineData("line = raided: -1")]
    [InlineData("line = raided: -0.7 line = calm: 0.1")]
    [InlineData("always: -1")]
    public void Signs_in_every_world(string line)
    {
        var file = SoundDeal.Read(Text(line));
        var result = Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = 64,
                Effects = 0,
                CareDraws = 0,
            }
        );
        var offer = result.Offers.Single(each => each.Name == "patrols");
        Assert.Equal(1, offer.Parties.Single(party => party.Party == "A").Signs.Share);
        Assert.All(offer.Draws.Surplus[0], surplus => Assert.Equal(0, surplus));
        Assert.NotEqual(0, offer.Draws.Surplus[1][0]);
    }

    [Theory]
    [InlineData(0.3, 0.3 - 5e-17, 0)]
    [InlineData(1e6, 1e6 + 1e-7, 0)]
    [InlineData(3e-17, 5e-17, 0)]
    [InlineData(1e6, 1e6 + 1e-3, -1e-3)]
    [InlineData(1, 1 + 1e-9, -1e-9)]
    [InlineData(double.NaN, 1, double.NaN)]
    public void A_difference_is_none_where_it_is_rounding(double value, double noDeal, double expected) =>
        Assert.Equal(expected, OverNoDeal.Surplus(value, noDeal), 1e-10);
}
