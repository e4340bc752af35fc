using System.Globalization;
using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Where the parser stands among the tokens, and the small questions it asks there.</summary>
internal sealed class TokenCursor
{
    /// <summary>Where so much is wrong, no more is looked for.</summary>
    public const int MostFaults = 50;

    /// <summary>No number of a text is larger: squares of it are still finite.</summary>
    private const double Largest = 1e100;

    private readonly SourceText lines;
    private readonly List<Token> tokens;
    private readonly HashSet<int> lineStarts = [];
    private readonly NameMarks marks = new();
    private readonly HashSet<Expectation> expected = [];

    // Words that were looked for where the parser stands, in vain; and of several in a row, where they no longer fit.
    private readonly List<string> wanted = [];
    private int wantedAt = -1;
    private ILookup<(string Word, string Name), int>? heads;
    private (int Index, int At, List<string> Words)? broken;

    public TokenCursor(SourceText source, List<Token> tokens)
    {
        lines = source;
        this.tokens = tokens;
        var line = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var here = source.LineNumber(tokens[i].Start) + 1;
            if (here != line)
                lineStarts.Add(i);
            line = here;
        }
    }

    public int Index { get; set; }

    /// <summary>Where the statement begins that is being read.</summary>
    public int Statement { get; set; }

    /// <summary>What was named last and may have a title; null where nothing is.</summary>
    public Titled? Titled { get; set; }

    /// <summary>Whether the statement that is being read begins with a word.</summary>
    public bool IsIn(string word) => tokens[Statement].Is(word);

    /// <summary>How the innermost statement or term is written that a line has begun here; null where none is known.</summary>
    public string? Form
    {
        get
        {
            for (var i = Index - 1; i > Statement; i--)
                if (
                    lineStarts.Contains(i)
                    && !lineStarts.Contains(i + 1)
                    && tokens[i + 1].Kind == TokenKind.Word
                    && StatementForms.Of(tokens[i].Text, tokens[i + 1].Text) is { } inner
                )
                    return inner;
            return StatementForms.Of(tokens[Statement].Text, Statement + 1 < tokens.Count ? tokens[Statement + 1].Text : "");
        }
    }

    /// <summary>The remedy where nothing better is known about what stands here.</summary>
    public string? Otherwise => InvisibleCharacter.Named(Current.Text) is null ? Form : "Take it out.";

    public Token Current => tokens[Index];

    public Token Previous => tokens[Math.Max(0, Index - 1)];

    public bool AtEnd => Current.Kind == TokenKind.End;

    public bool IsFirstOnLine => lineStarts.Contains(Index);

    public Token Peek(int ahead = 1) => tokens[Math.Clamp(Index + ahead, 0, tokens.Count - 1)];

    /// <summary>Every name read so far, in the order of the text.</summary>
    public IReadOnlyCollection<NameMark> Marks => marks.All;

    /// <summary>What is legal but odd in the text itself.</summary>
    public List<Diagnostic> Warnings { get; } = [];

    /// <summary>Parts of formulas that brackets would make plain: a warning says how they were read without.</summary>
    public HashSet<(int Start, int End)> Bracketed { get; } = [];

    /// <summary>Notes that brackets round a part would make plain how it was read.</summary>
    public void Bracket(Place part) => Bracketed.Add((part.Start, part.End));

    /// <summary>What is wrong and did not keep its statement from being read on.</summary>
    public List<Diagnostic> Faults { get; } = [];

    /// <summary>What was looked for where the text ends.</summary>
    public IReadOnlyCollection<Expectation> Expected => expected;

    public bool At(string text)
    {
        Hope(new Expectation(text));
        if (Current.Is(text))
            return true;
        Want(text);
        return false;
    }

    public bool At(params ReadOnlySpan<string> words)
    {
        if (AtEnd)
            Hope(new Expectation(string.Join(' ', words.ToArray())));
        for (var i = 0; i < words.Length; i++)
            if (!Peek(i).Is(words[i]))
            {
                if (i == 0)
                    Want(words[0]);
                else if (char.IsLetter(words[i][0]))
                    Break(Index + i, words[i]);
                return false;
            }
        return true;
    }

    // Of several rows of words that begin alike the one that fits furthest counts.
    private void Break(int at, string word)
    {
        if (broken is not var (index, before, words) || index != Index || before < at)
            broken = (Index, at, [word]);
        else if (before == at && !words.Contains(word))
            words.Add(word);
    }

    private void Want(string text)
    {
        if (wantedAt != Index)
            wanted.Clear();
        wantedAt = Index;
        if (char.IsLetter(text[0]))
            wanted.Add(text);
    }

    /// <summary>Words that could stand here instead, beside those that begin a statement.</summary>
    public IReadOnlyList<string> Wanted => wantedAt != Index ? [] : [.. wanted.Where(word => !Keywords.Statements.Contains(word)).Distinct()];

    /// <summary>Of some words the one that is meant by a misspelt one; null where it is spelt as one of them, or none is near.</summary>
    /// <remarks>Of two letters each is an edit away from many words, and a word of the language is seldom another one misspelt.</remarks>
    public string? Meant(int ahead, params IEnumerable<string> words) =>
        Peek(ahead) is { Kind: TokenKind.Word, Text.Length: > 2 } word && !words.Contains(word.Text) && !Names.Reserved.Contains(word.Text)
            ? Nearest.To(word.Text, words)
            : null;

    /// <summary>Says that a word is misspelt and reads on as if it were not.</summary>
    public void Correct(string meant, string message, string code = DiagnosticCodes.Unexpected, int ahead = 0)
    {
        var word = Peek(ahead);
        Faults.Add(new Diagnostic(code, Severity.Error, message, word.Place, $"Did you mean '{meant}'?"));
        tokens[Math.Min(Index + ahead, tokens.Count - 1)] = word with { Text = meant };
    }

    /// <summary>Words of parts that could not be read.</summary>
    public HashSet<string> Skipped { get; } = [];

    /// <summary>Reads one of several things in braces that stand on lines of their own. What is wrong in it is said, and reading goes on with the next.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="begins">Whether another may begin with a token.</param>
    /// <returns>null where it could not be read.</returns>
    public T? OneOfSeveral<T>(Func<T> read, Func<Token, bool> begins)
        where T : class
    {
        var start = Index;
        try
        {
            return read();
        }
        catch (ParseFault fault) when (Faults.Count < MostFaults && NextOfSeveral(start, begins) is { } next)
        {
            if (!IsBehindFault(start, fault.Diagnostic.Place))
                Faults.Add(fault.Diagnostic);
            Skipped.UnionWith(tokens.Skip(start).Take(next - start).Where(token => token.Kind == TokenKind.Word).Select(token => token.Text));
            Index = next;
            return null;
        }
    }

    // Where the next of several begins, or they end; null where the braces round them do not match, so that it is not known.
    private int? NextOfSeveral(int start, Func<Token, bool> begins)
    {
        var open = new Stack<int>();
        for (var i = 0; i < start; i++)
            if (tokens[i].Is("{"))
                open.Push(i);
            else if (tokens[i].Is("}"))
                open.TryPop(out _);
        if (
            open.Count == 0
            || CloseOf(open.Peek()) is not { } end
            || CloseOf(open.Last()) is not { } last
            || !BeginsLine(last + 1 - Index)
            || tokens[last + 1].Is("}")
        )
            return null;
        for (int i = start, depth = 0; i <= end; i++)
        {
            if (depth == 0 && i > start && i >= Index && (i == end || lineStarts.Contains(i) && begins(tokens[i])))
                return i;
            depth += Opens(i);
        }
        return null;
    }

    // The brace that closes one, where no statement of the deal itself begins between them.
    private int? CloseOf(int opened)
    {
        for (int i = opened, depth = 0; i < tokens.Count - 1 && !(i > opened && IsStatementAt(i)); i++)
            if ((depth += Opens(i)) == 0)
                return i;
        return null;
    }

    /// <summary>Whether something was wrong before a place on its line, since a token, that the parser read over: what follows may hang on it.</summary>
    public bool IsBehindFault(int start, Place place) =>
        Faults.Any(fault =>
            fault.Place.Start >= tokens[start].Start && fault.Place.Start <= place.Start && lines.LineNumber(fault.Place.Start) == lines.LineNumber(place.Start)
        );

    /// <summary>A mark or word that must stand here; where it does not, that is said and reading goes on, behind a word that is said instead.</summary>
    public void Demand(string text, string purpose, string? remedy = null, string? instead = null)
    {
        if (Accept(text))
            return;
        if (Meant(0, text) is not null)
            Correct(text, $"Expected '{text}' {purpose}, but here there is '{Current.Text}'.");
        else
        {
            Faults.Add(Unexpected($"'{text}' {purpose}", remedy).Diagnostic);
            if (instead is not null && Current.Is(instead))
                Next();
            return;
        }
        Next();
    }

    /// <summary>Says that a word does not belong here, and reads on behind it.</summary>
    public void PassOver(string expected, string remedy)
    {
        Faults.Add(Unexpected(expected, remedy).Diagnostic);
        Next();
    }

    /// <summary>Whether a party is declared so, before this place or behind it.</summary>
    public bool IsParty(string name) => marks.IsDeclared(name, NameKind.Party) || Declares("party", name);

    /// <summary>Whether a line of the text begins with a word and a name behind it.</summary>
    public bool Declares(string word, string name) => Heads.Contains((word, name));

    // The first two words of every line.
    private ILookup<(string Word, string Name), int> Heads =>
        heads ??= lineStarts.Where(i => i + 1 < tokens.Count).ToLookup(i => (tokens[i].Text, tokens[i + 1].Text));

    /// <summary>Whether a word is declared before this place as something that has a number.</summary>
    public bool IsNumber(string name) =>
        marks.IsDeclared(name, NameKind.Assumption) || marks.IsDeclared(name, NameKind.Definition) || marks.IsDeclared(name, NameKind.Parameter);

    /// <summary>Whether a word is declared, here or behind, as a definition with parameters.</summary>
    public bool IsApplied(string name) => Heads[("let", name)].Any(i => tokens[Math.Min(i + 2, tokens.Count - 1)].Is("("));

    /// <summary>Whether a word is a unit of time: one of the calendar's, or what the deal calls its period.</summary>
    public bool IsUnit(string word) => word == Period || (CalendarUnit.Named(word) ?? CalendarUnit.Meant(word)) is not null;

    /// <summary>What the deal calls its period, as far as it is read; null where that is not said yet.</summary>
    public string? Period => marks.FirstUnit;

    /// <summary>Whether a later token begins a line, or the text has ended.</summary>
    public bool BeginsLine(int ahead) => Index + ahead >= tokens.Count - 1 || lineStarts.Contains(Index + ahead);

    /// <summary>Whether the line of the token before this one begins as a statement of the deal does: a brace may be missing before it.</summary>
    public bool IsLineOfStatement
    {
        get
        {
            var first = Math.Max(0, Index - 1);
            while (first > 0 && !lineStarts.Contains(first))
                first--;
            return Keywords.Statements.Contains(tokens[first].Text);
        }
    }

    /// <summary>What is written from a later token to the end of its line, or to the mark that ends what it belongs to; "…" where that comes at once.</summary>
    public string Rest(int ahead)
    {
        var open = 0;
        return Quoted(ahead, at =>
        {
            var isEnd = open == 0 && tokens[at].Text is "}" or ";" or ":";
            open += Opens(at);
            return isEnd;
        }) ?? "…";
    }

    /// <summary>A condition as it is written from a later token on: to the mark or the brace behind it; "…" where that comes at once.</summary>
    public string Condition(int ahead)
    {
        var isListed = Listed();
        return Quoted(ahead, at => !isListed(at) && tokens[at].Text is "{" or "}" or ";" or ":") ?? "…";
    }

    /// <summary>What is written behind this token and before a mark on the same line; null where nothing is, that mark does not follow, or a brace or the end of an effect comes first.</summary>
    public string? Until(string mark)
    {
        var (isThere, isListed) = (false, Listed());
        var written = Quoted(1, at =>
        {
            isThere = tokens[at].Kind != TokenKind.Text && tokens[at].Text == mark;
            return !isListed(at) && (isThere || tokens[at].Text is "{" or "}" or ";");
        });
        return isThere ? written : null;
    }

    // Whether a token stands in braces that belong to a condition, as in 'in { calm, broken }'; asked of one after the other.
    private Func<int, bool> Listed()
    {
        var isList = false;
        return at => isList = tokens[at].Is("{") ? tokens[at - 1].Is("in") : isList && !tokens[at - 1].Is("}");
    }

    // What is written from a later token to the end of its line, or up to one that ends it; null where nothing is.
    private string? Quoted(int ahead, Func<int, bool> ends)
    {
        var after = ahead;
        while (!(after > 0 && BeginsLine(after)) && Index + after < tokens.Count - 1 && !ends(Index + after))
            after++;
        return after == ahead ? null : Written(ahead, after - 1);
    }

    private int Opens(int at) =>
        tokens[at].Text switch
        {
            "{" => 1,
            "}" => -1,
            _ => 0,
        };

    /// <summary>The first of more statements than there may be: lines that begin with the word of one, outside braces; null where there are not so many. Told before any is read.</summary>
    public Token? Beyond(int most)
    {
        var (count, depth) = (0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (depth <= 0 && lineStarts.Contains(i) && Keywords.Statements.Contains(tokens[i].Text) && ColumnOf(i) == 1 && ++count > most)
                return tokens[i];
            depth += Opens(i);
        }
        return null;
    }

    /// <summary>What is written from one later token to another.</summary>
    public string Written(int first, int last) => lines[Peek(first).Place.To(Peek(last).Place)];

    /// <summary>Whether a word is declared before this place as something, of a state's values as one of them.</summary>
    public bool IsDeclared(string name, NameKind kind, string? of = null) => marks.IsDeclared(name, kind, of);

    /// <summary>Whether a step was declared before another one of the same name.</summary>
    public bool IsStepAnew(Token name) => marks.FirstDeclared(name.Text, NameKind.Step) < name.Start;

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
        throw Unexpected($"'{text}' {purpose}", text == "{" && Current.Is(":") ? "Write '{' for ':', and '}' at the end." : remedy);
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
            if (marks[start] is { } mark)
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
        if (!isDeclaration && Current.Kind == TokenKind.Text)
            throw Instead(what, $"A name stands here, without quotes{(IsWord(Unquote(Current.Text)) ? $": {Unquote(Current.Text)}" : ".")}");
        var token = ExpectName(what);
        if (isDeclaration)
            Refuse(token, kind);
        Mark(token, kind, isDeclaration, of, at);
        return token;
    }

    /// <summary>Says of a name that it cannot be one, where that is so; what follows is read as if it could.</summary>
    public void Refuse(Token name, NameKind kind)
    {
        var isRead = kind is NameKind.Value or NameKind.State or NameKind.Type or NameKind.Assumption or NameKind.Definition or NameKind.Parameter;
        if (
            Names.Reserved.Contains(name.Text)
            || isRead && Names.OfTime.Contains(name.Text)
            || kind == NameKind.Trigger && Names.OfTriggers.Contains(name.Text)
        )
            Faults.Add(
                new Diagnostic(
                    DiagnosticCodes.ReservedWord,
                    Severity.Error,
                    $"'{name.Text}' is a word of the language, so nothing can be called so.",
                    name.Place,
                    "Choose another name."
                )
            );
    }

    /// <summary>Whether something is declared so before this place.</summary>
    public bool IsName(string word) => marks.IsDeclared(word);

    /// <summary>An option named elsewhere, of a range perhaps with the values that are meant: offer_share >= 50%.</summary>
    public OptionName ReferOption(string what, string? of = null, string? at = null)
    {
        var name = Refer(NameKind.Option, what, of, at);
        var how = Current.Kind == TokenKind.Symbol ? ExpressionParser.ComparisonOf(Current.Text) : null;
        if (how is null)
            return new OptionName(name.Text) { Place = name.Place };
        Next();
        var sign = Accept("-") ? -1 : 1;
        if (Current.Kind != TokenKind.Number)
            throw Unexpected("a number: which values of the range are meant", $"Write for example: {name.Text} >= 50%.");
        var value = NumberOf(Next());
        return new OptionName(name.Text, how.Value, value with { Value = sign * value.Value }) { Place = name.Place.To(Previous.Place) };
    }

    /// <summary>Notes whose option a name is, once that is known.</summary>
    public void Mark(OptionName option, string? of, string? at) =>
        marks[option.Place.Start] = new NameMark(option.Text, option.Word.Place, NameKind.Option, false, of, at);

    /// <summary>Parameters in brackets that begin next to a name.</summary>
    public Sequence<Word> Parameters(Token owner)
    {
        if (!Current.Is("(") || Current.Start != owner.End)
            return [];
        Next();
        var parameters = new List<Word>();
        do parameters.Add(Declare(NameKind.Parameter, "the name of a parameter", owner.Text).Word);
        while (Accept(","));
        Expect(")", $"after the parameters of {owner.Text}");
        return parameters.ToSequence();
    }

    /// <summary>The word further on in this line, if what follows it is of a kind.</summary>
    public Token? OnLine(string word, TokenKind followedBy, string? text = null)
    {
        for (var i = Index; i + 1 < tokens.Count && (i == Index || !lineStarts.Contains(i)); i++)
            if (tokens[i].Is(word) && tokens[i + 1].Kind == followedBy && (text is null || tokens[i + 1].Text == text))
                return tokens[i];
        return null;
    }

    public Token ExpectName(string what)
    {
        if (Current.Kind == TokenKind.Word)
            return Next();
        throw Unexpected(
            what,
            Current.Kind == TokenKind.Text ? "Write a short name before the quoted text."
                : Current.Kind == TokenKind.Number ? "A name begins with a letter."
                : null
        );
    }

    public string ExpectText(string what)
    {
        if (Current.Kind == TokenKind.Text)
            return Unquote(Next().Text);
        throw Unexpected(what, Current.Kind == TokenKind.Word && !IsFirstOnLine ? "Write it in double quotes." : null);
    }

    private static bool IsWord(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    public string? AcceptText() => Current.Kind == TokenKind.Text ? Unquote(Next().Text) : null;

    /// <summary>The text of what was named last, if one stands here.</summary>
    /// <param name="of">What was named.</param>
    /// <param name="begins">Whether what stands on the next line begins something that the text could be meant for as well; null: a statement.</param>
    public string? AcceptTextOf(Token of, Func<Token, bool>? begins = null)
    {
        if (Current.Kind == TokenKind.Text && IsFirstOnLine)
        {
            if (BeginsLine(1) && !IsIndented(of) && (begins ?? BeginsStatement)(Peek()))
                Warnings.Add(
                    new Diagnostic(
                        DiagnosticCodes.OddTitle,
                        Severity.Warning,
                        $"This text begins a line and was read as said of '{of.Text}' above it.",
                        Current.Place,
                        $"Write it behind '{of.Text}', on the same line or indented below it. If it is meant for what follows, write it there."
                    )
                );
            Continuing.Add(Current.Start);
        }
        return AcceptText();
    }

    /// <summary>Where lines begin that go on with what stands above them, though nothing but their place shows it.</summary>
    public HashSet<int> Continuing { get; } = [];

    /// <summary>Whether what begins a line here is indented under what was named on a line above.</summary>
    public bool IsIndented(Token under) => ColumnOf(Index) > IndentOf(under);

    private bool BeginsStatement(Token token) => Keywords.Statements.Contains(token.Text) || Peek(2).Text is "pays" or "becomes";

    /// <summary>Most characters of a title that stands within sentences: of an option, a step, a state or one of its values.</summary>
    public const int LongestTitle = 80;

    /// <summary>The title of what was named last, if one stands here. One that says nothing is none.</summary>
    /// <param name="most">Characters that it may have; null for as many as it has.</param>
    /// <param name="of">What was named; null: what stands before.</param>
    /// <param name="begins">As with <see cref="AcceptTextOf"/>.</param>
    public string? AcceptTitle(int? most = null, Token? of = null, Func<Token, bool>? begins = null)
    {
        var (token, name) = (Current, (of ?? Previous).Text);
        if (AcceptTextOf(of ?? Previous, begins) is not { } title)
            return null;
        void Warn(string message, string remedy) => Warnings.Add(new Diagnostic(DiagnosticCodes.OddTitle, Severity.Warning, message, token.Place, remedy));
        if (string.IsNullOrWhiteSpace(title))
        {
            Warn($"The title of '{name}' says nothing, so '{name}' is called by its name.", "Write between the quotes what it is, or leave them out.");
            return null;
        }
        if (
            Enumerable
                .Range(0, title.Length)
                .Select(i => char.IsLowSurrogate(title[i]) ? null : InvisibleCharacter.Acting(title[i..]))
                .FirstOrDefault(hidden => hidden is not null) is
            { } acting
        )
            Warn($"In the title of '{name}' stands {acting}, which cannot be seen.", "Take it out.");
        if (title.Length > most)
            Warn(
                $"The title of '{name}' has {Units.Words.Counted(title.Length, "character")}. It stands within sentences, where more than {most} are hard to read.",
                "Write in a few words what it is."
            );
        return title;
    }

    /// <summary>The title of something that sentences name by it.</summary>
    /// <param name="begins">As with <see cref="AcceptTextOf"/>.</param>
    public string? AcceptShortTitle(Func<Token, bool>? begins = null)
    {
        var (of, index) = (Previous.Text, Index - 1);
        Titled = null;
        var title = AcceptTitle(LongestTitle, begins: begins);
        if (title is not null && Current.Kind == TokenKind.Text)
            throw Unexpected($"what follows the title of '{of}'", "A title stands in one pair of quotes; a double quote inside it is written \\\".");
        Titled = new Titled(index, Index > index + 1);
        return title;
    }

    public double ExpectNumber(string what) => ExpectSigned(what).Value;

    /// <summary>Two numbers with '..' between them, both percentages or neither.</summary>
    /// <param name="lower">What the first is.</param>
    /// <param name="between">What '..' stands between.</param>
    /// <param name="upper">What the second is.</param>
    /// <param name="remedy">How such a range is written.</param>
    public (Number Low, Number High) ExpectRange(string lower, string between, string upper, string remedy)
    {
        var low = ExpectSigned(lower);
        Dots(low.Place, between, remedy);
        return UpTo(low, upper);
    }

    /// <summary>The mark between the ends of a range.</summary>
    /// <param name="low">Where its lower end stands.</param>
    /// <param name="between">What it stands between.</param>
    /// <param name="remedy">How such a range is written.</param>
    public void Dots(Place low, string between, string remedy)
    {
        if (!IsFirstOnLine && Current.Text is "-" or "–" or "—" or "−" or "to" && Peek().Kind == TokenKind.Number)
            throw Instead($"'..' {between}", $"Write: {lines[low]}..{Peek().Text}");
        Expect("..", between, remedy);
    }

    /// <summary>The range whose lower end and '..' have been read.</summary>
    public (Number Low, Number High) UpTo(Number low, string upper)
    {
        var high = ExpectSigned(upper);
        if (Percentages.AreMixed(low, high))
        {
            var (lowText, highText) = (lines[low.Place], lines[high.Place]);
            Faults.Add(
                new Diagnostic(
                    DiagnosticCodes.BadNumber,
                    Severity.Error,
                    $"One end of the range is a percentage and the other is none: {lowText} and {highText}.",
                    low.Place.To(high.Place),
                    $"Write: {(low.IsPercent ? lowText : lowText + "%")}..{(high.IsPercent ? highText : highText + "%")}, or both without '%'."
                )
            );
            // Nothing more is to be said of it.
            return (Percentages.Meant(low), Percentages.Meant(high));
        }
        return (low, high);
    }

    /// <summary>Numbers of one set, as they are or, where that is said to be open, as they are most likely meant.</summary>
    /// <param name="part">Where they stand.</param>
    /// <param name="what">What they are, with their article: "the values".</param>
    /// <param name="numbers">The numbers.</param>
    public IReadOnlyList<Number> Alike(Place part, string what, IReadOnlyList<Number> numbers)
    {
        if (!Percentages.AreMixed(numbers))
            return numbers;
        Faults.Add(Percentages.Fault(lines, part, what, numbers));
        return [.. numbers.Select(Percentages.Meant)];
    }

    /// <summary>A number, with its sign.</summary>
    public Number ExpectSigned(string what, string? remedy = null)
    {
        var start = Current;
        var sign = Accept("-") ? -1 : 1;
        if (Current.Kind != TokenKind.Number)
            throw Unexpected(what, NumberAdvice.Bracketed(this) ?? remedy);
        var number = NumberOf(Next());
        return NumberAdvice.Broken(this) is { } broken ? throw broken : number with { Value = sign * number.Value, Place = start.Place.To(Previous.Place) };
    }

    /// <summary>A length of time: a number, with a unit if one follows on the line.</summary>
    public Duration ExpectDuration(string what)
    {
        var start = Current;
        var count = ExpectNumber(what);
        var unit = IsUnitNext ? ExpectUnit("a unit of time").Word : null;
        return new Duration(count, unit) { Place = start.Place.To(Previous.Place) };
    }

    /// <summary>A length of time, a unit of time and its number, or a day.</summary>
    public Moment ExpectMoment(string what)
    {
        var start = Current;
        var isUnit =
            Current.Kind == TokenKind.Word
            && !IsFirstOnLine
            && (Peek().Kind == TokenKind.Number || (CalendarUnit.Named(Current.Text) ?? CalendarUnit.Meant(Current.Text)) is not null);
        if (!isUnit && !IsDay)
            return ExpectDuration(what);
        TimeCondition until;
        if (Current.Kind == TokenKind.Number)
            until = new OnDate(Side.Until, ExpectDay());
        else
        {
            var unit = ExpectUnit(what);
            until = new InTime(Side.Until, unit.Word, ExpectNumber($"the number of the {unit.Text}"));
        }
        var place = start.Place.To(Previous.Place);
        return new Moment(null, until with { Place = place }) { Place = place };
    }

    /// <summary>Whether a day stands here, on one line.</summary>
    public bool IsDay => Current.Kind == TokenKind.Number && Peek().Is("-") && !BeginsLine(1);

    /// <summary>A day as year, month and day.</summary>
    public DateOnly ExpectDay()
    {
        var start = Current;
        var text = Next().Text;
        for (var part = 0; part < 2 && !IsFirstOnLine && Accept("-"); part++)
            text += "-" + Next().Text;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"'{text}' is not a day.",
                start.Place.To(Previous.Place),
                "Write year, month and day: 2015-02-15."
            );
    }

    /// <summary>A unit of time, which is one word.</summary>
    public Token ExpectUnit(string what)
    {
        if (Current.Kind == TokenKind.Number)
            throw Unexpected(what, "Write what it is in one unit, as in 'each year'.");
        var unit = Refer(NameKind.Unit, what);
        var next = Current.Is("-") ? Peek() : Current;
        if (
            next.Kind == TokenKind.Word
            && !IsFirstOnLine
            && CalendarUnit.Named(unit.Text) is null
            && CalendarUnit.Named(next.Text) is not null
            && CalendarUnit.Meant(unit.Text + next.Text) is { } meant
        )
            throw new ParseFault(DiagnosticCodes.UnknownUnit, "A unit of time is one word.", unit.Place.To(next.Place), $"Write '{meant.Name}'.");
        return unit;
    }

    // A word on the same line that begins nothing else.
    private bool IsUnitNext =>
        Current.Kind == TokenKind.Word
        && !IsFirstOnLine
        && !At("then")
        && !At("when")
        && !Names.Reserved.Contains(Current.Text)
        && !(Current.Text is "with" or "for")
        && !AskedKind.ChanceWords.Contains(Current.Text)
        && !Keywords.Statements.Contains(Current.Text)
        && !Peek().Is("becomes");

    public int ExpectWholeNumber(string what)
    {
        var start = Current;
        var value = ExpectNumber(what);
        if (Previous.Text.EndsWith('%'))
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"'{Previous.Text}' is a share; {what} was expected, a whole number.",
                Previous.Place,
                "Write it without '%'."
            );
        if (value != Math.Floor(value) || Math.Abs(value) > 1_000_000)
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"'{start.Text}' is not a whole number that fits here; {what} was expected.",
                start.Place,
                Math.Abs(value) > 1_000_000 ? "Write a number below 1,000,000." : $"Write for example {Math.Ceiling(value):0}."
            );
        return (int)value;
    }

    public static Number NumberOf(Token token)
    {
        var isPercent = token.Text.EndsWith('%');
        if (!double.TryParse(token.Text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw new ParseFault(DiagnosticCodes.BadNumber, $"'{token.Text}' is not a number that can be used.", token.Place, "Write a smaller one.");
        if (Math.Abs(value) < 1 / Largest && token.Text.TakeWhile(c => c is not ('e' or 'E')).Any(c => c is >= '1' and <= '9'))
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"'{token.Text}' is nearer to 0 than any number that can be reckoned with here.",
                token.Place,
                $"Write 0, or a number from {1 / Largest:0e+0} up; choose a smaller unit for points."
            );
        // Sums and products of such numbers would run out of what a machine holds, and say so only far from here.
        if (Math.Abs(value) > Largest)
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                $"'{token.Text}' is larger than any number that can be reckoned with here.",
                token.Place,
                $"Numbers go up to {Largest:0e+0}; choose a larger unit for points."
            );
        return new Number(isPercent ? value / 100 : value, isPercent) { Place = token.Place };
    }

    /// <summary>What stands here is not what is wanted.</summary>
    public ParseFault Unexpected(string expected, string? remedy = null)
    {
        if (Current.Kind == TokenKind.Unknown && Current.Text[0] == '"')
            return NotClosed();
        if (OddQuote is { } odd)
            return new ParseFault(
                DiagnosticCodes.UnknownCharacter,
                "The quotes of this line do not come in pairs.",
                new Place(odd.Start, 1),
                "Close each quoted text with a double quote."
            );
        if (BrokenOff() is { } brokenOff)
            return brokenOff;
        var near = Current.Kind == TokenKind.Word && wantedAt == Index ? Meant(0, wanted) : null;
        return new ParseFault(
            DiagnosticCodes.Unexpected,
            $"Expected {expected}, but here {FoundAt(Current)}.",
            Current.Place,
            Elsewhere
                ?? (near is null ? null : $"Did you mean '{near}'?")
                ?? remedy
                ?? (Current.Is(",") ? "A comma separates names in a list: write 'and' in a condition, ';' between effects." : Otherwise)
        );
    }

    /// <summary>What stands here is not what is wanted, and it is known what is meant, whatever else could be.</summary>
    public ParseFault Instead(string expected, string remedy) =>
        new(DiagnosticCodes.Unexpected, $"Expected {expected}, but here {FoundAt(Current)}.", Current.Place, remedy);

    /// <summary>What is wrong where the first of several words stands here and the next does not; null where that is not so.</summary>
    public ParseFault? BrokenOff() =>
        broken is not var (index, at, words) || index != Index
            ? null
            : new ParseFault(
                DiagnosticCodes.Unexpected,
                $"Expected {string.Join(" or ", words.Select(word => $"'{word}'"))} after '{string.Join(' ', tokens[index..at].Select(token => token.Text))}', but here {FoundAt(tokens[at])}.",
                tokens[at].Place,
                Meant(at - index, words) is { } near
                    ? $"Did you mean '{near}'?"
                    : $"Write: {string.Join(' ', tokens[index..at].Select(token => token.Text))} {words[0]}."
            );

    private static string FoundAt(Token token) =>
        token.Kind switch
        {
            TokenKind.End => "the file ends",
            TokenKind.Text => "there is quoted text",
            TokenKind.Unknown when InvisibleCharacter.Named(token.Text) is { } hidden => $"there is {hidden}, which cannot be seen",
            TokenKind.Unknown => $"there is '{token.Text}', which the language does not know",
            _ => $"there is '{token.Text}'",
        };

    // A quote that opens what nothing closes, behind a text that has swallowed what stood before it.
    private Token? OddQuote
    {
        get
        {
            var i = Index;
            while (i < tokens.Count && tokens[i].Kind != TokenKind.Unknown && !lineStarts.Contains(i + 1))
                i++;
            return Previous.Kind == TokenKind.Text && !IsFirstOnLine && i < tokens.Count && tokens[i].Kind == TokenKind.Unknown && tokens[i].Text[0] == '"'
                ? tokens[i]
                : null;
        }
    }

    /// <summary>The quoted text that begins here does not end.</summary>
    public ParseFault NotClosed() =>
        new(DiagnosticCodes.UnknownCharacter, "This quoted text does not end on its line.", new Place(Current.Start, 1), "Close it with a double quote.");

    /// <summary>Whether a comment begins here as other languages write one.</summary>
    public bool IsForeignComment =>
        Peek() is var next
        && next.Start == Current.End
        && (Current.Is("/") && (next.Is("/") || next.Is("*")) || Current.Is("-") && next.Is("-") && IsFirstOnLine);

    // A statement in which numbers stand, and no formulas.
    private bool IsOfNumbers =>
        tokens[Statement].Text is "horizon" or "view" or "correlate" or "evidence"
        || tokens[Statement].Is("assume") && !(Statement + 2 < tokens.Count && tokens[Statement + 2].Is("="));

    // What stands between two lines, |n|, the first of which stands here.
    private string? Absolute =>
        Peek().Start == Current.End && Previous.End < Current.Start + (Previous.Kind == TokenKind.Symbol ? 1 : 0) && Until("|") is { } inner
            ? $"Write abs({inner})."
            : null;

    // Marks and numbers of other languages, and what stands for them here.
    public string? Elsewhere =>
        TitleAdvice.Late(this)
        ?? NumberAdvice.Of(this)
        ?? Current.Text switch
        {
            "/" or "-" when IsForeignComment => "A comment begins with '#'.",
            "=" when Previous.Is("=") && Previous.End == Current.Start => "Write one '='.",
            "=" when Previous.Is(":") && Previous.End == Current.Start => "Write '=' without ':'.",
            "," when Previous.Kind == TokenKind.Number && Peek().Kind == TokenKind.Number => "Write a decimal point, not a comma.",
            "%" when Previous.Kind == TokenKind.Number => "Write the sign next to its number, as in 50%.",
            ">" when Previous.Is("=") && Previous.End == Current.Start => "Write '>='.",
            "<" when Previous.Is("=") && Previous.End == Current.Start => "Write '<='.",
            ">" when Previous.Is("<") && Previous.End == Current.Start => "Write '!='.",
            "≥" => "Write '>='.",
            "≤" => "Write '<='.",
            "≠" => "Write '!='.",
            "–" or "—" or "…" when Previous.Kind == TokenKind.Number && (Peek().Kind == TokenKind.Number || Peek().Is("-")) && !Previous.Is("of") =>
                "A range is written with two dots, as in 0.5..2, and a difference with '-'.",
            "–" or "−" => "Write '-'.",
            ['.', '.', '.', ..] => "A range has two dots: write '..'.",
            "×" or "·" or "÷" or "²" or "³" when IsOfNumbers => "A number is wanted here, not a formula.",
            "×" or "·" => "Write '*'.",
            "÷" => "Write '/'.",
            "²" => "Write '^2'.",
            "³" => "Write '^3'.",
            "*" when Previous.Is("*") && Previous.End == Current.Start => "Write '^'.",
            "€" or "$" or "£" => $"A number has no unit: leave '{Current.Text}' out.",
            ":" when Peek().Is("{") && !BeginsLine(1) && Previous.Kind is not TokenKind.Symbol => "Leave ':' out.",
            ":" when IsBehindName("party", "state", "period", "horizon", "discount", "precision", "source", "zone", "include", "deal") => "Leave ':' out.",
            "=" when IsBehindName("party", "period", "horizon", "discount", "precision", "source", "zone", "deal") => "Leave '=' out.",
            "," when !BeginsLine(1) && Peek().Text is "when" or "needs" or "before" or "after" && !IsIn("offer") => "Leave ',' out.",
            "[" when Previous.Kind == TokenKind.Word && !BeginsLine(1) && Peek().Kind == TokenKind.Word => "Braces stand here: '{' and '}' for '[' and ']'.",
            "?" => Until(":") is { } then && ColonAfter is { } colon
                ? $"Write: {then} if … else {Rest(colon)}, with the condition for '…'."
                : "A choice is written: 1 if status = war else 2.",
            "“" or "”" or "„" or "«" or "»" or "‘" or "’" => "Texts stand in straight double quotes.",
            "&" => "Write 'and'.",
            "|" => Absolute ?? "Write 'or'.",
            "!" => "Write 'not'.",
            "'" => "Texts stand in double quotes.",
            "every" or "per" when CalendarUnit.Named(Peek().Text) is not null || CalendarUnit.Named(Peek(2).Text) is not null =>
                "Write 'each' before a unit of time.",
            _ when Previous.Is("every") && CalendarUnit.Named(Current.Text) is not null => "Write 'each' before a unit of time.",
            "=" when Peek().Is(">") && Peek().Start == Current.End && IsAfterComparison => "Write ':' for '=>'.",
            _ when Current.Kind == TokenKind.Number
                    && Previous.Is(",")
                    && Previous.End == Current.Start
                    && Peek(-2).Kind == TokenKind.Number
                    && Peek(-2).End == Previous.Start => "Write a decimal point, not a comma.",
            "<" or "<=" or ">" or ">=" or "=" or "!=" when IsAfterComparison => "Compare two at a time and join them: 0 < a and a < 2.",
            _ when Current.Kind == TokenKind.Unknown && InvisibleCharacter.Named(Current.Text) is not null => "Take it out.",
            _ => null,
        };

    // How far ahead what follows the next ':' of the line stands.
    private int? ColonAfter
    {
        get
        {
            for (var ahead = 1; !BeginsLine(ahead); ahead++)
                if (Peek(ahead).Is(":"))
                    return BeginsLine(ahead + 1) ? null : ahead + 1;
            return null;
        }
    }

    // Whether this stands behind the first word of a statement of one of these kinds, or behind the name there.
    private bool IsBehindName(params ReadOnlySpan<string> words) => Index - Statement is 1 or 2 && !IsFirstOnLine && words.Contains(tokens[Statement].Text);

    private bool IsAfterComparison
    {
        get
        {
            for (
                var before = Index - 1;
                before >= 0
                    && !lineStarts.Contains(before)
                    && tokens[before].Kind is not (TokenKind.Text or TokenKind.End)
                    && tokens[before].Text is not ("{" or "}" or ":" or ";" or "and" or "or" or "not" or "when");
                before--
            )
                if (tokens[before].Text is "<" or "<=" or ">" or ">=" or "=" or "!=")
                    return true;
            return false;
        }
    }

    /// <summary>The brace that was opened since a token and is still open where a line begins with a statement, or at the end: what is wrong there, and where to read on.</summary>
    /// <remarks>Only asked after a fault. Statements stand at the beginning of a line and what is in braces is indented, so a missing brace is found where it is missing.</remarks>
    public (Diagnostic Said, int Next)? Unclosed(int start)
    {
        var open = new Stack<Token>();
        Token? leftOpen = null;
        for (var i = start; i <= Index; i++)
        {
            var isEnd = tokens[i].Kind == TokenKind.End;
            if (i > start && open.Count > 0 && (isEnd || IsStatementAt(i)))
                return (
                    new Diagnostic(
                        DiagnosticCodes.Unexpected,
                        Severity.Error,
                        $"This '{{' is not closed before {(isEnd ? "the file ends" : $"'{tokens[i].Text}' in line {lines.Locate(tokens[i].Start).Line}")}.",
                        (leftOpen ?? open.Peek()).Place,
                        "Write '}' where it ends."
                    ),
                    i
                );
            if (tokens[i].Is("{"))
                open.Push(tokens[i]);
            else if (tokens[i].Is("}"))
            {
                if (!open.TryPop(out var closed))
                    return null;
                // A brace that begins a line further to the left than what it would close was meant for one further out.
                if (leftOpen is null && lineStarts.Contains(i) && ColumnOf(i) < IndentOf(closed) && open.Any(outer => IndentOf(outer) == ColumnOf(i)))
                    leftOpen = closed;
            }
        }
        return null;
    }

    private int ColumnOf(int i) => lines.Locate(tokens[i].Start).Column;

    private int IndentOf(Token token) => lines.LineAt(token.Start).TakeWhile(char.IsWhiteSpace).Count() + 1;

    private bool IsStatementAt(int i) =>
        lineStarts.Contains(i)
        && i + 1 < tokens.Count
        && !lineStarts.Contains(i + 1)
        && (
            ColumnOf(i) == 1
                && Keywords.Statements.Contains(tokens[i].Text)
                && tokens[i + 1].Kind is TokenKind.Word or TokenKind.Number or TokenKind.Text or TokenKind.Unknown
            || OfTheDeal.Contains(tokens[i].Text) && tokens[i + 1].Kind == TokenKind.Word && !Names.Reserved.Contains(tokens[i + 1].Text)
        );

    // Statements that nothing in braces begins like, wherever in its line they stand.
    private static readonly HashSet<string> OfTheDeal =
    [
        "party",
        "source",
        "assume",
        "state",
        "clause",
        "fork",
        "offer",
        "ask",
        "promise",
        "reading",
        "zone",
        "incident",
        "trigger",
    ];

    internal static string Unquote(string quoted)
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
