using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Partial evaluation: what is known of state and types is put in, what is left is an entry of the table over the assumptions.</summary>
/// <remarks>Binding has settled names and kinds. What only shows in a state (a number outside its range, a division by zero) is noted, and evaluation goes on.</remarks>
internal sealed class Evaluator(DealSymbols symbols, Clocks clocks, CoefficientTable table, DiagnosticBag found, Encounters met)
{
    private StateWords? inWords;

    /// <summary>A number that may depend on assumptions; of a condition, 1 or 0.</summary>
    public Coefficient Number(BoundExpression expression, Circumstances here)
    {
        switch (expression)
        {
            case ConstantNumber number:
                return table.Constant(number.Value);
            case ConstantTruth truth:
                return Truth(truth.Value);
            case AssumptionValue assumed:
                return table.Assumption(assumed.Assumption.Index);
            case StateValue { State: var state }:
                var value = here.State![state.Index];
                return state.Domain is WholeNumbers numbers ? table.Constant(numbers.Lowest + value) : Truth(value == 1);
            case TypeTest { Type: var type }:
                return Truth(here.Types[type.Party.Index] == type.Index);
            case OptionTest played:
                return Truth(here.Choices!.TryGetValue(played.Party, out var chosen) && played.Options.Contains(chosen));
            case AskValue asked:
                return table.Assumption(symbols.Assumptions.Count + asked.Ask.Index);
            case Defined defined:
                return Number(defined.Body, here);
            case TimeTest time:
                return Truth(clocks.IsTrue(time, here, this));
            case BoundUnary { Operator: UnaryOperator.Negate } negate:
                return table.Negative(Number(negate.Operand, here));
            case BoundUnary not:
                return table.Minus(Coefficient.One, Number(not.Operand, here));
            case BoundChoice choice:
                var condition = Number(choice.Condition, here);
                var isKnown = table.IsConstant(condition, out var known);
                met.Test(choice.Condition, ConditionUse.Value, isKnown ? known != 0 : null);
                return isKnown
                    ? Number(known != 0 ? choice.Then : choice.Else, here)
                    : table.Select(condition, Number(choice.Then, here), Number(choice.Else, here));
            case BoundCall call:
                return Apply(call, here);
            case BoundBinary binary:
                return Apply(binary, here);
            default:
                throw new UnknownKindException(expression.GetType(), nameof(Evaluator));
        }
    }

    /// <summary>A condition that decides what can happen: it depends on no assumption.</summary>
    public bool Holds(BoundExpression? condition, Circumstances here) => condition is null || Constant(condition, here) != 0;

    /// <summary>The value that a state is given, as an index into its domain.</summary>
    public int ValueFor(StateSymbol state, BoundExpression expression, Circumstances here)
    {
        if (state.Domain is Enumeration)
        {
            var (of, value) = Word(expression, here);
            if (of == state)
                return value;
            if (state.ValueOf(of.ValueText(value)) is >= 0 and var same)
                return same;
            found.Error(
                DiagnosticCodes.WrongKind,
                expression.Place,
                $"'{of.ValueText(value)}' is not a value of '{state.Name}', which it would become when {Words(here)}.",
                $"Its values: {string.Join(", ", state.ValueNames)}."
            );
            return 0;
        }
        var number = Constant(expression, here);
        // 55% * 20 is 11 to within a rounding.
        if (Math.Abs(number - Math.Round(number)) < 1e-9)
            number = Math.Round(number);
        if (state.Domain is not WholeNumbers range)
            return number != 0 ? 1 : 0;
        if (number == Math.Round(number) && number >= range.Lowest && number <= range.Highest)
            return (int)number - range.Lowest;
        // Once a place: a count that leaves its range does so in many states.
        if (outside.Add((expression.Place.Start, state)))
            found.Error(
                DiagnosticCodes.OutOfRange,
                expression.Place,
                $"'{state.Name}' would become {number:0.######}, {(number == Math.Round(number) ? $"outside {range.Lowest}..{range.Highest}" : "which is no whole number")}{(here.State is null ? "" : $", when {Words(here)}")}.",
                number != Math.Round(number) ? "A state with a range takes whole numbers only."
                    : here.State is null ? "Widen its range, or let it start inside."
                    : expression.All.Any(part => part is StateValue)
                        ? (
                                Inside(state, range, expression, here)
                                ?? InWordsOf(
                                    expression,
                                    number < range.Lowest ? BinaryOperator.GreaterOrEqual : BinaryOperator.LessOrEqual,
                                    number < range.Lowest ? range.Lowest : range.Highest
                                )
                            )
                                is { } inside
                                ? $"Widen its range, or add a condition such as 'when {inside}'."
                            : "Widen its range, or add a condition under which it stays inside."
                    : "Widen its range, or write a number inside it."
            );
        return (int)Math.Clamp(double.IsNaN(number) ? range.Lowest : Math.Round(number), range.Lowest, range.Highest) - range.Lowest;
    }

    private readonly HashSet<(int Start, StateSymbol State)> outside = [];

