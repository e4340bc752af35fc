using Foedus.Binding;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Language;

/// <summary>Formulas, by precedence climbing: if-else, or, and, not, comparison, sum, product, sign, power.</summary>
internal sealed class ExpressionParser
{
    /// <summary>Deepest nesting of brackets and operators that is read.</summary>
    public const int MostDepth = 64;

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["min"] = Function.Min,
        ["max"] = Function.Max,
        ["abs"] = Function.Abs,
        ["exp"] = Function.Exp,
        ["log"] = Function.Log,
        ["sqrt"] = Function.Sqrt,
    };

    /// <summary>Most operators in one formula.</summary>
    public const int MostOperators = 500;

    private readonly TokenCursor at;
    private readonly TimeParser time;
    private int depth;
    private int operators;
    private NameKind bareNames = NameKind.Any;

    // The last condition with a length of time behind it that no brackets close.
    private LastsFor? bare;
    private readonly HashSet<Expression> bracketed = new(ReferenceEqualityComparer.Instance);

    public ExpressionParser(TokenCursor at)
    {
        this.at = at;
        time = new TimeParser(at, () =>
        {
            Enter();
            if (at.At("not"))
                throw at.Unexpected("what a time counts from", $"Put it into brackets: (not {at.Peek().Text} …).");
            var condition = Truth(Compared());
            // 'within 1 month of calm for 2 months': the length belongs to what stands right before it.
            if (at.At("for") && time!.Lasting(condition) is LastsFor lasting)
            {
                at.Bracket(lasting.Place);
                var (counts, length) = (ExpressionText.Of(condition), ExpressionText.Of(lasting.Time));
                at.Warnings.Add(
                    new Diagnostic(
                        DiagnosticCodes.SeldomMeant,
                        Severity.Warning,
                        $"'for {length}' was read of '{counts}', from which the other time counts.",
                        lasting.Place,
                        $"Write brackets: … ({counts} for {length}), or (… {counts}) for {length}."
                    )
                );
                condition = lasting;
            }
            Leave();
            return condition;
        });
    }

    /// <summary>Whether the condition of an ask is read, behind which its time stands.</summary>
    public bool IsAsked { get; set; }

    /// <summary>A formula that is to be true or false.</summary>
    public Expression Condition() => Truth(Parse());

    /// <summary>A condition in which bare names are of one kind: of a state or type in 'when', of an ask in 'holds when'.</summary>
    public Expression Condition(NameKind names)
    {
        var before = bareNames;
        bareNames = names;
        var condition = Parse();
        bareNames = before;
        return condition;
    }

    public Expression Parse()
    {
        if (depth == 0)
            operators = 0;
        Enter();
        var then = Or();
        if (at.At("if"))
        {
            at.Next();
            var condition = Truth(Or());
            at.Expect(
                "else",
                "with the value that counts otherwise",
                $"Write: {ExpressionText.Of(then)} if {ExpressionText.Of(condition)} else 0, with what counts otherwise for 0."
            );
            var otherwise = Parse();
            then = Chosen(new Conditional(then, condition, otherwise) { Place = then.Place.To(otherwise.Place) });
        }
        Leave();
        return then;
    }

    private Expression Or()
    {
        var left = And();
        var mixed = new List<Expression>(IsMixed(left) ? [left] : []);
        while (at.Accept("or"))
        {
            Stretch("or", left);
            var right = Truth(And());
            Doubtful("or", left, right);
            left = Join(BinaryOperator.Or, Truth(left), right);
            if (IsMixed(right))
                mixed.Add(right);
        }
        if (left is Binary { Operator: BinaryOperator.Or } either && mixed.Count > 0)
            Doubt(
                left,
                mixed,
                (either.Left, either.Right) switch
                {
                    (Binary { Operator: BinaryOperator.And } both, { } last) when !IsMixed(last) && mixed.Count == 1 => both with
                    {
                        Right = new Binary(BinaryOperator.Or, both.Right, last),
                    },
                    ({ } first, Binary { Operator: BinaryOperator.And } both) when first is not Binary { Operator: BinaryOperator.Or } && mixed.Count == 1 =>
                        both with
                        {
                            Left = new Binary(BinaryOperator.Or, first, both.Left),
                        },
                    _ => null,
                }
            );
        return left;

        bool IsMixed(Expression part) => part is Binary { Operator: BinaryOperator.And } && !bracketed.Contains(part);
    }

    private Expression And()
    {
        var left = Not();
        while (at.Accept("and"))
        {
            Stretch("and", left);
            var right = Truth(Not());
            Doubtful("and", left, right);
            left = Join(BinaryOperator.And, Truth(left), right);
        }
        return left;
    }

    private Expression Not()
    {
        if (!at.At("not"))
            return Comparison();
        var start = at.Next();
        Enter();
        var operand = Truth(Not());
        Leave();
        Doubtful("not", null, operand);
        return new Unary(UnaryOperator.Not, operand) { Place = start.Place.To(operand.Place) };
    }

    private Expression Comparison()
    {
        var compared = Compared();
        if (at.At("for"))
        {
            compared = time.Lasting(Truth(compared));
            bare = compared as LastsFor;
            if (bare?.Condition is LastsFor inner && !bracketed.Contains(inner))
                Doubt(bare, [inner], null);
        }
        if (at.Current.Is("since") && !at.IsFirstOnLine && at.Peek().Kind == TokenKind.Number && at.IsUnit(at.Peek(2).Text))
            throw at.Unexpected("'for' and how long", $"Write: {ExpressionText.Of(compared)} for {at.Peek().Text} {at.Peek(2).Text}.");
        if (
            time.IsLeftOpen
            && compared is TimeCondition or IsIn or IsOfType or Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual }
        )
            throw IsAsked && at.Peek(3) is { } second && (AskedKind.ChanceWords.Contains(second.Text) || compared is InTime or OnDate or HasPassed)
                ? at.Unexpected(
                    "'and' before a time",
                    AskedKind.ChanceWords.Contains(second.Text)
                        ? $"An ask has one time. Write: chance ({ExpressionText.Of(compared)} and {at.Current.Text} {at.Peek().Text} {at.Peek(2).Text}) {at.Peek(3).Text} {at.Rest(4)}, or leave one of the two times out."
                        : $"Write: {ExpressionText.Of(compared)} and {at.Condition(0)}"
                )
            : IsAsked
                ? at.Unexpected(
                    $"{Words.Either(AskedKind.ChanceWords.Select(word => $"'{word}'"))}, and the time",
                    $"Write: chance {ExpressionText.Of(compared)} {(at.Current.Is("until") ? "through" : at.Current.Is("before") || at.Current.Is("within") ? "by" : "at")} {at.Rest(1)}"
                )
            : at.Unexpected("'and' before a time", $"Write: {ExpressionText.Of(compared)} and {at.Condition(0)}");
        if (compared is InTime or OnDate && !at.IsFirstOnLine && at.At("to") && at.Peek() is { Kind: TokenKind.Number or TokenKind.Word })
            throw at.Unexpected("'and' before a time", $"Write: {ExpressionText.Of(compared)} and until {at.Condition(1)}");
        return compared;
    }

    // 'not calm for 2 months', 'open and calm for 2 months': the length belongs to what stands right before it, which is not what everybody reads.
    private void Doubtful(string word, Expression? left, Expression right)
    {
        if (bare is null || !ReferenceEquals(right, bare) || left is LastsFor or Binary { Right: LastsFor })
            return;
        var (lasting, time) = (ExpressionText.Of(bare.Condition), ExpressionText.Of(bare.Time));
        var (before, after) = left is null ? ("not ", $"(not {lasting}) for {time}") : ($"… {word} ", $"(… {word} {lasting}) for {time}");
        at.Bracket(right.Place);
        at.Warnings.Add(
            new Diagnostic(
                DiagnosticCodes.SeldomMeant,
                Severity.Warning,
                $"'for {time}' was read of '{lasting}' alone, and '{word}' of both.",
                right.Place,
                $"Write brackets: {before}({lasting} for {time}), or {after}."
            )
        );
    }

    // '10 + 1 if c else 2', '1 if c else 2 + x': what stands before 'if' and behind 'else' belongs to the choice as a whole, which is not what everybody reads.
    private Conditional Chosen(Conditional choice)
    {
        var loose = new[] { choice.Then, choice.Else }.Where(part => IsLoose(part) && !bracketed.Contains(part)).ToList();
        if (loose.Count > 0)
            Doubt(
                choice,
                loose,
                loose switch
                {
                    [Binary then] when then == choice.Then => then with { Right = choice with { Then = then.Right } },
                    [Binary otherwise] => otherwise with { Left = choice with { Else = otherwise.Left } },
                    _ => null,
                }
            );
        return choice;
    }

    // Weaker than a product: what binds closer is read together.
    private static bool IsLoose(Expression part) =>
        part is Binary { Operator: not (BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Power) } or Unary { Operator: UnaryOperator.Not };

    // 'within 2 months of s = broken and told': a time counts from what stands right behind 'of'.
    private void Stretch(string word, Expression left)
    {
        while (left is Binary { Operator: BinaryOperator.And or BinaryOperator.Or, Right: var last } && !bracketed.Contains(left))
            left = last;
        var (time, condition) = left switch
        {
            WithinOf within => ($"within {ExpressionText.Of(within.Time)} of", within.Condition),
            FromAfter after => ($"from {ExpressionText.Of(after.Time)} after", after.Condition),
            _ => ("", left),
        };
        if (time.Length == 0 || condition is not (Binary or IsIn or IsOfType) || bracketed.Contains(left) || bracketed.Contains(condition))
            return;
        at.Bracket(condition.Place);
        var counts = ExpressionText.Of(condition);
        at.Warnings.Add(
            new Diagnostic(
                DiagnosticCodes.SeldomMeant,
                Severity.Warning,
                $"The time was read as counted from '{counts}' alone, without what follows '{word}'.",
                left.Place,
                $"Write brackets: {time} ({counts}) {word} …, or {time} ({counts} {word} …)."
            )
        );
    }

    // What can be read in two ways is said with the way in which it was read; where there is one other way, that too.
    private void Doubt(Expression read, IReadOnlyList<Expression> parts, Expression? other)
    {
        foreach (var part in parts)
            at.Bracket(part.Place);
        at.Warnings.Add(
            new Diagnostic(
                DiagnosticCodes.SeldomMeant,
                Severity.Warning,
                $"This was read as: {ExpressionText.Of(read)}.",
                read.Place,
                $"Write these brackets{(other is null ? ", or those that are meant" : $", or, if that is meant: {ExpressionText.Of(other)}")}."
            )
        );
    }

    private Expression Compared()
    {
        var left = Sum();
        if (at.Current.Kind == TokenKind.Symbol && ComparisonOf(at.Current.Text) is { } comparison)
        {
            at.Next();
            HopeForValue(left);
            var right = Sum();
            Beside(right, left);
            Beside(left, right);
            return Join(comparison, left, right);
        }
        if (at.At("in") && at.Peek().Is("{"))
        {
            at.Next();
            var open = at.Next();
            var among = new List<Expression>();
            do
            {
                HopeForValue(left);
                among.Add(Sum());
                Beside(among[^1], left);
            } while (at.Accept(",") && !at.At("}"));
            var end = at.Expect("}", "after the last value", "Separate values by commas.");
            // Of a state in whole numbers no percentage is meant, which is said where its values are known.
            if (left is not Name { Text: var state } || !at.IsDeclared(state, NameKind.State))
                at.Alike(open.Place.To(end.Place), "the values", [.. among.OfType<Number>()]);
            return new IsIn(left, among.ToSequence()) { Place = left.Place.To(end.Place) };
        }
        if (at.At("in") && (at.Peek().Kind == TokenKind.Number || at.Peek().Is("(")))
            throw at.Unexpected(
                "a comparison",
                at.Peek().Is("(")
                    ? $"Write: {ExpressionText.Of(left)} in {{ … }}."
                    : $"Write: {ExpressionText.Of(left)} in {{ 1, 2 }}, or {ExpressionText.Of(left)} >= 1 and {ExpressionText.Of(left)} <= 2."
            );
        if (at.At("not", "in"))
            throw at.Unexpected("a comparison", $"Write: not {ExpressionText.Of(left)} in {{ … }}.");
        if (left is Name { Text: var denied } && at.At("is", "not"))
            throw at.Unexpected("a comparison", $"Write {denied} != VALUE of a state, and 'not {denied} is TYPE' of a party.");
        if (left is Name party && at.Current.Kind == TokenKind.Word && (at.At("is") || at.At("plays")))
        {
            var isType = at.Next().Text == "is";
            at.Mark(left, NameKind.Party);
            var who = new Word(party.Text) { Place = left.Place };
            if (!isType)
            {
                var option = at.ReferOption("an option", party.Text);
                return new Plays(who, option) { Place = left.Place.To(option.Place) };
            }
            var type = at.Refer(NameKind.Type, "a private type", party.Text);
            return new IsOfType(who, type.Word) { Place = left.Place.To(type.Place) };
        }
        return left;
    }

    public static BinaryOperator? ComparisonOf(string text) =>
        text switch
        {
            "=" => BinaryOperator.Equal,
            "!=" => BinaryOperator.NotEqual,
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            ">=" => BinaryOperator.GreaterOrEqual,
            _ => null,
        };

    private Expression Sum()
    {
        var left = Product();
        while ((at.At("+") || at.At("-")) && !at.IsForeignComment)
            left = Join(at.Next().Text == "+" ? BinaryOperator.Add : BinaryOperator.Subtract, left, Product());
        return left;
    }

    private Expression Product()
    {
        var left = Sign();
        while ((at.At("*") || at.At("/")) && !at.IsForeignComment)
            left = Join(at.Next().Text == "*" ? BinaryOperator.Multiply : BinaryOperator.Divide, left, Sign());
        return left;
    }

    private Expression Sign()
    {
        if (!at.At("-"))
            return Power();
        if (at.IsForeignComment)
            throw at.Unexpected("a number, a name or a bracket");
        var start = at.Next();
        Enter();
        var operand = Sign();
        Leave();
        var negative = new Unary(UnaryOperator.Negate, operand) { Place = start.Place.To(operand.Place) };
        // In some spreadsheets the sign binds first.
        if (operand is Binary { Operator: BinaryOperator.Power } power && !bracketed.Contains(operand))
            Doubt(negative, [operand], power with { Left = new Unary(UnaryOperator.Negate, power.Left) });
        return negative;
    }

    private Expression Power()
    {
        var left = Atom();
        if (!at.Accept("^"))
            return left;
        Enter();
        var right = Sign();
        Leave();
        return Join(BinaryOperator.Power, left, right);
    }

    private Expression Atom()
    {
        var token = at.Current;
        if (token.Kind == TokenKind.Number)
        {
            var number = TokenCursor.NumberOf(at.Next());
            if (NumberAdvice.Broken(at) is { } broken)
                throw broken;
            if (at.Current.Kind == TokenKind.Word && at.Current.Start == token.End)
                throw new ParseFault(
                    DiagnosticCodes.BadNumber,
                    $"'{token.Text}{at.Current.Text}' is not a number.",
                    token.Place.To(at.Current.Place),
                    NumberAdvice.Of(at) is { } meant ? meant
                        : at.Current.Text[0] == '_'
                        || Names.Reserved.Contains(at.Current.Text)
                        || at.IsUnit(at.Current.Text)
                        || token.Text.StartsWith("0", StringComparison.Ordinal) && !token.Text.StartsWith("0.", StringComparison.Ordinal)
                            ? "Write digits without marks between thousands, as in 1000, and a space before a word."
                        : $"A product is written with its sign: {token.Text} * {at.Current.Text}."
                );
            if (at.Current.Kind == TokenKind.Word && !at.IsFirstOnLine && at.Peek().Is("after") && CalendarUnit.Named(at.Current.Text) is not null)
                throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    "A time that counts from something begins with 'from' or 'within'.",
                    token.Place.To(at.Peek().Place),
                    $"Write: from {token.Text} {at.Current.Text} after {at.Condition(2)}, or: within {token.Text} {at.Current.Text} of {at.Condition(2)}"
                );
            if (IsProduct(token))
                throw new ParseFault(
                    DiagnosticCodes.Unexpected,
                    "A product is written with its sign.",
                    token.Place.To(at.Current.Place),
                    $"Write: {token.Text} * {at.Rest(0)}"
                );
            return number;
        }
        if (at.Accept("("))
        {
            var inner = Parse();
            at.Expect(")", "to close the bracket");
            bare = null;
            inner = inner with { Place = token.Place.To(at.Previous.Place) };
            bracketed.Add(inner);
            return inner;
        }
        if (time.IsStart)
            return time.Parse();
        if (IfFirst() is { } choice)
            throw choice;
        if (token.Kind == TokenKind.Word && time.Otherwise() is { } instead)
            throw at.Unexpected("a number, a name or a bracket", instead);
        at.Hope(new Expectation(null, bareNames));
        if (bareNames == NameKind.Condition)
            time.Hope();
        if (token.Kind != TokenKind.Word)
            throw at.Unexpected("a number, a name or a bracket", token.Kind == TokenKind.Text ? "Names stand without quotes in a formula." : null);
        at.Next();
        if (token.Text is "yes" or "no")
            return new YesNo(token.Text == "yes") { Place = token.Place };
        if (Functions.TryGetValue(token.Text, out var function) && at.At("("))
        {
            return new Call(function, Arguments(token)) { Place = token.Place.To(at.Previous.Place) };
        }
        if (at.Current.Is("(") && at.Current.Start == token.End)
        {
            at.Mark(token, NameKind.Definition);
            return new Applied(token.Word, Arguments(token)) { Place = token.Place.To(at.Previous.Place) };
        }
        if (at.Current.Is("(") && !at.IsFirstOnLine && at.IsApplied(token.Text))
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                $"The bracket stands next to '{token.Text}', without a space.",
                at.Current.Place,
                $"Write: {token.Text}{at.Rest(0)}"
            );
        if (at.Current.Is("(") && (at.IsNumber(token.Text) || at.IsDeclared(token.Text, NameKind.State)) && IsProduct(token))
            throw new ParseFault(
                DiagnosticCodes.Unexpected,
                "A product is written with its sign.",
                token.Place.To(at.Current.Place),
                $"Write: {token.Text} * {at.Rest(0)}"
            );
        at.Mark(token, bareNames);
        return new Name(token.Text) { Place = token.Place };
    }

    // 2 (n + 1): a bracket behind a number, which begins no other line of an interest or a lottery.
    private bool IsProduct(Token before)
    {
        if (!at.Current.Is("(") || at.IsFirstOnLine)
            return false;
        for (var ahead = 1; before.End < at.Current.Start && !at.BeginsLine(ahead) && !(at.Peek(ahead).Text is "{" or "}" or ";"); ahead++)
            if (at.Peek(ahead).Is(":"))
                return false;
        return true;
    }

    // The choice that is meant by 'if c then a else b' or 'if(c, a, b)'.
    private ParseFault? IfFirst()
    {
        if (!at.Current.Is("if"))
            return null;
        string? choice = null;
        if (at.Until("then") is { } condition)
        {
            var (then, otherwise) = (Ahead("then"), Ahead("else"));
            choice =
                then is { } a && otherwise is { } b && b > a + 1 && !at.BeginsLine(b + 1)
                    ? $"{at.Written(a + 1, b - 1)} if {condition} else {at.Rest(b + 1)}"
                    : $"… if {condition} else …";
        }
        else if (at.Peek().Is("(") && Arguments() is [var test, var value, var other])
            choice = $"{value} if {test} else {other}";
        return choice is null
            ? null
            : new ParseFault(DiagnosticCodes.Unexpected, "A choice begins with its first value, not with 'if'.", at.Current.Place, $"Write: {choice}");

        int? Ahead(string word)
        {
            for (var i = 1; !at.BeginsLine(i); i++)
                if (at.Peek(i).Is(word))
                    return i;
            return null;
        }

        List<string> Arguments()
        {
            var (parts, first, open) = (new List<string>(), 2, 1);
            for (var i = 2; !at.BeginsLine(i); i++)
            {
                open +=
                    at.Peek(i).Is("(") ? 1
                    : at.Peek(i).Is(")") ? -1
                    : 0;
                if ((open == 0 || open == 1 && at.Peek(i).Is(",")) && i > first)
                {
                    parts.Add(at.Written(first, i - 1));
                    first = i + 1;
                }
                if (open == 0)
                    return parts;
            }
            return [];
        }
    }

    /// <summary>Numbers in brackets, which begin here.</summary>
    public Sequence<Expression> Arguments(Token of)
    {
        at.Expect("(", $"before what {of.Text} is given");
        var arguments = new List<Expression>();
        do arguments.Add(Parse());
        while (at.Accept(","));
        at.Expect(")", $"after the arguments of {of.Text}");
        return arguments.ToSequence();
    }

    private Expression Truth(Expression expression)
    {
        if (bareNames == NameKind.Any)
            at.Mark(expression, NameKind.Condition);
        return expression;
    }

    private void HopeForValue(Expression beside)
    {
        if (beside is Name name)
            at.Hope(new Expectation(null, NameKind.Value, Of: name.Text));
    }

    /// <summary>A name beside a state, or given to one, may be one of its values.</summary>
    public void Beside(Expression expression, Expression state)
    {
        if (state is Name name)
            Beside(expression, name.Text);
    }

    public void Beside(Expression expression, string state)
    {
        at.Mark(expression, bareNames, state);
        if (expression is Conditional choice)
        {
            Beside(choice.Then, state);
            Beside(choice.Else, state);
        }
    }

    private void Enter()
    {
        if (++depth > MostDepth)
            throw new ParseFault(
                DiagnosticCodes.TooDeep,
                $"This formula is nested more than {MostDepth} deep.",
                at.Current.Place,
                "Split it, or give parts of it a name as assumptions."
            );
    }

    private void Leave() => depth--;

    private Binary Join(BinaryOperator how, Expression left, Expression right)
    {
        if (++operators > MostOperators)
            throw new ParseFault(
                DiagnosticCodes.TooDeep,
                $"This formula has more than {MostOperators} operators.",
                right.Place,
                "Split it, or give parts of it a name as assumptions."
            );
        return new Binary(how, left, right) { Place = left.Place.To(right.Place) };
    }

    /// <summary>Forgets the depth reached when a fault unwound.</summary>
    public void Reset()
    {
        depth = 0;
        IsAsked = false;
        bareNames = NameKind.Any;
    }
}
