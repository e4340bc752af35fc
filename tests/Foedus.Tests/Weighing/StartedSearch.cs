using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>A deal may say where to start; that there are other equilibria is said all the same.</summary>
public class StartedSearch
{
    /// <summary>Two places to meet at.</summary>
    internal static string Text(string start) =>
        $$"""
            deal "Meeting"
            period year
            horizon 1
            party A
            party B
            discount 1
            precision lambda care
            assume care 8 in 6..10
            state s { apart, north } = apart
            joint turn j {
              A { x
                  y }
              B { x
                  y }
              outcome when A plays x and B plays x: A gains 2; B gains 2
              outcome when A plays y and B plays y: s = north; A gains 1; B gains 1
            }
            {{start}}
            no deal none
            offer same: fee
            clause fee { interest A { always: -0.1 } }
            ask q: chance s = north at 1
            holds when q > 0.5
            """;

    [Theory]
    [InlineData("")]
    [InlineData("start { A plays y at j  B plays y at j }")]
    public void Others_are_found_whether_or_not_a_start_is_given(string start)
    {
        var file = SoundDeal.Read(Text(start));
        var found = Weigh.Run(file, new WeighingOptions { Draws = 16, Effects = 0 }, cancel: TestContext.Current.CancellationToken).Equilibria!;
        Assert.Equal((16, 16), (found.DrawsSearched, found.DrawsWithSeveral));
        var offer = found.Offers.Single(offer => offer.Offer == "same");
        Assert.Equal((0.0, 1.0), (offer.Holds!.Low, offer.Holds.High));
    }
}
