using Foedus.Model;
using Foedus.Numerics.Sampling;
using Foedus.Weighing.Analysis;

namespace Foedus.Weighing.Engine;

/// <summary>Results by expert, and whose disagreement decides what, from the worlds drawn from the pool.</summary>
/// <remarks>Draws from a linear pool are draws from each expert's distribution once they are weighted by the ratio of densities, which is bounded by the number of experts. Where quantiles were averaged there is no such ratio, and nothing is told.</remarks>
internal static class ViewAnalysis
{
    /// <returns>null where no number is pooled linearly.</returns>
    public static (IReadOnlyList<ViewResult> Views, IReadOnlyList<Disagreement> Disagreements)? Of(Deal deal, WeighingResult result)
    {
        var pooled = new AssumptionSet(deal, result.Options)
            .Distributions.Select((spread, a) => (Spread: spread as PooledSpread, At: a))
            .Where(each => each.Spread is { IsByQuantiles: false })
            .Select(each => (Spread: each.Spread!, each.At))
            .ToList();
        if (pooled.Count == 0)
            return null;
        var experts = pooled.SelectMany(each => each.Spread.Experts).Distinct().ToList();
        var yardsticks = new DrawColumns(null, result).Yardsticks(result.HoldsWhen is not null);
        return (
            [.. experts.Select(expert => By(expert, deal, result, pooled, yardsticks))],
            [.. pooled.SelectMany(each => About(each, result)).OrderByDescending(each => each.High - each.Low)]
        );
    }

    private static ViewResult By(
        string expert,
        Deal deal,
        WeighingResult result,
        IReadOnlyList<(PooledSpread Spread, int At)> pooled,
        IReadOnlyList<(string Offer, double[] Column)> yardsticks
    )
    {
        var own = pooled.Where(each => each.Spread.Experts.Contains(expert)).ToList();
        var weights = result
            .Worlds.Select(world => own.Aggregate(1.0, (weight, each) => weight * each.Spread.Ratio(IndexOf(each.Spread, expert), world[each.At])))
            .ToArray();
        var effective = WorldWeights.Effective(weights);
        var refused = GivenAnalysis.Refusal(effective, weights.Length);
        return new ViewResult(
            expert,
            deal.SourceText(expert),
            [.. own.Select(each => result.Assumptions[each.At].Name)],
            effective,
            refused,
            refused is null ? GivenAnalysis.Offers(result, weights) : []
        )
        {
            Ahead = refused is null ? AheadResult.Of(yardsticks, result.Options.Scrambles, weights) : null,
        };
    }

    private static IEnumerable<Disagreement> About((PooledSpread Spread, int At) of, WeighingResult result)
    {
        var by = of
            .Spread.Experts.Select((expert, e) => (Expert: expert, Weights: result.Worlds.Select(world => of.Spread.Ratio(e, world[of.At])).ToArray()))
            .Where(each => WorldWeights.Effective(each.Weights) >= GivenResult.LeastEffective)
            .Select(each => (each.Expert, Offers: GivenAnalysis.Offers(result, each.Weights)))
            .ToList();
        if (by.Count < 2)
            yield break;
        for (var o = 0; o < result.Offers.Count; o++)
        {
            if (result.Offers[o].IsNoDeal)
                continue;
            var shares = by.Select(each => (each.Expert, (each.Offers[o].SignedAndHolds ?? each.Offers[o].AllSign).Share))
                .Where(each => !double.IsNaN(each.Share))
                .OrderBy(each => each.Share)
                .ToList();
            if (shares.Count > 1)
                yield return new Disagreement(
                    result.Assumptions[of.At].Name,
                    result.Offers[o].Name,
                    shares[0].Share,
                    shares[0].Expert,
                    shares[^1].Share,
                    shares[^1].Expert
                );
        }
    }

    private static int IndexOf(PooledSpread spread, string expert) => spread.Experts.ToList().IndexOf(expert);
}
