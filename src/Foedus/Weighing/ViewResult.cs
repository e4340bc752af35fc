namespace Foedus.Weighing;

/// <summary>The answer as one expert sees the pooled numbers: the same worlds, each weighted by how much likelier it is to that expert than to all of them together.</summary>
/// <param name="Expert">Name of the source.</param>
/// <param name="Title">Its text.</param>
/// <param name="Assumptions">What the expert has a view of.</param>
/// <param name="Effective">(Σw)² / Σw².</param>
/// <param name="Refused">Why there is no answer; null where there is one.</param>
/// <param name="Offers">The answer; empty where it is refused.</param>
public sealed record ViewResult(
    string Expert,
    string Title,
    IReadOnlyList<string> Assumptions,
    double Effective,
    string? Refused,
    IReadOnlyList<GivenOffer> Offers
)
{
    /// <summary>Which offer is ahead in the worlds so weighted and which are level with it; null where none is signed by all and holds in any of them, or the answer is refused.</summary>
    public AheadResult? Ahead { get; init; }
}

/// <summary>What the experts' disagreement about one number decides: the answer if one or another of them is right about it, all else pooled.</summary>
/// <param name="Assumption">Which number.</param>
/// <param name="Offer">Of which offer the answer is.</param>
/// <param name="Low">Smallest share of the worlds in which it is signed by all and holds (signed by all, where the deal states no condition).</param>
/// <param name="LowExpert">If this expert is right.</param>
/// <param name="High">Largest share.</param>
/// <param name="HighExpert">If this expert is right.</param>
public sealed record Disagreement(string Assumption, string Offer, double Low, string LowExpert, double High, string HighExpert);
