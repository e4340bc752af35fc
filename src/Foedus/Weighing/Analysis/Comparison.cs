using Foedus.Exploring;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing.Analysis;

/// <summary>Offers against each other across the same draws: yardsticks, pairs, trade-off.</summary>
internal static class Comparison
{
    private const double TailShare = 0.05;

    public static IReadOnlyList<Yardstick> Yardsticks(DrawColumns columns, WeighingResult result)
    {
        var offers = columns.Offers;
        var rows = new List<Yardstick>();
        var scores = columns.Score.Select(score => columns.Solved.Select(draw => score[draw]).ToArray()).ToList();
        if (result.HoldsWhen is not null)
        {
            Add("holds", "worlds that hold", Unit.Worlds, true, o => offers[o].Holds!.Share, o => columns.Holds[o]);
            // The measure's own direction: a wait that should be short comes back as itself.
            var measure = columns.Decides is { } known ? offers[0].Measures[known.Ask] : null;
            var (sign, unit, title) = (columns.Decides?.Sign ?? 1, measure?.Unit ?? Unit.Worlds, measure?.Title ?? "holds");
            var robust = Robustness.Of(scores, new RobustnessOptions(double.NaN, TailShare));
            Add("worstTwentieth", $"“{title}” in the worst twentieth of the worlds", unit, sign > 0, o => sign * robust[o].WorstTail);
            Add("worst", $"“{title}” in the worst world", unit, sign > 0, o => sign * robust[o].Worst);
            Add("mean", $"“{title}” on average", unit, sign > 0, o => sign * robust[o].Mean);
            Add("meanLessDeviation", $"“{title}”, average {(sign > 0 ? "less" : "plus")} a standard deviation", unit, sign > 0, o => sign * robust[o].MeanLessDeviation);
            Add("meanRegret", $"regret in “{title}”, on average", unit, false, o => robust[o].MeanRegret);
            Add("p90Regret", $"regret in “{title}”, nine worlds in ten", unit, false, o => robust[o].P90Regret);
            Add("maxRegret", $"regret in “{title}”, worst world", unit, false, o => robust[o].MaxRegret);
            Add("whereBest", $"worlds in which no offer is better in “{title}”", Unit.Worlds, true, o => robust[o].WhereBest);
        }
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add($"floor:{offers[0].Parties[p].Party}", $"worlds in which {offers[0].Parties[p].Title} would sign", Unit.Worlds, true, o => offers[o].IsNoDeal ? double.NaN : offers[o].Parties[p].Signs.Share, o => columns.Floor[o][p]);
        }
        Add("allFloors", "worlds in which all would sign", Unit.Worlds, true, o => offers[o].IsNoDeal ? double.NaN : offers[o].AllSign.Share, columns.AllSign);
        if (result.HoldsWhen is not null)
            Add("signedAndHolds", "worlds in which all would sign and it holds", Unit.Worlds, true, o => offers[o].IsNoDeal ? double.NaN : offers[o].AcceptableAndHolds!.Share, columns.SignedAndHolds);
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add($"regret:{offers[0].Parties[p].Party}", $"regret of {offers[0].Parties[p].Title}, on average", Unit.Points, false, o => offers[o].Parties[p].MeanRegret);
        }
        return rows;

        // Pair by pair on the same worlds, as for which offer is ahead.
        IEnumerable<string> Level(double[] values, List<int> winners, Func<int, double[]> column)
        {
            var best = column(winners.MaxBy(o => values[o]));
            return Enumerable.Range(0, offers.Count).Where(o => !winners.Contains(o) && values[o] > 0 && !(Statistics.Share([.. best.Zip(column(o), (one, other) => one - other)], result.Options.Scrambles, -1).Low > 0)).Select(o => offers[o].Name);
        }

        void Add(string name, string title, Unit unit, bool higher, Func<int, double> value, Func<int, double[]>? column = null)
        {
            var values = Enumerable.Range(0, offers.Count).Select(value).ToArray();
            // What reads the same is no better.
            var winners = Robustness.Winners([.. values.Select(value => unit.Shown(value))], higher).ToList();
            rows.Add(new Yardstick(name, title, unit, higher, [.. values.Select((value, o) => new OfferValue(offers[o].Name, value))], [.. winners.Select(o => offers[o].Name)]) { Level = column is null || winners.Count == 0 ? [] : [.. Level(values, winners, column)] });
        }
    }

    public static IReadOnlyList<PairedShares> Paired(DrawColumns columns, int scrambles) => columns.NoDeal < 0 ? [] :
    [
        .. columns.Offers.Select((offer, o) => new PairedShares(offer.Name,
            Statistics.Share(columns.Column(draw => columns.Holds[o][draw] * (1 - columns.Holds[columns.NoDeal][draw])), scrambles),
            Statistics.Share(columns.Column(draw => (1 - columns.Holds[o][draw]) * columns.Holds[columns.NoDeal][draw]), scrambles))),
    ];

    public static IReadOnlyList<TradeOffPoint> TradeOff(DrawColumns columns)
    {
        var surplus = columns.Surplus.Select(parties => parties.Select(column => columns.Solved.Select(draw => column[draw]).DefaultIfEmpty(double.NaN).Average()).ToArray()).ToArray();
        var points = columns.Offers.Select((offer, o) => new[] { offer.Holds?.Share ?? 0 }.Concat(surplus[o]).ToArray()).ToArray();
        var ranks = Pareto.Ranks(points);
        return
        [
            .. columns.Offers.Select((offer, o) => new TradeOffPoint(offer.Name, offer.Holds?.Share ?? double.NaN, ranks[o],
                [.. surplus[o].Select((mean, party) => new TradeOffParty(offer.Parties[party].Party, mean, Enumerable.Range(0, points.Length).Any(other => Pareto.Dominates(
                    [points[other][0], points[other][party + 1]], [points[o][0], points[o][party + 1]]))))])),
        ];
    }

    public static IReadOnlyList<InformationValue> Information(DrawColumns columns, WeighingResult result, IReadOnlyList<LoweredOffer> lowered, CancellationToken cancel)
    {
        var yardsticks = new List<(string Name, string Title, Unit Unit, IReadOnlyList<double[]> Worth)>();
        if (result.HoldsWhen is not null)
        {
            yardsticks.Add(("holds", "worlds that hold", Unit.Worlds, columns.Holds));
            yardsticks.Add(("signedAndHolds", "worlds in which all sign and it holds", Unit.Worlds, [.. Enumerable.Range(0, columns.Offers.Count).Select(o => columns.Offers[o].IsNoDeal ? columns.Column(_ => 0) : columns.SignedAndHolds(o))]));
        }
        for (var party = 0; party < columns.Offers[0].Parties.Count; party++)
        {
            var p = party;
            yardsticks.Add(($"surplus:{columns.Offers[0].Parties[p].Party}", $"surplus of {columns.Offers[0].Parties[p].Title}", Unit.Points, [.. columns.Surplus.Select(parties => parties[p])]));
        }
        var used = lowered.Where(offer => columns.Offers.Any(weighed => weighed.Name == offer.Offer.Name)).SelectMany(InUse.Holding).ToHashSet();
        var uncertain = Enumerable.Range(0, result.Assumptions.Count).Where(a => used.Contains(a) && result.Assumptions[a].Low < result.Assumptions[a].High).ToArray();
        return
        [
            .. yardsticks.Select(yardstick =>
            {
                cancel.ThrowIfCancellationRequested();
                var gains = uncertain.Select(a => (result.Assumptions[a].Name, Gain: PartialInformation.Value(columns.Assumptions[a], yardstick.Worth, result.Options.Scrambles))).ToList();
                var any = gains.Count > 0 ? gains[0].Gain : new InformationGain(0, double.NaN, double.NaN, double.NaN, double.NaN);
                return new InformationValue(yardstick.Name, yardstick.Title, yardstick.Unit, columns.Offers[any.Option].Name, any.Worth,
                    [.. gains.OrderByDescending(pair => pair.Gain.Gain).Select(pair => new AssumptionGain(pair.Name, pair.Gain.Gain, pair.Gain.Low, pair.Gain.High))]);
            }),
        ];
    }
}