    // Where a count stays inside its range, of one that hangs on itself alone and leaves it at one end.
    private string? Inside(StateSymbol state, WholeNumbers range, BoundExpression expression, Circumstances here)
    {
        const int most = 1000;
        var count = range.Highest - range.Lowest + 1;
        if (
            count > most
            || expression.All.Any(part =>
                !(
                    part
                        is ConstantNumber { Called: null }
                            or BoundBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply }
                    || part is StateValue { State: var read } && read == state
                )
            )
        )
            return null;
        var isInside = new bool[count];
        for (var value = 0; value < count; value++)
        {
            var other = (int[])here.State!.Clone();
            other[state.Index] = value;
            isInside[value] = Constant(expression, here.At(other)) >= range.Lowest && Constant(expression, here.At(other)) <= range.Highest;
        }
        var fitting = isInside.Count(fits => fits);
        return fitting == 0 ? null
            : isInside.Take(fitting).All(fits => fits) ? $"{state.Name} < {range.Lowest + fitting}"
            : isInside.TakeLast(fitting).All(fits => fits) ? $"{state.Name} > {range.Highest - fitting}"
            : null;
    }

    // The same of one that hangs on other things too: a formula compared with the end.
    private static string? InWordsOf(BoundExpression expression, BinaryOperator how, double end) =>
        (expression, end) switch
        {
            (BoundBinary { Operator: BinaryOperator.Subtract } less, 0) when Written(less.Left) is { } left && Written(less.Right) is { } right =>
                ExpressionText.Of(new Binary(how, left, right)),
            _ => Written(expression) is { } whole ? ExpressionText.Of(new Binary(how, whole, end)) : null,
        };

    private static Expression? Written(BoundExpression expression) =>
        expression switch
        {
            ConstantNumber { Called: { } name } => new Name(name),
            ConstantNumber number => new Number(number.Value),
            StateValue { State: { Domain: WholeNumbers } read } => new Name(read.Name),
            BoundBinary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } sum => Written(sum.Left) is { } left
            && Written(sum.Right) is { } right
                ? new Binary(sum.Operator, left, right)
                : null,
            _ => null,
        };

    private string Words(Circumstances here) => InWords.Of(here.State);

    /// <summary>States in words.</summary>
    public StateWords InWords =>
        inWords ??= new StateWords(symbols.States, clocks.All, (clock, state) =>
            Holds(clocks.ConditionOf(clock), new Circumstances(symbols.Parties.Count, state))
        );

    private double Constant(BoundExpression expression, Circumstances here) =>
        table.IsConstant(Number(expression, here), out var value)
            ? value
            : throw new InvalidOperationException($"Binding let an assumption into {expression}.");

    // A named value, and whose it is.
    private (StateSymbol Of, int Value) Word(BoundExpression expression, Circumstances here) =>
        expression switch
        {
            NamedValue named => (named.Of, named.Value),
            StateValue { State: var state } => (state, here.State![state.Index]),
            Defined defined => Word(defined.Body, here),
            BoundChoice choice => Word(Tested(choice.Condition, here) ? choice.Then : choice.Else, here),
            _ => throw new UnknownKindException(expression.GetType(), nameof(Evaluator)),
        };

    private bool Tested(BoundExpression condition, Circumstances here)
    {
        var holds = Holds(condition, here);
        met.Test(condition, ConditionUse.Value, holds);
        return holds;
    }

    private Coefficient Apply(BoundBinary binary, Circumstances here)
    {
        if (binary.Left.Kind == ValueKind.Word)
        {
            var ((a, left), (b, right)) = (Word(binary.Left, here), Word(binary.Right, here));
            return Truth((a == b ? left == right : a.ValueText(left) == b.ValueText(right)) == (binary.Operator == BinaryOperator.Equal));
        }
        var first = Number(binary.Left, here);
        switch (binary.Operator)
        {
            case BinaryOperator.And:
                return first.IsZero ? first : table.Times(first, Number(binary.Right, here));
            case BinaryOperator.Or:
                return first == Coefficient.One ? first : table.Max(first, Number(binary.Right, here));
        }
        var second = Number(binary.Right, here);
        return binary.Operator switch
        {
            BinaryOperator.Add => table.Plus(first, second),
            BinaryOperator.Subtract => table.Minus(first, second),
            BinaryOperator.Multiply => table.Times(first, second),
            BinaryOperator.Divide => Divide(first, second, binary),
            BinaryOperator.Power => table.Power(first, second),
            BinaryOperator.Equal => table.Equal(first, second),
            BinaryOperator.NotEqual => table.Minus(Coefficient.One, table.Equal(first, second)),
            BinaryOperator.Less => table.Less(first, second),
            BinaryOperator.LessOrEqual => table.LessOrEqual(first, second),
            BinaryOperator.Greater => table.Less(second, first),
            BinaryOperator.GreaterOrEqual => table.LessOrEqual(second, first),
            _ => throw new ArgumentOutOfRangeException(nameof(binary)),
        };
    }

    private Coefficient Divide(Coefficient above, Coefficient below, BoundBinary division)
    {
        if (!below.IsZero)
            return table.Over(above, below);
        found.Error(
            DiagnosticCodes.BadCalculation,
            division.Right.Place,
            "This divides by zero.",
            "Add a condition under which it is not used where this is 0."
        );
        return Coefficient.Zero;
    }

    private Coefficient Apply(BoundCall call, Circumstances here)
    {
        var arguments = call.Arguments.Select(argument => Number(argument, here)).ToArray();
        return call.Function switch
        {
            Function.Min => arguments.Aggregate(table.Min),
            Function.Max => arguments.Aggregate(table.Max),
            Function.Abs => table.Abs(arguments[0]),
            Function.Exp => table.Exp(arguments[0]),
            Function.Log => table.Log(arguments[0]),
            Function.Sqrt => table.Sqrt(arguments[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
    }

    private static Coefficient Truth(bool value) => value ? Coefficient.One : Coefficient.Zero;
}
