using System.Text.Json;

namespace Foedus.Interop;

/// <summary>JSON that somebody else wrote, with complaints in the user's words.</summary>
internal static class JsonInput
{
    private const long MostBytes = 200_000_000;

    public static JsonDocument Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000} MB.", path);
        try
        {
            using var stream = file.OpenRead();
            return JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException fault)
        {
            throw new InputException($"This is not JSON (line {fault.LineNumber + 1}): {fault.Message}", path, fault);
        }
    }

    public static JsonElement Property(JsonElement element, string name, string path) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : throw new InputException($"'{name}' is missing.", path);

    public static IEnumerable<JsonElement> Array(JsonElement element, string name, string path) => Items(Property(element, name, path), name, path);

    public static IEnumerable<JsonElement> Items(JsonElement element, string name, string path) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new InputException($"'{name}' must be a list.", path);

    public static double[] Numbers(JsonElement element, string path) => [.. Items(element, "numbers", path).Select(item => Number(item, path))];

    public static double Number(JsonElement element, string path) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : throw new InputException($"A number is wanted where the file has {element.ValueKind}.", path);
}
