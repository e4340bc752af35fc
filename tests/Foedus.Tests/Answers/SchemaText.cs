using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Foedus.Answers;
using Foedus.Units;

namespace Foedus.Tests.Answers;

/// <summary>The JSON Schema of an answer, read off its record; what a field means comes from the record's documentation.</summary>
internal static class SchemaText
{
    private static readonly Dictionary<string, XElement> Documented = XDocument.Load(Path.ChangeExtension(typeof(AnswerAttribute).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <summary>All answers of the library, by schema.</summary>
    public static IReadOnlyDictionary<string, Type[]> Answers { get; } = typeof(AnswerAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<AnswerAttribute>() is not null)
        .GroupBy(AnswerJson.SchemaOf).ToDictionary(group => group.Key, group => group.OrderBy(type => type.Name, StringComparer.Ordinal).ToArray());

    /// <summary>"docs/schemas/weigh-1.json".</summary>
    public static string PathOf(string schema) => Repository.PathOf($"docs/schemas/{schema["foedus/".Length..].Replace('/', '-')}.json");

    public static string Of(string schema)
    {
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = schema };
        var types = Answers[schema].Select(type => Of(schema, type)).ToList();
        if (types.Count == 1)
            foreach (var (name, value) in types[0].ToList())
                root[name] = value?.DeepClone();
        else
        {
            for (var place = 0; place < types.Count; place++)
                Refer(types[place], $"#/anyOf/{place}/");
            root["anyOf"] = new JsonArray([.. types]);
        }
        return root.ToJsonString(AnswerJson.Layout) + "\n";
    }

    // What a schema refers to inside itself lies deeper where it is one of several.
    private static void Refer(JsonNode? node, string inside)
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

    private static JsonObject Of(string schema, Type type)
    {
        var node = AnswerJson.Layout.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }).AsObject();
        node["type"] = "object";
        var properties = node["properties"]!.AsObject();
        properties.Insert(0, "schema", new JsonObject { ["const"] = schema });
        (node["required"] as JsonArray)!.Insert(0, "schema");
        if (Summary($"T:{type.FullName}") is { } words)
            node.Insert(0, "description", words);
        return node;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), true) is [JsonConverterAttribute { ConverterType.Name: "NotCalledConverter" }, ..])
            node = type == typeof(double) ? new JsonObject { ["type"] = new JsonArray("number", "string") }
                : new JsonObject { ["anyOf"] = new JsonArray(AnswerJson.Layout.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TransformSchemaNode = Transform }), new JsonObject { ["const"] = "not called" }) };
        else if (context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), true) is [JsonConverterAttribute { ConverterType.Name: "ChancesConverter" }, ..])
            node = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("number", "array"), ["items"] = new JsonObject { ["type"] = "number" } } };
        else if (type == typeof(NumberOrWords))
            node = new JsonObject { ["type"] = new JsonArray("number", "string", "null") };
        else if (type == typeof(double))
            node = new JsonObject { ["type"] = new JsonArray("number", "null") };
        else if (type == typeof(Unit))
            node = new JsonObject { ["type"] = "string" };
        else if (type == typeof(Interval))
            node = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = new JsonArray("number", "null") }, ["minItems"] = 2, ["maxItems"] = 2 };
        if (node is not JsonObject whole)
            return node;
        // A converter of its own says nothing of the items.
        if (context.TypeInfo.ElementType is { } element && whole["items"] is null && (Nullable.GetUnderlyingType(element) ?? element) == typeof(double))
            whole["items"] = new JsonObject { ["type"] = new JsonArray("number", "null") };
        // What is never left out is always there.
        if (whole["properties"] is JsonObject properties)
            whole["required"] = new JsonArray([.. properties.Select(property => property.Key).Where(name => !IsSometimesLeftOut(context.TypeInfo, name)).Select(name => (JsonNode)name)]);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && Meaning(property) is { } words && whole["description"] is null)
            whole.Insert(0, "description", words);
        return whole;
    }

    private static bool IsSometimesLeftOut(JsonTypeInfo type, string name) => type.Properties.First(property => property.Name == name).AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is { Length: > 0 };

    // A property's own summary, or what its record says of it.
    private static string? Meaning(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}")
        ?? (Documented.GetValueOrDefault($"T:{property.DeclaringType.FullName}")?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name) is { } param ? Words(param) : null);

    private static string? Summary(string member) => Documented.GetValueOrDefault(member)?.Element("summary") is { } summary ? Words(summary) : null;

    private static string? Words(XElement element)
    {
        var text = string.Join(' ', string.Concat(element.Nodes().Select(node => node is XElement { Name.LocalName: "see" or "paramref" } see ? ((string?)see.Attribute("cref") ?? (string?)see.Attribute("name") ?? "").Split('.', ':')[^1] : node is XElement inner ? inner.Value : ((XText)node).Value))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }
}
