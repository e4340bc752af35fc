using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Steps of a period in order, what each party receives, and what each owes.</summary>
internal sealed record BoundWorld(Sequence<BoundStep> Steps, Sequence<BoundInterest> Interests, Sequence<BoundObligation> Obligations);

/// <summary>Whose terms are applied, in words.</summary>
/// <param name="Where">Where something is not in force, as in "in offer 'conditional'".</param>
/// <param name="Earlier">What to do where a term finds nothing; null for what an offer can do.</param>
/// <param name="Removed">What to do where an earlier term took it away.</param>
/// <param name="Hides">Whether what is removed can still be named by what is applied later.</param>
internal sealed record Whose(string Where, string? Earlier, string Removed, bool Hides = false)
{
    public static Whose Deal { get; } = new("in the deal itself", null, "");

    public static Whose Of(Offer offer) =>
        new($"in offer '{offer.Name}'", null, "A clause that stands earlier in the offer removes it: leave one of the two out, or change their order.");

    public static Whose Of(Clause clause) => new($"with the clause '{clause.Name}'", null, "Another term of the clause removes it: leave one of the two out.");

    public static Whose Of(Fork fork, Answer answer) =>
        new(
            $"under the answer '{answer.Name}' of the fork '{fork.Name}'",
            "Answers come before the clauses of an offer: they change what the deal itself has, and what answers of forks above them add. Write what it changes in the deal itself.",
            "Another term of the answer removes it: leave one of the two out.",
            Hides: true
        );
}

/// <summary>A fork whose answers are bound: [answer] its terms.</summary>
internal sealed record BoundFork(Fork Declared, IReadOnlyList<Sequence<BoundTerm>> Answers);

/// <summary>An offer before anything is applied: the terms of its clauses in its order, and what it starts with.</summary>
internal sealed record OfferTerms(Offer Declared, IReadOnlyList<BoundTerm> Terms, Sequence<BoundSetting> Starts);

/// <summary>Everything that offers are made of under any answers.</summary>
/// <param name="Steps">The deal's own steps.</param>
/// <param name="Interests">The deal's own interests.</param>
/// <param name="Obligations">The deal's own obligations.</param>
/// <param name="Forks">In the order of the text.</param>
/// <param name="Offers">In the order of the text.</param>
/// <param name="Clauses">The terms of every clause, with nothing given for its parameters, in the order of the text.</param>
internal sealed record DealTerms(
    IReadOnlyList<PlacedStep> Steps,
    IReadOnlyList<BoundInterest> Interests,
    IReadOnlyList<BoundObligation> Obligations,
    IReadOnlyList<BoundFork> Forks,
    IReadOnlyList<OfferTerms> Offers,
    IReadOnlyList<(Clause Declared, Sequence<BoundTerm> Terms)> Clauses
)
{
    /// <summary>The offers with one answer of each fork in force.</summary>
    public IReadOnlyList<BoundOffer> Under(ForkChoice choice, DiagnosticBag found)
    {
        var world = TermsInForce.Own(Steps, Interests, Obligations, found);
        for (var f = 0; f < Forks.Count; f++)
            if (Forks[f].Answers.Count > 0)
                world = TermsInForce.Apply(world, Forks[f].Answers[choice[f]], Whose.Of(Forks[f].Declared, Forks[f].Declared.Answers[choice[f]]), found);
        foreach (var clause in Clauses.Where(clause => !Offers.Any(offer => offer.Declared.Clauses.Any(use => use.Clause.Text == clause.Declared.Name))))
            Alone(clause.Declared, clause.Terms, world, found);
        return [.. Offers.Select(offer => Offered(offer, TermsInForce.Apply(world, offer.Terms, Whose.Of(offer.Declared), found), found))];
    }

    // A clause that no offer has is applied to the deal itself; where it changes what another clause brings, to the deal with that.
    private void Alone(Clause declared, Sequence<BoundTerm> terms, BoundWorld world, DiagnosticBag found)
    {
        var alone = new DiagnosticBag();
        TermsInForce.Apply(world, terms, Whose.Of(declared), alone);
        if (alone.HasErrors)
        {
            var own = terms.Select(Brought).OfType<string>().ToHashSet();
            var brought = Clauses
                .Where(other => other.Declared != declared)
                .SelectMany(other => other.Terms)
                .Where(term => Brought(term) is { } name && own.Add(name));
            (var with, alone) = (
                TermsInForce.Apply(world, brought.OrderBy(term => term is BoundAddStep ? 0 : 1), Whose.Deal, new DiagnosticBag()),
                new DiagnosticBag()
            );
            TermsInForce.Apply(with, terms, Whose.Of(declared), alone);
        }
        foreach (var diagnostic in alone.Found)
            found.Add(diagnostic);
    }

    // What a term brings that others can change, in a word; null for what changes something.
    private static string? Brought(BoundTerm term) =>
        term switch
        {
            BoundAddStep add => $"step {add.Step.Step.Name}",
            BoundAddOption add => $"option {add.Option.Name} of {add.Mover.Name} at {add.Step}",
            BoundAddInterest { Interest.Name: { } name } => $"interest {name}",
            _ => null,
        };

    private static BoundOffer Offered(OfferTerms offer, BoundWorld world, DiagnosticBag found) =>
        new(offer.Declared, ObligationBinder.Done(offer.Declared, world, found), world.Interests, world.Obligations, offer.Starts);
}
