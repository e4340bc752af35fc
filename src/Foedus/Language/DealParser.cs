using Foedus.Binding;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Language;

/// <summary>What was read: as much of the deal as could be, and everything that was wrong with the text.</summary>
public sealed record ParseResult(SourceText Source, Deal Deal, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Every name that was read, in the order of the text, also in statements that could not be read to their end.</summary>
    public IReadOnlyCollection<NameMark> Names { get; init; } = [];

    /// <summary>What could stand where the text ends; with a text cut off at the caret, what can be typed there.</summary>
    internal IReadOnlyCollection<Expectation> Expected { get; init; } = [];

    /// <summary>Whether the last statement is whole, so that another may begin.</summary>
    public bool EndsWhole { get; init; }

    /// <summary>Where brackets would make plain how a formula was read.</summary>
    internal IReadOnlySet<(int Start, int End)> Bracketed { get; init; } = new HashSet<(int, int)>();

    /// <summary>Where lines begin that go on with what stands above them, though nothing but their place shows it.</summary>
    internal IReadOnlySet<int> Continuing { get; init; } = new HashSet<int>();

    /// <summary>Words of statements that could not be read: any of them may be a name that is declared there.</summary>
    public IReadOnlySet<string> Skipped { get; init; } = new HashSet<string>();

    /// <summary>Names that may be declared by statements that could not be read.</summary>
    public IEnumerable<string> Lost
    {
        get
        {
            var read = Deal.Declarations.Select(declaration => declaration.Place).OrderBy(place => place.Start).ToList();
            var names = Skipped.ToList();
            // Its values are known by an obligation that could not be read.
            if (Skipped.Contains("obligation"))
                names.AddRange(Obligation.Standings);
            var at = 0;
            foreach (var name in Names.Where(name => name.IsDeclaration))
            {
                while (at < read.Count && read[at].End <= name.Place.Start)
                    at++;
                if (at == read.Count || read[at].Start > name.Place.Start)
                    names.Add(name.Text);
            }
            // A turn without a name is called after its party.
            return names.Count == 0 && !HasErrors ? [] : names.Concat(Deal.Parties.Select(party => party.Name));
        }
    }

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}

/// <summary>Reads a deal's text. Never throws for a bad text: a statement that cannot be read is reported and left out.</summary>
/// <remarks>Tokens come from Superpower; statements are read by recursive descent, so that reading goes on after an error (docs/decisions/parsing.md).</remarks>
public sealed class DealParser
{
    /// <summary>Most statements in one deal.</summary>
    public const int MostStatements = 20_000;

    private readonly SourceText source;
    private readonly TokenCursor at;
    private readonly ExpressionParser expressions;
    private readonly StepParser steps;
    private readonly ObligationParser obligations;
    private readonly ForkParser forks;
    private readonly WatchParser watch;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<Said> said = [];
    private bool endsWhole = true;

    private DealParser(SourceText source)
    {
        this.source = source;
        var tokens = DealLexer.Tokenize(source.Text).Where(token => token.Kind != TokenKind.Comment).ToList();
        at = new TokenCursor(source, tokens);
        expressions = new ExpressionParser(at);
        steps = new StepParser(at, expressions);
        obligations = new ObligationParser(at, expressions, steps);
        forks = new ForkParser(at, new TermParser(at, steps, obligations, Interest, StandingPayment));
        watch = new WatchParser(at);
    }

    public static ParseResult Parse(SourceText source)
    {
        var parser = new DealParser(source);
        var deal = parser.Deal();
        return new ParseResult(source, deal, [.. parser.diagnostics, .. parser.at.Faults, .. parser.at.Warnings])
        {
            Names = parser.at.Marks,
            Expected = parser.at.Expected,
            EndsWhole = parser.endsWhole,
            Skipped = parser.at.Skipped,
            Bracketed = parser.at.Bracketed,
            Continuing = parser.at.Continuing,
        };
    }

    private Deal Deal()
    {
        string? title = null;
        var declarations = new List<Declaration>();
        if (at.Beyond(MostStatements) is { } beyond)
        {
            diagnostics.Add(TooMany(beyond.Place).Diagnostic);
            return new Deal("", declarations.ToSequence());
        }
        while (!at.AtEnd && diagnostics.Count + at.Faults.Count < TokenCursor.MostFaults)
        {
            var start = at.Index;
            if (at.IsFirstOnLine || Keywords.Statements.Contains(at.Current.Text))
                at.Statement = start;
            try
            {
                if (at.Current.Kind == TokenKind.Unknown)
                    throw Unknown();
                if (at.At("deal") && !IsNamed)
                {
                    var word = at.Next();
                    if (title is not null)
                        diagnostics.Add(
                            new Diagnostic(
                                DiagnosticCodes.Duplicate,
                                Severity.Error,
                                "'deal' is said twice.",
                                word.Place,
                                "One file is one deal: give it one title."
                            )
                        );
                    title = at.ExpectText("the deal's title");
                }
                else
                    declarations.Add(Statement());
                if (declarations.Count > MostStatements)
                    throw TooMany(at.Current.Place);
            }
            catch (ParseFault fault)
            {
                var unclosed = at.Unclosed(start);
                if (unclosed is not null || !at.IsBehindFault(start, fault.Diagnostic.Place))
                    diagnostics.Add(unclosed?.Said ?? fault.Diagnostic);
                endsWhole &= !at.AtEnd;
                if (fault.Diagnostic.Code == DiagnosticCodes.TooMany || diagnostics.Count + at.Faults.Count >= TokenCursor.MostFaults)
                    break;
                Recover(start, unclosed?.Next);
            }
        }
        if (title is null && diagnostics.Count + at.Faults.Count == 0)
            diagnostics.Add(
                new Diagnostic(
                    DiagnosticCodes.MissingTitle,
                    Severity.Error,
                    "This deal has no title.",
                    new Place(0, 1),
                    "Begin with: deal \"What it is about\""
                )
            );
        var first = said.Where(one => one.IsDeclared).DistinctBy(one => one.Name).ToDictionary(one => one.Name);
        foreach (var other in said.Where(other => !other.IsDeclared))
            if (
                first.TryGetValue(other.Name, out var declared)
                && Percentages.Apart(source, declared.Numbers, other.Numbers, other.Place, other.Name) is { } apart
            )
                diagnostics.Add(apart);
        return new Deal(title ?? "", declarations.ToSequence());
    }

    private static ParseFault TooMany(Place place) =>
        new(DiagnosticCodes.TooMany, $"This deal has more than {MostStatements} statements.", place, "Is this the right file?");

    // The numbers that are said of an assumption: where it is declared, in a reading, by an expert.
    private sealed record Said(string Name, bool IsDeclared, IReadOnlyList<Number> Numbers, Place Place);

    private ParseFault Unknown() =>
        at.Current.Text[0] == '"'
            ? at.NotClosed()
            : new ParseFault(
                DiagnosticCodes.UnknownCharacter,
                InvisibleCharacter.Named(at.Current.Text) is { } hidden
                    ? $"Here stands {hidden}, which cannot be seen."
                    : $"The language does not know '{at.Current.Text}'.",
                at.Current.Place,
                at.Elsewhere ?? at.Otherwise
            );

    // The next statement begins with one of its words at the start of a line, outside the brackets opened since.
    private void Recover(int start, int? next)
    {
        var faultAt = at.Index;
        at.Index = start;
        var open = 0;
        do
        {
            if (at.Current.Kind == TokenKind.Word)
                at.Skipped.Add(at.Current.Text);
            if (at.At("{"))
                open++;
            if (at.At("}"))
                open--;
            at.Next();
        } while (
            !at.AtEnd
            && at.Index != next
            && !(
                next is null
                && at.IsFirstOnLine
                && (Keywords.Statements.Contains(at.Current.Text) && (open <= 0 || at.Index > faultAt && IsLikelyTopLevel()) || open <= 0 && IsLikelyMeant())
            )
        );
        steps.Reset();
        watch.Reset();
    }

