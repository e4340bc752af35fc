using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Does the answer hang on which equilibrium is played? What holds in every solution that was found, and what only in some.</summary>
internal static class SolutionsSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Equilibria is not { } found
            ? null
            : new ToldSection(Place.BySolution, "Does it hang on which equilibrium is played?", [.. Searched(deal, found), .. NotSearched(deal, found)]);

    private static IEnumerable<ToldBlock> Searched(WeighedDeal deal, Equilibria found) =>
        found.Offers.Count == 0
            ? []
            :
            [
                new ToldText(
                    found.DrawsWithSeveral == 0
                        ? $"No further equilibrium was found in the {Words.Counted(found.DrawsSearched, "world")} searched; that does not say that there is none."
                        : $"In {found.DrawsWithSeveral:N0} of {Words.Counted(found.DrawsSearched, "world")} searched some offer has more than one equilibrium."
                ),
                .. found.DrawsWithSeveral == 0 ? Array.Empty<ToldBlock>() : [Table(deal, found)],
            ];

    private static IEnumerable<ToldBlock> NotSearched(WeighedDeal deal, Equilibria found) =>
        found.NotSearched.Count == 0
            ? []
            :
            [
                new ToldText(
                    $"One equilibrium alone is followed of {Words.Listed([.. found.NotSearched.Select(deal.Quoted)])}: on a horizon without end with private types others are not looked for, and there may be some."
                ),
            ];

    private static ToldTable Table(WeighedDeal deal, Equilibria found) =>
        new(
            [
                new ToldColumn("Offer"),
                ToldColumn.Of("Worlds with several"),
                ToldColumn.Of("Holds, of 100", "in every solution to in some"),
                ToldColumn.Of("Signed and holds, of 100", "in every solution to in some"),
            ],
            [
                .. found.Offers.Select(offer =>
                    (IReadOnlyList<ToldCell>)
                        [deal.Offer(offer.Offer), ToldCell.Say($"{offer.DrawsWithSeveral:N0}"), Cell(offer.Holds), Cell(offer.SignedAndHolds)]
                ),
            ]
        )
        {
            Note =
                $"Of the {Words.Counted(found.DrawsSearched, "world")} searched alone, so few that shares need not be those of all worlds: worlds of 100 in which it is so in every solution that was found, to those in which it is so in at least one. There may be solutions that were not found.",
        };

    private static ToldCell Cell(Extremes? ends) =>
        ends is null ? ToldCell.None : ToldCell.Say($"{Unit.Worlds.Number(ends.Low)} to {Unit.Worlds.Number(ends.High)}");
}
