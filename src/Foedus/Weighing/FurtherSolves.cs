using Foedus.Binding;
using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>What a weighed result owes to solves beside its draws and those at the best values: kept with a run, so that its report can be made again without them.</summary>
internal sealed record FurtherSolves
{
    /// <summary>[offer][ask] numerical errors; null where nothing is private.</summary>
    public required IReadOnlyList<double[]?> Errors { get; init; }

    /// <summary>[offer][type of a party that hides something] numerical errors of beliefs; null where none were measured.</summary>
    public IReadOnlyList<IReadOnlyList<double>?>? BeliefErrors { get; init; }

    /// <summary>[assumption][offer] thresholds; null: none found.</summary>
    public required IReadOnlyList<double?[]> Flips { get; init; }

    public required IReadOnlyList<EffectsResult> Effects { get; init; }

    public required IReadOnlyList<AnswerMap> Maps { get; init; }

    public required RankingResult? Ranking { get; init; }

    public required IReadOnlyList<ReadingResult>? Readings { get; init; }

    public IReadOnlyList<ForkResult>? Forks { get; init; }

    public IReadOnlyList<ForkCombination>? Combinations { get; init; }

    public IReadOnlyList<ForkOffer>? Mixture { get; init; }

    /// <summary>Answers by fork in worlds weighted by evidence; null where that was not asked for.</summary>
    public IReadOnlyList<GivenCombination>? GivenCombinations { get; init; }

    /// <summary>The same over all answers.</summary>
    public GivenMixture? GivenMixture { get; init; }

    public IReadOnlyList<ForkEffects>? ForkEffects { get; init; }

    /// <summary>What several solutions would change; null where nothing was looked for.</summary>
    public Equilibria? Equilibria { get; init; }

    /// <summary>Answers with everybody more careful; null where they were not repeated.</summary>
    public IReadOnlyList<OfferCare>? Care { get; init; }

    /// <summary>What slips do; null where it was not looked at.</summary>
    public IReadOnlyList<SlipEffect>? Slips { get; init; }

    /// <summary>What the model check found; null where it was not looked at.</summary>
    public IReadOnlyList<ModelFinding>? ModelCheck { get; init; }

    /// <summary>Those of a result.</summary>
    public static FurtherSolves Of(WeighingResult result) =>
        new()
        {
            Errors =
            [
                .. result.Offers.Select(offer =>
                    offer.Measures.Any(measure => measure.NumericalError is null) || offer.Measures.Count == 0
                        ? null
                        : offer.Measures.Select(measure => measure.NumericalError!.Value).ToArray()
                ),
            ],
            BeliefErrors =
            [
                .. result.Offers.Select(offer =>
                    offer.Beliefs.Count == 0 || offer.Beliefs.Any(path => path.NumericalError is null)
                        ? null
                        : offer.Beliefs.Select(path => path.NumericalError!.Value).ToArray()
                ),
            ],
            Flips = [.. result.Assumptions.Select(assumption => assumption.ByOffer.Select(sensitivity => sensitivity.Flip).ToArray())],
            Effects = result.Analysis?.Effects ?? [],
            Maps = result.Analysis?.Maps ?? [],
            Ranking = result.Analysis?.Ranking,
            Readings = result.Readings,
            Forks = result.Forks,
            Combinations = result.Combinations,
            Mixture = result.Mixture,
            GivenCombinations = result.Given?.Combinations,
            GivenMixture = result.Given?.Mixture,
            ForkEffects = result.ForkEffects,
            Equilibria = result.Equilibria,
            Care = result.Care,
            Slips = result.Slips,
            ModelCheck = result.ModelCheck,
        };

    /// <summary>Why this cannot be of a deal, in a few words; null where it can. For files that somebody else may have written.</summary>
    internal string? WhyNotOf(IReadOnlyList<LoweredOffer> offers, AssumptionSet assumptions)
    {
        var names = assumptions.Assumptions.Select(assumption => assumption.Name).ToHashSet();
        var offered = offers.Select(offer => offer.Offer.Name).ToHashSet();
        return Errors.Count != offers.Count
            || !Errors
                .Zip(offers)
                .All(pair =>
                    pair.First is null || (pair.First.Length == pair.Second.Asks.Count && pair.First.All(error => double.IsFinite(error) && error >= 0))
                )
                ? "its numerical errors are not those of the offers"
            : BeliefErrors is { } beliefs
            && (
                beliefs.Count != offers.Count
                || !beliefs
                    .Zip(offers)
                    .All(pair =>
                        pair.First is null || pair.First.Count == pair.Second.Game.HiddenSlots.Count && pair.First.All(error => error is >= 0 and <= 2)
                    )
            )
                ? "its numerical errors of beliefs are not those of the offers"
            : Flips.Count != names.Count || !Flips.All(flips => flips.Length == offers.Count && flips.All(flip => flip is null || double.IsFinite(flip.Value)))
                ? "its thresholds are not those of the assumptions"
            : Effects.Count > offers.Count || !Effects.All(effects => offered.Contains(effects.Offer) && Fits(effects, names))
                ? "its effects are not those of the offers"
            : Maps.Count > offers.Count || !Maps.All(map => offered.Contains(map.Offer) && Fits(map, names)) ? "its maps are not those of the offers"
            : Ranking is { } ranking && !Fits(ranking, names, offered) ? "its ranking is not that of the offers"
            : Equilibria is { } equilibria && !(equilibria.Offers.Count <= offers.Count && equilibria.Offers.All(offer => offered.Contains(offer.Offer)))
                ? "its equilibria are not those of the offers"
            : !(Care ?? []).All(care => offered.Contains(care.Offer)) ? "its answers with more care are not those of the offers"
            : !(Slips ?? []).All(slip => offered.Contains(slip.Offer)) ? "its slips are not those of the offers"
            : !(ModelCheck ?? []).All(found => offered.Contains(found.Offer)) ? "its model check is not that of the offers"
            : Readings is { Count: > 1_000 } ? "it has too many readings"
            : !(Readings ?? []).All(reading => IsOf(reading.Ahead, offers)) ? "its readings are not of the offers"
            : !GivenFits(GivenCombinations ?? [], GivenMixture, offers) ? "its answers given evidence are not those of the offers"
            : !Fits(Forks ?? [], Combinations ?? [], Mixture, offers) ? "its answers by fork are not those of the offers"
            : !(ForkEffects ?? []).All(effects => offered.Contains(effects.Offer) && Fits(effects, names)) ? "its effects by fork are not those of the offers"
            : null;
    }

