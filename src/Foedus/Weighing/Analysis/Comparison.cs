using Foedus.Exploring;

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
            Add("holds", "worlds that hold", "worlds", true, o => offers[o].Holds!.Share);
            // The measure's own direction: a wait that should be short comes back as itself.
            var measure = columns.Decides is { } known ? offers[0].Measures[known.Ask] : null;
            var (sign, unit, title) = (columns.Decides?.Sign ?? 1, measure?.Unit ?? "worlds", measure?.Title ?? "holds");
            var robust = Robustness.Of(scores, new RobustnessOptions(double.NaN, TailShare));
            Add("worstTwentieth", $"“{title}” in the worst twentieth of the worlds", unit, sign > 0, o => sign * robust[o].WorstTail);
            Add("worst", $"“{title}” in the worst world", unit, sign > 0, o => sign * robust[o].Worst);
            Add("mean", $"“{title}” on average", unit, sign > 0, o => sign * robust[o].Mean);
            Add("meanLessDeviation", $"“{title}”, average {(sign > 0 ? "less" : "plus")} a standard deviation", unit, sign > 0, o => sign * robust[o].MeanLessDeviation);
            Add("meanRegret", $"regret in “{title}”, on average", unit, false, o => robust[o].MeanRegret);
            Add("p90Regret", $"regret in “{title}”, nine worlds in ten", unit, false, o => robust[o].P90Regret);
            Add("maxRegret", $"regret in “{title}”, worst world", unit, false, o => robust[o].MaxRegret);
            Add("whereBest", $"worlds in which no offer is better in “{title}”", "worlds", true, o => robust[o].WhereBest);
        }
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add($"floor:{offers[0].Parties[p].Party}", $"worlds in which {offers[0].Parties[p].Title} would sign", "worlds", true, o => offers[o].IsNoDeal ? double.NaN : offers[o].Parties[p].Signs.Share);
        }
        Add("allFloors", "worlds in which all would sign", "worlds", true, o => offers[o].IsNoDeal ? double.NaN : offers[o].AllSign.Share);
        if (result.HoldsWhen is not null)
            Add("signedAndHolds", "worlds in which all would sign and it holds", "worlds", true, o => offers[o].IsNoDeal ? double.NaN : offers[o].AcceptableAndHolds!.Share);
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add($"regret:{offers[0].Parties[p].Party}", $"regret of {offers[0].Parties[p].Title}, on average", "points", false, o => offers[o].Parties[p].MeanRegret);
        }
        return rows;

        void Add(string name, string title, string unit, bool higher, Func<int, double> value)
        {
            var values = Enumerable.Range(0, offers.Count).Select(value).ToArray();
            rows.Add(new Yardstick(name, title, unit, higher, values, [.. Robustness.Winners([.. values.Select(value => Shown(unit, value))], higher).Select(o => offers[o].Name)]));
        }

        // What reads the same is no better.
        static double Shown(string unit, double value) => Math.Round(value, unit is "worlds" or "chance" ? 2 : 1, MidpointRounding.AwayFromZero);
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
            .. columns.Offers.Select((offer, o) => new TradeOffPoint(offer.Name, offer.Holds?.Share ?? double.NaN, surplus[o], ranks[o],
                [.. surplus[o].Select((_, party) => Enumerable.Range(0, points.Length).Any(other => Pareto.Dominates(
                    [points[other][0], points[other][party + 1]], [points[o][0], points[o][party + 1]])))])),
        ];
    }

    public static IReadOnlyList<InformationValue> Information(DrawColumns columns, WeighingResult result, CancellationToken cancel)
    {
        var yardsticks = new List<(string Name, string Title, string Unit, IReadOnlyList<double[]> Worth)>();
        if (result.HoldsWhen is not null)
        {
            yardsticks.Add(("holds", "worlds that hold", "worlds", columns.Holds));
            yardsticks.Add(("signedAndHolds", "worlds in which all sign and it holds", "worlds", [.. Enumerable.Range(0, columns.Offers.Count).Select(o => columns.Offers[o].IsNoDeal ? columns.Column(_ => 0) : columns.SignedAndHolds(o))]));
        }
        for (var party = 0; party < columns.Offers[0].Parties.Count; party++)
        {
            var p = party;
            yardsticks.Add(($"surplus:{columns.Offers[0].Parties[p].Party}", $"surplus of {columns.Offers[0].Parties[p].Title}", "points", [.. columns.Surplus.Select(parties => parties[p])]));
        }
        var uncertain = Enumerable.Range(0, result.Assumptions.Count).Where(a => result.Assumptions[a].Low < result.Assumptions[a].High).ToArray();
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
