using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>A deal under an answer of a fork is the same deal written with that answer alone (semantics, check 6).</summary>
public class AnswersOfForks
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Clauses of every shipped deal are made the second answer of a fork whose first answer changes nothing.
    [Fact]
    public void Are_the_deal_with_the_clause_first_in_every_offer()
    {
        var compared = 0;
        foreach (
            var (deal, clause) in Repository
                .Deals.Select(path => Shipped.Deal(Path.GetRelativePath(Repository.Root, path)).Deal)
                .SelectMany(deal => TestScale.Some([.. deal.Clauses], 3).Select(clause => (deal, clause)))
        )
        {
            var alone = Changed(
                deal,
                clause,
                offer => offer with { Clauses = offer.Clauses.Where(use => use.Clause.Text != clause.Name).Prepend((ClauseUse)clause.Name).ToSequence() },
                clause
            );
            var without = Changed(deal, clause, offer => offer with { Clauses = offer.Clauses.Where(use => use.Clause.Text != clause.Name).ToSequence() });
            var fork = new Fork("open", null, [new Answer("as_now", null, []), new Answer("with_it", null, clause.Terms)]);
            var forked = Changed(deal, clause, offer => offer with { Clauses = offer.Clauses.Where(use => use.Clause.Text != clause.Name).ToSequence() }, fork);
            // A clause that others build on, or that builds on others, cannot be an answer.
            if (Read(alone) is not { } one || Read(without) is not { } none || Read(forked, ("open", "with_it")) is not { } other)
                continue;
            Same(one.Offers, other.Offers);
            Same(none.Offers, Read(forked)!.Offers);
            compared++;
        }
        Assert.True(compared >= 5, $"Only {compared} clauses could be compared.");
    }

    private const string Text = """
        deal "Attack"
        period year
        horizon 3
        party A
        party B "The member"
        party Patron
        discount 0.9
        precision lambda 1
        precision of Patron lambda 2
        assume firm 0.6 in 0.2..0.9
        private Patron.will { steady: firm, weak: 1 - firm }
        state s { calm, attacked, over } = calm
        turn A when s = calm { keep attack: s = attacked; A gains 1.5 }
        interest B each year { s = over: -2  s = calm: 1 }
        interest A each year { s = over: 0.2 }
        FORK
        turn give_up of B after after_attack when s = attacked { hold yield: s = over; B gains 0.3 }
        chance after_attack when s = attacked { 0.1: s = over; otherwise: s = attacked }
        clause dear "Attack costs" { option attack at A: A pays 2 }
        no deal none "None"
        offer dear_attack "Dear": dear
        ask calm "Calm": chance s = calm through 3
        holds when calm >= 0.5
        """;

    private const string Decided = "turn decides of Patron when s = attacked { help: s = calm; Patron pays 1 if steady else 3  leave: Patron pays 1 }";
    private const string Certain = "chance saved when s = attacked { 0.9: s = calm; otherwise: s = attacked }";

    [Theory]
    [InlineData("certain", Certain)]
    [InlineData("decided", Decided)]
    public void Solve_to_the_same_numbers_as_the_deal_written_so(string answer, string terms)
    {
        var forked = Parsed(
            Text.Replace("FORK", $"fork defence {{ certain {{ {Certain} }} decided {{ {Decided} }} }}", StringComparison.Ordinal),
            ("defence", answer)
        );
        var clauses = Parsed(
            Text.Replace("FORK", $"clause world {{ {terms} }}", StringComparison.Ordinal)
                .Replace("\"None\"", "\"None\": world", StringComparison.Ordinal)
                .Replace("\"Dear\": dear", "\"Dear\": world, dear", StringComparison.Ordinal)
        );
        Same(clauses.Offers, forked.Offers);
        foreach (var (one, other) in clauses.Offers.Zip(forked.Offers))
        {
            var (a, b) = (Solved(one), Solved(other));
            Assert.Equal(a.Measures, b.Measures);
            Assert.Equal(a.Values, b.Values);
        }
    }

    private static OfferOutcome Solved(LoweredOffer offer)
    {
        var outcome = new OfferSolver(offer, 11).Solve(new AssumptionSet(offer.Deal, new WeighingOptions()).Best, Cancel);
        Assert.True(outcome.IsSolved);
        return outcome;
    }

    private static void Same(IReadOnlyList<LoweredOffer> expected, IReadOnlyList<LoweredOffer> offers)
    {
        Assert.Equal(expected.Count, offers.Count);
        Assert.All(expected.Zip(offers), pair => Assert.True(SameGame.Are(pair.First, pair.Second), pair.First.Offer.Name));
    }

    private static Deal Changed(Deal deal, Clause clause, Func<Offer, Offer> change, Declaration? instead = null) =>
        deal with
        {
            Declarations = deal
                .Declarations.SelectMany(declaration =>
                    declaration == clause
                        ? instead is null
                            ? []
                            : [instead]
                        : declaration is Offer offer
                            ? [change(offer)]
                            : (Declaration[])[declaration]
                )
                .ToSequence(),
        };

    private static DealFile? Read(Deal deal, params (string Fork, string Answer)[] chosen)
    {
        var file = DealFile.Read(new SourceText(DealPrinter.Print(deal)), chosen.ToDictionary(pair => pair.Fork, pair => pair.Answer), Cancel);
        return file.HasErrors ? null : file;
    }

    private static DealFile Parsed(string text, params (string Fork, string Answer)[] chosen)
    {
        var file = DealFile.Read(new SourceText(text, "attack.foedus"), chosen.ToDictionary(pair => pair.Fork, pair => pair.Answer), Cancel);
        Assert.False(file.HasErrors, file.Report);
        return file;
    }
}
