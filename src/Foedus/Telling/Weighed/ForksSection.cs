using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What the answer comes to under each answer of the deal's forks.</summary>
internal static class ForksSection
{
    /// <summary>What all answers come to, each with its weight.</summary>
    public const string ByWeight = "all, by weight";

    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Forks is not { Count: > 0 } forks
            ? null
            : new ToldSection(
                Place.ByFork,
                "Does it hang on how the world works?",
                [
                    .. (deal.Result.ByFork ?? []).Select(sentence => new ToldText(sentence, TextRole.Point)),
                    .. Others(deal.Result) is > 0 and var others
                        ?
                        [
                            new ToldText(
                                $"What {Words.Counted(others, deal.Result.ByFork!.Count > 0 ? "more offer" : "offer")} {Words.Does(others, "comes", "come")} to under each answer stands in the tables."
                            ),
                        ]
                        : Array.Empty<ToldBlock>(),
                    new ToldText(
                        "Worlds of 100 in which the offer holds, in which all would sign, and both, under each answer; all on the same draws. The answer named first is the deal as written. "
                            + $"Numbers outside this section are of the deal {(deal.Result.NotAsWritten is null ? "as written" : "as it was asked for, told at the top")}, but where a table or a sentence names an answer.",
                        TextRole.Note
                    ),
                    .. forks.Select(fork => new ToldGroup(
                        fork.Title,
                        fork.Fork,
                        [Table(deal.Result, [.. fork.Answers.Select(answer => (ForkAnswers.Alone(fork, answer), answer.Weight, answer.Offers))])],
                        Fold: false
                    )),
                    .. deal.Result.Combinations is { } combinations
                        ?
                        [
                            new ToldGroup(
                                "All answers together",
                                null,
                                [Table(deal.Result, [.. combinations.Select(combination => (combination.Answers, combination.Weight, combination.Offers))])],
                                Fold: false
                            ),
                        ]
                        : Array.Empty<ToldBlock>(),
                    .. deal.Result.Mixture is { } mixture
                        ? [new ToldGroup("Mixed by the deal's weights", null, [Table(deal.Result, [(null, 1, mixture)])])]
                        : Array.Empty<ToldBlock>(),
                    .. ForkEffectsBlocks.Tell(deal),
                ]
            );

    // Offers that have no sentence.
    private static int Others(WeighingResult result) => result.ByFork is { } told ? result.Offers.Count(offer => !offer.IsNoDeal) - told.Count : 0;

    /// <summary>Whether an answer puts another offer ahead, in sentences.</summary>
    /// <param name="result">As weighed.</param>
    /// <param name="thatTurn">Only those that do, without what is ahead as written.</param>
    public static IEnumerable<ToldBlock> Flips(WeighingResult result, bool thatTurn = false)
    {
        string Ahead(ForkAnswer answer) => StandingWords.Of(result, answer.Ahead);
        foreach (var fork in result.Forks ?? [])
        {
            var written = fork.Answers[0];
            // What leads already, or may as well, is no other offer.
            var flips = fork
                .Answers.Skip(1)
                .Where(answer => answer.Leader != written.Leader || answer.Level.FirstOrDefault() != written.Level.FirstOrDefault())
                .Where(answer => !thatTurn || result.Ahead is not { Leader: var shown } || answer.Leader != shown && !answer.Level.Contains(shown))
                .ToList();
            if (flips.Count == 0 && !thatTurn)
                yield return new ToldText($"{fork.Title}: no other answer puts another offer ahead; as written {Ahead(written)}.");
            foreach (var answer in flips)
                yield return new ToldText($"{fork.Title}: if “{answer.Title}”, {Ahead(answer)}{(thatTurn ? "" : $"; as written {Ahead(written)}")}.");
        }
    }

    // What is the same under several answers is one row.
    private static IEnumerable<IReadOnlyList<ToldCell>> Rows(
        WeighingResult result,
        IReadOnlyList<(IReadOnlyDictionary<string, string>? Answers, double? Weight, IReadOnlyList<ForkOffer> Offers)> answers,
        int o,
        bool isWeighted
    ) =>
        answers
            .GroupBy(answer => (isWeighted ? answer.Weight : null, answer.Offers[o] with { Promises = [] }))
            .Select(same =>
                Row(
                    result,
                    same.First().Answers is null ? ByWeight : ForkAnswers.InWords(result.Forks!, [.. same.Select(answer => answer.Answers!)]),
                    same.Key.Item1,
                    same.Key.Item2
                )
            );

    private static ToldTable Table(
        WeighingResult result,
        IReadOnlyList<(IReadOnlyDictionary<string, string>? Answers, double? Weight, IReadOnlyList<ForkOffer> Offers)> answers
    )
    {
        var isWeighted = answers.Any(answer => answer.Weight is not null) && answers.Count > 1;
        return new ToldTable(
            [
                new ToldColumn("Offer"),
                new ToldColumn("Answer"),
                .. isWeighted ? [ToldColumn.Of("Weight")] : Array.Empty<ToldColumn>(),
                ToldColumn.Of("Holds, of 100"),
                ToldColumn.Of("All sign, of 100"),
                ToldColumn.Of("Both, of 100"),
            ],
            [.. answers[0].Offers.SelectMany((_, o) => Rows(result, answers, o, isWeighted))]
        );
    }

    private static IReadOnlyList<ToldCell> Row(WeighingResult result, string answer, double? weight, ForkOffer offer) =>
        [
            ToldCell.Say(result.TitleOf(offer.Offer)) with
            {
                Badge = offer.NotConverged > 0 ? $"{Words.Counted(offer.NotConverged, "world")} without a solution" : null,
            },
            ToldCell.Say(answer),
            .. weight is { } given ? [ToldCell.Of(given, Unit.Plain)] : Array.Empty<ToldCell>(),
            Cell(offer.Holds),
            Cell(offer.IsNoDeal ? null : offer.AllSign),
            Cell(offer.IsNoDeal ? null : offer.SignedAndHolds),
        ];

    private static ToldCell Cell(WorldShare? share) => share is null ? ToldCell.None : ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High);
}
