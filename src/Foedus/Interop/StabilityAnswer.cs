using Foedus.Answers;
using Foedus.Solving.Ordinal;

namespace Foedus.Interop;

/// <summary>In which states each party would stay, by its ranking alone.</summary>
/// <param name="Stable">By party.</param>
[Answer("foedus/stability/1")]
public sealed record StabilityAnswer(IReadOnlyDictionary<string, StableAnswer> Stable)
{
    public static StabilityAnswer Of(IReadOnlyList<StableStates> stable) => new(stable.ToDictionary(party => party.Party, party => new StableAnswer(party.Nash, party.GeneralMetarational, party.SymmetricMetarational, party.Sequential)));
}

/// <summary>Numbers of states, from 0, by four notions of foresight.</summary>
/// <param name="Nash">It has no improvement.</param>
/// <param name="Gmr">General metarational: every improvement can be answered by the others so that it ends no better than where it was.</param>
/// <param name="Smr">Symmetric metarational: as before, and it cannot get away from the answer.</param>
/// <param name="Seq">Sequentially stable: as general metarational, with answers that improve the lot of those who give them.</param>
public sealed record StableAnswer(IReadOnlyList<int> Nash, IReadOnlyList<int> Gmr, IReadOnlyList<int> Smr, IReadOnlyList<int> Seq);
