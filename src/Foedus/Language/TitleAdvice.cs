namespace Foedus.Language;

/// <summary>What was named last and may have a title.</summary>
/// <param name="Index">Where its name stands among the tokens.</param>
/// <param name="HasTitle">Whether it has one.</param>
/// <param name="Otherwise">What to do with a title that stands behind it, where none can; null where one stands right behind the name.</param>
internal sealed record Titled(int Index, bool HasTitle = false, string? Otherwise = null);

/// <summary>What is meant by a quoted text where none can stand: a title that came too late. A name before it would make something new of it.</summary>
internal static class TitleAdvice
{
    /// <summary>What is wrong where a text stands on the line below the name of an option and begins another option; null where it is the title of the one above.</summary>
    public static ParseFault? Below(TokenCursor at)
    {
        if (at.Current.Kind != TokenKind.Text || !at.IsFirstOnLine || at.BeginsLine(1))
            return null;
        var (name, title, next) = (at.Previous, at.Current.Text, at.Peek());
        if (next.Kind == TokenKind.Word && !Binding.Names.Reserved.Contains(next.Text))
            return at.Instead(
                "another option, or what follows",
                $"A title stands right behind the name that it is of: {next.Text} {title} or {name.Text} {title}"
            );
        if (at.IsIndented(name) || !(next.Is(":") || next.Is("when")))
            return null;
        var above = $"If this is the title of '{name.Text}', write it on the line of that name: {name.Text} {title}";
        // What a vote can be is named already.
        return at.Instead(
            "the name of an option",
            name.Text is "yes" or "no" or "abstain" ? above : $"An option begins with its name: NAME {title}{(next.Is(":") ? "" : $" {at.Rest(1)}")}: … {above}"
        );
    }

    /// <summary>What to do with a quoted text that stands here, behind what it is the title of; null where it is none.</summary>
    public static string? Late(TokenCursor at)
    {
        // { "title" name, … }
        if (
            at.Current.Kind == TokenKind.Text
            && at.Previous.Text is "," or "{"
            && at.Peek().Kind == TokenKind.Word
            && !at.BeginsLine(1)
            && at.Peek(2).Text is "," or "}"
        )
            return $"A title stands right behind the name: {at.Peek().Text} {at.Current.Text}";
        if (at.Current.Kind != TokenKind.Text || at.Titled is not { } titled || titled.Index < at.Statement || titled.Index >= at.Index)
            return null;
        var first = titled.Index - at.Index;
        var (name, title) = (at.Peek(first).Text, at.Current.Text);
        var isBehindColon = Enumerable.Range(first, -first).Any(ahead => at.Peek(ahead).Is(":"));
        var begins = at.IsFirstOnLine || at.Previous.Is("{");
        // "hit them": … is an option that has no name yet.
        if ((begins || isBehindColon) && (at.Peek().Is(":") || at.Peek().Is("when")) || begins && at.Peek().Kind == TokenKind.Text)
            return null;
        var isBeforeName = at.Peek().Kind == TokenKind.Word && !at.BeginsLine(1) && (at.Peek(2).Is(":") || at.Peek(2).Is("when") || at.Peek(2).Is("{"));
        if (isBeforeName && begins)
            return $"A title stands right behind the name: {at.Peek().Text} {title}";
        if (at.Previous.Is("{"))
            return null;
        if (titled.Otherwise is { } otherwise)
            return otherwise;
        if (titled.HasTitle)
            return isBeforeName
                ? $"A title stands right behind the name: {at.Peek().Text} {title}"
                : $"'{name}' has a title already: leave one of the two out.";
        if (isBeforeName && isBehindColon)
            return $"A title stands right behind the name that it is of: {name} {title} or {at.Peek().Text} {title}";
        var isOnLine = Enumerable.Range(first + 1, -first).All(ahead => !at.BeginsLine(ahead));
        return $"A title stands right behind the name: {name} {title}{(!isOnLine || first == -1 ? "" : $"{(at.Peek(first + 1).Is(":") ? "" : " ")}{at.Written(first + 1, -1)}{(at.Peek().Is(":") ? ": …" : at.Previous.Is(":") ? " …" : "")}")}";
    }
}
