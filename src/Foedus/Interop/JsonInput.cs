using System.Text.Json;

namespace Foedus.Interop;

/// <summary>JSON that somebody else wrote, with complaints in the user's words.</summary>
internal static class JsonInput
{
    private const long MostBytes = 200_000_000;

    // Deeper than any of our formats goes, but not so deep that reading could end the process.
    private const int MostDepth = 64;

    /// <exception cref="InputException">No such file, or no JSON; names that stand twice in an object, and texts that are none, are faults too.</exception>
    public static JsonDocument Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new InputException(Directory.Exists(path) ? "This is a folder. Name a file." : "There is no such file.", path);
        if (file.Length > MostBytes)
            throw new InputException($"The file is larger than {MostBytes / 1_000_000} MB.", path);
        using var stream = file.OpenRead();
        Separators.RefuseOtherText(path);
        var document = Parse(stream, path);
        try
        {
            new JsonAt(document.RootElement, path).Check();
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>What the reader says, without the places that it counts from 0.</summary>
    internal static string WordsOf(JsonException fault) => fault.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd();

    /// <exception cref="InputException">No JSON.</exception>
    public static JsonDocument Parse(Stream stream, string path)
    {
        try
        {
            return JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = MostDepth });
        }
        catch (JsonException fault)
        {
            throw new InputException($"This is not JSON (line {fault.LineNumber + 1}): {WordsOf(fault)}", path, fault);
        }
    }
}
