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
            Add("holds", "worlds that hold", Unit.Worlds, true, o => offers[o].Holds!.Share, OnShares(o => columns.Holds[o]));
            // The measure's own direction: a wait that should be short comes back as itself.
            var measure = columns.Decides is { } known ? offers[0].Measures[known.Ask] : null;
            var (sign, unit, title) = (columns.Decides?.Sign ?? 1, measure?.Unit ?? Unit.Worlds, measure?.Title ?? "holds");
            var options = new RobustnessOptions(double.NaN, TailShare);
            var robust = Robustness.Of(scores, options);
            // [scramble] the same without it: how far a difference of two offers would move with other draws.
            var without = Enumerable
                .Range(0, result.Options.Scrambles)
                .Select(scramble =>
                    Robustness.Of(
                        [
                            .. columns.Score.Select(score =>
                                columns.Solved.Where(draw => draw % result.Options.Scrambles != scramble).Select(draw => score[draw]).ToArray()
                            ),
                        ],
                        options
                    )
                )
                .ToList();
            AddRobust("worstTwentieth", $"“{title}” in the worst twentieth of the worlds", sign > 0, row => sign * row.WorstTail);
            Add("worst", $"“{title}” in the worst world", unit, sign > 0, o => sign * robust[o].Worst);
            AddRobust("mean", $"“{title}” on average", sign > 0, row => sign * row.Mean);
            AddRobust("meanLessDeviation", $"“{title}”, average {(sign > 0 ? "less" : "plus")} a standard deviation", sign > 0, row =>
                sign * row.MeanLessDeviation
            );
            AddRobust("meanRegret", $"regret in “{title}”, on average", false, row => row.MeanRegret);
            AddRobust("p90Regret", $"regret in “{title}”, nine worlds in ten", false, row => row.P90Regret);
            Add("maxRegret", $"regret in “{title}”, worst world", unit, false, o => robust[o].MaxRegret);
            AddRobust("whereBest", $"worlds in which no offer is better in “{title}”", true, row => row.WhereBest, Unit.Worlds);

            void AddRobust(string name, string words, bool higher, Func<RobustnessRow, double> value, Unit? of = null) =>
                Add(
                    name,
                    words,
                    of ?? unit,
                    higher,
                    o => value(robust[o]),
                    (best, other) =>
                        IsLevel(value(robust[best]) - value(robust[other]), [.. without.Select(rows => value(rows[best]) - value(rows[other]))], higher)
                );
        }
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add(
                $"floor:{offers[0].Parties[p].Party}",
                $"worlds in which {new Subject(offers[0].Parties[p].Title).Inside} would sign",
                Unit.Worlds,
                true,
                o => offers[o].IsNoDeal ? double.NaN : offers[o].Parties[p].Signs.Share,
                OnShares(o => columns.Floor[o][p])
            );
        }
        Add(
            "allFloors",
            "worlds in which all would sign",
            Unit.Worlds,
            true,
            o => offers[o].IsNoDeal ? double.NaN : offers[o].AllSign.Share,
            OnShares(columns.AllSign)
        );
        if (result.HoldsWhen is not null)
            Add(
                "signedAndHolds",
                "worlds in which all would sign and it holds",
                Unit.Worlds,
                true,
                o => offers[o].IsNoDeal ? double.NaN : offers[o].AcceptableAndHolds!.Share,
                OnShares(columns.SignedAndHolds)
            );
        for (var party = 0; party < offers[0].Parties.Count; party++)
        {
            var p = party;
            Add(
                $"regret:{offers[0].Parties[p].Party}",
                $"regret of {new Subject(offers[0].Parties[p].Title).Inside}, on average",
                Unit.Points,
                false,
                o => offers[o].Parties[p].MeanRegret,
                (best, other) => Lost(p, best, other)
            );
        }
        return rows;

        // Pair by pair on the same worlds, as for which offer is ahead.
        Func<int, int, bool> OnShares(Func<int, double[]> column) =>
            (best, other) => !(Statistics.Share([.. column(best).Zip(column(other), (one, two) => one - two)], result.Options.Scrambles, -1).Low > 0);

        // A difference whose interval, from leaving out one scramble after another, has 0 in it.
        bool IsLevel(double difference, double[] without, bool higher) =>
            Jackknife.Half(without) is var half && !((higher ? difference : -difference) - half > 0);

        // What a party loses on average against the best offer for it in each world differs by what it gets.
        bool Lost(int party, int best, int other)
        {
            var (one, two) = (columns.Surplus[best][party], columns.Surplus[other][party]);
            var apart = Enumerable.Range(0, columns.Count).Select(draw => one[draw] - two[draw]).ToArray();
            double Mean(int left) =>
                Enumerable
                    .Range(0, apart.Length)
                    .Where(draw => draw % result.Options.Scrambles != left && !double.IsNaN(apart[draw]))
                    .Select(draw => apart[draw])
                    .DefaultIfEmpty(double.NaN)
                    .Average();
            return IsLevel(Mean(-1), [.. Enumerable.Range(0, result.Options.Scrambles).Select(Mean)], higher: true);
        }

        void Add(string name, string title, Unit unit, bool higher, Func<int, double> value, Func<int, int, bool>? isLevel = null)
        {
            var values = Enumerable.Range(0, offers.Count).Select(value).ToArray();
            // What reads the same is no better.
            var winners = Robustness.Winners([.. values.Select(value => unit.Shown(value))], higher).ToList();
            rows.Add(
                new Yardstick(
                    name,
                    title,
                    unit,
                    higher,
                    [.. values.Select((value, o) => new OfferValue(offers[o].Name, value))],
                    [.. winners.Select(o => offers[o].Name)]
                )
                {
                    Level = isLevel is null || winners.Count == 0 ? [] : [.. LevelWith(higher ? winners.MaxBy(o => values[o]) : winners.MinBy(o => values[o]))],
                }
            );

            IEnumerable<string> LevelWith(int best) =>
                Enumerable.Range(0, offers.Count).Where(o => !winners.Contains(o) && !double.IsNaN(values[o]) && isLevel!(best, o)).Select(o => offers[o].Name);
        }
    }

    public static IReadOnlyList<PairedShares> Paired(DrawColumns columns, int scrambles) =>
        columns.NoDeal < 0
            ? []
            :
            [
                .. columns.Offers.Select(
                    (offer, o) =>
                        new PairedShares(
                            offer.Name,
                            Statistics.Share(columns.Column(draw => columns.Holds[o][draw] * (1 - columns.Holds[columns.NoDeal][draw])), scrambles),
                            Statistics.Share(columns.Column(draw => (1 - columns.Holds[o][draw]) * columns.Holds[columns.NoDeal][draw]), scrambles)
                        )
                ),
            ];

    public static IReadOnlyList<TradeOffPoint> TradeOff(DrawColumns columns)
    {
        var surplus = columns
            .Surplus.Select(parties => parties.Select(column => columns.Solved.Select(draw => column[draw]).DefaultIfEmpty(double.NaN).Average()).ToArray())
            .ToArray();
        var points = columns.Offers.Select((offer, o) => new[] { offer.Holds?.Share ?? 0 }.Concat(surplus[o]).ToArray()).ToArray();
        var ranks = Pareto.Ranks(points);
        return
        [
            .. columns.Offers.Select(
                (offer, o) =>
                    new TradeOffPoint(
                        offer.Name,
                        offer.Holds?.Share ?? double.NaN,
                        ranks[o],
                        [
                            .. surplus[o]
                                .Select(
                                    (mean, party) =>
                                        new TradeOffParty(
                                            offer.Parties[party].Party,
                                            mean,
                                            Enumerable
                                                .Range(0, points.Length)
                                                .Any(other =>
                                                    Pareto.Dominates([points[other][0], points[other][party + 1]], [points[o][0], points[o][party + 1]])
                                                )
                                        )
                                ),
                        ]
                    )
            ),
        ];
    }

    public static IReadOnlyList<InformationValue> Information(
        DrawColumns columns,
        WeighingResult result,
        IReadOnlyList<LoweredOffer> lowered,
        CancellationToken cancel
    )
    {
        var yardsticks = new List<(string Name, string Title, Unit Unit, IReadOnlyList<double[]> Worth)>();
        if (result.HoldsWhen is not null)
        {
            yardsticks.Add(("holds", "worlds that hold", Unit.Worlds, columns.Holds));
            yardsticks.Add(
                (
                    "signedAndHolds",
                    "worlds in which all sign and it holds",
                    Unit.Worlds,
                    [.. Enumerable.Range(0, columns.Offers.Count).Select(o => columns.Offers[o].IsNoDeal ? columns.Column(_ => 0) : columns.SignedAndHolds(o))]
                )
            );
        }
        for (var party = 0; party < columns.Offers[0].Parties.Count; party++)
        {
            var p = party;
            yardsticks.Add(
                (
                    $"surplus:{columns.Offers[0].Parties[p].Party}",
                    $"surplus of {new Subject(columns.Offers[0].Parties[p].Title).Inside}",
                    Unit.Points,
                    [.. columns.Surplus.Select(parties => parties[p])]
                )
            );
        }
        var used = lowered.Where(offer => columns.Offers.Any(weighed => weighed.Name == offer.Offer.Name)).SelectMany(InUse.Holding).ToHashSet();
        var uncertain = Enumerable
            .Range(0, result.Assumptions.Count)
            .Where(a => used.Contains(a) && result.Assumptions[a].Low < result.Assumptions[a].High)
            .ToArray();
        return
        [
            .. yardsticks.Select(yardstick =>
            {
                cancel.ThrowIfCancellationRequested();
                var gains = uncertain
                    .Select(a =>
                        (result.Assumptions[a].Name, Gain: PartialInformation.Value(columns.Assumptions[a], yardstick.Worth, result.Options.Scrambles))
                    )
                    .ToList();
                var any = gains.Count > 0 ? gains[0].Gain : new InformationGain(0, double.NaN, double.NaN, double.NaN, double.NaN);
                return new InformationValue(
                    yardstick.Name,
                    yardstick.Title,
                    yardstick.Unit,
                    columns.Offers[any.Option].Name,
                    any.Worth,
                    [
                        .. gains
                            .OrderByDescending(pair => pair.Gain.Gain)
                            .Select(pair => new AssumptionGain(pair.Name, pair.Gain.Gain, pair.Gain.Low, pair.Gain.High)),
                    ]
                )
                {
                    Level =
                    [
                        .. Enumerable
                            .Range(0, columns.Offers.Count)
                            .Where(o => o != any.Option && yardstick.Unit.Fine(Mean(yardstick.Worth[o])) == yardstick.Unit.Fine(any.Worth))
                            .Select(o => columns.Offers[o].Name),
                    ],
                };
            }),
        ];

        double Mean(double[] worth) => columns.Solved.Select(draw => worth[draw]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
    }
}
