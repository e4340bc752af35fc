using Foedus.Language;
using Foedus.Language.Comparing;

namespace Foedus.Tests.Language.Comparing;

/// <summary>In what two deals differ, in words.</summary>
public class Differences
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("bench/ukraine-2025-v1.foedus"));

    private static DealDifference Between(string before, string after) =>
        DealDifference.Between(DealParser.Parse(new SourceText(before)).Deal, DealParser.Parse(new SourceText(after)).Deal);

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
    public void Are_said_in_words(string before, string after, string words) =>
        Assert.Equal(words, Between(Text, Text.Replace(before, after, StringComparison.Ordinal)).Summary());

    [Theory]
    [InlineData("turn A { keep  hit: A pays 1 }", "turn A { keep  hit \"strike\": A pays 1 }", "title of option hit at turn A (none) → \"strike\"")]
    [InlineData(
        "turn A { keep  hit \"strike\": A pays 1 }",
        "turn A { keep  hit \"raid\": A pays 2 }",
        "title of option hit at turn A \"strike\" → \"raid\"; turn A: option hit A pays 1 → A pays 2"
    )]
    [InlineData(
        "clause c \"C\" { add option hit at A: A pays 1 }",
        "clause c \"C\" { add option hit \"strike\" at A: A pays 1 }",
        "title of option hit in clause c (none) → \"strike\""
    )]
    public void A_title_of_an_option_is_no_other_option(string before, string after, string words) => Assert.Equal(words, Between(before, after).Summary());

    // Every part of every kind of step, term and effect is told as what it is, by its own words and where it stands.
    [Theory]
    [InlineData("turn A { keep  hit when s = war: A pays 1 }", "turn A { keep  hit when s = calm: A pays 1 }", "option hit at turn A when s = war → s = calm")]
    [InlineData(
        "turn A { keep  hit: A pays 1 }",
        "turn A { keep  hit when s = calm: A pays 2 }",
        "option hit at turn A when (none) → s = calm; turn A: option hit A pays 1 → A pays 2"
    )]
    [InlineData("turn A { keep  hit: A pays 1 }", "turn A { keep  unseen hit as keep: A pays 1 }", "option hit at turn A is seen → unseen, as keep")]
    [InlineData(
        "turn A { for n in 0..2 by 1: hit: A pays n }",
        "turn A { for n in 0..4 by 2: hit: A pays n }",
        "option hit at turn A is there for n in 0..2 by 1 → for n in 0..4 by 2"
    )]
    [InlineData("turn t of A { keep hit }", "turn t of B { hit keep }", "turn t is of A → B; order of options at turn t keep, hit → hit, keep")]
    [InlineData("turn t of A { keep hit go }", "turn t of A { go keep }", "turn t: option hit removed; order of options at turn t keep, go → go, keep")]
    [InlineData(
        "joint turn t { A { keep  hit: A pays 1 } B { keep hit } outcome when A plays keep: s = war }",
        "joint turn t \"the talks\" { A { keep \"hold\"  hit when s = war: A pays 2 } B { keep go } outcome when A plays hit: s = war }",
        "title of joint turn t (none) → \"the talks\"; title of option keep of A at joint turn t (none) → \"hold\"; option hit of A at joint turn t when (none) → s = war; joint turn t: option hit of A A pays 1 → A pays 2; joint turn t: option hit of B removed; joint turn t: option go of B added; and 1 more"
    )]
    [InlineData(
        "joint turn t { A { keep } B { keep } outcome when A plays keep: s = war  outcome: A pays 1 }",
        "joint turn t { A { keep } C { keep } outcome when B plays keep: s = war  outcome: A pays 2 }",
        "joint turn t is of A, B → A, C; joint turn t: outcome always A pays 1 → A pays 2; joint turn t: outcome when A plays keep: … → when B plays keep: …"
    )]
    [InlineData(
        "chance t { 0.2: s = war; otherwise: s = calm }",
        "chance t \"the weather\" { 0.3: s = war; otherwise: s = lost }",
        "title of chance t (none) → \"the weather\"; chance t: case otherwise s = calm → s = lost; chance t: case 0.2: … → 0.3: …"
    )]
    [InlineData(
        "event t when s = war: s = calm",
        "event t \"the end\" when s = lost: s = war",
        "title of event t (none) → \"the end\"; event t when s = war → s = lost; event t: s = calm → s = war"
    )]
    [InlineData(
        "vote t of A, B needs all { yes: A pays 1  passes: s = calm }",
        "vote t \"the vote\" of A, C in turn needs majority, veto of C { yes \"for\": A pays 2  passes: s = war  fails: s = lost }",
        "title of vote t (none) → \"the vote\"; vote t is of A, B → A, C; vote t is held at once → in turn; vote t needs all → majority; veto at vote t (none) → C; title of option yes at vote t (none) → \"for\"; and 3 more"
    )]
    [InlineData(
        "vote t of A, B needs all { abstain  passes: s = calm }",
        "vote t of A, B needs all { passes: s = war  fails: A pays 1 }",
        "vote t: option abstain removed; vote t passes: s = calm → s = war; vote t fails: (nothing) → A pays 1"
    )]
    [InlineData(
        "clause c { add option hit at A when s = war: A pays 1 }",
        "clause c { add option hit at A when s = calm: A pays 2 }",
        "option hit in clause c when s = war → s = calm; clause c: option hit A pays 1 → A pays 2"
    )]
    [InlineData(
        "clause c { option hit at A: A pays 1 }",
        "clause c { option hit at A when s = war: A pays 2 }",
        "clause c: option hit at A does more when (none) → s = war; clause c: option hit at A: A pays 1 → A pays 2"
    )]
    [InlineData(
        "clause c { remove option hit at A }",
        "clause c { remove option hit at A when s = war }",
        "clause c: remove option hit at A when (none) → s = war"
    )]
    [InlineData(
        "clause c { option hit at A only when s = war  step A also when s = lost }",
        "clause c { option hit at A only when s = calm  step A also when s = calm }",
        "clause c: option hit at A only when s = war → s = calm; clause c: step A also when s = lost → s = calm"
    )]
    [InlineData(
        "clause c { option hit at A only when s = war }",
        "clause c { option hit at A also when s = war }",
        "clause c: term option hit at A only when s = war removed; clause c: term option hit at A also when s = war added"
    )]
    [InlineData(
        "clause c { turn t of A when s = war { keep hit } }",
        "clause c { turn t of A when s = calm { keep  hit: A pays 1 } }",
        "clause c: turn t when s = war → s = calm; clause c: turn t: option hit (nothing) → A pays 1"
    )]
    [InlineData(
        "clause c { A pays 2 to B each year }",
        "clause c { A pays 3 to B each month while s = war }",
        "clause c: payment of A to B 2 → 3; clause c: payment of A to B each year → month; clause c: payment of A to B while (none) → s = war"
    )]
    [InlineData(
        "clause c { interest A fear { s = war: -1 } }",
        "clause c { interest A fear { s = war: -2 } }",
        "clause c: interest A fear: line s = war -1 → -2"
    )]
    [InlineData(
        "clause c { obligation o of A: hit by month 6 { cure 1 month } }",
        "clause c { obligation o of A: hit by month 7 { cure 2 months  breach: s = war } }",
        "clause c: obligation o A owes hit by month 6 → A owes hit by month 7; clause c: obligation o: cure 1 month → cure 2 months; clause c: obligation o: breach: s = war added"
    )]
    [InlineData(
        "clause c { remove step A  remove interest x }",
        "clause c { remove interest x  remove step A }",
        "order of terms in clause c remove step A, remove interest x → remove interest x, remove step A"
    )]
    [InlineData(
        "clause c { waive payments of A for hit at A }",
        "clause c { waive payments of B for hit at A }",
        "clause c: term waive payments of A for hit at A removed; clause c: term waive payments of B for hit at A added"
    )]
    [InlineData(
        "fork f { one { remove option hit at A } two { } }",
        "fork f { one \"first\" weight 2 { remove option hit at A when s = war } two weight 1 { } }",
        "title of answer f.one (none) → \"first\"; weight of f.one (none) → 2; answer f.one: remove option hit at A when (none) → s = war; weight of f.two (none) → 1"
    )]
    [InlineData(
        "interest A each year { s = war: -1  s = war: -1 }",
        "interest A each month { s = war: -1 }",
        "interest A each year → month; interest A: line s = war removed"
    )]
    [InlineData("interest A { s = war: -1 }", "interest A { s = lost: -1 }", "interest A: line s = war: … → s = lost: …")]
    [InlineData("party K \"all\" in { A \"one\", B }", "party K \"all\" in { A \"first\", B }", "title of party A \"one\" → \"first\"")]
    [InlineData(
        "source r \"A report\" measured \"5 of 6\"",
        "source r \"A report\" at \"x.org\" analogy",
        "address of source r (none) → x.org; grounds of source r measured \"5 of 6\" → analogy"
    )]
    [InlineData(
        "zone z \"here\" within 5 km of 1, 2",
        "zone z \"there\" within 6 km of 1, 2",
        "title of zone z \"here\" → \"there\"; zone z \"here\" within 5 km of 1, 2 → zone z \"there\" within 6 km of 1, 2"
    )]
    [InlineData(
        "start { A plays keep when s = war with chance 0.9  B plays hit }",
        "start { A plays keep when s = war with chance 0.8  B plays keep }",
        "start: line A plays keep when s = war with chance 0.9 → with chance 0.8; start: line B plays hit removed; start: line B plays keep added"
    )]
    [InlineData(
        "offer o: a, b, starts s = war",
        "offer o: b, a, starts s = calm",
        "order of clauses in offer o a, b → b, a; offer o starts with s = war → s = calm"
    )]
    public void Every_part_is_told(string before, string after, string words)
    {
        Assert.Equal(words, Between(before, after).Summary());
        Assert.True(Between(before, before).IsEmpty);
    }

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
            Assert.False(
                DealDifference
                    .Between(
                        deal,
                        deal with
                        {
                            Declarations = Model.Sequence.ToSequence(deal.Declarations.Where(other => !ReferenceEquals(other, declaration))),
                        }
                    )
                    .IsEmpty
            );
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
        var (code, output, error) = Cli.CommandLineTests.RunOn(
            "after.foedus",
            Text.Replace("credibility  0.5", "credibility  0.35", StringComparison.Ordinal),
            path => ["diff", "bench/ukraine-2025-v1.foedus", path]
        );
        Assert.Equal((0, "credibility 0.5 → 0.35\n", ""), (code, output, error));
    }
}
