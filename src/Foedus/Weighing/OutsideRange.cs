using System.Globalization;
using Foedus.Model;
using Foedus.Numerics.Sampling;

namespace Foedus.Weighing;

/// <summary>Values that somebody fixes although the deal gives the assumption another range.</summary>
public static class OutsideRange
{
    /// <summary>A sentence for each value outside what the deal draws.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="fixedValues">Assumptions by name, and the values given them.</param>
    public static IEnumerable<string> Of(Deal deal, IReadOnlyDictionary<string, double> fixedValues)
    {
        if (fixedValues.Count == 0)
            yield break;
        var asWritten = new AssumptionSet(deal, new WeighingOptions());
        for (var a = 0; a < asWritten.Assumptions.Count; a++)
        {
            var (assumption, drawn) = (asWritten.Assumptions[a], asWritten.Distributions[a]);
            if (drawn is not PointMass && fixedValues.TryGetValue(assumption.Name, out var value) && (value < drawn.Low || value > drawn.High))
                yield return $"{assumption.Name} = {Text(value)} lies outside the range that the deal gives it, {Text(drawn.Low)} to {Text(drawn.High)}.";
        }
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
