using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What becomes of each obligation, and by when?</summary>
internal static class ObligationsSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        var owed = deal.Result.Offers.SelectMany(offer => offer.Obligations.Select(obligation => (Offer: offer, Obligation: obligation))).ToList();
        if (owed.Count == 0)
            return null;
        // A fate that nowhere happens is no column.
        var fates = Fates
            .All.Where(fate =>
                fate is Fate.DoneOnTime or Fate.Breached
                || owed.Any(pair => pair.Obligation[fate].High >= 1e-9 || pair.Obligation.ByDate.Any(date => date[fate] >= 1e-9))
            )
            .ToList();
        var isDecided = owed.Any(pair => pair.Obligation.FoundWrongly is not null);
        IReadOnlyList<ToldColumn> numbers =
        [
            .. fates.Select(fate => ToldColumn.Of(Capital(ObligationWords.Of(fate)))),
            .. isDecided ? [ToldColumn.Of("Found wrongly")] : Array.Empty<ToldColumn>(),
        ];
        return new ToldSection(
            Place.Obligations,
            "What becomes of each obligation?",
            [
                new ToldTable(
                    [new ToldColumn("Offer"), new ToldColumn("Obligation"), .. numbers],
                    [
                        .. owed.Select(pair =>
                            (IReadOnlyList<ToldCell>)
                                [
                                    deal.Offer(pair.Offer.Name),
                                    ToldCell.Say($"{pair.Obligation.Title} ({deal.PartyTitleOf(pair.Obligation.Party)})"),
                                    .. fates.Select(fate => Cell(pair.Obligation[fate])),
                                    .. isDecided ? [pair.Obligation.FoundWrongly is { } wrong ? Cell(wrong) : ToldCell.None] : Array.Empty<ToldCell>(),
                                ]
                        ),
                    ]
                )
                {
                    Heads = 2,
                    Note =
                        "Chances as it stands at the end of the last period, in the median world and between the 5% and 95% worlds. Of what must not be done, “done on time” is kept to the end, and “still open” kept so far.",
                },
                new ToldTable(
                    [new ToldColumn("Offer"), new ToldColumn("Obligation"), new ToldColumn("End of"), .. numbers],
                    [
                        .. owed.SelectMany(pair =>
                            Dates(pair.Obligation)
                                .Select(date =>
                                    (IReadOnlyList<ToldCell>)
                                        [
                                            deal.Offer(pair.Offer.Name),
                                            ToldCell.Say(pair.Obligation.Title),
                                            ToldCell.Say($"{deal.Result.PeriodUnit} {date.Period}"),
                                            .. fates.Select(fate => ToldCell.Of(date[fate], Unit.Chance)),
                                            .. isDecided
                                                ? [date.FoundWrongly is { } wrong ? ToldCell.Of(wrong, Unit.Chance) : ToldCell.None]
                                                : Array.Empty<ToldCell>(),
                                        ]
                                )
                        ),
                    ]
                )
                {
                    Heads = 3,
                    Note = "By date, at the best values: each row adds up to 100 of 100, whatever was found wrongly among it.",
                },
            ]
        );
    }

    // Where something changes most: at most six dates, the last among them.
    private static IEnumerable<ObligationDate> Dates(ObligationResult obligation)
    {
        var dates = obligation.ByDate;
        double Change(int t) =>
            Fates.All.Sum(fate =>
                Math.Abs(
                    dates[t][fate]
                        - (
                            t == 0
                                ? fate == Fate.Open
                                    ? 1
                                    : 0
                                : dates[t - 1][fate]
                        )
                )
            );
        return Enumerable
            .Range(0, dates.Count)
            .OrderByDescending(t => t == dates.Count - 1 ? double.PositiveInfinity : Change(t))
            .ThenBy(t => t)
            .Take(6)
            .Where(t => t == dates.Count - 1 || Change(t) >= 0.0005)
            .Order()
            .Select(t => dates[t]);
    }

    private static ToldCell Cell(Band band) => ToldCell.Of(band.Median, Unit.Chance, band.Low, band.High);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
