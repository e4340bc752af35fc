namespace Foedus.Weighing.Terms;

/// <summary>An offer in words: what each side gives and gets.</summary>
/// <param name="Offer">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="IsNoDeal">Whether it is what happens without a deal.</param>
/// <param name="Starts">What is so from the start, where the offer says so.</param>
/// <param name="Clauses">In the order of the offer.</param>
/// <param name="States">What a period of the states that come about gives to each party, at the best values.</param>
public sealed record TermSheet(
    string Offer,
    string Title,
    bool IsNoDeal,
    IReadOnlyList<string> Starts,
    IReadOnlyList<ClauseTerms> Clauses,
    IReadOnlyList<StateTerms> States
);

/// <param name="Clause">Its name, with what is given for its parameters.</param>
/// <param name="Title">The clause in a sentence.</param>
/// <param name="Parties">What it gives to and takes from whom; what concerns nobody in particular has no party.</param>
public sealed record ClauseTerms(string Clause, string Title, IReadOnlyList<PartyTerms> Parties)
{
    /// <summary>Where it stands written, in the source's words; null where the deal does not say.</summary>
    public string? Source { get; init; }

    /// <summary>At which place of the source, or what it says there; null for nothing.</summary>
    public string? Cited { get; init; }
}

/// <param name="Party">Who; empty where it is nobody's.</param>
/// <param name="Title">Words of the party.</param>
/// <param name="Gives">What it pays, bears or may no longer do.</param>
/// <param name="Gets">What it gains, or may do besides.</param>
/// <param name="Decides">What it decides, and what follows.</param>
public sealed record PartyTerms(string Party, string Title, IReadOnlyList<string> Gives, IReadOnlyList<string> Gets, IReadOnlyList<string> Decides);

/// <param name="Party">Who.</param>
/// <param name="Title">Words of the party.</param>
/// <param name="State">The states, by what matters to it in them.</param>
/// <param name="Periods">Ends of periods in such a state, expected within the horizon, or within the periods looked at where it has no end.</param>
/// <param name="Points">What a period of it gives, points, expected over its types at the prior.</param>
public sealed record StateTerms(string Party, string Title, string State, double Periods, double Points)
{
    /// <summary>The same type by type where it is not the same to all types; empty where it is.</summary>
    public IReadOnlyList<TypePoints> ByType { get; init; } = [];
}

/// <param name="Type">A private type of the party.</param>
/// <param name="Points">What a period gives to it.</param>
public sealed record TypePoints(string Type, double Points);
