using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;

namespace Foedus.Tests.Language.Service;

/// <summary>Which name means what, where it is declared, and renaming.</summary>
public class Names
{
    internal const string Text = """
        deal "Names"
        period year
        horizon 3
        party Guard
        party Other
        discount 0.9
        precision lambda 1
        source s "Somebody, somewhere"
        assume firm 0.5 in 0.2..0.8 from s "the guard means it"
        private Guard.mind { firm: firm, soft: 1 - firm }
        state status { calm, war } = calm
        state other { calm, none } = none
        turn Guard when status = calm and other = none { keep  attack: status = war; Guard pays 1 if firm else firm }
        turn reply of Other after Guard { keep  leave: other = calm }
        clause c "A clause" { option keep of Guard at Guard: Guard pays 1  remove option leave at reply }
        promise kept: Guard plays keep at Guard
        no deal none "Nothing"
        offer o: c, starts status = calm
        reading r { firm 0.3  offers o, none }
        ask calm "Calm": chance status = calm through 3
        holds when calm >= firm
        """;

    public static TheoryData<string> Files => Shipped.Files;

    [Theory, MemberData(nameof(Files))]
    public void Every_name_of_a_shipped_deal_means_something(string file)
    {
        var document = new DealDocument(SourceText.ReadFile(Repository.PathOf(file)));
        Assert.Empty(
            document
                .Names.Occurrences.Where(name => name.Symbols.Count == 0 && name.Mark.Kind != NameKind.Unit)
                .Select(name => $"{name.Mark.Text} {name.Mark.Kind}")
        );
        Assert.Empty(Classification.Of(document).Where(part => part.Class == TextClass.Unknown).Select(part => document.Source[part.Place]));
        Assert.Equal(document.Tokens.Count - 1, Classification.Of(document).Count());
    }

    [Theory]
    [InlineData("firm: firm", 0, "private Guard.mind { ", NameKind.Type)]
    [InlineData("firm: firm", 6, "assume ", NameKind.Assumption)]
    [InlineData("if firm else firm", 3, "private Guard.mind { ", NameKind.Type)]
    [InlineData("if firm else firm", 13, "assume ", NameKind.Assumption)]
    [InlineData("other = calm }", 8, "state other { ", NameKind.Value)]
    [InlineData("status = calm through", 9, "state status { ", NameKind.Value)]
    [InlineData("keep at Guard", 0, "other = none { ", NameKind.Option)]
    [InlineData("at Guard\n", 3, "party ", NameKind.Party)]
    [InlineData("leave at reply", 9, "else firm }\nturn ", NameKind.Step)]
    [InlineData("holds when calm", 11, "ask ", NameKind.Ask)]
    [InlineData("o, none", 0, "offer ", NameKind.Offer)]
    public void Definition_is_found_by_what_fits_there(string at, int offset, string declaredAfter, NameKind kind)
    {
        var document = new DealDocument(Text);
        var position = Text.IndexOf(at, StringComparison.Ordinal) + offset;
        var place = Assert.Single(document.Definitions(position));
        Assert.Equal(Text.IndexOf(declaredAfter, StringComparison.Ordinal) + declaredAfter.Length, place.Start);
        Assert.Equal(kind, document.Names.Symbols[document.Names.At(position)!.Symbols[0]].Kind);
    }

    [Theory, MemberData(nameof(Files))]
    public void Renaming_keeps_the_deal_sound_and_can_be_taken_back(string file)
    {
        var document = new DealDocument(SourceText.ReadFile(Repository.PathOf(file)));
        // The ways to vote are the language's.
        var symbols = document.Names.Symbols.Where(symbol =>
            symbol.Kind != NameKind.Unit && (symbol.Kind != NameKind.Option || symbol.Name is not ("yes" or "no" or "abstain"))
        );
        foreach (var symbol in symbols.GroupBy(symbol => symbol.Kind).SelectMany(kind => TestScale.Some([.. kind], 2)))
        {
            var renamed = document.With(Rename.At(document, symbol.Place.Start, "renamed_to_this"));
            Assert.Equal("", DiagnosticRenderer.Render(renamed.Source, renamed.Parsed.Diagnostics));
            Assert.DoesNotContain(renamed.Bound.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
            var back = TextEdit.Apply(
                renamed.Source.Text,
                Rename.At(renamed, renamed.Names.Symbols.First(other => other.Name == "renamed_to_this").Place.Start, symbol.Name)
            );
            Assert.Equal(document.Source.Text, back);
        }
    }

    [Theory]
    [InlineData("assume firm", "2x", "not a name")]
    [InlineData("assume firm", "if", "word of the language")]
    [InlineData("assume firm", "status", "mean something else")]
    [InlineData("party Other", "Guard", "already a party")]
    [InlineData("state status", "other", "already a state")]
    [InlineData("turn reply", "Guard", "mean something else")]
    [InlineData("period year", "month", "plural")]
    [InlineData("discount 0.9", "x", "no name here")]
    public void Renaming_refuses_what_would_change_a_meaning(string at, string name, string because)
    {
        var document = new DealDocument(Text);
        var position = Text.IndexOf(at, StringComparison.Ordinal) + at.Length;
        Assert.Contains(because, Assert.Throws<InputException>(() => Rename.At(document, position, name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ways_to_vote_are_not_renamed()
    {
        var document = new DealDocument(
            Text.Replace("promise kept", "vote council of Guard, Other needs all { yes  no: Guard pays 1 }\npromise kept", StringComparison.Ordinal)
        );
        Assert.Contains(
            "yes, no or abstain",
            Assert.Throws<InputException>(() => Rename.At(document, document.Source.Text.IndexOf("no: Guard", StringComparison.Ordinal), "against")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_the_text_leaves_open_is_renamed_together()
    {
        var document = new DealDocument(
            Text.Replace("plays keep at Guard", "plays keep", StringComparison.Ordinal)
                .Replace("turn reply of Other after Guard", "turn reply of Guard after Guard", StringComparison.Ordinal)
        );
        var renamed = document.With(Rename.At(document, document.Source.Text.IndexOf("keep", StringComparison.Ordinal), "stay"));
        Assert.DoesNotContain("keep", renamed.Source.Text, StringComparison.Ordinal);
    }

    // The same letter in one sign and in two: what is renamed and laid out are the signs that stand there.
    [Fact]
    public void A_name_in_two_spellings_is_one_and_keeps_its_places()
    {
        const string one = "R\u00E9gion",
            two = "Re\u0301gion";
        var text = $"deal \"Spelt\"\nparty {two}\nstate s {{ a, b }} = a\nturn {one} when s = a {{ go: s = b; {two} gains 1 }}\n";
        var document = new DealDocument(text);
        var places = document.References(text.IndexOf(one, StringComparison.Ordinal));
        Assert.Equal([two, one, two], places.Select(place => document.Source[place]));
        Assert.Equal(
            text.Replace(one, "North", StringComparison.Ordinal).Replace(two, "North", StringComparison.Ordinal),
            TextEdit.Apply(text, Rename.At(document, text.IndexOf(one, StringComparison.Ordinal), "North"))
        );
        Assert.Contains($"party {two}\n", DealFormatter.Format(document.Source), StringComparison.Ordinal);
    }
}
