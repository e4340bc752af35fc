using Foedus.Answers;
using Foedus.Exploring;
using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Units;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing.Analysis;

/// <summary>Screening by stars, then total and own effects from Saltelli's design, for one offer.</summary>
/// <remarks>Method and choices: docs/mathematics/uncertainty.md. What screening drops still varies with the rest of the design, so the indices of what it keeps are right. Threads change no number.</remarks>
internal sealed class EffectsAnalysis(
    AssumptionSet assumptions,
    LoweredOffer offer,
    LoweredOffer noDeal,
    HoldingCondition holding,
    DrawColumns columns,
    WeighingOptions options,
    SolveMemo memo
)
{
    /// <summary>Assumptions whose total effect is estimated at most.</summary>
    public const int MostKept = 8;

    /// <summary>Base points where solves cost next to nothing.</summary>
    public const int MostWhereCheap = 512;

    /// <summary>Knots of the belief grid at most: shares of a spread need less of it than an answer does (docs/decisions/effects.md).</summary>
    public const int MostKnots = 7;

    private const int FirstRound = 32;

    // Less than this share of the largest effect is dropped even where there is room.
    private const double Negligible = 0.05;
    private const int Outcomes = 3;

    private readonly int count = assumptions.Uncertain.Count;

    /// <summary>Base points spent at most: what was asked for; else many where draws are solved side by side, and by the number of draws where not. Never by the clock, which would make numbers depend on the machine.</summary>
    public static int MostBasePoints(LoweredOffer offer, LoweredOffer noDeal, WeighingOptions options) =>
        options.Effects
        ?? (BlockSolvers.WhyNotInLanes(offer) is null && BlockSolvers.WhyNotInLanes(noDeal) is null ? MostWhereCheap : options.EffectBasePoints);

    // What one world gives: the measure (or holds), holds, signed and holds; and the smallest surplus.
    private readonly record struct Row(double Measure, double Holds, double Signed, double LeastSurplus);

    public EffectsResult Run(ParallelOptions parallel, Action? solved)
    {
        if (assumptions.HasCorrelations)
            return Refuse(
                "Some assumptions are drawn together ('correlate'), so that the spread of the answer cannot be divided between them: shares of a spread belong to independent assumptions. Boxes, thresholds and the map remain."
            );
        if (2 * count > SobolSequence.MostDimensions)
            return Refuse(
                $"{Words.Counted(count, "assumption")} have a range; total effects can be estimated for up to {SobolSequence.MostDimensions / 2}. Fix some with --set."
            );
        if (count == 0)
            return Refuse("No assumption has a range.");
        var most = MostBasePoints(offer, noDeal, options);
        var stars = Math.Clamp(most / 8, 4, 20);
        var (a, b) = EffectDesign.BasePoints(Math.Max(most, stars), count, options.Seed);

        // Screening: from every base point of A a step of half the range in each assumption.
        var starRows = Solve(stars * (count + 1), row => EffectDesign.Star(a[row / (count + 1)], row % (count + 1) - 1), parallel, solved);
        var onMeasure = EffectDesign.Screen([.. starRows.Select(row => row.Measure)], stars, a);
        var onSurplus = EffectDesign.Screen([.. starRows.Select(row => row.LeastSurplus)], stars, a);
        var signing = InUse.Signing(offer, noDeal);
        var kept = Kept(onMeasure, onSurplus).Where(i => signing.Contains(assumptions.Uncertain[i])).ToArray();

        var groups = Groups(signing);
        // What is exchanged: each that was kept, then each source's numbers together; a source of one number that was kept is there already.
        List<int[]> exchanged = [.. kept.Select(i => new[] { i })];
        exchanged.AddRange(groups.Select(group => group.Members).Where(members => PlaceOf(exchanged, members) < 0).ToList());
        var block = 2 + exchanged.Count;
        var rows = new List<Row>();
        var titles = Titles();
        // In rounds, each with twice the base points: further points of one sequence, so that nothing is solved in vain. A number that was asked for is used whole.
        for (var n = options.Effects is null ? Math.Min(FirstRound, most) : most; ; n = Math.Min(2 * n, most))
        {
            var from = rows.Count;
            rows.AddRange(
                Solve(
                    n * block - from,
                    row =>
                    {
                        var (point, place) = ((from + row) / block, (from + row) % block);
                        return place == 0 ? a[point]
                            : place == 1 ? b[point]
                            : EffectDesign.Mixed(a[point], b[point], exchanged[place - 2]);
                    },
                    parallel,
                    solved
                )
            );
            var solvedRows = rows.ToArray();
            var outcomes = Enumerable
                .Range(0, Outcomes)
                .Where(outcome => titles[outcome] is not null)
                .Select(outcome => OnOutcome(outcome, titles[outcome]!, solvedRows, n, exchanged, kept, groups))
                .ToList();
            // The first outcome decides when to stop: a yes or no stays wide for far longer.
            if (n == most || outcomes[0].IsPrecise)
                return Result(n, most, stars, [.. starRows, .. rows], onMeasure, onSurplus, kept, signing, outcomes);
        }
    }

    private EffectsResult Result(
        int n,
        int most,
        int stars,
        Row[] all,
        IReadOnlyList<ElementaryEffect> onMeasure,
        IReadOnlyList<ElementaryEffect> onSurplus,
        int[] kept,
        HashSet<int> signing,
        IReadOnlyList<EffectsOnOutcome> outcomes
    ) =>
        new()
        {
            Offer = offer.Offer.Name,
            ScreeningPoints = stars,
            BasePoints = n,
            MostBasePoints = most,
            Knots = offer.Game.HasPrivateTypes ? Math.Min(options.Resolution, MostKnots) : null,
            Solves = all.Length * (offer == noDeal ? 1 : 2),
            NotSolved = all.Count(row => double.IsNaN(row.Measure) || double.IsNaN(row.LeastSurplus)),
            Screening =
            [
                .. Enumerable
                    .Range(0, count)
                    .OrderByDescending(i => onMeasure[i].MeanAbsolute)
                    .Select(i => new ScreenedAssumption(
                        NameOf(i),
                        onMeasure[i].MeanAbsolute,
                        onMeasure[i].Mean,
                        onMeasure[i].Deviation,
                        onSurplus[i].MeanAbsolute,
                        kept.Contains(i)
                    )
                    {
                        IsInUse = signing.Contains(assumptions.Uncertain[i]),
                    }),
            ],
            Outcomes = outcomes,
        };

    private static int PlaceOf(List<int[]> exchanged, int[] members) => exchanged.FindIndex(other => other.AsSpan().SequenceEqual(members));

    private EffectsResult Refuse(string reason) => new() { Offer = offer.Offer.Name, Refused = reason };

    private string NameOf(int i) => assumptions.Assumptions[assumptions.Uncertain[i]].Name;

    private string?[] Titles() =>
        [holding.Decides is { } known ? offer.Asks[known.Ask].Title : null, "whether it holds", offer == noDeal ? null : "whether all sign and it holds"];

    private Row[] Solve(int rows, Func<int, double[]> place, ParallelOptions parallel, Action? solved)
    {
        var worlds = Enumerable.Range(0, rows).Select(row => assumptions.At(place(row))).ToList();
        var both = ManyWorlds.Solve(offer == noDeal ? [offer] : [offer, noDeal], worlds, _ => Math.Min(options.Resolution, MostKnots), parallel, solved, memo);
        var (with, without) = (both[0], both.ElementAtOrDefault(1));
        return [.. worlds.Select((world, row) => RowOf(world, with, without, row))];
    }

    private Row RowOf(double[] world, OfferDraws with, OfferDraws? without, int row)
    {
        if (!with.IsSolved(row))
            return new Row(double.NaN, double.NaN, double.NaN, double.NaN);
        var measures = with.MeasuresOf(row);
        var holds = holding.Holds(measures, world) ? 1.0 : 0;
        var measure = holding.Decides is { } known ? measures[known.Ask] : holds;
        if (without is null)
            return new Row(measure, holds, double.NaN, 0);
        var surplus = without.IsSolved(row) ? with.Values.Zip(without.Values, (mine, none) => OverNoDeal.Surplus(mine[row], none[row])).Min() : double.NaN;
        return new Row(
            measure,
            holds,
            double.IsNaN(surplus) ? double.NaN
                : surplus >= 0 ? holds
                : 0,
            surplus
        );
    }

    // Half of the room for what moves the measure, the other half for what moves the party that gains least; then whatever is largest by either.
    private static int[] Kept(IReadOnlyList<ElementaryEffect> onMeasure, IReadOnlyList<ElementaryEffect> onSurplus)
    {
        var (first, second) = (Ordered(onMeasure), Ordered(onSurplus));
        var kept = first.Take(MostKept / 2).ToList();
        foreach (var i in second.Take(MostKept / 2).Concat(first.Skip(MostKept / 2)).Concat(second))
            if (kept.Count < MostKept && !kept.Contains(i))
                kept.Add(i);
        return [.. kept.Order()];

        static List<int> Ordered(IReadOnlyList<ElementaryEffect> effects)
        {
            var sizes = effects.Select(effect => double.IsNaN(effect.MeanAbsolute) ? 0 : effect.MeanAbsolute).ToArray();
            var largest = sizes.DefaultIfEmpty(0).Max();
            return [.. Enumerable.Range(0, sizes.Length).Where(i => sizes[i] > Negligible * largest).OrderByDescending(i => sizes[i])];
        }
    }

    private List<(string? Source, int[] Members)> Groups(HashSet<int> used) =>
        [
            .. Enumerable
                .Range(0, count)
                .Where(i => used.Contains(assumptions.Uncertain[i]))
                .GroupBy(i => assumptions.Assumptions[assumptions.Uncertain[i]].Source)
                .OrderBy(group => group.Key is null)
                .Select(group => (group.Key, group.ToArray())),
        ];

    private EffectsOnOutcome OnOutcome(
        int outcome,
        string title,
        Row[] rows,
        int n,
        List<int[]> exchanged,
        int[] kept,
        List<(string? Source, int[] Members)> groups
    )
    {
        var block = 2 + exchanged.Count;
        double Value(Row row) =>
            outcome switch
            {
                0 => row.Measure,
                1 => row.Holds,
                _ => row.Signed,
            };
        double[] Column(int place) => [.. Enumerable.Range(0, n).Select(point => Value(rows[point * block + place]))];
        var design = new OutcomeEffects(Column(0), Column(1), outcome > 0, options.Seed);
        // Structure first: what this outcome is not made of has no part in it, and all of what it is made of has the whole.
        var used = outcome switch
        {
            0 => InUse.Measures(offer),
            1 => InUse.Holding(offer),
            _ => InUse.Signing(offer, noDeal),
        };
        var open = Enumerable.Range(0, count).Where(i => used.Contains(assumptions.Uncertain[i])).ToArray();
        SobolIndex? Index(int[] members) =>
            !members.Any(open.Contains) ? null
            : design.Deviation > 0 && open.All(members.Contains) ? OutcomeEffects.Whole
            : design.Index(Column(PlaceOf(exchanged, members) + 2));
        var ours = kept.Where(open.Contains).ToArray();
        var (effects, sum) = OutcomeEffects.Held(
            [.. ours.Select(NameOf)],
            [.. ours.Select(i => Index([i])!)],
            [.. ours.Select(i => columns.Assumptions[assumptions.Uncertain[i]])],
            Drawn(outcome),
            options.Scrambles
        );
        var sources = groups
            .Select(group => (group, Index: Index(group.Members)))
            .Where(pair => pair.Index is not null)
            .Select(pair => new SourceEffect(
                pair.group.Source is { } name ? offer.Deal.SourceText(name) : null,
                [.. pair.group.Members.Where(open.Contains).Select(NameOf)],
                Math.Clamp(pair.Index!.Total, 0, 1),
                new Interval(pair.Index.TotalInterval.Low, pair.Index.TotalInterval.High)
            ))
            .Select(source => AtLeast(source, [.. effects.Where(effect => source.Assumptions.Contains(effect.Assumption))]))
            .ToList();
        var name = outcome switch
        {
            0 => "measure",
            1 => "holds",
            _ => "signedAndHolds",
        };
        return new EffectsOnOutcome(
            name,
            title,
            outcome > 0,
            design.Mean,
            design.Deviation,
            [.. effects.OrderByDescending(effect => effect.Total)],
            sources,
            sum
        );
    }

    // What all numbers of a source have a part in is no less than what one of them has; of a source of one number it is that.
    internal static SourceEffect AtLeast(SourceEffect source, IReadOnlyList<Effect> own) =>
        own.Count == 0
            ? source
            : source with
            {
                Total = Math.Max(source.Total, own.Max(effect => effect.Total)),
                TotalInterval = new Interval(
                    Math.Max(source.TotalInterval.Low, own.Max(effect => effect.TotalInterval.Low)),
                    Math.Max(source.TotalInterval.High, own.Max(effect => effect.TotalInterval.High))
                ),
            };

    // The same outcome in the draws that were weighed.
    private double[] Drawn(int outcome)
    {
        var o = columns.Offers.ToList().FindIndex(weighed => weighed.Name == offer.Offer.Name);
        return outcome switch
        {
            0 => columns.Score[o],
            1 => columns.Holds[o],
            _ => columns.SignedAndHolds(o),
        };
    }
}
