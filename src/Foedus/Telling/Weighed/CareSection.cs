using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Does the answer hang on how carefully they choose? Every answer beside the same with everybody four times as careful.</summary>
internal static class CareSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Care is not { Count: > 0 } care
            ? null
            : new ToldSection(
                Place.ByCare,
                "Does it hang on how carefully they choose?",
                [
                    new ToldText(Sentence(deal, care)),
                    .. care.Where(row => row.NotSolved > 0)
                        .GroupBy(row => row.Offer)
                        .Select(row => new ToldText(
                            $"{deal.Quoted(row.Key)}: {Words.Counted(row.First().NotSolved, "world")} of {row.First().NotSolved + row.First().Draws:N0} {Words.Does(row.First().NotSolved, "is", "are")} left out, for want of a certified solution as written or four times as careful."
                        )),
                    new ToldGroup("Every answer beside it", null, [Table(deal, care)], Fold: false),
                ]
            );

    private static ToldTable Table(WeighedDeal deal, IReadOnlyList<OfferCare> care) =>
        new(
            [
                new ToldColumn("Offer"),
                new ToldColumn("Question"),
                ToldColumn.Of("As written", Same(care)),
                ToldColumn.Of("Four times as careful", Same(care)),
                ToldColumn.Of("Difference"),
                .. Rational(care) ? [ToldColumn.Of("Rational")] : Array.Empty<ToldColumn>(),
            ],
            [
                .. care.Select(row =>
                    (IReadOnlyList<ToldCell>)
                        [
                            deal.Offer(row.Offer),
                            ToldCell.Say(TitleOf(deal, row)),
                            ToldCell.Of(row.AsWritten, row.Unit) with
                            {
                                Soft = row.NotSolved > 0 ? $"in {Words.Counted(row.Draws, "world")}" : null,
                            },
                            Cell(row.FourTimes, row.Unit),
                            Difference(row),
                            .. Rational(care) ? [Cell(row.Rational, row.Unit)] : Array.Empty<ToldCell>(),
                        ]
                ),
            ]
        )
        {
            Heads = 2,
            Note =
                $"Means over the first {Words.Counted(care.Max(row => row.Draws), "world")}, as written and four times as careful in the same ones; so few that “as written” need not be what all worlds say. Difference: with its 95% range. Four times as careful: an option is avoided as if it were four times as much worse. "
                + "Where taste shocks are part of what a choice is worth, they are then worth less, too.",
        };

    private static string Same(IReadOnlyList<OfferCare> care) =>
        $"in {Words.Counted(care.Max(row => row.Draws), "world")}{(care.Any(row => row.NotSolved > 0) ? " where nothing else is said" : "")}";

    private static ToldCell Difference(OfferCare row) =>
        row.FourTimes is not { } four ? ToldCell.None
        : row.Change is not { } change ? ToldCell.Of(four - row.AsWritten, row.Unit) with { IsSigned = true }
        : ToldCell.Say($"{row.Unit.Signed(four - row.AsWritten)} ({row.Unit.Signed(change.Low)} to {row.Unit.Signed(change.High)})");

    private static bool Rational(IReadOnlyList<OfferCare> care) => care.Any(row => row.Rational is not null);

    private static ToldCell Cell(double? value, Unit unit) => value is { } some ? ToldCell.Of(some, unit) : ToldCell.None;

    private static string TitleOf(WeighedDeal deal, OfferCare row) =>
        row.Kind == OfferCare.Condition
            ? "Whether it holds, worlds of 100"
            : deal.Result.Offers[0].Measures.FirstOrDefault(measure => measure.Name == row.Measure)?.Title ?? row.Measure;

    // What moves most among chances and shares of worlds, if so few worlds tell that it does.
    private static string Sentence(WeighedDeal deal, IReadOnlyList<OfferCare> care)
    {
        var shares = care.Where(row => row.Unit.IsShare && row.FourTimes is not null).ToList();
        return shares.Count == 0 ? "With everybody four times as careful:"
            : shares
                .Where(row => row.Moves && Math.Abs(row.FourTimes!.Value - row.AsWritten) >= 0.02)
                .MaxBy(row => Math.Abs(row.FourTimes!.Value - row.AsWritten))
                is not { } most
                ? $"With everybody four times as careful no share moves by 2 of 100 or more that {Words.Counted(care.Max(row => row.Draws), "world")} would tell from sampling."
            : $"With everybody four times as careful, what moves most is: {deal.TitleOf(most.Offer)}, {TitleOf(deal, most)}: {most.Unit.Number(most.AsWritten)} becomes {most.Unit.Number(most.FourTimes!.Value)} in the same {Words.Counted(most.Draws, "world")} "
                + $"(a difference of {most.Unit.Signed(most.FourTimes.Value - most.AsWritten)}, {most.Unit.Signed(most.Change!.Value.Low)} to {most.Unit.Signed(most.Change.Value.High)}).";
    }
}
