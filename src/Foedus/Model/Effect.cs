namespace Foedus.Model;

/// <summary>Something that happens. Effects of one option happen in order.</summary>
public abstract record Effect : Node;

internal enum Assigning
{
    Set,
    Add,
    Subtract,
}

/// <summary><c>status = war</c>, <c>buildup += 1</c>.</summary>
internal sealed record Assign(Word Variable, Assigning How, Expression Value) : Effect;

/// <summary><c>Washington pays burden</c> or <c>Washington gains prize</c>, in points, felt by the party and not observed by others.</summary>
internal sealed record Payment(Word Party, bool IsGain, Expression Points) : Effect;

/// <summary><c>Fund pays 2 to Ukraine</c>: what one party pays the other gains, in points.</summary>
internal sealed record Transfer(Word From, Expression Points, Word To) : Effect;

/// <summary>One branch happens. Chances add to 1; <c>otherwise</c> takes what is left.</summary>
internal sealed record Lottery(Sequence<Branch> Branches) : Effect;

/// <param name="Chance">null for <c>otherwise</c>, which stands last.</param>
/// <param name="Effects">What happens in this branch.</param>
internal sealed record Branch(Expression? Chance, Sequence<Effect> Effects) : Node;

/// <summary><c>if status = war { … } else { … }</c>.</summary>
internal sealed record If(Expression Condition, Sequence<Effect> Then, Sequence<Effect> Else) : Effect;

/// <summary><c>Russia becomes armed</c>: the mover's own private type moves. Only in the mover's own option.</summary>
internal sealed record Becomes(Word Party, Word Type) : Effect;
