namespace Foedus.Language.Service;

/// <summary>Takes a stretch out of a text, but never a comment in it.</summary>
internal static class Cut
{
    public static IReadOnlyList<TextEdit> Out(DealDocument document, int start, int end)
    {
        var inside = document.Tokens.Where(token => token.Start >= start && token.End <= end && token.Kind != TokenKind.End).ToList();
        return inside.Any(token => token.Kind == TokenKind.Comment)
            ? [.. inside.Where(token => token.Kind != TokenKind.Comment).Select(token => TextEdit.Remove(token.Start, token.End))]
            : [TextEdit.Remove(start, end)];
    }
}
