using System.Text;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Comparing;
using Foedus.Language.Service;
using Foedus.Model;
using Foedus.Tests.Architecture;
using Foedus.Tests.Golden;
using Foedus.Weighing.Terms;

namespace Foedus.Tests.Language.Service;

/// <summary>All that an editor is told of the deal that has everything in it, and in what another version of it differs: exact texts, beside this file.</summary>
public class WholeEditor
{
    private static readonly DealDocument Document = new(new SourceText(EveryKind.Everything, "everything.foedus"));

    // Something in every kind of statement.
    private static readonly (string Old, string New)[] Changes =
    [
        ("deal \"Everything\"", "deal \"All of it\""),
        ("horizon 4 years", "horizon 5 years"),
        ("source report \"A report\"", "source report \"Another report\""),
        ("party A \"The first\"", "party A \"The very first\""),
        ("France \"The third\", Poland", "France \"The third\", Poland, Latvia"),
        ("discount of B 0.95", "discount of B 0.9"),
        ("precision of B lambda 1", "precision of B lambda 2"),
        ("p 0.5 in 0.2..0.8 from report \"a chance\"", "p 0.6 in 0.3..0.8 from tally \"some chance\""),
        ("q 1 likely 0.5..2", "q 2 likely 0.5..3"),
        ("twice_q = 2 * q from report", "twice_q = 3 * q from tally"),
        ("one of { 0.1, 0.2: 2 }", "one of { 0.1, 0.2: 3 }"),
        ("view of shared: 0.4", "view of shared: 0.5"),
        ("correlate p with q 0.3", "correlate p with q 0.4"),
        ("let calm_now = s = calm", "let calm_now = s != war"),
        ("let dear(share) = share", "let dear(part) = part"),
        ("drifts each 2 years", "drifts each 3 years"),
        ("state arms 0..2 = 0", "state arms 0..3 = 1"),
        ("arm \"arm itself\" when arms < 2", "arm \"arm further\" when arms < 1"),
        ("state s \"the two\" { calm \"at rest\"", "state s \"both\" { calm \"quiet\""),
        ("chance look \"what is found\" when s in { calm, broken }", "chance look \"what is found\" when s in { calm, war }"),
        ("turn rest \"the rest\" of B after crisis when s = war", "turn rest \"what is left\" of B after crisis when s = broken"),
        ("needs weight 50%", "needs weight 60%"),
        ("event cools \"the calming\" after rest", "event cools \"the calming\" before rest"),
        ("by year 3 {", "by year 2 {"),
        ("  cure 1 year", "  cure 2 years"),
        ("obligation calming \"A calms down\"", "obligation calming \"A is calm\""),
        ("s = war: -2 A is firm", "s = war: -3 A is firm"),
        ("Fund pays 0.1 to B each year while s = calm", "Fund pays 0.2 to B each year while s = calm"),
        ("clause more \"More\" from report \"page 3\"", "clause more \"Still more\" from tally \"page 4\""),
        ("A pays 0.2 each year", "A pays 0.3 each year"),
        ("clause less(much) \"Less\"", "clause less(little) \"Less\""),
        ("defended \"It is defended\" weight 2", "defended \"It is held\" weight 3"),
        ("no deal none \"As it is\": starts s = broken", "no deal none \"As it was\": starts s = war"),
        ("offer both \"Both\": more", "offer both \"Both of them\": more, less(20%)"),
        ("less(30%), starts arms = 1", "less(40%), starts arms = 2"),
        ("promise kept \"A keeps\": A plays keep at A while s = calm", "promise kept \"A arms\": A plays arm at A while told"),
        ("ask through \"Through\": chance s = calm through 3 years", "ask through \"All through\": chance s != war through 2 years"),
        ("ask years \"Years\"", "ask years \"How many\""),
        ("through >= 0.5", "through >= 0.6"),
        ("41 of 97 from report \"wars", "42 of 97 from tally \"all wars"),
        ("2..3.5 from report", "2..4 from report"),
        ("with chance 0.9", "with chance 0.8"),
        ("reading other \"Other\" { p 0.4 in 0.3..0.5 offers both }", "reading other \"Another\" { p 0.5 in 0.3..0.6 q 1 offers few }"),
        ("within 25 km", "within 30 km"),
        ("  deaths at least 1 by", "  deaths at least 2 by"),
        ("at least 3 clash within 7 days", "at least 4 clash within 8 days"),
        ("when certainly many", "when possibly many"),
        ("in force from 2025-01-01", "in force from 2025-02-01"),
        ("promise quiet: B does not play fight", "promise loud: B plays fight"),
    ];

