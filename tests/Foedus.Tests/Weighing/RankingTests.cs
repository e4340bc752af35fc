using Foedus.Binding;
using Foedus.Language;
using Foedus.Telling.Weighed;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What makes another offer best, where it is known by hand: one offer is quiet with chance 1 − x, the other with chance 1 − y.</summary>
public class RankingTests
{
    private static RankingResult? Ranking(string x = "0.2 in 0..1", string y = "0.4 in 0.1..0.7", int? effects = 16) => Analysis(x, y, effects).Ranking;

    private static DecisionAnalysis Analysis(string x, string y, int? effects)
    {
        var text = SoundDeal.Year(
            "Two roads",
            $$"""
            assume x {{x}} "the risk of one road"
            assume y {{y}} "the risk of the other"
            assume idle 0.5 in 0..1 "nothing"
            state calm yes or no = yes
            chance trouble when calm { x: calm = no  otherwise: calm = yes }
            clause detour "The other road" {
              remove step trouble
              chance accident when calm { y: calm = no  otherwise: calm = yes }
            }
            interest One each year { calm: idle }
            interest Two each year { calm: 1 }
            no deal none: starts calm = no
            offer direct
            offer around: detour
            ask quiet "Quiet for a year": chance calm through 1
            holds when quiet >= 0.6
            """
        );
        var file = SoundDeal.Read(text);
        return Weigh
            .Run(
                file,
                new WeighingOptions
                {
                    Draws = 256,
                    Effects = effects,
                    EffectsOf = ["direct"],
                }
            )
            .Analysis!;
    }

    // They read the same up to x = y + 0.01; the nearest world with x > y + 0.01 is 0.21 / √1.36 of the ranges away.
    [Fact]
    public void Flips_stand_where_another_reads_better()
    {
        var found = Ranking()!;
        Assert.Equal(("direct", 0.8, "around"), (found.Leader, Math.Round(found.LeaderValue, 9), Assert.Single(found.Challengers).Offer));
        Assert.Equal(["x", "y"], found.Flips.Select(flip => flip.Assumption));
        Assert.Equal(0.41, found.Flips[0].Value, 0.005);
        Assert.Equal(0.19, found.Flips[1].Value, 0.005);
        Assert.Equal(0.21, found.Flips[0].Distance, 0.01);
        Assert.Equal(0.35, found.Flips[1].Distance, 0.01);
        Assert.Equal(["idle"], found.NeverAlone);
        Assert.Empty(found.NotKnown);
        Assert.InRange(found.Nearest!.Distance, 0.21 / Math.Sqrt(1.36), 0.26);
        Assert.DoesNotContain(found.Nearest.Changes, change => change.Assumption == "idle");
        double At(string name, double best) => found.Nearest.Changes.FirstOrDefault(change => change.Assumption == name)?.Value ?? best;
        Assert.Equal(found.Nearest.Lead, At("x", 0.2) - At("y", 0.4), 1e-9);
        // Shortened by seven halvings to where the two all but read the same.
        Assert.InRange(found.Nearest.Lead, 0.01, 0.02);
    }

    [Fact]
    public void What_never_flips_and_what_is_level_are_said()
    {
        var never = Ranking(y: "0.4 in 0.3..0.7", x: "0.1 in 0..0.2")!;
        Assert.Equal((0, 3, 0.0), (never.Flips.Count, never.NeverAlone.Count, never.Challengers[0].Ahead));
        Assert.Null(never.Nearest);
        Assert.Contains("None of 3 assumptions alone", RankingWords.Alone(never), StringComparison.Ordinal);
        var level = Ranking(x: "0.4 in 0..1")!;
        Assert.Single(level.Level);
        Assert.DoesNotContain(level.Challengers, challenger => challenger.Offer == level.Level[0]);
        Assert.Null(Ranking(effects: 0));
    }

    // A difference that is not shown makes no offer best, and no flip to it is looked for.
    [Fact]
    public void What_reads_the_same_is_as_good()
    {
        var analysis = Analysis("0.4 in 0.395..0.405", "0.402 in 0.398..0.406", 16);
        var found = analysis.Ranking!;
        Assert.Equal(("direct", "around"), (found.Leader, Assert.Single(found.Level)));
        Assert.DoesNotContain(found.Challengers, challenger => challenger.Offer == "around");
        Assert.Equal(0, found.Others.Single(other => other.Offer == "around").Ahead);
        // Nor is one of the two named alone where both come to the same.
        Assert.Contains(analysis.Information, value => new[] { value.Offer }.Concat(value.Level).Intersect(["direct", "around"]).Count() == 2);
    }

    // Few values to choose from: the flip is one of them.
    [Fact]
    public void Only_values_that_can_be_drawn_flip_it()
    {
        var found = Ranking(x: "0.2 one of { 0.1, 0.2, 0.3, 0.7 }")!;
        Assert.Equal(0.7, found.Flips.Single(flip => flip.Assumption == "x").Value);
    }

    // One assumption is the whole answer: there is no order to settle, so the first round is enough; a number that was asked for is used whole.
    [Fact]
    public void Effects_end_when_the_order_is_settled()
    {
        EffectsResult Found(int? effects) => Assert.Single(Analysis("0.2 in 0..1", "0.4 in 0.1..0.7", effects).Effects);
        var found = Found(null);
        Assert.Equal((32, 512), (found.BasePoints, found.MostBasePoints));
        Assert.Contains("enough to stop", EffectsWords.Precision(found), StringComparison.Ordinal);
        var asked = Found(48);
        Assert.Equal((48, 48), (asked.BasePoints, asked.MostBasePoints));
        Assert.Contains("--effects 192", EffectsWords.Precision(asked), StringComparison.Ordinal);
        // The rounds are points of one sequence.
        Assert.Equal(Found(32).Outcomes[0].ByAssumption, found.Outcomes[0].ByAssumption);
    }
}
