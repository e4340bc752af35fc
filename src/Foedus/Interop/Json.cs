using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foedus.Interop;

/// <summary>How Foedus writes JSON: camelCase names, numbers as they are, and null for what is not a number.</summary>
public static class Json
{
    public static JsonSerializerOptions Layout { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A number, or null where there is none.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Numbers(IEnumerable<double> values) => Array(values.Select(value => Number(value)));

    public static JsonArray Texts(IEnumerable<string> values) => Array(values.Select(value => (JsonNode?)JsonValue.Create(value)));
}
