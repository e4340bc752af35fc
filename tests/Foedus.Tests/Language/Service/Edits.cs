using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Tests.Language.Service;

/// <summary>What forms change in the text: the text then says exactly what the form says, and everything else stays.</summary>
public class Edits
{
    public static TheoryData<string> Files => Shipped.Files;

    private static readonly double[] Values = [0, -0.25, 0.1 + 0.2, 1e-9, 1.0 / 3, 12345.678, -3e20];

    private static readonly Spread?[] Spreads =
    [
        null,
        new Between(-0.5, 2.25),
        new Between(1, 4, Shape.EvenRatios),
        new Between(0, 1, Shape.Triangular),
        new Between(0, 1, Shape.Pert),
        new Likely(3, 12),
        new Likely(0.2, 0.7, WithinUnit: true),
        new OneOf([new WeightedValue(0.1), new WeightedValue(0.5, 2)]),
    ];

    private static DealDocument Open(string file) => new(SourceText.ReadFile(Repository.PathOf(file)));

    private static List<string> Comments(DealDocument document) =>
        [.. document.Tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => token.Text)];

    // The edited text reads as the model meant; comments stay; lines that have nothing to do with it stay as they are.
    private static DealDocument Holds(DealDocument before, IReadOnlyList<TextEdit> edits, Func<Declaration, Declaration?> meant, int mostLines = 1)
    {
        var after = before.With(edits);
        Assert.Equal("", DiagnosticRenderer.Render(after.Source, after.Parsed.Diagnostics));
        Assert.Equal(before.Deal with { Declarations = before.Deal.Declarations.Select(meant).OfType<Declaration>().ToSequence() }, after.Deal);
        Assert.Equal(Comments(before), Comments(after));
        var (old, now) = (before.Source.Text.Split('\n'), after.Source.Text.Split('\n'));
        Assert.True(old.Except(now).Count() <= mostLines, string.Join('\n', old.Except(now)));
        return after;
    }

    // Deals have many assumptions: each takes one of the values, and all together all of them.
    private static IEnumerable<T> InTurn<T>(IReadOnlyList<T> all, int number) =>
        Enumerable.Range(0, Math.Min(all.Count, TestScale.Of(1))).Select(each => all[(number + each) % all.Count]);

    private static readonly string?[] Sentences = [null, "Another \"sentence\" with a \\ in it", "ends # so"];

    private static Declaration Assumed(Declaration declaration, string name, Func<Assumption, Assumption> change) =>
        declaration is Assumption assumption && assumption.Name == name ? change(assumption) : declaration;

    [Theory, MemberData(nameof(Files))]
    public void An_assumption_changes_as_meant_and_nothing_else(string file)
    {
        var document = Open(file);
        foreach (var (name, number) in TestScale.Some([.. document.Deal.Assumptions.Select((assumption, number) => (assumption.Name, number))], 12))
        {
            foreach (var value in InTurn(Values, number))
                Holds(document, AssumptionEdits.SetBest(document, name, value), declaration =>
                    Assumed(declaration, name, assumption => assumption with { Best = value })
                );
            foreach (var spread in InTurn(Spreads, number))
                Holds(document, AssumptionEdits.SetSpread(document, name, spread), declaration =>
                    Assumed(declaration, name, assumption => assumption with { Spread = spread })
                );
            foreach (var source in InTurn([.. document.Deal.Sources.Select(source => source.Name).TakeLast(2), null], number))
                Holds(document, AssumptionEdits.SetSource(document, name, source), declaration =>
                    Assumed(declaration, name, assumption => assumption with { Source = source })
                );
            foreach (var sentence in InTurn(Sentences, number))
                Holds(document, AssumptionEdits.SetSentence(document, name, sentence), declaration =>
                    Assumed(declaration, name, assumption => assumption with { Sentence = sentence })
                );
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_value_moved_and_moved_back_leaves_the_text_as_it_was(string file)
    {
        var document = Open(file);
        foreach (var assumption in TestScale.Some([.. document.Deal.Assumptions], 12))
        {
            var moved = document.With(AssumptionEdits.SetBest(document, assumption.Name, assumption.Best + 0.01));
            Assert.Equal(DealParser.Parse(document.Source).Deal, moved.With(AssumptionEdits.SetBest(moved, assumption.Name, assumption.Best)).Deal);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_clause_goes_in_and_out_of_an_offer(string file)
    {
        var document = Open(file);
        // A clause that takes numbers is written into the text: it is refused with that remedy.
        var order = document.Deal.Clauses.Where(clause => clause.Parameters.Count == 0).Select(clause => clause.Name).ToList();
        foreach (var (offer, clause) in TestScale.Some([.. document.Deal.Offers.SelectMany(offer => order.Select(clause => (offer, clause)))], 24))
        {
            var isIn = offer.Clauses.Contains(clause);
            var edits = OfferEdits.SetClause(document, offer.Name, clause, !isIn);
            Assert.Empty(OfferEdits.SetClause(document, offer.Name, clause, isIn));
            var after = document.With(edits);
            var now = after.Deal.Offers.Single(other => other.Name == offer.Name);
            Assert.Equal(
                isIn ? offer.Clauses.Texts().Where(other => other != clause) : offer.Clauses.Texts().Append(clause).Order(),
                isIn ? now.Clauses.Texts() : now.Clauses.Texts().Order()
            );
            Holds(document, edits, declaration => declaration == (Declaration)offer ? offer with { Clauses = now.Clauses } : declaration);
            // Back again: the same model, clauses in the order in which they are declared.
            var back = after.With(OfferEdits.SetClause(after, offer.Name, clause, isIn)).Deal.Offers.Single(other => other.Name == offer.Name);
            Assert.Equal(offer.Clauses.Texts().Order(), back.Clauses.Texts().Order());
            Assert.Equal(offer.Starts, back.Starts);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Offers_come_go_and_get_other_titles(string file)
    {
        var document = Open(file);
        var clauses = document.Deal.Clauses.Select(clause => clause.Name).Take(2).ToList();
        var added = document.With(OfferEdits.Add(document, "brand_new", "A \"new\" one", clauses));
        Assert.Equal(
            new Offer("brand_new", "A \"new\" one", clauses.Select(clause => (ClauseUse)clause).ToSequence(), []),
            added.Deal.Offers.Single(offer => offer.Name == "brand_new")
        );
        Assert.Equal(document.Deal, added.With(OfferEdits.Remove(added, "brand_new")).Deal);
        Assert.Equal(document.Source.Text, added.With(OfferEdits.Remove(added, "brand_new")).Source.Text);
        foreach (var offer in document.Deal.Offers)
        {
            foreach (var title in new[] { null, "Another: \"title\"" })
                Holds(document, OfferEdits.SetTitle(document, offer.Name, title), declaration =>
                    declaration == (Declaration)offer ? offer with { Title = title } : declaration
                );
            Holds(
                document,
                OfferEdits.Remove(document, offer.Name),
                declaration =>
                    declaration == (Declaration)offer || declaration is Evidence evidence && evidence.Offer.Text == offer.Name ? null
                    : declaration is Reading reading ? reading with { Offers = reading.Offers.Where(name => name != offer.Name).ToSequence() }
                    : declaration,
                mostLines: 4
            );
        }
    }

    [Theory]
    [InlineData("offer o \"x\": a, # first\n  b, # second\n  c # third", "b")]
    [InlineData("offer o \"x\": # all\n  a, # first\n  c", "a")]
    [InlineData("offer o: # only\n  a # this", "a")]
    public void Comments_between_clauses_stay(string text, string clause)
    {
        var document = new DealDocument("deal \"d\"\nclause a { remove step s }\nclause b { remove step s }\nclause c { remove step s }\n" + text + "\n");
        var after = document.With(OfferEdits.SetClause(document, "o", clause, false));
        Assert.Equal(Comments(document), Comments(after));
        Assert.Empty(after.Parsed.Diagnostics);
        Assert.DoesNotContain(clause, after.Deal.Offers.Single().Clauses.Texts());
    }

    [Fact]
    public void Columns_stay_where_they_were_lined_up()
    {
        var document = new DealDocument("assume slip     4   in 2..8      \"what\"\nassume patience 0.9 in 0.8..0.95 \"that\"\nassume share 80% in 0.5..0.9");
        Assert.Equal(
            "assume slip     4.5 in 2..8      \"what\"\nassume patience 0.9 in 0.8..0.95 \"that\"\nassume share 80% in 0.5..0.9",
            document.With(AssumptionEdits.SetBest(document, "slip", 4.5)).Source.Text
        );
        Assert.Contains(
            "assume slip     4   in 2..10     \"what\"",
            document.With(AssumptionEdits.SetSpread(document, "slip", new Between(2, 10))).Source.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("assume share 62.5% in", document.With(AssumptionEdits.SetBest(document, "share", 0.625)).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_is_said()
    {
        var document = Open("deals/ukraine-2025/ukraine-2025.foedus");
        Assert.Throws<InputException>(() => AssumptionEdits.SetBest(document, "none_such", 1));
        Assert.Throws<InputException>(() => AssumptionEdits.SetBest(document, "credibility", double.NaN));
        Assert.Throws<InputException>(() => AssumptionEdits.SetSource(document, "credibility", "none_such"));
        Assert.Throws<InputException>(() => OfferEdits.SetClause(document, "conditional", "none_such", true));
        Assert.Throws<InputException>(() => OfferEdits.Add(document, "bare", null, []));
        Assert.Throws<InputException>(() => OfferEdits.Add(document, "a b", null, []));
    }
}
