using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Partial evaluation: what is known of state and types is put in, what is left is an entry of the table over the assumptions.</summary>
internal sealed class Evaluator(Names names, CoefficientTable table)
{
    private enum Kind { Number, Truth, Word }

    /// <summary>A number that may depend on assumptions.</summary>
    public Coefficient Number(Expression expression, Circumstances here)
    {
        var value = Evaluate(expression, here);
        return value.Kind == Kind.Number ? value.Number
            : throw new LoweringFault(LoweringCodes.WrongKind, expression.Place, $"A number is wanted here, not {Describe(value)}.");
    }

    /// <summary>A condition that is known here: it may not depend on assumptions.</summary>
    public bool Known(Expression? condition, Circumstances here)
    {
        if (condition is null)
            return true;
        var truth = Truth(condition, here);
        return table.IsConstant(truth, out var value) ? value != 0
            : throw new LoweringFault(LoweringCodes.NotKnownHere, condition.Place, "This condition depends on an assumption, so what can happen would differ from draw to draw.",
                "Use a chance with the assumption in it, or write the condition on the state.");
    }

    /// <summary>1 or 0, perhaps depending on assumptions.</summary>
    public Coefficient Truth(Expression expression, Circumstances here)
    {
        // Where a condition is wanted, a bare name means the type, even if an assumption is called the same.
        var value = expression is Name name && names.TypesNamed(name.Text).Count > 0 && !names.TryVariable(name.Text, out _) ? OfType(name, here) : Evaluate(expression, here);
        return value.Kind == Kind.Truth ? value.Number
            : throw new LoweringFault(LoweringCodes.WrongKind, expression.Place, $"A condition is wanted here, not {Describe(value)}.", "Write for example 'status = war' or 'buildup > 0'.");
    }

    /// <summary>The value that a variable is given, as an index into its domain.</summary>
    public int ValueFor(int variable, Expression expression, Circumstances here)
    {
        var declared = names.Variables[variable];
        if (declared.Domain is Enumeration && expression is Name name && names.ValueOf(variable, name.Text) is >= 0 and var index)
            return index;
        if (declared.Domain is Enumeration && expression is Name bad && !names.TryVariable(bad.Text, out _))
            throw new LoweringFault(LoweringCodes.UnknownName, expression.Place, $"'{bad.Text}' is not a value of '{declared.Name}'.",
                $"Its values: {string.Join(", ", ((Enumeration)declared.Domain).Values)}.");
        var value = Evaluate(expression, here);
        switch (declared.Domain)
        {
            case Enumeration when value.Kind == Kind.Word:
                var word = names.Variables[value.Variable].Domain is Enumeration from ? from.Values[value.Word] : "";
                return names.ValueOf(variable, word) is >= 0 and var same ? same
                    : throw new LoweringFault(LoweringCodes.WrongKind, expression.Place, $"'{word}' is not a value of '{declared.Name}'.");
            case YesOrNo when value.Kind == Kind.Truth:
                return Constant(value, expression) != 0 ? 1 : 0;
            case WholeNumbers range when value.Kind == Kind.Number:
                var number = Constant(value, expression);
                if (number != Math.Round(number) || number < range.Lowest || number > range.Highest)
                    throw new LoweringFault(LoweringCodes.OutOfRange, expression.Place,
                        $"'{declared.Name}' would become {number:0.######}, outside {range.Lowest}..{range.Highest}, when {names.StateText(here.State ?? [])}.",
                        $"Widen its range, or add a condition such as 'when {declared.Name} {(number > range.Highest ? $"< {range.Highest}" : $"> {range.Lowest}")}'.");
                return (int)number - range.Lowest;
            default:
                throw new LoweringFault(LoweringCodes.WrongKind, expression.Place, $"'{declared.Name}' cannot become {Describe(value)}.");
        }
    }

    private double Constant(Value value, Expression expression) => table.IsConstant(value.Number, out var number) ? number
        : throw new LoweringFault(LoweringCodes.NotKnownHere, expression.Place, "What the state becomes may not depend on an assumption.", "Use a chance with the assumption in it.");

