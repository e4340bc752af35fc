using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Engine;

namespace Foedus.Telling.Weighed;

/// <summary>What the answer comes to under each answer of the deal's forks.</summary>
internal static class ForksSection
{
    public static ToldSection? Tell(WeighedDeal deal) => deal.Result.Forks is not { Count: > 0 } forks ? null : new ToldSection(Place.ByFork, "Does it hang on how the world works?",
    [
        new ToldText("Worlds of 100 in which the offer holds, in which all would sign, and both, under each answer; all on the same draws. The answer named first is the deal as written. "
            + "Every number outside this section is of the deal as written.", TextRole.Note),
        .. ForkSummaries.Sentences(deal.Result).Select(sentence => new ToldText(sentence)),
        .. forks.Select(fork => new ToldGroup(fork.Title, fork.Fork, [Table(deal.Result, [.. fork.Answers.Select(answer => (answer.Title, answer.Weight, answer.Offers))])])),
        .. deal.Result.Combinations is { } combinations
            ? [new ToldGroup("All answers together", null, [Table(deal.Result, [.. combinations.Select(combination => (combination.Title, combination.Weight, combination.Offers))])])]
            : Array.Empty<ToldBlock>(),
        .. deal.Result.Mixture is { } mixture
            ? [new ToldGroup("Mixed by the deal's weights", null, [Table(deal.Result, [("all, by weight", 1, mixture)])])]
            : Array.Empty<ToldBlock>(),
        .. ForkEffectsBlocks.Tell(deal),
    ]);

    /// <summary>Whether an answer puts another offer ahead, in sentences.</summary>
    public static IEnumerable<ToldBlock> Flips(WeighingResult result)
    {
        foreach (var fork in result.Forks ?? [])
        {
            var written = fork.Answers.Select(answer => answer.Leader).FirstOrDefault();
            var flips = fork.Answers.Skip(1).Where(answer => answer.Leader != written).ToList();
            if (flips.Count == 0)
                yield return new ToldText($"{fork.Title}: no other answer puts another offer ahead{(written is null ? "; none is ahead as written" : $" of '{TitleOf(result, written)}'")}.");
            foreach (var answer in flips)
                yield return new ToldText($"{fork.Title}: if “{answer.Title}”, {(answer.Leader is null ? "no offer" : $"'{TitleOf(result, answer.Leader)}'")} is ahead{(written is null ? "; as written none is" : $" instead of '{TitleOf(result, written)}'")}.");
        }
    }

    private static string TitleOf(WeighingResult result, string offer) => result.Offers.FirstOrDefault(other => other.Name == offer)?.Title ?? offer;

    private static ToldTable Table(WeighingResult result, IReadOnlyList<(string Title, double? Weight, IReadOnlyList<ForkOffer> Offers)> answers)
    {
        var isWeighted = answers.Any(answer => answer.Weight is not null) && answers.Count > 1;
        return new ToldTable(
            [new ToldColumn("Offer"), new ToldColumn("Answer"), .. isWeighted ? [ToldColumn.Of("Weight")] : Array.Empty<ToldColumn>(), ToldColumn.Of("Holds, of 100"), ToldColumn.Of("All sign, of 100"), ToldColumn.Of("Both, of 100")],
            [.. answers[0].Offers.SelectMany((_, o) => answers.Select(answer => Row(result, answer.Title, isWeighted ? answer.Weight : null, answer.Offers[o])))]);
    }

    private static IReadOnlyList<ToldCell> Row(WeighingResult result, string answer, double? weight, ForkOffer offer) =>
    [
        ToldCell.Say(TitleOf(result, offer.Offer)) with { Badge = offer.NotConverged > 0 ? $"{Words.Counted(offer.NotConverged, "world")} without a solution" : null },
        ToldCell.Say(answer), .. weight is { } given ? [ToldCell.Of(given, Unit.Plain)] : Array.Empty<ToldCell>(),
        Cell(offer.Holds), Cell(offer.IsNoDeal ? null : offer.AllSign), Cell(offer.IsNoDeal ? null : offer.SignedAndHolds),
    ];

    private static ToldCell Cell(WorldShare? share) => share is null ? ToldCell.None : ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High);
}
