using Foedus.Answers;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Further solves as somebody else may have altered them: each alteration is refused with what it concerns.</summary>
public class SolvesOfAnother
{
    private static readonly DealFile Deal = SoundDeal.Read(WholeAnswer.Text);
    private static readonly AssumptionSet Assumptions = new(Deal.Deal, WholeAnswer.Options);
    private static readonly Lazy<FurtherSolves> Own = new(() => FurtherSolves.Of(Weigh.Run(Deal, WholeAnswer.Options with { Draws = 64 })));

    [Fact]
    public void What_was_solved_is_taken()
    {
        Assert.Null(Own.Value.WhyNotOf(Deal.Offers, Assumptions));
        Assert.Null(Bare(Own.Value).WhyNotOf(Deal.Offers, Assumptions));
        // With everything in it, so that each alteration below alters something.
        Assert.All(
            [
                Own.Value.Effects.Count,
                Own.Value.Maps.Count,
                Own.Value.Forks!.Count,
                Own.Value.Combinations is null ? 1 : 0,
                Own.Value.ForkEffects!.Count,
                Own.Value.Care!.Count,
                Own.Value.ModelCheck!.Count,
            ],
            count => Assert.True(count > 0)
        );
    }

    // Without anything that need not be there.
    private static FurtherSolves Bare(FurtherSolves own) =>
        own with
        {
            Effects = [],
            Maps = [],
            Ranking = null,
            Readings = null,
            Forks = null,
            Combinations = null,
            Mixture = null,
            GivenCombinations = null,
            GivenMixture = null,
            ForkEffects = null,
            Equilibria = null,
            Care = null,
            Slips = null,
            ModelCheck = null,
        };

    [Fact]
    public void What_was_altered_is_refused()
    {
        var own = Own.Value;
        var places = 0;
        var map = own.Maps[0];
        void Refused(string concerns, FurtherSolves altered)
        {
            places++;
            var why = altered.WhyNotOf(Deal.Offers, Assumptions);
            Assert.True(why?.Contains(concerns, StringComparison.Ordinal) == true, $"alteration {places} of its {concerns} is told as {why ?? "nothing"}");
        }
        foreach (double wrong in (double[])[double.NaN, double.PositiveInfinity, -1e-9])
            Refused("numerical errors", own with { Errors = [.. own.Errors.Select((errors, o) => o == 1 ? [.. errors![..^1], wrong] : errors)] });
        Refused("numerical errors", own with { Errors = [.. own.Errors.Skip(1)] });
        Refused("numerical errors", own with { Errors = [.. own.Errors.Select(errors => errors?.Append(0).ToArray())] });
        Refused("thresholds", own with { Flips = [.. own.Flips.Skip(1)] });
        Refused("thresholds", own with { Flips = [.. own.Flips.Select(flips => flips[1..])] });
        Refused("thresholds", own with { Flips = [.. own.Flips.SkipLast(1), [.. own.Flips[^1].Select(_ => (double?)double.NaN)]] });

        // Where nothing forks, effects are those of the offers.
        var counted = CountedDeal.File(CountedDeal.More);
        var (offers, numbers) = (counted.Offers, new AssumptionSet(counted.Deal, new WeighingOptions()));
        var drawn = FurtherSolves.Of(
            Weigh.Run(
                counted,
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 16,
                    ErrorDraws = 0,
                    Thresholds = 0,
                }
            )
        );
        Assert.Null(drawn.WhyNotOf(offers, numbers));
        var (effects, outcome) = drawn
            .Effects.SelectMany(effects => effects.Outcomes.Select(outcome => (effects, outcome)))
            .First(pair => pair.outcome.ByAssumption.Count > 0);
        void EffectsRefused(IReadOnlyList<EffectsResult> wrong)
        {
            places++;
            Assert.Equal("its effects are not those of the offers", (drawn with { Effects = wrong }).WhyNotOf(offers, numbers));
        }
        void Effects(EffectsResult wrong) => EffectsRefused([wrong]);
        Effects(effects with { Offer = "nobody" });
        var screened = new ScreenedAssumption(numbers.Assumptions[0].Name, 0, 0, 0, 0, true);
        var source = new SourceEffect(null, [screened.Assumption], 1, new Interval(0, 1));
        Effects(effects with { Screening = [screened with { Assumption = "nobody" }] });
        Effects(effects with { Screening = [.. Enumerable.Repeat(screened, drawn.Flips.Count + 1)] });
        Effects(effects with { Outcomes = [.. Enumerable.Repeat(outcome, 4)] });
        Effects(effects with { Outcomes = [outcome with { Outcome = "worth" }] });
        Effects(effects with { Outcomes = [outcome with { Title = "" }] });
        Effects(effects with { Outcomes = [outcome with { BySource = [.. Enumerable.Repeat(source, drawn.Flips.Count + 1)] }] });
        Effects(effects with { Outcomes = [outcome with { ByAssumption = [.. Enumerable.Repeat(outcome.ByAssumption[0], drawn.Flips.Count + 1)] }] });
        Effects(effects with { Outcomes = [outcome with { ByAssumption = [outcome.ByAssumption[0] with { Assumption = "nobody" }] }] });
        EffectsRefused([.. Enumerable.Repeat(effects, offers.Count + 1)]);

