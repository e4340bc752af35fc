using Foedus.Binding;
using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>The numbers of a deal that follow from its assumptions: what each comes to in a world.</summary>
internal sealed class DerivedNumbers
{
    private readonly CoefficientTable table = new();
    private readonly Coefficient[] numbers;
    private readonly int[] needed;

    /// <param name="offer">Any offer of the deal.</param>
    public DerivedNumbers(LoweredOffer offer)
    {
        var evaluator = new Evaluator(offer.Bound.Parts.Symbols, Clocks.None, table, new DiagnosticBag(), new Encounters());
        numbers =
        [
            .. offer
                .Bound.Parts.Symbols.Definitions.Where(definition => definition.IsDerived)
                .Select(definition => evaluator.Number(definition.Body!, new Circumstances(0, null))),
        ];
        needed = table.NeededFor(numbers);
    }

    /// <param name="world">[assumption] its value.</param>
    /// <returns>In the order of the text.</returns>
    public double[] In(double[] world)
    {
        var values = new double[table.Count];
        table.Evaluate(needed, world, values);
        return [.. numbers.Select(number => values[number.Index])];
    }
}