    private Value Evaluate(Expression expression, Circumstances here)
    {
        switch (expression)
        {
            case Number number:
                return new Value(Kind.Number, table.Constant(number.Value));
            case YesNo truth:
                return Truth(truth.Value);
            case Name name:
                return Look(name, here);
            case IsOfType isOfType:
                var party = names.Party(isOfType.Party, isOfType.Place);
                return OfType(party, names.Type(party, isOfType.Type, isOfType.Place), isOfType.Place, here);
            case Plays plays:
                if (here.Choices is null)
                    throw new LoweringFault(LoweringCodes.NotKnownHere, plays.Place, "'plays' is only known in the outcomes of a joint turn.");
                return Truth(here.Choices.TryGetValue(names.Party(plays.Party, plays.Place), out var chosen) && chosen == plays.Option);
            case Unary { Operator: UnaryOperator.Negate } negate:
                return new Value(Kind.Number, table.Negative(Number(negate.Operand, here)));
            case Unary not:
                return new Value(Kind.Truth, table.Minus(Coefficient.One, Truth(not.Operand, here)));
            case Conditional conditional:
                var condition = Truth(conditional.Condition, here);
                if (table.IsConstant(condition, out var known))
                    return Evaluate(known != 0 ? conditional.Then : conditional.Else, here);
                return new Value(Kind.Number, table.Select(condition, Number(conditional.Then, here), Number(conditional.Else, here)));
            case IsIn isIn:
                var among = Coefficient.Zero;
                foreach (var item in isIn.Among)
                    among = table.Max(among, Compare(BinaryOperator.Equal, isIn.Value, item, here));
                return new Value(Kind.Truth, among);
            case Call call:
                return new Value(Kind.Number, Apply(call, here));
            case Binary binary:
                return Evaluate(binary, here);
            default:
                throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    private Value Evaluate(Binary binary, Circumstances here)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And:
                var left = Truth(binary.Left, here);
                return new Value(Kind.Truth, left.IsZero ? left : table.Times(left, Truth(binary.Right, here)));
            case BinaryOperator.Or:
                var first = Truth(binary.Left, here);
                return new Value(Kind.Truth, first == Coefficient.One ? first : table.Max(first, Truth(binary.Right, here)));
            case BinaryOperator.Add:
                return new Value(Kind.Number, table.Plus(Number(binary.Left, here), Number(binary.Right, here)));
            case BinaryOperator.Subtract:
                return new Value(Kind.Number, table.Minus(Number(binary.Left, here), Number(binary.Right, here)));
            case BinaryOperator.Multiply:
                return new Value(Kind.Number, table.Times(Number(binary.Left, here), Number(binary.Right, here)));
            case BinaryOperator.Divide:
                var below = Number(binary.Right, here);
                if (below.IsZero)
                    throw new LoweringFault(LoweringCodes.BadNumber, binary.Right.Place, "This divides by zero.");
                return new Value(Kind.Number, table.Over(Number(binary.Left, here), below));
            case BinaryOperator.Power:
                return new Value(Kind.Number, table.Power(Number(binary.Left, here), Number(binary.Right, here)));
            default:
                return new Value(Kind.Truth, Compare(binary.Operator, binary.Left, binary.Right, here));
        }
    }

    private Coefficient Compare(BinaryOperator how, Expression left, Expression right, Circumstances here)
    {
        // A value's name means something only beside the variable whose value it is.
        if (WordBeside(left, right, here) is { } byLeft)
            return Words(how, byLeft, left);
        if (WordBeside(right, left, here) is { } byRight)
            return Words(how, byRight, right);
        var a = Evaluate(left, here);
        var b = Evaluate(right, here);
        if (a.Kind != b.Kind)
            throw new LoweringFault(LoweringCodes.WrongKind, left.Place.To(right.Place), $"{Capital(Describe(a))} cannot be compared with {Describe(b)}.");
        if (a.Kind == Kind.Word)
            return Words(how, Word(a) == Word(b), left);
        return how switch
        {
            BinaryOperator.Equal => table.Equal(a.Number, b.Number),
            BinaryOperator.NotEqual => table.Minus(Coefficient.One, table.Equal(a.Number, b.Number)),
            BinaryOperator.Less => table.Less(a.Number, b.Number),
            BinaryOperator.LessOrEqual => table.LessOrEqual(a.Number, b.Number),
            BinaryOperator.Greater => table.Less(b.Number, a.Number),
            _ => table.LessOrEqual(b.Number, a.Number),
        };
    }

