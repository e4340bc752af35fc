using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;

namespace Foedus.Weighing;

/// <summary>Every number that a game is made of: what an answer may hang on.</summary>
internal static class AllNumbers
{
    public static IEnumerable<Coefficient> Of(PublicBeliefGame game) =>
        [
            .. game.Parties.SelectMany(party => party.Prior.Append(party.Discount).Concat(party.IsRational ? [] : [party.Precision])),
            .. game.Nodes.SelectMany(DealLowering.TransitionsOf).Select(transition => transition.Probability),
            .. game.Parties.SelectMany((_, party) => PayoffRange.Flows(game, party).Concat(PayoffRange.Payments(game, party))),
            .. game.Drifts.SelectMany(drift => drift.Matrices).SelectMany(matrix => matrix).SelectMany(row => row),
        ];
}
