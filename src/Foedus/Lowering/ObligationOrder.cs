using Foedus.Binding;
using Foedus.Model;
using Foedus.Numerics;

namespace Foedus.Lowering;

/// <summary>In which order obligations move at the end of a period: one whose conditions read what another moves, or what its breach brings, comes after it.</summary>
internal static class ObligationOrder
{
    /// <summary>Obligations in groups, each after those that it depends on; where two depend on each other they are in one group. Else the order of the text.</summary>
    public static IReadOnlyList<IReadOnlyList<BoundObligation>> Of(IReadOnlyList<BoundObligation> all)
    {
        var reads = all.Select(Read).ToList();
        var writes = all.Select(Written).ToList();
        return [.. DependencyOrder.Of(all.Count, (one, other) => reads[one].Overlaps(writes[other])).Select(group => group.Select(one => all[one]).ToList())];
    }

    private static HashSet<StateSymbol> Read(BoundObligation owed) =>
        [
            owed.State,
            .. new[] { owed.From, owed.Suspended, owed.Excused, owed.WhenDone, owed.WhenNot }
                .OfType<BoundExpression>()
                .SelectMany(formula => formula.All)
                .OfType<StateValue>()
                .Select(value => value.State),
        ];

    private static HashSet<StateSymbol> Written(BoundObligation owed) => [owed.State, .. owed.Breach.SelectMany(Written)];

    private static IEnumerable<StateSymbol> Written(BoundEffect effect) =>
        effect switch
        {
            BoundAssign assign => [assign.State],
            BoundLottery lottery => lottery.Branches.SelectMany(branch => branch.Effects).SelectMany(Written),
            BoundIf choice => choice.Then.Concat(choice.Else).SelectMany(Written),
            BoundExtension extension => extension.Effects.SelectMany(Written),
            BoundDone done => [done.Obligation.State],
            BoundPayment or BoundTransfer or BoundBecomes => [],
            _ => throw new UnknownKindException(effect.GetType(), nameof(ObligationOrder)),
        };
}
