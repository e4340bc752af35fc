using Foedus.Weighing;

namespace Foedus.Tests.Weighing;

public class AnswersInWords
{
    private static readonly IReadOnlyList<ForkResult> Forks =
    [
        new("defence", "Is it defended?", [Answer("yes", "It is defended"), Answer("asked", "Washington decides")]),
        new("front", "What of the front?", [Answer("again", "It may start again"), Answer("stays", "It stays"), Answer("moves", "It moves")]),
    ];

    [Fact]
    public void Only_the_forks_that_matter_are_named()
    {
        var all = new[] { "yes", "asked" }.SelectMany(defence => new[] { "again", "stays", "moves" }.Select(front => Of(defence, front))).ToList();
        Assert.Equal("every answer", ForkAnswers.InWords(Forks, all));
        Assert.Equal("Washington decides", ForkAnswers.InWords(Forks, [.. all.Where(each => each["defence"] == "asked")]));
        Assert.Equal("It stays or It moves", ForkAnswers.InWords(Forks, [.. all.Where(each => each["front"] != "again")]));
        Assert.Equal("It is defended; It stays", ForkAnswers.InWords(Forks, [Of("yes", "stays")]));
        // No product of answers: each by itself.
        Assert.Equal("It is defended, It stays; or: Washington decides, It moves", ForkAnswers.InWords(Forks, [Of("yes", "stays"), Of("asked", "moves")]));
        // One fork alone, and a fork of which nothing is known.
        Assert.Equal("Washington decides", ForkAnswers.InWords(Forks, [new Dictionary<string, string> { ["defence"] = "asked" }]));
        Assert.Equal(
            "here; or: there",
            ForkAnswers.InWords(Forks, [new Dictionary<string, string> { ["other"] = "here" }, new Dictionary<string, string> { ["other"] = "there" }])
        );
    }

    private static ForkAnswer Answer(string name, string title) => new(name, title, null, null, []);

    private static IReadOnlyDictionary<string, string> Of(string defence, string front) =>
        new Dictionary<string, string> { ["defence"] = defence, ["front"] = front };
}
