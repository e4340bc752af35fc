using Microsoft.CodeAnalysis.Text;

namespace Foedus.Mutants;

/// <summary>One change of one place in the library's text.</summary>
/// <param name="File">Path from the repository's root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Kind">What sort of change it is.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Before">The text there.</param>
/// <param name="After">What is put instead.</param>
/// <param name="Code">The line as it stands, trimmed.</param>
internal sealed record Mutation(string File, int Line, string Kind, TextSpan Span, string Before, string After, string Code)
{
    /// <summary>The same place and change in every run over the same text.</summary>
    public string Key => $"{File}:{Span.Start}:{Span.Length}:{After}";

    public override string ToString() => $"{File}:{Line}  {Kind}: {OneLine(Before)} → {OneLine(After)}    in: {Code}";

    private static string OneLine(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "(nothing)"
            : words.Length <= 90 ? words
            : words[..87] + "...";
    }
}
