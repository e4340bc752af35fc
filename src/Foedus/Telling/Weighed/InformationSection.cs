using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What is worth finding out? By each yardstick, what choosing with a number known would add.</summary>
internal static class InformationSection
{
    private const int Most = 3;

    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Analysis is not { Information.Count: > 0 } analysis || deal.Result.Offers.Count < 2
            ? null
            : new ToldSection(
                Place.Information,
                "What is worth finding out?",
                [
                    new ToldText(
                        "If one chose among the offers by a yardstick alone, and knew one assumption before choosing: what that would add on average, with a 95% sampling range. It takes no side, so every yardstick stands for itself. "
                            + "A gain whose range reaches 0 is not told; nothing is taken off for looking at every assumption by every yardstick, so that one of many may stand here by luck; with few worlds that says little: there may be one that more of them would show.",
                        TextRole.Note
                    ),
                    new ToldTable(
                        [new ToldColumn("Yardstick"), new ToldColumn("Best without knowing more"), new ToldColumn("Worth knowing"), ToldColumn.Of("Would add")],
                        [.. analysis.Information.SelectMany(value => Rows(deal, value))]
                    ),
                ]
            );

    private static IEnumerable<IReadOnlyList<ToldCell>> Rows(WeighedDeal deal, InformationValue value)
    {
        var gains = value.Gains.Where(gain => gain.Low > 0 && value.Unit.Fine(gain.Low) is not ("0" or "0 of 100")).Take(Most).ToList();
        var (yardstick, best) = (
            ToldCell.Say(value.Title),
            value.Unit.IsShare && !(value.Worth > 0)
                ? ToldCell.Say("none: no offer, in any world")
                : ToldCell.Say($"{Best(deal, value)}: {value.Unit.Fine(value.Worth)}")
        );
        if (gains.Count == 0)
            yield return [yardstick, best, ToldCell.Say($"none that could be told with {Words.Counted(deal.Result.Worlds.Length, "world")}"), ToldCell.Say("")];
        for (var g = 0; g < gains.Count; g++)
            yield return
            [
                g == 0 ? yardstick : ToldCell.Say(""),
                g == 0 ? best : ToldCell.Say(""),
                ToldCell.Named(gains[g].Assumption),
                ToldCell.Say($"+{value.Unit.Fine(gains[g].Gain)} ({value.Unit.Fine(gains[g].Low)} to {value.Unit.Fine(gains[g].High)})"),
            ];
    }

    // One is named alone only where no other comes to the same.
    private static string Best(WeighedDeal deal, InformationValue value) =>
        value.Level.Count + 1 == deal.Result.Offers.Count ? "all alike" : Words.Listed([.. new[] { value.Offer }.Concat(value.Level).Select(deal.TitleOf)]);
}
