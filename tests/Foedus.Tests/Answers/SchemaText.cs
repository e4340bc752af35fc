using System.Reflection;
using System.Text.Json.Nodes;
using Foedus.Answers;

namespace Foedus.Tests.Answers;

/// <summary>The JSON Schemas of what the program answers.</summary>
internal static class SchemaText
{
    /// <summary>All answers of the library, by schema.</summary>
    public static IReadOnlyDictionary<string, Type[]> Answers { get; } =
        typeof(AnswerAttribute)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<AnswerAttribute>() is not null)
            .GroupBy(AnswerJson.SchemaOf)
            .ToDictionary(group => group.Key, group => group.OrderBy(type => type.Name, StringComparer.Ordinal).ToArray());

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
                RecordSchema.Refer(types[place], $"#/anyOf/{place}/");
            root["anyOf"] = new JsonArray([.. types]);
        }
        return root.ToJsonString(AnswerJson.Layout) + "\n";
    }

    private static JsonObject Of(string schema, Type type)
    {
        var node = RecordSchema.Of(type, AnswerJson.Layout);
        node["type"] = "object";
        var properties = node["properties"]!.AsObject();
        properties.Insert(0, "schema", new JsonObject { ["const"] = schema });
        (node["required"] as JsonArray)!.Insert(0, "schema");
        if (RecordSchema.Summary(type) is { } words)
            node.Insert(0, "description", words);
        return node;
    }
}
