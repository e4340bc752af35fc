using System.Globalization;
using System.Text.Json.Nodes;
using Foedus.BaseRates;
using Foedus.Interop.Tables;

namespace Foedus.Interop;

/// <summary>Base rates as JSON (docs/json.md).</summary>
public static class BaseRatesJson
{
    public static JsonObject Tables(IReadOnlyList<BaseRateTable> tables, IReadOnlyList<RowProblem> problems) => new()
    {
        ["schema"] = "foedus/baserates/1",
        ["sets"] = Json.Array(tables.Select(Table)),
        ["problems"] = Json.Array(problems.Select(problem => new JsonObject { ["kind"] = problem.Kind, ["line"] = problem.Line, ["detail"] = problem.Detail, ["leftOut"] = problem.LeftOut })),
    };

    private static JsonObject Table(BaseRateTable table) => new()
    {
        ["set"] = table.Set.Set,
        ["version"] = table.Set.Version,
        ["rows"] = table.Set.Rows,
        ["spells"] = table.Set.Spells.Count,
        ["followUpEnd"] = table.Set.FollowUpEnd.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["leftOut"] = Json.Array(table.Set.LeftOut.Where(part => part.Count > 0).Select(part => new JsonObject { ["count"] = part.Count, ["why"] = part.Why })),
        ["extract"] = table.Set.IsExtract,
        ["firstYearUnseen"] = table.Set.FromEpisodes,
        ["clamped"] = table.Set.Clamped,
        ["severalEnds"] = table.Set.SeveralEnds,
        ["groups"] = Json.Array(table.Groups.Select(Group)),
    };

    private static JsonObject Group(BaseRateGroup group) => new()
    {
        ["group"] = group.Name,
        ["count"] = group.Count,
        ["failed"] = group.EverFailed,
        ["censored"] = group.Censored,
        ["medianDays"] = group.Curve.Median,
        ["horizons"] = Json.Array(group.Horizons.Select(horizon => new JsonObject
        {
            ["years"] = horizon.Years,
            ["failedWithin"] = horizon.Within.Count,
            ["watched"] = horizon.Within.Of,
            ["share"] = Json.Number(horizon.Within.Share),
            ["wilson95"] = Json.Numbers([horizon.Within.Interval().Low, horizon.Within.Interval().High]),
            ["failure"] = Json.Number(1 - horizon.Curve.Survival),
            ["standardError"] = Json.Number(horizon.Curve.StandardError),
            ["greenwood95"] = Json.Numbers([1 - horizon.Curve.High, 1 - horizon.Curve.Low]),
            ["atRisk"] = horizon.Curve.AtRisk,
        })),
        ["curve"] = Json.Array(group.Curve.Steps.Select(step => new JsonObject
        {
            ["day"] = step.Day,
            ["atRisk"] = step.AtRisk,
            ["failed"] = step.Failed,
            ["censored"] = step.Censored,
            ["survival"] = Json.Number(step.Survival),
            ["standardError"] = Json.Number(step.StandardError),
        })),
    };
}
