using Foedus.Units;

namespace Foedus.Tests.Telling;

/// <summary>A title of several is spoken of as several, a proper name as one.</summary>
public class Subjects
{
    [Theory]
    [InlineData("The French", true)]
    [InlineData("the Poles", true)]
    [InlineData("The Chinese", true)]
    [InlineData("The Netherlands", false)]
    [InlineData("The Congress", false)]
    [InlineData("The Church", false)]
    [InlineData("Russia", false)]
    [InlineData("United States", false)]
    [InlineData("Netherlands", false)]
    [InlineData("Cyprus", false)]
    [InlineData("the army", false)]
    [InlineData("United Nations", false)]
    [InlineData("Federated States of Micronesia", false)]
    [InlineData("Algiers", false)]
    [InlineData("news from the front", false)]
    [InlineData("Upper States", true)]
    [InlineData("The Brothers", true)]
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
        Assert.Equal(
            (isSeveral, isSeveral ? "they" : "it", isSeveral ? "them" : "it", isSeveral ? "their" : "its"),
            (who.IsSeveral, who.It, who.Them, who.Its)
        );
        Assert.Equal($"{who.Start} {(isSeveral ? "play" : "plays")} “keep”", who.Play("keep"));
    }

    /// <summary>A name that takes an article has it in a sentence, each of several that are listed.</summary>
    [Theory]
    [InlineData("Russia", "Russia", "Russia")]
    [InlineData("United States", "the United States", "The United States")]
    [InlineData("United States and European Union", "the United States and the European Union", "The United States and the European Union")]
    [InlineData("France, United Kingdom and others", "France, the United Kingdom and others", "France, the United Kingdom and others")]
    [InlineData(
        "France, the United Kingdom, Poland and others in favour",
        "France, the United Kingdom, Poland and others in favour",
        "France, the United Kingdom, Poland and others in favour"
    )]
    [InlineData("Republic of Cyprus", "Republic of Cyprus", "Republic of Cyprus")]
    [InlineData("Russian Federation (Moscow)", "the Russian Federation (Moscow)", "The Russian Federation (Moscow)")]
    [InlineData("Netherlands", "the Netherlands", "The Netherlands")]
    [InlineData("Upper States", "the Upper States", "The Upper States")]
    [InlineData("The north", "the north", "The north")]
    [InlineData("the rebels", "the rebels", "The rebels")]
    [InlineData("European members of NATO", "European members of NATO", "European members of NATO")]
    [InlineData("council", "council", "council")]
    public void An_article_where_a_name_takes_one(string title, string inside, string start) =>
        Assert.Equal((inside, start, start), (new Subject(title).Inside, new Subject(title).Start, $"{new Subject(title)}"));
}
