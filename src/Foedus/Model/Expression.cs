namespace Foedus.Model;

/// <summary>A formula over assumptions, state variables, private types and, in <c>holds when</c>, asks. True is 1, false is 0.</summary>
public abstract record Expression : Node
{
    public static implicit operator Expression(double value) => new Number(value);

    public static implicit operator Expression(string name) => new Name(name);
}

/// <summary>A number as typed. <see cref="IsPercent"/> keeps "80%" (value 0.8) printable as it was.</summary>
public sealed record Number(double Value, bool IsPercent = false) : Expression;

/// <summary><c>yes</c> or <c>no</c>.</summary>
internal sealed record YesNo(bool Value) : Expression;

/// <summary>A word: an assumption, a state variable, a value of one, a private type of the party concerned, or an ask.</summary>
/// <remarks>Values of enumerations are only meaningful beside their variable: <c>status = war</c>.</remarks>
internal sealed record Name(string Text) : Expression;

/// <summary><c>Washington is firm</c>: the party is of that private type.</summary>
internal sealed record IsOfType(Word Party, Word Type) : Expression;

/// <summary><c>Russia plays strike</c>: meaningful in the outcomes of a joint turn.</summary>
internal sealed record Plays(Word Party, OptionName Option) : Expression;

internal enum UnaryOperator
{
    Negate,
    Not,
}

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary><c>burden if wavering else burden / 4</c>.</summary>
internal sealed record Conditional(Expression Then, Expression Condition, Expression Else) : Expression;

/// <summary><c>status in { war, broken }</c>.</summary>
internal sealed record IsIn(Expression Value, Sequence<Expression> Among) : Expression;

/// <summary><c>relief_value(50%)</c>: a definition with its parameters given.</summary>
internal sealed record Applied(Word Definition, Sequence<Expression> Arguments) : Expression;

internal enum Function
{
    Min,
    Max,
    Abs,
    Exp,
    Log,
    Sqrt,
}

internal sealed record Call(Function Function, Sequence<Expression> Arguments) : Expression;
