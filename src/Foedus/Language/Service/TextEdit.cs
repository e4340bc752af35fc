using System.Text;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>A stretch of a text and what takes its place.</summary>
public readonly record struct TextEdit(int Start, int Length, string Text)
{
    public int End => Start + Length;

    public static TextEdit Replace(Place place, string text) => new(place.Start, place.Length, text);

    public static TextEdit Insert(int position, string text) => new(position, 0, text);

    public static TextEdit Remove(int start, int end) => new(start, end - start, "");

    /// <summary>The text with the edits made. Edits may not overlap; their places are those of the text before.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
        {
            if (edit.Start < at || edit.End > text.Length)
                throw new ArgumentException("Edits overlap or leave the text.", nameof(edits));
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The one smallest edit between two texts: what lies between their common beginning and end.</summary>
    public static IReadOnlyList<TextEdit> Between(string before, string after)
    {
        if (before == after)
            return [];
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return [new TextEdit(start, before.Length - start - end, after[start..^end])];
    }
}
