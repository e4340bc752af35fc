using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>The deal's own condition for holding, as entries of a table whose inputs are the assumptions and what was asked.</summary>
internal sealed class HoldingCondition
{
    private readonly BoundExpression condition;
    private readonly CoefficientTable table = new();
    private readonly Coefficient truth;
    private readonly int[] needed;
    private readonly int assumptions;

    internal HoldingCondition(BoundDeal deal)
    {
        condition = deal.Parts.HoldsWhen!;
        Text = ExpressionText.Of(deal.Deal.HoldsWhen!.Condition);
        assumptions = deal.Parts.Symbols.Assumptions.Count;
        truth = new Evaluator(deal.Parts.Symbols, Clocks.None, table, new DiagnosticBag(), new Encounters()).Number(condition, new Circumstances(0, null));
        needed = table.NeededFor([truth]);
        Measure = condition.All.OfType<AskValue>().Select(asked => asked.Ask.Index).FirstOrDefault(-1);
        Asked = condition.All.OfType<AskValue>().Select(asked => asked.Ask.Index).ToHashSet();
    }

    /// <summary>The condition as it is written.</summary>
    public string Text { get; }

    /// <summary>Number of the first ask it speaks of, or −1.</summary>
    public int Measure { get; }

    /// <summary>Numbers of all the asks that it speaks of.</summary>
    public IReadOnlySet<int> Asked { get; }

    /// <summary>Assumptions that the condition itself speaks of.</summary>
    public IEnumerable<int> Assumptions => table.AssumptionsOf([truth]).Where(input => input < assumptions);

    /// <summary>The question that decides and which way is better (1: more, −1: less); null where the condition is not one comparison of one question with something else.</summary>
    public (int Ask, int Sign)? Decides =>
        (condition is Defined defined ? defined.Body : condition) switch
        {
            BoundBinary { Left: AskValue left, Right: var right } compared when !Asks(right) => Turned(left.Ask.Index, Direction(compared.Operator)),
            BoundBinary { Left: var left, Right: AskValue right } compared when !Asks(left) => Turned(right.Ask.Index, -Direction(compared.Operator)),
            _ => null,
        };

    /// <param name="measures">[ask] what it came to.</param>
    /// <param name="values">[assumption] its value.</param>
    /// <returns>Whether the offer holds.</returns>
    public bool Holds(ReadOnlySpan<double> measures, ReadOnlySpan<double> values)
    {
        const int room = 64;
        Span<double> inputs =
            assumptions + measures.Length <= room ? stackalloc double[assumptions + measures.Length] : new double[assumptions + measures.Length];
        values[..assumptions].CopyTo(inputs);
        measures.CopyTo(inputs[assumptions..]);
        Span<double> entries = table.Count <= room ? stackalloc double[table.Count] : new double[table.Count];
        table.Evaluate(needed, inputs, entries);
        return entries[truth.Index] != 0;
    }

    private static bool Asks(BoundExpression expression) => expression.All.OfType<AskValue>().Any();

    private static (int, int)? Turned(int ask, int sign) => sign == 0 ? null : (ask, sign);

    private static int Direction(BinaryOperator how) =>
        how switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => 1,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => -1,
            _ => 0,
        };
}
