using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foedus.Answers;

/// <summary>Chances by option: a number where one holds at every belief, else a list along the beliefs.</summary>
internal sealed class ChancesConverter : JsonConverter<IReadOnlyDictionary<string, IReadOnlyList<double>>>
{
    public override IReadOnlyDictionary<string, IReadOnlyList<double>>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(
                option => option.Name,
                option =>
                    (IReadOnlyList<double>)(
                        option.Value.ValueKind == JsonValueKind.Array
                            ? [.. option.Value.EnumerateArray().Select(chance => chance.GetDouble())]
                            : [option.Value.GetDouble()]
                    )
            );
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<double>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (option, chances) in value)
        {
            writer.WritePropertyName(option);
            if (chances is [var everywhere])
                JsonSerializer.Serialize(writer, everywhere, options);
            else
                JsonSerializer.Serialize(writer, chances, options);
        }
        writer.WriteEndObject();
    }
}
