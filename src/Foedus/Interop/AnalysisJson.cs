using Foedus.Binding;
using System.Text.Json.Nodes;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;

namespace Foedus.Interop;

/// <summary>What a weighed answer hangs on, as JSON (docs/json.md).</summary>
public static class AnalysisJson
{
    public static JsonObject Analysis(DecisionAnalysis analysis, IReadOnlyList<OfferResult> offers) => new()
    {
        ["worlds"] = analysis.Worlds,
        ["notCompared"] = analysis.NotCompared,
        ["yardsticks"] = Json.Array(analysis.Yardsticks.Select(yardstick => new JsonObject
        {
            ["name"] = yardstick.Name,
            ["title"] = yardstick.Title,
            ["unit"] = yardstick.Unit,
            ["higherIsBetter"] = yardstick.HigherIsBetter,
            ["values"] = ByOffer(yardstick.Values, offers),
            ["winners"] = Json.Texts(yardstick.Winners),
        })),
        ["paired"] = Json.Array(analysis.Paired.Select(pair => new JsonObject
        {
            ["offer"] = pair.Offer,
            ["holdsWhereNoDealBreaks"] = Share(pair.HoldsWhereNoDealBreaks),
            ["breaksWhereNoDealHolds"] = Share(pair.BreaksWhereNoDealHolds),
        })),
        ["tradeOff"] = Json.Array(analysis.TradeOff.Select((point, o) => new JsonObject
        {
            ["offer"] = point.Offer,
            ["holds"] = Json.Number(point.Holds),
            ["rank"] = point.Rank,
            ["parties"] = Json.Array(point.MeanSurplus.Select((surplus, party) => new JsonObject
            {
                ["party"] = offers[o].Parties[party].Party,
                ["meanSurplus"] = Json.Number(surplus),
                ["dominated"] = point.DominatedFor[party],
            })),
        })),
        ["breaking"] = Json.Array(analysis.Breaking.Select(Breaking)),
        ["effects"] = Json.Array(analysis.Effects.Select(Effects)),
        ["maps"] = Json.Array(analysis.Maps.Select(map => (JsonNode?)Map(map))),
        ["ranking"] = analysis.Ranking is { } ranking ? Ranking(ranking) : null,
        ["information"] = Json.Array(analysis.Information.Select(value => new JsonObject
        {
            ["yardstick"] = value.Yardstick,
            ["title"] = value.Title,
            ["unit"] = value.Unit,
            ["offer"] = value.Offer,
            ["worth"] = Json.Number(value.Worth),
            ["gains"] = Json.Array(value.Gains.Select(gain => new JsonObject
            {
                ["assumption"] = gain.Assumption, ["gain"] = Json.Number(gain.Gain), ["low"] = Json.Number(gain.Low), ["high"] = Json.Number(gain.High),
            })),
        })),
    };

    public static JsonObject Map(AnswerMap map) => new()
    {
        ["offer"] = map.Offer,
        ["x"] = map.X,
        ["y"] = map.Y,
        ["title"] = map.Title,
        ["unit"] = map.Unit,
        ["xs"] = Json.Numbers(map.Xs),
        ["ys"] = Json.Numbers(map.Ys),
        ["xBest"] = Json.Number(map.XBest),
        ["yBest"] = Json.Number(map.YBest),
        ["values"] = Json.Array(map.Values.Select(row => (JsonNode?)Json.Numbers(row))),
        ["holds"] = Json.Array(map.Holds.Select(row => (JsonNode?)Json.Array(row.Select(cell => double.IsNaN(cell) ? null : (JsonNode?)JsonValue.Create(cell == 1))))),
        ["notSolved"] = map.NotSolved,
    };

    public static JsonArray Readings(IReadOnlyList<ReadingResult> readings) => Json.Array(readings.Select(reading => new JsonObject
    {
        ["reading"] = reading.Reading,
        ["title"] = reading.Title,
        ["changes"] = Json.Texts(reading.Changes),
        ["offers"] = Json.Array(reading.Offers.Select(offer => new JsonObject
        {
            ["offer"] = offer.Offer,
            ["isNoDeal"] = offer.IsNoDeal,
            ["holds"] = Share(offer.Holds),
            ["holdsAtBest"] = offer.HoldsAtBest,
            ["allSign"] = Share(offer.AllSign),
            ["signedAndHolds"] = Share(offer.SignedAndHolds),
            ["notConverged"] = offer.NotConverged,
            ["parties"] = Json.Array(offer.Parties.Select(party => new JsonObject { ["party"] = party.Party, ["signs"] = Share(party.Signs), ["surplus"] = Band(party.Surplus) })),
        })),
    }));

    private static JsonObject Ranking(RankingResult ranking) => new()
    {
        ["title"] = ranking.Title,
        ["unit"] = ranking.Unit,
        ["higherIsBetter"] = ranking.HigherIsBetter,
        ["leader"] = ranking.Leader,
        ["value"] = Json.Number(ranking.LeaderValue),
        ["level"] = Json.Texts(ranking.Level),
        ["challengers"] = Json.Array(ranking.Challengers.Select(challenger => new JsonObject
        {
            ["offer"] = challenger.Offer, ["value"] = Json.Number(challenger.Value), ["margin"] = Json.Number(challenger.Margin), ["ahead"] = Json.Number(challenger.Ahead),
        })),
        ["flips"] = Json.Array(ranking.Flips.Select(Flip)),
        ["neverAlone"] = Json.Texts(ranking.NeverAlone),
        ["notKnown"] = Json.Texts(ranking.NotKnown),
        ["nearest"] = ranking.Nearest is { } nearest ? new JsonObject
        {
            ["offer"] = nearest.Offer, ["lead"] = Json.Number(nearest.Lead), ["distance"] = Json.Number(nearest.Distance), ["changes"] = Json.Array(nearest.Changes.Select(Flip)),
        } : null,
        ["solves"] = ranking.Solves,
    };

