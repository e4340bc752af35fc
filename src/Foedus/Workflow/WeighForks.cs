using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Engine;

namespace Foedus.Workflow;

/// <summary>A deal weighed under the answers of its forks.</summary>
public static partial class Weigh
{
    /// <summary>The result with every combination of answers beside it: on the same draws, without further solves.</summary>
    /// <param name="file">The deal as the options have it.</param>
    /// <param name="written">Its result.</param>
    /// <param name="progress">Told (worlds done, worlds in all) of each combination.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="RefusedException">More than <see cref="ForkCombination.Most"/> are open.</exception>
    public static WeighingResult WithForks(
        DealFile file,
        WeighingResult written,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default
    ) => WithForks(file, written, new SolveMemo(), progress, cancel);

    private static WeighingResult WithForks(
        DealFile file,
        WeighingResult written,
        SolveMemo memo,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel
    )
    {
        var forks = file.Deal.Forks.ToList();
        var open = OpenForks(file.Deal, written.Options);
        if (open.Count == 0)
            return written;
        var choices = Combinations(file, written.Options);
        var options = written.Options with
        {
            Draws = Math.Min(written.Options.Draws, written.Options.Kept),
            Effects = 0,
            ErrorDraws = written.Options.ForkErrorDraws,
            EquilibriumDraws = 0,
            CareDraws = 0,
            Thresholds = 0,
            Knots = written.Offers.ToDictionary(offer => offer.Name, offer => offer.Knots ?? written.Options.Resolution),
        };
        var given = GivenAnalysis.Named(file.Deal, options, [.. written.Offers.Select(offer => offer.Name)]);
        var weights = choices
            .Select(choice => open.Select(f => WeightOf(forks[f], choice[f])).Aggregate((double?)1, (product, weight) => product * weight))
            .ToList();
        var (answers, results, known) = (new List<IReadOnlyList<WeighedOffer>>(), new List<WeighingResult>(), new List<KnownAnswers>());
        // Lowered once: three ask for them.
        var games = choices.Select(choice => file.OffersUnder(choice, cancel)).ToList();
        foreach (var (choice, lowered) in choices.Zip(games))
        {
            // The draws of each are wanted again only where evidence weighs them.
            if (given.Count == 0)
                answers.Add(Of(file, choice, lowered, written, options, known, memo, progress, cancel));
            else
            {
                results.Add(Under(file, choice, lowered, written, options, memo, progress, cancel));
                answers.Add(ByOffer(results[^1], lowered));
            }
        }
        var weighed = answers.Select(each => (IReadOnlyList<ForkOffer>)[.. each.Select(offer => offer.Told)]).ToList();
        var standings = answers
            .Select(each =>
                AheadResult.Of([.. each.Where(offer => !offer.Told.IsNoDeal).Select(offer => (offer.Told.Offer, offer.Yardstick))], options.Scrambles)
            )
            .ToList();
        IReadOnlyDictionary<string, string> AnswersOf(ForkChoice choice) => open.ToDictionary(f => forks[f].Name, f => forks[f].Answers[choice[f]].Name);
        string Titled(ForkChoice choice) => string.Join("; ", open.Select(f => TitleOf(forks[f], choice[f])));
        if (given.Count > 0)
        {
            var (combinations, mixture) = GivenAnalysis.Mixed([
                .. choices.Select(
                    (choice, c) =>
                    {
                        var (told, worlds) = GivenAnalysis.Under(given, results[c], AnswersOf(choice), Titled(choice), weights[c]);
                        return (told, worlds, results[c]);
                    }
                ),
            ]);
            written = written with { Given = written.Given! with { Combinations = combinations, Mixture = mixture } };
        }
        return Beside(
            written,
            [
                .. open.Select(f => new ForkResult(
                    forks[f].Name,
                    forks[f].Title ?? forks[f].Name,
                    [
                        .. forks[f]
                            .Answers.Select((answer, a) => (answer, At: choices.IndexOf(file.Bound.Choice.With(f, a)), Weight: WeightOf(forks[f], a)))
                            .Select(each => new ForkAnswer(
                                each.answer.Name,
                                each.answer.Title ?? each.answer.Name,
                                each.Weight,
                                standings[each.At],
                                weighed[each.At]
                            )),
                    ]
                )),
            ],
            open.Count == 1 ? null : [.. choices.Select((choice, c) => new ForkCombination(AnswersOf(choice), Titled(choice), weights[c], weighed[c]))],
            ForkSummaries.Mixture([.. weights.Zip(weighed)]),
            Effects(
                file,
                written,
                open,
                [
                    .. choices.Select(
                        (choice, c) =>
                            new ForkCase(AnswersOf(choice), Titled(choice), weights[c], games[c], name =>
                                answers[c].Single(offer => offer.Told.Offer == name).Score
                            )
                    ),
                ],
                memo,
                cancel
            )
        );
    }

