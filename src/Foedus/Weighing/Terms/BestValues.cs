using System.Globalization;
using Foedus.Model;

namespace Foedus.Weighing.Terms;

/// <summary>A formula with the best values of its assumptions put in, as far as it can be reckoned: what is left hangs on states and types.</summary>
/// <param name="deal">The deal.</param>
/// <param name="given">[parameter] what the offer gives for it.</param>
internal sealed class BestValues(Deal deal, IReadOnlyDictionary<string, Expression> given)
{
    public Expression Of(Expression formula) =>
        formula switch
        {
            Number { IsPercent: true } number => new Number(number.Value),
            Name name when given.TryGetValue(name.Text, out var argument) => argument is Name same && same.Text == name.Text ? argument : Of(argument),
            Name name when deal.Assumptions.FirstOrDefault(assumption => assumption.Name == name.Text) is { } assumption => new Number(assumption.Best),
            Name name when deal.DerivedAssumptions.FirstOrDefault(derived => derived.Name == name.Text) is { } derived => Of(derived.Value),
            Unary { Operator: UnaryOperator.Negate } negate => Of(negate.Operand) is Number number ? new Number(-number.Value) : formula,
            Binary binary => Joined(binary with { Left = Of(binary.Left), Right = Of(binary.Right) }),
            Conditional choice => choice with { Then = Of(choice.Then), Else = Of(choice.Else) },
            _ => formula,
        };

    // "3 + (4 if wavering else 2)" is "7 if wavering else 5".
    private static Expression Joined(Binary binary) =>
        binary switch
        {
            { Left: Number left, Right: Number right } => Reckoned(binary.Operator, left.Value, right.Value) is { } value ? new Number(value) : binary,
            { Left: Number, Right: Conditional choice } when IsReckoned(binary.Operator) => choice with
            {
                Then = Joined(binary with { Right = choice.Then }),
                Else = Joined(binary with { Right = choice.Else }),
            },
            { Left: Conditional choice, Right: Number } when IsReckoned(binary.Operator) => choice with
            {
                Then = Joined(binary with { Left = choice.Then }),
                Else = Joined(binary with { Left = choice.Else }),
            },
            _ => binary,
        };

    private static bool IsReckoned(BinaryOperator of) =>
        of is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide;

    private static double? Reckoned(BinaryOperator of, double left, double right)
    {
        double? value = of switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => left - right,
            BinaryOperator.Multiply => left * right,
            BinaryOperator.Divide when right != 0 => left / right,
            _ => null,
        };
        // What rounding leaves is not shown.
        static double Shown(double known) => double.Parse(known.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return value is { } known && double.IsFinite(known) ? Shown(known) : null;
    }
}