        void Maps(AnswerMap wrong) => Refused("maps", own with { Maps = [wrong] });
        Maps(map with { Offer = "nobody" });
        Maps(map with { X = "nobody" });
        Maps(map with { Y = "nobody" });
        Maps(map with { Xs = [], Values = [.. map.Values.Select(_ => Array.Empty<double>())], Holds = [.. map.Holds.Select(_ => new bool?[0])] });
        Maps(map with { Ys = [], Values = [], Holds = [] });
        Maps(map with { Xs = [.. map.Xs.SkipLast(1), double.NaN] });
        Maps(map with { Ys = [double.PositiveInfinity, .. map.Ys.Skip(1)] });
        Maps(map with { Values = [.. map.Values.Skip(1)] });
        Maps(map with { Values = [.. map.Values.Select(row => row[1..])] });
        Maps(map with { Holds = [.. map.Holds.Skip(1)] });
        Maps(map with { Holds = [.. map.Holds.Select(row => row[1..])] });
        Refused("maps", own with { Maps = [.. Enumerable.Repeat(map, Deal.Offers.Count + 1)] });

        var ranking = own.Ranking!;
        void Ranking(RankingResult wrong) => Refused("ranking", own with { Ranking = wrong });
        Ranking(ranking with { Leader = "nobody" });
        Ranking(ranking with { Level = ["nobody"] });
        Ranking(ranking with { NeverAlone = ["nobody"] });
        Ranking(ranking with { NotKnown = ["nobody"] });
        Ranking(ranking with { Challengers = [new Challenger("nobody", 0, 0, 0)] });
        var flip = new RankingFlip(map.X, 0, 1, ranking.Leader, 1);
        foreach (var wrong in (RankingFlip[])[flip with { Assumption = "nobody" }, flip with { Offer = "nobody" }])
        {
            Ranking(ranking with { Flips = [wrong] });
            Ranking(ranking with { Nearest = new NearestWorld(ranking.Leader, 0, 1, [wrong]) });
        }
        Assert.Null((own with { Ranking = ranking with { Flips = [flip] } }).WhyNotOf(Deal.Offers, Assumptions));

        Refused("equilibria", own with { Equilibria = own.Equilibria! with { Offers = [own.Equilibria.Offers[0] with { Offer = "nobody" }] } });
        Refused(
            "equilibria",
            own with
            {
                Equilibria = own.Equilibria with { Offers = [.. Enumerable.Repeat(own.Equilibria.Offers[0], Deal.Offers.Count + 1)] },
            }
        );
        Refused("more care", own with { Care = [own.Care![0] with { Offer = "nobody" }] });
        Refused("model check", own with { ModelCheck = [own.ModelCheck![0] with { Offer = "nobody" }] });
        Refused("too many readings", own with { Readings = [.. Enumerable.Repeat(own.Readings![0], 1_001)] });

