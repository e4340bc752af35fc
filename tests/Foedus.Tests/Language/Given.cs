using Foedus.Workflow;

namespace Foedus.Tests.Language;

/// <summary>What is fixed beside a deal, on the command line and in links.</summary>
public class Given
{
    [Theory]
    [InlineData("arms=0.4", 0.4)]
    [InlineData("arms = 40%", 0.4)]
    [InlineData("arms=-1e-3", -0.001)]
    public void A_value_is_a_number_or_percents(string pair, double value) => Assert.Equal(new KeyValuePair<string, double>("arms", value), Assert.Single(GivenPairs.Values([pair])));

    [Theory]
    [InlineData("arms")]
    [InlineData("=3")]
    [InlineData(" =3")]
    [InlineData("arms=")]
    [InlineData("arms=high")]
    [InlineData("arms=NaN")]
    [InlineData("arms=1e400")]
    [InlineData("arms=0,4")]
    public void What_is_no_pair_is_said(string pair) => Assert.Equal($"'{pair}' is not of the form NAME=VALUE, as in credibility=0.4.", Assert.Throws<InputException>(() => GivenPairs.Values([pair])).Message);

    [Fact]
    public void A_name_is_given_once()
    {
        Assert.Equal("'arms' is given twice.", Assert.Throws<InputException>(() => GivenPairs.Values(["arms=1", "arms=2"])).Message);
        Assert.Equal("'defence' is given twice.", Assert.Throws<InputException>(() => GivenPairs.Answers(["defence=a", "defence=b"])).Message);
        Assert.Equal("decided", GivenPairs.Answers(["defence = decided"])["defence"]);
    }
}