    // Inside a block only these words can begin a statement of the deal itself, so a missing brace does not swallow the rest.
    private bool IsLikelyTopLevel() =>
        at.Current.Text
            is "deal"
                or "assume"
                or "party"
                or "source"
                or "clause"
                or "offer"
                or "ask"
                or "promise"
                or "state"
                or "private"
                or "horizon"
                or "reading"
                or "zone"
                or "incident"
                or "trigger"
                or "fork"
                or "let"
                or "evidence"
                or "view"
                or "obligation";

    // A statement whose first word is misspelt or another tool's, or that begins with the name of a party.
    private bool IsLikelyMeant() =>
        at.Meant(0, Keywords.Statements) is not null
        || StatementForms.Meant(at.Current.Text) is not null && at.Peek().Kind == TokenKind.Word
        || DutyAdvice.Of(at) is not null
        || at.Current.Kind == TokenKind.Word && (at.Peek().Is("pays") || at.Peek().Is("gains"));

    private Declaration Statement()
    {
        var start = at.Current;
        if (!IsNamed && StepParser.IsStart(at))
            return steps.Parse();
        if (at.IsFirstOnLine && Respelt(start))
            return Statement();
        Declaration declared = start.Text switch
        {
            _ when IsNamed => at.Peek().Is("pays") ? StandingPayment() : watch.StateTrigger(),
            "period" => Period(),
            "horizon" => Horizon(),
            "discount" => Discount(),
            "precision" => Precision(),
            "choices" => Choices(),
            "source" => Source(),
            "party" => Party(),
            "private" => PrivateType(),
            "state" => State(),
            "assume" => Assume(),
            "let" => Let(),
            "correlate" => Correlate(),
            "clause" => Clause(),
            "fork" => forks.Parse(),
            "interest" => Interest(),
            "obligation" => obligations.Parse(),
            "promise" => Promise(),
            "offer" => Offer(isNoDeal: false),
            "no" when at.Peek().Is("deal") => Offer(isNoDeal: true),
            "reading" => Reading(),
            "evidence" => Evidence(),
            "view" => View(),
            "ask" => Ask(),
            "holds" => Holds(),
            "start" => Start(),
            "zone" => watch.Zone(),
            "incident" => watch.Incident(),
            "trigger" => watch.Trigger(),
            "in" when at.Peek().Is("force") => watch.InForce(),
            "include" => throw Included(),
            _ when watch.IsStateTrigger => watch.StateTrigger(),
            _ when start.Kind == TokenKind.Word && at.Peek().Is("pays") => StandingPayment(),
            "no" => throw at.Unexpected("'no deal'", "Write for example: no deal NAME."),
            "in" when at.IsFirstOnLine => throw NotInForce(),
            _ => throw NoStatement(start),
        };
        return declared with { Place = start.Place.To(at.Previous.Place), NamePlace = declared.NamePlace.IsEmpty ? start.Place : declared.NamePlace };
    }

    // A state or a party that is called as a statement is: 'state becomes war when serious', 'chance pays 2 each year'.
    private bool IsNamed =>
        Keywords.Statements.Contains(at.Current.Text)
        && (
            at.Peek().Is("becomes") && at.Peek(2).Kind == TokenKind.Word && at.Peek(3).Is("when")
            || at.Peek().Is("pays") && at.OnLine("each", TokenKind.Word) is not null
        );

    // What could be included stands here already.
    private ParseFault Included()
    {
        var isFirst = at.IsFirstOnLine;
        var word = at.Next();
        if (at.Current.Kind != TokenKind.Text || at.IsFirstOnLine)
            return at.Unexpected("the name of a file", "Write for example: include \"common.foedus\".");
        var place = word.Place.To(at.Next().Place);
        // What the file would declare is not known.
        at.Skipped.Add(Binding.Names.Anything);
        if (source.Faults.TryGetValue(word.Start, out var fault))
            return new ParseFault(DiagnosticCodes.CannotInclude, fault.Message, place, fault.Remedy);
        return new ParseFault(
            DiagnosticCodes.CannotInclude,
            isFirst ? "This deal is one text without a folder, so nothing can be included." : "'include' begins a line.",
            place,
            isFirst ? "Put the text itself here." : "Write it on a line of its own."
        );
    }

    private const string Begins = "A statement begins with a word such as party, state, assume, turn, clause, offer or ask.";

    private ParseFault NoStatement(Token start)
    {
        if (!at.IsFirstOnLine)
            return Left(start);
        if (start.Kind != TokenKind.Word)
            return at.Unexpected("a statement", Begins);
        if (at.BrokenOff() is { } broken)
            return broken;
        if ((DutyAdvice.Of(at) ?? DutyAdvice.Each(at)) is { } duty)
            return new ParseFault(DiagnosticCodes.UnknownStatement, $"'{start.Text}' does not begin a statement.", start.Place, duty);
        return new ParseFault(
            DiagnosticCodes.UnknownStatement,
            $"'{start.Text}' does not begin a statement.",
            start.Place,
            at.Peek().Is("gains")
                ? $"What {start.Text} gains each period is an interest: interest {start.Text} each month {{ always: 1 }}. What it gains once stands in an option or an event."
                : StatementForms.Meant(start.Text) ?? Begins
        );
    }

    // Whether the first word of a statement was misspelt, or the verb of a payment, and is now read as it is meant.
    private bool Respelt(Token start)
    {
        if (
            start.Kind != TokenKind.Word
            || Keywords.Statements.Contains(start.Text)
            || start.Text is "in"
            || at.Peek().Is("pays")
            || at.Peek().Is("gains")
            || watch.IsStateTrigger
        )
            return false;
        if (start.Text is "nodeal" or "no_deal")
            throw new ParseFault(
                DiagnosticCodes.UnknownStatement,
                $"'{start.Text}' does not begin a statement.",
                start.Place,
                $"Write two words: no deal {at.Rest(1)}"
            );
        if (start.Text is "stat")
            at.Correct("state", $"'{start.Text}' does not begin a statement.", DiagnosticCodes.UnknownStatement);
        else if (at.Meant(0, Keywords.Statements) is { } meant)
            at.Correct(meant, $"'{start.Text}' does not begin a statement.", DiagnosticCodes.UnknownStatement);
        else if (at.Meant(1, "pays", "becomes") is { } verb && !at.Peek().Is("gains"))
            at.Correct(verb, $"Expected what {start.Text} does, but here there is '{at.Peek().Text}'.", ahead: 1);
        else
            return false;
        return true;
    }

    private ParseFault NotInForce()
    {
        at.Next();
        return at.Unexpected("'force'", at.Meant(0, "force") is null ? "Write for example: in force from 2026-01-01." : "Did you mean 'force'?");
    }

