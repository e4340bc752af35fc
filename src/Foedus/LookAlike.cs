using System.Globalization;

namespace Foedus;

/// <summary>The known word that looks as an unknown one does, with letters of another alphabet in it.</summary>
internal static class LookAlike
{
    // Cyrillic and Greek letters, and the Latin ones that they look like, one below the other.
    private const string Others = "АВЕКМНОРСТХУІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧον";
    private const string Latin = "ABEKMHOPCTXYIJSaeopcyxijsABEZHIKMNOPTYXov";

    /// <summary>The known word that looks the same; null where none does.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        var seen = Seen(word);
        return known.FirstOrDefault(candidate => candidate != word && Seen(candidate) == seen);
    }

    /// <summary>The same of names with anything in them: accents as one sign with their letters, spaces as one, and without what is not seen.</summary>
    public static string SeenName(string name) =>
        Seen(
            ComposedLetters
                .Of(
                    string.Concat(
                        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                    )
                )
                .Trim()
        );

    /// <summary>Two of several names that look the same; null where all can be told apart. No name at all is like no other.</summary>
    public static (int First, int Second)? Among(IEnumerable<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var at = 0;
        foreach (var name in names)
        {
            if (name.Length > 0 && !seen.TryAdd(SeenName(name), at))
                return (seen[SeenName(name)], at);
            at++;
        }
        return null;
    }

    /// <summary>What two words have in common that look the same.</summary>
    public static string Seen(string word) => string.Create(word.Length, word, (seen, text) =>
        {
            for (var i = 0; i < text.Length; i++)
                seen[i] = Others.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : text[i];
        });
}
