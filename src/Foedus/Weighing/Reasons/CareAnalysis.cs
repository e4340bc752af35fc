using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Repeats every answer with everybody four times as careful, and with everybody rational where that is exact, in the first draws.</summary>
internal sealed class CareAnalysis(IReadOnlyList<LoweredOffer> offers, HoldingCondition? holding, WeighingOptions options, string period, SolveMemo memo)
{
    private static readonly double[] Cares = [1, CarefulPlay.Times, double.PositiveInfinity];

    /// <param name="worlds">[draw] the drawn worlds.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    public IReadOnlyList<OfferCare>? Run(double[][] worlds, ParallelOptions parallel)
    {
        var count = Math.Min(options.CareDraws, worlds.Length);
        if (count == 0)
            return null;
        // [draw][offer][care] measures; null where it is not certified or not exact.
        var found = new double[]?[count][][];
        var kinds = Kinds();
        Parallel.For(0, count, parallel, draw => found[draw] = [.. kinds.Select(each => Measures(each, worlds[draw], parallel.CancellationToken))]);
        return [.. offers.SelectMany((offer, o) => Of(offer, [.. Enumerable.Range(0, count).Where(draw => found[draw][o][0] is not null && found[draw][o][1] is not null).Select(draw => (worlds[draw], found[draw][o]))]))];
    }

    private SolveKind?[][] Kinds() => [.. offers.Select(offer => Cares.Select(care => double.IsPositiveInfinity(care) && !CarefulGame.IsExactWhenRational(offer.Game) ? null : new SolveKind(offer, options.Resolution, care)).ToArray())];

    private double[]?[] Measures(SolveKind?[] kinds, double[] world, CancellationToken cancel)
    {
        var shown = memo.Solve(kinds[0]!, world, cancel);
        return [.. kinds.Select((kind, care) => !shown.IsSolved || kind is null ? null : care == 0 ? shown.Measures : CarefulPlay.Follow(shown, memo.Solve(kind, world, cancel))?.Measures)];
    }

    private IEnumerable<OfferCare> Of(LoweredOffer offer, IReadOnlyList<(double[] World, double[]?[] Measures)> draws)
    {
        if (draws.Count == 0)
            yield break;
        double? Mean(int care, Func<double[], double[], double> read) => draws.All(draw => draw.Measures[care] is not null) ? draws.Average(draw => read(draw.Measures[care]!, draw.World)) : null;
        OfferCare Row(string measure, Unit unit, Func<double[], double[], double> read) => new(offer.Offer.Name, measure, draws.Count, unit, Mean(0, read)!.Value, Mean(1, read), Mean(2, read));
        if (holding is not null)
            yield return Row("holds", Unit.Worlds, (measures, world) => holding.Holds(measures, world) ? 1 : 0);
        for (var ask = 0; ask < offer.Asks.Count; ask++)
        {
            var at = ask;
            yield return Row(offer.Asks[ask].Name, new Asked(offer.Asks[ask]).In(period), (measures, _) => measures[at]);
        }
    }
}
