using Foedus.Binding;
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
        .Match(Span.Regex(@"([0-9]+(\.[0-9]+)?|\.[0-9]+|[0-9]+\.)?[\p{Nd}-[0-9]]\p{Nd}*(\.\p{Nd}+)?%?"), TokenKind.Unknown)
        .Match(Span.Regex(@"([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?%?"), TokenKind.Number)
        .Match(Span.Regex(@"[\p{L}_][\p{L}\p{M}\p{Nd}_]*"), TokenKind.Word)
        // In one group: an alternative of its own would be looked for further on too, and what stands here be taken for it.
        .Match(Span.Regex(@"(\.\.|\+=|-=|!=|<=|>=|[{}()\[\]:;,.=<>+\-*/^])"), TokenKind.Symbol)
        // A character of two halves is one.
        .Match(Span.Regex("[\uD800-\uDBFF][\uDC00-\uDFFF]"), TokenKind.Unknown)
        .Match(Character.AnyChar, TokenKind.Unknown)
        .Build();

    /// <summary>All tokens with comments, closed by one of kind End.</summary>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        // Some programs write a mark of the byte order before a text.
        foreach (var token in Tokenizer.Tokenize(text.StartsWith('\uFEFF') ? " " + text[1..] : text))
        {
            var written = token.ToStringValue();
            // One letter is written as one sign or as two, by the program; it is the same name.
            tokens.Add(
                new Token(token.Kind, token.Kind == TokenKind.Word ? ComposedLetters.Of(written) : written, token.Position.Absolute) { Length = written.Length }
            );
        }
        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }
}
