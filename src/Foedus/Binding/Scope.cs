namespace Foedus.Binding;

/// <summary>Whether a formula may read assumptions where it stands.</summary>
internal enum Assumptions
{
    Allowed,

    /// <summary>It decides what can happen, which is the same in every draw.</summary>
    NotInCondition,

    /// <summary>It is what a state becomes.</summary>
    NotInState,
}

/// <summary>What a formula may speak of where it stands.</summary>
internal sealed record Scope
{
    /// <summary>Numbers that are the same in every state: priors, discounts, precisions.</summary>
    public static Scope Fixed { get; } = new();

    /// <summary>Whatever is read in a state.</summary>
    public static Scope InState { get; } = new() { HasState = true };

    /// <summary>Conditions on the state alone.</summary>
    public static Scope Condition { get; } = new() { HasState = true, Assumptions = Assumptions.NotInCondition };

    /// <summary>A definition: what it may speak of is settled where it is used.</summary>
    public static Scope Open(IReadOnlyList<PartySymbol> parties) =>
        new()
        {
            HasState = true,
            Known = parties,
            IsOpen = true,
        };

    /// <summary>Whether asks may be spoken of, too, if nothing else is called so.</summary>
    public bool IsOpen { get; private init; }

    public bool HasState { get; private init; }

    public Assumptions Assumptions { get; private init; }

    /// <summary>'holds when': asks and assumptions.</summary>
    public bool HasAsks { get; init; }

    /// <summary>The parties whose private type is known here.</summary>
    public IReadOnlyList<PartySymbol> Known { get; private init; } = [];

    /// <summary>In a chance step: whoever the chances turn out to speak of.</summary>
    public Informant? Informant { get; init; }

    /// <summary>How a number that hangs on an assumption is written instead of a condition that does; null where only a chance can.</summary>
    public string? AsNumber { get; init; }

    /// <summary>What a breach brings.</summary>
    public bool IsBreach { get; init; }

    /// <summary>In the outcomes of a joint turn: what can be played there.</summary>
    public StepSymbol? Played { get; init; }

    /// <summary>Where it is not known whose words these are, which has been said: nothing more is said of private types.</summary>
    public static Scope OfAnybody(IReadOnlyList<PartySymbol> parties) =>
        new()
        {
            HasState = true,
            Known = parties,
            IsAnybodys = true,
        };

    /// <summary>Whether the mover is not known.</summary>
    public bool IsAnybodys { get; private init; }

    public Scope With(PartySymbol party) => Known.Contains(party) ? this : this with { Known = [.. Known, party] };

    public Scope Reading(Assumptions how) => this with { Assumptions = how };
}

/// <summary>The one party whose type the chances of a step speak of, once it is known.</summary>
internal sealed class Informant
{
    public PartySymbol? Party { get; set; }
}
