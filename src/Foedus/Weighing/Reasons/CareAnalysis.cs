using Foedus.Answers;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

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
        double[]?[][][] found = [.. Enumerable.Range(0, count).Select(_ => new double[]?[offers.Count][])];
        var kinds = Kinds();
        PieceByPiece.Do(count * offers.Count, parallel, piece =>
            found[piece / offers.Count][piece % offers.Count] = Measures(kinds[piece % offers.Count], worlds[piece / offers.Count], parallel.CancellationToken)
        );
        return
        [
            .. offers.SelectMany(
                (offer, o) =>
                    Of(
                        offer,
                        count,
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Where(draw => found[draw][o][0] is not null && found[draw][o][1] is not null)
                                .Select(draw => (worlds[draw], found[draw][o])),
                        ]
                    )
            ),
        ];
    }

    private SolveKind?[][] Kinds() =>
        [
            .. offers.Select(offer =>
                Cares
                    .Select(care =>
                        double.IsPositiveInfinity(care) && !CarefulGame.IsExactWhenRational(offer.Game)
                            ? null
                            : new SolveKind(offer, options.KnotsOf(offer), care)
                    )
                    .ToArray()
            ),
        ];

    private double[]?[] Measures(SolveKind?[] kinds, double[] world, CancellationToken cancel)
    {
        var shown = memo.Solve(kinds[0]!, world, cancel);
        return
        [
            .. kinds.Select(
                (kind, care) =>
                    !shown.IsSolved || kind is null ? null
                    : care == 0 ? shown.Measures
                    : CarefulPlay.Follow(shown, memo.Solve(kind, world, cancel))?.Measures
            ),
        ];
    }

    private IEnumerable<OfferCare> Of(LoweredOffer offer, int tried, IReadOnlyList<(double[] World, double[]?[] Measures)> draws)
    {
        if (draws.Count == 0)
            yield break;
        double? Mean(int care, Func<double[], double[], double> read) =>
            draws.All(draw => draw.Measures[care] is not null) ? draws.Average(draw => read(draw.Measures[care]!, draw.World)) : null;
        OfferCare Row(string measure, Unit unit, Func<double[], double[], double> read, bool isCondition = false) =>
            new(offer.Offer.Name, measure, draws.Count, unit, Mean(0, read)!.Value, Mean(1, read), Mean(2, read))
            {
                NotSolved = tried - draws.Count,
                Kind = isCondition ? OfferCare.Condition : OfferCare.Ask,
                Change = Change(
                    [.. draws.Select(draw => read(draw.Measures[1]!, draw.World) - read(draw.Measures[0]!, draw.World))],
                    isCondition,
                    unit.IsShare ? 1 : double.PositiveInfinity
                ),
            };
        if (holding is not null)
            yield return Row("holds", Unit.Worlds, (measures, world) => holding.Holds(measures, world) ? 1 : 0, isCondition: true);
        for (var ask = 0; ask < offer.Asks.Count; ask++)
        {
            var at = ask;
            yield return Row(offer.Asks[ask].Name, new Asked(offer.Asks[ask]).In(period), (measures, _) => measures[at]);
        }
    }

    // Student's t over the draws; a yes or no that never differs may still do so in three of so many.
    private static Interval? Change(double[] differences, bool isYesNo, double most)
    {
        if (differences.Length < 2)
            return null;
        var half = StudentT.InvCDF(0, 1, differences.Length - 1, 0.975) * differences.StandardDeviation() / Math.Sqrt(differences.Length);
        half = Math.Max(half, isYesNo ? 3.0 / differences.Length : 0);
        return new Interval(Math.Max(-most, differences.Average() - half), Math.Min(most, differences.Average() + half));
    }
}
