using System.Diagnostics;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing;

/// <summary>Weighs a deal: every offer in the same plausible worlds.</summary>
/// <remarks>A draw's numbers depend on its number and the seed alone, so threads change nothing. Method: docs/mathematics/weighing.md.</remarks>
public sealed class WeighingEngine
{
    private readonly Deal deal;
    private readonly WeighingOptions options;
    private readonly AssumptionSet assumptions;
    private readonly IReadOnlyList<LoweredOffer> offers;
    private readonly HoldingCondition? holding;
    private readonly int noDeal;

    /// <param name="deal">The deal.</param>
    /// <param name="lowered">All its offers.</param>
    /// <param name="options">How to weigh.</param>
    /// <exception cref="InputException">Unknown names, or no offer to compare with.</exception>
    public WeighingEngine(Deal deal, IReadOnlyList<LoweredOffer> lowered, WeighingOptions options)
    {
        this.deal = deal;
        this.options = options;
        if (options.Scrambles < 8 || options.Draws < options.Scrambles)
            throw new InputException("Weighing needs at least 8 draws: the sampling intervals come from 8 independent scrambles.");
        assumptions = new AssumptionSet(deal, options);
        var wanted = options.Offers is { Count: > 0 } named ? named : assumptions.Reading is { Offers.Count: > 0 } reading ? reading.Offers : null;
        foreach (var name in wanted ?? [])
            if (!lowered.Any(offer => offer.Offer.Name == name))
                throw new InputException($"There is no offer '{name}'. Offers: {string.Join(", ", lowered.Select(offer => offer.Offer.Name))}.");
        offers = [.. lowered.Where(offer => offer.Offer.IsNoDeal || wanted is null || wanted.Contains(offer.Offer.Name))];
        noDeal = offers.ToList().FindIndex(offer => offer.Offer.IsNoDeal);
        if (noDeal < 0)
            throw new InputException("The deal declares no 'no deal', so there is nothing to measure offers against. Write: no deal NAME \"…\" : starts …");
        holding = deal.HoldsWhen is { } holds ? new HoldingCondition(deal, holds) : null;
        Layout = new DrawLayout(assumptions, offers);
    }

    /// <summary>The assumptions as they will be drawn.</summary>
    public AssumptionSet Assumptions => assumptions;

    /// <summary>Which columns the draws have.</summary>
    public DrawLayout Layout { get; }

    /// <summary>Runs the weighing in memory.</summary>
    /// <param name="progress">Told (draws done, draws in all), in order of completion.</param>
    /// <param name="cancel">Stops the work; nothing is returned.</param>
    public WeighingResult Run(IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        var store = new MemoryStore(Layout, options.Draws);
        Solve([(0, options.Draws)], store, progress, cancel);
        return Summarize(store, cancel) with { Elapsed = clock.Elapsed };
    }

    /// <summary>Solves some of the draws into a sink.</summary>
    /// <param name="parts">Draws that are kept together, ascending.</param>
    /// <param name="sink">Where they go.</param>
    /// <param name="progress">Told (draws done, draws in all) of these parts.</param>
    /// <param name="cancel">Stops the work; finished parts are with the sink.</param>
    public void Solve(IReadOnlyList<(int First, int Count)> parts, IDrawSink sink, IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default) =>
        new BlockLoop(assumptions, offers, noDeal, holding, options).Run(parts, sink, progress, cancel);

