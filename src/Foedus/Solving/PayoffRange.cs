using Foedus.Games;

namespace Foedus.Solving;

/// <summary>What is at stake for a party within one period: the unit in which certificates are judged, so that neither a unit of account nor a constant added to every flow changes a verdict.</summary>
public static class PayoffRange
{
    /// <summary>A party's flows, each coefficient once.</summary>
    public static IReadOnlyList<Coefficient> Flows(PublicBeliefGame game, int party) => [.. game.Flows.SelectMany(state => state[party]).Distinct()];

    /// <summary>What a party is paid (negative: pays), each coefficient once.</summary>
    public static IReadOnlyList<Coefficient> Payments(PublicBeliefGame game, int party) => [.. game.Nodes.SelectMany(node => Payments(node, party)).Distinct()];

    /// <summary>Largest less smallest flow, and largest less smallest payment (none counting as 0), in points; 1 where a party has nothing at stake.</summary>
    public static double Of(PublicBeliefGame game, int party, double[] coefficients)
    {
        var (low, high) = Ends(Flows(game, party), coefficients);
        var (least, most) = Ends(Payments(game, party), coefficients);
        var range = high - low + Math.Max(0, most) - Math.Min(0, least);
        return range > 0 ? range : 1;
    }

    private static (double Low, double High) Ends(IReadOnlyList<Coefficient> all, double[] coefficients) =>
        all.Count == 0 ? (0, 0) : (all.Min(c => coefficients[c.Index]), all.Max(c => coefficients[c.Index]));

    private static IEnumerable<Coefficient> Payments(GameNode node, int party) => node switch
    {
        TurnNode turn => turn.Options.SelectMany(option => option.Payments[party] is not { } paid ? []
            : party == turn.Mover ? paid.Select((row, type) => row[type]) : paid.SelectMany(row => row)),
        JointTurnNode joint => joint.Payments.SelectMany(profile => profile[party] ?? []),
        ChanceNode chance => chance.Payments[party] is { } paid ? paid.SelectMany(row => row) : [],
        _ => [],
    };
}
