using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>A number that follows from assumptions and was not drawn.</summary>
/// <param name="Name">The word used in the deal.</param>
/// <param name="Sentence">What it means; empty where nothing is said.</param>
/// <param name="Formula">What it follows from, as typed.</param>
/// <param name="Best">What it is at the best values.</param>
/// <param name="Low">The smallest it is in any of the worlds that are kept.</param>
/// <param name="High">The largest.</param>
/// <param name="Source">The source's text; null where nobody is named.</param>
public sealed record DerivedResult(string Name, string Sentence, string Formula, double Best, double Low, double High, string? Source)
{
    /// <param name="offer">Any offer of the deal.</param>
    /// <param name="best">[assumption] its best value.</param>
    /// <param name="worlds">[draw][assumption]</param>
    /// <returns>In the order of the text; null where the deal has none.</returns>
    internal static IReadOnlyList<DerivedResult>? All(LoweredOffer offer, double[] best, double[][] worlds)
    {
        var derived = offer.Deal.DerivedAssumptions.ToList();
        if (derived.Count == 0)
            return null;
        var numbers = new DerivedNumbers(offer);
        var (atBest, drawn) = (numbers.In(best), worlds.Select(numbers.In).ToList());
        return
        [
            .. derived.Select(
                (number, d) =>
                    new DerivedResult(
                        number.Name,
                        number.Sentence ?? "",
                        ExpressionText.Of(number.Value),
                        atBest[d],
                        drawn.Select(values => values[d]).DefaultIfEmpty(atBest[d]).Min(),
                        drawn.Select(values => values[d]).DefaultIfEmpty(atBest[d]).Max(),
                        number.Source is null ? null : offer.Deal.SourceText(number.Source)
                    )
            ),
        ];
    }
}
