using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Foedus.Language.Comparing;

/// <summary>How a line stands between two texts.</summary>
public enum LineChange
{
    Same,
    Added,
    Removed,
}

/// <param name="Change">Whether both texts have it.</param>
/// <param name="Before">Its number in the text before, from 1; null if it is not there.</param>
/// <param name="After">Its number in the text after.</param>
/// <param name="Text">The line.</param>
public readonly record struct DifferentLine(LineChange Change, int? Before, int? After, string Text);

/// <summary>Two texts line by line, with what is only in one of them (Myers' algorithm, by DiffPlex).</summary>
public static class TextDifference
{
    /// <summary>Every line of both texts.</summary>
    public static IReadOnlyList<DifferentLine> Between(string before, string after)
    {
        var lines = new List<DifferentLine>();
        var (old, now) = (0, 0);
        foreach (var piece in new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false).Lines)
            lines.Add(
                piece.Type switch
                {
                    ChangeType.Inserted => new DifferentLine(LineChange.Added, null, ++now, piece.Text),
                    ChangeType.Deleted => new DifferentLine(LineChange.Removed, ++old, null, piece.Text),
                    _ => new DifferentLine(LineChange.Same, ++old, ++now, piece.Text),
                }
            );
        return lines;
    }

    /// <summary>The lines that changed with a few of those around them; null stands for what is left out.</summary>
    public static IReadOnlyList<DifferentLine?> Around(IReadOnlyList<DifferentLine> lines, int context = 2)
    {
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Change != LineChange.Same)
                for (var near = Math.Max(0, i - context); near <= Math.Min(lines.Count - 1, i + context); near++)
                    shown[near] = true;
        var result = new List<DifferentLine?>();
        for (var i = 0; i < lines.Count; i++)
            if (shown[i])
                result.Add(lines[i]);
            else if (result.Count > 0 && result[^1] is not null && lines.Skip(i).Zip(shown.Skip(i)).Any(pair => pair.Second))
                result.Add(null);
        return result;
    }
}
