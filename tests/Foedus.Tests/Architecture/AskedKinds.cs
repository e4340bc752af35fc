using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Tests.Architecture;

/// <summary>A kind of ask is one file: every place that knows kinds goes by what stands there.</summary>
public sealed class AskedKinds
{
    public static TheoryData<string> Words => [.. AskedKind.ChanceWords];

    [Fact]
    public void Have_words_of_the_language_and_are_told_apart()
    {
        Assert.All(AskedKind.All, kind => Assert.Contains(kind.Word, Keywords.All));
        Assert.Equal(
            AskedKind.All.Count,
            AskedKind.All.Select(kind => InWords.Of(new Measure(kind, new Name("calm"), new Moment(new Duration(3))))).Distinct().Count()
        );
        Assert.Equal(AskedKind.All.Count, AskedKind.All.Select(kind => kind.Means).Distinct().Count());
    }

    /// <summary>So do the words that a condition on time begins with.</summary>
    [Fact]
    public void Stand_in_the_grammar()
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs/language.md"));
        var asks = lines.Single(line => line.StartsWith("ask NAME ", StringComparison.Ordinal));
        Assert.All(AskedKind.All, kind => Assert.Matches($@"\b{kind.Word}\b", asks));
        var times = string.Join('\n', lines.SkipWhile(line => !line.StartsWith("in UNIT N |", StringComparison.Ordinal)).TakeWhile(line => line != "```"));
        Assert.All(TimeCondition.Words, word => Assert.Matches($@"\b{word}\b", times));
    }

    // What stands before the word may end with a number, after which a unit of time could follow.
    [Theory, MemberData(nameof(Words))]
    public void Are_read_behind_a_length_of_time(string word) =>
        Assert.Single(
            SoundDeal
                .Read(
                    $$"""
                    deal "Kinds"
                    period month
                    horizon 6
                    party A
                    discount 1
                    precision lambda 1
                    state s { on, off } = on
                    turn A { stay go: s = off back: s = on }
                    no deal none
                    ask asked: chance (s = off) for 2 {{word}} 3
                    """
                )
                .Deal.All<Ask>()
        );
}
