using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>What the others come to believe.</summary>
internal static class BeliefsSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        var shown = deal.Result.Offers.Where(offer => offer.Beliefs.Count > 0 && offer.Beliefs[0].AtBest.Count > 2).ToList();
        return shown.Count == 0
            ? null
            : new ToldSection(
                Place.Beliefs,
                "What do the others come to believe?",
                [
                    new ToldText(
                        "Mean public belief over all that may be seen, at the best values. What is learnt moves a single course up and another down, and where nobody's type changes the mean of them stays where it began, whatever is learnt: it moves only as types do.",
                        TextRole.Note
                    ),
                    .. shown.Select(offer => Figure(offer, deal)),
                    new ToldText(
                        "The same over the plausible worlds, the median world and nine in ten of them: what is believed at the start is the prior, which assumptions may leave open.",
                        TextRole.Note
                    ),
                    Worlds(shown, deal),
                ]
            );
    }

    private static ToldTable Worlds(IReadOnlyList<OfferResult> offers, WeighedDeal deal) =>
        new(
            [new ToldColumn("Offer"), new ToldColumn("Believed"), ToldColumn.Of("At the start"), ToldColumn.Of("At the end"), ToldColumn.Of("Numerical error")],
            [
                .. offers.SelectMany(offer =>
                    Shown(offer)
                        .Select(
                            (path, p) =>
                                (IReadOnlyList<ToldCell>)
                                    [
                                        ToldCell.Say(p == 0 ? deal.TitleOf(offer.Name) : ""),
                                        ToldCell.Say(Is(deal.PartyTitleOf(path.Party), path.Type)),
                                        Cell(path.Prior),
                                        Cell(path.AtEnd),
                                        path.NumericalError is { } error ? ToldCell.Of(error, Unit.Plain) : ToldCell.None,
                                    ]
                        )
                ),
            ]
        );

    private static ToldCell Cell(Band? band) => band is null ? ToldCell.None : ToldCell.Of(band.Median, Unit.Chance, band.Low, band.High);

    // With two types one says both.
    private static IEnumerable<BeliefPath> Shown(OfferResult offer) =>
        offer.Beliefs.GroupBy(path => path.Party).SelectMany(paths => paths.Count() == 2 ? paths.Take(1) : paths);

    // Beliefs as lines.
    private static LinesFigure Figure(OfferResult offer, WeighedDeal deal)
    {
        var paths = Shown(offer).Select(path => (Is(deal.PartyTitleOf(path.Party), path.Type), path.AtBest)).ToList();
        return new LinesFigure(
            $"{Words.Plural(deal.Result.PeriodUnit)} since signature",
            "mean public belief",
            Unit.Chance,
            [.. Enumerable.Range(0, paths[0].AtBest.Count).Select(at => (double)at)],
            [.. paths.Select(path => new ToldLine(path.Item1, path.AtBest))],
            []
        )
        {
            Title = offer.Title,
            Alternative = string.Join(" ", paths.Select(path => Moved(path.Item1, Words.Chance(path.AtBest[0]), Words.Chance(path.AtBest[^1])))),
        };
    }

    private static string Moved(string what, string from, string to) =>
        $"That {what}, on average over all that may be seen: {(from == to ? $"{from} from the start to the end, as such a mean is whatever is learnt in one course or another" : $"from {from} to {to}")}.";

    private static string Is(string party, string type) => $"{new Subject(party).Inside} {new Subject(party).Does("is", "are")} {Words.Plain(type)}";
}
