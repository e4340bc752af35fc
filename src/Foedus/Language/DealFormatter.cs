using System.Text;

namespace Foedus.Language;

/// <summary>Lays a deal's text out: indentation by braces, spaces round marks, at most one empty line, and brackets where a formula is warned of since it can be read in two ways. Words, comments, line breaks and columns lined up by hand stay.</summary>
public static class DealFormatter
{
    private const int Indent = 2;

    /// <summary>The text laid out. Formatting twice changes nothing more, and what the deal means stays the same.</summary>
    public static string Format(SourceText source)
    {
        var output = new StringBuilder();
        var depth = 0;
        var end = 0;
        Token? before = null;
        var tokens = DealLexer.Tokenize(source.Text);
        var read = DealParser.Parse(source);
        var brackets = read.Bracketed;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.End)
                break;
            var gap = source.Text[end..token.Start];
            var lines = gap.Count(c => c == '\n');
            if (token.Is("}"))
                depth = Math.Max(0, depth - 1);
            if (before is null || lines > 0)
            {
                if (before is not null)
                    output.Append('\n', Math.Min(lines, 2));
                var continues =
                    read.Continuing.Contains(token.Start) || depth == 0 && token.Kind != TokenKind.Comment && !token.Is("}") && !Begins(source, tokens, i);
                output.Append(' ', Indent * (depth + (continues ? 1 : 0)));
            }
            else
            {
                output.Append(' ', Spaces(before.Value, token, gap.Length));
            }
            output.Append('(', brackets.Count(part => part.Start == token.Start));
            output.Append(token.Kind == TokenKind.Comment ? token.Text.TrimEnd() : source.Text[token.Start..token.End]);
            output.Append(')', brackets.Count(part => part.End == token.End));
            if (token.Is("{"))
                depth++;
            before = token;
            end = token.End;
        }
        return output.Append('\n').ToString();
    }

    private static bool Begins(SourceText source, List<Token> tokens, int at) =>
        Keywords.Statements.Contains(tokens[at].Text)
        || at + 1 < tokens.Count
            && (tokens[at].Is("in") && tokens[at + 1].Is("force") || tokens[at + 1].Is("becomes") || tokens[at + 1].Is("pays") && IsEach(source, tokens, at));

    // A payment each period is a statement; without the unit of time it is an effect that continues one.
    private static bool IsEach(SourceText source, List<Token> tokens, int at)
    {
        var end = source.Text.IndexOf('\n', tokens[at].Start);
        return tokens.Skip(at).TakeWhile(token => end < 0 || token.Start < end).Any(token => token.Is("each"));
    }

    private static int Spaces(Token before, Token token, int written)
    {
        if (token.Is(",") || token.Is(";"))
            return 0;
        if (before.Is(",") || before.Is(";") || before.Is("{") || token.Is("}"))
            return before.Is("{") && token.Is("}") ? 0 : Math.Max(1, written);
        if (IsSpaced(before) || IsSpaced(token) || before.Is(":"))
            return Math.Max(1, written);
        return written;
    }

    private static bool IsSpaced(Token token) => token.Kind == TokenKind.Symbol && token.Text is "=" or "+=" or "-=" or "!=" or "<" or ">" or "<=" or ">=";
}