    private bool? WordBeside(Expression variable, Expression word, Circumstances here)
    {
        if (variable is not Name { Text: var text } || !names.TryVariable(text, out var index) || names.Variables[index].Domain is not Enumeration domain || word is not Name name)
            return null;
        if (names.TryVariable(name.Text, out _) && names.ValueOf(index, name.Text) < 0)
            return null;
        var value = names.ValueOf(index, name.Text);
        if (value < 0)
            throw new LoweringFault(LoweringCodes.UnknownName, name.Place, $"'{name.Text}' is not a value of '{text}'.", $"Its values: {string.Join(", ", domain.Values)}.");
        return StateOf(here, variable.Place)[index] == value;
    }

    private static Coefficient Words(BinaryOperator how, bool same, Expression place) => how switch
    {
        BinaryOperator.Equal => same ? Coefficient.One : Coefficient.Zero,
        BinaryOperator.NotEqual => same ? Coefficient.Zero : Coefficient.One,
        _ => throw new LoweringFault(LoweringCodes.WrongKind, place.Place, "Names have no order: only '=' and '!=' can compare them."),
    };

    private Value Look(Name name, Circumstances here)
    {
        if (names.TryAssumption(name.Text, out var assumption))
            return new Value(Kind.Number, table.Assumption(assumption));
        if (names.TryVariable(name.Text, out var variable))
        {
            var value = StateOf(here, name.Place)[variable];
            return names.Variables[variable].Domain switch
            {
                WholeNumbers numbers => new Value(Kind.Number, table.Constant(numbers.Lowest + value)),
                YesOrNo => Truth(value == 1),
                _ => new Value(Kind.Word, default, variable, value),
            };
        }
        if (names.TypesNamed(name.Text).Count > 0)
            return OfType(name, here);
        throw new LoweringFault(LoweringCodes.UnknownName, name.Place, $"There is no assumption, state or type called '{name.Text}'.",
            $"Declare it with 'assume {name.Text} …', or check the spelling.");
    }

    // A name that several parties' types share means the one party whose type is known here.
    private Value OfType(Name name, Circumstances here)
    {
        var candidates = names.TypesNamed(name.Text);
        var known = candidates.Where(candidate => here.Types[candidate.Party] >= 0).ToList();
        if (candidates.Count > 1 && known.Count != 1)
            throw new LoweringFault(known.Count == 0 ? LoweringCodes.NotPublic : LoweringCodes.UnknownName, name.Place, $"More than one party can be '{name.Text}'.",
                $"Say whose type is meant, as in '{names.Parties[candidates[0].Party].Name} is {name.Text}'.");
        var (party, type) = known.Count == 1 ? known[0] : candidates[0];
        return OfType(party, type, name.Place, here);
    }

    private Value OfType(int party, int type, Place place, Circumstances here) => here.Types[party] >= 0 ? Truth(here.Types[party] == type)
        : throw new LoweringFault(LoweringCodes.NotPublic, place, $"What {names.Parties[party].Name} is in private is not known here.",
            "A party's own type may be used in its own turns, payments and interests, and in the chances of its options.");

    private static int[] StateOf(Circumstances here, Place place) =>
        here.State ?? throw new LoweringFault(LoweringCodes.NotKnownHere, place, "The state is not known here: this number is the same in every state.");

    private Coefficient Apply(Call call, Circumstances here)
    {
        var arguments = call.Arguments.Select(argument => Number(argument, here)).ToArray();
        return call.Function switch
        {
            Function.Min => arguments.Aggregate(table.Min),
            Function.Max => arguments.Aggregate(table.Max),
            Function.Abs => table.Abs(arguments[0]),
            Function.Exp => table.Exp(arguments[0]),
            Function.Log => table.Log(arguments[0]),
            _ => table.Sqrt(arguments[0]),
        };
    }

    private static Value Truth(bool value) => new(Kind.Truth, value ? Coefficient.One : Coefficient.Zero);

    private string Word(Value value) => names.ValueText(value.Variable, value.Word);

    private string Describe(Value value) => value.Kind switch { Kind.Number => "a number", Kind.Truth => "a condition", _ => $"the name '{Word(value)}'" };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private readonly record struct Value(Kind Kind, Coefficient Number, int Variable = 0, int Word = 0);
}
