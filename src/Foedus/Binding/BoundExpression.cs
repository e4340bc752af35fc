using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What a formula gives.</summary>
internal enum ValueKind
{
    Number,
    Truth,

    /// <summary>A named value of a state.</summary>
    Word,

    /// <summary>It could not be bound; what is wrong has been said.</summary>
    Unknown,
}

/// <summary>A formula whose names are symbols.</summary>
/// <param name="Kind">What it gives.</param>
internal abstract record BoundExpression(ValueKind Kind)
{
    public Place Place { get; init; }

    /// <summary>The parts of it, one level down.</summary>
    public IEnumerable<BoundExpression> Parts =>
        this switch
        {
            ConstantNumber or ConstantTruth or AssumptionValue or StateValue or NamedValue or TypeTest or OptionTest or AskValue or ParameterValue or Unbound =>
                [],
            Defined defined => [defined.Body],
            TimeTest time => time.From is { } condition ? [condition] : [],
            BoundUnary unary => [unary.Operand],
            BoundBinary binary => [binary.Left, binary.Right],
            BoundChoice choice => [choice.Then, choice.Condition, choice.Else],
            BoundCall call => call.Arguments,
            _ => throw new UnknownKindException(GetType(), nameof(BoundExpression)),
        };

    /// <summary>It and all its parts.</summary>
    public IEnumerable<BoundExpression> All => Parts.SelectMany(part => part.All).Prepend(this);
}

internal sealed record ConstantNumber(double Value) : BoundExpression(ValueKind.Number)
{
    /// <summary>The word that stands for it where it is written, of a value of a range; null for none.</summary>
    public string? Called { get; init; }
}

internal sealed record ConstantTruth(bool Value) : BoundExpression(ValueKind.Truth);

internal sealed record AssumptionValue(AssumptionSymbol Assumption) : BoundExpression(ValueKind.Number);

/// <summary>What a state is where the formula is read.</summary>
internal sealed record StateValue(StateSymbol State)
    : BoundExpression(
        State.Domain switch
        {
            WholeNumbers => ValueKind.Number,
            YesOrNo => ValueKind.Truth,
            Enumeration => ValueKind.Word,
            _ => throw new UnknownKindException(State.Domain.GetType(), nameof(StateValue)),
        }
    );

/// <summary>A named value of a state.</summary>
internal sealed record NamedValue(StateSymbol Of, int Value) : BoundExpression(ValueKind.Word);

/// <summary>A party is of a private type.</summary>
internal sealed record TypeTest(TypeSymbol Type) : BoundExpression(ValueKind.Truth);

/// <summary>A party plays one of some options, in the outcomes of a joint turn.</summary>
internal sealed record OptionTest(PartySymbol Party, Sequence<string> Options) : BoundExpression(ValueKind.Truth);

/// <summary>What an ask came to, in 'holds when'.</summary>
internal sealed record AskValue(AskSymbol Ask) : BoundExpression(ValueKind.Number);

internal sealed record BoundUnary(UnaryOperator Operator, BoundExpression Operand)
    : BoundExpression(Operator == UnaryOperator.Not ? ValueKind.Truth : ValueKind.Number);

internal sealed record BoundBinary(BinaryOperator Operator, BoundExpression Left, BoundExpression Right)
    : BoundExpression(
        Operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Power
            ? ValueKind.Number
            : ValueKind.Truth
    );

internal sealed record BoundChoice(BoundExpression Then, BoundExpression Condition, BoundExpression Else)
    : BoundExpression(Then.Kind == ValueKind.Unknown ? Else.Kind : Then.Kind);

internal sealed record BoundCall(Function Function, Sequence<BoundExpression> Arguments) : BoundExpression(ValueKind.Number);

/// <summary>A parameter of a definition or clause that is looked at on its own, with nothing given yet.</summary>
internal sealed record ParameterValue(string Name) : BoundExpression(ValueKind.Number);

/// <summary>What a name that 'let' or a derived assumption defines stands for, with its parameters given.</summary>
/// <param name="Name">The name.</param>
/// <param name="Body">The formula.</param>
/// <param name="Size">How many parts it has once everything in it is written out.</param>
internal sealed record Defined(string Name, BoundExpression Body, int Size) : BoundExpression(Body.Kind);

/// <summary>What could not be bound.</summary>
internal sealed record Unbound() : BoundExpression(ValueKind.Unknown);
