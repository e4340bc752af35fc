using Foedus.Weighing;
using Foedus.Workflow;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Foedus.Tests.Weighing;

/// <summary>Best by a yardstick means beyond what sampling explains: averages follow the rule by which shares of worlds are level.</summary>
public class LevelYardsticks
{
    // Two roads whose risks differ by luck of the draws alone, and one that is clearly worse.
    private static readonly Lazy<WeighingResult> Weighed = new(() =>
        Weigh.Run(
            SoundDeal.Read(
                SoundDeal.Year(
                    "Roads",
                    """
                    assume x 0.5 in 0..1 "the risk of one road"
                    assume y 0.5 in 0..1 "of the other"
                    assume z 0.7 in 0.2..1 "of the third"
                    state calm yes or no = yes
                    state road { one, other, third } = one
                    chance trouble when calm { x * (1 if road = one else 0) + y * (1 if road = other else 0) + z * (1 if road = third else 0): calm = no  otherwise: calm = yes }
                    interest One each year { calm: 1 }
                    interest Two each year { calm: 1 }
                    no deal none: starts calm = no
                    offer one "One road"
                    offer other "The other": starts road = other
                    offer third "The third": starts road = third
                    ask holds "Quiet for a year": chance calm through 1
                    holds when holds >= 0.5
                    """
                )
            ),
            new WeighingOptions
            {
                Draws = 64,
                Effects = 0,
                CareDraws = 0,
            }
        )
    );

    [Fact]
    public void An_average_is_level_where_the_interval_of_the_difference_has_0_in_it()
    {
        var result = Weighed.Value;
        var mean = result.Analysis!.Yardsticks.Single(yardstick => yardstick.Name == "mean");
        double[] Quiet(string offer) => result.Offers.Single(other => other.Name == offer).Draws.Measures[0];
        var best = mean.Values.MaxBy(of => of.Value)!.Offer;
        Assert.Contains(best, new[] { "one", "other" });
        // Of independent scrambles of one size, the means are the sample: Student's t.
        var level = new[] { "one", "other", "third", "none" }
            .Where(other => other != best)
            .Where(other =>
            {
                var apart = Quiet(best)
                    .Zip(Quiet(other), (one, two) => one - two)
                    .Select((difference, draw) => (difference, Scramble: draw % 8))
                    .GroupBy(each => each.Scramble)
                    .Select(same => same.Average(each => each.difference))
                    .ToArray();
                return !(apart.Average() - StudentT.InvCDF(0, 1, 7, 0.975) * apart.StandardDeviation() / Math.Sqrt(8) > 0);
            })
            .ToList();
        Assert.Equal(level.Except(mean.Winners), mean.Level);
        Assert.Equal(best == "one" ? "other" : "one", Assert.Single(mean.Winners.Concat(mean.Level), name => name != best));
        // What a party gives up differs by what it gets.
        var regret = result.Analysis.Yardsticks.Single(yardstick => yardstick.Name == "regret:One");
        Assert.DoesNotContain("third", regret.Winners.Concat(regret.Level));
        Assert.Contains(best == "one" ? "other" : "one", regret.Winners.Concat(regret.Level));
        // Of one worst world nobody knows how far it would move.
        Assert.Empty(result.Analysis.Yardsticks.Single(yardstick => yardstick.Name == "worst").Level);
    }

    [Fact]
    public void What_is_level_with_the_best_counts_with_it()
    {
        var result = Weighed.Value;
        var told = Weigh
            .Tell(
                SoundDeal.Read(
                    SoundDeal.Year(
                        "Any",
                        "state calm yes or no = yes\nno deal none: starts calm = no\noffer one \"One\"\nask holds \"Quiet\": chance calm through 1\nholds when holds >= 0.5"
                    )
                ),
                result,
                withReasons: false
            )
            .Sections.Single(section => section.Place == Foedus.Telling.Place.Robust)
            .Blocks.OfType<Foedus.Telling.ToldText>()
            .First()
            .Text;
        foreach (var offer in new[] { "one", "other" })
        {
            var first = result
                .Analysis!.Yardsticks.Where(yardstick =>
                    yardstick.Name is "holds" or "worstTwentieth" or "meanRegret" or "maxRegret" or "allFloors" or "signedAndHolds"
                    || yardstick.Name.StartsWith("floor:", StringComparison.Ordinal)
                )
                .ToList();
            Assert.Contains(
                $"“{result.TitleOf(offer)}” by {first.Count(yardstick => yardstick.TellsApart && yardstick.Winners.Concat(yardstick.Level).Contains(offer))}",
                told,
                StringComparison.Ordinal
            );
        }
    }
}
