using System.Text.Json;

namespace Foedus.Interop;

/// <summary>A value in JSON that somebody else wrote, and where it stands. Asked for anything it is not, it says so with its place.</summary>
/// <param name="element">The value.</param>
/// <param name="file">What messages call the file.</param>
/// <param name="above">Where the value lies; null at the root.</param>
/// <param name="name">Its name there; null in a list.</param>
/// <param name="index">Its number in a list, from 0.</param>
internal sealed class JsonAt(JsonElement element, string file, JsonAt? above = null, string? name = null, int index = 0)
{
    public JsonValueKind Kind => element.ValueKind;

    /// <summary>As the file has it.</summary>
    public string Raw => element.GetRawText();

    /// <summary>"decision_makers[0].payoff"; empty at the root.</summary>
    public string Place =>
        above is null ? ""
        : name is null ? $"{above.Place}[{index}]"
        : above.Place.Length == 0 ? name
        : $"{above.Place}.{name}";

    /// <summary>The same with the file: "game.json, decision_makers[0].payoff".</summary>
    public string PlaceInFile => Place.Length == 0 ? file : $"{file}, {Place}";

    public InputException Wrong(string message, Exception? inner = null) => new(message, PlaceInFile, inner);

    public JsonAt this[string member] =>
        Find(member) ?? throw Wrong(Kind == JsonValueKind.Object ? $"'{member}' is missing." : $"An object with '{member}' is wanted here, not {Word}.");

    /// <returns>Null where there is no such member, or the value is no object.</returns>
    public JsonAt? Find(string member)
    {
        if (Kind != JsonValueKind.Object)
            return null;
        try
        {
            return element.TryGetProperty(member, out var value) ? new JsonAt(value, file, this, member) : null;
        }
        // The library looks at other names on the way, and stops at one that is no text.
        catch (InvalidOperationException fault)
        {
            throw Half("A name", fault);
        }
    }

    public IEnumerable<(string Name, JsonAt Value)> Members()
    {
        if (Kind != JsonValueKind.Object)
            throw Wrong($"An object is wanted here, not {Word}.");
        foreach (var member in element.EnumerateObject())
            yield return (NameOf(member), new JsonAt(member.Value, file, this, NameOf(member)));
    }

    public IReadOnlyList<JsonAt> Items()
    {
        if (Kind != JsonValueKind.Array)
            throw Wrong($"A list is wanted here, not {Word}.");
        var items = new List<JsonAt>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(new JsonAt(item, file, this, null, items.Count));
        return items;
    }

    /// <summary>A list of finite numbers.</summary>
    public double[] Numbers()
    {
        if (Kind != JsonValueKind.Array)
            throw Wrong($"A list of numbers is wanted here, not {Word}.");
        var (numbers, at) = (new double[element.GetArrayLength()], 0);
        foreach (var item in element.EnumerateArray())
        {
            numbers[at] =
                item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var value) && double.IsFinite(value)
                    ? value
                    : new JsonAt(item, file, this, null, at).Number();
            at++;
        }
        return numbers;
    }

    /// <summary>Goes through all names and texts once, so that none of them is met unreadable later.</summary>
    /// <exception cref="InputException">A name stands twice, or a text holds half a character or bytes that are not UTF-8.</exception>
    public void Check()
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                Text();
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in element.EnumerateArray())
                {
                    // Numbers, of which there may be millions, need no look.
                    if (item.ValueKind is JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object)
                        new JsonAt(item, file, this, null, at).Check();
                    at++;
                }
                break;
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (member, value) in Members())
                {
                    if (!names.Add(member))
                        throw Wrong($"The name '{member}' stands twice here.");
                    value.Check();
                }
                break;
        }
    }

    public double Number() =>
        Kind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(
                Kind == JsonValueKind.Number ? $"{Short(Raw)} is larger than any number that is reckoned with." : $"A number is wanted here, not {Word}."
            );

    public int Whole(int least, int most) =>
        Number() is var number && number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw Wrong($"A whole number from {least} to {most} is wanted here, not {Short(Raw)}.");

    public string Text()
    {
        if (Kind != JsonValueKind.String)
            throw Wrong($"A text is wanted here, not {Word}.");
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw Half("This text", fault);
        }
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException fault)
        {
            throw Half("A name", fault);
        }
    }

    private InputException Half(string what, Exception fault) =>
        Wrong($"{what} holds half a character (a lone surrogate) or bytes that are not UTF-8. Save the file as UTF-8.", fault);

    private string Word =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
