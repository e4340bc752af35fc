using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Effects under the answers of a fork that turns a plane round: x counts three times as much as y under one, and y as x under the other.</summary>
public class ForkedPlanes
{
    private static readonly Lazy<WeighingResult> Weighed = new(() =>
        Weigh.Run(
            SoundDeal.Read(
                SoundDeal.Year(
                    "Planes",
                    """
                    assume x 0.5 in 0..1 even
                    assume y 0.5 in 0..1 even
                    assume idle 0.5 in 0..1 even
                    state calm yes or no = yes
                    chance trouble when calm { 0.6 * x + 0.2 * y + 0 * idle: calm = no  otherwise: calm = yes }
                    interest One each year { calm: 1 }
                    fork turned "Which way?" {
                      plain "As it is" weight 1 { }
                      round "The other way round" weight 1 { remove step trouble  chance other when calm { 0.2 * x + 0.6 * y + 0 * idle: calm = no  otherwise: calm = yes } }
                    }
                    no deal none: starts calm = no
                    offer a
                    ask quiet "Quiet": chance calm through 1
                    holds when quiet >= 0.6
                    """
                )
            ),
            new WeighingOptions
            {
                Draws = 256,
                Effects = 64,
                CareDraws = 0,
                EquilibriumDraws = 0,
                Thresholds = 0,
            }
        )
    );

    [Fact]
    public void Each_answer_has_its_own_effects()
    {
        var found = Assert.Single(Weighed.Value.ForkEffects!);
        Assert.Equal(("a", "Quiet", null, 0), (found.Offer, found.Title, found.Refused, found.NotSolved));
        // Eight stars of three steps and their middles, and 64 · (2 + 2), under two answers.
        Assert.Equal((8, 64, 2 * (8 * 4 + 64 * 4)), (found.ScreeningPoints, found.BasePoints, found.Solves));
        Assert.Equal(["x", "y"], found.Combinations[0].ByAssumption.Take(2).Select(effect => effect.Assumption));
        // What moves nothing under any answer is not estimated.
        Assert.Equal(["y", "x"], found.Combinations[1].ByAssumption.Select(effect => effect.Assumption));
        Assert.All(found.Combinations, each =>
        {
            Assert.Equal(0.9, each.ByAssumption[0].Total, 0.1);
            Assert.Equal(0.1, each.ByAssumption[1].Total, 0.05);
            Assert.Equal((0.5, 0.6), (each.Weight!.Value, Math.Round(each.Mean, 1)));
            Assert.Equal(Math.Sqrt(0.4 / 12), each.Deviation, 0.02);
        });
        Assert.Equal(["plain", "round"], found.Combinations.Select(each => each.Answers["turned"]));
    }

    // Half of the variance each, (0.36 + 0.04) / 2 / 12 of 0.4 / 12; the fork alone explains nothing, and with them (0.4)² E(x − y)² / 4, a fifth.
    [Fact]
    public void Over_both_the_fork_is_one_more_assumption()
    {
        var mixture = Assert.Single(Weighed.Value.ForkEffects!).Mixture!;
        Assert.Equal(0.6, mixture.Mean, 0.01);
        Assert.Equal(Math.Sqrt(0.4 / 12), mixture.Deviation, 0.01);
        Assert.Equal(["x", "y"], mixture.ByAssumption.Select(effect => effect.Assumption).Order());
        Assert.All(mixture.ByAssumption, effect => Assert.Equal(0.5, effect.Total, 0.07));
        Assert.True(mixture.ByAssumption[0].Total >= mixture.ByAssumption[1].Total);
        var fork = Assert.Single(mixture.ByFork);
        Assert.Equal(("turned", "Which way?"), (fork.Fork, fork.Title));
        Assert.Equal(0, fork.Own, 0.03);
        Assert.Equal(0.2, fork.Total, 0.05);
        Assert.True(fork.TotalInterval.Low <= 0.2 && fork.TotalInterval.High >= 0.2);
    }
}
