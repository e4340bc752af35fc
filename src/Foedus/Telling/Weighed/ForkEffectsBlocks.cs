using System.Globalization;
using Foedus.Answers;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Which assumptions decide under each answer of the forks, and how much of the spread the forks themselves have a part in.</summary>
internal static class ForkEffectsBlocks
{
    private const int MostOfAnAnswer = 4;

    // A total that surely does not reach this is not told.
    private const double Told = 0.03;

    public static IEnumerable<ToldBlock> Tell(WeighedDeal deal) =>
        (deal.Result.ForkEffects ?? []).Select(effects => new ToldGroup(
            $"{deal.TitleOf(effects.Offer)}: what decides under each answer",
            effects.Offer,
            [.. Offer(effects, deal)],
            Fold: false
        ));

    private static IEnumerable<ToldBlock> Offer(ForkEffects effects, WeighedDeal deal)
    {
        if (effects.Refused is { } reason)
        {
            yield return new ToldText(reason);
            yield break;
        }
        var unit = deal.Result.Offers.SelectMany(offer => offer.Measures).FirstOrDefault(measure => measure.Title == effects.Title)?.Unit ?? Unit.YesNo;
        yield return new ToldText(
            $"Share of the spread of “{effects.Title}” that each assumption has a part in, alone or with others, under each answer"
                + $"{(effects.Mixture is null ? "" : "; then over all answers by the deal's weights, each fork as one assumption more")}.",
            TextRole.Note
        );
        yield return new ToldTable(
            [new ToldColumn("Answer"), new ToldColumn("Assumption"), ToldColumn.Of("Share of the spread")],
            [
                // Answers that leave the offer the same game have the same numbers: one block.
                .. effects
                    .Combinations.GroupBy(combination => (combination.Deviation, string.Join(';', combination.ByAssumption)))
                    .SelectMany(same =>
                        Rows(
                            ForkAnswers.InWords(deal.Result.Forks ?? [], [.. same.Select(combination => combination.Answers)]),
                            unit,
                            same.First().Deviation,
                            same.First().ByAssumption.Select(Named),
                            effects.BasePoints,
                            deal
                        )
                    ),
                .. effects.Mixture is { } mixture
                    ? Rows(
                        ForksSection.ByWeight,
                        unit,
                        mixture.Deviation,
                        mixture
                            .ByFork.Select(fork => (fork.Fork, (string?)fork.Title, fork.Total, fork.TotalInterval))
                            .Concat(mixture.ByAssumption.Select(Named)),
                        effects.BasePoints,
                        deal
                    )
                    : [],
            ]
        );
        yield return new ToldText(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Spent: {Words.Counted(effects.ScreeningPoints, "star")} and {Words.Counted(effects.BasePoints, "base point")} under each answer, the same for all; the deal as written, and what comes to the same everywhere, has the numbers of “Which assumptions decide it?”; {Words.Counted(effects.Solves, "solve")}{(effects.NotSolved > 0 ? $", {effects.NotSolved} of them without a certified result and left out" : "")}. --effects N sets the base points."
            ),
            TextRole.Note
        );
    }

    private static (string Name, string? Title, double Total, Interval Range) Named(TotalEffect effect) =>
        (effect.Assumption, null, effect.Total, effect.TotalInterval);

    private static IEnumerable<IReadOnlyList<ToldCell>> Rows(
        string answer,
        Unit unit,
        double deviation,
        IEnumerable<(string Name, string? Title, double Total, Interval Range)> effects,
        int points,
        WeighedDeal deal
    )
    {
        var told = SpreadWords.Reads(deviation, unit)
            ? effects.Where(effect => effect.Range.High >= Told).OrderByDescending(effect => effect.Total).Take(MostOfAnAnswer).ToList()
            : [];
        if (told.Count == 0)
            yield return
            [
                ToldCell.Say(answer),
                ToldCell.Say(
                    double.IsNaN(deviation) ? "no world has a certified solution"
                    : deviation > 0 ? "nothing that is told: it varies by less than is shown"
                    : $"none moved it: it did not vary at the {Words.Counted(points, "base point")}"
                ),
                ToldCell.None,
            ];
        for (var i = 0; i < told.Count; i++)
            yield return
            [
                ToldCell.Say(i == 0 ? answer : ""),
                told[i].Title is { } title
                    ? ToldCell.Named(told[i].Name, title) with
                    {
                        Badge = "fork",
                    }
                    : ToldCell.Named(told[i].Name, deal.SentenceOf(told[i].Name)),
                ToldCell.Of(Math.Clamp(told[i].Total, 0, 1), Unit.Chance, Math.Clamp(told[i].Range.Low, 0, 1), Math.Clamp(told[i].Range.High, 0, 1)),
            ];
    }
}
