using System.Text.RegularExpressions;

namespace Foedus.Cli;

/// <summary>The documentation inside the program: the same pages, where there is no network.</summary>
internal static partial class Pages
{
    private const string Prefix = "docs/";

    // By name: the page as it stands in the program.
    private static readonly Dictionary<string, string> Resources = typeof(Pages)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => NameOf(name[Prefix.Length..].Replace('\\', '/')), StringComparer.OrdinalIgnoreCase);

    private const string Codes = "diagnostics/",
        Index = "README";

    /// <summary>Names by which pages are asked for: the path below docs, but for codes and for the page that a folder begins with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Resources.Keys.Order(StringComparer.Ordinal)];

    /// <param name="name">As listed, or a path as links have it (../time.md#part), or the last word of it where only one page is called so.</param>
    /// <returns>The page, with links to other pages as <c>foedus docs</c> takes them.</returns>
    /// <exception cref="InputException">There is no such page; lists those there are.</exception>
    public static string Read(string name)
    {
        var found = Find(name)
            ?? throw new InputException(
                $"There is no page '{name}'. Those are: {string.Join(", ", Names.Where(page => !Code().IsMatch(page)))}; and one for each code of a diagnostic, as FD0001."
            );
        using var reader = new StreamReader(typeof(Pages).Assembly.GetManifestResourceStream(Resources[found])!);
        var folder = Path.GetDirectoryName(Resources[found][Prefix.Length..])!.Replace('\\', '/');
        // A link says where its page is from here; a reader who types it is nowhere.
        return Link()
            .Replace(reader.ReadToEnd(), link =>
                NameOf(Below(folder, link.Groups[1].Value)) is var page && Resources.ContainsKey(page) ? $"]({page}{link.Groups[2].Value})" : link.Value
            );
    }

    private static string? Find(string name)
    {
        var asked = NameOf(Below("", name.Split('#')[0]));
        return Names.FirstOrDefault(page => page.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? (Names.Where(page => page.EndsWith($"/{asked}", StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null);
    }

    // The name that a page goes by, from its path below docs.
    private static string NameOf(string path)
    {
        var name = path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return name.EndsWith($"/{Index}", StringComparison.OrdinalIgnoreCase) ? name[..^(Index.Length + 1)]
            : name.StartsWith(Codes, StringComparison.OrdinalIgnoreCase) ? name[Codes.Length..]
            : name;
    }

    private static string Below(string folder, string path)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', '\\'))
            if (part == "..")
                parts = parts is [.. var above, _] ? [.. above] : parts;
            else if (part is not ("" or "."))
                parts.Add(part);
        return string.Join('/', parts is ["docs", .. var rest] ? rest : [.. parts]);
    }

    /// <summary>First line of a page, without its mark.</summary>
    public static string TitleOf(string name) => Read(name).Split('\n')[0].TrimStart('#', ' ');

    /// <summary>Where to read on about the diagnostics that a text names; null where it names none.</summary>
    public static string? ForCodesIn(string text)
    {
        var codes = Said().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).Where(Names.Contains).ToList();
        return codes.Count == 0
            ? null
            : $"With an example of each: {string.Join(", ", codes.Take(5).Select(code => $"foedus docs {code}"))}{(codes.Count > 5 ? ", …" : "")}";
    }

    /// <summary>Whether a page is that of a diagnostic.</summary>
    public static bool IsOfCode(string name) => Code().IsMatch(name);

    [GeneratedRegex(@"\]\(([^)\s#:]+\.md)(#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^FD\d{4}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[^\n]*:\d+:\d+: (?:error|warning) (FD\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Said();
}