        var fork = own.Forks![0];
        foreach (
            var errors in new IReadOnlyList<IReadOnlyList<double>?>[]
            {
                [],
                [.. own.BeliefErrors!.Select(_ => new[] { 0.0 })],
                [.. own.BeliefErrors!.Select(each => each?.Select(_ => -1.0).ToArray())],
            }
        )
            Refused("numerical errors of beliefs", own with { BeliefErrors = errors });
        void Forks(FurtherSolves wrong) => Refused("answers by fork", wrong);
        Forks(own with { Forks = [fork with { Fork = "nobody" }] });
        Forks(own with { Forks = [fork, fork], Combinations = null });
        Forks(own with { Forks = [fork with { Answers = [.. fork.Answers.Skip(1)] }] });
        Forks(own with { Forks = [fork with { Answers = [.. fork.Answers.Reverse()] }] });
        Forks(own with { Forks = [fork with { Answers = [.. fork.Answers.Select(answer => answer with { Offers = [.. answer.Offers.Skip(1)] })] }] });
        Forks(own with { Forks = [fork with { Answers = [.. fork.Answers.Select(answer => answer with { Ahead = Led(answer.Ahead, "nobody") })] }] });
        foreach (
            var error in new[]
            {
                new ForkError(Deal.Offers[0].Asks[0].Name, -1),
                new ForkError(Deal.Offers[0].Asks[0].Name, double.NaN),
                new ForkError("nothing", 0),
            }
        )
            Forks(
                own with
                {
                    Forks =
                    [
                        fork with
                        {
                            Answers =
                            [
                                .. fork.Answers.Select(answer =>
                                    answer with
                                    {
                                        Offers = [.. answer.Offers.Select(offer => offer with { NumericalErrors = [error] })],
                                    }
                                ),
                            ],
                        },
                    ],
                }
            );
        Forks(own with { Forks = [] });
        Forks(own with { Mixture = [.. own.Mixture!.Skip(1)] });

        TotalEffect Part(string name) => new(name, 1, new Interval(0, 1));
        CombinationEffects Combined(params TotalEffect[] parts) => new(new Dictionary<string, string> { ["luck"] = "plain" }, "plain", null, 0, 0, parts);
        var forkEffects = own.ForkEffects![0] with { Combinations = [Combined(Part(map.X))], Mixture = new MixtureEffects(0, 0, [Part(map.X)], []) };
        Assert.Null((own with { ForkEffects = [forkEffects] }).WhyNotOf(Deal.Offers, Assumptions));
        void ForkEffects(ForkEffects wrong) => Refused("effects by fork", own with { ForkEffects = [wrong] });
        ForkEffects(forkEffects with { Offer = "nobody" });
        ForkEffects(forkEffects with { Title = "" });
        ForkEffects(forkEffects with { Combinations = [.. Enumerable.Repeat(Combined(), ForkCombination.Most + 1)] });
        ForkEffects(forkEffects with { Combinations = [Combined(Part("nobody"))] });
        ForkEffects(forkEffects with { Combinations = [Combined([.. Enumerable.Repeat(Part(map.X), own.Flips.Count + 1)])] });
        ForkEffects(forkEffects with { Mixture = new MixtureEffects(0, 0, [Part("nobody")], []) });

        Refused("given evidence", own with { GivenCombinations = [.. Enumerable.Repeat(own.GivenCombinations![0], ForkCombination.Most + 1)] });
        Refused(
            "given evidence",
            own with
            {
                GivenCombinations = [own.GivenCombinations[0] with { Offers = [new GivenOffer("nobody", false, null, new WorldShare(0, 0, 1), null, [])] }],
            }
        );
        Assert.True(places > 50);
    }

    private static AheadResult? Led(AheadResult? ahead, string leader) => ahead is null ? null : ahead with { Leader = leader };
}
