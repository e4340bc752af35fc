using Foedus.Units;

namespace Foedus.Eliciting;

/// <summary>Something that is worth points to a party, as an assumption says: what somebody can be asked to weigh.</summary>
/// <param name="Name">The assumption.</param>
/// <param name="Party">Whom it costs or gains points.</param>
/// <param name="PartyTitle">The same in words.</param>
/// <param name="Sentence">What it is, in the deal's own words: its sentence up to a semicolon, without ", in points".</param>
/// <param name="Best">Its best value in the deal, in points.</param>
/// <param name="IsGain">It is wanted; false: it is borne.</param>
/// <param name="Lasts">The unit of time that it lasts, where less of that can be had; null for what comes at once.</param>
/// <param name="IsFixed">The deal gives it no range: a measure for others.</param>
/// <param name="IsGuess">It has no source.</param>
public sealed record Stake(
    string Name,
    string Party,
    string PartyTitle,
    string Sentence,
    double Best,
    bool IsGain,
    TimeParts? Lasts,
    bool IsFixed,
    bool IsGuess
)
{
    /// <summary>The type of the party to which it is that; null: to every type of it.</summary>
    public string? Type { get; init; }

    /// <summary>The party, and which type of it: "the guarantor if firm".</summary>
    public string Whose => Type is null ? PartyTitle : $"{PartyTitle} if {Words.Plain(Type)}";

    /// <summary>Whether the two can be weighed by one and the same: points are those of one party, and of one type of it.</summary>
    public bool IsComparable(Stake other) => other.Party == Party && other.Name != Name && (other.Type is null || Type is null || other.Type == Type);
}

/// <summary>A unit of time and what it is divided into, so that a part of it can be asked about.</summary>
/// <param name="Unit">"year".</param>
/// <param name="Part">"week".</param>
/// <param name="Parts">How many make the whole.</param>
public sealed record TimeParts(string Unit, string Part, int Parts)
{
    /// <summary>Of a unit of the calendar; null for a unit of a deal's own, which has no length.</summary>
    public static TimeParts? Of(string unit) =>
        unit switch
        {
            "year" => new(unit, "week", 52),
            "half_year" => new(unit, "week", 26),
            "quarter" => new(unit, "week", 13),
            "month" => new(unit, "day", 30),
            _ => null,
        };
}

/// <summary>An assumption that nobody can be asked about in this way.</summary>
/// <param name="Name">Which.</param>
/// <param name="Why">Why not.</param>
public sealed record NotAsked(string Name, string Why);
