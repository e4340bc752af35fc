using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Does the answer hang on how carefully they choose? Every answer beside the same with everybody four times as careful.</summary>
internal static class CareSection
{
    public static ToldSection? Tell(WeighedDeal deal) => deal.Result.Care is not { Count: > 0 } care ? null : new ToldSection(Place.ByCare, "Does it hang on how carefully they choose?",
    [
        new ToldText(Sentence(deal, care)),
        new ToldTable(
            [new ToldColumn("Offer"), new ToldColumn("Question"), ToldColumn.Of("As written"), ToldColumn.Of("Four times as careful"), .. Rational(care) ? [ToldColumn.Of("Rational")] : Array.Empty<ToldColumn>()],
            [.. care.Select(row => (IReadOnlyList<ToldCell>)[ToldCell.Named(row.Offer, deal.TitleOf(row.Offer)), ToldCell.Say(TitleOf(deal, row)), ToldCell.Of(row.AsWritten, row.Unit), Cell(row.FourTimes, row.Unit),
                .. Rational(care) ? [Cell(row.Rational, row.Unit)] : Array.Empty<ToldCell>()])])
        {
            Heads = 2,
            Note = $"Means over the first {Words.Counted(care.Max(row => row.Draws), "world")}. Four times as careful: an option is avoided as if it were four times as much worse. Where taste shocks are part of what a choice is worth, they are then worth less, too.",
        },
    ]);

    private static bool Rational(IReadOnlyList<OfferCare> care) => care.Any(row => row.Rational is not null);

    private static ToldCell Cell(double? value, Unit unit) => value is { } some ? ToldCell.Of(some, unit) : ToldCell.None;

    private static string TitleOf(WeighedDeal deal, OfferCare row) => row.Measure == "holds" ? "Holds, worlds of 100" : deal.Result.Offers[0].Measures.FirstOrDefault(measure => measure.Name == row.Measure)?.Title ?? row.Measure;

    // What moves most among chances and shares of worlds.
    private static string Sentence(WeighedDeal deal, IReadOnlyList<OfferCare> care) =>
        care.Where(row => row.Unit.IsShare && row.FourTimes is not null).MaxBy(row => Math.Abs(row.FourTimes!.Value - row.AsWritten)) is not { } most ? "With everybody four times as careful:"
        : Math.Abs(most.FourTimes!.Value - most.AsWritten) < 0.02 ? "With everybody four times as careful no chance moves by 2 of 100."
        : $"With everybody four times as careful, what moves most is: {deal.TitleOf(most.Offer)}, {TitleOf(deal, most)}: {most.Unit.Number(most.AsWritten)} becomes {most.Unit.Number(most.FourTimes.Value)}.";
}
