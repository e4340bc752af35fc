using System.Text.Json.Nodes;

namespace Foedus.Interop.Incidents;

/// <summary>Files of incidents and what is wrong with them, as JSON.</summary>
public static class IncidentJson
{
    public static JsonObject Summary(IncidentSummary summary) => new()
    {
        ["schema"] = "foedus/incidents/1",
        ["source"] = summary.File.Schema.Name,
        ["form"] = summary.File.Form,
        ["sha256"] = summary.File.Sha256,
        ["columns"] = Json.Texts(summary.File.Columns.Names),
        ["rows"] = summary.Rows,
        ["firstDay"] = summary.FirstDay?.ToString("yyyy-MM-dd"),
        ["lastDay"] = summary.LastDay?.ToString("yyyy-MM-dd"),
        ["deaths"] = new JsonObject { ["low"] = summary.DeathsLow, ["best"] = summary.DeathsBest, ["high"] = summary.DeathsHigh, ["uncounted"] = summary.Uncounted, ["bestIsZero"] = summary.Deathless },
        ["kinds"] = Counts(summary.Kinds),
        ["sidesA"] = Counts(summary.SidesA),
        ["sidesB"] = Counts(summary.SidesB),
        ["attributedTo"] = Counts(summary.AttributedTo),
        ["dayPrecision"] = Counts(summary.DayPrecisions),
        ["placePrecision"] = Counts(summary.PlacePrecisions),
        ["severalDays"] = summary.ManyDays,
        ["dayNotExact"] = summary.VagueDay,
        ["placeProvinceOrVaguer"] = summary.VaguePlace,
        ["exact"] = summary.Exact,
        ["alikeButForId"] = summary.AlikeButForId,
        ["severalReports"] = summary.SeveralReports,
        ["problems"] = Problems(summary.File.Problems),
    };

    public static JsonArray Problems(IncidentProblems problems) => Json.Array(problems.All.Select(entry => new JsonObject
    {
        ["kind"] = entry.Kind.Name,
        ["meaning"] = entry.Kind.Meaning,
        ["isFault"] = entry.Kind.IsFault,
        ["count"] = entry.Count,
        ["first"] = Json.Array(entry.First.Select(one => new JsonObject { ["line"] = one.Line, ["words"] = one.Words })),
    }));

    private static JsonObject Counts(SortedDictionary<string, long> counts)
    {
        var json = new JsonObject();
        foreach (var (name, count) in counts)
            json[name] = count;
        return json;
    }
}
