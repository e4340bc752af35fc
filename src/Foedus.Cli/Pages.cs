using System.Text.RegularExpressions;

namespace Foedus.Cli;

/// <summary>The documentation inside the program: the same pages, where there is no network.</summary>
internal static partial class Pages
{
    private const string Prefix = "docs/";

    /// <summary>Names by which pages are asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. typeof(Pages).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..^".md".Length]).Order(StringComparer.Ordinal)];

    /// <exception cref="InputException">There is no such page; lists those there are.</exception>
    public static string Read(string name)
    {
        var asked = Path.GetFileNameWithoutExtension(name);
        var found = Names.FirstOrDefault(page => page.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"There is no page '{name}'. Those are: {string.Join(", ", Names.Where(page => !Code().IsMatch(page)))}; and one for each code of a diagnostic, as FD0001.");
        using var reader = new StreamReader(typeof(Pages).Assembly.GetManifestResourceStream($"{Prefix}{found}.md")!);
        return reader.ReadToEnd();
    }

    /// <summary>First line of a page, without its mark.</summary>
    public static string TitleOf(string name) => Read(name).Split('\n')[0].TrimStart('#', ' ');

    /// <summary>Where to read on about the diagnostics that a text names; null where it names none.</summary>
    public static string? ForCodesIn(string text)
    {
        var codes = Said().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).Where(Names.Contains).ToList();
        return codes.Count == 0 ? null : $"With an example of each: {string.Join(", ", codes.Take(5).Select(code => $"foedus docs {code}"))}{(codes.Count > 5 ? ", …" : "")}";
    }

    /// <summary>Whether a page is that of a diagnostic.</summary>
    public static bool IsOfCode(string name) => Code().IsMatch(name);

    [GeneratedRegex(@"^FD\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[^\n]*:\d+:\d+: (?:error|warning) (FD\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
