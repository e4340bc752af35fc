using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing.Analysis;

/// <summary>Works out what a weighed answer hangs on, from its draws and with further solves.</summary>
/// <remarks>
/// Total effects cost solves, so they are estimated for one offer unless others are named: of those weighed, the one that all sign and that holds in most worlds; where that never happens, the one that holds in most.
/// </remarks>
internal static class DecisionAnalyst
{
    /// <summary>Places along each side of the map in a report.</summary>
    public const int MapPoints = 11;

    // Places on either side of the best value at which a flip is looked for in every assumption.
    private const int FlipSteps = 2;

    /// <summary>A weighed result with its analysis, and with a threshold for every assumption of the offers that effects are estimated for.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="lowered">All its offers.</param>
    /// <param name="result">As weighed.</param>
    /// <param name="progress">Told (solves done, solves in all) where there are further solves.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="known">What was solved before, thresholds included; null: it is solved now.</param>
    public static WeighingResult Complete(
        Deal deal,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult result,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        FurtherSolves? known = null
    ) => Complete(deal, lowered, result, new SolveMemo(), progress, cancel, known);

    internal static WeighingResult Complete(
        Deal deal,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult result,
        SolveMemo memo,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        FurtherSolves? known = null
    )
    {
        var analysis = Run(deal, lowered, result, memo, progress, cancel, known);
        return result with
        {
            Analysis = analysis,
            Assumptions =
                analysis.Effects.Count == 0 || known is not null
                    ? result.Assumptions
                    : WithThresholds(deal, lowered, result, [.. analysis.Effects.Select(effects => effects.Offer)], memo, cancel),
        };
    }

    /// <param name="deal">The deal.</param>
    /// <param name="lowered">All its offers.</param>
    /// <param name="result">As weighed.</param>
    /// <param name="progress">Told (solves done, solves in all) where there are further solves.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="known">What was solved before; null: it is solved now.</param>
    public static DecisionAnalysis Run(
        Deal deal,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult result,
        IProgress<(int Done, int All)>? progress = null,
        CancellationToken cancel = default,
        FurtherSolves? known = null
    ) => Run(deal, lowered, result, new SolveMemo(), progress, cancel, known);

    private static DecisionAnalysis Run(
        Deal deal,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult result,
        SolveMemo memo,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel,
        FurtherSolves? known
    )
    {
        var parallel = result.Options.Parallel(cancel);
        var columns = new DrawColumns(lowered[0].Holding, result);
        var analysis = new DecisionAnalysis
        {
            Worlds = columns.Count,
            NotCompared = columns.Count - columns.Solved.Length,
            Yardsticks = Comparison.Yardsticks(columns, result),
            Paired = result.HoldsWhen is null ? [] : Comparison.Paired(columns, result.Options.Scrambles),
            TradeOff = Comparison.TradeOff(columns),
            Breaking = Breaking.Find(columns, result, lowered, parallel),
            Information = Comparison.Information(columns, result, lowered, cancel),
        };
        if (known is not null)
            return analysis with { Effects = known.Effects, Maps = known.Maps, Ranking = known.Ranking };
        if (deal.HoldsWhen is null || result.Options.EffectBasePoints == 0)
            return analysis;
        var assumptions = new AssumptionSet(deal, result.Options);
        var holding = lowered[0].Holding!;
        var noDeal = lowered.First(offer => offer.Offer.IsNoDeal);
        var wanted = Wanted(result).Select(name => lowered.First(offer => offer.Offer.Name == name)).ToList();
        var all = wanted.Sum(offer => Expected(assumptions, EffectsAnalysis.MostBasePoints(offer, noDeal, result.Options)));
        var done = 0;
        void Solved() => progress?.Report((Math.Min(Interlocked.Increment(ref done), all - 1), all));
        var (effects, maps) = (new List<EffectsResult>(), new List<AnswerMap>());
        foreach (var offer in wanted)
        {
            var found = new EffectsAnalysis(assumptions, offer, noDeal, holding, columns, result.Options, memo).Run(parallel, Solved);
            effects.Add(found);
            var first = found.Outcomes.FirstOrDefault(outcome => outcome.Deviation > 0)?.ByAssumption.Select(effect => effect.Assumption).ToList()
                ?? [.. result.Assumptions.Where(assumption => assumption.Low < assumption.High).Select(assumption => assumption.Name)];
            if (first.Count >= 2)
                maps.Add(
                    AnswerMaps.Solve(
                        assumptions,
                        offer,
                        first[0],
                        first[1],
                        MapPoints,
                        result.Options.KnotsOf(offer),
                        result.PeriodUnit,
                        parallel,
                        Solved,
                        memo
                    )
                );
        }
        var weighed = result.Offers.Select(offer => lowered.First(other => other.Offer.Name == offer.Name)).ToList();
        var ranking = new RankingAnalysis(assumptions, weighed, holding, columns, result, memo).Run(parallel);
        progress?.Report((all, all));
        return analysis with { Effects = effects, Maps = maps, Ranking = ranking };
    }

