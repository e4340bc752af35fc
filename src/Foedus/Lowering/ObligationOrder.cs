using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>In which order obligations move at the end of a period: one whose conditions read what another moves, or what its breach brings, comes after it.</summary>
internal static class ObligationOrder
{
    /// <summary>Obligations in groups, each after those that it depends on; where two depend on each other they are in one group. Else the order of the text.</summary>
    public static IReadOnlyList<IReadOnlyList<BoundObligation>> Of(IReadOnlyList<BoundObligation> all)
    {
        var reads = all.Select(Read).ToList();
        var writes = all.Select(Written).ToList();
        var depends = new bool[all.Count, all.Count];
        for (var one = 0; one < all.Count; one++)
            for (var other = 0; other < all.Count; other++)
                depends[one, other] = one != other && reads[one].Overlaps(writes[other]);
        for (var through = 0; through < all.Count; through++)
            for (var one = 0; one < all.Count; one++)
                for (var other = 0; other < all.Count; other++)
                    depends[one, other] |= depends[one, through] && depends[through, other];
        var (groups, placed) = (new List<IReadOnlyList<BoundObligation>>(), new bool[all.Count]);
        while (placed.Contains(false))
        {
            bool Waits(int one) => Enumerable.Range(0, all.Count).Any(other => !placed[other] && depends[one, other] && !depends[other, one]);
            var next = Enumerable.Range(0, all.Count).First(one => !placed[one] && !Waits(one));
            int[] together = [.. Enumerable.Range(0, all.Count).Where(other => other == next || depends[next, other] && depends[other, next])];
            foreach (var one in together)
                placed[one] = true;
            groups.Add([.. together.Select(one => all[one])]);
        }
        return groups;
    }

    private static HashSet<StateSymbol> Read(BoundObligation owed) =>
        [owed.State, .. new[] { owed.From, owed.Suspended, owed.Excused, owed.WhenDone, owed.WhenNot }.OfType<BoundExpression>().SelectMany(formula => formula.All).OfType<StateValue>().Select(value => value.State)];

    private static HashSet<StateSymbol> Written(BoundObligation owed) => [owed.State, .. owed.Breach.SelectMany(Written)];

    private static IEnumerable<StateSymbol> Written(BoundEffect effect) => effect switch
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
