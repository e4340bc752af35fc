using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>One thing that can be typed at the caret.</summary>
/// <param name="Label">What is shown and looked for.</param>
/// <param name="Insert">What is put in; with <c>${1:word}</c> for what is to be filled in if it is a snippet.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What it is, in words.</param>
/// <param name="Rank">Smaller stands further up.</param>
/// <param name="IsSnippet">Whether parts are to be filled in.</param>
public sealed record CompletionItem(string Label, string Insert, TextClass Kind, string Detail, int Rank, bool IsSnippet = false);

/// <summary>What can be typed at a caret, and the stretch it replaces.</summary>
public sealed record CompletionList(Place Place, IReadOnlyList<CompletionItem> Items);

/// <summary>Completion by asking the parser what it looked for where the text before the caret ends: words of the language, and the names of the right kind.</summary>
public static class Completion
{
    private static readonly (string Word, string Snippet, string Detail)[] Statements =
    [
        ("assume", "assume ${1:name} ${2:0.5} in ${3:0.2}..${4:0.8} \"${5:what it means}\"", "a number with its range and source"),
        ("let", "let ${1:peace} = ${2:status = ceasefire or status = member}", "a name for a formula or a condition"),
        ("party", "party ${1:Name}", "who takes part"),
        ("source", "source ${1:name} \"${2:who said what, and where}\" ${3|measured,derived,expert,direction only,analogy|}", "where a number comes from"),
        ("private", "private ${1:Party}.${2:resolve} { ${3:firm}: ${4:0.5}, ${5:wavering}: ${6:0.5} }", "what only a party knows about itself"),
        ("state", "state ${1:status} { ${2:ceasefire}, ${3:war} } = ${2:ceasefire}", "what can be the case"),
        ("turn", "turn ${1:Party} when ${2:status = ceasefire} {\n  ${3:keep}\n  ${4:attack}: ${5:status = war}\n}", "who may do what"),
        ("joint turn", "joint turn ${1:name} {\n  $2\n}", "several parties choose at once"),
        ("chance", "chance ${1:name} when ${2:status = war} { ${3:0.5}: ${4:status = ceasefire}; otherwise: ${5:status = war} }", "nobody chooses"),
        (
            "vote",
            "vote ${1:admission} of ${2:Ally} when ${3:status = applied} needs ${4:all} {\n  yes: ${2:Ally} pays ${5:1}\n  passes: ${6:status = member}\n  fails: ${7:status = outside}\n}",
            "several parties vote, and what follows"
        ),
        ("event", "event ${1:name} when ${2:status = broken}: ${3:status = war}", "what happens for sure, in some states"),
        ("pays each", "${1:Party} pays ${2:1} to ${3:Party} each ${4:year} while ${5:status = ceasefire}", "a payment each period"),
        ("clause", "clause ${1:name} \"${2:the term in a sentence}\" {\n  $3\n}", "a term that offers can contain"),
        (
            "fork",
            "fork ${1:name} \"${2:how the world may work}\" {\n  ${3:one} \"${4:the answer as written}\" {\n    $5\n  }\n  ${6:other} \"${7:another answer}\" {\n    $8\n  }\n}",
            "a question about how the world works, with answers"
        ),
        (
            "obligation",
            "obligation ${1:withdrawal} of ${2:Party}: ${3:withdraw} by ${4:month 6} {\n  cure ${5:2 months}\n  breach: ${6:status = broken}\n}",
            "what a party must have done by a time, and what follows if it has not"
        ),
        ("interest", "interest ${1:Party} each ${2:year} {\n  ${3:status = war}: ${4:-1}\n}", "what a period of each state is worth"),
        ("promise", "promise ${1:name} \"${2:the promise in a sentence}\": ${3:Party} plays ${4:option}", "what a party gave its word on"),
        ("offer", "offer ${1:name} \"${2:what it is}\": ${3:clause}", "a set of clauses"),
        ("no deal", "no deal ${1:none} \"${2:what happens without a deal}\"", "what surplus is measured against"),
        ("reading", "reading ${1:name} \"${2:whose view}\" {\n  $3\n}", "another set of values"),
        ("ask", "ask ${1:name} \"${2:title}\": chance ${3:status = ceasefire} through ${4:5}", "a question to the solved game"),
        ("view", "view of ${1:assumption}: ${2:0.7} in ${3:0.5}..${4:0.9} from ${5:source}", "what one expert says of a pooled number"),
        (
            "evidence",
            "evidence ${1:name} for ${2:ask} of ${3:offer}: ${4:41 of 97} from ${5:source} \"${6:what was counted or judged}\" on ${7:2025-03-01}",
            "what was counted or judged elsewhere"
        ),
        ("holds when", "holds when ${1:ask} >= ${2:0.5}", "when an offer counts as holding"),
        ("deal", "deal \"${1:what it is about}\"", "the deal's title"),
        ("period", "period ${1:year}", "what a period is called"),
        ("horizon", "horizon ${1:10}", "how many periods"),
        ("discount", "discount ${1:0.9}", "what the next period is worth"),
        ("precision", "precision an option ${1:10} points worse once in ${2:20} times", "how carefully parties choose"),
        ("choices", "choices worth ${1|quantal response,taste shocks|}", "what a choice is worth"),
        ("correlate", "correlate ${1:one} with ${2:other} ${3:0.5}", "two assumptions that move together"),
        ("zone", "zone ${1:line} \"${2:where it is}\" within ${3:25} km of ${4:48.0}, ${5:37.8}", "a part of the earth"),
        ("incident", "incident ${1:clash} \"${2:what counts}\" {\n  deaths at least ${3:1}\n}", "which reported incidents count"),
        ("trigger", "trigger ${1:serious} \"${2:what it means}\": at least ${3:3} ${4:clash} within ${5:7} days", "a condition on incidents in time"),
        ("in force from", "in force from ${1:2025-01-01}", "the first day that is judged"),
        ("start", "start {\n  ${1:Party} plays ${2:option}\n}", "choices to begin the search from"),
    ];

