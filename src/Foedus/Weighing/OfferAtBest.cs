using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>An offer at the best values, by one rule for all that is told of it: on the grid that its first draws chose, and on a finer one where that is not stable; on the grid that was asked for, where one was.</summary>
/// <param name="offer">The offer.</param>
/// <param name="best">The best values.</param>
/// <param name="knots">Knots that its draws are solved on.</param>
/// <param name="isAsked">Whether these were asked for.</param>
/// <param name="kept">What was solved already; null: not yet, or it was too large to be kept.</param>
internal sealed class OfferAtBest(LoweredOffer offer, double[] best, int knots, bool isAsked, RefinedOutcome? kept = null)
{
    public LoweredOffer Offer => offer;

    /// <summary>The solution; solved again where it was not kept, with the same numbers.</summary>
    /// <param name="cancel">Stops the work.</param>
    public RefinedOutcome Solved(CancellationToken cancel) => kept ?? GridRefinement.Quick(offer, best, knots, refine: !isAsked, cancel);
}
