using Foedus.Answers;
using Foedus.Exploring;
using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Units;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing.Analysis;

/// <summary>Total effects of one offer under each combination of answers, and over all of them where they have weights.</summary>
/// <remarks>
/// All combinations are solved at the same places. An assumption that screening keeps under one of them is estimated under all, so that they can be compared and mixed. The design is smaller than that of the deal as written
/// where draws are solved one by one: what it costs is in the ranges.
/// </remarks>
internal sealed class ForkEffectsAnalysis(AssumptionSet assumptions, IReadOnlyList<ForkCase> cases, WeighingOptions options, SolveMemo memo)
{
    /// <summary>Base points at most where draws are solved one by one and no number was asked for.</summary>
    public const int MostOneByOne = 64;

    private const double Negligible = 0.05;

    private readonly int count = assumptions.Uncertain.Count;

    /// <param name="name">The offer.</param>
    /// <param name="forks">Names and titles of the open forks.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    public ForkEffects Run(string name, IReadOnlyList<(string Name, string Title)> forks, ParallelOptions parallel)
    {
        var offers = new List<LoweredOffer>();
        // An offer that is the same game under answers before is solved as that.
        foreach (var offer in cases.Select(each => each.Offers.First(offer => offer.Offer.Name == name)))
            offers.Add(offers.FirstOrDefault(before => SameGame.Are(before, offer)) ?? offer);
        var title = offers[0].Holding!.Decides is { } known ? offers[0].Asks[known.Ask].Title : "whether it holds";
        if (assumptions.HasCorrelations)
            return new ForkEffects { Offer = name, Title = title, Refused = "Some assumptions are drawn together ('correlate'), so that the spread of the answer cannot be divided between them." };
        if (count == 0 || 2 * count > SobolSequence.MostDimensions)
            return new ForkEffects { Offer = name, Title = title, Refused = count == 0 ? "No assumption has a range." : $"{Words.Counted(count, "assumption")} have a range; total effects can be estimated for up to {SobolSequence.MostDimensions / 2}. Fix some with --set." };
        var n = options.Effects ?? (offers.All(offer => BlockSolvers.WhyNotInLanes(offer) is null) ? EffectsAnalysis.MostWhereCheap : Math.Clamp(options.EffectBasePoints / 2, 16, MostOneByOne));
        var stars = Math.Clamp(n / 8, 4, 20);
        var (a, b) = EffectDesign.BasePoints(Math.Max(n, stars), count, options.Seed);
        var starRows = Solve(offers, stars * (count + 1), row => EffectDesign.Star(a[row / (count + 1)], row % (count + 1) - 1), parallel);
        var kept = Kept([.. starRows.Select(rows => EffectDesign.Screen(rows, stars, a))], [.. offers.SelectMany(InUse.Holding)]);
        var block = 2 + kept.Length;
        var rows = Solve(offers, n * block, row => (row / block, row % block) is var (point, place) && place == 0 ? a[point]
            : place == 1 ? b[point] : EffectDesign.Mixed(a[point], b[point], [kept[place - 2]]), parallel);
        double[] Column(int c, int place) => [.. Enumerable.Range(0, n).Select(point => rows[c][point * block + place])];
        var indices = new ForkedIndices([.. cases.Select((_, c) => Column(c, 0))], [.. cases.Select((_, c) => Column(c, 1))], [.. cases.Select((_, c) => kept.Select((_, i) => Column(c, i + 2)).ToArray())], options.Seed);
        return new ForkEffects
        {
            Offer = name,
            Title = title,
            ScreeningPoints = stars,
            BasePoints = n,
            Solves = starRows.Concat(rows).Sum(some => some.Length),
            NotSolved = starRows.Concat(rows).Sum(some => some.Count(double.IsNaN)),
            Combinations = [.. cases.Select((each, c) => indices.Within(c) is var found ? new CombinationEffects(each.Answers, each.Title, each.Weight, found.Mean, found.Deviation, ByAssumption(kept, found.Totals)) : null!)],
            Mixture = cases.All(each => each.Weight is not null) ? Mixture(indices, kept, forks) : null,
        };
    }

    private MixtureEffects Mixture(ForkedIndices indices, int[] kept, IReadOnlyList<(string Name, string Title)> forks)
    {
        var names = forks.Select(fork => cases.Select(each => each.Answers[fork.Name]).Distinct().ToList()).ToList();
        var found = indices.Over([.. cases.Select(each => each.Weight!.Value)], [.. cases.Select(each => forks.Select((fork, f) => names[f].IndexOf(each.Answers[fork.Name])).ToArray())]);
        return new MixtureEffects(found.Mean, found.Deviation, ByAssumption(kept, found.Totals),
            [.. forks.Select((fork, f) => new ForkEffect(fork.Name, fork.Title, found.ForkOwn[f].Share, Range(found.ForkOwn[f]), found.ForkTotals[f].Share, Range(found.ForkTotals[f]))).OrderByDescending(effect => effect.Total)]);
    }

    private List<TotalEffect> ByAssumption(int[] kept, VarianceShare[] totals) =>
        [.. kept.Select((i, place) => new TotalEffect(assumptions.Assumptions[assumptions.Uncertain[i]].Name, totals[place].Share, Range(totals[place]))).OrderByDescending(effect => effect.Total)];

    private static Interval Range(VarianceShare share) => new(share.Low, share.High);

    // By the largest share of what moves most under any combination; where nothing moves nothing is kept.
    private int[] Kept(IReadOnlyList<IReadOnlyList<ElementaryEffect>> screened, HashSet<int> used)
    {
        var sizes = new double[count];
        foreach (var effects in screened)
        {
            var own = effects.Select(effect => double.IsNaN(effect.MeanAbsolute) ? 0 : effect.MeanAbsolute).ToArray();
            for (var i = 0; own.Max() > 1e-12 && i < count; i++)
                sizes[i] = Math.Max(sizes[i], own[i] / own.Max());
        }
        return [.. Enumerable.Range(0, count).Where(i => sizes[i] > Negligible && used.Contains(assumptions.Uncertain[i])).OrderByDescending(i => sizes[i]).Take(EffectsAnalysis.MostKept).Order()];
    }

    // [offer][row] An offer that stands there twice is solved once.
    private List<double[]> Solve(List<LoweredOffer> offers, int rows, Func<int, double[]> place, ParallelOptions parallel)
    {
        var worlds = Enumerable.Range(0, rows).Select(row => assumptions.At(place(row))).ToList();
        var different = offers.Distinct().ToList();
        var draws = ManyWorlds.Solve(different, worlds, _ => Math.Min(options.Resolution, EffectsAnalysis.MostKnots), parallel, null, memo);
        return [.. offers.Select(offer => Read(offer.Holding!, draws[different.IndexOf(offer)]))];

        double[] Read(HoldingCondition holding, OfferDraws of) => [.. worlds.Select((world, row) => !of.IsSolved(row) ? double.NaN : holding.Decides is { } known ? of.Measures[known.Ask][row] : holding.Holds(of.MeasuresOf(row), world) ? 1 : 0)];
    }
}

/// <summary>One combination of answers with the offers as they are under it.</summary>
/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Title">The answers in words.</param>
/// <param name="Weight">How much it weighs; null where some fork has no weights.</param>
/// <param name="Offers">All offers under it.</param>
internal sealed record ForkCase(IReadOnlyDictionary<string, string> Answers, string Title, double? Weight, IReadOnlyList<LoweredOffer> Offers);
