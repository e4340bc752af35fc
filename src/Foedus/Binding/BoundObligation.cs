using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What a party must have done by a time.</summary>
/// <param name="Declared">As it is written.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="Options">What it must play, or must not: any of these.</param>
/// <param name="Step">Where; null for everywhere.</param>
/// <param name="State">The state that says how it stands.</param>
/// <param name="Due">Periods until its time is up; 0 where it lasts as long as the deal.</param>
/// <param name="Cure">Periods after that in which it can still be put right.</param>
/// <param name="From">What brings it; null where it is owed from the beginning.</param>
/// <param name="Suspended">While its time does not run.</param>
/// <param name="Excused">Where it is excused instead of breached.</param>
/// <param name="WhenDone">Chance that it is found done where it is; null where that is plain.</param>
/// <param name="WhenNot">Chance that it is found done where it is not; null where that is plain.</param>
/// <param name="Breach">What a breach brings.</param>
internal sealed record BoundObligation(
    Obligation Declared,
    PartySymbol Party,
    Sequence<string> Options,
    string? Step,
    StateSymbol State,
    int Due,
    int Cure,
    BoundExpression? From,
    BoundExpression? Suspended,
    BoundExpression? Excused,
    BoundExpression? WhenDone,
    BoundExpression? WhenNot,
    Sequence<BoundEffect> Breach
)
{
    public string Name => Declared.Name;

    public int Times => Declared.Times;

    /// <summary>Periods of a round; 0 where it is owed once.</summary>
    public int Round { get; init; }

    public bool IsForbidden => Declared.IsForbidden;

    /// <summary>Whether somebody finds, when a time is up, whether it is done.</summary>
    public bool IsDisputed => WhenDone is not null && !IsForbidden;

    /// <summary>Whether somebody finds, each time that it could be done, whether what is forbidden was done: then the finding counts, and what is done need not be seen.</summary>
    public bool IsFound => WhenDone is not null && IsForbidden;

    /// <summary>The most ends of periods that count.</summary>
    public int MostEnds => Due == 0 ? Round : Due + Cure;

    /// <summary>Whether playing an option at a step is what is owed.</summary>
    public bool IsMet(string step, PartySymbol party, string option) => party == Party && (Step is null || Step == step) && Options.Contains(option);
}

/// <summary>Part of what playing an option does: an obligation is done, once.</summary>
internal sealed record BoundDone(BoundObligation Obligation) : BoundEffect;
