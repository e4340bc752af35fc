using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Is each promise believed?</summary>
internal static class PromisesSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Offers.All(offer => offer.Promises.Count == 0)
            ? null
            : new ToldSection(
                Place.Promises,
                "Is each promise kept?",
                [
                    new ToldTable(
                        [
                            new ToldColumn("Offer"),
                            new ToldColumn("Promise"),
                            ToldColumn.Of("Called on", Middle),
                            ToldColumn.Of("Called on, at best", "at the best values"),
                            ToldColumn.Of("Kept if called on", Middle),
                            ToldColumn.Of("Kept if called on, at best", "at the best values"),
                            ToldColumn.Of("Kept at a call in the first period", "at the best values, whether or not it comes to that"),
                        ],
                        [
                            .. deal.Result.Offers.SelectMany(offer =>
                                offer.Promises.Select(promise =>
                                    (IReadOnlyList<ToldCell>)
                                        [
                                            deal.Offer(offer.Name),
                                            ToldCell.Say(promise.Title),
                                            Across(promise.Called),
                                            ToldCell.Of(promise.Called.AtBest, Unit.Chance),
                                            promise.Kept is { } kept ? Across(kept) with { Soft = promise.IsOnce ? "at one of its calls" : null } : NotCalled,
                                            promise.Kept is { AtBest: var best } && !double.IsNaN(best) ? ToldCell.Of(best, Unit.Chance) : ToldCell.None,
                                            promise.KeptIfCalledAt.Count > 0 && promise.KeptIfCalledAt[0] is { } now
                                                ? ToldCell.Of(now, Unit.Chance) with
                                                {
                                                    Soft = OverTime(promise),
                                                }
                                                : ToldCell.None,
                                        ]
                                )
                            ),
                        ]
                    )
                    {
                        Heads = 2,
                        Note = "Kept if called on: at every call that comes; of a promise whose calls end once it is kept, at one of them.",
                    },
                    .. ByFork(deal),
                ]
            );

    // Where a call later is answered otherwise.
    private static string? OverTime(PromiseResult promise)
    {
        var known = promise.KeptIfCalledAt.OfType<double>().ToList();
        return Unit.Chance.Number(known.Min()) == Unit.Chance.Number(known.Max())
            ? null
            : $"{Unit.Chance.Number(known.Min())} to {Unit.Chance.Number(known.Max())} by period";
    }

    private const string Middle = "median world and the middle nine tenths";

    private static ToldCell NotCalled => ToldCell.Say("not called");

    private static ToldCell Across(Band band) => ToldCell.Of(band.Median, Unit.Chance, band.Low, band.High);

    // A promise may be called on and kept quite otherwise where the world works otherwise; what is the same under several answers is one row.
    private static IEnumerable<ToldBlock> ByFork(WeighedDeal deal)
    {
        foreach (var fork in deal.Result.Forks ?? [])
        {
            var rows = Enumerable
                .Range(0, fork.Answers[0].Offers.Count)
                .SelectMany(o =>
                    Enumerable
                        .Range(0, fork.Answers[0].Offers[o].Promises.Count)
                        .SelectMany(p =>
                            fork.Answers.GroupBy(answer => answer.Offers[o].Promises[p]).ToList() is not { Count: > 1 } told
                                ? []
                                : told.Select(same =>
                                    (IReadOnlyList<ToldCell>)
                                        [
                                            deal.Offer(fork.Answers[0].Offers[o].Offer),
                                            ToldCell.Say(same.Key.Title),
                                            ToldCell.Say(Words.Either(same.Select(answer => answer.Title))),
                                            Across(same.Key.Called),
                                            ToldCell.Of(same.Key.Called.AtBest, Unit.Chance),
                                            same.Key.Kept is { } kept ? Across(kept) : NotCalled,
                                            same.Key.Kept is { AtBest: var best } && !double.IsNaN(best) ? ToldCell.Of(best, Unit.Chance) : ToldCell.None,
                                        ]
                                )
                        )
                )
                .ToList();
            if (rows.Count > 0)
                yield return new ToldGroup(
                    fork.Title,
                    fork.Fork,
                    [
                        new ToldTable(
                            [
                                new ToldColumn("Offer"),
                                new ToldColumn("Promise"),
                                new ToldColumn("Answer"),
                                ToldColumn.Of("Called on", Middle),
                                ToldColumn.Of("Called on, at best"),
                                ToldColumn.Of("Kept if called on", Middle),
                                ToldColumn.Of("Kept if called on, at best"),
                            ],
                            rows
                        )
                        {
                            Heads = 3,
                        },
                    ],
                    Fold: false
                );
        }
    }
}
