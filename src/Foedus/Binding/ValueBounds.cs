using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Between which two numbers a formula lies whatever the states and chances in it are; without an end where that is not known.</summary>
/// <param name="Low">At least this.</param>
/// <param name="High">At most this.</param>
internal readonly record struct ValueBounds(double Low, double High)
{
    private static readonly ValueBounds Unknown = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Of a number.</summary>
    public static ValueBounds Of(BoundExpression number) =>
        number switch
        {
            ConstantNumber constant => new(constant.Value, constant.Value),
            StateValue { State.Domain: WholeNumbers range } => new(range.Lowest, range.Highest),
            AskValue asked => new(0, asked.Ask.Declared.Measure.Kind.IsTime ? double.PositiveInfinity : 1),
            Defined defined => Of(defined.Body),
            BoundUnary { Operator: UnaryOperator.Negate } negate => Of(negate.Operand) is var of ? new(-of.High, -of.Low) : Unknown,
            BoundBinary binary => Of(binary.Operator, Of(binary.Left), Of(binary.Right)),
            BoundChoice choice => Around([Of(choice.Then), Of(choice.Else)]),
            BoundCall { Function: Function.Min } least => new(
                least.Arguments.Min(argument => Of(argument).Low),
                least.Arguments.Min(argument => Of(argument).High)
            ),
            BoundCall { Function: Function.Max } most => new(
                most.Arguments.Max(argument => Of(argument).Low),
                most.Arguments.Max(argument => Of(argument).High)
            ),
            _ => Unknown,
        };

    /// <summary>What a comparison of numbers comes to wherever it is tested; null where that is open.</summary>
    public static bool? Settled(BoundBinary comparison)
    {
        if (comparison.Left.Kind != ValueKind.Number || comparison.Right.Kind != ValueKind.Number)
            return null;
        var (left, right) = (Of(comparison.Left), Of(comparison.Right));
        return comparison.Operator switch
        {
            BinaryOperator.Less => Less(left, right),
            BinaryOperator.Greater => Less(right, left),
            BinaryOperator.LessOrEqual => !Less(right, left),
            BinaryOperator.GreaterOrEqual => !Less(left, right),
            BinaryOperator.Equal => Equal(left, right),
            BinaryOperator.NotEqual => !Equal(left, right),
            _ => null,
        };
    }

    private static bool? Less(ValueBounds one, ValueBounds other) =>
        NumberComparison.IsLess(one.High, other.Low) ? true
        : NumberComparison.IsNotAbove(other.High, one.Low) ? false
        : null;

    private static bool? Equal(ValueBounds one, ValueBounds other) =>
        NumberComparison.IsLess(one.High, other.Low) || NumberComparison.IsLess(other.High, one.Low) ? false
        : one.Low == one.High && other.Low == other.High && NumberComparison.AreEqual(one.Low, other.Low) ? true
        : null;

    private static ValueBounds Of(BinaryOperator how, ValueBounds one, ValueBounds other) =>
        how switch
        {
            BinaryOperator.Add => Around([new(one.Low + other.Low, one.High + other.High)]),
            BinaryOperator.Subtract => Around([new(one.Low - other.High, one.High - other.Low)]),
            BinaryOperator.Multiply => Around([new(one.Low * other.Low, one.Low * other.High), new(one.High * other.Low, one.High * other.High)]),
            _ => Unknown,
        };

    // Nought times what has no end is no number: nothing is known of it.
    private static ValueBounds Around(ValueBounds[] all) =>
        all.Any(each => double.IsNaN(each.Low) || double.IsNaN(each.High))
            ? Unknown
            : new(all.Min(each => Math.Min(each.Low, each.High)), all.Max(each => Math.Max(each.Low, each.High)));
}