    private static readonly HashSet<string> FunctionWords = ["min", "max", "abs", "exp", "log", "sqrt"];

    public static CompletionList At(DealDocument document, int caret)
    {
        var text = document.Source.Text;
        caret = Math.Clamp(caret, 0, text.Length);
        var start = caret;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        var place = new Place(start, caret - start);
        if (IsInsideText(text, start) || start < caret && char.IsDigit(text[start]))
            return new CompletionList(place, []);
        var before = DealParser.Parse(new SourceText(text[..start]));
        // The statement at the caret is not whole and may hide what follows, so that is read on its own.
        var lineEnd = text.IndexOf('\n', caret);
        var after = lineEnd < 0 ? [] : DealParser.Parse(new SourceText(text[lineEnd..])).Names.Where(mark => mark.IsDeclaration);
        var declared = document
            .Names.Symbols.Concat(
                before.Names.Where(mark => mark.IsDeclaration).Concat(after).Select(mark => new Symbol(mark.Kind, mark.Text, mark.Place, mark.Of, mark.At))
            )
            .Distinct()
            .ToList();
        var items = new List<CompletionItem>();
        foreach (var expected in before.Expected)
            items.AddRange(
                expected.Word is { } word ? Words(word)
                : expected.IsDeclaration ? []
                : Names(document, declared, before, expected)
            );
        var isFirstOnLine = string.IsNullOrWhiteSpace(text[LineStart(text, start)..start]);
        if (isFirstOnLine && before.EndsWhole)
            items.AddRange(
                Statements.Select(
                    (statement, i) => new CompletionItem(statement.Word, statement.Snippet, TextClass.Keyword, statement.Detail, 3, IsSnippet: true)
                )
            );
        return new CompletionList(
            place,
            [
                .. items
                    .GroupBy(item => item.Label)
                    .Select(group => group.MinBy(item => item.Rank)!)
                    .OrderBy(item => item.Rank)
                    .ThenBy(item => item.Label, StringComparer.OrdinalIgnoreCase),
            ]
        );
    }

    // In a comment, or in a quoted text that has not ended on its line.
    private static bool IsInsideText(string text, int position)
    {
        var isQuoted = false;
        for (var i = LineStart(text, position); i < position; i++)
        {
            if (isQuoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == '#' && !isQuoted)
                return true;
        }
        return isQuoted;
    }

    private static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    private static IEnumerable<CompletionItem> Words(string expected)
    {
        var word = expected.TrimEnd(' ', ':', '{', '(');
        if (word.Length > 0 && char.IsLetter(word[0]))
            yield return new CompletionItem(word, word + (FunctionWords.Contains(word) ? "(" : " "), TextClass.Keyword, "", 2);
    }