    private static bool Fits(
        IReadOnlyList<ForkResult> forks,
        IReadOnlyList<ForkCombination> combinations,
        IReadOnlyList<ForkOffer>? mixture,
        IReadOnlyList<LoweredOffer> offers
    )
    {
        bool Are(IReadOnlyList<ForkOffer> some) => some.Select(offer => offer.Offer).SequenceEqual(offers.Select(offer => offer.Offer.Name));
        var declared = offers[0].Deal.Forks.ToDictionary(fork => fork.Name, fork => fork.Answers.Select(answer => answer.Name).ToList());
        return forks.Count <= declared.Count
            && combinations.Count <= ForkCombination.Most
            && (mixture is null || forks.Count > 0 && Are(mixture))
            && (forks.Count > 1) == (combinations.Count > 1)
            && forks.All(fork =>
                declared.TryGetValue(fork.Fork, out var answers)
                && fork.Answers.Select(answer => answer.Answer).SequenceEqual(answers)
                && fork.Answers.All(answer => Are(answer.Offers) && IsOf(answer.Ahead, offers))
            )
            && combinations.All(combination => Are(combination.Offers))
            && forks
                .SelectMany(fork => fork.Answers.SelectMany(answer => answer.Offers))
                .Concat(combinations.SelectMany(combination => combination.Offers))
                .SelectMany(offer => offer.NumericalErrors)
                .All(error => offers[0].Asks.Any(ask => ask.Name == error.Measure) && double.IsFinite(error.Error) && error.Error >= 0);
    }

    private static bool IsOf(AheadResult? ahead, IReadOnlyList<LoweredOffer> offers) =>
        ahead is null || ahead.Others.Select(other => other.Offer).Append(ahead.Leader).All(name => offers.Any(offer => offer.Offer.Name == name));

    private static bool GivenFits(IReadOnlyList<GivenCombination> combinations, GivenMixture? mixture, IReadOnlyList<LoweredOffer> offers)
    {
        bool Are(IReadOnlyList<GivenOffer> some) =>
            some.Count == 0 || some.Select(offer => offer.Offer).SequenceEqual(offers.Select(offer => offer.Offer.Name));
        return combinations.Count <= ForkCombination.Most
            && combinations.All(combination => Are(combination.Offers))
            && (mixture is null || Are(mixture.Offers));
    }

    private static bool Fits(ForkEffects effects, HashSet<string> names) =>
        effects.Title.Length > 0
        && effects.Combinations.Count <= ForkCombination.Most
        && effects.Combinations.All(combination =>
            combination.ByAssumption.Count <= names.Count && combination.ByAssumption.All(effect => names.Contains(effect.Assumption))
        )
        && (effects.Mixture is not { } mixture || mixture.ByAssumption.All(effect => names.Contains(effect.Assumption)));

    private static bool Fits(EffectsResult effects, HashSet<string> names) =>
        effects.Screening.Count <= names.Count
        && effects.Screening.All(screened => names.Contains(screened.Assumption))
        && effects.Outcomes.Count <= 3
        && effects.Outcomes.All(outcome =>
            outcome.Outcome is "measure" or "holds" or "signedAndHolds"
            && outcome.Title.Length > 0
            && outcome.BySource.Count <= names.Count
            && outcome.ByAssumption.Count <= names.Count
            && outcome.ByAssumption.All(effect => names.Contains(effect.Assumption))
        );

    private static bool Fits(AnswerMap map, HashSet<string> names) =>
        names.Contains(map.X)
        && names.Contains(map.Y)
        && map.Xs.Count is > 0 and <= AnswerMap.MostPoints
        && map.Ys.Count is > 0 and <= AnswerMap.MostPoints
        && map.Xs.Concat(map.Ys).All(double.IsFinite)
        && map.Values.Count == map.Ys.Count
        && map.Values.All(row => row.Length == map.Xs.Count)
        && map.Holds.Count == map.Ys.Count
        && map.Holds.All(row => row.Length == map.Xs.Count);

    private static bool Fits(RankingResult ranking, HashSet<string> names, HashSet<string> offered) =>
        offered.Contains(ranking.Leader)
        && ranking.Level.All(offered.Contains)
        && ranking.Challengers.All(challenger => offered.Contains(challenger.Offer))
        && ranking.Flips.Concat(ranking.Nearest?.Changes ?? []).All(flip => names.Contains(flip.Assumption) && offered.Contains(flip.Offer))
        && ranking.NeverAlone.Concat(ranking.NotKnown).All(names.Contains);
}
