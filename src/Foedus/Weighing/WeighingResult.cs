using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>A weighed deal: every offer on the same plausible worlds.</summary>
[Answer("foedus/weigh/1")]
public sealed record WeighingResult
{
    public required string Title { get; init; }

    public required string PeriodUnit { get; init; }

    /// <summary>"10 years, then the last year for ever".</summary>
    public required string Horizon { get; init; }

    /// <summary>In what this differs from the deal as written, a sentence each: numbers that were fixed, answers of forks that were chosen. Null for nothing.</summary>
    public IReadOnlyList<string>? NotAsWritten { get; init; }

    /// <summary>Name of the reading; null for the deal as written.</summary>
    public required string? Reading { get; init; }

    /// <summary>As it was weighed.</summary>
    [JsonIgnore]
    public required WeighingOptions Options { get; init; }

    /// <summary>Plausible worlds.</summary>
    public int Draws => Options.Draws;

    /// <summary>Of the scrambles.</summary>
    public ulong Seed => Options.Seed;

    /// <summary>Knots of the belief grid that everything began with; an offer's own are its <see cref="OfferResult.Knots"/>.</summary>
    public int Resolution => Options.Resolution;

    /// <summary>The condition under which an offer holds, as typed; null where none is.</summary>
    public required string? HoldsWhen { get; init; }

    public required IReadOnlyList<AssumptionResult> Assumptions { get; init; }

    /// <summary>Numbers that follow from assumptions and were not drawn; null where the deal has none.</summary>
    public IReadOnlyList<DerivedResult>? Derived { get; init; }

    public required IReadOnlyList<OfferResult> Offers { get; init; }

    /// <summary>What states, values, steps and options are called in sentences, where the deal gives them titles; null where it gives none.</summary>
    public IReadOnlyList<DealTitle>? Titles { get; init; }

    /// <summary>[draw × assumption] the plausible worlds, in the order of <see cref="Assumptions"/>; the first <see cref="WeighingOptions.Kept"/> of them where there are more.</summary>
    [JsonIgnore]
    public required double[][] Worlds { get; init; }

    /// <summary>Every draw and what it gave.</summary>
    [JsonIgnore]
    public required IDrawStore Store { get; init; }

    /// <summary>The answer in a sentence or two.</summary>
    public required string Headline { get; init; }

    /// <summary>Which offer is ahead and which are level with it; null where none is signed by all and holds in any world.</summary>
    public AheadResult? Ahead { get; init; }

    /// <summary>Assumptions whose best value stands where the answer of the offer ahead flips, the nearest first; null where no offer is ahead, or its answer at the best values is not known.</summary>
    public IReadOnlyList<EdgeResult>? Edges { get; init; }

    /// <summary>For every offer that the headline names, its worst and its best answer of the forks, a sentence each; null where no fork is open.</summary>
    public IReadOnlyList<string>? ByFork { get; init; }

    /// <summary>What the reader must know about sampling, assumptions, model and numerical error: a sentence each.</summary>
    public required IReadOnlyList<string> Honesty { get; init; }

    /// <summary>Turns with several fixed points, ties, draws without a solution.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What several solutions of the same world would change, on a subsample of draws; null where nothing was looked for.</summary>
    public Equilibria? Equilibria { get; init; }

    /// <summary>Every answer again with everybody more careful, on a subsample of draws; null where it was not repeated.</summary>
    public IReadOnlyList<OfferCare>? Care { get; init; }

    /// <summary>What slips do to the answers at the best values; null where it was not looked at.</summary>
    public IReadOnlyList<SlipEffect>? Slips { get; init; }

    /// <summary>What the answers owe to how the deal is written, offer by offer; null where it was not looked at.</summary>
    public IReadOnlyList<ModelFinding>? ModelCheck { get; init; }

    /// <summary>What the answer hangs on; null where it was not asked for.</summary>
    public DecisionAnalysis? Analysis { get; init; }

    /// <summary>The same under each reading, the deal as written first; null where it was not asked for.</summary>
    public IReadOnlyList<ReadingResult>? Readings { get; init; }

