using Foedus.Reporting;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Workbench.Charts;

/// <summary>Pictures of a weighed deal.</summary>
internal static class ResultCharts
{
    private const int MostAssumptions = 12;

    /// <summary>In how many worlds each offer holds, is signed, and both.</summary>
    public static Chart Acceptability(WeighingResult result)
    {
        var offers = result.Offers;
        var series = new List<RowSeries>();
        if (result.HoldsWhen is not null)
            series.Add(Shares("holds", offers, offer => offer.Holds));
        series.Add(Shares("all would sign", offers, offer => offer.IsNoDeal ? null : offer.AllSign));
        if (result.HoldsWhen is not null)
            series.Add(Shares("both", offers, offer => offer.IsNoDeal ? null : offer.AcceptableAndHolds));
        return new Chart("rows", "In how many plausible worlds does it hold, and do all sign?", string.Join(" ", offers.Select(offer => $"{offer.Title}: {string.Join(", ", series.Select((one, s) => $"{one.Name} {Words.OfHundred(one.Values[offers.ToList().IndexOf(offer)] / 100)}"))}.")),
            new RowsData("worlds of 100", 0, 100, [.. offers.Select(offer => offer.Title)], series),
            ["offer", .. series.SelectMany(one => new[] { one.Name, "95% from", "to" })],
            [.. offers.Select((offer, o) => (IReadOnlyList<string>)[offer.Title, .. series.SelectMany(one => new[] { one.Values[o], one.Low![o], one.High![o] }.Select(value => Words.OfHundred(value / 100)))])])
        { Height = 100 + 62 * offers.Count };
    }

    /// <summary>The median world of every offer, as lines to compare.</summary>
    public static Chart? SurvivalOfAll(WeighingResult result)
    {
        var shown = result.Offers.Where(offer => offer.Survival is not null).ToList();
        if (shown.Count == 0)
            return null;
        var x = Enumerable.Range(0, shown[0].Survival!.Quantiles.Count).Select(period => (double)period).ToList();
        return new Chart("lines", "How long does it hold? The median world of each offer", string.Join(" ", shown.Select(offer => $"{offer.Title}: {Words.Chance(offer.Survival!.Quantiles[^1][3])} at the end.")),
            new LinesData($"{result.PeriodUnit}s since signature", "chance that it still holds", x, 0, 1, [.. shown.Select(offer => new LineData(offer.Title, [.. offer.Survival!.Quantiles.Select(quantiles => quantiles[3])]))]),
            [$"{result.PeriodUnit}s", .. shown.Select(offer => offer.Title)],
            [.. x.Select((period, t) => (IReadOnlyList<string>)[$"{period:0}", .. shown.Select(offer => Words.Chance(offer.Survival!.Quantiles[t][3]))])]);
    }

    /// <summary>One offer's survival with bands that hold 95, 75 and 50 of 100 worlds.</summary>
    public static Chart? Survival(OfferResult offer, string unit)
    {
        if (offer.Survival is not { } curve)
            return null;
        var x = Enumerable.Range(0, curve.Quantiles.Count).Select(period => (double)period).ToList();
        List<double> Quantile(int index) => [.. curve.Quantiles.Select(quantiles => quantiles[index])];
        return new Chart("lines", $"{offer.Title}: how long does it hold?", $"At the end: median world {Words.Chance(curve.Quantiles[^1][3])}, 95 of 100 worlds from {Words.Chance(curve.Quantiles[^1][0])} to {Words.Chance(curve.Quantiles[^1][6])}.",
            new LinesData($"{unit}s since signature", "chance that it still holds", x, 0, 1, [new LineData("median world", Quantile(3)), new LineData("best values", curve.AtBest)],
                [new BandData("95 of 100 worlds", Quantile(0), Quantile(6)), new BandData("75 of 100", Quantile(1), Quantile(5)), new BandData("50 of 100", Quantile(2), Quantile(4))]),
            [$"{unit}s", "2.5%", "12.5%", "25%", "median", "75%", "87.5%", "97.5%", "best values"],
            [.. x.Select((period, t) => (IReadOnlyList<string>)[$"{period:0}", .. curve.Quantiles[t].Select(Words.Chance), Words.Chance(curve.AtBest[t])])]);
    }

