using Foedus.Answers;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Briefs;

/// <summary>What somebody who decides reads of a weighed deal, on a sheet.</summary>
[Answer("foedus/brief/1")]
public sealed record Brief
{
    /// <summary>What stands on every page; null for nothing.</summary>
    public required string? Marking { get; init; }

    /// <summary>Of the deal.</summary>
    public required string Title { get; init; }

    public required string Question { get; init; }

    /// <summary>The answer in frequencies: first what would be signed by all and hold.</summary>
    public required string BottomLine { get; init; }

    /// <summary>How likely, in a word of the order of ICD 203, of the worlds that the ranges allow. Says nothing of confidence.</summary>
    public required string Likelihood { get; init; }

    /// <summary>How well founded that is. Says nothing of likelihood.</summary>
    public required BriefConfidence Confidence { get; init; }

    /// <summary>The offers in words, the one that leads first, no deal last.</summary>
    public required IReadOnlyList<BriefOffer> Offers { get; init; }

    /// <summary>Offers that are level with the one that leads, by name.</summary>
    public IReadOnlyList<string> Level { get; init; } = [];

    /// <summary>Who would not sign, and what it lacks: of the offer that leads and of those level with it everybody that would not in some world, of the others who would not in most.</summary>
    public required IReadOnlyList<BriefHoldOut> HoldOuts { get; init; }

    /// <summary>Forks, assumptions, equilibria, evidence.</summary>
    public required IReadOnlyList<string> RestsOn { get; init; }

    public required IReadOnlyList<string> WouldChange { get; init; }

    /// <summary>Public events that would move the answer, the one that moves it most first; all that were found.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>Titles of the asks whose answers events were looked for to move: those that the condition for holding speaks of. Null where nothing was looked for, since the offer has no certified solution at the best values.</summary>
    public IReadOnlyList<string>? IndicatorsOn { get; init; }

    /// <summary>Who sees it otherwise: readings, evidence, answers of forks.</summary>
    public required IReadOnlyList<string> Dissent { get; init; }

    /// <summary>What the reader must know about sampling, assumptions, model and numerical error.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Version, file and hash.</summary>
    public required IReadOnlyList<string> Provenance { get; init; }
}

/// <param name="Level">"low", "moderate" or "high": three reasons or more against it, one or two, none.</param>
/// <param name="Why">The reasons.</param>
public sealed record BriefConfidence(string Level, IReadOnlyList<string> Why);

/// <param name="Offer">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Holds">Worlds in which it holds; null where the deal states no condition.</param>
/// <param name="AllSign">Worlds in which all would sign; null for no deal.</param>
/// <param name="SignedAndHolds">Worlds in which both are so.</param>
/// <param name="Terms">What each side gives and gets.</param>
public sealed record BriefOffer(string Offer, string Title, WorldShare? Holds, WorldShare? AllSign, WorldShare? SignedAndHolds, TermSheet Terms);

/// <param name="Offer">The offer.</param>
/// <param name="Party">Who would not sign it in some world, where it is the offer that leads or one level with it, or else in most.</param>
/// <param name="Title">Words of the party.</param>
/// <param name="Type">Which private type is in the way in most worlds; empty where nothing is private.</param>
/// <param name="Signs">Worlds in which the party would sign.</param>
/// <param name="Lacks">Points that the type lacks in the median of the worlds in which it would not sign; null where there are none in the draws kept.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record BriefHoldOut(string Offer, string Party, string Title, string Type, WorldShare Signs, double? Lacks, string Words);
