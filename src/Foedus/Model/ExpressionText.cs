using System.Globalization;

namespace Foedus.Model;

/// <summary>Expressions as they are written in a deal.</summary>
public static class ExpressionText
{
    /// <summary>The expression as text, with the brackets it needs, and those without which it could be read in two ways.</summary>
    public static string Of(Expression expression) => Of(expression, 0);

    /// <summary>A number as it is written: shortest text that reads back the same.</summary>
    public static string Of(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>A length of time as it is written: "18 months", "10".</summary>
    public static string Of(Duration time) => time.Unit is null ? Of(time.Count) : $"{Of(time.Count)} {time.Unit}";

    /// <summary>"until".</summary>
    public static string Of(Side side) => side.ToString().ToLowerInvariant();

    private static string Of(Expression expression, int within)
    {
        var (text, strength) = expression switch
        {
            Number { IsPercent: true } percent => (Of(Math.Round(percent.Value * 100, 13)) + "%", 9),
            Number number => (Of(number.Value), number.Value < 0 ? 6 : 9),
            YesNo truth => (truth.Value ? "yes" : "no", 9),
            Name name => (name.Text, 9),
            IsOfType type => ($"{type.Party} is {type.Type}", 4),
            Applied applied => ($"{applied.Definition}({string.Join(", ", applied.Arguments.Select(argument => Of(argument, 0)))})", 9),
            Plays plays => ($"{plays.Party} plays {plays.Option}", 4),
            Unary { Operator: UnaryOperator.Negate } negate => ("-" + Of(negate.Operand, negate.Operand is Binary ? 9 : 7), 7),
            Unary not => ("not " + Of(not.Operand, 3), 3),
            Conditional choice => ($"{Of(choice.Then, 6)} if {Of(choice.Condition, 1)} else {Of(choice.Else, choice.Else is Conditional ? 0 : 6)}", 0),
            IsIn isIn => ($"{Of(isIn.Value, 5)} in {{{string.Join(", ", isIn.Among.Select(item => Of(item, 0)))}}}", 4),
            Call call => ($"{call.Function.ToString().ToLowerInvariant()}({string.Join(", ", call.Arguments.Select(argument => Of(argument, 0)))})", 9),
            InTime time => ($"{Of(time.Side)} {time.Unit} {Of(time.Number)}", 9),
            OnDate date => ($"{Of(date.Side)} {date.Day:yyyy-MM-dd}", 9),
            HasPassed passed => ($"after {Of(passed.Time)}", 9),
            LastsFor lasts => ($"{Of(lasts.Condition, 4)} for {Of(lasts.Time)}", 1),
            WithinOf since => ($"within {Of(since.Time)} of {Of(since.Condition, 5)}", 4),
            FromAfter after => ($"from {Of(after.Time)} after {Of(after.Condition, 5)}", 4),
            Binary binary => Of(binary),
            _ => throw new UnknownKindException(expression.GetType(), nameof(ExpressionText)),
        };
        return strength < within ? $"({text})" : text;
    }

    private static (string, int) Of(Binary binary)
    {
        var (sign, strength) = binary.Operator switch
        {
            BinaryOperator.Or => ("or", 1),
            BinaryOperator.And => ("and", 2),
            BinaryOperator.Equal => ("=", 4),
            BinaryOperator.NotEqual => ("!=", 4),
            BinaryOperator.Less => ("<", 4),
            BinaryOperator.LessOrEqual => ("<=", 4),
            BinaryOperator.Greater => (">", 4),
            BinaryOperator.GreaterOrEqual => (">=", 4),
            BinaryOperator.Add => ("+", 5),
            BinaryOperator.Subtract => ("-", 5),
            BinaryOperator.Multiply => ("*", 6),
            BinaryOperator.Divide => ("/", 6),
            _ => ("^", 8),
        };
        var left = Of(binary.Left, IsMixed(binary.Left) ? 3 : strength == 4 || strength == 8 ? strength + 1 : strength);
        var right = Of(binary.Right, IsMixed(binary.Right) ? 3 : strength == 8 ? strength : strength + 1);
        return ($"{left} {sign} {right}", strength);

        bool IsMixed(Expression part) => binary.Operator == BinaryOperator.Or && part is Binary { Operator: BinaryOperator.And };
    }
}
