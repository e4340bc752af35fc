using System.Text.RegularExpressions;
using Foedus.Units;

namespace Foedus.Tests.Architecture;

/// <summary>A count and what it counts are written by one formatter, so that nobody reads "1 worlds".</summary>
public partial class CountsAndPlurals
{
    // What is more than one by what it is: limits, and the language's own text.
    private static readonly string[] NeverOne =
    [
        "Most",
        "most",
        "Limit",
        "Longest",
        "longest",
        "Least",
        "limit",
        "Resolution",
        "InWords",
        "Times",
        "times",
        "{1",
        "{2",
    ];
    private static readonly string[] OfTheLanguage = ["ExpressionText.cs", "Completion.cs"];

    [Fact]
    public void Are_written_by_one_formatter()
    {
        var wrong = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Foedus.Workbench/", StringComparison.Ordinal) && !OfTheLanguage.Contains(Path.GetFileName(file)))
            .SelectMany(file =>
                File.ReadLines(file)
                    .Where(line => line.Contains('$') && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    .SelectMany(line => Plural().Matches(line))
                    .Where(match => !NeverOne.Any(match.Groups[1].Value.Contains))
                    .Select(match => $"{Path.GetFileName(file)}: {match.Value}")
            );
        Assert.Empty(wrong);
    }

    // "is" for one and "are" for several: as what is counted, so what it does.
    [Fact]
    public void What_they_do_agrees_by_one_helper()
    {
        var wrong = new[] { "*.cs", "*.razor" }
            .SelectMany(kind => Directory.EnumerateFiles(Repository.PathOf("src"), kind, SearchOption.AllDirectories))
            .SelectMany(file =>
                Agreeing()
                    .Matches(File.ReadAllText(file))
                    .Where(match =>
                        match.Groups[1].Value.TrimEnd('s') == match.Groups[2].Value.TrimEnd('s')
                        || ByHand.Contains((match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim()))
                    )
                    .Select(match => $"{Path.GetFileName(file)}: {match.Value}")
            );
        Assert.Empty(wrong);
    }

    private static readonly (string, string)[] ByHand =
    [
        ("is", "are"),
        ("is", "s are"),
        ("was", "were"),
        ("has", "have"),
        ("it", "them"),
        ("does", "do"),
        ("", "s"),
        ("s", ""),
    ];

    [GeneratedRegex(@"== 1 \? ""([a-z ]*)"" : ""([a-z ]*)""")]
    private static partial Regex Agreeing();

    [Theory]
    [InlineData("year", "years")]
    [InlineData("half-year", "half-years")]
    [InlineData("day", "days")]
    [InlineData("party", "parties")]
    [InlineData("crisis", "crises")]
    [InlineData("box", "boxes")]
    [InlineData("branch", "branches")]
    [InlineData("loss", "losses")]
    public void Have_one_plural_each_way(string one, string several)
    {
        Assert.Equal(several, Words.Plural(one));
        Assert.Equal(one, Words.Singular(several));
        Assert.Equal(["0 " + several, "1 " + one, "2 " + several, "1,200 " + several], new long[] { 0, 1, 2, 1200 }.Select(count => Words.Counted(count, one)));
        Assert.Equal(["1 " + one, "1.2 " + several], new[] { 1.0, 1.2 }.Select(Unit.Periods(one).Text));
    }

    // What is one word for a reader is one name in a deal, and stays so where it is a name again.
    [Fact]
    public void A_name_of_two_words_is_written_as_one()
    {
        Assert.Equal(
            ("half-years", "1 half-year", "2 half-years"),
            (Words.Plural("half_year"), Words.Counted(1, "half_year"), Unit.Periods("half_year").Text(2))
        );
        Assert.Equal("half_years", Unit.Periods("half_year").Name);
        Assert.Equal("0.00", Words.Chance(-1e-17));
        Assert.Equal("−0.35", Words.Chance(-0.35));
    }

    // A plain count in a hole and a word in the plural behind it, or an s behind a hole.
    [GeneratedRegex(
        @"\{([\w.\[\]^?]+(?:\(\))?(?::N0)?)\} (?:[a-z]+ )?(?:worlds|draws|nodes|turns|periods|years|days|parties|options|offers|states|points|cases|steps|clauses|assumptions|combinations|rows|files|lines|types|profiles|columns|knots|incidents|answers|characters|cells|triggers|parts|shards|values|choices|entries|numbers|inputs|payoffs|players|actions|beliefs|blocks|fields|sets|scrambles)\b|\{([\w.\[\]^?]+)\}s\b|"""" : ""s"""
    )]
    private static partial Regex Plural();
}