    /// <summary>The answers of each fork that is open side by side; null where the deal has none.</summary>
    public IReadOnlyList<ForkResult>? Forks { get; init; }

    /// <summary>Every combination of answers; null where fewer than two forks are open.</summary>
    public IReadOnlyList<ForkCombination>? Combinations { get; init; }

    /// <summary>The weighted mean over all combinations; null unless every open fork has weights.</summary>
    public IReadOnlyList<ForkOffer>? Mixture { get; init; }

    /// <summary>Outside evidence about the offers that were weighed, beside what the worlds say; null where the deal has none.</summary>
    public IReadOnlyList<EvidenceResult>? Evidence { get; init; }

    /// <summary>The answer as each expert sees the pooled numbers; null where none is pooled linearly.</summary>
    public IReadOnlyList<ViewResult>? Views { get; init; }

    /// <summary>What the experts' disagreement about each pooled number decides, the most first; null where none is pooled linearly.</summary>
    public IReadOnlyList<Disagreement>? Disagreements { get; init; }

    /// <summary>The answer again in worlds weighted by evidence; null where that was not asked for.</summary>
    public GivenResult? Given { get; init; }

    /// <summary>What decides under each answer of the forks, of the offers whose effects were estimated; null where no fork is open or no effects were asked for.</summary>
    public IReadOnlyList<ForkEffects>? ForkEffects { get; init; }

    /// <summary>Every offer at the best values.</summary>
    [JsonIgnore]
    internal IReadOnlyList<OfferAtBest> AtBest { get; init; } = [];

    /// <summary>How long it took; null where the draws were there already.</summary>
    [JsonIgnore]
    public required TimeSpan? Elapsed { get; init; }

    /// <summary>Words of an offer, with its name where another has the same words; its name alone where there is none of that name.</summary>
    internal string TitleOf(string offer) =>
        Offers.FirstOrDefault(other => other.Name == offer) is not { } found ? offer
        : Offers.Count(other => other.Title == found.Title) > 1 && found.Title != offer ? $"{found.Title} ({offer})"
        : found.Title;

    /// <summary>Words of a party; its name where there is none of that name.</summary>
    internal string PartyTitleOf(string party) => Offers.SelectMany(offer => offer.Parties).FirstOrDefault(other => other.Party == party)?.Title ?? party;
}

/// <summary>An assumption as it was understood, and what the answer owes to it.</summary>
public sealed record AssumptionResult
{
    public required string Name { get; init; }

    public required string Sentence { get; init; }

    public required double Best { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>What was typed, in words: "evenly between 0.2 and 0.8".</summary>
    public required string Understood { get; init; }

    /// <summary>The source's text; null for a guess.</summary>
    public required string? Source { get; init; }

    /// <summary>What the source gives: "measured", "derived", "expert", "direction only" or "analogy"; null where the deal does not say, or there is no source.</summary>
    public string? Grounds { get; init; }

    /// <summary>The figure that was measured, how it was derived, what it is an analogy to; null where there is nothing to say.</summary>
    public string? GroundsWords { get; init; }

    /// <summary>Whether a figure, a derivation from one or somebody's judgement of this number stands behind it.</summary>
    [JsonIgnore]
    public bool IsGrounded => Grounds is "measured" or "derived" or "expert";

    [JsonIgnore]
    public bool IsSourced => Source is not null;

    /// <summary>[offer] what the holding measure owes to this assumption.</summary>
    public required IReadOnlyList<Sensitivity> ByOffer { get; init; }
}

/// <param name="Offer">Whose answer.</param>
/// <param name="OwnShare">Share of the spread of the answer that this assumption explains on its own (first-order index), from the draws.</param>
/// <param name="Low">95% interval.</param>
/// <param name="High">95% interval.</param>
/// <param name="Flip">Value at which the offer stops (or starts) to hold with all else at the best values; null: nowhere in the range.</param>
public sealed record Sensitivity(string Offer, double OwnShare, double Low, double High, double? Flip);