    /// <summary>Names of the offers whose effects are estimated.</summary>
    /// <exception cref="InputException">One was named that is not weighed.</exception>
    public static IReadOnlyList<string> Wanted(WeighingResult result)
    {
        var others = result.Offers.Where(offer => !offer.IsNoDeal).ToList();
        if (result.Options.EffectsOf is { Count: > 0 } named)
            return named.Contains("all")
                ? [.. others.Select(offer => offer.Name)]
                :
                [
                    .. named.Select(name =>
                        result.Offers.FirstOrDefault(offer => offer.Name == name)?.Name
                        ?? throw new InputException(
                            $"Effects were asked of '{name}', which is not weighed. Weighed: {string.Join(", ", result.Offers.Select(offer => offer.Name))}."
                        )
                    ),
                ];
        var signed = others.Where(offer => offer.AcceptableAndHolds is { Share: > 0 }).MaxBy(offer => offer.AcceptableAndHolds!.Share);
        var shown = signed ?? others.Where(offer => offer.Holds is not null && !double.IsNaN(offer.Holds.Share)).MaxBy(offer => offer.Holds!.Share);
        return shown is null ? [] : [shown.Name];
    }

    private static IReadOnlyList<AssumptionResult> WithThresholds(
        Deal deal,
        IReadOnlyList<LoweredOffer> lowered,
        WeighingResult result,
        IReadOnlyList<string> offers,
        SolveMemo memo,
        CancellationToken cancel
    )
    {
        var assumptions = new AssumptionSet(deal, result.Options);
        var holding = lowered[0].Holding!;
        var byOffer = result.Assumptions.Select(assumption => assumption.ByOffer.ToArray()).ToArray();
        var parallel = result.Options.Parallel(cancel);
        for (var o = 0; o < result.Offers.Count; o++)
        {
            if (!offers.Contains(result.Offers[o].Name))
                continue;
            var (at, offer) = (o, lowered.First(offer => offer.Offer.Name == result.Offers[o].Name));
            var used = InUse.Holding(offer);
            var open = assumptions.Uncertain.Where(a => used.Contains(a) && byOffer[a][at].Flip is null).ToArray();
            PieceByPiece.Do(
                open.Length,
                parallel,
                () => new Thresholds(assumptions, new SolveKind(offer, result.Options.KnotsOf(offer)), holding, memo),
                (piece, thresholds) => byOffer[open[piece]][at] = byOffer[open[piece]][at] with { Flip = thresholds.Find(open[piece], FlipSteps, cancel) }
            );
        }
        return [.. result.Assumptions.Select((assumption, a) => assumption with { ByOffer = byOffer[a] })];
    }

    private static int Expected(AssumptionSet assumptions, int n)
    {
        var groups = assumptions.Uncertain.Select(i => assumptions.Assumptions[i].Source).Distinct().Count();
        return Math.Max(
            2,
            Math.Clamp(n / 8, 4, 20) * (assumptions.Uncertain.Count + 1)
                + n * (2 + Math.Min(EffectsAnalysis.MostKept, assumptions.Uncertain.Count) + groups)
                + MapPoints * MapPoints
        );
    }
}
