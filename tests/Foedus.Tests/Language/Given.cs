using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Language;

/// <summary>What is fixed beside a deal, on the command line and in links.</summary>
public class Given
{
    [Theory]
    [InlineData("arms=0.4", 0.4)]
    [InlineData("arms = 40%", 0.4)]
    [InlineData("arms=-1e-3", -0.001)]
    public void A_value_is_a_number_or_percents(string pair, double value) =>
        Assert.Equal(new KeyValuePair<string, double>("arms", value), Assert.Single(GivenPairs.Values([pair])));

    [Theory]
    [InlineData("arms")]
    [InlineData("=3")]
    [InlineData(" =3")]
    [InlineData("arms=")]
    [InlineData("arms=high")]
    [InlineData("arms=NaN")]
    [InlineData("arms=1e400")]
    public void What_is_no_pair_is_said(string pair) =>
        Assert.Equal($"'{pair}' is not of the form NAME=VALUE, as in credibility=0.4.", Assert.Throws<InputException>(() => GivenPairs.Values([pair])).Message);

    private static readonly DealFile InTwoWays = DealFile.Read(
        new SourceText(
            """
            deal "Numbers in two ways"
            period year
            horizon 1
            party A
            precision lambda 1
            discount 1
            assume share 40% in 20%..80%
            assume growth 150% in 100%..200%
            assume price 40 in 20..80
            assume part 0.4 in 0.2..0.8
            turn A { keep: A pays share * price * part * growth  go }
            no deal none
            offer some
            """
        )
    );

    [Theory]
    [InlineData("share=40", "The deal has 'share' in percent, 40%, and 40 is 4000%. Write share=40%, or 4000% if that is meant.")]
    [InlineData("growth=2.5", "The deal has 'growth' in percent, 150%, and 2.5 is 250%. Write growth=2.5%, or 250% if that is meant.")]
    [InlineData("price=50%", "The deal has 'price' in plain numbers, 40, and 50% is 0.5. Write price=50 or price=0.5.")]
    public void A_percentage_beside_plain_numbers_is_refused(string pair, string said) =>
        Assert.Equal(said, Assert.Throws<InputException>(() => InTwoWays.RefuseImpossible(new WeighingOptions { Fixed = GivenPairs.Values([pair]) })).Message);

    [Theory]
    [InlineData("share=0.4")]
    [InlineData("share=95%")]
    [InlineData("growth=1.5")]
    [InlineData("price=50")]
    [InlineData("part=50%")]
    public void What_is_plain_enough_is_taken(string pair) => InTwoWays.RefuseImpossible(new WeighingOptions { Fixed = GivenPairs.Values([pair]) });

    [Fact]
    public void A_name_is_given_once()
    {
        Assert.Equal("'arms' is given twice.", Assert.Throws<InputException>(() => GivenPairs.Values(["arms=1", "arms=2"])).Message);
        Assert.Equal("'defence' is given twice.", Assert.Throws<InputException>(() => GivenPairs.Answers(["defence=a", "defence=b"])).Message);
        Assert.Equal("decided", GivenPairs.Answers(["defence = decided"])["defence"]);
    }
}
