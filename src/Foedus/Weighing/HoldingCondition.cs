using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>The deal's own condition for holding, read on the measures of one draw.</summary>
public sealed class HoldingCondition
{
    private readonly Expression condition;
    private readonly Dictionary<string, int> asks;
    private readonly Dictionary<string, int> assumptions;

    /// <exception cref="InputException">The condition speaks of something that is neither asked nor assumed.</exception>
    public HoldingCondition(Deal deal, HoldsWhen holds)
    {
        condition = holds.Condition;
        asks = deal.Asks.Select((ask, i) => (ask.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        assumptions = deal.Assumptions.Select((assumption, i) => (assumption.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        Holds(new double[asks.Count], new double[assumptions.Count]);
        Measure = Names(condition).Select(name => asks.GetValueOrDefault(name, -1)).FirstOrDefault(ask => ask >= 0, -1);
    }

    public string Text => ExpressionText.Of(condition);

    /// <summary>Number of the first ask it speaks of, or −1.</summary>
    public int Measure { get; }

    /// <summary>The question that decides and which way is better (1: more, −1: less); null where the condition is not one comparison of one question with something else.</summary>
    public (int Ask, int Sign)? Decides => condition switch
    {
        Binary { Left: Name left, Right: var right } compared when asks.TryGetValue(left.Text, out var ask) && !Names(right).Any(asks.ContainsKey) => Turned(ask, Direction(compared.Operator)),
        Binary { Left: var left, Right: Name right } compared when asks.TryGetValue(right.Text, out var ask) && !Names(left).Any(asks.ContainsKey) => Turned(ask, -Direction(compared.Operator)),
        _ => null,
    };

    public bool Holds(double[] measures, double[] values) => Value(condition, measures, values) != 0;

    private static (int, int)? Turned(int ask, int sign) => sign == 0 ? null : (ask, sign);

    private static int Direction(BinaryOperator how) => how switch
    {
        BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => 1,
        BinaryOperator.Less or BinaryOperator.LessOrEqual => -1,
        _ => 0,
    };

    private static IEnumerable<string> Names(Expression expression) => expression switch
    {
        Name name => [name.Text],
        Unary unary => Names(unary.Operand),
        Binary binary => Names(binary.Left).Concat(Names(binary.Right)),
        Conditional choice => Names(choice.Condition).Concat(Names(choice.Then)).Concat(Names(choice.Else)),
        Call call => call.Arguments.SelectMany(Names),
        _ => [],
    };

    private double Value(Expression expression, double[] measures, double[] values)
    {
        switch (expression)
        {
            case Number number:
                return number.Value;
            case Name name when asks.TryGetValue(name.Text, out var ask):
                return measures[ask];
            case Name name when assumptions.TryGetValue(name.Text, out var assumption):
                return values[assumption];
            case Name name:
                throw new InputException($"'holds when' speaks of '{name.Text}', which is neither asked nor assumed. Asked: {string.Join(", ", asks.Keys)}.");
            case Unary { Operator: UnaryOperator.Negate } negate:
                return -Value(negate.Operand, measures, values);
            case Unary not:
                return Value(not.Operand, measures, values) != 0 ? 0 : 1;
            case Conditional choice:
                return Value(Value(choice.Condition, measures, values) != 0 ? choice.Then : choice.Else, measures, values);
            case Binary binary:
                return Value(binary.Operator, Value(binary.Left, measures, values), Value(binary.Right, measures, values));
            case Call { Function: Function.Min } call:
                return call.Arguments.Min(argument => Value(argument, measures, values));
            case Call { Function: Function.Max } call:
                return call.Arguments.Max(argument => Value(argument, measures, values));
            default:
                throw new InputException($"'holds when' cannot use '{ExpressionText.Of(expression)}'. Compare what is asked with numbers, as in 'holds_10 >= 0.6'.");
        }
    }

    private static double Value(BinaryOperator how, double a, double b) => how switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Power => Math.Pow(a, b),
        BinaryOperator.And => a != 0 && b != 0 ? 1 : 0,
        BinaryOperator.Or => a != 0 || b != 0 ? 1 : 0,
        BinaryOperator.Equal => a == b ? 1 : 0,
        BinaryOperator.NotEqual => a != b ? 1 : 0,
        BinaryOperator.Less => a < b ? 1 : 0,
        BinaryOperator.LessOrEqual => a <= b ? 1 : 0,
        BinaryOperator.Greater => a > b ? 1 : 0,
        _ => a >= b ? 1 : 0,
    };
}
