using Foedus.Language;
using Foedus.Telling;
using Foedus.Telling.Weighed;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>One spread is divided in one way, wherever it is told: total effects as written, under answers of forks, over all of them and by source.</summary>
public class TotalsAgree
{
    // Calm holds with chance 1 − x z; a bribe moves nobody's chance, and a storm does.
    private static string Text(string more, string holds = "0.6") =>
        SoundDeal.Year(
            "Two risks",
            $$"""
            source paper "A paper"
            source letter "A letter"
            assume x 0.5 in 0..1 from paper "the first risk"
            assume z 0.5 in 0..1 from letter "the second risk"
            assume w 0.1 in 0..0.4 from letter "the third risk"
            state calm yes or no = yes
            chance trouble when calm { x * z: calm = no  otherwise: calm = yes }
            clause storm "A storm" { chance squall when calm { 0.9: calm = no  otherwise: calm = yes } }
            interest Two each year { calm: x - 0.3 }
            no deal none: starts calm = no
            offer plain "Plain"
            offer stormy "Stormy": storm
            ask quiet "Quiet for a year": chance calm through 1
            holds when quiet >= {{holds}}
            {{more}}
            """
        );

    private const string Fork = """
        fork weather "What the weather does" {
          fair "Fair" weight 2 { }
          paid "Fair, and somebody is paid" weight 1 { interest One each year { calm: 0.3 } }
          foul "Foul" weight 1 { chance hail before trouble when calm { w: calm = no  otherwise: calm = yes } }
        }
        """;

    private static readonly WeighingOptions Options = new()
    {
        Draws = 64,
        ErrorDraws = 0,
        EquilibriumDraws = 0,
        CareDraws = 0,
        Thresholds = 0,
        EffectsOf = ["plain"],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static WeighingResult Weighed(string text, WeighingOptions options) => Weigh.Run(SoundDeal.Read(text), options, cancel: Cancel);

    [Theory]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(null)]
    public void Rows_under_answers_are_those_of_the_deal_as_written_and_add_up_to_their_mixture(int? points)
    {
        var result = Weighed(Text(Fork), Options with { Effects = points });
        Consistent(result);
        var effects = result.ForkEffects![0];
        // Who is paid is another game in which the same is asked.
        Assert.Equal(effects.Combinations[0].ByAssumption, effects.Combinations[1].ByAssumption);
        Assert.NotEqual(effects.Combinations[0].ByAssumption, effects.Combinations[2].ByAssumption);
        Assert.NotEqual(effects.Combinations[0].ByAssumption, effects.Mixture!.ByAssumption);
    }

    // Where draws are solved one by one and the design as written is large, that under the answers is smaller.
    [Fact]
    public void So_they_are_where_the_design_under_answers_is_smaller()
    {
        var text = Text(
            Fork + "\nprivate Two.mind { firm: 0.5, soft: 0.5 }\nturn stay of Two when calm { keep  leave: calm = no; Two pays 0.5 if firm else 0 }"
        );
        var result = Weighed(text, Options with { Draws = 400, Resolution = 3 });
        Consistent(result);
        Assert.True(
            result.ForkEffects![0].BasePoints < result.Analysis!.Effects[0].BasePoints,
            $"{result.ForkEffects[0].BasePoints} of {result.Analysis.Effects[0].BasePoints}"
        );
    }

    private static void Consistent(WeighingResult result)
    {
        var (written, effects) = (result.Analysis!.Effects[0].Outcomes[0], Assert.Single(result.ForkEffects!));
        foreach (var own in written.ByAssumption)
            Assert.Equal(
                new TotalEffect(own.Assumption, own.Total, own.TotalInterval),
                effects.Combinations[0].ByAssumption.Single(effect => effect.Assumption == own.Assumption)
            );
        var mixture = effects.Mixture!;
        var mean = effects.Combinations.Sum(each => each.Weight!.Value * each.Mean);
        var spread = effects.Combinations.Sum(each => each.Weight!.Value * (each.Deviation * each.Deviation + (each.Mean - mean) * (each.Mean - mean)));
        Assert.Equal((mean, Math.Sqrt(spread)), (mixture.Mean, mixture.Deviation), new Near());
        foreach (var mixed in mixture.ByAssumption)
            Assert.Equal(
                effects.Combinations.Sum(each =>
                    each.Weight!.Value * each.Deviation * each.Deviation * each.ByAssumption.Single(effect => effect.Assumption == mixed.Assumption).Total
                ) / spread,
                mixed.Total,
                9
            );
        foreach (
            var (total, range) in effects
                .Combinations.SelectMany(each => each.ByAssumption)
                .Concat(mixture.ByAssumption)
                .Select(each => (each.Total, each.TotalInterval))
                .Concat(mixture.ByFork.Select(each => (each.Total, each.TotalInterval)))
        )
        {
            Assert.InRange(range.Low, 0, total);
            Assert.InRange(range.High, total, 1);
        }
    }

