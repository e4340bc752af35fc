using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>Which assumptions an answer is made of. One that is in none of its numbers has an effect of exactly 0, whatever a few draws happen to show: structure goes before every estimate.</summary>
internal static class InUse
{
    /// <summary>In the chances and times that an offer comes to.</summary>
    public static HashSet<int> Measures(LoweredOffer offer) => [.. offer.Table.AssumptionsOf(AllNumbers.Of(offer.Game))];

    /// <summary>In whether it holds: the condition may speak of assumptions, too.</summary>
    public static HashSet<int> Holding(LoweredOffer offer) => [.. Measures(offer), .. offer.Holding?.Assumptions ?? []];

    /// <summary>In whether it holds or anybody would sign it: no deal is what signing is compared with.</summary>
    public static HashSet<int> Signing(LoweredOffer offer, LoweredOffer noDeal) => [.. Holding(offer), .. Measures(noDeal)];

    /// <summary>In a column of the draws; null where any may be, as in a worth beside no deal where that was not weighed.</summary>
    public static HashSet<int>? OfColumn(DrawLayout layout, int column)
    {
        for (var o = layout.OfferCount - 1; o >= 0; o--)
            if (column >= layout.Offer(o).First)
                return !IsSurplus(layout.Offer(o), column) ? Holding(layout.Lowered[o])
                    : layout.Lowered.FirstOrDefault(other => other.Offer.IsNoDeal) is { } noDeal ? Signing(layout.Lowered[o], noDeal)
                    : null;
        return null;

        static bool IsSurplus(OfferColumns columns, int column) => column >= columns.Surplus(0) && column < columns.Prior(0);
    }
}
