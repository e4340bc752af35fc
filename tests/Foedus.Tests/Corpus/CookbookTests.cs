using System.Text.RegularExpressions;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Corpus;

/// <summary>Every deal of the cookbook is sound without a warning, is laid out, and its offers are solved and are different games.</summary>
public partial class CookbookTests
{
    private static readonly string Book = File.ReadAllText(Repository.PathOf("docs/cookbook.md"));

    private static readonly Dictionary<string, string> Deals = Recipes()
        .Matches(Book)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    public static TheoryData<string> Titles => [.. Deals.Keys];

    [Theory, MemberData(nameof(Titles))]
    public void Its_deals_can_be_used_as_they_stand(string title)
    {
        var source = new SourceText(Deals[title], "my.foedus");
        var file = DealFile.Read(source, TestContext.Current.CancellationToken);
        Assert.Equal("", file.Report);
        Assert.Equal(source.Text, DealFormatter.Format(source));
        Assert.True(file.Offers.Count > 1);
        Assert.All(file.Offers.Skip(1), offer => Assert.False(SameGame.Are(file.Offers[0], offer), offer.Offer.Name));
        foreach (var offer in file.Offers)
            Assert.True(
                new OfferSolver(offer, 7).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken).IsSolved,
                offer.Offer.Name
            );
    }

    // A section without a deal says why it has none.
    [Fact]
    public void Every_section_but_the_last_has_a_deal() => Assert.Equal(Sections().Count(Book) - 1, Deals.Count);

    [GeneratedRegex(@"^## ([^\n]+)\n(?:(?!^## ).)*?^```foedus\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Recipes();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
