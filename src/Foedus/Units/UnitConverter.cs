using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foedus.Units;

/// <summary>A unit as its name; a name that is none of the fixed ones is the deal's period in the plural.</summary>
internal sealed class UnitConverter : JsonConverter<Unit>
{
    public override Unit Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            "worlds" => Unit.Worlds,
            "chance" => Unit.Chance,
            "points" => Unit.Points,
            "holds" => Unit.YesNo,
            "" => Unit.Plain,
            { } periods => Unit.PeriodsNamed(periods),
            null => throw new JsonException("A unit is a text."),
        };

    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
