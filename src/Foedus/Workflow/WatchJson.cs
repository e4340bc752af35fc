using System.Text.Json.Nodes;
using Foedus.Interop;
using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>Verdicts as JSON; fields are documented in docs/json.md and only ever added to.</summary>
public static class WatchJson
{
    public static JsonObject Of(WatchResult result) => new()
    {
        ["schema"] = "foedus/watch/1",
        ["title"] = result.Title,
        ["from"] = Day(result.From),
        ["to"] = Day(result.To),
        ["inForceFrom"] = Day(result.InForceFrom),
        ["dealSha256"] = result.DealSha256,
        ["files"] = Json.Array(result.Files.Select(file => new JsonObject
        {
            ["name"] = file.Name, ["sha256"] = file.Sha256, ["schema"] = file.Schema, ["incidents"] = file.Incidents, ["problems"] = IncidentJson.Problems(file.Problems),
        })),
        ["notes"] = Json.Texts(result.Notes),
        ["taken"] = new JsonObject(result.Taken.Select(pair => KeyValuePair.Create(char.ToLowerInvariant(pair.Key.ToString()[0]) + pair.Key.ToString()[1..], (JsonNode?)pair.Value))),
        ["triggers"] = Json.Array(result.Triggers.Select(Of)),
        ["states"] = Json.Array(result.States.Select(state => new JsonObject
        {
            ["state"] = state.Tie.Variable.Text, ["becomes"] = state.Tie.Value.Text, ["certainty"] = Word(state.Tie.How), ["since"] = Day(state.Since),
            ["certainly"] = Day(state.Of.Certainly.FirstDay), ["probably"] = Day(state.Of.Probably.FirstDay), ["possibly"] = Day(state.Of.Possibly.FirstDay),
        })),
        ["obligations"] = Json.Array(result.Obligations.Select(owed => new JsonObject
        {
            ["name"] = owed.Name, ["title"] = owed.Title, ["party"] = owed.Party, ["of"] = owed.Of, ["owed"] = owed.Owed, ["surely"] = owed.Surely is { } surely ? StandingWords.Of(surely) : null,
            ["certainly"] = Of(owed.Certainly), ["probably"] = Of(owed.Probably), ["possibly"] = Of(owed.Possibly), ["notes"] = Json.Texts(owed.Notes),
        })),
        ["classes"] = Json.Array(result.Classes.Select(of => new JsonObject
        {
            ["name"] = of.Name,
            ["title"] = of.Title,
            ["selected"] = new JsonObject { ["certainly"] = of.Certainly, ["probably"] = of.Probably, ["possibly"] = of.Possibly },
            ["quiet"] = new JsonObject { ["start"] = Of(of.QuietByFirstDay), ["span"] = Of(of.QuietBySpan) },
            ["weekly"] = of.Weekly is null ? null : Weekly(of.Weekly),
        })),
    };

    public static JsonObject Of(WatchComparison comparison)
    {
        var (rows, json) = (comparison.Rows, Of(comparison.New));
        json["comparedWith"] = Of(comparison.Old)["files"]!.DeepClone();
        json["rows"] = new JsonObject
        {
            ["old"] = rows.OldRows, ["new"] = rows.NewRows, ["common"] = rows.Common, ["gone"] = rows.Gone.Count, ["added"] = rows.Added, ["changedDeaths"] = rows.ChangedDeaths,
            ["changedFirstDay"] = rows.ChangedFirstDay, ["changedLastDay"] = rows.ChangedLastDay, ["changedPlace"] = rows.ChangedPlace, ["changedSideB"] = rows.ChangedSideB,
            ["oldDeaths"] = rows.OldDeaths, ["newDeaths"] = rows.NewDeaths, ["goneIds"] = Json.Texts(rows.Gone),
        };
        json["changes"] = Json.Array(comparison.Changes.Select(change => new JsonObject
        {
            ["trigger"] = change.Trigger, ["certainty"] = Word(change.Certainty), ["oldFirstDay"] = Day(change.Old.FirstDay), ["newFirstDay"] = Day(change.New.FirstDay),
            ["oldDaysTrue"] = change.Old.DaysTrue, ["newDaysTrue"] = change.New.DaysTrue, ["oldEpisodes"] = change.Old.Episodes.Count, ["newEpisodes"] = change.New.Episodes.Count,
            ["because"] = Json.Array(change.Because.Select(row => new JsonObject { ["id"] = row.Row.Id, ["line"] = row.Row.Line, ["what"] = row.What })),
        }));
        return json;
    }

