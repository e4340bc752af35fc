using Foedus.Language;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>A comment that says of something odd that it is meant.</summary>
internal static class Remark
{
    /// <summary>Whether the comment that ends the line of a place is this word, alone or before a mark: '# final' speaks of everything on that line; '# final status of the town' does not.</summary>
    public static bool Is(string word, SourceText source, Place place)
    {
        var text = source.Text;
        var end = text.IndexOf('\n', place.Start);
        var line = text[place.Start..(end < 0 ? text.Length : end)];
        var at = line.IndexOf('#', StringComparison.Ordinal);
        return at >= 0
            && line[(at + 1)..].Trim() is var said
            && said.StartsWith(word, StringComparison.Ordinal)
            && (said.Length == word.Length || said[word.Length] is ':' or ',' or '.' or ';');
    }
}
