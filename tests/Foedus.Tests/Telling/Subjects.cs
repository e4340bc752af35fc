using Foedus.Units;

namespace Foedus.Tests.Telling;

/// <summary>A title of several is spoken of as several, a proper name as one.</summary>
public class Subjects
{
    [Theory]
    [InlineData("Russia", false)]
    [InlineData("United States", false)]
    [InlineData("Netherlands", false)]
    [InlineData("Cyprus", false)]
    [InlineData("the army", false)]
    [InlineData("a bus of the city", false)]
    [InlineData("Bosnia and Herzegovina", false)]
    [InlineData("The state of the rebels", false)]
    [InlineData("Hungary and Slovakia", true)]
    [InlineData("France, the United Kingdom, Poland and others in favour", true)]
    [InlineData("European members of NATO", true)]
    [InlineData("European states", true)]
    [InlineData("the rebels", true)]
    [InlineData("Allies", true)]
    [InlineData("Guarantors (two of them)", true)]
    public void One_or_several(string title, bool isSeveral)
    {
        var who = new Subject(title);
        Assert.Equal((isSeveral, isSeveral ? "they" : "it", isSeveral ? "them" : "it", isSeveral ? "their" : "its"), (who.IsSeveral, who.It, who.Them, who.Its));
        Assert.Equal($"{title} {(isSeveral ? "play" : "plays")} “keep”", who.Play("keep"));
    }
}
