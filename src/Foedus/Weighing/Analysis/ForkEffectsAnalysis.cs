using Foedus.Answers;
using Foedus.Exploring;
using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Units;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing.Analysis;

/// <summary>Total effects of one offer under each combination of answers, and over all of them where they have weights.</summary>
/// <remarks>
/// All combinations are solved at the same places. An assumption that screening keeps under one of them is estimated under all, so that they can be compared and mixed. The design is that of the deal as written, smaller where that is large and
/// draws are solved one by one: what it costs is in the ranges.
/// </remarks>
/// <param name="assumptions">Of the deal.</param>
/// <param name="cases">Every combination; as written first.</param>
/// <param name="worlds">[assumption][draw] of the draws that were weighed.</param>
/// <param name="options">As weighed.</param>
/// <param name="memo">What was solved before.</param>
internal sealed class ForkEffectsAnalysis(
    AssumptionSet assumptions,
    IReadOnlyList<ForkCase> cases,
    IReadOnlyList<double[]> worlds,
    WeighingOptions options,
    SolveMemo memo
)
{
    /// <summary>Base points at most where draws are solved one by one and no number was asked for.</summary>
    public const int MostOneByOne = 64;

    private const double Negligible = 0.05;

    // Rounding apart.
    private const double Same = 1e-9;

    private readonly int count = assumptions.Uncertain.Count;

    /// <param name="written">Effects of the offer in the deal as written.</param>
    /// <param name="forks">Names and titles of the open forks.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    public ForkEffects Run(EffectsResult written, IReadOnlyList<(string Name, string Title)> forks, ParallelOptions parallel)
    {
        var name = written.Offer;
        var offers = new List<LoweredOffer>();
        // An offer that is the same game under answers before is solved as that.
        foreach (var offer in cases.Select(each => each.Offers.First(offer => offer.Offer.Name == name)))
            offers.Add(offers.FirstOrDefault(before => SameGame.Are(before, offer)) ?? offer);
        var decides = offers[0].Holding!.Decides;
        var title = decides is { } known ? offers[0].Asks[known.Ask].Title : "whether it holds";
        if (assumptions.HasCorrelations)
            return new ForkEffects
            {
                Offer = name,
                Title = title,
                Refused = "Some assumptions are drawn together ('correlate'), so that the spread of the answer cannot be divided between them.",
            };
        if (count == 0 || 2 * count > SobolSequence.MostDimensions)
            return new ForkEffects
            {
                Offer = name,
                Title = title,
                Refused =
                    count == 0
                        ? "No assumption has a range."
                        : $"{Words.Counted(count, "assumption")} have a range; total effects can be estimated for up to {SobolSequence.MostDimensions / 2}. Fix some with --set.",
            };
        var n =
            options.Effects is null && offers.Any(offer => BlockSolvers.WhyNotInLanes(offer) is not null)
                ? Math.Min(written.BasePoints, MostOneByOne)
                : written.BasePoints;
        var stars = Math.Clamp(n / 8, 4, 20);
        var (a, b) = EffectDesign.BasePoints(Math.Max(n, stars), count, options.Seed);
        var starRows = Solve(offers, stars * (count + 1), row => EffectDesign.Star(a[row / (count + 1)], row % (count + 1) - 1), parallel);
        var outcome = written.Outcomes[0];
        var kept = Kept([.. starRows.Select(rows => EffectDesign.Screen(rows, stars, a))], [.. offers.SelectMany(InUse.Holding)], outcome);
        var block = 2 + kept.Length;
        var rows = Solve(
            offers,
            n * block,
            row =>
                (row / block, row % block) is var (point, place) && place == 0 ? a[point]
                : place == 1 ? b[point]
                : EffectDesign.Mixed(a[point], b[point], [kept[place - 2]]),
            parallel
        );
        double[] Column(int c, int place) => [.. Enumerable.Range(0, n).Select(point => rows[c][point * block + place])];
        var combinations = cases.Select((_, c) => Within(c)).ToList();
        return new ForkEffects
        {
            Offer = name,
            Title = title,
            ScreeningPoints = stars,
            BasePoints = n,
            Solves = starRows.Concat(rows).Sum(some => some.Length),
            NotSolved = starRows.Concat(rows).Sum(some => some.Count(double.IsNaN)),
            Combinations =
            [
                .. combinations.Zip(cases, (found, each) =>
                    new CombinationEffects(
                        each.Answers,
                        each.Title,
                        each.Weight,
                        found.Mean,
                        found.Deviation,
                        [.. found.Effects.Select(Told).OrderByDescending(effect => effect.Total)]
                    )
                ),
            ],
            Mixture = cases.All(each => each.Weight is not null)
                ? Mixture(
                    new ForkedIndices(
                        [.. cases.Select((_, c) => Column(c, 0))],
                        [.. cases.Select((_, c) => Column(c, 1))],
                        [.. cases.Select((_, c) => kept.Select((_, i) => Column(c, i + 2)).ToArray())],
                        EffectDesign.Scrambles,
                        options.Seed
                    ),
                    combinations,
                    cases,
                    forks
                )
                : null,
        };

        // The deal as written, and what comes to the same at every place, has the numbers of its own, larger design, so that one spread is divided in one way.
        CombinationTotals Within(int c)
        {
            var design = new OutcomeEffects(Column(c, 0), Column(c, 1), decides is null, options.Seed);
            var used = (decides is null ? InUse.Holding(offers[c]) : InUse.Measures(offers[c])).Intersect(assumptions.Uncertain).ToList();
            var indices = kept.Select(
                    (i, place) =>
                        design.Deviation > 0 && used is [var only] && only == assumptions.Uncertain[i]
                            ? OutcomeEffects.Whole
                            : design.Index(Column(c, place + 2))
                )
                .ToList();
            IReadOnlyList<Effect> effects =
            [
                .. kept.Select(
                    (i, place) =>
                        OutcomeEffects.Held([NameOf(i)], [indices[place]], [worlds[assumptions.Uncertain[i]]], cases[c].Drawn(name), options.Scrambles).Each[0]
                ),
            ];
            return IsAsWritten(c)
                ? new CombinationTotals(
                    outcome.Mean,
                    outcome.Deviation,
                    [.. effects.Select(effect => outcome.ByAssumption.FirstOrDefault(own => own.Assumption == effect.Assumption) ?? effect)]
                )
                : new CombinationTotals(design.Mean, design.Deviation, effects);
        }

        bool IsAsWritten(int c) => rows[c].Zip(rows[0]).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= Same);
    }

    // By the formula over the rows above, so that they and their mixture agree; with the range that the mixture's own base points give.
    private static MixtureEffects Mixture(
        ForkedIndices indices,
        List<CombinationTotals> combinations,
        IReadOnlyList<ForkCase> cases,
        IReadOnlyList<(string Name, string Title)> forks
    )
    {
        double[] weights = [.. cases.Select(each => each.Weight!.Value)];
        var names = forks.Select(fork => cases.Select(each => each.Answers[fork.Name]).Distinct().ToList()).ToList();
        var found = indices.Over(weights, [.. cases.Select(each => forks.Select((fork, f) => names[f].IndexOf(each.Answers[fork.Name])).ToArray())]);
        var mean = combinations.Zip(weights, (each, weight) => weight > 0 ? weight * each.Mean : 0).Sum();
        var variance = combinations
            .Zip(weights, (each, weight) => weight > 0 ? weight * (each.Deviation * each.Deviation + (each.Mean - mean) * (each.Mean - mean)) : 0)
            .Sum();
        double Mixed(Func<CombinationTotals, double> share) =>
            !(variance > 0)
                ? 0
                : combinations
                    .Zip(weights, (each, weight) => weight > 0 && each.Deviation > 0 ? weight * share(each) * each.Deviation * each.Deviation / variance : 0)
                    .Sum();
        var totals = combinations[0]
            .Effects.Select(
                (effect, i) =>
                {
                    var total = Mixed(each => each.Effects[i].Total);
                    return new TotalEffect(
                        effect.Assumption,
                        total,
                        new Interval(
                            Math.Min(total, Math.Max(Held(found.Totals[i].Low), Mixed(each => each.Effects[i].OwnInterval.Low))),
                            Math.Max(total, Math.Max(Held(found.Totals[i].High), Mixed(each => each.Effects[i].OwnInterval.High)))
                        )
                    );
                }
            );
        return new MixtureEffects(
            mean,
            Math.Sqrt(variance),
            [.. totals.OrderByDescending(effect => effect.Total)],
            [
                .. forks
                    .Select(
                        (fork, f) =>
                            new ForkEffect(
                                fork.Name,
                                fork.Title,
                                Held(found.ForkOwn[f].Share),
                                Range(found.ForkOwn[f]),
                                Held(Math.Max(found.ForkOwn[f].Share, found.ForkTotals[f].Share)),
                                Range(found.ForkTotals[f])
                            )
                    )
                    .OrderByDescending(effect => effect.Total),
            ]
        );
    }

    private static TotalEffect Told(Effect effect) => new(effect.Assumption, effect.Total, effect.TotalInterval);

    private static Interval Range(VarianceShare share) => new(Held(share.Low), Held(share.High));

    private static double Held(double share) => Math.Clamp(share, 0, 1);

    private string NameOf(int i) => assumptions.Assumptions[assumptions.Uncertain[i]].Name;

    // What was kept of the deal as written, and by the largest share of what moves most under any combination; where nothing moves nothing is kept.
    private int[] Kept(IReadOnlyList<IReadOnlyList<ElementaryEffect>> screened, HashSet<int> used, EffectsOnOutcome written)
    {
        var sizes = new double[count];
        foreach (var effects in screened)
        {
            var own = effects.Select(effect => double.IsNaN(effect.MeanAbsolute) ? 0 : effect.MeanAbsolute).ToArray();
            for (var i = 0; own.Max() > 1e-12 && i < count; i++)
                sizes[i] = Math.Max(sizes[i], own[i] / own.Max());
        }
        return
        [
            .. Enumerable
                .Range(0, count)
                .Where(i => sizes[i] > Negligible && used.Contains(assumptions.Uncertain[i]))
                .OrderByDescending(i => sizes[i])
                .Take(EffectsAnalysis.MostKept)
                .Union(Enumerable.Range(0, count).Where(i => written.ByAssumption.Any(effect => effect.Assumption == NameOf(i))))
                .Order(),
        ];
    }

    // [offer][row] An offer that stands there twice is solved once.
    private List<double[]> Solve(List<LoweredOffer> offers, int rows, Func<int, double[]> place, ParallelOptions parallel)
    {
        var worlds = Enumerable.Range(0, rows).Select(row => assumptions.At(place(row))).ToList();
        var different = offers.Distinct().ToList();
        var draws = ManyWorlds.Solve(different, worlds, _ => Math.Min(options.Resolution, EffectsAnalysis.MostKnots), parallel, null, memo);
        return [.. offers.Select(offer => Read(offer.Holding!, draws[different.IndexOf(offer)]))];

        double[] Read(HoldingCondition holding, OfferDraws of) =>
            [
                .. worlds.Select(
                    (world, row) =>
                        !of.IsSolved(row) ? double.NaN
                        : holding.Decides is { } known ? of.Measures[known.Ask][row]
                        : holding.Holds(of.MeasuresOf(row), world) ? 1
                        : 0
                ),
            ];
    }
}

/// <summary>One combination of answers with the offers as they are under it.</summary>
/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Title">The answers in words.</param>
/// <param name="Weight">How much it weighs; null where some fork has no weights.</param>
/// <param name="Offers">All offers under it.</param>
/// <param name="Drawn">[offer][draw] what decides, or whether it holds; NaN where it is not known.</param>
internal sealed record ForkCase(
    IReadOnlyDictionary<string, string> Answers,
    string Title,
    double? Weight,
    IReadOnlyList<LoweredOffer> Offers,
    Func<string, double[]> Drawn
);

/// <summary>What one combination of answers comes to, assumptions in the order in which they were kept.</summary>
internal sealed record CombinationTotals(double Mean, double Deviation, IReadOnlyList<Effect> Effects);
