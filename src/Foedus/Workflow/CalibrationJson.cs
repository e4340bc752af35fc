using System.Text.Json.Nodes;
using Foedus.Interop;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>A calibration as JSON.</summary>
public static class CalibrationJson
{
    public static JsonObject Of(Calibration calibration) => new()
    {
        ["schema"] = "foedus/calibrate/1",
        ["trigger"] = calibration.Trigger,
        ["class"] = calibration.Class,
        ["certainty"] = WatchJson.Word(calibration.Certainty),
        ["blockDays"] = calibration.BlockDays,
        ["data"] = calibration.Source,
        ["periods"] = Json.Array(calibration.Periods.Select(period => new JsonObject { ["from"] = $"{period.From:yyyy-MM-dd}", ["to"] = $"{period.To:yyyy-MM-dd}", ["is"] = period.IsBroken ? "broken" : "quiet" })),
        ["thresholds"] = Json.Array(calibration.Scores.Select(score => new JsonObject
        {
            ["condition"] = score.Condition,
            ["isOwn"] = score.IsOwn,
            ["isEfficient"] = score.IsEfficient,
            ["falseAlarms"] = score.FalseAlarms,
            ["falseAlarmsAYear"] = Json.Number(score.FalseAlarmsAYear),
            ["falseDays"] = score.FalseDays,
            ["falseShare"] = Json.Number(score.FalseShare),
            ["fired"] = score.Fired,
            ["delays"] = Json.Array(score.Delays.Select(delay => (JsonNode?)delay)),
            ["delay"] = Json.Number(score.Delay),
            ["detection"] = Share(score.Detection),
            ["falseAlarm"] = Share(score.FalseAlarm),
            ["lines"] = Calibrate.Lines(calibration, score),
        })),
    };

    private static JsonObject Share(BlockShare share) => new() { ["true"] = share.True, ["blocks"] = share.All, ["share"] = Json.Number(share.Share), ["interval"] = Json.Numbers([share.Low, share.High]) };
}