    private static IEnumerable<CompletionItem> Names(DealDocument document, List<Symbol> declared, ParseResult before, Expectation expected)
    {
        IEnumerable<Symbol> Of(NameKind kind) => declared.Where(symbol => symbol.Kind == kind);
        var symbols = expected.Kind switch
        {
            NameKind.Any => Of(NameKind.Assumption)
                .Concat(Of(NameKind.Definition))
                .Concat(Parameters(before))
                .Concat(Of(NameKind.State))
                .Concat(Of(NameKind.Type))
                .Concat(Of(NameKind.Party)),
            NameKind.Condition => Of(NameKind.State)
                .Concat(Of(NameKind.Definition))
                .Concat(Parameters(before))
                .Concat(Of(NameKind.Type))
                .Concat(Of(NameKind.Party)),
            NameKind.Ask => Of(NameKind.Ask).Concat(Of(NameKind.Assumption)),
            NameKind.Step => Of(NameKind.Step).Concat(Of(NameKind.Party)),
            NameKind.Value or NameKind.Type or NameKind.Option => Of(expected.Kind)
                .Where(symbol => expected.Of is null || symbol.Of is null || symbol.Of == expected.Of),
            NameKind.Clause => Of(NameKind.Clause).Where(symbol => !AlreadyThere(before, symbol.Name)),
            _ => Of(expected.Kind),
        };
        if (expected.Kind == NameKind.Unit)
            foreach (var unit in CalendarUnit.All)
                yield return new CompletionItem(unit.Name, unit.Name, TextClass.Unit, "a unit of the calendar", 2);
        var isWide = expected.Kind is NameKind.Any or NameKind.Condition;
        foreach (var symbol in symbols)
            yield return new CompletionItem(
                symbol.Name,
                symbol.Name,
                Enum.Parse<TextClass>(symbol.Kind.ToString()),
                Detail(document, symbol),
                expected.Kind == NameKind.Value ? 0
                    : isWide && symbol.Kind == NameKind.Party ? 2
                    : 1
            );
        if (isWide)
            foreach (var function in FunctionWords)
                yield return new CompletionItem(function, function + "(", TextClass.Keyword, "function", 4);
    }

    // Those of the statement at the caret.
    private static IEnumerable<Symbol> Parameters(ParseResult before)
    {
        var read = before.Deal.Declarations.Select(declaration => declaration.Place.End).DefaultIfEmpty(0).Max();
        return before
            .Names.Where(mark => mark is { IsDeclaration: true, Kind: NameKind.Parameter } && mark.Place.Start >= read)
            .Select(mark => new Symbol(mark.Kind, mark.Text, mark.Place, mark.Of, mark.At));
    }

    // A clause stands in an offer once.
    private static bool AlreadyThere(ParseResult before, string clause) =>
        before
            .Names.Reverse()
            .TakeWhile(mark => !(mark.IsDeclaration && mark.Kind == NameKind.Offer))
            .Any(mark => mark.Kind == NameKind.Clause && !mark.IsDeclaration && mark.Text == clause);

    private static string Detail(DealDocument document, Symbol symbol) =>
        symbol.Kind switch
        {
            NameKind.Assumption when document.Deal.Assumptions.FirstOrDefault(assumption => assumption.Name == symbol.Name) is { } assumption =>
                $"{InWords.Of(assumption.Best)}{(assumption.Sentence is null ? "" : ", " + assumption.Sentence)}",
            NameKind.Assumption when document.Deal.DerivedAssumptions.FirstOrDefault(derived => derived.Name == symbol.Name) is { } derived =>
                $"= {InWords.Of(derived.Value)}",
            NameKind.Definition when document.Deal.Definitions.FirstOrDefault(definition => definition.Name == symbol.Name) is { } definition =>
                $"= {InWords.Of(definition.Value)}",
            NameKind.Clause when document.Deal.Clauses.FirstOrDefault(clause => clause.Name == symbol.Name)?.Title is { } title => title,
            NameKind.Source when document.Deal.Sources.FirstOrDefault(source => source.Name == symbol.Name)?.Text is { } text => text,
            _ when symbol.TitleIn(document.Deal) is { } title => title,
            _ => symbol.Of is null ? symbol.KindWord : $"{symbol.KindWord} of {symbol.Of}",
        };
}