    private static JsonObject Flip(RankingFlip flip) => new()
    {
        ["assumption"] = flip.Assumption, ["best"] = Json.Number(flip.Best), ["value"] = Json.Number(flip.Value), ["offer"] = flip.Offer, ["distance"] = Json.Number(flip.Distance),
    };

    private static JsonObject Breaking(BreakingResult breaking) => new()
    {
        ["offer"] = breaking.Offer,
        ["describes"] = breaking.Describes,
        ["share"] = Json.Number(breaking.Share),
        ["cases"] = breaking.Cases,
        ["wantedDensity"] = Json.Number(breaking.WantedDensity),
        ["reason"] = breaking.Reason,
        ["boxes"] = Json.Array(breaking.Boxes.Select(Box)),
        ["tree"] = Json.Array(breaking.Tree.Select(Box)),
    };

    private static JsonObject Box(BreakingBox box) => new()
    {
        ["coverage"] = Json.Number(box.Coverage),
        ["density"] = Json.Number(box.Density),
        ["worlds"] = box.Worlds,
        ["words"] = box.Words,
        ["limits"] = Json.Array(box.Limits.Select(limit => new JsonObject
        {
            ["assumption"] = limit.Assumption,
            ["low"] = Json.Number(limit.Low),
            ["high"] = Json.Number(limit.High),
            ["oneOf"] = limit.OneOf is { } values ? Json.Numbers(values) : null,
            ["lowQuasiP"] = Json.Number(limit.LowQuasiP),
            ["highQuasiP"] = Json.Number(limit.HighQuasiP),
        })),
    };

    private static JsonObject Effects(EffectsResult effects) => new()
    {
        ["offer"] = effects.Offer,
        ["refused"] = effects.Refused,
        ["screeningPoints"] = effects.ScreeningPoints,
        ["basePoints"] = effects.BasePoints,
        ["mostBasePoints"] = effects.MostBasePoints,
        ["solves"] = effects.Solves,
        ["notSolved"] = effects.NotSolved,
        ["screening"] = Json.Array(effects.Screening.Select(screened => new JsonObject
        {
            ["assumption"] = screened.Assumption,
            ["meanAbsolute"] = Json.Number(screened.MeanAbsolute),
            ["mean"] = Json.Number(screened.Mean),
            ["deviation"] = Json.Number(screened.Deviation),
            ["onSurplus"] = Json.Number(screened.OnSurplus),
            ["kept"] = screened.Kept,
        })),
        ["outcomes"] = Json.Array(effects.Outcomes.Select(outcome => new JsonObject
        {
            ["outcome"] = outcome.Outcome,
            ["title"] = outcome.Title,
            ["isYesNo"] = outcome.IsYesNo,
            ["mean"] = Json.Number(outcome.Mean),
            ["deviation"] = Json.Number(outcome.Deviation),
            ["widestHalf"] = Json.Number(outcome.WidestHalf),
            ["ownSum"] = Share(outcome.OwnSum),
            ["combinationsMatter"] = outcome.CombinationsMatter,
            ["byAssumption"] = Json.Array(outcome.ByAssumption.Select(effect => new JsonObject
            {
                ["assumption"] = effect.Assumption,
                ["own"] = Json.Number(effect.Own),
                ["ownInterval"] = Json.Numbers([effect.OwnLow, effect.OwnHigh]),
                ["total"] = Json.Number(effect.Total),
                ["totalInterval"] = Json.Numbers([effect.TotalLow, effect.TotalHigh]),
                ["ownFromDesign"] = Json.Number(effect.OwnFromDesign),
                ["totalFromDesign"] = Json.Number(effect.TotalFromDesign),
                ["ownFromDesignInterval"] = Json.Numbers([effect.OwnFromDesignLow, effect.OwnFromDesignHigh]),
            })),
            ["bySource"] = Json.Array(outcome.BySource.Select(source => new JsonObject
            {
                ["source"] = source.Source,
                ["assumptions"] = Json.Texts(source.Assumptions),
                ["total"] = Json.Number(source.Total),
                ["totalInterval"] = Json.Numbers([source.TotalLow, source.TotalHigh]),
            })),
        })),
    };

    private static JsonArray ByOffer(IReadOnlyList<double> values, IReadOnlyList<OfferResult> offers)
        => Json.Array(values.Select((value, o) => new JsonObject { ["offer"] = offers[o].Name, ["value"] = Json.Number(value) }));

    private static JsonObject? Share(WorldShare? share) => share is null ? null : new JsonObject { ["share"] = Json.Number(share.Share), ["low"] = Json.Number(share.Low), ["high"] = Json.Number(share.High) };

    private static JsonObject Band(Band band) => new() { ["atBest"] = Json.Number(band.AtBest), ["low"] = Json.Number(band.Low), ["median"] = Json.Number(band.Median), ["high"] = Json.Number(band.High) };
}
