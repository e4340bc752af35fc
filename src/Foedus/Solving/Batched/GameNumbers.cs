using Foedus.Games;

namespace Foedus.Solving.Batched;

/// <summary>Every coefficient that a game without private types reads.</summary>
internal static class GameNumbers
{
    /// <summary>In no particular order, some more than once.</summary>
    public static IEnumerable<Coefficient> Of(PublicBeliefGame game)
    {
        foreach (var party in game.Parties)
        {
            yield return party.Discount;
            if (!party.IsRational)
                yield return party.Precision;
            foreach (var prior in party.Prior)
                yield return prior;
        }
        foreach (var flow in game.Flows.SelectMany(state => state).SelectMany(party => party))
            yield return flow;
        foreach (var node in game.Nodes)
        foreach (var number in Of(node))
            yield return number;
    }

    private static IEnumerable<Coefficient> Of(GameNode node) =>
        node switch
        {
            TurnNode turn => turn.Options.SelectMany(option => Of(option.Transitions).Concat(Of(option.Payments))),
            ChanceNode chance => Of(chance.Transitions).Concat(Of(chance.Payments)),
            JointTurnNode joint => Of(joint.Transitions)
                .Concat(joint.Payments.SelectMany(profile => profile).OfType<Coefficient[]>().SelectMany(payment => payment)),
            _ => [],
        };

    private static IEnumerable<Coefficient> Of(Transition[][] rows) => rows.SelectMany(row => row).Select(transition => transition.Probability);

    private static IEnumerable<Coefficient> Of(Coefficient[][]?[] payments) =>
        payments.OfType<Coefficient[][]>().SelectMany(rows => rows).SelectMany(row => row);
}
