using System.Diagnostics;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving.Beliefs;
using Foedus.Units;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Checks;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Engine;

/// <summary>Weighs a deal: every offer in the same plausible worlds.</summary>
/// <remarks>A draw's numbers depend on its number and the seed alone, so threads change nothing. Method: docs/mathematics/weighing.md.</remarks>
public sealed class WeighingEngine
{
    /// <summary>Most bytes of draws that are held in memory.</summary>
    public const long MostBytes = 512_000_000;

    private readonly Deal deal;
    private WeighingOptions options;
    private IReadOnlyList<OfferGrid>? grids;
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
        var wanted =
            options.Offers is { Count: > 0 } named ? named
            : assumptions.Reading is { Offers.Count: > 0 } reading ? [.. reading.Offers.Texts()]
            : null;
        foreach (var name in wanted ?? [])
            if (!lowered.Any(offer => offer.Offer.Name == name))
                throw new InputException($"There is no offer '{name}'. Offers: {string.Join(", ", lowered.Select(offer => offer.Offer.Name))}.");
        offers = [.. lowered.Where(offer => offer.Offer.IsNoDeal || wanted is null || wanted.Contains(offer.Offer.Name))];
        noDeal = offers.ToList().FindIndex(offer => offer.Offer.IsNoDeal);
        if (noDeal < 0)
            throw new InputException("The deal declares no 'no deal', so there is nothing to measure offers against. Write: no deal NAME \"…\" : starts …");
        holding = offers[0].Holding;
        Layout = new DrawLayout(assumptions, offers);
    }

    /// <summary>The assumptions as they will be drawn.</summary>
    public AssumptionSet Assumptions => assumptions;

    /// <summary>The offers that will be weighed.</summary>
    public IReadOnlyList<string> OfferNames => [.. offers.Select(offer => offer.Offer.Name)];

    /// <summary>What it has solved.</summary>
    internal SolveMemo Memo { get; init; } = new();

    /// <summary>Which columns the draws have.</summary>
    internal DrawLayout Layout { get; }

    /// <summary>The grid of each offer, chosen by its first draws where none was asked for, and its numerical errors. Solved when first needed.</summary>
    internal IReadOnlyList<OfferGrid> Grids(CancellationToken cancel = default)
    {
        if (grids is null)
            Take(new GridChoice(offers, options, Memo).Run(assumptions, cancel));
        return grids!;
    }

    /// <summary>The same where they are known already and something is private; else null.</summary>
    internal IReadOnlyList<OfferGrid>? KnownGrids => offers.Any(offer => offer.Game.HasPrivateTypes) ? grids : null;

    /// <summary>Goes by grids that were chosen before.</summary>
    internal void Take(IReadOnlyList<OfferGrid> chosen)
    {
        grids = chosen;
        if (options.ChoosesGrids)
            options = options with { Knots = chosen.ToDictionary(grid => grid.Offer, grid => grid.Knots) };
    }

    /// <summary>Whether first draws are still to choose a grid for some offer.</summary>
    internal bool ChoosesGrids => options.ChoosesGrids && offers.Any(offer => offer.Game.HasPrivateTypes);

    /// <summary>Why grids cannot be of this weighing, in a few words; null where they can.</summary>
    internal string? WhyNot(IReadOnlyList<OfferGrid> known) => OfferGrid.WhyNotOf(known, offers, options.Resolution);

    /// <summary>Whether the draws would take more memory than <see cref="MostBytes"/>.</summary>
    public bool IsLarge => 8L * options.Draws * Layout.Columns.Count > MostBytes;

    /// <summary>Runs the weighing in memory.</summary>
    /// <param name="progress">Told (draws done, draws in all), in order of completion.</param>
    /// <param name="cancel">Stops the work; nothing is returned.</param>
    public WeighingResult Run(IProgress<(int Done, int All)>? progress = null, CancellationToken cancel = default)
    {
        if (IsLarge)
            throw new RefusedException(
                $"{Words.Counted(options.Draws, "draw")} with {Words.Counted(Layout.Columns.Count, "number")} each would take {8e-9 * options.Draws * Layout.Columns.Count:0.#} GB of memory. Weigh them into a folder: --out FOLDER."
            );
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
    internal void Solve(
        IReadOnlyList<(int First, int Count)> parts,
        IDrawSink sink,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default
    )
    {
        if (ChoosesGrids)
            Grids(cancel);
        new BlockLoop(assumptions, offers, noDeal, holding, options, Memo).Run(parts, sink, progress, cancel);
    }

    /// <summary>Why further solves cannot be of this weighing, in a few words; null where they can.</summary>
    internal string? WhyNot(FurtherSolves known) => known.WhyNotOf(offers, assumptions);

    /// <summary>The weighed result of draws that have been solved.</summary>
    /// <param name="store">The draws.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="known">What was solved besides when the result was first made; null: it is solved now.</param>
    internal WeighingResult Summarize(IDrawStore store, CancellationToken cancel = default, FurtherSolves? known = null)
    {
        if (known is null || ChoosesGrids)
            Grids(cancel);
        var parallel = options.Parallel(cancel);
        var rows = store is MemoryStore memory && memory.Count <= options.Kept ? memory.All : store.First(options.Kept, cancel);
        // Few enough to be read once.
        store = rows.Count == store.Count ? new MemoryStore(Layout, rows) : store;
        var worlds = new double[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
            rows.World(row, worlds[row] = new double[rows.Worlds.Length]);
        var refined = new RefinedOutcome[offers.Count];
        PieceByPiece.Do(offers.Count, parallel, o => refined[o] = AtBest(offers[o]).Solved(cancel));
        var best = Array.ConvertAll(refined, each => each.Outcome);
        double[]?[] errors = known is null ? [.. grids!.Select(grid => grid.Errors?.ToArray())] : [.. known.Errors];
        IReadOnlyList<double>?[] beliefErrors = known is null
            ? [.. grids!.Select(grid => grid.BeliefErrors)]
            : [.. offers.Select((_, o) => known.BeliefErrors?[o])];
        var equilibria = known is null ? new EquilibriumSearch(offers, noDeal, holding, options, Memo).Run(worlds, parallel) : known.Equilibria;
        var sensitivity = new SensitivityAnalysis(assumptions, offers, holding, options, Memo);
        var results = new OfferSummaries(offers, noDeal, holding, assumptions, options, deal.PeriodName).Make(
            store,
            rows,
            best,
            errors,
            beliefErrors,
            parallel
        );
        var care = options.CareDraws > 0 && known?.Slips is null;
        var plays = care ? best.Select((outcome, o) => outcome.IsSolved ? new SolvedPlay(offers[o], outcome, cancel) : null).ToArray() : [];
        var check = new ModelCheck(offers, assumptions, holding, Memo);
        var weighed = new WeighingResult
        {
            Title = deal.Title,
            PeriodUnit = deal.PeriodName,
            Horizon = HorizonInWords(),
            Reading = options.Reading,
            NotAsWritten = AsAsked.Sentences(deal, options),
            Options = options,
            HoldsWhen = holding?.Text,
            Assumptions = sensitivity.Run(worlds, rows.Offers, parallel, known?.Flips),
            Derived = DerivedResult.All(offers[0], assumptions.Best, worlds),
            Offers = results,
            Titles = offers[0].Wording.Titles is { Count: > 0 } titles ? titles : null,
            Worlds = worlds,
            Store = store,
            Equilibria = equilibria,
            Care = known?.Care ?? new CareAnalysis(offers, holding, options, deal.PeriodName, Memo).Run(worlds, parallel),
            Slips = care ? [.. SlipAnalysis.Run([.. plays.OfType<SolvedPlay>()], parallel).SelectMany(each => each)] : known?.Slips,
            // Two solves for each assumption of each offer, where the draws were many more.
            ModelCheck = care
                ?
                [
                    .. plays.SelectMany(
                        (play, o) =>
                            play is null ? check.Unsolved(offers[o]) : check.Of(play, 4 * assumptions.UncertainCount <= options.Draws ? parallel : null)
                    ),
                ]
                : known?.ModelCheck,
            Headline = "",
            Honesty =
            [
                .. Summaries.Honesty(deal, offers.Select(offer => offer.Game), options, assumptions, results, grids),
                .. Threshold(worlds, rows.Offers, errors),
            ],
            Notes = Notes(refined, results),
            AtBest = Kept(refined),
            Elapsed = null,
        };
        var ahead = AheadResult.Of(new DrawColumns(holding, weighed).Yardsticks(holding is not null), options.Scrambles);
        return weighed with { Ahead = ahead, Headline = Summaries.Headline(results, holding is not null, ahead).Text };
    }

    // Reasons are read off these solutions again; where they would take much memory until then, they are solved again.
    private List<OfferAtBest> Kept(RefinedOutcome[] refined)
    {
        var bytes = 0.0;
        return
        [
            .. offers.Select((offer, o) => AtBest(offer, (bytes += SolveSize.Of(offer.Game, refined[o].Resolution).Bytes) <= MostBytes ? refined[o] : null)),
        ];
    }

    private OfferAtBest AtBest(LoweredOffer offer, RefinedOutcome? kept = null) =>
        new(offer, assumptions.Best, options.KnotsOf(offer), options.AskedResolution is not null, kept);

    // A share of worlds has no numerical error of its own: it is off by the worlds whose answer is so near to what the condition asks that a finer grid could take it to the other side.
    private IEnumerable<string> Threshold(double[][] worlds, OfferDraws[] draws, double[]?[] errors)
    {
        if (holding is null || worlds.Length == 0 || errors.All(error => error is null))
            yield break;
        bool Open(int o, int draw)
        {
            double[] Moved(int sign) => [.. draws[o].Measures.Select((measure, ask) => measure[draw] + sign * errors[o]![ask])];
            return draws[o].IsSolved(draw) && holding.Holds(Moved(1), worlds[draw]) != holding.Holds(Moved(-1), worlds[draw]);
        }
        var open = Enumerable
            .Range(0, offers.Count)
            .Where(o => errors[o] is not null)
            .Select(o => (Title: offers[o].Offer.Title ?? offers[o].Offer.Name, Count: Enumerable.Range(0, worlds.Length).Count(draw => Open(o, draw))))
            .Where(each => each.Count > 0)
            .ToList();
        yield return open.Count == 0
            ? $"In none of {Words.Counted(worlds.Length, "world")} is an offer so near to holding, or to not holding, that the numerical error could decide it."
            : $"Worlds in which an offer is so near to holding, or to not holding, that the numerical error could decide it, of {worlds.Length:N0}: {string.Join(", ", open.Select(each => $"“{each.Title}” {each.Count:N0}"))}.";
    }

    private string HorizonInWords()
    {
        var game = offers[0].Game;
        return game.Periods is not { } periods
            ? "without end"
            : Words.Counted(periods, deal.PeriodName)
                + (game.AfterLast == AfterLastPeriod.LastFlowForEver ? $", then the last {Words.Spoken(deal.PeriodName)} for ever" : "");
    }

    private List<string> Notes(RefinedOutcome[] best, IReadOnlyList<OfferResult> results)
    {
        var notes = new List<string>();
        for (var o = 0; o < offers.Count; o++)
        {
            foreach (var note in best[o].Outcome.Solution.Report!.Notes)
                notes.Add($"“{results[o].Title}”: {note}");
            if (best[o].Resolution != options.KnotsOf(offers[o]))
                notes.Add(
                    $"“{results[o].Title}”: at the best values on {Words.Counted(best[o].Resolution, "knot")} of belief, since it was not stable on {options.KnotsOf(offers[o])}."
                );
            foreach (var open in GridWords.Open(offers[o], best[o]))
                notes.Add($"“{results[o].Title}”, at the best values: {open}");
            if (offers[o].Game.HasPrivateTypes && options.ErrorDraws > 0 && results[o].Measures.All(measure => measure.NumericalError is null))
                notes.Add($"“{results[o].Title}”: the numerical error was not measured; a finer grid would not fit.");
            notes.AddRange(Summaries.NotCertified(results[o], options.Draws));
        }
        return notes;
    }
}
