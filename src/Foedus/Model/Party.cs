namespace Foedus.Model;

/// <summary>A party to the deal: one that chooses, or one whose interests count.</summary>
public sealed record Party(string Name, string? Title = null) : Declaration;

/// <summary><c>party Ally in { France, Germany, Poland }</c>: parties of one kind. What is said of the kind is said of each of them.</summary>
/// <param name="Name">The word for the kind.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Members">The parties.</param>
internal sealed record PartyKind(string Name, string? Title, Sequence<Party> Members) : Declaration
{
    /// <summary>Most parties of one kind.</summary>
    public const int MostMembers = 32;
}

/// <summary>How much the same is worth a unit of time later, in [0, 1] (below 1 where the horizon has no end).</summary>
/// <param name="Party">The party; null for all that have none of their own.</param>
/// <param name="Factor">The factor δ.</param>
/// <param name="Each">The unit of time after which the factor counts; null for the period.</param>
internal sealed record Discount(Word? Party, Expression Factor, Word? Each = null) : Declaration;

/// <summary>How carefully a party chooses.</summary>
/// <param name="Party">The party; null for all that have none of their own.</param>
/// <param name="Care">The precision, in one of the ways an analyst can say it.</param>
internal sealed record Precision(Word? Party, Care Care) : Declaration;

internal abstract record Care : Node;

/// <summary>λ itself, per point.</summary>
internal sealed record Lambda(Expression PerPoint) : Care;

/// <summary>"An option 10 points worse once in 20 times": λ = ln(20 − 1) / 10.</summary>
internal sealed record OnceIn(Expression PointsWorse, Expression Times) : Care;

/// <summary>λ = ∞: best responses.</summary>
internal sealed record Rational : Care;

/// <summary>What a party's choice is worth to it.</summary>
internal enum Worth
{
    /// <summary>V = Σ σ Q (Gambit's convention); the default.</summary>
    QuantalResponse,

    /// <summary>The taste shock is part of the payoff: V = (1/λ) log Σ exp(λ Q).</summary>
    ChoiceShocks,
}

internal sealed record WorthConvention(Worth Worth) : Declaration;

/// <summary>What only the party knows about itself: one of a few types, with a public prior.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Attribute">What it is about: resolve, aims.</param>
/// <param name="Types">The types with their prior chances, which add to 1.</param>
/// <param name="Drifts">How the type moves at the end of a period, applied in this order.</param>
internal sealed record PrivateType(Word Party, string Attribute, Sequence<TypeShare> Types, Sequence<Drift> Drifts) : Declaration;

/// <param name="Type">The type's name; its place is where it is declared.</param>
/// <param name="Prior">Its chance at the start.</param>
internal sealed record TypeShare(Word Type, Expression Prior) : Node;

/// <summary><c>drifts each 4 years when G: firm to wavering 0.2, wavering to firm 0.1</c>; what is not said stays.</summary>
/// <param name="Each">At the end of every so long a time: with 4 years in a deal of years, of the 4th, the 8th, … .</param>
/// <param name="When">Only in these states; null for all.</param>
/// <param name="Moves">Chances of leaving one type for another.</param>
internal sealed record Drift(Duration Each, Expression? When, Sequence<TypeMove> Moves) : Node;

internal sealed record TypeMove(Word From, Word To, Expression Chance) : Node;
