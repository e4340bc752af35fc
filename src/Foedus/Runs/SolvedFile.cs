using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Foedus.Weighing;

namespace Foedus.Runs;

/// <summary>solved.json and grids.json: what was solved beside the draws, and before them; with the run it belongs to and a hash.</summary>
internal static class SolvedFile
{
    public const string SchemaName = "foedus/solved/4";
    public const string GridsSchema = "foedus/grids/1";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        // Some numbers are none: an interval over nothing.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 24,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Envelope(string Schema, string Run, string Sha256, JsonElement Solved);

    public static string Text<T>(string schema, string run, T solved)
    {
        var body = JsonSerializer.SerializeToElement(solved, Layout);
        return JsonSerializer.Serialize(new Envelope(schema, run, Hash(run, body.GetRawText()), body), Layout) + "\n";
    }

    /// <returns>Null where it was written by a version that kept something else.</returns>
    /// <exception cref="TornPartException">It is not what was written.</exception>
    public static T? Parse<T>(string schema, ReadOnlySpan<byte> json, string run)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 24 });
            var node = JsonNode.Parse(ref reader) as JsonObject ?? throw new TornPartException("it is no object");
            if (node["schema"] is not JsonValue said || !said.TryGetValue<string>(out var name))
                throw new TornPartException("it does not say what it is");
            if (name != schema)
                return null;
            var envelope = node.Deserialize<Envelope>(Layout) ?? throw new TornPartException("it is empty");
            if (envelope.Run != run)
                throw new TornPartException("it belongs to another run");
            return envelope.Sha256 == Hash(run, envelope.Solved.GetRawText())
                ? envelope.Solved.Deserialize<T>(Layout) ?? throw new TornPartException("it is empty")
                : throw new TornPartException("its numbers are not those that were written");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new TornPartException("it was cut off or changed by hand", fault);
        }
    }

    private static string Hash(string run, string body) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(run + body)));
}
