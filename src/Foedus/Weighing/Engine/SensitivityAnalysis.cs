using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing.Engine;

/// <summary>What the answer owes to each assumption: its own share of the spread, and the value at which the answer flips.</summary>
internal sealed class SensitivityAnalysis(AssumptionSet assumptions, IReadOnlyList<LoweredOffer> offers, HoldingCondition? holding, WeighingOptions options, SolveMemo memo)
{
    private const int FlipSteps = 4;

    /// <param name="worlds">[draw][assumption]</param>
    /// <param name="draws">[offer]</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    /// <param name="known">[assumption][offer] thresholds that were found before; null: they are looked for.</param>
    public IReadOnlyList<AssumptionResult> Run(double[][] worlds, OfferDraws[] draws, ParallelOptions parallel, IReadOnlyList<double?[]>? known = null)
    {
        var count = assumptions.Assumptions.Count;
        var byOffer = new Sensitivity[offers.Count][];
        Parallel.For(0, offers.Count, parallel, o =>
        {
            var shares = new Sensitivity[count];
            var (measured, held) = (InUse.Measures(offers[o]), InUse.Holding(offers[o]));
            var isAlone = measured.Count(IsUncertain) == 1;
            for (var a = 0; a < count; a++)
                shares[a] = Share(worlds, draws[o], a, offers[o].Offer.Name, measured.Contains(a), isAlone);
            for (var a = 0; a < count && known is not null; a++)
                shares[a] = shares[a] with { Flip = known[a][o] };
            if (known is null && holding is not null && options.Thresholds > 0)
            {
                var thresholds = new Thresholds(assumptions, new SolveKind(offers[o], options.Resolution), holding, memo);
                foreach (var a in Enumerable.Range(0, count).Where(a => IsUncertain(a) && (shares[a].High > 0 || held.Contains(a) && !measured.Contains(a))).OrderByDescending(a => shares[a].OwnShare).Take(options.Thresholds))
                    shares[a] = shares[a] with { Flip = thresholds.Find(a, FlipSteps, parallel.CancellationToken) };
            }
            // Where assumptions are drawn together no share of the spread is any one's own.
            byOffer[o] = assumptions.HasCorrelations ? [.. shares.Select(share => share with { OwnShare = double.NaN, Low = double.NaN, High = double.NaN })] : shares;
        });
        return [.. assumptions.Assumptions.Select((assumption, a) => new AssumptionResult
        {
            Name = assumption.Name,
            Sentence = assumption.Sentence ?? "",
            Best = assumption.Best,
            Low = assumptions.Distributions[a].Low,
            High = assumptions.Distributions[a].High,
            Understood = assumptions.Distributions[a].InWords,
            Source = GroundingOf(a).Text,
            Grounds = GroundingOf(a).Grounds?.KindWords,
            GroundsWords = GroundingOf(a).Grounds?.Words,
            ByOffer = [.. byOffer.Select(shares => shares[a])],
        })];
    }

    private Grounding GroundingOf(int a) => Grounding.Of(offers[0].Deal, assumptions.Assumptions[a], assumptions.Distributions[a]);

    private bool IsUncertain(int a) => assumptions.Distributions[a].Low < assumptions.Distributions[a].High;

    private Sensitivity Share(double[][] worlds, OfferDraws draws, int a, string offer, bool isUsed, bool isAlone)
    {
        if (!isUsed || !IsUncertain(a) || draws.Measures.Length == 0)
            return new Sensitivity(offer, 0, 0, 0, null);
        var x = worlds.Select(world => world[a]).ToArray();
        var y = draws.Measures[holding is { Measure: >= 0 } known ? known.Measure : 0];
        // Where there is no other, all that varies is its own.
        if (isAlone && Statistics.Sorted(y) is { Length: > 0 } sorted)
            return sorted[^1] > sorted[0] ? new Sensitivity(offer, 1, 1, 1, null) : new Sensitivity(offer, 0, 0, 0, null);
        var share = Statistics.OwnShares([x], y, options.Scrambles).Sum;
        return new Sensitivity(offer, share.Share, share.Low, share.High, null);
    }
}
