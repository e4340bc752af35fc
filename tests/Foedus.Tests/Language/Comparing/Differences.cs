using Foedus.Language;
using Foedus.Language.Comparing;

namespace Foedus.Tests.Language.Comparing;

/// <summary>In what two deals differ, in words.</summary>
public class Differences
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("bench/ukraine-2025-v1.foedus"));

    private static DealDifference Between(string before, string after) => DealDifference.Between(DealParser.Parse(new SourceText(before)).Deal, DealParser.Parse(new SourceText(after)).Deal);

    public static TheoryData<string> Files => Shipped.Files;

    [Theory]
    [InlineData("credibility  0.5 in 0.2..0.8 ", "credibility  0.35 in 0.2..0.8 ", "credibility 0.5 → 0.35")]
    [InlineData("credibility  0.5 in 0.2..0.8 ", "credibility  0.5 in 0.1..0.8 ", "range of credibility in 0.2..0.8 → in 0.1..0.8")]
    [InlineData("0.2..0.8   from leeds", "0.2..0.8", "source of credibility leeds → (none)")]
    [InlineData("restraint, ratification", "ratification, force", "offer ratified gains force; offer ratified loses restraint")]
    [InlineData("attack: status = broken", "attack: status = war", "turn Russia: option attack status = broken → status = war")]
    [InlineData("  distance\n", "", "turn words: option distance removed")]
    [InlineData("  member: ", "  member: ", "no difference in what the deals say")]
    [InlineData("status = member: safety", "status = member: safety / 2", "interest Ukraine: line status = member safety → safety / 2")]
    [InlineData("holds when holds_10 >= 0.5", "holds when holds_10 >= 0.6", "holds when holds_10 >= 0.5 → holds when holds_10 >= 0.6")]
    [InlineData("state buildup 0..2 = 0", "state buildup 0..3 = 0", "values of buildup whole numbers from 0 to 2 → whole numbers from 0 to 3")]
    [InlineData("in_10    \"Ukraine", "in_10    \"Is Ukraine", "title of ask in_10 \"Ukraine a member\" → \"Is Ukraine a member\"")]
    [InlineData("triumph     5   in 3..8", "triumph     4   in 3..8", "triumph in reading moscow 5 → 4")]
    [InlineData("offer immediate      \"Membership on signature\": starts status = member\n", "", "offer immediate removed")]
    [InlineData("offers none, bare", "offers bare", "offers of reading moscow none, bare, conditional, immediate → bare, conditional, immediate")]
    [InlineData("horizon 10 then forever", "horizon 12", "horizon 10 then forever → horizon 12")]
    public void Are_said_in_words(string before, string after, string words) => Assert.Equal(words, Between(Text, Text.Replace(before, after, StringComparison.Ordinal)).Summary());

    [Theory]
    [InlineData("turn A { keep  hit: A pays 1 }", "turn A { keep  hit \"strike\": A pays 1 }", "title of option hit at turn A (none) → \"strike\"")]
    [InlineData("turn A { keep  hit \"strike\": A pays 1 }", "turn A { keep  hit \"raid\": A pays 2 }", "title of option hit at turn A \"strike\" → \"raid\"; turn A: option hit A pays 1 → A pays 2")]
    [InlineData("clause c \"C\" { add option hit at A: A pays 1 }", "clause c \"C\" { add option hit \"strike\" at A: A pays 1 }", "title of option hit in clause c (none) → \"strike\"")]
    public void A_title_of_an_option_is_no_other_option(string before, string after, string words) => Assert.Equal(words, Between(before, after).Summary());

    [Fact]
    public void A_removed_clause_is_named_with_the_offers_that_lose_it()
    {
        var begin = Text.IndexOf("clause restraint", StringComparison.Ordinal);
        var end = Text.IndexOf("\n}\n", begin, StringComparison.Ordinal) + 3;
        var difference = Between(Text, Text.Remove(begin, end - begin));
        Assert.Equal("clause restraint removed", difference.Summary());
        Assert.Equal("clause restraint added", Between(Text.Remove(begin, end - begin), Text).Summary());
    }

    [Fact]
    public void Steps_in_another_order_are_a_difference()
    {
        var moved = Text.Replace("assume relief", "turn last of Russia { wait }\nassume relief", StringComparison.Ordinal);
        var elsewhere = Text + "\nturn last of Russia { wait }\n";
        Assert.StartsWith("order of steps:", Between(moved, elsewhere).Summary(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Files))]
    public void Layout_is_none_and_every_changed_statement_is_one(string file)
    {
        var source = SourceText.ReadFile(Repository.PathOf(file));
        var deal = DealParser.Parse(source).Deal;
        Assert.True(DealDifference.Between(deal, DealParser.Parse(new SourceText(DealPrinter.Print(deal))).Deal).IsEmpty);
        foreach (var declaration in deal.Declarations)
            Assert.False(DealDifference.Between(deal, deal with { Declarations = Model.Sequence.ToSequence(deal.Declarations.Where(other => !ReferenceEquals(other, declaration))) }).IsEmpty);
    }

    [Fact]
    public void Lines_are_numbered_on_both_sides()
    {
        var lines = TextDifference.Between("a\nb\nc\nd\ne\nf", "a\nB\nc\nd\ne\nf\ng");
        Assert.Equal(["a", "c", "d", "e", "f"], lines.Where(line => line.Change == LineChange.Same).Select(line => line.Text));
        Assert.Contains(new DifferentLine(LineChange.Removed, 2, null, "b"), lines);
        Assert.Contains(new DifferentLine(LineChange.Added, null, 2, "B"), lines);
        Assert.Contains(new DifferentLine(LineChange.Added, null, 7, "g"), lines);
        Assert.Equal(["a", "b", "B", "c", null, "f", "g"], TextDifference.Around(lines, 1).Select(line => line?.Text));
    }

    [Fact]
    public void The_command_says_them_and_ends_well()
    {
        var (code, output, error) = Cli.CommandLineTests.RunOn("after.foedus", Text.Replace("credibility  0.5", "credibility  0.35", StringComparison.Ordinal),
            path => ["diff", "bench/ukraine-2025-v1.foedus", path]);
        Assert.Equal((0, "credibility 0.5 → 0.35\n", ""), (code, output, error));
    }
}
