using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foedus.Answers;

/// <summary>A number, or a text where it is none.</summary>
/// <param name="Number">NaN where there is none.</param>
/// <param name="Words">Null where there is a number.</param>
[JsonConverter(typeof(NumberOrWordsConverter))]
public readonly record struct NumberOrWords(double Number, string? Words);

internal sealed class NumberOrWordsConverter : JsonConverter<NumberOrWords>
{
    public override NumberOrWords Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new(double.NaN, reader.GetString()) : new(reader.GetDouble(), null);

    public override void Write(Utf8JsonWriter writer, NumberOrWords value, JsonSerializerOptions options)
    {
        if (value.Words is { } words)
            writer.WriteStringValue(words);
        else
            JsonSerializer.Serialize(writer, value.Number, options);
    }
}