    // No total lies below what the assumption does alone, under whichever answer: as the draws have it, here of two risks that are known by hand.
    [Fact]
    public void Under_an_answer_no_total_is_below_the_own_effect()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var effects = Weighed(Text(Fork), Options with { Draws = 512, Effects = 16, Seed = (ulong)seed }).ForkEffects![0];
            // Own effect of each by hand 3/7 under the first two answers; by hail all of it is made less alike.
            Assert.All(effects.Combinations.Take(2).SelectMany(each => each.ByAssumption).Where(effect => effect.Assumption is "x" or "z"), effect =>
                Assert.True(effect.Total > 0.36, $"{effect.Total} with seed {seed}")
            );
        }
    }

    [Fact]
    public void A_source_of_one_assumption_is_that_assumption_and_none_is_less_than_what_rests_on_it()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var result = Weighed(
                Text("clause hail \"Hail\" { chance hail when calm { w: calm = no  otherwise: calm = yes } }\noffer hailed \"Hailed\": hail"),
                Options with
                {
                    Effects = 16,
                    Seed = (ulong)seed,
                    EffectsOf = ["hailed"],
                }
            );
            foreach (var outcome in result.Analysis!.Effects[0].Outcomes)
            {
                var x = outcome.ByAssumption.Single(effect => effect.Assumption == "x");
                var paper = outcome.BySource.Single(source => source.Source == "A paper");
                Assert.Equal((x.Total, x.TotalInterval), (paper.Total, paper.TotalInterval));
                var letter = outcome.BySource.Single(source => source.Source == "A letter");
                Assert.All(outcome.ByAssumption.Where(effect => letter.Assumptions.Contains(effect.Assumption)), effect =>
                    Assert.True(
                        letter.Total >= effect.Total
                            && letter.TotalInterval.High >= effect.TotalInterval.High
                            && letter.TotalInterval.Low >= effect.TotalInterval.Low
                    )
                );
            }
        }
    }

    // So seldom signed and kept that some base points never see it, though some draws do.
    private static WeighingResult Seldom(Func<WeighingResult, bool> wanted) =>
        Enumerable.Range(1, 40).Select(seed => Weighed(Text("", "0.98"), Options with { Draws = 128, Effects = 16, Seed = (ulong)seed })).First(wanted);

    [Fact]
    public void What_did_not_vary_at_the_base_points_is_not_said_to_be_the_same_everywhere()
    {
        var result = Seldom(result =>
            result.Offers.Single(offer => offer.Name == "plain").AcceptableAndHolds!.Share > 0
            && result.Analysis!.Effects[0].Outcomes.Single(outcome => outcome.Outcome == "signedAndHolds").Deviation == 0
        );
        var said = WeighedTelling
            .Of(new WeighedDeal(result))
            .Sections.Single(section => section.Place == Place.Decides)
            .Blocks.SelectMany(block => block is ToldGroup group ? group.Blocks : [block])
            .OfType<ToldText>()
            .Select(text => text.Text)
            .ToList();
        Assert.Contains(said, text =>
            text.Contains("did not vary at the 16 base points", StringComparison.Ordinal)
            && text.Contains(
                $"In the draws it is so in {result.Offers.Single(offer => offer.Name == "plain").AcceptableAndHolds!.WithRange} of 100 worlds",
                StringComparison.Ordinal
            )
        );
    }

    // What is so in no world is as level with the best in the table as in the headline.
    [Fact]
    public void Headline_and_yardstick_call_the_same_offers_level()
    {
        var result = Seldom(result =>
            result.Ahead is { } ahead
            && ahead.Others.Single().By.Share is > 0.005
            && result.Offers.Single(offer => offer.Name == "stormy").AcceptableAndHolds!.Share == 0
            && ahead.Others.Single().IsLevel
        );
        Assert.Equal("plain", result.Ahead!.Leader);
        Assert.Contains("level with it within sampling is “Stormy”", result.Headline, StringComparison.Ordinal);
        var yardstick = result.Analysis!.Yardsticks.Single(yardstick => yardstick.Name == "signedAndHolds");
        Assert.Equal(["plain", "stormy"], yardstick.Winners.Concat(yardstick.Level).Order());
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9;

        public int GetHashCode((double, double) pair) => 0;
    }
}
