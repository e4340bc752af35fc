namespace Foedus.Weighing;

/// <summary>An assumption whose best value stands where the answer of the offer that is ahead flips: all that is told at the best values hangs on it.</summary>
/// <param name="Offer">The offer that is ahead.</param>
/// <param name="Assumption">Which.</param>
/// <param name="Value">Beyond it the offer no longer holds with all else at the best values, or holds where it did not.</param>
/// <param name="Distance">How far the best value is from it, as a share of the range: less than <see cref="Edge"/>.</param>
public sealed record EdgeResult(string Offer, string Assumption, double Value, double Distance)
{
    /// <summary>Share of its range by which an assumption may be off before the answer at the best values is another one.</summary>
    public const double Edge = 0.05;

    /// <returns>The nearest first; null where no offer is ahead, or its answer at the best values is not known.</returns>
    internal static IReadOnlyList<EdgeResult>? Of(WeighingResult result)
    {
        var at = result.Offers.ToList().FindIndex(offer => offer.Name == result.Ahead?.Leader);
        return at < 0 || result.Offers[at].HoldsAtBest is null
            ? null
            :
            [
                .. result
                    .Assumptions.Where(assumption => assumption.High > assumption.Low && assumption.ByOffer.Count > at)
                    .Select(assumption =>
                        assumption.ByOffer[at].Flip is { } flip
                            ? new EdgeResult(
                                result.Offers[at].Name,
                                assumption.Name,
                                flip,
                                Math.Abs(flip - assumption.Best) / (assumption.High - assumption.Low)
                            )
                            : null
                    )
                    .OfType<EdgeResult>()
                    .Where(edge => edge.Distance < Edge)
                    .OrderBy(edge => edge.Distance),
            ];
    }
}
