using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Foedus.Answers;
using Foedus.Units;
using Json.Schema;

namespace Foedus.Tests.Answers;

/// <summary>The JSON Schema of a record, read off it as it is written; what a field means comes from its documentation. Used by the tests of the library and of the workbench.</summary>
internal static class RecordSchema
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Documented = [];

    /// <summary>What a record is as JSON.</summary>
    /// <param name="type">The record.</param>
    /// <param name="layout">How it is written.</param>
    public static JsonObject Of(Type type, JsonSerializerOptions layout) =>
        layout.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }).AsObject();

    /// <summary>What a record is, in its own words; null where it does not say.</summary>
    public static string? Summary(Type type) => Summary(type, $"T:{type.FullName}");

    /// <summary>What a schema refers to inside itself, where it stands deeper.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="inside">Where it stands: "#/anyOf/0/".</param>
    public static void Refer(JsonNode? node, string inside)
    {
        if (node is JsonObject whole)
        {
            if (whole["$ref"] is JsonValue value && value.GetValue<string>() is ['#', '/', .. var place])
                whole["$ref"] = inside + place;
            foreach (var (_, part) in whole.ToList())
                Refer(part, inside);
        }
        else if (node is JsonArray list)
            foreach (var item in list)
                Refer(item, inside);
    }

    /// <summary>What is wrong with an answer; nothing that its schema does not name may stand in it, since the schema is what readers know it by.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="answer">The answer.</param>
    public static IReadOnlyList<string> Faults(JsonNode schema, JsonElement answer)
    {
        schema = schema.DeepClone();
        Close(schema);
        var result = JsonSchema.FromText(schema.ToJsonString()).Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            :
            [
                .. (result.Details ?? [])
                    .Where(detail => detail.Errors is { Count: > 0 })
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")
                    .Distinct(),
            ];
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonObject whole)
        {
            foreach (var (_, value) in whole.ToList())
                Close(value);
            if (whole["properties"] is JsonObject && whole["additionalProperties"] is null)
                whole["additionalProperties"] = false;
        }
        else if (node is JsonArray list)
            foreach (var item in list)
                Close(item);
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (
            context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), true)
            is [JsonConverterAttribute { ConverterType.Name: "NotCalledConverter" }, ..]
        )
            node =
                type == typeof(double)
                    ? new JsonObject { ["type"] = new JsonArray("number", "string") }
                    : new JsonObject
                    {
                        ["anyOf"] = new JsonArray(
                            context.TypeInfo.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TransformSchemaNode = Transform }),
                            new JsonObject { ["const"] = "not called" }
                        ),
                    };
        else if (
            context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), true)
            is [JsonConverterAttribute { ConverterType.Name: "ChancesConverter" }, ..]
        )
            node = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject
                {
                    ["type"] = new JsonArray("number", "array"),
                    ["items"] = new JsonObject { ["type"] = "number" },
                },
            };
        else if (type == typeof(NumberOrWords))
            node = new JsonObject { ["type"] = new JsonArray("number", "string", "null") };
        else if (type == typeof(double))
            node = new JsonObject { ["type"] = new JsonArray("number", "null") };
        else if (type == typeof(Unit))
            node = new JsonObject { ["type"] = "string" };
        else if (type == typeof(Interval))
            node = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = new JsonArray("number", "null") },
                ["minItems"] = 2,
                ["maxItems"] = 2,
            };
        if (node is not JsonObject whole)
            return node;
        // A converter of its own says nothing of the items.
        if (context.TypeInfo.ElementType is { } element && whole["items"] is null && (Nullable.GetUnderlyingType(element) ?? element) == typeof(double))
            whole["items"] = new JsonObject { ["type"] = new JsonArray("number", "null") };
        // What is never left out is always there.
        if (whole["properties"] is JsonObject properties)
            whole["required"] = new JsonArray([
                .. properties.Select(property => property.Key).Where(name => !IsSometimesLeftOut(context.TypeInfo, name)).Select(name => (JsonNode)name),
            ]);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && Meaning(property) is { } words && whole["description"] is null)
            whole.Insert(0, "description", words);
        return whole;
    }

    private static bool IsSometimesLeftOut(JsonTypeInfo type, string name) =>
        type.Properties.First(property => property.Name == name).AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is { Length: > 0 };

    // A property's own summary, or what its record says of it.
    private static string? Meaning(PropertyInfo property) =>
        Summary(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}")
        ?? (
            In(property.DeclaringType)
                .GetValueOrDefault($"T:{property.DeclaringType.FullName}")
                ?.Elements("param")
                .FirstOrDefault(param => (string?)param.Attribute("name") == property.Name)
                is { } param
                ? Words(param)
                : null
        );

    private static string? Summary(Type of, string member) => In(of).GetValueOrDefault(member)?.Element("summary") is { } summary ? Words(summary) : null;

    // An assembly without documentation has no words.
    private static Dictionary<string, XElement> In(Type of)
    {
        lock (Documented)
        {
            if (Documented.TryGetValue(of.Assembly, out var known))
                return known;
            var path = Path.ChangeExtension(of.Assembly.Location, ".xml");
            return Documented[of.Assembly] = !File.Exists(path)
                ? []
                : XDocument.Load(path).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
        }
    }

    private static string? Words(XElement element)
    {
        var text = string.Join(
            ' ',
            string.Concat(
                    element
                        .Nodes()
                        .Select(node =>
                            node is XElement { Name.LocalName: "see" or "paramref" } see
                                ? ((string?)see.Attribute("cref") ?? (string?)see.Attribute("name") ?? "").Split('.', ':')[^1]
                            : node is XElement inner ? inner.Value
                            : ((XText)node).Value
                        )
                )
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return text.Length == 0 ? null : text;
    }
}
