using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Engine;

namespace Foedus.Telling.Briefs;

/// <summary>What each answer of the forks does to the numbers of the bottom line: of every offer that it names, signed by all and holding, and holding signed or not.</summary>
internal static class BriefForks
{
    /// <summary>Answers of a fork that are no further apart are told together, as a share of the worlds.</summary>
    public const double Told = 0.05;

    private static readonly Func<ForkOffer, WorldShare?>[] Yardsticks = [offer => offer.SignedAndHolds ?? offer.AllSign, offer => offer.Holds];

    /// <param name="result">As weighed.</param>
    /// <param name="shown">Offers that the brief is about.</param>
    public static IEnumerable<string> Of(WeighingResult result, IReadOnlyList<OfferResult> shown)
    {
        if (result.Forks is not { Count: > 0 } forks)
            yield break;
        var still = new List<string>();
        foreach (var fork in forks)
            if (Moved(result, fork, shown) is { Length: > 0 } moved)
                yield return $"{fork.Title} ({string.Join(" / ", fork.Answers.Select(answer => $"“{answer.Title}”"))}): {moved}.";
            else
                still.Add(fork.Title);
        if (still.Count > 0)
            yield return $"No number of the bottom line moves by more than {Unit.Worlds.Text(Told)} with: {string.Join("; ", still)}{(still[^1].EndsWith('?') ? "" : ".")}";
        var under = ForkAnswers.Under(forks, result.Combinations);
        foreach (var offer in shown.Where(offer => Yardsticks.Any(of => IsFurther(forks, under, offer, of))))
            yield return "Several answers together: " + string.Concat(ForkSummaries.Sentences(new Headline("", [offer], []), result.Offers, forks, under));
    }

    private static List<WorldShare> Shares(ForkResult fork, OfferResult offer, Func<ForkOffer, WorldShare?> of) =>
        [.. fork.Answers.Select(answer => of(answer.Offers.First(under => under.Offer == offer.Name))).OfType<WorldShare>()];

    // What is not known under some answer is told as well.
    private static bool Moves(List<WorldShare> shares) =>
        shares.Exists(share => double.IsNaN(share.Share)) || shares.Count > 0 && shares.Max(share => share.Share) - shares.Min(share => share.Share) > Told;

    // Answer by answer in the order in which they are named; empty where no number moves.
    private static string Moved(WeighingResult result, ForkResult fork, IReadOnlyList<OfferResult> shown)
    {
        static string Each(List<WorldShare> shares) => string.Join(" / ", shares.Select(share => double.IsNaN(share.Share) ? "not known" : share.WithRange));
        string By(Func<ForkOffer, WorldShare?> of) =>
            string.Join(
                ", ",
                shown
                    .Select(offer => (offer, Shares: Shares(fork, offer, of)))
                    .Where(each => Moves(each.Shares))
                    .Select(each => $"“{result.TitleOf(each.offer.Name)}” {Each(each.Shares)}")
            );
        return string.Join(
            "; ",
            new[]
            {
                ($"of 100 worlds signed by all{(result.HoldsWhen is null ? "" : " and holding")}: ", By(Yardsticks[0])),
                ("of 100 holding, signed or not: ", By(Yardsticks[1])),
            }
                .Where(each => each.Item2.Length > 0)
                .Select(each => each.Item1 + each.Item2)
        );
    }

    // Whether some combination goes beyond what the answers of each fork alone do.
    private static bool IsFurther(IReadOnlyList<ForkResult> forks, IReadOnlyList<UnderAnswers> under, OfferResult offer, Func<ForkOffer, WorldShare?> of)
    {
        var all = under
            .Select(each => of(each.Offers.First(other => other.Offer == offer.Name))?.Share ?? double.NaN)
            .Where(share => !double.IsNaN(share))
            .ToList();
        var alone = forks.SelectMany(fork => Shares(fork, offer, of)).Select(share => share.Share).Where(share => !double.IsNaN(share)).ToList();
        return all.Count > 0 && alone.Count > 0 && (all.Max() - alone.Max() > Told || alone.Min() - all.Min() > Told);
    }
}
