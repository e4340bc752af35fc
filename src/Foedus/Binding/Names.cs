using System.Globalization;

namespace Foedus.Binding;

/// <summary>What may be a name.</summary>
internal static class Names
{
    /// <summary>Words that no name may be: a formula, a list or an effect would read them as its own.</summary>
    public static IReadOnlySet<string> Reserved { get; } =
        new HashSet<string>
        {
            "and",
            "or",
            "not",
            "if",
            "else",
            "in",
            "is",
            "plays",
            "yes",
            "no",
            "when",
            "otherwise",
            "always",
            "starts",
            "chance",
            "pays",
            "gains",
            "becomes",
            "unseen",
            "as",
            "of",
            "at",
            "to",
            "each",
            "before",
            "after",
            "for",
        };

    /// <summary>Words that conditions on time begin with: nothing that a formula reads is called so.</summary>
    public static IReadOnlySet<string> OfTime { get; } = new HashSet<string> { "from", "until", "within" };

    /// <summary>Words of the conditions that triggers are made of: no trigger is called so.</summary>
    public static IReadOnlySet<string> OfTriggers { get; } = new HashSet<string> { "once", "since", "within" };

    /// <summary>Among names that could not be read: any name may be declared there. No name is written so.</summary>
    public const string Anything = "*";

    /// <summary>Letters, digits and '_', beginning with a letter or '_', and no word of the language.</summary>
    public static bool IsName(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c =>
            char.IsLetter(c)
            || c == '_'
            || char.GetUnicodeCategory(c)
                is UnicodeCategory.DecimalDigitNumber
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
                    or UnicodeCategory.EnclosingMark
        )
        && !Reserved.Contains(text);
}
