using System.Globalization;

namespace Foedus.Model;

/// <summary>Expressions as they are written in a deal.</summary>
internal static class ExpressionText
{
    /// <summary>The expression as text, with the brackets it needs, and those without which it could be read in two ways.</summary>
    public static string Of(Expression expression) => Part(expression, 0);

    /// <summary>A number as it is written: shortest text that reads back the same.</summary>
    public static string Of(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>A length of time as it is written: "18 months", "10".</summary>
    public static string Of(Duration time) => time.Unit is null ? Of(time.Count) : $"{Of(time.Count)} {time.Unit}";

    /// <summary>"until".</summary>
    public static string Of(Side side) => side.ToString().ToLowerInvariant();

    /// <summary>As a part of another: in brackets where it binds less than that asks for.</summary>
    internal static string Part(Expression expression, int within)
    {
        var (text, strength) = expression switch
        {
            Number { IsPercent: true } percent => (Of(Math.Round(percent.Value * 100, 13)) + "%", 9),
            Number number => (Of(number.Value), number.Value < 0 ? 6 : 9),
            YesNo truth => (truth.Value ? "yes" : "no", 9),
            Name name => (name.Text, 9),
            IsOfType type => ($"{type.Party} is {type.Type}", 4),
            Applied applied => ($"{applied.Definition}({string.Join(", ", applied.Arguments.Select(argument => Part(argument, 0)))})", 9),
            Plays plays => ($"{plays.Party} plays {plays.Option}", 4),
            Unary { Operator: UnaryOperator.Negate } negate => ("-" + Part(negate.Operand, negate.Operand is Binary ? 9 : 7), 7),
            Unary not => ("not " + Part(not.Operand, 3), 3),
            Conditional choice => ($"{Part(choice.Then, 6)} if {Part(choice.Condition, 1)} else {Part(choice.Else, choice.Else is Conditional ? 0 : 6)}", 0),
            IsIn isIn => ($"{Part(isIn.Value, 5)} in {{{string.Join(", ", isIn.Among.Select(item => Part(item, 0)))}}}", 4),
            Call call => ($"{call.Function.ToString().ToLowerInvariant()}({string.Join(", ", call.Arguments.Select(argument => Part(argument, 0)))})", 9),
            TimeCondition time => time.Written,
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
        var left = Part(
            binary.Left,
            IsMixed(binary.Left) ? 3
                : strength == 4 || strength == 8 ? strength + 1
                : strength
        );
        var right = Part(
            binary.Right,
            IsMixed(binary.Right) ? 3
                : strength == 8 ? strength
                : strength + 1
        );
        return ($"{left} {sign} {right}", strength);

        bool IsMixed(Expression part) => binary.Operator == BinaryOperator.Or && part is Binary { Operator: BinaryOperator.And };
    }
}
