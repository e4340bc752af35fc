using System.Globalization;
using System.Text.Json.Nodes;
using Foedus.Language.Comparing;

namespace Foedus.Interop;

/// <summary>The difference of two deals as JSON (schema foedus/difference/1).</summary>
public static class DifferenceJson
{
    public static JsonObject Write(DealDifference difference, string beforeText, string afterText) => new()
    {
        ["schema"] = "foedus/difference/1",
        ["same"] = difference.IsEmpty,
        ["sameText"] = beforeText == afterText,
        ["summary"] = difference.Summary(),
        ["changes"] = Json.Array(difference.Changes.Select(change => new JsonObject
        {
            ["what"] = change.What,
            ["name"] = change.Name,
            ["aspect"] = change.Aspect,
            ["before"] = Value(change, change.Before),
            ["after"] = Value(change, change.After),
            ["words"] = change.Words,
        })),
    };

    private static JsonNode? Value(Change change, string? text) =>
        change.Aspect == "value" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Json.Number(number) : text is null ? null : JsonValue.Create(text);
}
