using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A step of a period whose names are symbols.</summary>
/// <param name="Name">What it is called; an unnamed turn is called after its party.</param>
/// <param name="When">States in which it happens; null for all.</param>
internal abstract record BoundStep(string Name, BoundExpression? When)
{
    /// <summary>The name's place, for diagnostics.</summary>
    public Place NamePlace { get; init; }

    public Place Place { get; init; }

    /// <summary>What it is in words; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>What clauses took away from when it happens.</summary>
    public Sequence<BoundNarrowing> Narrowed { get; init; }

    /// <summary>What it and its options are called.</summary>
    public NamedStep Named =>
        new(Name, Title, Choosers.SelectMany(chooser => chooser.Choices.Select(option => new NamedOption(chooser.Party.Name, option.Name, option.Title))));

    /// <summary>Options that terms took away, wholly or in some states.</summary>
    public Sequence<BoundTaken> Taken { get; init; }

    /// <summary>All options at it, of all movers.</summary>
    public IEnumerable<BoundOption> Options => Choosers.SelectMany(chooser => chooser.Choices);

    /// <summary>Who chooses at it, and among what; nobody at a chance step.</summary>
    public virtual IEnumerable<BoundJointMover> Choosers => [];
}

/// <summary>One party chooses.</summary>
internal sealed record BoundTurn(string Name, BoundExpression? When, PartySymbol Mover, Sequence<BoundOption> Choices) : BoundStep(Name, When)
{
    public override IEnumerable<BoundJointMover> Choosers => [new BoundJointMover(Mover, Choices)];
}

/// <summary>Several choose at once.</summary>
internal sealed record BoundJointTurn(string Name, BoundExpression? When, Sequence<BoundJointMover> Movers, Sequence<BoundOutcome> Outcomes)
    : BoundStep(Name, When)
{
    public override IEnumerable<BoundJointMover> Choosers => Movers;
}

/// <summary>Somebody who chooses at a step, and among what.</summary>
internal sealed record BoundJointMover(PartySymbol Party, Sequence<BoundOption> Choices);

internal sealed record BoundOutcome(BoundExpression? When, Sequence<BoundEffect> Effects);

/// <summary>Nobody chooses; the informant is the party whose private type the chances speak of, null for none.</summary>
internal sealed record BoundChanceStep(string Name, BoundExpression? When, BoundLottery Lottery, PartySymbol? Informant) : BoundStep(Name, When)
{
    /// <summary>Whether it was written as an event: its lottery has one branch, which is certain.</summary>
    public bool IsEvent { get; init; }
}

internal sealed record BoundOption(string Name, Sequence<BoundEffect> Effects, string? SeenAs, BoundExpression? When)
{
    public Place NamePlace { get; init; }

    public Place Place { get; init; }

    /// <summary>What it is in words, of an option over a range with its value; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>What clauses took away from when it is open.</summary>
    public Sequence<BoundNarrowing> Narrowed { get; init; }

    /// <summary>The name it is declared by: of an option over a range without its value.</summary>
    public string DeclaredName { get; init; } = Name;

    /// <summary>The word that the others see.</summary>
    public string Label => SeenAs ?? Name;
}

/// <summary>'only when' of a clause, or a removal in some states: it is part of the condition of what it changes, and kept beside that to see whether it takes anything away.</summary>
/// <param name="Before">When it was so without it; null for always.</param>
/// <param name="When">When it still is; of a removal, when it is not any more.</param>
/// <param name="IsRemoval">Whether it removes.</param>
internal sealed record BoundNarrowing(BoundExpression? Before, BoundExpression When, bool IsRemoval = false);

/// <summary>An option that a term took away from a party, wholly or in some states.</summary>
/// <param name="Mover">Whose option.</param>
/// <param name="When">When it was open before; null for always.</param>
internal sealed record BoundTaken(PartySymbol Mover, BoundExpression? When);

/// <summary>Something that happens.</summary>
internal abstract record BoundEffect
{
    public Place Place { get; init; }
}

internal sealed record BoundAssign(StateSymbol State, BoundExpression Value) : BoundEffect;

/// <param name="Party">Who feels it.</param>
/// <param name="IsGain">Whether it gains.</param>
/// <param name="Points">How much; may depend on the party's own type.</param>
internal sealed record BoundPayment(PartySymbol Party, bool IsGain, BoundExpression Points) : BoundEffect;

/// <summary>What one party pays the other gains; the same number for both.</summary>
internal sealed record BoundTransfer(PartySymbol From, PartySymbol To, BoundExpression Points) : BoundEffect;

internal sealed record BoundLottery(Sequence<BoundBranch> Branches) : BoundEffect;

/// <param name="Chance">null for what is left.</param>
/// <param name="Effects">What then happens.</param>
internal sealed record BoundBranch(BoundExpression? Chance, Sequence<BoundEffect> Effects);

internal sealed record BoundIf(BoundExpression Condition, Sequence<BoundEffect> Then, Sequence<BoundEffect> Else) : BoundEffect;

/// <summary>What a clause adds to an option, where its condition held in the state in which the option is chosen, before the option's own effects.</summary>
internal sealed record BoundExtension(BoundExpression When, Sequence<BoundEffect> Effects) : BoundEffect;

/// <summary>The mover's own type becomes another.</summary>
internal sealed record BoundBecomes(TypeSymbol Type) : BoundEffect;

/// <summary>Where a step is put.</summary>
internal sealed record BoundPlacement(bool IsBefore, Word Step);

/// <summary>A step with where it is put.</summary>
internal sealed record PlacedStep(BoundStep Step, BoundPlacement? Placement);

/// <summary>What a party gets each period.</summary>
internal sealed record BoundInterest(PartySymbol Party, string? Name, Sequence<BoundFlow> Flows);

/// <param name="When">States and own types in which it counts; null for always.</param>
/// <param name="PointsPerPeriod">How much.</param>
internal sealed record BoundFlow(BoundExpression? When, BoundExpression PointsPerPeriod);
