namespace Foedus.Binding;

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

    /// <summary>What two words have in common that look the same.</summary>
    public static string Seen(string word) => string.Create(word.Length, word, (seen, text) =>
    {
        for (var i = 0; i < text.Length; i++)
            seen[i] = Others.IndexOf(text[i], StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : text[i];
    });
}
