using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Foedus.Workbench.Hosting;

/// <summary>What is wrong with the JSON that a program sent, in its own words: members and places, no types of ours.</summary>
internal static partial class BodyWords
{
    private const string Described = "/openapi/v1.json describes it.";

    /// <param name="fault">What the reader of JSON says.</param>
    /// <param name="endpoint">What was asked for, which knows the members that it takes.</param>
    public static string Of(JsonException fault, Endpoint? endpoint)
    {
        var known = endpoint
            ?.Metadata.GetMetadata<IAcceptsMetadata>()
            ?.RequestType?.GetProperties()
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToList()
            ?? [];
        if (fault.Message.Split("missing required properties including: ") is [_, var missing])
            return $"The JSON lacks {missing}";
        if (Unknown().Match(fault.Message) is { Success: true } unknown)
            return $"Nothing here reads '{unknown.Groups[1].Value}'.{(Nearest.To(unknown.Groups[1].Value, known) is { } near ? $" Did you mean '{near}'?" : "")}{Members(known)}";
        if (fault.Message.StartsWith("Duplicate", StringComparison.Ordinal))
            return $"The name '{(Twice().Match(fault.Message) is { Success: true } twice ? twice.Groups[1].Value : fault.Path?.Split('.')[^1])}' stands twice. Say it once.";
        // A fault of the text itself comes from the reader below.
        if (fault.InnerException is JsonException)
            return $"This is no JSON: {fault.Message.Split(" Path: ")[0]}{(fault.LineNumber is { } line ? $" (line {line + 1})" : "")}";
        return fault.Path is { Length: > 1 } path
            ? $"The JSON is not what is wanted here, at {path}. {Described}"
            : $"An object is wanted here.{Members(known)}";
    }

    private static string Members(IReadOnlyList<string> known) => known.Count > 0 ? $" Members: {string.Join(", ", known)}. {Described}" : $" {Described}";

    [GeneratedRegex("JSON property '(.*?)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^Duplicate \w+ '(.*?)'")]
    private static partial Regex Twice();
}
