using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Reporting;
using Foedus.Telling;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Engine;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Workflow;

/// <summary>From a deal's file to a weighed result and its report.</summary>
public static partial class Weigh
{
    /// <param name="file">A sound deal.</param>
    /// <param name="options">How to weigh.</param>
    /// <param name="progress">Told (worlds done, worlds in all).</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="further">Told (solves done, solves in all) of what the answer hangs on.</param>
    public static WeighingResult Run(
        DealFile file,
        WeighingOptions options,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        IProgress<(int Done, int All)>? further = null
    )
    {
        var clock = Stopwatch.StartNew();
        var engine = EngineOf(file, options);
        return Complete(file, engine.Run(progress, cancel), engine.Memo, further, cancel) with { Elapsed = clock.Elapsed };
    }

    private static WeighingResult Complete(
        DealFile file,
        WeighingResult weighed,
        SolveMemo memo,
        IProgress<(int Done, int All)>? further,
        CancellationToken cancel,
        FurtherSolves? known = null
    )
    {
        var result = DecisionAnalyst.Complete(file.Deal, file.Offers, weighed, memo, further, cancel, known);
        result = result with { Edges = EdgeResult.Of(result) };
        result =
            known is not null ? result with { Readings = known.Readings }
            : result.Options.WithReadings ? result with { Readings = Readings(file, result, further, cancel) }
            : result;
        var given = GivenAnalysis.Named(file.Deal, result.Options, [.. result.Offers.Select(offer => offer.Name)]);
        result = result with
        {
            Evidence = EvidenceAnalysis.Of(file.Deal, file.Offers, result),
            Given = given.Count == 0 ? null : GivenAnalysis.Of(given, result) with { Combinations = known?.GivenCombinations, Mixture = known?.GivenMixture },
        };
        if (ViewAnalysis.Of(file.Deal, result) is var (views, disagreements))
            result = result with { Views = views, Disagreements = disagreements };
        return known?.Forks is { } forks
            ? Beside(result, forks, known.Combinations, known.Mixture, known.ForkEffects)
            : WithForks(file, result, memo, further, cancel);
    }

