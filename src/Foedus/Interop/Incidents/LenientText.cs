using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Foedus.Interop.Incidents;

/// <summary>Names and texts of JSON that may hold bytes that are not UTF-8, or halves of characters: those are shown as \uFFFD, for one bad report must not end the reading of the others.</summary>
internal static class LenientText
{
    /// <returns>Null where there is no such member.</returns>
    public static JsonElement? Member(JsonElement of, string name)
    {
        JsonElement? found = null;
        if (of.ValueKind == JsonValueKind.Object)
            foreach (var member in of.EnumerateObject())
                if (NameOf(member) == name)
                    found = member.Value;
        return found;
    }

    public static string NameOf(JsonProperty member) => Read(member, static member => member.Name, static member => JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>A text without its marks, nothing for null, anything else as it is written.</summary>
    public static string Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => Read(value, static value => value.GetString()!, static value => JsonMarshal.GetRawUtf8Value(value)[1..^1]),
            _ => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)),
        };

    private delegate ReadOnlySpan<byte> Raw<T>(T from);

    private static string Read<T>(T from, Func<T, string> text, Raw<T> raw)
    {
        try
        {
            return text(from);
        }
        // The library has no softer way to say it.
        catch (InvalidOperationException)
        {
            return Whole(Unescaped(Encoding.UTF8.GetString(raw(from))));
        }
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }
            i++;
            if (
                text[i] == 'u'
                && i + 4 <= text.Length - 1
                && ushort.TryParse(text.AsSpan(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
            )
            {
                plain.Append((char)code);
                i += 4;
            }
            else
            {
                plain.Append(
                    text[i] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\b',
                        'f' => '\f',
                        var other => other,
                    }
                );
            }
        }
        return plain.ToString();
    }

    // Half a character has no bytes.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
