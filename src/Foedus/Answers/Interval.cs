using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foedus.Answers;

/// <summary>Two ends of a range; in JSON [low, high]. NaN where there is none.</summary>
[JsonConverter(typeof(IntervalConverter))]
public readonly record struct Interval(double Low, double High)
{
    public static Interval None => new(double.NaN, double.NaN);
}

internal sealed class IntervalConverter : JsonConverter<Interval>
{
    public override Interval Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A range is a list of two numbers.");
        var interval = new Interval(End(ref reader), End(ref reader));
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? interval : throw new JsonException("A range is a list of two numbers.");
    }

    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var end in new[] { value.Low, value.High })
            if (double.IsFinite(end))
                writer.WriteNumberValue(end);
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }

    private static double End(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();
    }
}
