using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>What is wrong where an unseen option can be chosen and the one that it is to look like cannot: what closes that, in the words of the deal, and whose they are.</summary>
/// <param name="deal">The deal.</param>
/// <param name="offer">The offer in which it shows.</param>
/// <param name="clocks">Its clocks.</param>
internal sealed class Disguise(BoundDeal deal, BoundOffer offer, Clocks clocks)
{
    /// <param name="step">Where it can be chosen.</param>
    /// <param name="mover">By whom.</param>
    /// <param name="hidden">The unseen option.</param>
    /// <param name="state">A state in which it shows.</param>
    /// <returns>What is said, and what to do.</returns>
    public (string Message, string Remedy) Broken(BoundStep step, PartySymbol mover, BoundOption hidden, int[] state)
    {
        var (name, label) = (hidden.Name, hidden.Label);
        var choices = step.Choosers.First(chooser => chooser.Party == mover).Choices;
        var of = step is BoundJointTurn ? $" of {mover}" : "";
        var limits = Limits(step.Name, mover.Name, label).ToList();
        var told = $"'{name}' is to look like '{label}', ";
        const string Reveals = ": the disguise would reveal it.";
        if (choices.FirstOrDefault(option => option.Name == label) is not { } seen || limits.Any(limit => limit is { IsOnly: false, When: null }))
            return limits.FirstOrDefault(limit => limit is { IsOnly: false, When: null }) is { } removal
                ? ($"{told}which {removal.Whose} removes{Reveals}", $"Let {removal.Whose} remove both: remove option {name}{of} at {step.Name}.")
                : (
                    $"{told}which is not in offer '{offer.Declared.Name}'{Reveals}",
                    $"Name the clause that adds '{label}' in the offer, or let '{name}' look like another option."
                );
        var own = Declared(seen) is { When: { } when } ? ExpressionText.Of(when) : null;
        var where = StatesApart.Example(state, new[] { seen.When, hidden.When }.OfType<BoundExpression>(), deal.Parts.Symbols.States, clocks.All);
        var open = string.Join(
            "; ",
            new[] { own is null ? null : $"'{label}' is open when {own}" }
                .OfType<string>()
                .Concat(limits.Select(limit => $"{limit.Whose} {limit.Does(own is null ? $"'{label}'" : "it")}"))
        );
        var same = string.Join(
            "; ",
            new[]
            {
                own is null
                    ? null
                    : $"unseen {name} as {label} when {(Declared(hidden) is { When: { } before } ? ExpressionText.Of(new Binary(BinaryOperator.And, before, Declared(seen)!.When!)) : own)}",
            }
                .OfType<string>()
                .Concat(limits.Select(limit => $"in {limit.Whose}: {limit.Term(name, of, step.Name)}"))
        );
        return (
            $"{told}but when {where}, only '{name}' can be chosen{Reveals}",
            $"{char.ToUpperInvariant(open[0])}{open[1..]}. Say the same of '{name}': {same}"
        );
    }

    // What the terms in force say of when an option is open.
    private IEnumerable<Limit> Limits(string step, string mover, string option)
    {
        var written = deal.WrittenOut;
        var answers = written.Forks.Select((fork, f) => (Whose: $"the answer '{fork.Answers[deal.Choice[f]].Name}'", fork.Answers[deal.Choice[f]].Terms));
        var clauses = offer
            .Declared.Clauses.Select(use => written.Clauses.First(clause => clause.Name == use.Clause.Text))
            .Select(clause => (Whose: $"the clause '{clause.Name}'", clause.Terms));
        foreach (var (whose, terms) in answers.Concat(clauses))
        foreach (var term in terms)
            if (term is RemoveOption remove && Is(remove.Option, remove.Party, remove.Step))
                yield return new Limit(whose, remove.When, IsOnly: false);
            else if (term is ChangeOption { IsAlso: false } change && Is(change.Option, change.Party, change.Step))
                yield return new Limit(whose, change.When, IsOnly: true);

        bool Is(OptionName name, Word? party, Word at) => name.Text == option && at.Text == step && (party is null || party.Text == mover);
    }

    private Option? Declared(BoundOption option) =>
        option.NamePlace.IsEmpty
            ? null
            : Walk.All(deal.WrittenOut).OfType<Option>().FirstOrDefault(written => written.NamePlace.Start == option.NamePlace.Start);

    /// <param name="Whose">Whose term it is: "the clause 'relief'".</param>
    /// <param name="When">Its condition; null for a removal in every state.</param>
    /// <param name="IsOnly">Whether it says when the option is left; else when it is removed.</param>
    private sealed record Limit(string Whose, Expression? When, bool IsOnly)
    {
        public string Does(string option) =>
            IsOnly ? $"leaves {option} only when {ExpressionText.Of(When!)}" : $"removes {option} when {ExpressionText.Of(When!)}";

        public string Term(string option, string of, string step) =>
            IsOnly
                ? $"option {option}{of} at {step} only when {ExpressionText.Of(When!)}"
                : $"remove option {option}{of} at {step} when {ExpressionText.Of(When!)}";
    }
}