    // What stands behind a statement on its line and begins none.
    private ParseFault Left(Token start) =>
        at.BrokenOff()
        ?? new(
            start.Kind == TokenKind.Word ? DiagnosticCodes.UnknownStatement : DiagnosticCodes.Unexpected,
            $"The statement before it has ended, and '{start.Text}' begins none.",
            start.Place,
            at.Elsewhere
                ?? start.Text switch
                {
                    "}" => "Every '{' before it is closed already: leave this one out.",
                    ";" => "Statements need no mark between them.",
                    "," when at.IsIn("holds") => "Write 'and' for ','.",
                    "," => "Write each in a statement of its own.",
                    "-" when at.Previous.Kind == TokenKind.Word => "A name is letters, digits and '_': write '_' for '-'.",
                    "of" when at.Previous.Kind == TokenKind.Number && at.Previous.Text.EndsWith('%') =>
                        $"A part of a number is a product: {at.Previous.Text} * {at.Peek().Text}.",
                    "through" or "by" or "at" when at.IsIn("ask") => "An ask has one time: leave one of the two out.",
                    "/" or "*" or "+" or "-" or "^" => "A number is wanted here, not a formula.",
                    _ when at.Previous.Kind == TokenKind.Text && at.Peek().Kind == TokenKind.Text => "A double quote inside a text is written \\\".",
                    _ when start.Kind == TokenKind.Number && at.Previous.Kind == TokenKind.Number => "One number is wanted here.",
                    _ when start.Kind == TokenKind.Word && at.Previous.Kind == TokenKind.Word && at.Peek(-2).Is("party") =>
                        $"A name is one word, such as {at.Previous.Text}_{start.Text}; a title stands in double quotes.",
                    _ when start.Kind == TokenKind.Word && at.Previous.Kind == TokenKind.Number && CalendarUnit.Named(start.Text) is not null =>
                        "A unit stands only where a length of time is wanted: write the number alone.",
                    _ when at.Meant(0, at.Wanted) is { } wanted => $"Did you mean '{wanted}'?",
                    _ when !Keywords.All.Contains(start.Text) && Nearest.To(start.Text, Keywords.All.Concat(Keywords.Statements)) is { } near =>
                        $"Did you mean '{near}'?",
                    _ when start.Kind == TokenKind.Word && at.Wanted is { Count: > 0 } could =>
                        $"Here could follow: {string.Join(", ", could)}. {at.Form ?? "A statement begins on a line of its own."}",
                    _ => at.Form ?? "Begin a statement on a line of its own.",
                }
        );

    private Period Period()
    {
        at.Next();
        var unit = at.Declare(NameKind.Unit, "what a period is called, such as year");
        if (!at.IsFirstOnLine && !at.AtEnd && !Keywords.Statements.Contains(at.Current.Text))
        {
            for (var more = 0; !at.IsFirstOnLine && !at.AtEnd && more < 3; more++)
                at.Next();
            var written = source[unit.Place.To(at.Previous.Place)];
            throw new ParseFault(
                DiagnosticCodes.UnknownUnit,
                $"A period is called by one word, not '{written}'.",
                unit.Place.To(at.Previous.Place),
                CalendarUnit.Meant(written) is { } meant ? $"Write: period {meant.Name}." : "Join the words with '_'."
            );
        }
        return new Period(unit.Word) { NamePlace = unit.Place };
    }

