using System.Text.Json.Nodes;
using Foedus.Exploring;

namespace Foedus.Interop;

/// <summary>Boxes and indices as JSON (docs/json.md).</summary>
public static class ExploringJson
{
    public static JsonObject Boxes(Experiments data, string method, IReadOnlyList<FoundBox> boxes) => new()
    {
        ["schema"] = "foedus/discover/1",
        ["status"] = "solved",
        ["method"] = method,
        ["rows"] = data.Rows,
        ["casesOfInterest"] = data.CasesOfInterest,
        ["boxes"] = Json.Array(boxes.Select(box => new JsonObject
        {
            ["trajectory"] = Json.Array(box.Trajectory.Select(step => (JsonNode?)Step(data, step))),
            ["chosen"] = box.Chosen,
        })),
    };

    public static JsonObject Step(Experiments data, BoxStep step) => new()
    {
        ["mass"] = Json.Number(step.Mass),
        ["density"] = Json.Number(step.Density),
        ["coverage"] = Json.Number(step.Coverage),
        ["count"] = step.Count,
        ["countOfInterest"] = step.CountOfInterest,
        ["limits"] = new JsonObject(step.Restricted.Select(c => KeyValuePair.Create(data.Inputs[c].Name, (JsonNode?)Limit(data.Inputs[c], step.Limits[c], step.QuasiP[c])))),
    };

    private static JsonObject Limit(InputColumn column, BoxLimit limit, (double Low, double High) quasiP) => limit.Allowed is { } allowed
        ? new JsonObject
        {
            ["in"] = Json.Texts(column.Categories.Where((_, k) => allowed[k])),
            ["quasiP"] = Json.Numbers([quasiP.Low]),
        }
        : new JsonObject
        {
            ["low"] = Json.Number(limit.Low),
            ["high"] = Json.Number(limit.High),
            ["quasiP"] = Json.Numbers([quasiP.Low, quasiP.High]),
        };

    /// <param name="names">[input]</param>
    /// <param name="indices">[input]</param>
    /// <param name="pairs">Null where the design has no rows for them.</param>
    public static JsonObject Indices(IReadOnlyList<string> names, IReadOnlyList<SobolIndex> indices, IReadOnlyList<PairIndex>? pairs = null)
    {
        var answer = new JsonObject
        {
            ["schema"] = "foedus/sensitivity/1",
            ["status"] = "solved",
            ["indices"] = new JsonObject(names.Zip(indices).Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)new JsonObject
            {
                ["first"] = Json.Number(pair.Second.First),
                ["total"] = Json.Number(pair.Second.Total),
                ["firstInterval"] = Json.Numbers([pair.Second.FirstInterval.Low, pair.Second.FirstInterval.High]),
                ["totalInterval"] = Json.Numbers([pair.Second.TotalInterval.Low, pair.Second.TotalInterval.High]),
            }))),
        };
        if (pairs is not null)
            answer["secondOrder"] = Json.Array(pairs.Select(pair => (JsonNode?)new JsonObject
            {
                ["inputs"] = Json.Texts([names[pair.First], names[pair.Second]]),
                ["share"] = Json.Number(pair.Share),
                ["interval"] = Json.Numbers([pair.Interval.Low, pair.Interval.High]),
            }));
        return answer;
    }

    public static JsonObject Effects(IReadOnlyList<string> names, IReadOnlyList<ElementaryEffect> effects) => new()
    {
        ["schema"] = "foedus/sensitivity/1",
        ["status"] = "solved",
        ["indices"] = new JsonObject(names.Zip(effects).Select(pair => KeyValuePair.Create(pair.First, (JsonNode?)new JsonObject
        {
            ["mu"] = Json.Number(pair.Second.Mean),
            ["muStar"] = Json.Number(pair.Second.MeanAbsolute),
            ["sigma"] = Json.Number(pair.Second.Deviation),
        }))),
    };
}
