using System.Runtime.CompilerServices;
using Foedus.Games;

namespace Foedus.Solving;

/// <summary>What is at stake for a party within one period: the unit in which certificates are judged, so that neither a unit of account nor a constant added to every flow changes a verdict.</summary>
internal static class PayoffRange
{
    // [party] the same in every draw.
    private static readonly ConditionalWeakTable<PublicBeliefGame, (Coefficient[] Flows, Coefficient[] Payments)[]> stakes = [];

    /// <summary>A party's flows, each coefficient once.</summary>
    public static IReadOnlyList<Coefficient> Flows(PublicBeliefGame game, int party) => StakesOf(game)[party].Flows;

    /// <summary>What a party is paid (negative: pays), each coefficient once.</summary>
    public static IReadOnlyList<Coefficient> Payments(PublicBeliefGame game, int party) => StakesOf(game)[party].Payments;

    /// <summary>Largest less smallest flow, and largest less smallest payment (none counting as 0), in points; 1 where a party has nothing at stake.</summary>
    public static double Of(PublicBeliefGame game, int party, double[] coefficients)
    {
        var (flows, payments) = StakesOf(game)[party];
        var (low, high) = Ends(flows, coefficients);
        var (least, most) = Ends(payments, coefficients);
        var range = high - low + Math.Max(0, most) - Math.Min(0, least);
        return range > 0 ? range : 1;
    }

    private static (Coefficient[] Flows, Coefficient[] Payments)[] StakesOf(PublicBeliefGame game) =>
        stakes.GetValue(game, made =>
            [
                .. made.Parties.Select(
                    (_, party) =>
                        (
                            made.Flows.SelectMany(state => state[party]).Distinct().ToArray(),
                            made.Nodes.SelectMany(node => Payments(node, party)).Distinct().ToArray()
                        )
                ),
            ]
        );

    private static (double Low, double High) Ends(Coefficient[] all, double[] coefficients)
    {
        if (all.Length == 0)
            return (0, 0);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var c in all)
            (low, high) = (Math.Min(low, coefficients[c.Index]), Math.Max(high, coefficients[c.Index]));
        return (low, high);
    }

    private static IEnumerable<Coefficient> Payments(GameNode node, int party) =>
        node switch
        {
            TurnNode turn => turn.Options.SelectMany(option =>
                option.Payments[party] is not { } paid ? []
                : party == turn.Mover ? paid.Select((row, type) => row[type])
                : paid.SelectMany(row => row)
            ),
            JointTurnNode joint => joint.Payments.SelectMany(profile => profile[party] ?? []),
            ChanceNode chance => chance.Payments[party] is { } paid ? paid.SelectMany(row => row) : [],
            _ => [],
        };
}