    private Horizon Horizon()
    {
        at.Next();
        if (at.Accept("endless"))
            return new Horizon(null, Ending.Endless);
        var isShort = at.Current.Kind == TokenKind.Number && (at.Peek().Is("forever") || at.Peek(2).Is("forever") && !at.Peek().Is("then"));
        if (isShort && !at.BeginsLine(1))
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                "'then' stands before 'forever'.",
                at.Peek(at.Peek().Is("forever") ? 1 : 2).Place,
                $"Write: horizon {at.Current.Text}{(at.Peek().Is("forever") ? "" : " " + at.Peek().Text)} then forever"
            );
        var periods = at.ExpectDuration("a number of periods, or 'endless'");
        return at.AcceptAll("then", "forever") ? new Horizon(periods, Ending.ThenForever) : new Horizon(periods, Ending.Stops);
    }

    private Word? OfParty() => at.Accept("of") ? at.Refer(NameKind.Party, "a party").Word : null;

    private Word? Each(string what) => at.Accept("each") ? at.ExpectUnit(what).Word : null;

    private Discount Discount()
    {
        at.Next();
        var party = OfParty();
        if (party is null && at.Current.Kind == TokenKind.Word && at.Peek().Kind == TokenKind.Number && !at.BeginsLine(1))
            throw at.Unexpected(
                "a factor, or 'of' and a party",
                at.IsParty(at.Current.Text) ? $"Write: discount of {at.Current.Text} {at.Peek().Text}" : $"Write the factor alone: discount {at.Peek().Text}"
            );
        return new Discount(party, expressions.Parse(), Each("the unit of time after which it counts, such as year"));
    }

    private Precision Precision()
    {
        at.Next();
        var party = OfParty();
        if (at.Accept("rational"))
            return new Precision(party, new Rational());
        if (at.Accept("lambda"))
            return new Precision(party, new Lambda(expressions.Parse()));
        if (at.AcceptAll("an", "option"))
        {
            var points = expressions.Parse();
            // One is 'an option 1 point worse'.
            foreach (var word in new[] { at.Current.Is("point") ? "point" : "points", "worse", "once", "in" })
                at.Expect(word, "in 'an option 10 points worse once in 20 times'");
            var times = expressions.Parse();
            at.Expect("times", "in 'an option 10 points worse once in 20 times'");
            return new Precision(party, new OnceIn(points, times));
        }
        if (party is null && at.Current.Kind == TokenKind.Word && at.IsParty(at.Current.Text))
            throw at.Unexpected("'of' before a party, or how carefully all choose", $"Write: precision of {at.Current.Text} {at.Rest(1)}");
        throw at.Unexpected(
            "how carefully the party chooses",
            "Write for example: precision an option 10 points worse once in 20 times; or: precision lambda 0.3; or: precision rational."
        );
    }

    private WorthConvention Choices()
    {
        at.Next();
        if (at.AcceptAll("worth", "quantal", "response"))
            return new WorthConvention(Worth.QuantalResponse);
        if (at.AcceptAll("worth", "taste", "shocks"))
            return new WorthConvention(Worth.ChoiceShocks);
        throw at.Unexpected("'worth quantal response' or 'worth taste shocks'");
    }

    private Source Source()
    {
        at.Next();
        var name = at.Declare(NameKind.Source, "a short name for the source");
        var text = at.ExpectText("who said what, and where");
        var said = name.Place.To(at.Previous.Place);
        var address = at.Accept("at") ? at.ExpectText("the address") : null;
        var first = at.Current;
        var grounds = Grounds(name);
        if (grounds is not null && !at.IsFirstOnLine && !at.Peek().Is("becomes") && !at.Peek().Is("pays"))
        {
            if (address is null && at.Current.Is("at") && at.Peek().Kind == TokenKind.Text)
                throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    "The address stands before what the source gives.",
                    at.Current.Place.To(at.Peek().Place),
                    $"Write: source {source[said]} {at.Written(0, 1)} {source[first.Place.To(at.Previous.Place)]}"
                );
            if (at.Current.Text is "measured" or "derived" or "expert" or "direction" or "analogy")
                throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    $"A source gives one kind of grounds, and here there is '{at.Current.Text}' too.",
                    at.Current.Place,
                    "Leave one out, or write the source once for each kind, under two names."
                );
        }
        return new Source(name.Text, text, address, grounds) { NamePlace = name.Place };
    }

    // measured "FIGURE" | derived "HOW" | expert ["WHOSE"] | direction only ["WHICH"] | analogy ["TO WHAT"]
    private Grounds? Grounds(Token source)
    {
        // A state or a party may be called so, and begin the next statement.
        if (at.Peek().Is("becomes") || at.Peek().Is("pays"))
            return null;
        if (at.Accept("measured"))
            return new Grounds(
                GroundsKind.Measured,
                at.Current.Kind == TokenKind.Text
                    ? at.AcceptText()
                    : throw at.Unexpected("the figure, in quotes", "Write what was measured: measured \"82 of 100 violations were attributed\".")
            );
        if (at.Accept("derived"))
            return new Grounds(
                GroundsKind.Derived,
                at.Current.Kind == TokenKind.Text
                    ? at.AcceptText()
                    : throw at.Unexpected("how it was derived, in quotes", "Write for example: derived \"half of the yearly cost that it gives\".")
            );
        if (at.Accept("expert"))
            return new Grounds(GroundsKind.Expert, at.AcceptTextOf(source));
        if (at.AcceptAll("direction", "only"))
            return new Grounds(GroundsKind.DirectionOnly, at.AcceptTextOf(source));
        return at.Accept("analogy") ? new Grounds(GroundsKind.Analogy, at.AcceptTextOf(source)) : null;
    }

    private Declaration Party()
    {
        at.Next();
        var name = at.Declare(NameKind.Party, "the party's name");
        var title = at.AcceptTitle();
        if (!at.At("in"))
            return new Party(name.Text, title) { NamePlace = name.Place };
        at.Next();
        at.Expect("{", "before the parties of this kind", $"Write for example: party {name.Text} in {{ France, Germany }}.");
        var members = new List<Party>();
        do
        {
            var member = at.Declare(NameKind.Party, "the name of a party of this kind");
            members.Add(new Party(member.Text, at.AcceptTitle()) { NamePlace = member.Place, Place = member.Place.To(at.Previous.Place) });
        } while (at.Accept(",") && !at.At("}"));
        at.Expect("}", "after the last party", "Separate parties by commas.");
        return new PartyKind(name.Text, title, members.ToSequence()) { NamePlace = name.Place };
    }

    private PrivateType PrivateType()
    {
        at.Next();
        var party = at.Refer(NameKind.Party, "a party");
        at.Expect(".", "and what is private about it", "Write for example: private Washington.resolve { firm: 0.5, wavering: 0.5 }.");
        var attribute = at.Declare(NameKind.Attribute, "what is private, such as resolve", party.Text);
        at.Expect("{", "before the types");
        var types = new List<TypeShare>();
        do
        {
            var type = at.Declare(NameKind.Type, "the name of a type", party.Text);
            at.Expect(":", "and the prior chance of the type", $"Write it with its chance: {type.Text}: 50%");
            types.Add(new TypeShare(type.Word, expressions.Parse()) { Place = type.Place });
        } while (at.Accept(",") && !at.At("}"));
        at.Expect("}", "after the last type", "Separate types by commas.");
        var drifts = new List<Drift>();
        while (at.At("drifts"))
            drifts.Add(Drift(party.Text));
        return new PrivateType(party.Word, attribute.Text, types.ToSequence(), drifts.ToSequence()) { NamePlace = party.Place.To(attribute.Place) };
    }

    private static Duration Once(Token unit) => new(1, unit.Word) { Place = unit.Place };

    private Drift Drift(string party)
    {
        var start = at.Next();
        var every = new Duration(1);
        if (at.Accept("each"))
            every = at.Current.Kind == TokenKind.Number ? at.ExpectDuration("a number of periods") : Once(at.ExpectUnit("a unit of time, such as year"));
        var when = steps.When();
        at.Expect(":", "before the moves between types");
        var moves = new List<TypeMove>();
        do
        {
            var from = at.Refer(NameKind.Type, "a type", party);
            at.Expect("to", "and the type it turns into");
            var to = at.Refer(NameKind.Type, "the type it turns into", party);
            moves.Add(new TypeMove(from.Word, to.Word, expressions.Parse()) { Place = from.Place.To(at.Previous.Place) });
        } while (at.Accept(","));
        return new Drift(every, when, moves.ToSequence()) { Place = start.Place.To(at.Previous.Place) };
    }

    private StateVariable State()
    {
        at.Next();
        var name = at.Declare(NameKind.State, "the name of a state variable");
        var named = at.Index - 1;
        var (title, titles) = (at.AcceptShortTitle(), new List<ValueTitle>());
        Domain domain;
        if (at.Current.Is("{") && at.Peek().Text is "yes" or "no" && at.Peek(2).Is(",") && at.Peek(3).Text is "yes" or "no" && at.Peek(4).Is("}"))
            throw new ParseFault(
                DiagnosticCodes.ReservedWord,
                "'yes' and 'no' are words of the language, and stand without braces.",
                at.Current.Place.To(at.Peek(4).Place),
                $"Write: state {name.Text} yes or no = {(at.Peek(5).Is("=") && at.Peek(6).Text is "yes" ? "yes" : "no")}."
            );
        if (
            at.Current.Kind == TokenKind.Number
            && at.Peek().Is("..")
            && at.Peek(2) is { Kind: TokenKind.Number } most
            && (at.Current.Text.EndsWith('%') || most.Text.EndsWith('%'))
        )
            throw new ParseFault(
                DiagnosticCodes.BadNumber,
                "A state is counted in whole numbers, and a percentage is a part of 1.",
                at.Current.Place.To(most.Place),
                $"Write: state {name.Text} {at.Current.Text.TrimEnd('%')}..{most.Text.TrimEnd('%')} = {(at.Peek(3).Is("=") && at.Peek(4).Kind == TokenKind.Number ? at.Peek(4) : at.Current).Text.TrimEnd('%')}. Where a part of 1 is meant, write {name.Text} / 100."
            );
        if (at.Accept("{"))
        {
            var values = new List<Word>();
            do
            {
                values.Add(at.Declare(NameKind.Value, "a value", name.Text).Word);
                Titled(values[^1]);
            } while (at.Accept(",") && !at.At("}"));
            at.Expect("}", "after the last value", "Separate values by commas.");
            domain = new Enumeration(values.ToSequence());
        }
        else if (at.Current.Is("yes") && !at.Peek().Is("or") && at.Peek().Kind != TokenKind.Text || at.Current.Is("no"))
            throw at.Unexpected("the values: { a, b }, 0..3, or yes or no", $"Write: state {name.Text} yes or no = no.");
        else if (at.AcceptAll("yes", "or", "no") || HasTitledYes())
        {
            Titled("no");
            domain = new YesOrNo();
        }
        else
        {
            if (SlipAdvice.Values(at, name.Text) is { } meant)
                throw at.Instead("the values: { a, b }, 0..3, or yes or no", meant);
            var first = at.Current;
            var low = at.ExpectWholeNumber("the values: { a, b }, 0..3, or yes or no");
            at.Dots(first.Place.To(at.Previous.Place), "between the lowest and the highest number", $"Write: state {name.Text} 0..3 = 0.");
            domain = new WholeNumbers(low, at.ExpectWholeNumber("the highest number"));
        }
        at.Titled = new Titled(named, title is not null);
        at.Expect(
            "=",
            "and the value it starts with",
            domain is Enumeration listed
                ? $"Write behind the values what it begins with: = {listed.Values[0]}"
                : $"Write behind the values what it begins with: = {(domain is WholeNumbers whole ? $"{whole.Lowest}" : "no")}"
        );
        at.Hope(new Expectation(null, NameKind.Value, Of: name.Text));
        var initial = expressions.Parse();
        expressions.Beside(initial, name.Text);
        return new StateVariable(name.Text, domain with { Titles = titles.ToSequence() }, initial) { Title = title, NamePlace = name.Place };

        // yes "…" or no
        bool HasTitledYes()
        {
            if (!at.Accept("yes"))
                return false;
            Titled("yes");
            at.Expect("or", "and 'no'", $"Write: state {name.Text} yes \"…\" or no \"…\" = no.");
            at.Expect("no", "after 'or'", $"Write: state {name.Text} yes \"…\" or no \"…\" = no.");
            return true;
        }

        void Titled(string value)
        {
            if (at.AcceptShortTitle() is { } words)
                titles.Add(new ValueTitle(value, words));
        }
    }

    // let NAME[(PARAMETER, …)] = EXPR
    private Definition Let()
    {
        at.Next();
        var name = at.Declare(NameKind.Definition, "the name of what is defined");
        var parameters = at.Parameters(name);
        at.Expect("=", "and what it stands for", $"Write for example: let {name.Text} = status = ceasefire or status = member.");
        return new Definition(name.Text, parameters, expressions.Parse()) { NamePlace = name.Place };
    }

    private Declaration Assume()
    {
        at.Next();
        return at.Peek().Is("=") && !at.Peek(2).Is("=") && IsFormula(2) ? Derived() : AssumptionValue(isDeclaration: true);
    }

    // A number alone is no formula: 'assume x = 1' is a slip for 'assume x 1'.
    private bool IsFormula(int ahead)
    {
        if (at.Peek(ahead).Is("-"))
            ahead++;
        return at.Peek(ahead).Kind != TokenKind.Number
            || at.Peek(ahead + 1).Is("+")
            || at.Peek(ahead + 1).Is("-")
            || at.Peek(ahead + 1).Is("*")
            || at.Peek(ahead + 1).Is("/")
            || at.Peek(ahead + 1).Is("^")
            || at.Peek(ahead + 1).Is("if");
    }

    // assume NAME = EXPR [from SOURCE] ["SENTENCE"]
    private DerivedAssumption Derived()
    {
        var name = at.Declare(NameKind.Assumption, "the name of an assumption");
        at.Next();
        if ((at.OnLine("in", TokenKind.Number) ?? at.OnLine("likely", TokenKind.Number) ?? at.OnLine("one", TokenKind.Word, "of")) is { } range)
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                $"'{name.Text}' follows from other assumptions, so it has no range of its own.",
                range.Place,
                "Leave the range out, or write a number without '=' for an assumption that is drawn."
            );
        var value = expressions.Parse();
        var (from, sentence) = Origin(name);
        return new DerivedAssumption(name.Text, value, from, sentence) { NamePlace = name.Place };
    }

    private Assumption AssumptionValue(bool isDeclaration)
    {
        var name = isDeclaration ? at.Declare(NameKind.Assumption, "the name of an assumption") : at.Refer(NameKind.Assumption, "the name of an assumption");
        var first = at.Current;
        if (first.Kind != TokenKind.Number && !at.At("-") && !at.AtEnd)
            throw at.Unexpected(
                $"the best value of '{name.Text}'",
                NumberAdvice.Bracketed(at, $"{name.Text} ") ?? $"Write a number after the name, as in: {name.Text} 0.5 in 0.2..0.8."
            );
        var best = Best(name.Text, $"{name.Text} ");
        var valuePlace = first.Place.To(at.Previous.Place);
        var spread = SpreadOf(ref best, name.Text);
        var origin = at.Current;
        var (from, sentence) = Origin(name, isDeclaration ? null : token => token.Kind == TokenKind.Word);
        if (
            spread is null
            && !at.IsFirstOnLine
            && origin.Start != at.Current.Start
            && at.Current.Text is "in" or "likely" or "pooled" or "one"
            && source[origin.Place.To(at.Previous.Place)] is var behind
            && Spread() is { } late
        )
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                $"The range of '{name.Text}' stands before where its number is from.",
                late.Place,
                $"Write: {name.Text} {source[valuePlace]} {source[late.Place]} {behind}"
            );
        return new Assumption(name.Text, best.Value, spread, from, sentence) { NamePlace = name.Place, ValuePlace = valuePlace };
    }

    // The best value of an assumption, and how it is written where its range stands behind it in another way.
    private Number Best(string name, string before)
    {
        var best = at.ExpectSigned($"the best value of '{name}'");
        if (NumberAdvice.WithoutBest(at, best) is { } range)
            throw at.Instead("the best value before its range", $"Write: {before}{range}");
        if (NumberAdvice.Range(at, best) is { } around)
            throw at.Instead($"the range of '{name}', or the next statement", $"Write: {before}{source[best.Place]} {around}");
        return best;
    }

    // The range of a best value. 30% in 0..50 is most likely 30% of 0% to 50%, though 0.3 lies between 0 and 50 too.
    private Spread? SpreadOf(ref Number best, string name)
    {
        var (value, start) = (best, at.Index);
        var (spread, numbers) = (Spread(), new List<Number>());
        for (var ahead = start - at.Index; ahead < 0 && !at.Peek(ahead).Is("within"); ahead++)
            if (at.Peek(ahead) is { Kind: TokenKind.Number } token && !at.Peek(ahead - 1).Is(":"))
                numbers.Add(TokenCursor.NumberOf(token) is var number && at.Peek(ahead - 1).Is("-") ? number with { Value = -number.Value } : number);
        var place = best.Place.To(at.Previous.Place);
        said.Add(new Said(name, at.IsIn("assume"), [value, .. numbers], place));
        if (
            numbers.Count == 0
            || numbers.Any(number => number.IsPercent == value.IsPercent)
            || !numbers.Append(value).Any(number => !number.IsPercent && Math.Abs(number.Value) > 1)
            || InPercent(value) < numbers.Min(InPercent)
            || InPercent(value) > numbers.Max(InPercent)
        )
            return spread;
        var written = Percentages.Signed(source, place, numbers.Append(value));
        at.Faults.Add(
            new Diagnostic(
                DiagnosticCodes.BadNumber,
                Severity.Error,
                value.IsPercent
                    ? $"The best value is a percentage, {source[value.Place]}, and its range is none."
                    : $"The range is of percentages, and its best value is none: {source[value.Place]}.",
                place,
                $"Write: {written}, or all of it without '%'."
            )
        );
        // Read on in the unit of the range, so that nothing more is said of it.
        best = value with { Value = value.IsPercent ? InPercent(value) : value.Value / 100 };
        return spread;

        static double InPercent(Number number) => number.IsPercent ? Math.Round(number.Value * 100, 9) : number.Value;
    }

    // [from SOURCE] ["SENTENCE"]
    private (Word? Source, string? Sentence) Origin(Token of, Func<Token, bool>? begins = null)
    {
        var from = at.Accept("from") ? at.Refer(NameKind.Source, "the name of a source").Word : null;
        if (begins is not null && at.IsFirstOnLine && at.Current.Kind == TokenKind.Text && !at.BeginsLine(1) && begins(at.Peek()))
            throw at.Unexpected(
                "the next assumption, or the end of the reading",
                $"A sentence stands behind the numbers that it is about: {at.Rest(1)} {at.Current.Text}"
            );
        var sentence = at.AcceptTextOf(of, begins);
        if (from is null && sentence is not null && !at.IsFirstOnLine && at.Current.Is("from") && at.Peek().Kind == TokenKind.Word)
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                "The source stands before the sentence.",
                at.Current.Place.To(at.Peek().Place),
                $"Write: from {at.Peek().Text} {source[at.Previous.Place]}"
            );
        return (from, sentence);
    }

    private Spread? Spread()
    {
        var start = at.Current;
        if (at.Accept("in"))
        {
            var (low, high) = Ends();
            var shape =
                at.AcceptAll("even", "ratios") ? Shape.EvenRatios
                : at.Accept("even") ? Shape.Even
                : at.Accept("triangular") ? Shape.Triangular
                : at.Accept("pert") ? Shape.Pert
                : Shape.Even;
            return new Between(low, high, shape) { Place = start.Place.To(at.Previous.Place) };
        }
        if (at.Accept("likely"))
        {
            var (low, high) = Ends();
            var isUnit = false;
            if (at.Accept("within"))
            {
                var (zero, one) = Ends();
                if (zero != 0 || one != 1)
                    throw new ParseFault(
                        DiagnosticCodes.BadNumber,
                        "Only 'within 0..1' is known here.",
                        start.Place.To(at.Previous.Place),
                        "For other hard ends write: in low..high pert."
                    );
                isUnit = true;
            }
            return new Likely(low, high, isUnit) { Place = start.Place.To(at.Previous.Place) };
        }
        if (at.Accept("pooled"))
            return new Pooled(at.AcceptAll("by", "quantiles")) { Place = start.Place.To(at.Previous.Place) };
        if (!at.AcceptAll("one", "of"))
            return null;
        at.Expect("{", "before the values", "Write for example: one of { 1, 2: 3 }.");
        var (values, weights) = (new List<Number>(), new List<Number?>());
        do
        {
            values.Add(at.ExpectSigned("a value"));
            weights.Add(at.Accept(":") ? at.ExpectSigned("its weight") : null);
        } while (at.Accept(",") && !at.At("}"));
        at.Expect("}", "after the last value", "Separate values by commas.");
        var place = start.Place.To(at.Previous.Place);
        if (weights.Any(weight => weight is { IsPercent: true }) && weights.LastIndexOf(null) is >= 0 and var bare)
            at.Warnings.Add(
                new Diagnostic(
                    DiagnosticCodes.SeldomMeant,
                    Severity.Warning,
                    $"{ExpressionText.Of(values[bare])} has no weight beside weights in percent, so it weighs 1, which is 100%.",
                    values[bare].Place,
                    "Write a weight for each value."
                )
            );
        var said = new Queue<Number>(at.Alike(place, "the weights", [.. weights.OfType<Number>()]));
        return new OneOf(
            at.Alike(place, "the values", values)
                .Select((value, i) => new WeightedValue(value.Value, weights[i] is null ? 1 : said.Dequeue().Value))
                .ToSequence()
        )
        {
            Place = place,
        };
    }

    private (double Low, double High) Ends()
    {
        var (low, high) = at.ExpectRange("the lower end", "between the ends of a range", "the upper end", "Write for example: in 0.2..0.8.");
        return (low.Value, high.Value);
    }

    private Correlation Correlate()
    {
        at.Next();
        var first = at.Refer(NameKind.Assumption, "an assumption");
        at.Expect("with", "and the other assumption");
        var second = at.Refer(NameKind.Assumption, "the other assumption");
        return new Correlation(first.Word, second.Word, at.ExpectNumber("a rank correlation between -1 and 1")) { NamePlace = first.Place };
    }

    private Clause Clause()
    {
        at.Next();
        var name = at.Declare(NameKind.Clause, "the clause's name");
        var parameters = at.Parameters(name);
        var title = at.AcceptTitle(of: name);
        var source = at.Accept("from") ? at.Refer(NameKind.Source, "the name of a source").Word : null;
        var cited = source is null ? null : at.AcceptText();
        return new Clause(name.Text, title, parameters, forks.Terms("before the clause's terms", "after the clause's terms"))
        {
            NamePlace = name.Place,
            Source = source,
            Cited = cited,
        };
    }

    private Interest Interest()
    {
        var start = at.Next();
        if (at.Current.Is("of"))
            at.PassOver("the party whose interest it is", "Leave 'of' out.");
        var party = at.Refer(NameKind.Party, "the party whose interest it is");
        if (
            at.Current.Kind == TokenKind.Word
            && (CalendarUnit.Named(at.Current.Text) ?? (at.Current.Text.Length > 4 ? CalendarUnit.Meant(at.Current.Text) : null)) is { } unit
            && !at.Peek().Is("each")
        )
            throw at.Unexpected("'each' before a unit of time", $"Write: interest {party.Text} each {unit.Name}.");
        var name = at.Current.Kind == TokenKind.Word && !at.At("each") ? at.Declare(NameKind.Interest, "the interest's name", party.Text).Text : null;
        var each = Each("the unit of time that the points are counted by, such as year");
        at.Expect("{", "before the lines of the interest");
        var lines = new List<FlowLine>();
        while (!at.At("}"))
        {
            if (at.OneOfSeveral(Line, token => token.Kind is TokenKind.Word or TokenKind.Number || token.Is("(")) is { } line)
                lines.Add(line);
            else
                expressions.Reset();
            at.Accept(";");
        }
        var end = at.Expect("}", "after the lines of the interest");
        return new Interest(party.Word, name, lines.ToSequence(), each) { NamePlace = party.Place, Place = start.Place.To(end.Place) };

        FlowLine Line()
        {
            if (at.Current.Is(",") && lines.Count > 0 && at.Elsewhere is null)
                at.PassOver("';', or the next line", "Write ';' for ','.");
            var first = at.Current;
            if (at.Current.Text is "when" or "while" && at.Peek().Kind == TokenKind.Word && !at.BeginsLine(1))
                throw at.Instead("a condition, or 'always'", $"Leave '{at.Current.Text}' out.");
            if (at.Current.Text is "else" or "otherwise" && at.Peek().Is(":"))
                throw at.Unexpected(
                    "a condition, or 'always'",
                    lines.Where(line => line.When is not null).Select(line => line.When!).ToList() is { Count: > 0 } other
                        ? $"Lines add up, each where its condition holds. Write: not ({string.Join(" or ", other.Select(ExpressionText.Of))}): …"
                        : "Write: always: …"
                );
            var when = at.At("always", ":") ? null : expressions.Condition();
            if (when is null)
                at.Next();
            at.Expect(
                ":",
                "between the state and what it is worth",
                at.Current.Is(",") ? "Write 'and' for ','." : "Write for example: status = war: -3; or: always: -0.5."
            );
            return new FlowLine(when, expressions.Parse()) { Place = first.Place.To(at.Previous.Place) };
        }
    }

    // PARTY pays EXPR [to PARTY] each UNIT [while COND]
    private StandingPayment StandingPayment()
    {
        var from = at.Refer(NameKind.Party, "the party that pays");
        var points = steps.Paid(from.Text, at.Expect("pays", "and how much"));
        if (points is Name paidTo && at.Current.Kind == TokenKind.Number && !at.IsFirstOnLine)
            throw at.Unexpected(
                "what follows a payment",
                $"Write: {from.Text} pays {at.Current.Text} to {paidTo.Text} {(at.Peek().Is("each") ? at.Rest(1) : "each year")}"
            );
        var to = at.Accept("to") ? at.Refer(NameKind.Party, "the party that receives it") : (Token?)null;
        if (!at.At("each"))
            throw at.Unexpected(
                "'each' and a unit of time",
                $"Write: {from.Text} pays {ExpressionText.Of(points)}{(to is { } receiver ? $" to {receiver.Text}" : "")} each year. What is paid once stands in an option or an event."
            );
        var each = Each("the unit of time that the points are counted by, such as year")!;
        if (!at.IsFirstOnLine && at.Current.Text is "if" or "where")
            throw at.Instead("'while' and a condition", $"Write: while {at.Rest(1)}");
        if (!at.IsFirstOnLine && at.Current.Text is "until" or "from" or "before" or "after" or "in" or "for" or "within" or "by" or "through")
            throw at.Unexpected(
                "'while' and a condition, which may be one on time",
                $"Write: while {(at.Current.Text is "for" or "by" or "through" ? "until" : at.Current.Text)} {(at.Current.Is("for") && at.Peek().Kind == TokenKind.Number && at.Peek(2).Kind == TokenKind.Word ? $"{CalendarUnit.Named(at.Peek(2).Text)?.Name ?? at.Peek(2).Text} {at.Peek().Text}" : at.Rest(1))}"
            );
        var when = at.Accept("while") ? expressions.Condition(NameKind.Condition) : steps.When();
        return new StandingPayment(from.Word, points, to?.Word, each, when) { NamePlace = from.Place, Place = from.Place.To(at.Previous.Place) };
    }

    private Promise Promise()
    {
        at.Next();
        var name = at.Declare(NameKind.Promise, "the promise's name");
        var title = at.AcceptTitle();
        at.Expect(
            ":",
            "and the promise",
            at.Current.Is("of") && at.Peek(2).Is(":") && !at.BeginsLine(3)
                ? $"Write: promise {name.Text}: {at.Peek().Text} plays {at.Peek(3).Text}"
                : "Write for example: promise kept: Washington plays honour."
        );
        var party = at.Refer(NameKind.Party, "the party that promised");
        var isToPlay = !at.AcceptAll("does", "not", "play");
        if (isToPlay && at.Current.Is("plays") && at.Peek().Is("not"))
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                $"What {party.Text} promises not to play stands behind 'does not play'.",
                at.Current.Place.To(at.Peek().Place),
                $"Write: promise {name.Text}: {party.Text} does not play {at.Peek(2).Text}"
            );
        if (isToPlay)
            at.Expect(
                "plays",
                "or 'does not play'",
                SlipAdvice.Plays(at) is { } played
                    ? $"Write: promise {name.Text}: {party.Text} {played}"
                    : $"Write for example: promise {name.Text}: {party.Text} plays OPTION."
            );
        var option = at.ReferOption("an option", party.Text);
        var step = AtStep(party, option);
        var when = at.Accept("while") ? expressions.Condition(NameKind.Condition) : steps.When();
        return new Promise(name.Text, title, party.Word, option, isToPlay, step, when) { NamePlace = name.Place };
    }

    private Word? AtStep(Token party, OptionName option)
    {
        if (!at.Accept("at"))
            return null;
        var step = at.Refer(NameKind.Step, "a step");
        at.Mark(option, of: party.Text, at: step.Text);
        return step.Word;
    }

    private Offer Offer(bool isNoDeal)
    {
        at.Next();
        if (isNoDeal)
            at.Next();
        // What begins a line is the next statement.
        if (at.BeginsLine(0))
            throw at.Unexpected("the offer's name", at.Form);
        var name = at.Declare(NameKind.Offer, "the offer's name");
        var title = at.AcceptTitle();
        var clauses = new List<ClauseUse>();
        var settings = new List<Setting>();
        if (at.Accept(":"))
        {
            var isSettings = false;
            do
            {
                if (at.IsFirstOnLine && Keywords.Statements.Contains(at.Current.Text) && at.Peek().Kind is TokenKind.Word or TokenKind.Text)
                    throw at.Unexpected("another clause after ','", "Leave the comma out.");
                if (at.Peek(2).Is("=") && at.Meant(0, "starts") is not null)
                    at.Correct("starts", $"Expected a clause, or 'starts', but here there is '{at.Current.Text}'.");
                if (!isSettings && at.Current.Kind == TokenKind.Word && !at.At("starts") && at.Peek().Is("="))
                    throw at.Instead("a clause, or 'starts'", $"Write: starts {at.Current.Text} = {at.Peek(2).Text}");
                var isFirst = at.Accept("starts");
                isSettings |= isFirst;
                var word = at.Refer(isSettings ? NameKind.State : NameKind.Clause, isSettings ? "a state variable" : "a clause, or 'starts'");
                if (isFirst && !at.At("="))
                    throw at.Unexpected($"'=' after '{word.Text}'", $"Write: starts {word.Text} = VALUE.");
                if (isSettings && at.Accept("="))
                {
                    at.Hope(new Expectation(null, NameKind.Value, Of: word.Text));
                    var value = expressions.Parse();
                    expressions.Beside(value, word.Text);
                    // 'and' joins conditions; what an offer starts with is a list.
                    if (
                        value
                            is Binary
                            {
                                Operator: BinaryOperator.And,
                                Right: Name { Text: "starts" } or Binary { Operator: BinaryOperator.Equal, Left: Name }
                            } both
                        && (both.Right is not Binary { Left: Name { Text: var other } } || at.IsDeclared(other, NameKind.State))
                    )
                        throw new ParseFault(
                            DiagnosticCodes.Unexpected,
                            "'and' joins conditions, and here are two values to start with.",
                            both.Place,
                            $"Write ',' for 'and': starts {word.Text} = {ExpressionText.Of(both.Left)}, {(both.Right is Binary second ? ExpressionText.Of(second) : $"starts {at.Rest(0)}")}"
                        );
                    settings.Add(new Setting(word.Word, value) { Place = word.Place.To(at.Previous.Place) });
                }
                else
                {
                    at.Mark(word, NameKind.Clause);
                    var arguments = at.Current.Is("(") && at.Current.Start == word.End ? expressions.Arguments(word) : [];
                    clauses.Add(new ClauseUse(word.Word, arguments) { Place = word.Place.To(at.Previous.Place) });
                    isSettings = false;
                }
            } while (at.Accept(","));
            if (!at.IsFirstOnLine && at.Current.Is(";") && !at.BeginsLine(1))
                throw at.Unexpected("',' between what the offer has", "Write ',' for ';'.");
            if (!at.IsFirstOnLine && at.Current.Is("(") && clauses.Count > 0 && at.Previous.End == clauses[^1].Place.End && clauses[^1].Arguments.Count == 0)
                throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    $"The bracket stands next to '{clauses[^1].Clause}', without a space.",
                    at.Current.Place,
                    $"Write: {clauses[^1].Clause}{at.Rest(0)}"
                );
            if (!at.IsFirstOnLine && clauses.Count > 0 && at.Current.Text is "+" or "&")
                throw at.Unexpected("',' between the clauses of the offer", $"Write: {at.Previous.Text}, {at.Peek().Text}.");
            if (
                at.Current.Kind == TokenKind.Word
                && !at.IsFirstOnLine
                && clauses.Count > 0
                && at.Previous.End == clauses[^1].Place.End
                && !Keywords.Statements.Contains(at.Current.Text)
                && !at.Peek().Is("becomes")
            )
                throw at.Unexpected(
                    "',' between the clauses of the offer",
                    at.Current.Is("starts") ? $"Write: {at.Previous.Text}, {at.Rest(0)}"
                        : at.Previous.Text is "without" or "except" or "all" ? "An offer names the clauses that it has; what is not named is not in it."
                        : Keywords.All.Contains(at.Current.Text) ? $"Write ',' for '{at.Current.Text}'."
                        : $"Write: {at.Previous.Text}, {at.Current.Text}."
                );
        }
        else if (!at.IsFirstOnLine && !at.BeginsLine(1) && at.Current.Text is "=" or "with" or "of" or "has" or "includes" or "contains" or "under")
            throw at.Instead("':' before the clauses of the offer", $"Write ':' for '{at.Current.Text}'.");
        else if (!at.IsFirstOnLine && at.Current.Is("{"))
            throw at.Unexpected(
                "':' before the clauses of the offer",
                $"Write them on one line, without braces: {(isNoDeal ? "no deal" : "offer")} {name.Text}: CLAUSE, CLAUSE."
            );
        else if (at.Current.Kind == TokenKind.Word && !at.IsFirstOnLine && (at.At("starts") || !Keywords.Statements.Contains(at.Current.Text)))
            throw at.Unexpected(
                "':' before the clauses of the offer",
                $"Write: {(isNoDeal ? "no deal" : "offer")} {name.Text}{(title is null ? "" : " \"…\"")}: {at.Current.Text}{(at.At("starts") ? " …" : "")}."
            );
        return new Offer(name.Text, title, clauses.ToSequence(), settings.ToSequence(), isNoDeal) { NamePlace = name.Place };
    }

    private Reading Reading()
    {
        at.Next();
        var name = at.Declare(NameKind.Reading, "the reading's name");
        var title = at.AcceptTitle();
        at.Expect("{", "before the values of the reading");
        var values = new List<Assumption>();
        var offers = new List<Word>();
        while (!at.At("}"))
        {
            if (at.At("offers") && at.Peek().Kind == TokenKind.Word)
            {
                at.Next();
                do offers.Add(at.Refer(NameKind.Offer, "an offer").Word);
                while (at.Accept(","));
                continue;
            }
            var start = at.Current;
            var value = AssumptionValue(isDeclaration: false);
            values.Add(value with { Place = start.Place.To(at.Previous.Place) });
        }
        at.Expect("}", "after the values of the reading");
        return new Reading(name.Text, title, values.ToSequence(), offers.ToSequence()) { NamePlace = name.Place };
    }

    private Ask Ask()
    {
        at.Next();
        var name = at.Declare(NameKind.Ask, "the question's name");
        var title = at.AcceptTitle();
        at.Expect(":", "and the question", "Write for example: ask holds_10: chance status = ceasefire through 10.");
        if (AskedKind.All.FirstOrDefault(kind => kind.IsTime && at.AcceptAll("time", kind.Word)) is { } time)
            return new Ask(name.Text, title, new Measure(time, expressions.Condition(), null)) { NamePlace = name.Place };
        at.Expect("chance", "or 'time until'", SlipAdvice.Asked(at) ?? $"Write for example: ask {name.Text}: chance status = ceasefire through 10.");
        if (
            !at.IsFirstOnLine
            && Filling.TryGetValue(at.Current.Text, out var remedy)
            && at.Peek() is { } next
            && (
                next.Kind == TokenKind.Word && !AskedKind.ChanceWords.Contains(next.Text) && !(next.Text is "is" or "plays" or "and" or "or" or "in" or "for")
                || next.Is("(") && next.Start > at.Current.End
            )
        )
            at.PassOver("a condition", remedy ?? $"Leave '{at.Current.Text}' out.");
        expressions.IsAsked = true;
        var condition = expressions.Condition();
        expressions.IsAsked = false;
        var kind = AskedKind.All.FirstOrDefault(kind => !kind.IsTime && kind != AskedKind.ChanceAt && at.Accept(kind.Word)) ?? AskedKind.ChanceAt;
        if (kind == AskedKind.ChanceAt)
            at.Expect(
                kind.Word,
                $"or {Words.Either(AskedKind.ChanceWords.Where(word => word != kind.Word).Select(word => $"'{word}'"))}, and a number of periods",
                $"Write {Words.Either(AskedKind.All.Where(other => !other.IsTime).Select(other => $"'{other.Word} 10' ({other.Means})"))}."
            );
        return new Ask(name.Text, title, new Measure(kind, condition, at.ExpectMoment("a number of periods, a unit of time and its number, or a date")))
        {
            NamePlace = name.Place,
        };
    }

    // Words that the sentence asks for, and the question does not.
    private static readonly Dictionary<string, string?> Filling = new()
    {
        ["that"] = null,
        ["of"] = null,
        ["whether"] = null,
        ["always"] = "Leave 'always' out, and write 'through' before the time.",
        ["ever"] = "Leave 'ever' out, and write 'by' before the time.",
        ["eventually"] = "Leave 'eventually' out, and write 'by' before the time.",
        ["never"] = "Write 'not (…)' for it, and 'through' before the time.",
    };

    // view of ASSUMPTION: BEST SPREAD from SOURCE ["SENTENCE"]
    private View View()
    {
        at.Next();
        at.Expect("of", "and the assumption", "Write for example: view of ASSUMPTION: 0.7 in 0.5..0.9 from SOURCE.");
        var name = at.Refer(NameKind.Assumption, "the name of an assumption");
        at.Expect(":", "and what the expert says", $"Write: view of {name.Text}: 0.7 in 0.5..0.9 from SOURCE.");
        var best = Best(name.Text, "");
        var spread = SpreadOf(ref best, name.Text);
        at.Expect("from", "and the expert", "A view is somebody's: from SOURCE.");
        var source = at.Refer(NameKind.Source, "the name of a source");
        return new View(name.Word, best.Value, spread, source.Word, at.AcceptTextOf(name)) { NamePlace = name.Place };
    }

    // evidence NAME for ASK of OFFER: COUNT of OF | LOW..HIGH from SOURCE "DEFINITION" on DAY
    private Evidence Evidence()
    {
        at.Next();
        var name = at.Declare(NameKind.Evidence, "a name for the evidence");
        at.Expect(
            "for",
            "and the question that it is about",
            $"Write: evidence {name.Text} for ASK of OFFER: 41 of 97 from SOURCE \"what was counted\" on 2025-03-01."
        );
        var ask = at.Refer(NameKind.Ask, "the name of an ask");
        at.Expect("of", "and the offer", $"Write: evidence {name.Text} for {ask.Text} of OFFER: …");
        var offer = at.Refer(NameKind.Offer, "the name of an offer");
        at.Expect(":", "and what was found", "Write a count, 41 of 97, or somebody's range, 6%..37%.");
        var finding = Finding();
        at.Expect("from", "and who says so", "Evidence needs a source: from SOURCE.");
        var source = at.Refer(NameKind.Source, "the name of a source");
        var definition =
            at.Current.Kind == TokenKind.Text
                ? at.ExpectText("")
                : throw at.Unexpected("what was counted or judged, in quotes", "Write for example: \"ceasefires since 1989 that held for five years\".");
        at.Expect("on", "and a day", "Evidence needs a day as of which it holds: on 2025-03-01.");
        return new Evidence(name.Text, ask.Word, offer.Word, finding, source.Word, definition, at.ExpectDay()) { NamePlace = name.Place };
    }

    private Finding Finding()
    {
        var start = at.Current;
        var lower = at.ExpectSigned("a count, such as 41 of 97, or a range, such as 6%..37%");
        var first = lower.Value;
        if (at.Accept("of"))
        {
            var of = at.ExpectWholeNumber("the number of cases");
            if (start.Text.EndsWith('%') || first != Math.Floor(first) || Math.Abs(first) > CountedCases.Most)
                throw new ParseFault(DiagnosticCodes.BadNumber, $"'{start.Text}' is no count of cases.", start.Place, "Write whole numbers: 41 of 97.");
            return new CountedCases((int)first, of) { Place = start.Place.To(at.Previous.Place) };
        }
        at.Dots(lower.Place, "between the ends of a range, or 'of' and a number of cases", "Write a count, 41 of 97, or somebody's range, 6%..37%.");
        return new JudgedRange(first, at.UpTo(lower, "the upper end").High.Value) { Place = start.Place.To(at.Previous.Place) };
    }

    private HoldsWhen Holds()
    {
        at.Next();
        at.Expect(
            "when",
            "and a condition on the questions",
            at.Current.Text is "if" or ":" && !at.BeginsLine(1) ? $"Write: holds when {at.Rest(1)}" : "Write for example: holds when holds_10 >= 0.6."
        );
        if (at.Current.Text is "chance" or "time" && at.Peek().Kind == TokenKind.Word && !at.BeginsLine(1))
            throw at.Instead("the name of an ask", $"A question stands in an ask, which is named here: ask NAME: {at.Rest(0)} and: holds when NAME …");
        return new HoldsWhen(expressions.Condition(NameKind.Ask));
    }

    private Start Start()
    {
        at.Next();
        at.Expect("{", "before the profile to start from");
        var lines = new List<StartLine>();
        while (!at.At("}"))
        {
            var party = at.Refer(NameKind.Party, "a party");
            var type = at.Accept("if") ? at.Refer(NameKind.Type, "a private type of the party", party.Text).Word : null;
            at.Expect(
                "plays",
                "and an option",
                SlipAdvice.Plays(at) is { } played ? $"Write: {party.Text} {played}" : $"Write for example: {party.Text} plays OPTION."
            );
            var option = at.ReferOption("an option", party.Text);
            var step = AtStep(party, option);
            var when = steps.When();
            if (at.Current.Kind == TokenKind.Number)
                throw at.Unexpected("'with chance' before a chance", $"Write: {party.Text} plays {option.Text} with chance {at.Current.Text}.");
            double? chance = at.AcceptAll("with", "chance") ? at.ExpectNumber("a chance") : null;
            lines.Add(new StartLine(party.Word, option, step, when, chance, type) { Place = party.Place.To(at.Previous.Place) });
            at.Accept(";");
        }
        at.Expect("}", "after the profile");
        return new Start(lines.ToSequence());
    }
}
