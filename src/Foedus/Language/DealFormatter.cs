using System.Text;

namespace Foedus.Language;

/// <summary>Lays a deal's text out: indentation by braces, spaces round marks, at most one empty line. Words, comments, line breaks and columns lined up by hand stay.</summary>
public static class DealFormatter
{
    private const int Indent = 2;

    private static readonly HashSet<string> Statements =
    [
        "deal", "period", "horizon", "discount", "precision", "choices", "source", "party", "private", "state", "assume", "correlate", "turn", "joint", "chance", "clause",
        "interest", "promise", "offer", "no", "reading", "ask", "holds", "start",
    ];

    /// <summary>The text laid out. Formatting twice changes nothing more, and what the deal means stays the same.</summary>
    public static string Format(SourceText source)
    {
        var output = new StringBuilder();
        var depth = 0;
        var end = 0;
        Token? before = null;
        foreach (var token in DealLexer.Tokenize(source.Text))
        {
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
                var continues = depth == 0 && token.Kind != TokenKind.Comment && !token.Is("}") && !Statements.Contains(token.Text);
                output.Append(' ', Indent * (depth + (continues ? 1 : 0)));
            }
            else
            {
                output.Append(' ', Spaces(before.Value, token, gap.Length));
            }
            output.Append(token.Kind == TokenKind.Comment ? token.Text.TrimEnd() : token.Text);
            if (token.Is("{"))
                depth++;
            before = token;
            end = token.End;
        }
        return output.Append('\n').ToString();
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

    private static bool IsSpaced(Token token) =>
        token.Kind == TokenKind.Symbol && token.Text is "=" or "+=" or "-=" or "!=" or "<" or ">" or "<=" or ">=";
}