    /// <summary>What each party and type gains over no deal.</summary>
    public static Chart? Surplus(OfferResult offer)
    {
        if (offer.IsNoDeal)
            return null;
        var rows = offer.Parties.SelectMany(party => party.ByType.Count < 2 ? [(Name: party.Title, Band: party.Surplus, party.Signs)]
            : party.ByType.Select(type => (Name: $"{party.Title}, {type.Type}", Band: type.Surplus, type.Signs))).ToList();
        return new Chart("rows", $"{offer.Title}: what does each party gain over no deal?", string.Join(" ", rows.Select(row => $"{row.Name} signs in {row.Signs.InWords} worlds.")),
            new RowsData("surplus over no deal, points", null, null, [.. rows.Select(row => row.Name)],
                [new RowSeries("median world, and nine in ten of them", [.. rows.Select(row => row.Band.Median)], [.. rows.Select(row => row.Band.Low)], [.. rows.Select(row => row.Band.High)], [.. rows.Select(row => row.Band.AtBest)])], Dots: true),
            ["party", "5%", "median", "95%", "best values", "signs, worlds of 100"],
            [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, Words.Points(row.Band.Low), Words.Points(row.Band.Median), Words.Points(row.Band.High), Words.Points(row.Band.AtBest), Words.OfHundred(row.Signs)])])
        { Height = 110 + 36 * rows.Count };
    }

    /// <summary>Total effects with own effects beside them.</summary>
    public static IEnumerable<Chart> Effects(EffectsResult effects, string title, Func<string, string> named)
    {
        foreach (var outcome in effects.Outcomes.Where(outcome => outcome.Deviation > 0 && outcome.ByAssumption.Count > 0))
        {
            var rows = outcome.ByAssumption.Take(MostAssumptions).ToList();
            yield return new Chart("rows", $"{title}: which assumptions decide “{outcome.Title}”?",
                $"Largest first: {string.Join(", ", rows.Take(3).Select(row => $"{named(row.Assumption)} {Words.OfHundred(row.Total)} of 100"))}." + (outcome.CombinationsMatter ? " It is combinations that matter: own effects add to less than 0.6." : ""),
                new RowsData("share of the spread of the answer", 0, null, [.. rows.Select(row => named(row.Assumption))],
                [
                    new RowSeries("alone and with others (total effect)", [.. rows.Select(row => row.Total)], [.. rows.Select(row => row.TotalLow)], [.. rows.Select(row => row.TotalHigh)]),
                    new RowSeries("on its own (Sobol’ index)", [.. rows.Select(row => Math.Max(0, row.Own))], [.. rows.Select(row => Math.Max(0, row.OwnLow))], [.. rows.Select(row => row.OwnHigh)]),
                ]),
                ["assumption", "total", "95% from", "to", "own", "95% from", "to"],
                [.. rows.Select(row => (IReadOnlyList<string>)[named(row.Assumption), .. new[] { row.Total, row.TotalLow, row.TotalHigh, row.Own, row.OwnLow, row.OwnHigh }.Select(Words.Chance)])])
            { Height = 120 + 48 * rows.Count };
        }
    }

    /// <summary>Own shares of the spread, from the draws.</summary>
    public static Chart? OwnShares(WeighingResult result, int offer, Func<string, string> named)
    {
        var rows = result.Assumptions.Where(assumption => assumption.ByOffer[offer].OwnShare > 0.005).OrderByDescending(assumption => assumption.ByOffer[offer].OwnShare).Take(MostAssumptions).ToList();
        return rows.Count == 0 ? null : new Chart("rows", $"{result.Offers[offer].Title}: what does each assumption explain on its own?",
            $"Largest first: {string.Join(", ", rows.Take(3).Select(row => $"{named(row.Name)} {Words.OfHundred(row.ByOffer[offer].OwnShare)} of 100"))}.",
            new RowsData("share of the spread of the answer (Sobol’ index)", 0, null, [.. rows.Select(row => named(row.Name))],
                [new RowSeries("on its own", [.. rows.Select(row => row.ByOffer[offer].OwnShare)], [.. rows.Select(row => row.ByOffer[offer].Low)], [.. rows.Select(row => row.ByOffer[offer].High)])]),
            ["assumption", "share", "95% from", "to", "flips at"],
            [.. rows.Select(row => (IReadOnlyList<string>)[named(row.Name), Words.Chance(row.ByOffer[offer].OwnShare), Words.Chance(row.ByOffer[offer].Low), Words.Chance(row.ByOffer[offer].High), row.ByOffer[offer].Flip is { } flip ? Words.Number(flip) : "nowhere in its range"])])
        { Height = 100 + 46 * rows.Count };
    }

    /// <summary>The answer over two assumptions, with the line at which it flips.</summary>
    public static Chart Map(AnswerMap map, string title) => new("map", $"{title}: where does it flip?",
        $"{map.Title} over “{map.XSentence}” along and “{map.YSentence}” up; all else at the best values.",
        new { map.Title, map.Unit, XName = map.X, YName = map.Y, map.Xs, map.Ys, map.XBest, map.YBest, map.Values, map.Holds },
        [$"{map.Y} \\ {map.X}", .. map.Xs.Select(Words.Number)],
        [.. Enumerable.Range(0, map.Ys.Count).Reverse().Select(row => (IReadOnlyList<string>)[Words.Number(map.Ys[row]), .. map.Values[row].Select((value, column) => $"{Words.Chance(value)}{(map.Holds[row][column] == 1 ? " holds" : "")}")])])
    { Height = 420 };

    /// <summary>Boxes of worlds in which an offer breaks (or holds).</summary>
    public static IEnumerable<Chart> Boxes(BreakingResult breaking, string title, WeighingResult result)
    {
        var typed = result.Assumptions.ToDictionary(assumption => assumption.Name);
        for (var b = 0; b < breaking.Boxes.Count; b++)
        {
            var box = breaking.Boxes[b];
            var rows = box.Limits.Where(limit => limit.OneOf is null).Select(limit => (Label: typed[limit.Assumption].Sentence is { Length: > 0 } words ? words : limit.Assumption, typed[limit.Assumption].Low, typed[limit.Assumption].High,
                From: limit.Low ?? typed[limit.Assumption].Low, To: limit.High ?? typed[limit.Assumption].High)).ToList();
            if (rows.Count > 0)
                yield return new Chart("boxes", $"{title}: when does it {(breaking.Describes == "breaks" ? "break" : "hold")}?{(b == 0 ? "" : $" And, of what that leaves ({b + 1}):")}",
                    $"{box.Words} {Words.OfHundred(box.Coverage)} of 100 of such worlds are in this box, and {Words.OfHundred(box.Density)} of 100 of the worlds in it are such; overall {Words.OfHundred(breaking.Share)} of 100.",
                    new { Rows = rows.Select(row => new { row.Label, row.Low, row.High, row.From, row.To }) },
                    ["assumption", "range from", "to", "in the box from", "to"],
                    [.. rows.Select(row => (IReadOnlyList<string>)[row.Label, .. new[] { row.Low, row.High, row.From, row.To }.Select(Words.Number)])])
                { Height = 90 + 48 * rows.Count };
        }
    }

    /// <summary>What is believed, period by period, at the best values.</summary>
    public static Chart? Beliefs(OfferResult offer, string unit)
    {
        var shown = offer.Beliefs.GroupBy(belief => belief.Party).SelectMany(group => group.Count() == 2 ? group.Take(1) : group).ToList();
        if (shown.Count == 0)
            return null;
        var x = Enumerable.Range(0, shown[0].AtBest.Count).Select(period => (double)period).ToList();
        return new Chart("lines", $"{offer.Title}: what is believed?", string.Join(" ", shown.Select(belief => $"That {belief.Party} is {belief.Type}: from {Words.Chance(belief.AtBest[0])} to {Words.Chance(belief.AtBest[^1])}.")),
            new LinesData($"{unit}s since signature", "mean public belief", x, 0, 1, [.. shown.Select(belief => new LineData($"{belief.Party} is {belief.Type}", belief.AtBest))]),
            [$"{unit}s", .. shown.Select(belief => $"{belief.Party} is {belief.Type}")],
            [.. x.Select((period, t) => (IReadOnlyList<string>)[$"{period:0}", .. shown.Select(belief => Words.Chance(belief.AtBest[t]))])]) { Height = 300 };
    }

    /// <summary>Worlds that hold against what the party that gains least gets.</summary>
    public static Chart? TradeOff(WeighingResult result)
    {
        if (result.Analysis is not { TradeOff.Count: > 1 } analysis || result.HoldsWhen is null)
            return null;
        var titles = result.Offers.ToDictionary(offer => offer.Name, offer => offer.Title);
        var points = analysis.TradeOff.Select(point => (Title: titles.GetValueOrDefault(point.Offer, point.Offer), Least: point.MeanSurplus.Min(), point.Holds, point.Rank)).ToList();
        object Points(Func<int, bool> rank) => points.Where(point => rank(point.Rank)).Select(point => new { X = point.Least, Y = 100 * point.Holds, Name = point.Title });
        return new Chart("points", "What does more holding cost?", string.Join(" ", points.Select(point => $"{point.Title}: holds in {Words.OfHundred(point.Holds)} of 100, least gain {Words.Points(point.Least)}.")),
            new
            {
                XName = "mean surplus of the party that gains least, points", YName = "worlds of 100 that hold", YMin = 0, YMax = 100,
                Series = new[] { new { Name = "no other offer is better for all", Points = Points(rank => rank == 0) }, new { Name = "another is at least as good for all", Points = Points(rank => rank > 0) } },
            },
            ["offer", "holds, worlds of 100", "least mean surplus, points", "beaten by another for all"],
            [.. points.Select(point => (IReadOnlyList<string>)[point.Title, Words.OfHundred(point.Holds), Words.Points(point.Least), point.Rank == 0 ? "no" : "yes"])]);
    }

    /// <summary>Offers by yardstick, as a table that is drawn as one.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)? Yardsticks(WeighingResult result) => result.Analysis is not { Yardsticks.Count: > 0 } analysis ? null
        : (["yardstick", .. result.Offers.Select(offer => offer.Title)],
            [.. analysis.Yardsticks.Select(yardstick => (IReadOnlyList<string>)[yardstick.Title, .. yardstick.Values.Select((value, o) => (yardstick.Unit is "worlds" or "chance" ? Words.Chance(value) : Words.Number(Math.Round(value, 1))) + (yardstick.Winners.Contains(result.Offers[o].Name) ? " ★" : ""))])]);

    private static RowSeries Shares(string name, IReadOnlyList<OfferResult> offers, Func<OfferResult, WorldShare?> share) => new(name,
        [.. offers.Select(offer => 100 * (share(offer)?.Share ?? double.NaN))], [.. offers.Select(offer => 100 * (share(offer)?.Low ?? double.NaN))], [.. offers.Select(offer => 100 * (share(offer)?.High ?? double.NaN))]);
}
