using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Gives the names in a formula their symbols, and says where a number stands for a condition or the other way round.</summary>
internal sealed class ExpressionBinder
{
    private readonly DealSymbols symbols;
    private readonly TimeBinder times;
    private readonly DiagnosticBag found;
    private readonly DefinitionBinder definitions;
    private Dictionary<string, Given> given = [];

    public ExpressionBinder(DealSymbols symbols, TimeBinder times, DiagnosticBag found)
    {
        this.symbols = symbols;
        this.times = times;
        this.found = found;
        definitions = new DefinitionBinder(symbols, this, found);
    }

    private enum Want
    {
        Anything,
        Number,
        Truth,
    }

    /// <summary>Looks at what the deal defines.</summary>
    public void Definitions() => definitions.Bind();

    /// <summary>Binds with parameters known.</summary>
    /// <param name="parameters">What they are.</param>
    /// <param name="bind">Binds.</param>
    /// <param name="isAlone">Whether no parameters that are known outside are known inside.</param>
    public T With<T>(IReadOnlyList<Given> parameters, Func<T> bind, bool isAlone = false)
    {
        var before = given;
        given = isAlone ? [] : new Dictionary<string, Given>(before);
        foreach (var parameter in parameters)
            given[parameter.Declared.Text] = parameter;
        var bound = bind();
        given = before;
        return bound;
    }

    /// <summary>A number, a condition or a state's value.</summary>
    public BoundExpression Anything(Expression expression, Scope scope) => Bind(expression, scope, Want.Anything, null);

    /// <summary>Whether what a definition reads may be read where it is used; if not, that is said there.</summary>
    public bool MayRead(BoundExpression read, Expression use, DefinitionSymbol by, Scope scope)
    {
        switch (read)
        {
            case AssumptionValue assumption:
                return MayRead(assumption.Assumption, use.Place, by.Name == assumption.Assumption.Declared.Name ? "" : $" (by '{by.Name}')", scope);
            case StateValue state:
                return MayRead(state.State, use.Place, $" (by '{by.Name}')", scope);
            case TypeTest type:
                return Tested(use, type.Type, scope).Kind != ValueKind.Unknown;
            case AskValue ask when !scope.HasAsks && !scope.IsOpen:
                found.Error(
                    DiagnosticCodes.NotKnownHere,
                    use.Place,
                    $"'{ask.Ask.Declared.Name}' (by '{by.Name}') is asked of the solved game; only 'holds when' can speak of it.",
                    "Name the state that it asks about."
                );
                return false;
            case TimeTest when !scope.HasState:
                NoTime(use.Place, $" (by '{by.Name}')", scope);
                return false;
            default:
                return true;
        }
    }

    public BoundExpression Number(Expression expression, Scope scope) => Wanted(expression, scope, Want.Number);

    public BoundExpression Truth(Expression expression, Scope scope) => Wanted(expression, scope, Want.Truth);

    /// <summary>A condition that decides what can happen; null stays null.</summary>
    public BoundExpression? Condition(Expression? expression, Scope scope) =>
        expression is null ? null : Truth(expression, scope.Reading(Assumptions.NotInCondition));

