using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Engine;

/// <summary>From the draws, wherever they are kept, to what is said of every offer: counts in one sweep, then exact quantiles column by column.</summary>
internal sealed class OfferSummaries(
    IReadOnlyList<LoweredOffer> offers,
    int noDeal,
    HoldingCondition? holding,
    AssumptionSet assumptions,
    WeighingOptions options,
    string period
)
{
    /// <summary>Quantities that one thread asks about at once: bounds memory, and saves sweeps.</summary>
    private const int AtOnce = 4;

    private readonly string[] meanings = [.. offers[0].Asks.Select((_, ask) => AskedWords.Of(offers, ask))];

    private static readonly double[] BandShares = [0.05, 0.5, 0.95];
    private static readonly double[] SurvivalShares = [0.025, 0.125, 0.25, 0.5, 0.75, 0.875, 0.975];

    /// <param name="store">All draws.</param>
    /// <param name="first">The first of them, kept for charts and analyses.</param>
    /// <param name="best">[offer] at the best values.</param>
    /// <param name="errors">[offer][ask] numerical errors.</param>
    /// <param name="beliefErrors">[offer][hidden slot] numerical errors of beliefs.</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    public IReadOnlyList<OfferResult> Make(
        IDrawStore store,
        DrawRows first,
        OfferOutcome[] best,
        double[]?[] errors,
        IReadOnlyList<double>?[] beliefErrors,
        ParallelOptions parallel
    )
    {
        var counts = OfferCounts.Sweep(store, [.. offers.Select(offer => offer.Game)], noDeal, options.Scrambles, parallel.CancellationToken);
        var bands = new Wanted(store, parallel, BandShares);
        var survival = new Wanted(store, parallel, SurvivalShares);
        var unfinished = offers.Select((_, o) => Prepare(o, store.Layout.Offer(o), best, bands, survival)).ToList();
        bands.Answer();
        survival.Answer();
        return [.. unfinished.Select((finish, o) => finish(counts[o], first.Offers[o], errors[o], beliefErrors[o]))];
    }

    // Says which quantiles are wanted now, so that they are found together, and puts the result together when they are there.
    private Func<OfferCounts, OfferDraws, double[]?, IReadOnlyList<double>?, OfferResult> Prepare(
        int o,
        OfferColumns columns,
        OfferOutcome[] best,
        Wanted bands,
        Wanted survival
    )
    {
        var (offer, atBest, game) = (offers[o], best[o], offers[o].Game);
        double SurplusAtBest(int slot) => OverNoDeal.Surplus(best[o].Values[slot], best[noDeal].Values[slot]);
        var measures = offer.Asks.Select((_, a) => bands.For(Quantity.Of(columns.Measure(a)))).ToList();
        var parties = game.Parties.Select((party, p) => bands.For(Quantity.ExpectedSurplus(columns, game.SlotOf(p), party.TypeCount))).ToList();
        var types = Enumerable.Range(0, game.SlotCount).Select(slot => bands.For(Quantity.Of(columns.Surplus(slot)))).ToList();
        var kept = offer.Promises.Select((_, p) => bands.For(Quantity.Of(columns.Kept(p)))).ToList();
        var called = offer.Promises.Select((_, p) => bands.For(Quantity.Of(columns.Called(p)))).ToList();
        var standings = offer
            .Obligations.Select((_, b) => Enumerable.Range(0, Fates.Numbers).Select(number => bands.For(Quantity.Of(columns.Standing(b, number)))).ToList())
            .ToList();
        var survived = atBest.Survival is null
            ? []
            : Enumerable.Range(0, columns.Periods).Select(period => survival.For(Quantity.Of(columns.Survival(period)))).ToList();
        var hidden = game
            .HiddenSlots.Select((slot, h) => (Prior: bands.For(Quantity.Of(columns.Prior(slot))), AtEnd: bands.For(Quantity.Of(columns.Belief(h)))))
            .ToList();
        return (counts, draws, errors, beliefErrors) =>
            new OfferResult
            {
                Name = offer.Offer.Name,
                Title = offer.Offer.Title ?? offer.Offer.Name,
                IsNoDeal = offer.Offer.IsNoDeal,
                Clauses = [.. offer.Offer.Clauses.Select(use => use.ToString())],
                Measures =
                [
                    .. offer.Asks.Select(
                        (ask, a) =>
                            new MeasureResult(
                                ask.Name,
                                ask.Title,
                                new Asked(ask).In(period),
                                Chance(ask, Band(atBest.Measures[a], measures[a]())),
                                errors?[a],
                                new Asked(ask).IsCensored ? atBest.Censored[a] : null
                            )
                            {
                                Meaning = meanings[a],
                                Decides = holding?.Asked.Contains(a) == true,
                            }
                    ),
                ],
                Parties =
                [
                    .. game.Parties.Select(
                        (party, p) =>
                        {
                            var (firstSlot, count) = (game.SlotOf(p), party.TypeCount);
                            return new PartyResult(
                                party.Name,
                                offer.Deal.Parties.ElementAt(p).Title ?? party.Name,
                                Band(Enumerable.Range(firstSlot, count).Sum(slot => atBest.Prior[slot] * SurplusAtBest(slot)), parties[p]()),
                                counts.Parties[p].Signs.Share(),
                                [
                                    .. party.TypeNames.Select(
                                        (type, t) =>
                                            new TypeResult(
                                                type,
                                                Band(SurplusAtBest(firstSlot + t), types[firstSlot + t]()),
                                                counts.TypeSigns[firstSlot + t].Share()
                                            )
                                    ),
                                ],
                                counts.Parties[p].Best.Share(),
                                counts.Parties[p].MeanRegret
                            );
                        }
                    ),
                ],
                Promises =
                [
                    .. offer.Promises.Select(
                        (promise, p) =>
                            new PromiseResult(
                                promise.Name,
                                promise.Title,
                                kept[p]() is { } quantiles ? Band(atBest.Kept[p], quantiles) : null,
                                Band(atBest.Called[p], called[p]()),
                                [.. atBest.Forward.Called[p].Select((called, t) => called < 1e-9 ? (double?)null : atBest.Forward.Kept[p][t] / called)]
                            )
                            {
                                IsOnce = promise.IsOnce,
                            }
                    ),
                ],
                Obligations =
                [
                    .. offer.Obligations.Select(
                        (owed, b) =>
                            Owed(owed, atBest, [.. standings[b].Select((quantiles, number) => Band(atBest.Standings[b * Fates.Numbers + number], quantiles()))])
                    ),
                ],
                Holds = holding is null ? null : Holding(counts, !atBest.IsSolved ? null : holding.Holds(atBest.Measures, assumptions.Best)),
                AllSign = counts.AllSign.Share(),
                Survival = atBest.Survival is null
                    ? null
                    : new SurvivalCurve(
                        offer.Asks.First(ask => new Asked(ask).IsSurvival).Title,
                        atBest.Survival,
                        [.. survived.Select(quantiles => quantiles() ?? [.. SurvivalShares.Select(_ => double.NaN)])]
                    ),
                Beliefs =
                [
                    .. game
                        .Parties.SelectMany((party, p) => party.IsPrivate ? party.TypeNames.Select((type, t) => (party, type, Slot: game.SlotOf(p) + t)) : [])
                        .Select(
                            (of, h) =>
                                new BeliefPath(of.party.Name, of.type, [.. atBest.Forward.Belief.Select(beliefs => beliefs[of.Slot])])
                                {
                                    Prior = Band(atBest.Prior[of.Slot], hidden[h].Prior()),
                                    AtEnd = Band(atBest.Beliefs[h], hidden[h].AtEnd()),
                                    NumericalError = beliefErrors?[h],
                                }
                        ),
                ],
                NotConverged = counts.NotCertified,
                Knots = game.HasPrivateTypes ? options.KnotsOf(offer) : null,
                OneByOneBecause = BlockSolvers.WhyNotInLanes(offer),
                AlmostSolved = counts.ByStatus[(int)SolveStatus.AlmostSolved],
                AtBest = atBest.Solution.Report!,
                Draws = draws,
            };
    }

    private static ObligationResult Owed(ObligationStates owed, OfferOutcome atBest, Band[] bands) =>
        new(
            owed.Name,
            owed.Title,
            owed.Party,
            bands[0],
            bands[1],
            bands[2],
            bands[3],
            bands[4],
            bands[5],
            bands[6],
            owed.IsWrong is null ? null : bands[7],
            ObligationDate.Of(owed, atBest.Forward.StateShare)
        );

    private static HoldingShare Holding(OfferCounts counts, bool? atBest)
    {
        var holds = counts.Holds.Share();
        return new HoldingShare(holds.Share, holds.Low, holds.High, atBest, counts.MoreThanNoDeal.Share(-1), counts.AcceptableAndHolds.Share());
    }

    // Below 0 or above 1 a chance is by rounding alone.
    private static Band Chance(AskedMeasure ask, Band band) =>
        ask.Kind.IsTime ? band : new Band(Held(band.AtBest), Held(band.Low), Held(band.Median), Held(band.High));

    private static double Held(double chance) => double.IsNaN(chance) ? chance : Math.Clamp(chance, 0, 1);

    private static Band Band(double atBest, double[]? quantiles) =>
        quantiles is null ? new Band(atBest, double.NaN, double.NaN, double.NaN) : new Band(atBest, quantiles[0], quantiles[1], quantiles[2]);

    private sealed class Wanted(IDrawStore store, ParallelOptions parallel, double[] shares)
    {
        private readonly List<Quantity> quantities = [];
        private double[]?[] answers = [];

        public Func<double[]?> For(Quantity quantity)
        {
            var place = quantities.Count;
            quantities.Add(quantity);
            return () => answers[place];
        }

        public void Answer()
        {
            answers = new double[]?[quantities.Count];
            var groups = quantities.Select((quantity, i) => (Quantity: quantity, Place: i)).Chunk(AtOnce).ToList();
            // More than a few threads would only wait for the disk, and each takes memory of its own.
            Parallel.ForEach(
                groups,
                new ParallelOptions
                {
                    TaskScheduler = parallel.TaskScheduler,
                    CancellationToken = parallel.CancellationToken,
                    MaxDegreeOfParallelism = Math.Min(8, parallel.MaxDegreeOfParallelism),
                },
                group =>
                {
                    var found = Quantiles.Find(store, [.. group.Select(asked => asked.Quantity)], shares, cancel: parallel.CancellationToken);
                    for (var i = 0; i < group.Length; i++)
                        answers[group[i].Place] = found[i];
                }
            );
        }
    }
}