    /// <summary>The weighed result of draws that have been solved.</summary>
    public WeighingResult Summarize(IDrawStore store, CancellationToken cancel = default)
    {
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        var rows = store is MemoryStore memory ? memory.All : store.First(int.MaxValue, cancel);
        var draws = rows.Offers;
        var worlds = new double[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
            rows.World(row, worlds[row] = new double[rows.Worlds.Length]);
        var best = Solvers().Select(solver => solver.Solve(assumptions.Best, cancel)).ToArray();
        var errors = NumericalErrors(draws, worlds, parallel);
        var sensitivity = new SensitivityAnalysis(assumptions, offers, holding, options);
        var results = offers.Select((offer, o) => Summary(o, draws, best, errors[o])).ToList();
        return new WeighingResult
        {
            Title = deal.Title,
            PeriodUnit = Unit,
            Horizon = HorizonInWords(),
            Reading = options.Reading,
            Options = options,
            HoldsWhen = holding?.Text,
            Assumptions = sensitivity.Run(worlds, draws, parallel),
            Offers = results,
            Worlds = worlds,
            Headline = Summaries.Headline(results, holding is not null),
            Honesty = Summaries.Honesty(deal, options, assumptions, results),
            Notes = Notes(best, draws),
            Elapsed = TimeSpan.Zero,
        };
    }

    private string Unit => deal.All<Period>().FirstOrDefault()?.Unit ?? "period";

    private OfferSolver[] Solvers() => [.. offers.Select(offer => new OfferSolver(offer, options.Resolution))];

    private string HorizonInWords()
    {
        var horizon = deal.All<Horizon>().First();
        return horizon.Ending switch
        {
            Ending.Endless => "without end",
            Ending.ThenForever => $"{horizon.Periods} {Unit}s, then the last {Unit} for ever",
            _ => $"{horizon.Periods} {Unit}{(horizon.Periods == 1 ? "" : "s")}",
        };
    }

    // [offer][ask] largest difference to a finer grid over the first draws; null where nothing is private.
    private double[]?[] NumericalErrors(OfferDraws[] draws, double[][] worlds, ParallelOptions parallel)
    {
        var count = Math.Min(options.ErrorDraws, options.Draws);
        var finer = options.Resolution + (options.Resolution - 1) / 2;
        var errors = offers.Select(offer => offer.Game.HasPrivateTypes && count > 0 ? new double[offer.Asks.Count] : null).ToArray();
        Parallel.For(0, offers.Count, parallel, o =>
        {
            if (errors[o] is not { } largest)
                return;
            var solver = new OfferSolver(offers[o], finer);
            for (var draw = 0; draw < count; draw++)
            {
                var outcome = solver.Solve(worlds[draw], parallel.CancellationToken);
                for (var ask = 0; ask < largest.Length; ask++)
                    if (outcome.IsSolved && draws[o].IsSolved(draw))
                        largest[ask] = Math.Max(largest[ask], Math.Abs(outcome.Measures[ask] - draws[o].Measures[ask][draw]));
            }
        });
        return errors;
    }

    private OfferResult Summary(int o, OfferDraws[] draws, OfferOutcome[] best, double[]? errors)
    {
        var (offer, columns, atBest) = (offers[o], draws[o], best[o]);
        var game = offer.Game;
        var allSign = new double[options.Draws];
        var acceptable = new double[options.Draws];
        var more = new double[options.Draws];
        for (var draw = 0; draw < options.Draws; draw++)
        {
            allSign[draw] = columns.Surplus.Any(column => double.IsNaN(column[draw])) ? double.NaN : columns.Surplus.All(column => column[draw] >= 0) ? 1 : 0;
            acceptable[draw] = allSign[draw] * columns.Holds[draw];
            more[draw] = columns.Holds[draw] - draws[noDeal].Holds[draw];
        }
        return new OfferResult
        {
            Name = offer.Offer.Name,
            Title = offer.Offer.Title ?? offer.Offer.Name,
            IsNoDeal = offer.Offer.IsNoDeal,
            Measures = [.. offer.Asks.Select((ask, a) => new MeasureResult(ask.Name, ask.Title, ask.Kind == AskedKind.TimeUntil ? Unit + "s" : "chance",
                Statistics.Band(atBest.Measures[a], columns.Measures[a]), errors?[a], ask.Kind == AskedKind.TimeUntil ? atBest.Censored[a] : null))],
            Parties = [.. Enumerable.Range(0, game.Parties.Count).Select(party => Party(o, party, draws, best))],
            Promises = [.. offer.Promises.Select((promise, p) => new PromiseResult(promise.Name, promise.Title,
                columns.Kept[p].All(double.IsNaN) ? null : Statistics.Band(atBest.Kept[p], columns.Kept[p]), Statistics.Band(atBest.Called[p], columns.Called[p]),
                [.. atBest.Forward.Called[p].Select((called, t) => called < 1e-9 ? (double?)null : atBest.Forward.Kept[p][t] / called)]))],
            Holds = holding is null ? null : Statistics.Share(columns.Holds, options.Scrambles),
            HoldsAtBest = holding is null || !atBest.IsSolved ? null : holding.Holds(atBest.Measures, assumptions.Best),
            HoldsMoreThanNoDeal = holding is null ? null : Statistics.Share(more, options.Scrambles, -1),
            AllSign = Statistics.Share(allSign, options.Scrambles),
            AcceptableAndHolds = holding is null ? null : Statistics.Share(acceptable, options.Scrambles),
            Survival = Survival(offer, columns, atBest),
            Beliefs = [.. Enumerable.Range(0, game.Parties.Count).Where(party => game.Parties[party].IsPrivate).SelectMany(party => game.Parties[party].TypeNames.Select((type, t) =>
                new BeliefPath(game.Parties[party].Name, type, [.. atBest.Forward.Belief.Select(beliefs => beliefs[game.SlotOf(party) + t])])))],
            NotConverged = Enumerable.Range(0, options.Draws).Count(draw => !columns.IsSolved(draw)),
            AtBest = atBest.Solution.Report!,
            Draws = columns,
        };
    }

    private static SurvivalCurve? Survival(LoweredOffer offer, OfferDraws columns, OfferOutcome atBest)
    {
        if (atBest.Survival is null)
            return null;
        var quantiles = columns.Survival.Select(column =>
        {
            var sorted = Statistics.Sorted(column);
            return new[] { 0.025, 0.125, 0.25, 0.5, 0.75, 0.875, 0.975 }.Select(share => sorted.Length == 0 ? double.NaN : Statistics.Quantile(sorted, share)).ToArray();
        });
        return new SurvivalCurve(offer.Asks.First(ask => ask.Kind == AskedKind.ChanceThrough).Title, atBest.Survival, [.. quantiles]);
    }

    private PartyResult Party(int o, int party, OfferDraws[] draws, OfferOutcome[] best)
    {
        var game = offers[o].Game;
        var (first, types) = (game.SlotOf(party), game.Parties[party].TypeCount);
        var expected = draws.Select(columns => Expected(columns, first, types)).ToArray();
        var signs = new double[options.Draws];
        var bestHere = new double[options.Draws];
        var regret = 0.0;
        var counted = 0;
        for (var draw = 0; draw < options.Draws; draw++)
        {
            signs[draw] = Enumerable.Range(first, types).Min(slot => draws[o].Surplus[slot][draw]) switch { double.NaN => double.NaN, >= 0 => 1, _ => 0 };
            var highest = expected.Max(column => double.IsNaN(column[draw]) ? double.NegativeInfinity : column[draw]);
            bestHere[draw] = double.IsNaN(expected[o][draw]) ? double.NaN : expected[o][draw] >= highest ? 1 : 0;
            if (!double.IsNaN(expected[o][draw]))
            {
                regret += highest - expected[o][draw];
                counted++;
            }
        }
        double AtBest(int slot) => best[o].Values[slot] - best[noDeal].Values[slot];
        return new PartyResult(game.Parties[party].Name, deal.Parties.ElementAt(party).Title ?? game.Parties[party].Name,
            Statistics.Band(Enumerable.Range(first, types).Sum(slot => best[o].Prior[slot] * AtBest(slot)), expected[o]), Statistics.Share(signs, options.Scrambles),
            [.. Enumerable.Range(0, types).Select(type => new TypeResult(game.Parties[party].TypeNames[type],
                Statistics.Band(AtBest(first + type), draws[o].Surplus[first + type]),
                Statistics.Share([.. draws[o].Surplus[first + type].Select(surplus => double.IsNaN(surplus) ? double.NaN : surplus >= 0 ? 1.0 : 0)], options.Scrambles)))],
            Statistics.Share(bestHere, options.Scrambles), counted == 0 ? double.NaN : regret / counted);
    }

    private double[] Expected(OfferDraws columns, int first, int types)
    {
        var expected = new double[options.Draws];
        for (var draw = 0; draw < expected.Length; draw++)
            for (var slot = first; slot < first + types; slot++)
                expected[draw] += columns.Prior[slot][draw] * columns.Surplus[slot][draw];
        return expected;
    }

    private List<string> Notes(OfferOutcome[] best, OfferDraws[] draws)
    {
        var notes = new List<string>();
        for (var o = 0; o < offers.Count; o++)
        {
            foreach (var note in best[o].Solution.Report!.Notes)
                notes.Add($"{offers[o].Offer.Name}: {note}");
            var open = Enumerable.Range(0, options.Draws).Count(draw => !draws[o].IsSolved(draw));
            if (open > 0)
                notes.Add($"{offers[o].Offer.Name}: {open} of {options.Draws} draws have no certified solution; they are counted here and in no other number.");
        }
        return notes;
    }
}