    private static JsonObject Of(ObligationAt at) => new()
    {
        ["stands"] = StandingWords.Of(at.Standing), ["day"] = Day(at.Day), ["due"] = Day(at.Due), ["count"] = at.Count, ["evidence"] = Json.Texts(at.Evidence.Select(report => report.Id)),
    };

    public static JsonObject Of(TriggerVerdict trigger) => new()
    {
        ["name"] = trigger.Name,
        ["title"] = trigger.Title,
        ["condition"] = trigger.Condition,
        ["certainly"] = Of(trigger.Certainly),
        ["probably"] = Of(trigger.Probably),
        ["possibly"] = Of(trigger.Possibly),
    };

    public static JsonObject Of(VerdictChange change) => new()
    {
        ["trigger"] = change.Trigger, ["from"] = Day(change.From), ["to"] = Day(change.To), ["before"] = Word(change.Before), ["after"] = Word(change.After),
    };

    public static string Word(Certainty certainty) => certainty.ToString().ToLowerInvariant();

    /// <summary>The surest thing that holds: "certainly", "probably", "possibly" or "not".</summary>
    public static string Word(Levels levels) => levels.HasFlag(Levels.Certainly) ? "certainly" : levels.HasFlag(Levels.Probably) ? "probably" : levels.HasFlag(Levels.Possibly) ? "possibly" : "not";

    private static JsonObject Of(Verdict verdict) => new()
    {
        ["firstDay"] = Day(verdict.FirstDay),
        ["daysTrue"] = verdict.DaysTrue,
        ["episodes"] = verdict.Episodes.Count,
        ["episodeList"] = Json.Array(verdict.Episodes.Select(episode => new JsonArray(Day(episode.First), Day(episode.Last)))),
        ["longestEpisode"] = verdict.Longest is { } longest ? new JsonArray(Day(longest.First), Day(longest.Last)) : null,
        ["lastDay"] = Day(verdict.LastDay),
        ["counts"] = Json.Array(verdict.Counts.Select(count => new JsonObject
        {
            ["what"] = count.What, ["days"] = count.Tally.Days, ["value"] = count.Value, ["atLeast"] = count.Tally.IsAtLeast, ["threshold"] = count.Tally.Threshold, ["met"] = count.IsMet, ["toTurn"] = count.ToTurn,
        })),
        ["evidence"] = Json.Array(verdict.Evidence.Select(incident => new JsonObject
        {
            ["id"] = incident.Id, ["line"] = incident.Line, ["firstDay"] = Day(DateOnly.FromDayNumber(incident.First)), ["lastDay"] = Day(DateOnly.FromDayNumber(incident.Last)),
            ["low"] = incident.Low, ["best"] = incident.Best, ["high"] = incident.High,
        })),
        ["nearestDay"] = Day(verdict.NearestDay),
    };

    private static JsonObject? Of(Episode? quiet) => quiet is { } run ? new JsonObject { ["days"] = run.Days, ["first"] = Day(run.First), ["last"] = Day(run.Last) } : null;

    private static JsonObject Weekly(WeeklyCounts weekly) => new(weekly.Weeks.Select(week =>
        KeyValuePair.Create(week.Key, (JsonNode?)new JsonObject(week.Value.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)new JsonArray(key.Value.Incidents, key.Value.Deaths)))))));

    private static JsonNode? Day(DateOnly? day) => day is null ? null : JsonValue.Create(day.Value.ToString("yyyy-MM-dd"));
}
