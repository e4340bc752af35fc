using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Robust by which yardstick? Offers against yardsticks, the best by each marked; no single score.</summary>
internal static class YardstickSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        if (deal.Result.Analysis is not { } analysis || deal.Result.Offers.Count < 2)
            return null;
        var first = analysis.Yardsticks.Where(yardstick => IsFirst(yardstick.Name)).ToList();
        var others = analysis.Yardsticks.Except(first).ToList();
        var blocks = new List<ToldBlock>
        {
            new ToldText(Winners(first, others, deal)),
            new ToldText(
                "The best offer by each yardstick that tells offers apart is marked ●; “level”: the draws do not tell it from the best (the 95% range of the difference, on the same worlds, has 0 in it; of single worst worlds no range is known). Darker is better within a row. Regret is what one gives up against the best offer in that world, on the same worlds. There is no single score: which yardstick counts is the reader's choice."
                    + (
                        analysis.NotCompared > 0
                            ? $" {analysis.NotCompared} of {Words.Counted(analysis.Worlds, "world")}, in which some offer has no certified solution, are in no comparison."
                            : ""
                    ),
                TextRole.Note
            ),
            Table(first, deal.Result),
        };
        if (others.Count > 0)
            blocks.Add(new ToldGroup("Other yardsticks", null, [Table(others, deal.Result)], Fold: false));
        return new ToldSection(Place.Robust, "4 · Robust by which yardstick?", blocks);
    }

    private static bool IsFirst(string name) =>
        name is "holds" or "worstTwentieth" or "meanRegret" or "maxRegret" or "allFloors" or "signedAndHolds"
        || name.StartsWith("floor:", StringComparison.Ordinal);

    private static string Winners(IReadOnlyList<Yardstick> yardsticks, IReadOnlyList<Yardstick> others, WeighedDeal deal)
    {
        var counts = Counts(yardsticks);
        return counts.Count switch
        {
            0 => "By every yardstick of the first table all offers are alike.",
            1 =>
                $"By every yardstick of the first table that tells offers apart {deal.Quoted(counts[0].Offer)} is best (●), and none is level with it{(Elsewhere(counts[0].Offer, others) is { Count: > 0 } elsewhere ? $"; by others, below, {Words.Listed([.. elsewhere.Select(deal.Quoted)])} {Words.Does(elsewhere.Count, "is", "are")} as good or better" : "")}.",
            // Which rows stand in the first table is a choice: a count over them is told beside the one over all.
            _ =>
                $"Best (●), or level with the best as far as the draws tell (“level”), of the {Words.Counted(Telling(yardsticks), "yardstick")} in the first table that tell offers apart: {Listed(yardsticks, deal)}{(others.Count == 0 ? "" : $"; of the {Telling([.. yardsticks, .. others])} in all that do: {Listed([.. yardsticks, .. others], deal)}")}. Where several are as good, each counts; how often an offer is best says what was put into the tables, too.",
        };
    }

    private static int Telling(IReadOnlyList<Yardstick> yardsticks) => yardsticks.Count(yardstick => yardstick.TellsApart);

    private static string Listed(IReadOnlyList<Yardstick> yardsticks, WeighedDeal deal) =>
        string.Join(", ", Counts(yardsticks).Select(each => $"{deal.Quoted(each.Offer)} by {each.Count}"));

    private static List<(string Offer, int Count)> Counts(IReadOnlyList<Yardstick> yardsticks) =>
        [
            .. yardsticks
                .Where(yardstick => yardstick.TellsApart)
                .SelectMany(Best)
                .GroupBy(name => name)
                .Select(same => (same.Key, Count: same.Count()))
                .OrderByDescending(each => each.Count),
        ];

    // Offers that are best, or level with the best, by a yardstick further down.
    private static List<string> Elsewhere(string first, IReadOnlyList<Yardstick> others) =>
        [
            .. others
                .Where(yardstick => yardstick.TellsApart && Best(yardstick).Any(name => name != first))
                .SelectMany(Best)
                .Where(name => name != first)
                .Distinct(),
        ];

    // One rule for best as for ahead: what the draws do not tell from the best may as well be it.
    private static IEnumerable<string> Best(Yardstick yardstick) => yardstick.Winners.Concat(yardstick.Level);

    private static ToldTable Table(IReadOnlyList<Yardstick> yardsticks, WeighingResult result) =>
        new([new ToldColumn("Yardstick"), .. result.Offers.Select(offer => ToldColumn.Of(result.TitleOf(offer.Name)))], [.. yardsticks.Select(Row)])
        {
            IsHeat = true,
        };

    private static IReadOnlyList<ToldCell> Row(Yardstick yardstick)
    {
        var known = yardstick.Values.Select(of => of.Value).Where(value => !double.IsNaN(value)).ToList();
        var (least, most) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        return
        [
            ToldCell.Say(yardstick.Title) with
            {
                Soft = yardstick.HigherIsBetter ? "more is better" : "less is better",
            },
            .. yardstick.Values.Select(of =>
                double.IsNaN(of.Value)
                    ? ToldCell.None
                    : ToldCell.Of(of.Value, yardstick.Unit) with
                    {
                        IsBest = yardstick.TellsApart && yardstick.Winners.Contains(of.Offer),
                        Soft = yardstick.Level.Contains(of.Offer) || yardstick is { TellsApart: false, Level.Count: > 0 } ? "level" : null,
                        Shade = most - least < 1e-9 ? 0.5 : (yardstick.HigherIsBetter ? of.Value - least : most - of.Value) / (most - least),
                    }
            ),
        ];
    }
}
