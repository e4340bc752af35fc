using System.Text;
using System.Text.RegularExpressions;
using Foedus.Language;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>A small deal to begin from: a section of the cookbook, with a comment at the first statement of each kind.</summary>
/// <param name="Name">The word by which it is asked for; no other pattern has it.</param>
/// <param name="Title">The section's title.</param>
/// <param name="About">What the section says of it.</param>
/// <param name="Deal">The deal as it stands there.</param>
public sealed partial record Pattern(string Name, string Title, string About, string Deal)
{
    private const int Columns = 110;

    // No word to ask for.
    private static readonly string[] Small =
    [
        "a",
        "an",
        "the",
        "in",
        "of",
        "by",
        "over",
        "for",
        "that",
        "which",
        "may",
        "be",
        "is",
        "only",
        "third",
        "party",
        "not",
        "one",
        "can",
    ];

    // By the words a statement begins with.
    private static readonly (string Begins, string Says)[] Comments =
    [
        ("period ", "How long a step of time is, and how many are looked at."),
        ("party ", "Who takes part."),
        ("discount ", "What the next period counts beside this one, and how carefully parties choose."),
        ("assume ", "What nobody knows for sure: best value, range, and in words where it comes from. Name a source where there is one: source NAME \"…\"."),
        ("private ", "What only one party knows about itself, and how likely others think it."),
        ("state ", "What can be the case; after '=' stands how it begins."),
        ("turn ", "Who may do what, when, and what follows."),
        ("vote ", "A body decides, by the rule that it has."),
        ("chance ", "What happens by chance."),
        ("event ", "What happens for sure."),
        ("let ", "A name for a formula or a condition."),
        ("interest ", "What a period of each case is worth to whom, in points."),
        ("clause ", "What the agreement says: in force only in the offers that name it."),
        ("no deal ", "What happens without an agreement, and the offers on the table."),
        ("promise ", "A choice that somebody promises: will it be kept?"),
        ("ask ", "What is asked of every offer."),
        ("holds ", "When an offer counts as holding."),
    ];

    /// <summary>All patterns, in the order of the cookbook.</summary>
    public static IReadOnlyList<Pattern> All { get; } = ReadAll();

    /// <summary>The pattern of that name, or the only one with that word in its title.</summary>
    /// <exception cref="InputException">There is none, or more than one; lists those there are.</exception>
    public static Pattern Named(string name)
    {
        var word = name.ToLowerInvariant();
        if (All.FirstOrDefault(pattern => pattern.Name == word) is { } exact)
            return exact;
        var found = All.Where(pattern => Words(pattern.Title).Contains(word)).ToList();
        return found.Count == 1
            ? found[0]
            : throw new InputException(
                $"{(found.Count == 0 ? $"There is no pattern '{name}'" : $"'{name}' stands in the titles of several patterns")}. Those are: {string.Join(", ", (found.Count == 0 ? All : found).Select(pattern => pattern.Name))}."
            );
    }

    /// <summary>The deal with comments, laid out.</summary>
    public string WithComments()
    {
        var text = new StringBuilder();
        Comment(text, About);
        Comment(text, "Numbers are there to be changed. After each change: foedus check FILE. To weigh it: foedus weigh FILE.");
        text.Append('\n');
        var open = Comments.ToList();
        foreach (var line in Deal.TrimEnd('\n').Split('\n'))
        {
            if (open.Find(entry => line.StartsWith(entry.Begins, StringComparison.Ordinal)) is { Says: { } says } entry)
            {
                if (text[^2] != '\n')
                    text.Append('\n');
                Comment(text, says);
                open.Remove(entry);
            }
            if (line.Length > 0 || text[^2] != '\n')
                text.Append(line).Append('\n');
        }
        return DealFormatter.Format(new SourceText(text.ToString(), "my.foedus"));
    }

    private static void Comment(StringBuilder text, string words)
    {
        foreach (var line in TextLines.Of("# " + words, Columns, "# "))
            text.Append(line).Append('\n');
    }

    private static List<Pattern> ReadAll()
    {
        using var stream = typeof(Pattern).Assembly.GetManifestResourceStream("Foedus.Workflow.cookbook.md")!;
        using var reader = new StreamReader(stream);
        var all = new List<Pattern>();
        foreach (Match section in Sections().Matches(reader.ReadToEnd()))
        {
            var title = section.Groups[1].Value;
            // The first of its words that no pattern before it took: what is added at the end renames none.
            var name = Words(title).First(word => !Small.Contains(word) && all.All(other => other.Name != word));
            all.Add(new Pattern(name, title, section.Groups[2].Value.Trim().Replace('\n', ' '), section.Groups[3].Value));
        }
        return all;
    }

    private static IEnumerable<string> Words(string title) => title.ToLowerInvariant().Split([' ', ',', '.', ':'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^## ([^\n]+)\n((?:(?!^## |^```).)*?)^```foedus\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sections();
}
