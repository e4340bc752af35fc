namespace Foedus.Model;

/// <summary><c>obligation withdrawal of Russia: withdraw by month 6 { cure 2 months  breach: status = broken }</c>: what a party must have done by a time, must do again and again, or must not do; and what follows if it does otherwise.</summary>
/// <param name="Name">The word for it; conditions read under it how it stands.</param>
/// <param name="Title">The obligation in a sentence.</param>
/// <param name="Party">Who owes it, or a kind of party.</param>
/// <param name="Option">What it must play, or must not.</param>
/// <param name="Step">Where; null for every step at which the party has the option.</param>
/// <param name="Times">How often.</param>
/// <param name="By">By when.</param>
/// <param name="Cure">How long after its time it can still be put right; null where it cannot.</param>
/// <param name="Suspended">While this is so at the end of a period, that period does not count; null for never.</param>
/// <param name="Excused">Where this is so when it would be breached, it is excused instead; null for never.</param>
/// <param name="Dispute">Who finds whether it is done, and how often rightly; null where that is plain.</param>
/// <param name="Breach">What a breach brings.</param>
public sealed record Obligation(
    string Name,
    string? Title,
    Word Party,
    OptionName Option,
    Word? Step,
    int Times,
    Deadline By,
    Duration? Cure,
    Expression? Suspended,
    Expression? Excused,
    Dispute? Dispute,
    Sequence<Effect> Breach
) : Declaration
{
    /// <summary>The class of incidents that, reported, count as doing it once; null where reports do not tell.</summary>
    public Word? Reported { get; init; }

    /// <summary>Whether it must not be played: <c>not attack until month 12</c>.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>The length of a round, in each of which it must be done: <c>pay each month</c>; null where it is owed once.</summary>
    public Duration? Each { get; init; }

    /// <summary>Whether it lasts: the time is until when it must be kept, not by when it must be done.</summary>
    public bool IsLasting => IsForbidden || Each is not null;

    /// <summary>What is owed and when, as it is written: <c>withdraw 3 times by month 6</c>, <c>not attack until month 12</c>, <c>pay each month</c>.</summary>
    public string Owed => $"{(IsForbidden ? "not " : "")}{Option}{(Step is null ? "" : $" at {Step}")}{(Times == 1 ? "" : $" {Times} times")}{When}";

    /// <summary>When it is owed, as it is written, after a space; nothing for as long as the deal lasts.</summary>
    public string When =>
        Round
        + (
            !IsLasting || By.Condition is not null ? $" {By}"
            : By.Moment is null ? ""
            : By.Moment.Time is not null ? $" for {By.Moment}"
            : $" until {By.Moment}"
        );

    private string Round => Each is null ? "" : $" each {(Each is { Count: 1, Unit: { } unit } ? unit.Text : ExpressionText.Of(Each))}";

    /// <summary>Most times that one obligation can ask for.</summary>
    public const int MostTimes = 1_000;

    /// <summary>How an obligation can stand, in the order of <see cref="Standing"/>.</summary>
    public static IReadOnlyList<string> Standings { get; } = ["not_owed", "pending", "undecided", "overdue", "done", "cured", "late", "excused", "breached"];

    /// <summary>The state that says how it stands.</summary>
    internal StateVariable State =>
        new(Name, new Enumeration(Standings.Select(value => new Word(value) { Place = NamePlace }).ToSequence()), new Name(Standings[0]))
        {
            Place = Place,
            NamePlace = NamePlace,
            IsOfObligation = true,
            Title = Title is null ? null : $"“{Title}”",
        };
}

/// <summary>How an obligation can stand.</summary>
public enum Standing
{
    /// <summary>Not in force, or what brings it has not come.</summary>
    NotOwed,

    /// <summary>Its time runs.</summary>
    Pending,

    /// <summary>Done, but whether it is will be decided when its time is up.</summary>
    Undecided,

    /// <summary>Its time is up, and the cure period runs.</summary>
    Overdue,

    /// <summary>Done within its time.</summary>
    Done,

    /// <summary>Done within the cure period.</summary>
    Cured,

    /// <summary>Done after it was breached.</summary>
    Late,

    /// <summary>Not done, and excused.</summary>
    Excused,

    /// <summary>Not done in time, nor in the cure period, nor excused.</summary>
    Breached,
}

/// <summary>By or until when: <c>by month 6</c>, <c>by 18 months</c>, <c>by 2026-06-30</c>, <c>within 2 months of (status = broken)</c>; nothing at all for as long as the deal lasts.</summary>
/// <param name="Moment">When; a length of time where a condition brings the obligation, counted from when that first is so; null where it lasts as long as the deal.</param>
/// <param name="Condition">What brings the obligation; null where it is owed from the beginning.</param>
public sealed record Deadline(Moment? Moment, Expression? Condition) : Node
{
    public override string ToString() => Condition is not null ? ExpressionText.Of(new WithinOf(Moment!.Time!, Condition)) : $"by {Moment}";
}

/// <summary><c>dispute "the Mission" finds done 90% when done, 5% when not</c>: when a time is up, somebody finds that it is done, or not, and may err.</summary>
/// <param name="Party">Which party; null where it is none.</param>
/// <param name="Title">Who, in words; null for a party.</param>
/// <param name="WhenDone">Chance that it is found done where it is.</param>
/// <param name="WhenNot">Chance that it is found done where it is not.</param>
public sealed record Dispute(Word? Party, string? Title, Expression WhenDone, Expression WhenNot) : Node;
