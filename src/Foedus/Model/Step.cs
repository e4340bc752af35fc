namespace Foedus.Model;

/// <summary>One step of a period. Steps happen in textual order unless placed.</summary>
internal abstract record Step : Declaration
{
    /// <summary>What other statements call it; null takes the mover's name, if that is unambiguous.</summary>
    public string? Name { get; init; }

    /// <summary>What it is in words, as they stand behind "at": "the vote on admission"; null for its name.</summary>
    public string? Title { get; init; }

    public Placement? Placement { get; init; }

    /// <summary>States in which the step happens; null for all.</summary>
    public Expression? When { get; init; }

    /// <summary>What other statements find it by: its name, or its party's; null for a chance step without one.</summary>
    public virtual string? Called => Name;

    /// <summary>Who chooses at it, and among what; nobody at a chance step or an event.</summary>
    public virtual IEnumerable<Chooser> Choosers => [];
}

/// <summary>Somebody who chooses at a step.</summary>
/// <param name="Party">Who, or which kind of party.</param>
/// <param name="Options">Among what.</param>
internal readonly record struct Chooser(Word Party, Sequence<Option> Options);

/// <summary><c>before ordinary_admission</c> or <c>after …</c>.</summary>
internal sealed record Placement(bool IsBefore, Word Step) : Node;

/// <summary>One party chooses among its enabled options.</summary>
internal sealed record Turn(Word Party, Sequence<Option> Options) : Step
{
    public override string Called => Name ?? Party.Text;

    public override IEnumerable<Chooser> Choosers => [new Chooser(Party, Options)];
}

/// <summary>Several parties choose at the same time; outcomes depend on what all of them play.</summary>
/// <param name="Movers">Who chooses, among what; the effects of an option happen whatever the others play.</param>
/// <param name="Outcomes">What follows from profiles: every outcome whose condition is met, in order, after the options' own effects.</param>
internal sealed record JointTurn(Sequence<JointMover> Movers, Sequence<Outcome> Outcomes) : Step
{
    public override string Called => Name ?? "joint turn";

    public override IEnumerable<Chooser> Choosers => Movers.Select(mover => new Chooser(mover.Party, mover.Options));
}

internal sealed record JointMover(Word Party, Sequence<Option> Options) : Node;

/// <param name="When">A condition that may contain <see cref="Plays"/>; null for always.</param>
/// <param name="Effects">What then happens.</param>
internal sealed record Outcome(Expression? When, Sequence<Effect> Effects) : Node;

/// <summary>Nobody chooses. Chances may depend on the state and on one party's private type, and are then evidence about it.</summary>
internal sealed record ChanceStep(Lottery Lottery) : Step;

/// <summary>Nobody chooses, and what happens is certain, but for the lotteries among the effects.</summary>
internal sealed record Event(Sequence<Effect> Effects) : Step
{
    public override string Called => Name ?? "event";
}

/// <summary>Something a party can do at its turn.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Effects">What follows; empty for nothing.</param>
/// <param name="IsUnseen">The others do not see this option but the one it <see cref="SeenAs"/>.</param>
/// <param name="SeenAs">Name of the option whose public label it carries; null unless unseen.</param>
/// <param name="When">States in which it is enabled; null for all.</param>
internal sealed record Option(string Name, Sequence<Effect> Effects, bool IsUnseen = false, Word? SeenAs = null, Expression? When = null) : Node
{
    public Place NamePlace { get; init; }

    /// <summary>What it is in words, as they stand behind "may": "probe the line in secret"; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>Stands for one option for each value of a range; null for one option.</summary>
    public ValueRange? Over { get; init; }
}
