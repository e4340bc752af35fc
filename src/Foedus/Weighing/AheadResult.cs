using System.Text.Json.Serialization;

namespace Foedus.Weighing;

/// <summary>Which offer is ahead: signed by all and holding in most worlds (signed by all, where the deal states no condition), and which others may as well be.</summary>
/// <param name="Leader">The offer.</param>
/// <param name="Others">How far the others are behind it, on the same draws; the nearest first.</param>
public sealed record AheadResult(string Leader, IReadOnlyList<Behind> Others)
{
    /// <summary>Offers that are level with it within sampling.</summary>
    [JsonIgnore]
    public IEnumerable<string> Level => Others.Where(other => other.IsLevel).Select(other => other.Offer);

    /// <summary>Whether it is ahead of every other by more than sampling explains.</summary>
    [JsonIgnore]
    public bool IsClear => Others.All(other => !other.IsLevel);

    /// <summary>How far the leader is ahead of an offer; null where it leads itself, is level with the leader, or was not compared.</summary>
    internal Behind? Over(string offer) => Others.FirstOrDefault(other => other.Offer == offer && !other.IsLevel);

    /// <param name="offers">[offer] 1 in a draw where all sign and it holds, 0 where not, NaN where it is not known.</param>
    /// <param name="scrambles">Draws are dealt to scrambles in turn.</param>
    /// <param name="weights">[draw] how much each counts; null: all alike.</param>
    /// <returns>Null where none is so in any world.</returns>
    internal static AheadResult? Of(IReadOnlyList<(string Offer, double[] Column)> offers, int scrambles, double[]? weights = null)
    {
        WorldShare Share(double[] column, double least) =>
            weights is null ? Statistics.Share(column, scrambles, least) : WeightedShare.Of(column, weights, scrambles, least);
        var shares = offers.Select(offer => (offer.Offer, offer.Column, Share(offer.Column, 0).Share)).Where(offer => offer.Share > 0).ToList();
        if (shares.Count == 0)
            return null;
        var first = shares.MaxBy(offer => offer.Share);
        return new AheadResult(
            first.Offer,
            [
                .. offers
                    .Where(offer => offer.Offer != first.Offer)
                    .Select(offer => new Behind(offer.Offer, Share([.. first.Column.Zip(offer.Column, (one, other) => one - other)], -1)))
                    .OrderBy(other => other.By.Share),
            ]
        );
    }
}

/// <param name="Offer">Which.</param>
/// <param name="By">Difference of the two shares on the worlds in which both are known, with its 95% interval from independent scrambles.</param>
public sealed record Behind(string Offer, WorldShare By)
{
    /// <summary>Whether the interval has 0 in it: the draws do not tell which of the two is ahead.</summary>
    public bool IsLevel => !(By.Low > 0);
}