    /// <summary>What a state is given.</summary>
    public BoundExpression ValueFor(StateSymbol state, Expression expression, Scope scope)
    {
        // Where no state is read, a value cannot be compared with its own.
        if (!scope.HasState && state.Domain is not Enumeration && IsValueAlone(expression))
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                expression.Place,
                $"'{((Name)expression).Text}' is a value of '{symbols.States.First(other => other.ValueOf(((Name)expression).Text) >= 0).Name}', not of '{state.Name}'.",
                state.Domain is YesOrNo ? "Write yes or no." : "Write a whole number."
            );
            return new Unbound();
        }
        var value = Bind(expression, scope.Reading(Assumptions.NotInState), state.Domain is YesOrNo ? Want.Truth : Want.Anything, state);
        var wanted = new StateValue(state).Kind;
        if (value.Kind != ValueKind.Unknown && value.Kind != wanted)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                expression.Place,
                $"'{state.Name}' cannot become {Describe(value)}.",
                wanted switch
                {
                    ValueKind.Word => $"Its values: {string.Join(", ", state.ValueNames)}.",
                    ValueKind.Truth => "Write yes, no or a condition.",
                    _ => "Write a whole number.",
                }
            );
            return new Unbound();
        }
        if (
            state.Domain is WholeNumbers range
            && range.Lowest <= range.Highest
            && Literal(value) is { } number
            && !(number == Math.Round(number) && number >= range.Lowest && number <= range.Highest)
        )
        {
            found.Error(
                DiagnosticCodes.OutOfRange,
                expression.Place,
                $"'{state.Name}' cannot be {ExpressionText.Of(number)}: it is a whole number in {range.Lowest}..{range.Highest}.",
                "Widen its range, or write a number inside it."
            );
            return new Unbound();
        }
        return value;
    }

    private static double? Literal(BoundExpression value) =>
        value switch
        {
            ConstantNumber number => number.Value,
            BoundUnary { Operator: UnaryOperator.Negate, Operand: ConstantNumber number } => -number.Value,
            _ => null,
        };

    private BoundExpression Wanted(Expression expression, Scope scope, Want want)
    {
        var bound = Bind(expression, scope, want, null);
        if (bound.Kind is ValueKind.Unknown || (bound.Kind == ValueKind.Number) == (want == Want.Number) && bound.Kind != ValueKind.Word)
            return bound;
        if (want == Want.Number)
            found.Error(
                DiagnosticCodes.WrongKind,
                expression.Place,
                $"A number is wanted here, not {Describe(bound)}.",
                bound is ConstantTruth ? "Write a number."
                    : bound.Kind == ValueKind.Truth ? $"Write for example: 1 if {ExpressionText.Of(expression)} else 0."
                    : bound is StateValue { State: var named } ? $"Write for example: 1 if {named.Name} = {named.ValueNames.FirstOrDefault()} else 0."
                    : null
            );
        else
            found.Error(
                DiagnosticCodes.WrongKind,
                expression.Place,
                $"A condition is wanted here, not {Describe(bound)}.",
                bound switch
                {
                    StateValue { Kind: ValueKind.Word, State: var state } => $"Write for example '{state.Name} = {state.ValueNames.FirstOrDefault()}'.",
                    StateValue { State: var state } => $"Write for example '{state.Name} > 0'.",
                    AskValue { Ask.Declared: var ask } => $"Write for example '{ask.Name} >= {(ask.Measure.Kind.IsTime ? "5" : "0.5")}'.",
                    _ => "Write for example 'status = war' or 'buildup > 0'.",
                }
            );
        return new Unbound();
    }

    private BoundExpression Bind(Expression expression, Scope scope, Want want, StateSymbol? beside) =>
        Bound(expression, scope, want, beside) with
        {
            Place = expression.Place,
        };

    private BoundExpression Bound(Expression expression, Scope scope, Want want, StateSymbol? beside)
    {
        switch (expression)
        {
            case Number number:
                return new ConstantNumber(number.Value);
            case YesNo truth:
                return new ConstantTruth(truth.Value);
            case Name name:
                return Look(name, scope, want, beside);
            case TimeCondition time:
                return Timed(time, scope);
            case IsOfType isOfType:
                return OfType(isOfType, scope);
            case Plays plays:
                return Played(plays, scope);
            case Applied applied:
                return Used(applied, scope);
            case Unary { Operator: UnaryOperator.Negate } negate:
                return new BoundUnary(UnaryOperator.Negate, Number(negate.Operand, scope));
            case Unary not:
                return new BoundUnary(UnaryOperator.Not, Truth(not.Operand, scope));
            case Conditional choice:
                return Choice(choice, scope, want, beside);
            case IsIn isIn:
                foreach (
                    var part in isIn
                        .Among.OfType<Number>()
                        .Where(item =>
                            item.Value != Math.Round(item.Value)
                            && isIn.Value is Name { Text: var counted }
                            && symbols.FindState(counted) is { Domain: WholeNumbers }
                        )
                )
                    found.Warning(
                        DiagnosticCodes.DoesNothing,
                        part.Place,
                        $"'{((Name)isIn.Value).Text}' is a whole number, so it is never {ExpressionText.Of(part)}.",
                        "Write whole numbers."
                    );
                var alike = isIn
                    .Among.Select(item => Comparison(BinaryOperator.Equal, isIn.Value, item, scope, item.Place) with { Place = item.Place })
                    .ToList();
                return alike.Skip(1).Aggregate(alike[0], (left, right) => new BoundBinary(BinaryOperator.Or, left, right));
            case Call call:
                return Called(call, scope);
            case Binary { Operator: BinaryOperator.And or BinaryOperator.Or } connective:
                return Alternative(connective, scope) ?? new BoundBinary(connective.Operator, Truth(connective.Left, scope), Truth(connective.Right, scope));
            case Binary
            {
                Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Power
            } sum:
                return new BoundBinary(sum.Operator, Number(sum.Left, scope), Number(sum.Right, scope));
            case Binary comparison:
                return Comparison(comparison.Operator, comparison.Left, comparison.Right, scope, comparison.Left.Place.To(comparison.Right.Place));
            default:
                throw new UnknownKindException(expression.GetType(), nameof(ExpressionBinder));
        }
    }

    // x = a or c, where c is a value of x too: the remedy for c alone, x = c, would mean another thing behind 'not'.
    private BoundExpression? Alternative(Binary connective, Scope scope)
    {
        if (
            connective is not { Operator: BinaryOperator.Or, Right: Name { Text: var also } }
            || (connective.Left is Unary { Operator: UnaryOperator.Not, Operand: var denied } ? denied : connective.Left)
                is not Binary { Operator: BinaryOperator.Equal, Left: Name { Text: var state }, Right: Name { Text: var value } }
            || symbols.FindState(state) is not { Domain: Enumeration } of
            || of.ValueOf(value) < 0
            || of.ValueOf(also) < 0
            || symbols.FindState(also) is not null
            || given.ContainsKey(also)
        )
            return null;
        Truth(connective.Left, scope);
        found.Error(
            DiagnosticCodes.WrongKind,
            connective.Right.Place,
            $"'{also}' is a value of '{of.Name}' and means something only beside it.",
            $"Write '{(connective.Left is Unary ? "not " : "")}{of.Name} in {{ {value}, {also} }}'."
        );
        return new Unbound();
    }

    private BoundExpression Choice(Conditional choice, Scope scope, Want want, StateSymbol? beside)
    {
        var then = Bind(choice.Then, scope, want, beside);
        var otherwise = Bind(choice.Else, scope, want, beside);
        // A value's name chosen by an assumption would be another name from draw to draw.
        var condition = Truth(choice.Condition, then.Kind == ValueKind.Word ? scope.Reading(Assumptions.NotInState) : scope);
        if (then.Kind != ValueKind.Unknown && otherwise.Kind != ValueKind.Unknown && then.Kind != otherwise.Kind)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                choice.Place,
                $"Before 'if' stands {Describe(then)}, after 'else' {Describe(otherwise)}.",
                "Both must be of one kind."
            );
            return new Unbound();
        }
        return new BoundChoice(then, condition, otherwise);
    }

    private BoundExpression Used(Applied applied, Scope scope)
    {
        var name = applied.Definition;
        if (symbols.FindDefinition(name.Text) is { } definition)
            return definitions.Used(applied, name, definition, applied.Arguments, scope);
        foreach (var argument in applied.Arguments)
            Number(argument, scope);
        if (symbols.FindAssumption(name.Text) is not null || symbols.FindState(name.Text) is not null || given.ContainsKey(name.Text))
            found.Error(
                DiagnosticCodes.WrongKind,
                applied.Place,
                $"'{name}' is {(given.ContainsKey(name.Text) ? "a parameter" : symbols.FindState(name.Text) is null ? "an assumption" : "a state")}, and nothing can be given to it.",
                $"Write '{name} * …' if a product is meant."
            );
        else if (!symbols.IsLost(name.Text))
            found.Unknown(
                DiagnosticCodes.UnknownName,
                name,
                $"Nothing that takes numbers is called '{name}'.",
                symbols
                    .Definitions.Where(known => known.Parameters.Count > 0)
                    .Select(known => known.Name)
                    .Concat(Enum.GetNames<Function>().Select(function => function.ToLowerInvariant()))
            );
        return new Unbound();
    }

    private BoundExpression Called(Call call, Scope scope)
    {
        if (call.Function is not (Function.Min or Function.Max) && call.Arguments.Count != 1)
            found.Error(
                DiagnosticCodes.WrongKind,
                call.Place,
                $"{call.Function.ToString().ToLowerInvariant()} takes one number, not {call.Arguments.Count}.",
                "Leave the others out, or use min or max."
            );
        return new BoundCall(call.Function, call.Arguments.Select(argument => Number(argument, scope)).ToSequence());
    }

    private bool IsNothing(Expression expression) =>
        expression is Name { Text: var text } && !IsKnown(text) && !symbols.States.Any(state => state.ValueOf(text) >= 0);

    private bool IsValueAlone(Expression expression) =>
        expression is Name { Text: var text } && !IsKnown(text) && symbols.States.Any(state => state.ValueOf(text) >= 0);

    private bool IsKnown(string name) =>
        given.ContainsKey(name)
        || symbols.FindDefinition(name) is not null
        || symbols.FindState(name) is not null
        || symbols.FindAssumption(name) is not null
        || symbols.TypesNamed(name).Count > 0
        || symbols.FindAsk(name) is not null;

    private BoundExpression Comparison(BinaryOperator how, Expression left, Expression right, Scope scope, Place place)
    {
        // A value beside a name that nothing has: what it belongs to is what is not known.
        if (IsNothing(left) && IsValueAlone(right) || IsNothing(right) && IsValueAlone(left))
        {
            Bind(IsNothing(left) ? left : right, scope, Want.Anything, null);
            return new Unbound();
        }
        var a = Bind(left, scope, Want.Anything, Named(right, left));
        var b = Bind(right, scope, Want.Anything, Named(left, right));
        if (a.Kind == ValueKind.Unknown || b.Kind == ValueKind.Unknown)
            return new BoundBinary(how, a, b);
        if (a.Kind != b.Kind)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                place,
                $"{Capital(Describe(a))} cannot be compared with {Describe(b)}.",
                new[] { a, b }.OfType<StateValue>().FirstOrDefault()?.State switch
                {
                    { Domain: Enumeration } state => $"Its values: {string.Join(", ", state.ValueNames)}.",
                    { Domain: YesOrNo } state => $"Write '{state.Name}' or 'not {state.Name}'.",
                    { } state => $"'{state.Name}' is a whole number.",
                    null => null,
                }
            );
            return new Unbound();
        }
        if (
            a is StateValue { State: { Domain: Enumeration } one }
            && b is StateValue { State: { Domain: Enumeration } other }
            && !one.ValueNames.Intersect(other.ValueNames).Any()
        )
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                place,
                $"'{one.Name}' and '{other.Name}' have no value in common, so they can never be the same.",
                $"Compare each with one of its own values, as in '{one.Name} = {one.ValueNames.First()}'."
            );
            return new Unbound();
        }
        if (a.Kind != ValueKind.Number && how is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                place,
                $"{(a.Kind == ValueKind.Word ? "Names" : "Conditions")} have no order: only '=' and '!=' can compare them.",
                new[] { a, b }.OfType<StateValue>().FirstOrDefault() is { State: { Domain: Enumeration } among }
                    ? $"Name the values that are meant: {among.Name} in {{ {string.Join(", ", among.ValueNames.Take(2))} }}."
                    : "Join conditions with 'and', 'or' and 'not'."
            );
            return new Unbound();
        }
        Percentage(a, b, right);
        Percentage(b, a, left);
        return new BoundBinary(how, a, b);
    }

    // What is counted in whole numbers, or is a time, is seldom compared with a part of 1.
    private void Percentage(BoundExpression compared, BoundExpression with, Expression written)
    {
        if (written is Number { IsPercent: true, Value: not 0 } percent)
        {
            var plain = ExpressionText.Of(Math.Round(100 * percent.Value, 9));
            if (
                compared.All.FirstOrDefault(part => part is StateValue { State.Domain: WholeNumbers }) is StateValue counted
                && !compared.All.Any(part => part is ConstantNumber or BoundBinary { Operator: BinaryOperator.Divide })
            )
                found.Warning(
                    DiagnosticCodes.SeldomMeant,
                    percent.Place,
                    $"'{counted.State.Name}' is a whole number, and {ExpressionText.Of(percent)} is {ExpressionText.Of(percent.Value)}.",
                    $"If {plain} is meant, write {plain}."
                );
            else if (compared is AskValue { Ask.Declared: { Measure.Kind.IsTime: true } ask })
                found.Warning(
                    DiagnosticCodes.SeldomMeant,
                    percent.Place,
                    $"'{ask.Name}' is a time in periods, and {ExpressionText.Of(percent)} is {ExpressionText.Of(percent.Value)} of one.",
                    "Write a number of periods."
                );
        }
        if (
            compared is AskValue { Ask.Declared: { Measure.Kind.IsTime: true } time }
            && with is AskValue { Ask.Declared: { Measure.Kind.IsTime: false } chance }
        )
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                written.Place,
                $"'{time.Name}' is a time in periods and '{chance.Name}' a chance, from 0 to 1.",
                "Compare each with a number of its own."
            );
    }

    // The state with named values that stands on one side, so that a name on the other may be one of its values.
    private StateSymbol? Named(Expression expression, Expression other) =>
        expression is Name name
        && symbols.FindState(name.Text) is { Domain: Enumeration } state
        && !(
            other is Name { Text: var text }
            && symbols.FindState(text) is { Domain: Enumeration } second
            && second.ValueOf(name.Text) >= 0
            && state.ValueOf(text) < 0
        )
            ? state
            : null;

    private BoundExpression Look(Name name, Scope scope, Want want, StateSymbol? beside)
    {
        var text = name.Text;
        if (given.TryGetValue(text, out var parameter))
            return ValueOf(parameter, name, scope);
        if (beside is { Domain: Enumeration values })
        {
            if (beside.ValueOf(text) is >= 0 and var value)
            {
                symbols.Means(name, values.Values[value].Place);
                if (!name.Place.IsEmpty && symbols.FindState(text) is { Domain: Enumeration other } && other.Values.Any(word => beside.ValueOf(word.Text) >= 0))
                    found.Warning(
                        DiagnosticCodes.SeldomMeant,
                        name.Place,
                        $"'{text}' is read as the value of '{beside.Name}', not as the state '{text}'.",
                        "Give the state or the value another name."
                    );
                return new NamedValue(beside, value);
            }
            if (
                symbols.FindState(text) is null
                && symbols.FindAssumption(text) is null
                && symbols.FindDefinition(text) is null
                && symbols.TypesNamed(text).Count == 0
            )
            {
                if (!symbols.IsLost(text))
                    found.Unknown(DiagnosticCodes.UnknownName, Word(name), $"'{text}' is not a value of '{beside.Name}'.", beside.ValueNames);
                return new Unbound();
            }
        }
        if (scope.HasAsks && symbols.FindAsk(text) is { } ask)
        {
            symbols.Means(name, ask.Declared.NamePlace);
            symbols.Use("ask", text);
            return new AskValue(ask);
        }
        // Where a condition is wanted, a bare name means the type, even if an assumption is called the same.
        if (want == Want.Truth && symbols.FindState(text) is null && symbols.TypesNamed(text) is { Count: > 0 } types)
            return OfType(name, types, scope);
        if (symbols.FindDefinition(text) is { } definition && symbols.FindState(text) is null && symbols.FindAssumption(text) is null)
            return definitions.Used(name, Word(name), definition, [], scope);
        // Where both an assumption and a state are called so, which is said, the one that fits is meant.
        if (symbols.FindAssumption(text) is { } assumption && !(scope.Assumptions != Assumptions.Allowed && symbols.FindState(text) is not null))
            return Assumed(name, assumption, scope);
        if (symbols.FindState(text) is { } state)
            return Stated(name, state, scope);
        if (symbols.TypesNamed(text) is { Count: > 0 } named)
            return OfType(name, named, scope);
        if (scope.IsOpen && symbols.FindAsk(text) is { } asked)
        {
            symbols.Means(name, asked.Declared.NamePlace);
            symbols.Use("ask", text);
            return new AskValue(asked);
        }
        Unknown(name, scope);
        return new Unbound();
    }

    private BoundExpression ValueOf(Given parameter, Name name, Scope scope)
    {
        symbols.Means(name, parameter.Declared.Place);
        symbols.Use("parameter", $"{parameter.Owner}.{parameter.Declared}");
        if (scope.Assumptions == Assumptions.Allowed || parameter.Value.All.OfType<AssumptionValue>().FirstOrDefault() is not { } assumed)
            return parameter.Value;
        found.Error(
            DiagnosticCodes.NotKnownHere,
            parameter.Argument,
            $"'{parameter.Declared}' of '{parameter.Owner}' decides what can happen, so it cannot be the assumption '{assumed.Assumption.Declared.Name}'.",
            "Give it a number."
        );
        return new Unbound();
    }

    private BoundExpression Assumed(Name name, AssumptionSymbol assumption, Scope scope)
    {
        symbols.Means(name, assumption.Declared.NamePlace);
        symbols.Use("assumption", name.Text);
        return MayRead(assumption, name.Place, "", scope) ? new AssumptionValue(assumption) : new Unbound();
    }

    private bool MayRead(AssumptionSymbol assumption, Place place, string by, Scope scope)
    {
        if (scope.Assumptions == Assumptions.NotInCondition)
            found.Error(
                DiagnosticCodes.NotKnownHere,
                place,
                $"This condition depends on the assumption '{assumption.Declared.Name}'{by}, so what can happen would differ from draw to draw.",
                scope.AsNumber is { } number ? $"Write: {number}" : "Use a chance with the assumption in it, or write the condition on the state."
            );
        if (scope.Assumptions == Assumptions.NotInState)
            found.Error(
                DiagnosticCodes.NotKnownHere,
                place,
                $"What the state becomes may not depend on the assumption '{assumption.Declared.Name}'{by}.",
                "Use a chance with the assumption in it."
            );
        return scope.Assumptions == Assumptions.Allowed;
    }

    private BoundExpression Stated(Name name, StateSymbol state, Scope scope)
    {
        symbols.Means(name, state.Declared.NamePlace);
        symbols.Use("state", name.Text);
        return MayRead(state, name.Place, "", scope) ? new StateValue(state) : new Unbound();
    }

    private bool MayRead(StateSymbol state, Place place, string by, Scope scope)
    {
        if (!scope.HasState)
            found.Error(
                DiagnosticCodes.NotKnownHere,
                place,
                scope.HasAsks ? $"'{state.Name}'{by} is a state; 'holds when' speaks of asks."
                    : by.Length > 0 ? $"No state is known here, but '{state.Name}'{by} is one: this is the same in every state."
                    : "No state is known here: this is the same in every state.",
                scope.HasAsks
                    ? $"Ask about it first, as in 'ask {state.Name}_10: chance … through 10'."
                    : "Write a number or an assumption. What differs from state to state stands in an option, an interest or a chance."
            );
        return scope.HasState;
    }

    private BoundExpression OfType(IsOfType test, Scope scope)
    {
        if (symbols.FindParty(test.Party.Text) is null && symbols.FindState(test.Party.Text) is { } state)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                test.Place,
                $"'{test.Party}' is a state; 'is' asks what a party is in private.",
                $"Write '{state.Name} = {test.Type}'."
            );
            return new Unbound();
        }
        if (symbols.Party(test.Party) is not { } party || symbols.Type(party, test.Type) is not { } type)
            return new Unbound();
        return Tested(test, type, scope);
    }

    // A name that several parties' types share means the one party whose type is known here.
    private BoundExpression OfType(Name name, IReadOnlyList<TypeSymbol> candidates, Scope scope)
    {
        symbols.Means(name, [.. candidates.Select(candidate => candidate.Declared.Place)]);
        var known = candidates.Where(candidate => scope.Known.Contains(candidate.Party)).ToList();
        if (known.Count == 0 && scope.Informant is { Party: { } spoken })
            known = [.. candidates.Where(candidate => candidate.Party == spoken)];
        var meant =
            known.Count == 1 || scope.IsAnybodys ? known[0]
            : candidates.Count == 1 ? candidates[0]
            : null;
        if (meant is null)
        {
            foreach (var candidate in candidates)
                symbols.Use("type", $"{candidate.Party}.{candidate.Name}");
            found.Error(
                known.Count == 0 ? DiagnosticCodes.NotPublic : DiagnosticCodes.UnknownName,
                name.Place,
                $"More than one party can be '{name.Text}'.",
                $"Say whose type is meant, as in '{candidates[0].Party} is {name.Text}'."
            );
            return new Unbound();
        }
        symbols.Means(name, meant.Declared.Place);
        return Tested(name, meant, scope);
    }

    private BoundExpression Tested(Expression test, TypeSymbol type, Scope scope)
    {
        symbols.Use("type", $"{type.Party}.{type.Name}");
        if (scope.Known.Contains(type.Party))
            return new TypeTest(type);
        if (scope.Informant is { } informant && (informant.Party ??= type.Party) == type.Party)
            return new TypeTest(type);
        if (scope.Informant is { Party: { } other })
            found.Error(
                DiagnosticCodes.NotPublic,
                test.Place,
                $"The chances of this step speak of {other}'s private type already; they cannot speak of {type.Party}'s too.",
                "Use a chance step for each."
            );
        else if (scope.Assumptions == Assumptions.NotInCondition)
            found.Error(
                DiagnosticCodes.NotPublic,
                test.Place,
                $"What can happen is seen by all, so a condition cannot hang on what {type.Party} is in private.",
                $"Let payments, interests or chances depend on it, as in '2 if {type.Name} else 1'."
            );
        else
            found.Error(
                DiagnosticCodes.NotPublic,
                test.Place,
                $"What {type.Party} is in private is not known here.",
                "A party's own type may be used in its own turns, payments and interests, and in the chances of its options."
            );
        return new Unbound();
    }

    private BoundExpression Timed(TimeCondition time, Scope scope)
    {
        // Of what a time counts from nobody's private type may be known: the count is public.
        var condition = time.From is { } from ? Condition(from, scope.HasState ? Scope.Condition : scope) : null;
        if (scope.HasState)
            return times.Bind(time, condition);
        NoTime(time.Place, "", scope);
        return new Unbound();
    }

    private void NoTime(Place place, string by, Scope scope) =>
        found.Error(
            DiagnosticCodes.NotKnownHere,
            place,
            scope.HasAsks ? $"'holds when' speaks of asks, and each ask says its own time{by}." : $"No time is known here{by}: this is the same at all times.",
            scope.HasAsks
                ? "Put the time into an ask, as in 'ask calm_10: chance … through 10'."
                : "Write a number or an assumption. What differs from time to time stands in an option, an interest or a chance."
        );

    private BoundExpression Played(Plays plays, Scope scope)
    {
        if (scope.Played is not { } step)
        {
            found.Error(
                DiagnosticCodes.NotKnownHere,
                plays.Place,
                "'plays' is only known in the outcomes of a joint turn.",
                $"Let the option set a state, as in '{plays.Option.Text}: … = yes', and read that."
            );
            return new Unbound();
        }
        if (symbols.Party(plays.Party) is not { } party)
            return new Unbound();
        if (!step.Movers.Contains(party.Name))
        {
            found.Error(
                DiagnosticCodes.UnknownName,
                plays.Party.Place,
                $"{party} does not choose at '{step.Name}'.",
                $"Who does: {string.Join(", ", step.Movers)}."
            );
            return new Unbound();
        }
        return symbols.Options(party, step, plays.Option) is { Count: > 0 } options
            ? new OptionTest(party, options.Select(option => option.Name).ToSequence())
            : new Unbound();
    }

    private void Unknown(Name name, Scope scope)
    {
        if (symbols.IsLost(name.Text))
            return;
        var valueOf = symbols.States.Where(state => state.ValueOf(name.Text) >= 0).ToList();
        if (valueOf.Count > 0)
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                $"'{name.Text}' is a value of '{valueOf[0].Name}' and means something only beside it.",
                $"Write '{valueOf[0].Name} = {name.Text}'."
            );
        else if (name.Text.ToLowerInvariant() is "true" or "false")
            found.Error(
                DiagnosticCodes.UnknownName,
                name.Place,
                $"Nothing is called '{name.Text}'.",
                $"Write '{(name.Text.ToLowerInvariant() == "true" ? "yes" : "no")}'."
            );
        else if (symbols.FindParty(name.Text) is not null)
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                $"'{name.Text}' is a party, not a number or a condition.",
                symbols.FindParty(name.Text)!.Types is { Count: > 0 } of
                    ? $"Write what it is in private, as in '{name.Text} is {of[0].Name}', or name a state."
                    : "Name a state or an assumption."
            );
        else if (symbols.Parties.FirstOrDefault(party => party.Private?.Attribute == name.Text) is { Types: { Count: > 0 } types } whose)
            found.Error(
                DiagnosticCodes.UnknownName,
                name.Place,
                $"'{name.Text}' is what is private about {whose}, and has no value that could be compared: a type is written alone.",
                $"Write for example '{types[0].Name}', or '{whose} is {types[0].Name}'."
            );
        else if (symbols.FindAsk(name.Text) is not null)
            found.Error(
                DiagnosticCodes.NotKnownHere,
                name.Place,
                $"'{name.Text}' is asked of the solved game; only 'holds when' can speak of it.",
                "Name the state that it asks about."
            );
        else if (symbols.HasOption(name.Text))
            found.Error(
                DiagnosticCodes.WrongKind,
                name.Place,
                $"'{name.Text}' is an option, and a condition reads states.",
                $"Let the option set a state, as in '{name.Text}: … = yes', and read that."
            );
        else if (scope.HasAsks)
            found.Unknown(
                DiagnosticCodes.UnknownName,
                Word(name),
                $"There is no ask or assumption called '{name.Text}'.",
                symbols
                    .Asks.Select(ask => ask.Declared.Name)
                    .Concat(symbols.Assumptions.Select(assumption => assumption.Declared.Name))
                    .Concat(symbols.Definitions.Select(definition => definition.Name))
            );
        else
            found.Unknown(
                DiagnosticCodes.UnknownName,
                Word(name),
                $"There is no assumption, state, value or type called '{name.Text}'.",
                InFormulas,
                symbols
                    .Assumptions.Select(assumption => assumption.Declared.Name)
                    .Concat(given.Keys)
                    .Concat(symbols.Definitions.Select(definition => definition.Name))
                    .Concat(symbols.States.Select(state => state.Name))
                    .Concat(symbols.States.SelectMany(state => state.ValueNames))
                    .Concat(symbols.Parties.SelectMany(party => party.Types).Select(type => type.Name))
            );
    }

    // Words of the language that a name in a formula may be meant as.
    private static readonly string[] InFormulas =
    [
        "always",
        "otherwise",
        "yes",
        "no",
        "and",
        "or",
        "not",
        "if",
        "else",
        "is",
        "plays",
        "for",
        .. TimeCondition.Words,
    ];

    private static Word Word(Name name) => new(name.Text) { Place = name.Place };

    private static string Describe(BoundExpression bound) =>
        bound switch
        {
            Defined defined => Describe(defined.Body),
            NamedValue value => $"the name '{value.Of.ValueText(value.Value)}'",
            StateValue { Kind: ValueKind.Word } state => $"'{state.State.Name}' (its values are names)",
            TypeTest type => $"the private type '{type.Type.Name}', which is a condition",
            { Kind: ValueKind.Number } => "a number",
            { Kind: ValueKind.Truth } => "a condition",
            _ => "a name",
        };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
