using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Foedus.Language;

/// <summary>Splits a deal's text into tokens. It never fails: what it does not know is a token of its own, for the parser to report.</summary>
internal static class DealLexer
{
    private static readonly Tokenizer<TokenKind> Tokenizer = new TokenizerBuilder<TokenKind>()
        .Ignore(Span.WhiteSpace)
        .Match(Span.Regex("#[^\n]*"), TokenKind.Comment)
        .Match(Span.Regex("\"(\\\\[^\n]|[^\"\\\\\n])*\""), TokenKind.Text)
        // A text that does not end on its line: one token, or a line of quotes would be searched from each of them.
        .Match(Span.Regex("\"(\\\\[^\n]|[^\"\\\\\n])*"), TokenKind.Unknown)
        // More dots than a range has: '0.1...5' is no range that ends at .5.
        .Match(Span.Regex(@"\.\.\.+"), TokenKind.Unknown)
        .Match(Span.Regex(@"(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?%?"), TokenKind.Number)
        .Match(Span.Regex(@"[\p{L}_][\p{L}\p{Nd}_]*"), TokenKind.Word)
        .Match(Span.Regex(@"\.\.|\+=|-=|!=|<=|>=|[{}()\[\]:;,.=<>+\-*/^]"), TokenKind.Symbol)
        .Match(Character.AnyChar, TokenKind.Unknown)
        .Build();

    /// <summary>All tokens with comments, closed by one of kind End.</summary>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        // Some programs write a mark of the byte order before a text.
        foreach (var token in Tokenizer.Tokenize(text.StartsWith('\uFEFF') ? " " + text[1..] : text))
            tokens.Add(new Token(token.Kind, token.ToStringValue(), token.Position.Absolute));
        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }
}
