namespace Foedus.Model;

/// <summary>A set of clauses in force with an initial state.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Clauses">The clauses in force.</param>
/// <param name="Starts">Initial values that differ from those declared with the variables.</param>
/// <param name="IsNoDeal">What happens without a deal: the offer that surplus is measured against. One offer is.</param>
public sealed record Offer(string Name, string? Title, Sequence<ClauseUse> Clauses, Sequence<Setting> Starts, bool IsNoDeal = false) : Declaration;

/// <summary>A clause in an offer: <c>restraint</c>, or with its parameters given <c>relief(50%)</c>.</summary>
public sealed record ClauseUse(Word Clause, Sequence<Expression> Arguments) : Node
{
    public static implicit operator ClauseUse(string clause) => new(clause, []);

    public override string ToString() => Arguments.Count == 0 ? Clause.Text : $"{Clause}({string.Join(", ", Arguments.Select(ExpressionText.Of))})";
}

public sealed record Setting(Word Variable, Expression Value) : Node;

/// <summary>A promise is a named option of a party that it plays, or does not play, when it is called on.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">The promise in a sentence.</param>
/// <param name="Party">Who promised.</param>
/// <param name="Option">The option meant.</param>
/// <param name="IsToPlay">true: keeps it by playing the option; false: by not playing it.</param>
/// <param name="Step">Where; null for every step at which the party has the option.</param>
/// <param name="When">States in which it is called on; null for all in which the option is enabled.</param>
public sealed record Promise(string Name, string? Title, Word Party, OptionName Option, bool IsToPlay, Word? Step, Expression? When) : Declaration;

/// <summary>A question to the solved game.</summary>
internal sealed record Ask(string Name, string? Title, Measure Measure) : Declaration;

/// <summary>The condition over asks under which an offer counts as holding.</summary>
internal sealed record HoldsWhen(Expression Condition) : Declaration;

/// <summary>A profile to start the search for an equilibrium from: "everybody keeps the peace today".</summary>
internal sealed record Start(Sequence<StartLine> Lines) : Declaration;

/// <param name="Party">Who.</param>
/// <param name="Option">Plays what.</param>
/// <param name="Step">Where; null for everywhere the option is.</param>
/// <param name="When">In which states; null for all.</param>
/// <param name="Chance">How likely; null for certainly.</param>
/// <param name="Type">Only if it is of this private type, as in <c>Russia if content plays keep</c>; null for every type.</param>
internal sealed record StartLine(Word Party, OptionName Option, Word? Step, Expression? When, double? Chance, Word? Type = null) : Node;
