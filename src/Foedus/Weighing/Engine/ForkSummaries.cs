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
        WorldShare Mean(int offer, Func<ForkOffer, WorldShare> share) =>
            new(
                counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).Share),
                counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).Low),
                counted.Sum(each => each.Weight!.Value * share(each.Offers[offer]).High)
            );
        return
        [
            .. combinations[0]
                .Offers.Select(
                    (offer, o) =>
                        offer with
                        {
                            Holds = offer.Holds is null ? null : Mean(o, each => each.Holds!),
                            AllSign = Mean(o, each => each.AllSign),
                            SignedAndHolds = offer.SignedAndHolds is null ? null : Mean(o, each => each.SignedAndHolds!),
                            NotConverged = counted.Sum(each => each.Offers[o].NotConverged),
                            Promises = [],
                            NumericalErrors = [],
                        }
                ),
        ];
    }

    /// <summary>The worst and the best answer for every offer that a headline names, in a sentence each; nothing where it names none.</summary>
    public static IReadOnlyList<string> Sentences(
        Headline headline,
        IReadOnlyList<OfferResult> offers,
        IReadOnlyList<ForkResult> forks,
        IReadOnlyList<UnderAnswers> under
    ) => [.. offers.Where(headline.Named.Contains).Select(offer => Sentence(offer, forks, under))];

    /// <summary>What each offer whose holding a headline tells comes to, signed or not, under the answers of the forks; empty where it is much the same under all.</summary>
    /// <param name="headline">As written.</param>
    /// <param name="offers">As weighed.</param>
    /// <param name="under">[answer] what each gives.</param>
    public static string Holding(Headline headline, IReadOnlyList<OfferResult> offers, IReadOnlyList<UnderAnswers> under)
    {
        var turned = offers
            .Where(headline.Holding.Contains)
            .Select(offer => (offer.Title, Ends: Holds(offer, under)))
            .Where(each => each.Ends is { } ends && Differ(ends.Least, ends.Most))
            .ToList();
        return turned.Count == 0
            ? ""
            : $" Under the answers of the forks {Words.Listed([.. turned.Select((each, e) => $"“{each.Title}”{(e == 0 ? " holds" : "")} in {Unit.Worlds.Number(each.Ends!.Value.Least.Share.Share)} to {Unit.Worlds.Number(each.Ends.Value.Most.Share.Share)}")])} of 100, ranges aside.";
    }

    // Worlds in which it holds under the answers that are worst for it and under the best ones; null where some answer has no certified world.
    private static (Under Least, Under Most)? Holds(OfferResult offer, IReadOnlyList<UnderAnswers> under)
    {
        var all = under.Select(each => (each.Answers, Share: each.Offers.First(other => other.Offer == offer.Name).Holds)).ToList();
        return all.Any(each => each.Share is null || double.IsNaN(each.Share.Share)) ? null : Ends([.. all.Select(each => (each.Answers, each.Share!))]);
    }

    private static bool Differ(Under least, Under most) => Unit.Worlds.Shown(least.Share.Share) != Unit.Worlds.Shown(most.Share.Share);

    private static (Under Least, Under Most) Ends(IReadOnlyList<(IReadOnlyDictionary<string, string> Answers, WorldShare Share)> all)
    {
        Under Those(WorldShare share) => new([.. all.Where(each => each.Share.Share == share.Share).Select(each => each.Answers)], share);
        return (Those(all.MinBy(each => each.Share.Share).Share), Those(all.MaxBy(each => each.Share.Share).Share));
    }

    // Every combination of answers under which a share is this one.
    private sealed record Under(IReadOnlyList<IReadOnlyDictionary<string, string>> Answers, WorldShare Share);

    private static string Sentence(OfferResult offer, IReadOnlyList<ForkResult> forks, IReadOnlyList<UnderAnswers> under)
    {
        var all = under.Select(each => (each.Answers, Offer: each.Offers.First(other => other.Offer == offer.Name))).ToList();
        var isSigned = all.Any(each => Yardstick(each.Offer).Share > 0);
        var shares = all.Select(each => (each.Answers, Share: isSigned ? Yardstick(each.Offer) : each.Offer.Holds ?? each.Offer.AllSign))
            .Where(each => !double.IsNaN(each.Share.Share))
            .ToList();
        if (shares.Count < all.Count)
            return $"What “{offer.Title}” comes to is not known under {all.Count - shares.Count} of {Words.Counted(all.Count, "answer")}: no world has a certified solution there.";
        var what =
            offer.Holds is null ? "would be signed by all"
            : isSigned ? "would be signed by all and hold"
            : "holds, signed or not,";
        return $"“{offer.Title}” {what} in {Between(Ends(shares))}"
            + (isSigned && Holds(offer, under) is { } ends ? $" It holds, signed or not, in {Between(ends)}" : "");

        string Between((Under Least, Under Most) ends) =>
            !Differ(ends.Least, ends.Most)
                ? $"{ends.Most.Share.WithRange} of 100 under every answer of the forks."
                : $"{ends.Most.Share.WithRange} of 100 if “{ForkAnswers.InWords(forks, ends.Most.Answers)}”, {ends.Least.Share.WithRange} if “{ForkAnswers.InWords(forks, ends.Least.Answers)}”.";
    }

    private static WorldShare Yardstick(ForkOffer offer) => offer.SignedAndHolds ?? offer.AllSign;
}
