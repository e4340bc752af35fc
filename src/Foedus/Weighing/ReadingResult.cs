namespace Foedus.Weighing;

/// <summary>The deal weighed under one reading.</summary>
/// <param name="Reading">Its name; null for the deal as written.</param>
/// <param name="Title">Its words.</param>
/// <param name="Changes">Assumptions that it sees differently.</param>
/// <param name="Offers">What it gives for each offer that it is about.</param>
public sealed record ReadingResult(string? Reading, string Title, IReadOnlyList<string> Changes, IReadOnlyList<ReadingOffer> Offers)
{
    /// <summary>Which offer is ahead under it and which are level with it; null where none is signed by all and holds in any world, and in runs kept before it was told.</summary>
    public AheadResult? Ahead { get; init; }
}

/// <param name="Offer">The offer.</param>
/// <param name="IsNoDeal">Whether it is what happens without a deal.</param>
/// <param name="Holds">Worlds in which it holds; null where the deal states no condition.</param>
/// <param name="AllSign">Worlds in which all would sign.</param>
/// <param name="SignedAndHolds">Worlds in which all would sign and it holds.</param>
/// <param name="HoldsAtBest">Whether it holds at the best values.</param>
/// <param name="NotConverged">Draws without a certified solution.</param>
/// <param name="Parties">[party] worlds in which it would sign, and its surplus.</param>
public sealed record ReadingOffer(
    string Offer,
    bool IsNoDeal,
    WorldShare? Holds,
    WorldShare AllSign,
    WorldShare? SignedAndHolds,
    bool? HoldsAtBest,
    int NotConverged,
    IReadOnlyList<ReadingParty> Parties
);

/// <param name="Party">The party.</param>
/// <param name="Signs">Worlds in which all its types would sign.</param>
/// <param name="Surplus">Over no deal, points.</param>
public sealed record ReadingParty(string Party, WorldShare Signs, Band Surplus);