    // Of the offers whose effects were estimated as written.
    private static IReadOnlyList<ForkEffects>? Effects(
        DealFile file,
        WeighingResult written,
        List<int> open,
        IReadOnlyList<ForkCase> cases,
        SolveMemo memo,
        CancellationToken cancel
    )
    {
        if (written.Analysis?.Effects is not { Count: > 0 } estimated)
            return null;
        var worlds = written.Worlds.Take(DrawColumns.Most).ToList();
        var analysis = new ForkEffectsAnalysis(
            new AssumptionSet(file.Deal, written.Options),
            cases,
            [.. written.Assumptions.Select((_, a) => worlds.Select(world => world[a]).ToArray())],
            written.Options,
            memo
        );
        var forks = file.Deal.Forks.ToList();
        var parallel = written.Options.Parallel(cancel);
        return [.. estimated.Select(effects => analysis.Run(effects, [.. open.Select(f => (forks[f].Name, forks[f].Title ?? forks[f].Name))], parallel))];
    }

    // What is known of the forks, and the sentences that say so.
    private static WeighingResult Beside(
        WeighingResult written,
        IReadOnlyList<ForkResult> forks,
        IReadOnlyList<ForkCombination>? combinations,
        IReadOnlyList<ForkOffer>? mixture,
        IReadOnlyList<ForkEffects>? effects
    )
    {
        var under = ForkAnswers.Under(forks, combinations);
        var headline = Summaries.Headline(written.Offers, written.HoldsWhen is not null, written.Ahead);
        return written with
        {
            ForkEffects = effects,
            Forks = forks,
            Combinations = combinations,
            Mixture = mixture,
            ByFork = ForkSummaries.Sentences(headline, written.Offers, forks, under),
            Headline = headline.Text + ForkSummaries.Holding(headline, written.Offers, under),
            Honesty = [.. written.Honesty, .. Summaries.NumericalErrors(written.Offers, forks, under, written.Options.ForkErrorDraws)],
        };
    }

    private static WeighingResult Under(
        DealFile file,
        ForkChoice choice,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult written,
        WeighingOptions options,
        SolveMemo memo,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel
    )
    {
        var isWritten = choice == file.Bound.Choice && options.Draws == written.Options.Draws;
        return isWritten ? written : new WeighingEngine(file.Deal, lowered, options) { Memo = memo }.Run(progress, cancel) with { AtBest = [] };
    }

    private static IReadOnlyList<WeighedOffer> ByOffer(WeighingResult result, IReadOnlyList<LoweredOffer> lowered)
    {
        var drawn = new DrawColumns(lowered[0].Holding, result);
        var columns = drawn.Yardsticks(result.HoldsWhen is not null).ToDictionary(each => each.Offer, each => each.Column);
        return
        [
            .. result.Offers.Select(
                (offer, o) =>
                    new WeighedOffer(
                        new ForkOffer(
                            offer.Name,
                            offer.IsNoDeal,
                            offer.Holds is { } holds ? new WorldShare(holds.Share, holds.Low, holds.High) : null,
                            offer.AllSign,
                            offer.AcceptableAndHolds,
                            offer.NotConverged
                        )
                        {
                            Promises =
                                offer.Promises.Count == 0
                                    ? []
                                    : [.. offer.Promises.Select(promise => new ForkPromise(promise.Name, promise.Title, promise.Called, promise.Kept))],
                            NumericalErrors =
                            [
                                .. offer
                                    .Measures.Where(measure => measure.NumericalError is not null)
                                    .Select(measure => new ForkError(measure.Name, measure.NumericalError!.Value)),
                            ],
                        },
                        columns.GetValueOrDefault(offer.Name) ?? [],
                        drawn.Score[o]
                    )
            ),
        ];
    }

