using Foedus.Answers;
using Foedus.Solving.Ordinal;

namespace Foedus.Interop;

/// <summary>In which states each party would stay, by its ranking alone.</summary>
/// <param name="Stable">By party.</param>
/// <param name="Note">What the rankings of a deal leave out; null where a conflict brings its own.</param>
[Answer("foedus/stability/1")]
public sealed record StabilityAnswer(IReadOnlyDictionary<string, StableAnswer> Stable, string? Note = null)
{
    /// <summary>What the rankings of a deal's states rest on.</summary>
    public const string OfDeal =
        "States are ranked by the interests in them alone: what an option or a clause makes somebody pay is not seen, so offers that differ only in payments come out alike.";

    public static StabilityAnswer Of(IReadOnlyList<StableStates> stable, string? note = null) =>
        new(
            stable.ToDictionary(
                party => party.Party,
                party => new StableAnswer(party.Nash, party.GeneralMetarational, party.SymmetricMetarational, party.Sequential)
            ),
            note
        );
}

/// <summary>Numbers of states, from 0, by four notions of foresight.</summary>
/// <param name="Nash">It has no improvement.</param>
/// <param name="Gmr">General metarational: every improvement can be answered by the others so that it ends no better than where it was.</param>
/// <param name="Smr">Symmetric metarational: as before, and it cannot get away from the answer.</param>
/// <param name="Seq">Sequentially stable: as general metarational, with answers that improve the lot of those who give them.</param>
public sealed record StableAnswer(IReadOnlyList<int> Nash, IReadOnlyList<int> Gmr, IReadOnlyList<int> Smr, IReadOnlyList<int> Seq);
