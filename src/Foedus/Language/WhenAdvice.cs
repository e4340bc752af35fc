namespace Foedus.Language;

/// <summary>How a condition is written here that begins with a word of another tongue, or with its time alone: 'if', 'unless', 'before year 3'.</summary>
internal static class WhenAdvice
{
    /// <summary>The condition with 'when', to its end; null where none stands here without it.</summary>
    public static string? Of(TokenCursor at)
    {
        // Something may be called so.
        if (at.IsFirstOnLine || at.BeginsLine(1) || at.Peek().Text is ":" or "," or "{" or "}" or ";" or "pays" or "becomes")
            return null;
        var isTime = at.Peek().Kind == TokenKind.Number || at.IsUnit(at.Peek().Text) && at.Peek(2).Kind == TokenKind.Number;
        return at.Current.Text switch
        {
            "if" or "while" => $"when {at.Condition(1)}",
            "unless" => $"when not ({at.Condition(1)})",
            "since" => $"when from {at.Condition(1)}",
            "during" => $"when in {at.Condition(1)}",
            "from" or "until" or "within" or "in" or "before" or "after" when isTime => $"when {at.Condition(0)}",
            _ => null,
        };
    }
}