    [Fact]
    public void Says_this_of_every_name()
    {
        var text = new StringBuilder("== what was understood\n");
        foreach (var understood in Document.Bound.Understood.OrderBy(understood => understood.Place.Start))
            text.Append($"{Document.Source.Where(understood.Place.Start)} {understood.Text}\n");
        text.Append("== outline\n");
        foreach (var entry in Outline.Of(Document))
            Told(text, entry, "");
        text.Append("== hover\n");
        foreach (
            var name in Document.Names.Occurrences.DistinctBy(name => (name.Mark.Kind, name.Mark.Text, string.Join(',', name.Symbols), name.Mark.IsDeclaration))
        )
            text.Append($"{Document.Source.Where(name.Place.Start)} {string.Join(" / ", Hover.At(Document, name.Place.Start)?.Lines ?? ["nothing"])}\n");
        GoldenFile.HoldsAt(PathOf("editor"), text.ToString());
    }

    [Fact]
    public void Offers_this_at_the_beginning_of_names()
    {
        var text = new StringBuilder();
        foreach (var name in Document.Names.Occurrences.DistinctBy(name => (name.Mark.Kind, name.Mark.Of, name.Mark.At, name.Mark.IsDeclaration)))
        {
            var list = Completion.At(Document, name.Place.Start + 1);
            text.Append(
                $"{Document.Source.Where(name.Place.Start)} {name.Mark.Text} ({list.Place.Start - name.Place.Start}, {list.Place.Length}): {string.Join(" | ", list.Items.Take(10).Select(item => $"{item.Label} = {item.Insert.ReplaceLineEndings("\\n")}, {item.Detail}"))}{(list.Items.Count > 10 ? $" and {list.Items.Count - 10} more" : "")}\n"
            );
        }
        GoldenFile.HoldsAt(PathOf("completions"), text.ToString());
    }

    [Fact]
    public void Prints_and_compares_so()
    {
        var changed = EveryKind.Everything;
        foreach (var (old, now) in Changes)
        {
            Assert.Contains(old, changed, StringComparison.Ordinal);
            changed = changed.Replace(old, now, StringComparison.Ordinal);
        }
        var (before, after) = (Document.Deal, DealParser.Parse(new SourceText(changed)).Deal);
        var text = new StringBuilder($"== printed\n{DealPrinter.Print(before)}\n");
        foreach (
            var (what, one, other) in new[]
            {
                ("changed", before, after),
                ("back", after, before),
                ("from nothing", new Deal("", []), before),
                ("to nothing", before, new Deal("", [])),
            }
        )
        {
            text.Append($"== {what}\n");
            foreach (var change in DealDifference.Between(one, other).Changes)
                text.Append($"{change.What} {change.Name}, {change.Aspect}: {change.Words}\n");
        }
        text.Append("== lines\n");
        foreach (var line in TextDifference.Around(TextDifference.Between(EveryKind.Everything, changed), context: 0))
            text.Append(line is { } shown ? $"{shown.Change} {shown.Before} {shown.After}: {shown.Text.Trim()}\n" : "…\n");
        text.Append("== terms\n");
        var standing = new AsApplied(before, before);
        var words = new TermWords(before, standing, new Wording(before), "a clause", new Dictionary<string, Expression>());
        words.Of(before.All<Step>().Select(step => new AddStep(step)));
        foreach (var line in words.Of([.. before.Terms]))
            text.Append($"TermLine {{ Party = {line.Party}, Side = {line.Side}, Text = {standing.Text(line)} }}\n");
        GoldenFile.HoldsAt(PathOf("comparison"), text.ToString().ReplaceLineEndings("\n"));
    }

    private static string PathOf(string name) => Repository.PathOf($"tests/Foedus.Tests/Language/Service/{name}.txt");

    private static void Told(StringBuilder text, OutlineEntry entry, string indent)
    {
        text.Append($"{indent}{entry.Name}: {entry.Detail} ({entry.Kind}, {Document.Source.Where(entry.NamePlace.Start)}, {entry.Place.Length})\n");
        foreach (var child in entry.Children)
            Told(text, child, indent + "  ");
    }
}
