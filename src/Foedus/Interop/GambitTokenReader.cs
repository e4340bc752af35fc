using System.Text;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Interop;

internal enum GambitTokenKind
{
    End,
    Word,
    Text,
    Open,
    Close,
}

/// <summary>Splits .efg and .nfg text into words, quoted texts and braces, and knows the line and column of each; reads as it goes.</summary>
/// <remarks>White space and commas separate. Inside quotes a backslash takes the next character literally.</remarks>
internal sealed class GambitTokenReader
{
    private const int LongestWord = 1_000;
    private readonly TextReader source;
    private readonly string name;
    private readonly GambitReadLimits limits;
    private readonly StringBuilder buffer = new();
    private readonly Dictionary<string, string> pool = [];
    private int line = 1,
        column = 1,
        markLine = 1,
        markColumn = 1;

    public GambitTokenReader(TextReader source, string name, GambitReadLimits limits)
    {
        this.source = source;
        this.name = name;
        this.limits = limits;
        Advance();
    }

    public GambitTokenKind Kind { get; private set; }
    public string Value { get; private set; } = "";
    public int Line { get; private set; }
    public int Column { get; private set; }
    public GambitReadLimits Limits => limits;

    public InputException Wrong(string message) => new(message, $"{name}, line {Line}, column {Column}");

    /// <summary>Remembers where the current entry begins.</summary>
    public void Mark() => (markLine, markColumn) = (Line, Column);

    /// <summary>The error of another part of the reader, with the place of the entry that was read.</summary>
    public InputException AtMark(InputException error) => new(error.Message, $"{name}, line {markLine}, column {markColumn}", error);

    public void Expect(GambitTokenKind kind, string what)
    {
        if (Kind != kind)
            throw Wrong($"Expected {what}, found {Describe()}.");
        Advance();
    }

    public string Text(string what)
    {
        if (Kind != GambitTokenKind.Text)
            throw Wrong($"Expected {what} in quotes, found {Describe()}.");
        var value = Value;
        Advance();
        return value;
    }

    public string Word(string what)
    {
        if (Kind != GambitTokenKind.Word)
            throw Wrong($"Expected {what}, found {Describe()}.");
        var value = Value;
        Advance();
        return value;
    }

    public int WholeNumber(string what)
    {
        if (Kind != GambitTokenKind.Word || !int.TryParse(Value, System.Globalization.NumberStyles.None, null, out var number))
            throw Wrong($"Expected {what} (a whole number, not negative), found {Describe()}.");
        Advance();
        return number;
    }

    public ExactNumber Number(string what)
    {
        if (Kind != GambitTokenKind.Word || !ExactNumber.TryParse(Value, out var number))
            throw Wrong($"Expected {what} (such as 3, 0.25 or 1/3), found {Describe()}.");
        Advance();
        return number;
    }

    /// <summary>{ "a" "b" … }</summary>
    public List<string> Texts(string what, int most)
    {
        Expect(GambitTokenKind.Open, "{ before " + what);
        var texts = new List<string>();
        while (Kind != GambitTokenKind.Close)
        {
            if (texts.Count == most)
                throw Wrong($"More than {most} {what}: refused.");
            texts.Add(Text("one of " + what));
        }
        Advance();
        return texts;
    }

    /// <summary>Names of players; only an empty one may stand twice, for answers are told by name.</summary>
    public List<string> Players()
    {
        var names = Texts("player names", limits.Players);
        return names.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is not { } twice
            ? names
            : throw Wrong($"{Words.Counted(twice.Count(), "player")} are called \"{twice.Key}\". Give each a name of its own.");
    }

    public string Describe() =>
        Kind switch
        {
            GambitTokenKind.End => "the end of the file",
            GambitTokenKind.Open => "{",
            GambitTokenKind.Close => "}",
            GambitTokenKind.Text => $"the text \"{Shorten(Value)}\"",
            _ => $"\"{Shorten(Value)}\"",
        };

    public void Advance()
    {
        SkipSeparators();
        (Line, Column) = (line, column);
        Value = "";
        var next = source.Peek();
        switch (next)
        {
            case -1:
                Kind = GambitTokenKind.End;
                return;
            case '{':
            case '}':
                Take();
                Kind = next == '{' ? GambitTokenKind.Open : GambitTokenKind.Close;
                return;
            case '"':
                Kind = GambitTokenKind.Text;
                Value = Quoted();
                return;
            default:
                Kind = GambitTokenKind.Word;
                Value = Bare();
                return;
        }
    }

    private string Quoted()
    {
        Take();
        buffer.Clear();
        while (true)
        {
            var c = Take();
            if (c == '"')
                break;
            if (c == '\\')
                c = Take();
            if (c < 0)
                throw Wrong("This text in quotes is never closed.");
            if (buffer.Length == limits.TextCharacters)
                throw Wrong($"A text of more than {limits.TextCharacters} characters: refused.");
            buffer.Append((char)c);
        }
        return Pooled();
    }

    private string Bare()
    {
        buffer.Clear();
        while (source.Peek() is var c && c >= 0 && c is not ('{' or '}' or '"' or ',') && !char.IsWhiteSpace((char)c))
        {
            if (buffer.Length == LongestWord)
                throw Wrong($"A word of more than {LongestWord} characters: refused.");
            buffer.Append((char)Take());
        }
        return Pooled();
    }

    // Labels repeat at every node; one copy of each short one is kept.
    private string Pooled()
    {
        if (buffer.Length == 0)
            return "";
        if (buffer.Length > 40)
            return buffer.ToString();
        Span<char> copy = stackalloc char[buffer.Length];
        buffer.CopyTo(0, copy, copy.Length);
        var lookup = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(copy, out var known))
            return known;
        var text = copy.ToString();
        if (pool.Count < 100_000)
            pool[text] = text;
        return text;
    }

    private void SkipSeparators()
    {
        while (source.Peek() is var c && c >= 0 && (c == ',' || c == '\uFEFF' || char.IsWhiteSpace((char)c)))
            Take();
    }

    private int Take()
    {
        var c = source.Read();
        if (c == '\n')
            (line, column) = (line + 1, 1);
        else
            column++;
        return c;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
