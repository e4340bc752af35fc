using Foedus.Units;

namespace Foedus.Weighing.Engine;

/// <summary>What forks make of the answer: who leads, the worst and the best, the mixture where weights are given.</summary>
internal static class ForkSummaries
{
    /// <summary>The weighted mean over combinations; null unless every one has a weight.</summary>
    /// <remarks>All are on the same draws, so the mean of the intervals' ends is no narrower than an interval of the mean.</remarks>
    public static IReadOnlyList<ForkOffer>? Mixture(IReadOnlyList<(double? Weight, IReadOnlyList<ForkOffer> Offers)> combinations)
    {
        if (combinations.Any(combination => combination.Weight is null))
            return null;
        // An answer without weight is in no mean, whatever became of its draws.
        var counted = combinations.Where(combination => combination.Weight > 0).ToList();
        WorldShare Mean(int offer, Func<ForkOffer, WorldShare> share) => new(
            counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).Share),
            counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).Low),
            counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).High));
        return [.. combinations[0].Offers.Select((offer, o) => offer with
        {
            Holds = offer.Holds is null ? null : Mean(o, each => each.Holds!),
            AllSign = Mean(o, each => each.AllSign),
            SignedAndHolds = offer.SignedAndHolds is null ? null : Mean(o, each => each.SignedAndHolds!),
            NotConverged = counted.Sum(each => each.Offers[o].NotConverged),
        })];
    }

    /// <summary>The worst and the best answer for every offer that a headline names, in a sentence each; nothing where it names none.</summary>
    public static IReadOnlyList<string> Sentences(string headline, IReadOnlyList<OfferResult> offers, IReadOnlyList<(string Title, IReadOnlyList<ForkOffer> Offers)> under) =>
        [.. offers.Where(offer => !offer.IsNoDeal && headline.Contains($"'{offer.Title}'", StringComparison.Ordinal)).Select(offer => Sentence(offer, under))];

    private static string Sentence(OfferResult offer, IReadOnlyList<(string Title, IReadOnlyList<ForkOffer> Offers)> under)
    {
        var all = under.Select(each => (each.Title, Offer: each.Offers.First(other => other.Offer == offer.Name))).ToList();
        var isSigned = all.Any(each => Yardstick(each.Offer).Share > 0);
        var shares = all.Select(each => (each.Title, Share: isSigned ? Yardstick(each.Offer) : each.Offer.Holds ?? each.Offer.AllSign)).Where(each => !double.IsNaN(each.Share.Share)).ToList();
        if (shares.Count < all.Count)
            return $"What '{offer.Title}' comes to is not known under {all.Count - shares.Count} of {Words.Counted(all.Count, "answer")}: no world has a certified solution there.";
        var (best, worst) = (shares.MaxBy(each => each.Share.Share), shares.MinBy(each => each.Share.Share));
        var what = offer.Holds is null ? "would be signed by all" : isSigned ? "would be signed by all and hold" : "holds, signed or not,";
        return Unit.Worlds.Shown(best.Share.Share) == Unit.Worlds.Shown(worst.Share.Share)
            ? $"'{offer.Title}' {what} in {best.Share.InWords} under every answer of the forks."
            : $"'{offer.Title}' {what} in {best.Share.InWords} if “{best.Title}”, {Unit.Worlds.Number(worst.Share.Share)} if “{worst.Title}”.";
    }

    private static WorldShare Yardstick(ForkOffer offer) => offer.SignedAndHolds ?? offer.AllSign;
}
