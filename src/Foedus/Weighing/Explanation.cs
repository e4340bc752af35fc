using Foedus.Answers;

namespace Foedus.Weighing;

/// <summary>Why an offer comes out as it does: the decisive turns and what hangs on them. Every number is the solver's.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Turns">Decisive turns, in the order in which they come.</param>
/// <param name="Sentences">The same in words.</param>
[Answer("foedus/explain/1")]
public sealed record Explanation(string Offer, IReadOnlyList<ExplainedTurn> Turns, IReadOnlyList<string> Sentences);

/// <param name="Period">From 1.</param>
/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state, in words.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Reached">Chance that the turn is reached in that period.</param>
/// <param name="Beliefs">What is then believed, by party and type.</param>
/// <param name="Types">What each type of the party does and why.</param>
/// <param name="Flips">Values of assumptions at which a type's most likely option changes, all else at best.</param>
public sealed record ExplainedTurn(
    int Period, string Step, string State, string Party, double Reached, IReadOnlyList<HeldBelief> Beliefs, IReadOnlyList<ExplainedType> Types, IReadOnlyList<ChoiceFlip> Flips);

public sealed record HeldBelief(string Party, string Type, double Chance);

/// <param name="Type">The private type; empty where nothing is private.</param>
/// <param name="Options">Most likely first.</param>
public sealed record ExplainedType(string Type, IReadOnlyList<ExplainedOption> Options);

/// <param name="Option">The option's name.</param>
/// <param name="Chance">With which chance it is played.</param>
/// <param name="Worth">What it is worth to the type, points as seen from the period of the choice.</param>
public sealed record ExplainedOption(string Option, double Chance, double Worth);

/// <param name="Assumption">Which assumption.</param>
/// <param name="Best">Its best value.</param>
/// <param name="Value">Where the choice flips.</param>
/// <param name="Type">Whose choice.</param>
/// <param name="From">Most likely option at the best value.</param>
/// <param name="To">Most likely option beyond.</param>
public sealed record ChoiceFlip(string Assumption, double Best, double Value, string Type, string From, string To);