    /// <summary>The deal as written and under each of its readings, on the same draws, without further solves.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="written">The deal as written, weighed.</param>
    /// <param name="progress">Told (worlds done, worlds in all) of each reading.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<ReadingResult> Readings(
        DealFile file,
        WeighingResult written,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default
    ) =>
        [
            Reading(written, null, []),
            .. file.Deal.Readings.Select(reading =>
                Reading(
                    new WeighingEngine(file.Deal, file.Offers, Under(written.Options, reading)).Run(progress, cancel),
                    reading.Title,
                    [.. reading.Values.Select(value => value.Name)]
                )
            ),
        ];

    // On the grids of the deal as written; offers that were not weighed as written choose theirs.
    private static WeighingOptions Under(WeighingOptions written, Reading reading)
    {
        var offers = Both(written.Offers, reading.Offers.Texts());
        var isKnown = written.Knots is not { } knots || offers is null || offers.All(knots.ContainsKey);
        return written with
        {
            Draws = Math.Min(written.Draws, written.Kept),
            Reading = reading.Name,
            Offers = offers,
            Effects = 0,
            EquilibriumDraws = 0,
            CareDraws = 0,
            Thresholds = 0,
            ErrorDraws = isKnown ? 0 : written.ErrorDraws,
            Knots = isKnown ? written.Knots : null,
        };
    }

    /// <summary>The answer of one offer over two assumptions, all others at their best values.</summary>
    public static AnswerMap Map(
        DealFile file,
        LoweredOffer offer,
        string x,
        string y,
        int points,
        WeighingOptions options,
        Action? solved = null,
        CancellationToken cancel = default
    ) =>
        AnswerMaps.Solve(
            new AssumptionSet(file.Deal, options),
            offer,
            x,
            y,
            points,
            Knots(file, offer, options, cancel),
            file.Deal.PeriodName,
            options.Parallel(cancel),
            solved
        );

    // What is asked for and what the reading is about; a reading that is about nothing asked for is weighed on its own offers.
    private static IReadOnlyList<string>? Both(IReadOnlyList<string>? asked, IEnumerable<string> about) =>
        asked is null || !about.Any() ? asked
        : asked.Where(about.Contains).ToList() is { Count: > 0 } shared ? shared
        : null;

    private static ReadingResult Reading(WeighingResult result, string? title, IReadOnlyList<string> changes) =>
        new(
            result.Reading,
            title ?? result.Reading ?? "The deal as written",
            changes,
            [
                .. result.Offers.Select(offer => new ReadingOffer(
                    offer.Name,
                    offer.IsNoDeal,
                    offer.Holds,
                    offer.AllSign,
                    offer.AcceptableAndHolds,
                    offer.HoldsAtBest,
                    offer.NotConverged,
                    [.. offer.Parties.Select(party => new ReadingParty(party.Party, party.Signs, party.Surplus))]
                )),
            ]
        )
        {
            Ahead = result.Ahead,
        };

    /// <summary>Whether the draws would take more memory than they should: then weigh into a folder with <see cref="RunInto"/>.</summary>
    public static bool IsLarge(DealFile file, WeighingOptions options) => new WeighingEngine(file.Deal, file.Offers, options).IsLarge;

    private static WeighingEngine EngineOf(DealFile file, WeighingOptions options)
    {
        foreach (var name in options.EffectsOf ?? [])
            if (name != "all" && !file.Offers.Any(offer => offer.Offer.Name == name))
                throw new InputException($"There is no offer '{name}'. Offers: {string.Join(", ", file.Offers.Select(offer => offer.Offer.Name))}.");
        // Refused before anything is solved.
        Combinations(file, options);
        var engine = new WeighingEngine(file.Deal, file.Offers, options);
        GivenAnalysis.Named(file.Deal, options, engine.OfferNames);
        return engine;
    }

    /// <summary>The report as one HTML page.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="result">Weighed.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="marking">What stands on every page; null for nothing.</param>
    public static string Html(DealFile file, WeighingResult result, CancellationToken cancel = default, string? marking = null) =>
        HtmlReport.Render(Tell(file, result, withReasons: true, cancel), marking);

    /// <summary>What is told of a result, for whoever draws it.</summary>
    /// <param name="file">The deal.</param>
    /// <param name="result">Weighed.</param>
    /// <param name="withReasons">Whether reasons and diagram are made of each offer at its best values.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ToldResult Tell(DealFile file, WeighingResult result, bool withReasons, CancellationToken cancel = default) =>
        WeighedTelling.Of(Material(file, result, withReasons, cancel));

    /// <summary>What a result is told from.</summary>
    internal static WeighedDeal Material(DealFile file, WeighingResult result, bool withReasons, CancellationToken cancel)
    {
        var explained = withReasons ? result.AtBest : [];
        var told = new (Diagram Diagram, Explanation Reasons)?[explained.Count];
        var assumptions = new AssumptionSet(file.Deal, result.Options);
        PieceByPiece.Do(explained.Count, result.Options.Parallel(cancel), o => told[o] = Reasons(explained[o], assumptions, result.Slips, cancel));
        var known = explained.Zip(told).Where(each => each.Second is not null).ToDictionary(each => each.First.Offer.Offer.Name, each => each.Second!.Value);
        return new WeighedDeal(result)
        {
            Diagrams = known.ToDictionary(each => each.Key, each => each.Value.Diagram),
            Reasons = known.ToDictionary(each => each.Key, each => each.Value.Reasons),
            Terms = file.Offers.ToDictionary(offer => offer.Offer.Name, offer => TermSheets.Of(offer, outcome: null)),
            Provenance = Provenance(file, result),
        };
    }

    // Null where there is no certified solution at the best values.
    private static (Diagram Diagram, Explanation Reasons)? Reasons(
        OfferAtBest atBest,
        AssumptionSet assumptions,
        IReadOnlyList<SlipEffect>? slips,
        CancellationToken cancel
    )
    {
        var (offer, refined) = (atBest.Offer, atBest.Solved(cancel));
        if (!refined.Outcome.IsSolved)
            return null;
        var explainer = new Explainer(offer, assumptions, refined.Resolution);
        return (
            DiagramOf.Make(offer, refined.Outcome),
            slips is null
                ? explainer.Explain(refined.Outcome, cancel)
                : explainer.Explain(refined.Outcome, [.. slips.Where(slip => slip.Offer == offer.Offer.Name)], cancel)
        );
    }

    /// <summary>An offer at the best values, as a weighing solves it: refined where no grid was asked for, with what is left of its numerical error.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="offer">One of its offers.</param>
    /// <param name="options">How it would be weighed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RefinedOutcome AtBest(DealFile file, LoweredOffer offer, WeighingOptions options, CancellationToken cancel = default) =>
        new OfferAtBest(offer, new AssumptionSet(file.Deal, options).Best, Knots(file, offer, options, cancel), options.AskedResolution is not null).Solved(
            cancel
        );

    /// <summary>Knots that a weighing solves an offer on: those that were asked for, else what its first draws choose.</summary>
    /// <param name="file">A sound deal.</param>
    /// <param name="offer">One of its offers.</param>
    /// <param name="options">How it would be weighed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static int Knots(DealFile file, LoweredOffer offer, WeighingOptions options, CancellationToken cancel = default) =>
        options.ChoosesGrids
            ? new GridChoice([offer], options, new SolveMemo()).Run(new AssumptionSet(file.Deal, options), cancel)[0].Knots
            : options.KnotsOf(offer);

    /// <summary>Version of the library.</summary>
    public static string Version => typeof(Weigh).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    internal static List<string> Provenance(DealFile file, WeighingResult result) =>
        [
            $"Foedus {Version}",
            $"Deal: {Path.GetFileName(file.Source.Name)}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file.Source.Bytes.Span))}",
            .. (result.NotAsWritten ?? []).Select(sentence => $"Not as written: {sentence}"),
            $"{Words.Counted(result.Options.Draws, "draw")}, seed {result.Options.Seed}, {GridWords.Knots(result)}{(result.Reading is null ? "" : $", reading '{result.Reading}'")}{string.Concat(result.Options.Forks.Select(fork => $", {fork.Key} = {fork.Value}"))}",
        ];
}
