using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What the answer hangs on: yardsticks, what breaks it, which assumptions decide it, what would be worth finding out.</summary>
/// <remarks>Plain records, so that a kept run can hold what took further solves.</remarks>
public sealed record DecisionAnalysis
{
    /// <summary>Worlds that the analyses across draws read.</summary>
    public required int Worlds { get; init; }

    /// <summary>Of these, worlds in which some offer has no certified solution: in no comparison of offers.</summary>
    public required int NotCompared { get; init; }

    /// <summary>Offers × yardsticks; no single score.</summary>
    public required IReadOnlyList<Yardstick> Yardsticks { get; init; }

    /// <summary>[offer] on the same worlds as no deal.</summary>
    public required IReadOnlyList<PairedShares> Paired { get; init; }

    /// <summary>[offer] worlds that hold against what each party gets.</summary>
    public required IReadOnlyList<TradeOffPoint> TradeOff { get; init; }

    /// <summary>[offer but no deal] when it breaks, or when it holds.</summary>
    public required IReadOnlyList<BreakingResult> Breaking { get; init; }

    /// <summary>What knowing one assumption would add, by yardstick.</summary>
    public required IReadOnlyList<InformationValue> Information { get; init; }

    /// <summary>Which assumptions decide, for the offers that it was computed for.</summary>
    public IReadOnlyList<EffectsResult> Effects { get; init; } = [];

    /// <summary>The answer over two assumptions.</summary>
    public IReadOnlyList<AnswerMap> Maps { get; init; } = [];

    /// <summary>What would make another offer best; null where no one measure decides, or no further solves were asked for.</summary>
    public RankingResult? Ranking { get; init; }
}

/// <param name="Name">Its key: "holds", "worstTwentieth", …</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="HigherIsBetter">Which way.</param>
/// <param name="Values">[offer]; NaN where the yardstick says nothing of it.</param>
/// <param name="Winners">Offers that no other beats by it, as far as is shown (one world in 100, a hundredth of a chance, a tenth of a point). No deal wins only where it is compared.</param>
public sealed record Yardstick(string Name, string Title, Unit Unit, bool HigherIsBetter, IReadOnlyList<OfferValue> Values, IReadOnlyList<string> Winners)
{
    /// <summary>Offers that the draws do not tell from the best of the winners: the 95% interval of the difference, on the same worlds, has 0 in it. Empty for what is so in a single worst world, which has no interval.</summary>
    public IReadOnlyList<string> Level { get; init; } = [];

    /// <summary>Whether it tells offers apart: one by which all are alike, or level, chooses none.</summary>
    [JsonIgnore]
    public bool TellsApart => Winners.Count > 0 && Winners.Count + Level.Count < Values.Count(of => !double.IsNaN(of.Value));
}

/// <param name="Offer">The offer.</param>
/// <param name="Value">NaN where there is none.</param>
public sealed record OfferValue(string Offer, double Value);

/// <param name="Offer">The offer.</param>
/// <param name="HoldsWhereNoDealBreaks">Share of the worlds.</param>
/// <param name="BreaksWhereNoDealHolds">Share of the worlds.</param>
public sealed record PairedShares(string Offer, WorldShare HoldsWhereNoDealBreaks, WorldShare BreaksWhereNoDealHolds);

/// <param name="Offer">The offer.</param>
/// <param name="Holds">Share of the worlds in which it holds.</param>
/// <param name="Rank">0: no other offer is at least as good in worlds that hold and in every party's surplus and better in one; 1: none but those of rank 0 is, and so on.</param>
/// <param name="Parties">What each party gets.</param>
public sealed record TradeOffPoint(string Offer, double Holds, int Rank, IReadOnlyList<TradeOffParty> Parties);

/// <param name="Party">The party.</param>
/// <param name="MeanSurplus">Over no deal, points, mean over the worlds.</param>
/// <param name="Dominated">Whether another offer is at least as good in worlds that hold and in this party's surplus, and better in one.</param>
public sealed record TradeOffParty(string Party, double MeanSurplus, bool Dominated);

/// <param name="Yardstick">"holds", "signedAndHolds" or "surplus:PARTY".</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">Worlds or points.</param>
/// <param name="Offer">What one would choose by this yardstick without knowing more.</param>
/// <param name="Worth">What that gives on average.</param>
/// <param name="Gains">By assumption, the largest first.</param>
public sealed record InformationValue(string Yardstick, string Title, Unit Unit, string Offer, double Worth, IReadOnlyList<AssumptionGain> Gains)
{
    /// <summary>Other offers whose worth reads the same.</summary>
    public IReadOnlyList<string> Level { get; init; } = [];
}

/// <param name="Assumption">Which would be known.</param>
/// <param name="Gain">What choosing with it would add, on average, in the yardstick's unit.</param>
/// <param name="Low">95% sampling interval.</param>
/// <param name="High">95% sampling interval.</param>
public sealed record AssumptionGain(string Assumption, double Gain, double Low, double High);