    // With what it is ahead by, and what decides, draw by draw.
    private sealed record WeighedOffer(ForkOffer Told, double[] Yardstick, double[] Score);

    // An offer that is the same game as under answers weighed before, beside a no deal that is too, has the same numbers: it is not solved again.
    private static IReadOnlyList<WeighedOffer> Of(
        DealFile file,
        ForkChoice choice,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult written,
        WeighingOptions options,
        List<KnownAnswers> known,
        SolveMemo memo,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel
    )
    {
        var games = lowered.Where(game => written.Offers.Any(offer => offer.Name == game.Offer.Name)).ToDictionary(game => game.Offer.Name);
        var noDeal = games.Values.Single(game => game.Offer.IsNoDeal);
        var before = known.Where(answers => SameGame.Are(answers.NoDeal, noDeal)).ToList();
        var found = games
            .Values.Select(game =>
                before
                    .FirstOrDefault(answers => SameGame.Are(answers.Games[game.Offer.Name], game))
                    ?.Offers.Single(offer => offer.Told.Offer == game.Offer.Name)
            )
            .OfType<WeighedOffer>()
            .ToDictionary(offer => offer.Told.Offer);
        if (found.Count < games.Count)
            foreach (
                var offer in ByOffer(
                    Under(
                        file,
                        choice,
                        lowered,
                        written,
                        options with
                        {
                            Offers = [.. games.Keys.Where(name => !found.ContainsKey(name) && name != noDeal.Offer.Name)],
                        },
                        memo,
                        progress,
                        cancel
                    ),
                    lowered
                )
            )
                found.TryAdd(offer.Told.Offer, offer);
        IReadOnlyList<WeighedOffer> offers = [.. written.Offers.Select(offer => found[offer.Name])];
        known.Add(new KnownAnswers(noDeal, games, offers));
        return offers;
    }

    private sealed record KnownAnswers(LoweredOffer NoDeal, IReadOnlyDictionary<string, LoweredOffer> Games, IReadOnlyList<WeighedOffer> Offers);

    private static List<int> OpenForks(Deal deal, WeighingOptions options) =>
        [.. deal.Forks.Select((fork, f) => (fork, f)).Where(pair => !options.Forks.ContainsKey(pair.fork.Name)).Select(pair => pair.f)];

    // Every combination of answers of the open forks, as written first.
    internal static List<ForkChoice> Combinations(DealFile file, WeighingOptions options)
    {
        var forks = file.Deal.Forks.ToList();
        var open = OpenForks(file.Deal, options);
        var count = open.Aggregate(1.0, (product, f) => product * forks[f].Answers.Count);
        if (count > ForkCombination.Most)
            throw new RefusedException(
                $"The forks of this deal have {Words.Counted(count, "combination")} of answers; at most {ForkCombination.Most} are weighed side by side. Fix the answers of some: "
                    + string.Join(" ", open.Select(f => $"--fork {forks[f].Name}={forks[f].Answers[0].Name}").Take(3))
                    + "."
            );
        return open.Aggregate(new List<ForkChoice> { file.Bound.Choice }, (made, f) =>
            [.. made.SelectMany(choice => Enumerable.Range(0, forks[f].Answers.Count).Select(answer => choice.With(f, answer)))]
        );
    }

    private static double? WeightOf(Fork fork, int answer) => fork.Answers[answer].Weight / fork.Answers.Sum(each => each.Weight);

    private static string TitleOf(Fork fork, int answer) => fork.Answers[answer].Title ?? $"{fork.Name} = {fork.Answers[answer].Name}";
}
