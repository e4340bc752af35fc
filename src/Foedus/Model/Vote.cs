namespace Foedus.Model;

/// <summary>Several parties vote, at once or one after the other; what follows hangs on whether enough are in favour.</summary>
/// <param name="Voters">Who votes: parties, or kinds of party.</param>
/// <param name="IsInTurn">One after the other, each seeing the votes before its own; else at once.</param>
/// <param name="Rule">What is enough.</param>
/// <param name="Vetoes">Voters without which it does not pass: one vote against is enough.</param>
/// <param name="Options">What a vote does to the voter: yes, no and perhaps abstain.</param>
/// <param name="Passes">What happens if it passes.</param>
/// <param name="Fails">What happens if not.</param>
internal sealed record Vote(
    Sequence<Word> Voters,
    bool IsInTurn,
    VoteRule Rule,
    Sequence<Word> Vetoes,
    Sequence<Option> Options,
    Sequence<Effect> Passes,
    Sequence<Effect> Fails
) : Step
{
    public override string Called => Name ?? "vote";

    public override IEnumerable<Chooser> Choosers => Voters.Select(voter => new Chooser(voter, Options));
}

/// <summary>How votes are counted.</summary>
internal enum Needs
{
    /// <summary>Every voter in favour.</summary>
    All,

    /// <summary>More than half of the voters in favour.</summary>
    Majority,

    /// <summary>So many in favour.</summary>
    Count,

    /// <summary>Weights in favour of at least so much.</summary>
    Weight,
}

/// <param name="How">How votes are counted.</param>
/// <param name="Least">How many or how much, of a weight perhaps in percent of all; 0 where nothing is to be said.</param>
/// <param name="Of">How many voters there are, as it is written; null where it is not.</param>
/// <param name="Weights">What each vote weighs; empty unless votes are weighed.</param>
internal sealed record VoteRule(Needs How, Number Least, int? Of, Sequence<VoterWeight> Weights) : Node;

internal sealed record VoterWeight(Word Voter, double Weight) : Node;
