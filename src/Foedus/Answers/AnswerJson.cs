using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Foedus.Answers;

/// <summary>Results as JSON: the records themselves, camelCase, null for what is no number. Nothing is written by hand field by field.</summary>
public static class AnswerJson
{
    /// <summary>How every answer is laid out.</summary>
    public static JsonSerializerOptions Layout { get; } = Make(withTimes: true);

    private static readonly JsonSerializerOptions WithoutTimes = Make(withTimes: false);

    private static readonly JsonSerializerOptions Lines = new(Layout) { WriteIndented = false };

    /// <summary>Numbers as every answer has them, null for what is none; where one is asked for, null is none.</summary>
    public static JsonConverter<double> Numbers { get; } = new FiniteConverter(readsNull: false);

    /// <summary>An answer, headed by the name of its schema.</summary>
    /// <param name="answer">A record with an <see cref="AnswerAttribute"/>.</param>
    /// <param name="withTimes">Whether it says how long things took.</param>
    public static JsonObject Of<T>(T answer, bool withTimes = true)
        where T : notnull
    {
        var json = JsonSerializer.SerializeToNode(answer, answer.GetType(), withTimes ? Layout : WithoutTimes)!.AsObject();
        json.Insert(0, "schema", SchemaOf(answer.GetType()));
        return json;
    }

    /// <summary>The same as text of several lines.</summary>
    public static string Text<T>(T answer, bool withTimes = true)
        where T : notnull => Of(answer, withTimes).ToJsonString(Layout);

    /// <summary>A record as one line, for streams of them.</summary>
    public static string Line<T>(T record)
        where T : notnull => JsonSerializer.Serialize(record, record.GetType(), Lines);

    /// <summary>The name of a record's schema.</summary>
    public static string SchemaOf(Type answer) =>
        answer.GetCustomAttribute<AnswerAttribute>()?.Schema ?? throw new InvalidOperationException($"{answer.Name} is no answer.");

    private static JsonSerializerOptions Make(bool withTimes)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new FiniteConverter(readsNull: true), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Flatten, info => Time(info, withTimes) } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Flatten(JsonTypeInfo info)
    {
        // An ignored property stays in the list without a getter; where it is 'required' that would be a contradiction.
        for (var place = info.Properties.Count - 1; place >= 0; place--)
            if (info.Properties[place].Get is null)
                info.Properties.RemoveAt(place);
        for (var place = 0; place < info.Properties.Count; place++)
        {
            var whole = info.Properties[place];
            if (whole.AttributeProvider?.IsDefined(typeof(FlatAttribute), inherit: true) != true)
                continue;
            info.Properties.RemoveAt(place--);
            foreach (var part in info.Options.GetTypeInfo(whole.PropertyType).Properties)
            {
                var flat = info.CreateJsonPropertyInfo(part.PropertyType, part.Name);
                (flat.Get, flat.AttributeProvider, flat.CustomConverter, flat.IsGetNullable) = (
                    of => whole.Get!(of) is { } value ? part.Get!(value) : null,
                    part.AttributeProvider,
                    part.CustomConverter,
                    part.IsGetNullable
                );
                info.Properties.Insert(++place, flat);
            }
        }
    }

    private static void Time(JsonTypeInfo info, bool withTimes)
    {
        if (withTimes)
            return;
        foreach (var property in info.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(TimingAttribute), inherit: true) == true))
            property.Get = _ => null;
    }

    // What is not a number is null.
    private sealed class FiniteConverter(bool readsNull) : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.Null ? reader.GetDouble()
            : readsNull ? double.NaN
            : throw new JsonException("A number is wanted here.");

        public override bool HandleNull => true;

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
