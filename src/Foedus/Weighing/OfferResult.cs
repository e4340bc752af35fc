using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Solving;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>One offer across the plausible worlds.</summary>
public sealed record OfferResult
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required bool IsNoDeal { get; init; }

    /// <summary>The clauses in it as they are written, with what is given for their parameters: "relief(50%)".</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    public required IReadOnlyList<MeasureResult> Measures { get; init; }

    /// <summary>What each party gets over no deal.</summary>
    [JsonPropertyName("surplus")]
    public required IReadOnlyList<PartyResult> Parties { get; init; }

    /// <summary>Whether promises are believed.</summary>
    [JsonPropertyName("credibility")]
    public required IReadOnlyList<PromiseResult> Promises { get; init; }

    /// <summary>What becomes of each obligation.</summary>
    public IReadOnlyList<ObligationResult> Obligations { get; init; } = [];

    /// <summary>Worlds in which the deal's own condition is met; null where the deal states none.</summary>
    public required HoldingShare? Holds { get; init; }

    /// <summary>Whether it holds at the best values.</summary>
    [JsonIgnore]
    public bool? HoldsAtBest => Holds?.AtBest;

    /// <summary>Worlds in which every type of every party has a surplus of at least 0.</summary>
    [JsonIgnore]
    public required WorldShare AllSign { get; init; }

    /// <summary>Who would sign in how many worlds.</summary>
    public Signatures Signs => new(AllSign, [.. Parties.Select(party => new PartySigns(party.Party, party.Signs))]);

    /// <summary>Worlds in which all sign and it holds; null where the deal states no condition.</summary>
    [JsonIgnore]
    public WorldShare? AcceptableAndHolds => Holds?.AndAllSign;

    /// <summary>The first chance-through question's condition, period by period.</summary>
    public required SurvivalCurve? Survival { get; init; }

    /// <summary>Mean public belief along the path, by party and type.</summary>
    public required IReadOnlyList<BeliefPath> Beliefs { get; init; }

    /// <summary>Draws without a certified solution: counted here, in no other number.</summary>
    public required int NotConverged { get; init; }

    /// <summary>Knots of the belief grid that its draws, and what is solved beside them, are solved on; null where nothing is private.</summary>
    public int? Knots { get; init; }

    /// <summary>Why its draws were solved one after another and not side by side, in a few words; null where side by side. Changes no number beyond rounding.</summary>
    public required string? OneByOneBecause { get; init; }

    /// <summary>Draws with an equilibrium to the looser tolerance only; they are in every number.</summary>
    public required int AlmostSolved { get; init; }

    /// <summary>The solver's report at the best values.</summary>
    public required SolveReport AtBest { get; init; }

    /// <summary>Draws × this offer, kept for charts and analyses; the first <see cref="WeighingOptions.Kept"/> of them where there are more.</summary>
    [JsonIgnore]
    public required OfferDraws Draws { get; init; }
}

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">A chance or periods.</param>
/// <param name="Across">Across the plausible worlds.</param>
/// <param name="NumericalError">Largest difference to a finer grid of beliefs over the first draws, and half as much again for what that one is off; null where nothing is private, or it was not measured.</param>
/// <param name="Censored">For a time until: chance at the best values that it is never seen within the horizon; null otherwise.</param>
public sealed record MeasureResult(string Name, string Title, Unit Unit, [property: Flat] Band Across, double? NumericalError, double? Censored)
{
    /// <summary>In which states it counts and when it is judged: "counts where status is calm, judged at the end of every one of 10 years, not in between"; null in runs kept before it was told.</summary>
    public string? Meaning { get; init; }

    /// <summary>Whether the deal's condition for holding speaks of it.</summary>
    public bool Decides { get; init; }
}

/// <param name="Party">The party.</param>
/// <param name="Title">Its words.</param>
/// <param name="Surplus">Over no deal, in points discounted to the first period, expected over the party's own types at the prior.</param>
/// <param name="Signs">Worlds in which all its types have a surplus of at least 0.</param>
/// <param name="ByType">Each type for itself.</param>
/// <param name="BestOffer">Worlds in which no other weighed offer is better for it (ties count for each).</param>
/// <param name="MeanRegret">Average points given up against the best weighed offer in each world.</param>
public sealed record PartyResult(
    string Party,
    string Title,
    [property: Flat] Band Surplus,
    WorldShare Signs,
    [property: JsonPropertyName("types")] IReadOnlyList<TypeResult> ByType,
    WorldShare BestOffer,
    double MeanRegret
);

/// <param name="All">Worlds in which all would.</param>
/// <param name="Parties">Worlds in which each would.</param>
public sealed record Signatures(WorldShare All, IReadOnlyList<PartySigns> Parties);

/// <param name="Party">The party.</param>
/// <param name="Signs">Worlds in which all its types would sign.</param>
public sealed record PartySigns(string Party, [property: Flat] WorldShare Signs);

/// <param name="Type">The private type.</param>
/// <param name="Surplus">Over no deal, given the type.</param>
/// <param name="Signs">Worlds in which it is at least 0.</param>
public sealed record TypeResult(string Type, [property: Flat] Band Surplus, WorldShare Signs);

/// <param name="Name">The promise.</param>
/// <param name="Title">Its words.</param>
/// <param name="Kept">Chance that it is kept given that it is called on, over the draws in which it can be: at every call, or, where keeping it once ends its calls, before they end; null: never called in any.</param>
/// <param name="Called">Chance that it is called on at all within the horizon.</param>
/// <param name="KeptIfCalledAt">[period] at the best values: at a call in that period, at the belief that would then hold; null where it cannot be.</param>
public sealed record PromiseResult(
    [property: JsonPropertyName("promise")] string Name,
    string Title,
    [property: JsonConverter(typeof(NotCalledConverter))] Band? Kept,
    Band Called,
    IReadOnlyList<double?> KeptIfCalledAt
)
{
    /// <summary>Whether keeping it once ends its calls, so that it is kept by whoever does so before they end.</summary>
    public bool IsOnce { get; init; }
}

/// <param name="Title">What survives.</param>
/// <param name="AtBest">[period] chance at the best values that it has held at the end of every period so far; period 0 is 1.</param>
/// <param name="Quantiles">[period] 2.5, 12.5, 25, 50, 75, 87.5 and 97.5% quantiles over draws: bands that hold 95, 75 and 50 of 100 worlds.</param>
public sealed record SurvivalCurve(string Title, IReadOnlyList<double> AtBest, IReadOnlyList<double[]> Quantiles);

/// <param name="Party">About whom.</param>
/// <param name="Type">The type believed in.</param>
/// <param name="AtBest">[period] mean public belief at the end of the period, at the best values; period 0 is the prior.</param>
public sealed record BeliefPath(string Party, string Type, IReadOnlyList<double> AtBest)
{
    /// <summary>The prior over the plausible worlds: what the path begins with.</summary>
    public Band? Prior { get; init; }

    /// <summary>Mean public belief at the end of the last period over the plausible worlds.</summary>
    public Band? AtEnd { get; init; }

    /// <summary>Of that the largest difference to a finer grid of beliefs over the first draws, and half as much again; null where it was not measured.</summary>
    public double? NumericalError { get; init; }
}
