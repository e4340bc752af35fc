using Foedus.Binding;
using System.Globalization;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Where the parser stands among the tokens, and the small questions it asks there.</summary>
internal sealed class TokenCursor
{
    private readonly List<Token> tokens;
    private readonly HashSet<int> lineStarts = [];
    private readonly SortedDictionary<int, NameMark> marks = [];
    private readonly HashSet<Expectation> expected = [];

    public TokenCursor(SourceText source, List<Token> tokens)
    {
        this.tokens = tokens;
        var line = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var here = source.Locate(tokens[i].Start).Line;
            if (here != line)
                lineStarts.Add(i);
            line = here;
        }
    }

    public int Index { get; set; }

    public Token Current => tokens[Index];

    public Token Previous => tokens[Math.Max(0, Index - 1)];

    public bool AtEnd => Current.Kind == TokenKind.End;

    public bool IsFirstOnLine => lineStarts.Contains(Index);

    public Token Peek(int ahead = 1) => tokens[Math.Min(Index + ahead, tokens.Count - 1)];

    /// <summary>Every name read so far, in the order of the text.</summary>
    public IReadOnlyCollection<NameMark> Marks => marks.Values;

    /// <summary>What is legal but odd in the text itself.</summary>
    public List<Diagnostic> Warnings { get; } = [];

    /// <summary>What was looked for where the text ends.</summary>
    public IReadOnlyCollection<Expectation> Expected => expected;

    public bool At(string text)
    {
        Hope(new Expectation(text));
        return Current.Is(text);
    }

    public bool At(params ReadOnlySpan<string> words)
    {
        if (AtEnd)
            Hope(new Expectation(string.Join(' ', words.ToArray())));
        for (var i = 0; i < words.Length; i++)
            if (!Peek(i).Is(words[i]))
                return false;
        return true;
    }

    public Token Next() => tokens[Index < tokens.Count - 1 ? Index++ : Index];

    public bool Accept(string text)
    {
        if (!At(text))
            return false;
        Next();
        return true;
    }

    public bool AcceptAll(params ReadOnlySpan<string> words)
    {
        if (!At(words))
            return false;
        Index += words.Length;
        return true;
    }

    public Token Expect(string text, string purpose, string? remedy = null)
    {
        if (At(text))
            return Next();
        throw Unexpected($"'{text}' {purpose}", remedy);
    }

    /// <summary>Notes what could stand here, if the text ends here.</summary>
    public void Hope(Expectation expectation)
    {
        if (AtEnd)
            expected.Add(expectation);
    }

    /// <summary>Notes words that could stand after this token, if the text ends there.</summary>
    public void HopeNext(params ReadOnlySpan<string> words)
    {
        if (Peek().Kind != TokenKind.End)
            return;
        foreach (var word in words)
            expected.Add(new Expectation(word));
    }

    /// <summary>Notes what a name is; what was noted of it before no longer counts.</summary>
    public void Mark(Token token, NameKind kind, bool isDeclaration = false, string? of = null, string? at = null) =>
        marks[token.Start] = new NameMark(token.Text, token.Place, kind, isDeclaration, of, at);

    /// <summary>Notes more about the name that an expression consists of.</summary>
    public void Mark(Expression expression, NameKind kind, string? of = null)
    {
        if (expression is not Name name)
            return;
        // A bracket may stand before it.
        for (var start = name.Place.Start; start < name.Place.End; start++)
            if (marks.TryGetValue(start, out var mark))
            {
                marks[start] = mark with { Kind = kind, Of = of ?? mark.Of };
                return;
            }
    }

    /// <summary>A name that is declared here.</summary>
    public Token Declare(NameKind kind, string what, string? of = null, string? at = null) => Named(kind, what, isDeclaration: true, of, at);

    /// <summary>A name of something that is declared elsewhere.</summary>
    public Token Refer(NameKind kind, string what, string? of = null, string? at = null) => Named(kind, what, isDeclaration: false, of, at);

    private Token Named(NameKind kind, string what, bool isDeclaration, string? of, string? at)
    {
        Hope(new Expectation(null, kind, isDeclaration, of, at));
        var token = ExpectName(what);
        if (isDeclaration && Names.Reserved.Contains(token.Text))
            throw new ParseFault(DiagnosticCodes.ReservedWord, $"'{token.Text}' is a word of the language, so nothing can be called so.", token.Place, "Choose another name.");
        Mark(token, kind, isDeclaration, of, at);
        return token;
    }

    public Token ExpectName(string what)
    {
        if (Current.Kind == TokenKind.Word)
            return Next();
        throw Unexpected(what);
    }

    public string ExpectText(string what)
    {
        if (Current.Kind == TokenKind.Text)
            return Unquote(Next().Text);
        throw Unexpected(what, "Write it in double quotes.");
    }

    public string? AcceptText() => Current.Kind == TokenKind.Text ? Unquote(Next().Text) : null;

    public double ExpectNumber(string what)
    {
        var sign = Accept("-") ? -1 : 1;
        if (Current.Kind != TokenKind.Number)
            throw Unexpected(what);
        return sign * NumberOf(Next()).Value;
    }

    /// <summary>A length of time: a number, with a unit if one follows on the line.</summary>
    public Duration ExpectDuration(string what)
    {
        var start = Current;
        var count = ExpectNumber(what);
        var unit = IsUnitNext ? Refer(NameKind.Unit, "a unit of time").Word : null;
        return new Duration(count, unit) { Place = start.Place.To(Previous.Place) };
    }

    // A word on the same line that begins nothing else.
    private bool IsUnitNext => Current.Kind == TokenKind.Word && !IsFirstOnLine && !At("then") && !At("when") && !Keywords.Statements.Contains(Current.Text) && !Peek().Is("becomes");

    public int ExpectWholeNumber(string what)
    {
        var start = Current;
        var value = ExpectNumber(what);
        if (value != Math.Floor(value) || Math.Abs(value) > 1_000_000)
            throw new ParseFault(DiagnosticCodes.BadNumber, $"'{start.Text}' is not a whole number that fits here; {what} was expected.", start.Place, null);
        return (int)value;
    }

    public static Number NumberOf(Token token)
    {
        var isPercent = token.Text.EndsWith('%');
        if (!double.TryParse(token.Text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw new ParseFault(DiagnosticCodes.BadNumber, $"'{token.Text}' is not a number that can be used.", token.Place, null);
        return new Number(isPercent ? value / 100 : value, isPercent) { Place = token.Place };
    }

    public ParseFault Unexpected(string expected, string? remedy = null)
    {
        var found = Current.Kind switch
        {
            TokenKind.End => "the file ends",
            TokenKind.Text => "there is quoted text",
            TokenKind.Unknown when Current.Text[0] == '"' => "there is quoted text that does not end on its line",
            TokenKind.Unknown => $"there is '{Current.Text}', which the language does not know",
            _ => $"there is '{Current.Text}'",
        };
        return new ParseFault(DiagnosticCodes.Unexpected, $"Expected {expected}, but here {found}.", Current.Place, remedy);
    }

    private static string Unquote(string quoted)
    {
        var inner = quoted.AsSpan(1, quoted.Length - 2);
        var text = new System.Text.StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
            text.Append(inner[i] == '\\' && i + 1 < inner.Length ? inner[++i] : inner[i]);
        return text.ToString();
    }
}

/// <summary>Ends a statement that cannot be read; the parser goes on at the next one.</summary>
internal sealed class ParseFault(string code, string message, Place place, string? remedy) : Exception(message)
{
    public Diagnostic Diagnostic { get; } = new(code, Severity.Error, message, place, remedy);
}
