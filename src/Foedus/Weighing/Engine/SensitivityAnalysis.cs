using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing.Engine;

/// <summary>What the answer owes to each assumption: its own share of the spread, and the value at which the answer flips.</summary>
internal sealed class SensitivityAnalysis(
    AssumptionSet assumptions,
    IReadOnlyList<LoweredOffer> offers,
    HoldingCondition? holding,
    WeighingOptions options,
    SolveMemo memo
)
{
    private const int FlipSteps = 4;

    /// <param name="worlds">[draw][assumption]</param>
    /// <param name="draws">[offer]</param>
    /// <param name="parallel">Threads, and what stops the work.</param>
    /// <param name="known">[assumption][offer] thresholds that were found before; null: they are looked for.</param>
    public IReadOnlyList<AssumptionResult> Run(double[][] worlds, OfferDraws[] draws, ParallelOptions parallel, IReadOnlyList<double?[]>? known = null)
    {
        var count = assumptions.Assumptions.Count;
        Sensitivity[][] byOffer = [.. offers.Select(_ => new Sensitivity[count])];
        var used = offers.Select(offer => (Measured: InUse.Measures(offer), Held: InUse.Holding(offer))).ToArray();
        PieceByPiece.Do(offers.Count * count, parallel, piece =>
        {
            var (o, a) = (piece / count, piece % count);
            var share = Share(worlds, draws[o], a, offers[o].Offer.Name, used[o].Measured.Contains(a), used[o].Measured.Count(IsUncertain) == 1);
            byOffer[o][a] = known is null ? share : share with { Flip = known[a][o] };
        });
        if (known is null && holding is not null && options.Thresholds > 0)
        {
            var wanted = Enumerable
                .Range(0, offers.Count)
                .SelectMany(o =>
                    Enumerable
                        .Range(0, count)
                        .Where(a => IsUncertain(a) && (byOffer[o][a].High > 0 || used[o].Held.Contains(a) && !used[o].Measured.Contains(a)))
                        .OrderByDescending(a => byOffer[o][a].OwnShare)
                        .Take(options.Thresholds)
                        .Select(a => (Offer: o, Assumption: a))
                )
                .ToArray();
            PieceByPiece.Do(wanted.Length, parallel, piece =>
            {
                var (o, a) = wanted[piece];
                byOffer[o][a] = byOffer[o][a] with
                {
                    Flip = new Thresholds(assumptions, new SolveKind(offers[o], options.KnotsOf(offers[o])), holding, memo).Find(
                        a,
                        FlipSteps,
                        parallel.CancellationToken
                    ),
                };
            });
        }
        // Where assumptions are drawn together no share of the spread is any one's own.
        if (assumptions.HasCorrelations)
            byOffer = Array.ConvertAll(byOffer, shares =>
                Array.ConvertAll(shares, share => share with { OwnShare = double.NaN, Low = double.NaN, High = double.NaN })
            );
        return
        [
            .. assumptions.Assumptions.Select(
                (assumption, a) =>
                    new AssumptionResult
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
                    }
            ),
        ];
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
