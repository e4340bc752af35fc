using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Foedus.Answers;

/// <summary>How well a promise is kept, or "not called" where it never was.</summary>
internal sealed class NotCalledConverter : JsonConverterFactory
{
    public const string NotCalled = "not called";

    public override bool CanConvert(Type type) => true;

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!;

    private sealed class Of<T> : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? default : JsonNode.Parse(ref reader).Deserialize<T>(options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value is null)
                writer.WriteStringValue(NotCalled);
            else
                JsonSerializer.Serialize(writer, value, options);
        }
    }
}
