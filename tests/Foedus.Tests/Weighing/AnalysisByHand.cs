using Foedus.Answers;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What an answer hangs on, on deals of a year whose chance of quiet is a formula of the assumptions.</summary>
public class AnalysisByHand
{
    // Every offer is a road with a risk of its own, a formula; no deal is never quiet, or is a road too.
    private static DealFile Roads(string numbers, string holds, string noDeal, params (string Offer, string Risk)[] roads) =>
        SoundDeal.Read(
            SoundDeal.Year(
                "Roads",
                $$"""
                {{numbers}}
                state calm yes or no = yes
                state road { {{string.Join(", ", roads.Select(road => $"on_{road.Offer}"))}} } = on_{{roads[0].Offer}}
                chance trouble when calm { {{string.Join(
                    " + ",
                    roads.Select(road => $"({road.Risk}) * (1 if road = on_{road.Offer} else 0)")
                )}}: calm = no  otherwise: calm = yes }
                interest One each year { calm: 1 }
                interest Two each year { calm: 1 }
                no deal none{{noDeal}}
                {{string.Join("\n", roads.Select((road, at) => $"offer {road.Offer}{(at == 0 ? "" : $": starts road = on_{road.Offer}")}"))}}
                ask quiet "Quiet": chance calm through 1
                ask lost "Lost": chance not calm by 1
                holds when {{holds}}
                """
            )
        );

    private const string Never = ": starts calm = no",
        Holds = "quiet >= 0.6";

    private static WeighingResult Weighed(DealFile file, string of, int draws = 256, int? effects = 16) =>
        Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = draws,
                Effects = effects,
                EffectsOf = [of],
                CareDraws = 0,
                EquilibriumDraws = 0,
            }
        );

    // [offer] its chance of quiet in a world.
    private static RankingResult Ranking(string numbers, string holds, string noDeal, params (string Offer, string Risk)[] roads) =>
        Weighed(Roads(numbers, holds, noDeal, roads), roads[0].Offer).Analysis!.Ranking!;

    private const string Four =
        "assume x 0.2 in 0..0.6 even\nassume y 0.3 in 0.1..0.9 even\nassume z 0.4 in 0.1..0.7 even\nassume v 0.5 in 0.15..0.65 even\nassume w 0.9 in 0.85..0.95 even";

    [Fact]
    public void The_two_that_are_ahead_in_most_worlds_are_looked_at()
    {
        var file = Roads(Four, Holds, Never, ("a", "x"), ("b", "y"), ("c", "z"), ("d", "v"), ("e", "w"));
        var result = Weighed(file, "a");
        var found = result.Analysis!.Ranking!;
        Assert.Equal(("a", true, Unit.Chance, "Quiet"), (found.Leader, found.HigherIsBetter, found.Unit, found.Title));
        Assert.Equal(0.8, found.LeaderValue, 1e-9);
        Assert.Equal(["b", "c", "d", "e", "none"], found.Others.Select(other => other.Offer));
        Assert.Equal([0.7, 0.6, 0.5, 0.1, 0], found.Others.Select(other => Math.Round(other.Value, 9)));
        // One of the last decimal that is shown.
        Assert.All(found.Others, other => Assert.Equal(0.01, other.Margin, 1e-12));
        double Ahead(int column) => result.Worlds.Count(world => world[0] - world[column] > 0.01) / (double)result.Worlds.Length;
        Assert.Equal([Ahead(1), Ahead(2), Ahead(3), 0, 0], found.Others.Select(other => other.Ahead));
        Assert.Equal(
            new[] { ("b", Ahead(1)), ("c", Ahead(2)), ("d", Ahead(3)) }.OrderByDescending(each => each.Item2).Take(2).Select(each => each.Item1),
            found.Challengers.Select(challenger => challenger.Offer)
        );
        Assert.Empty(found.Level);
        Assert.Equal(["c", "d"], found.Challengers.Select(challenger => challenger.Offer).Order(StringComparer.Ordinal));
        // The nearer of the two is the third: x up to 0.41 or z down to 0.19; half of a side is halved seven times.
        var flips = found.Flips.ToDictionary(flip => flip.Assumption);
        Assert.InRange(flips["x"].Value, 0.41, 0.41 + 0.2 / 128 + 1e-9);
        Assert.InRange(flips["z"].Value, 0.19 - 0.15 / 128 - 1e-9, 0.19);
        Assert.Equal(("c", "c", "d"), (flips["x"].Offer, flips["z"].Offer, flips["v"].Offer));
        Assert.Equal((flips["x"].Value - 0.2) / 0.6, flips["x"].Distance, 1e-12);
        Assert.Equal(0.2, flips["x"].Best);
        Assert.Equal(found.Flips.OrderBy(flip => flip.Distance), found.Flips);
        // Those whose roads are not looked at flip nothing.
        Assert.Equal(new[] { "v", "w", "x", "y", "z" }.Except(flips.Keys), found.NeverAlone.Order(StringComparer.Ordinal));
        Assert.Equal(["v", "x", "z"], flips.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_world_that_flips_is_as_near_as_its_changes_say_and_needs_all_of_them()
    {
        // Eight that do nothing, and two roads that are far apart: it takes both.
        var idle = string.Join("\n", Enumerable.Range(0, 8).Select(i => $"assume i{i} 0.5 in 0..1 even"));
        var found = Ranking($"{idle}\nassume x 0.1 in 0.05..0.5 even\nassume y 0.6 in 0.2..0.9 even", Holds, Never, ("a", "x"), ("b", "y")).Nearest!;
        Assert.Equal("b", found.Offer);
        Assert.Equal(["x", "y"], found.Changes.Select(change => change.Assumption).Order());
        double At(string name) => found.Changes.Single(change => change.Assumption == name).Value;
        Assert.Equal(At("x") - At("y"), found.Lead, 1e-9);
        Assert.InRange(found.Lead, 0.01, 0.03);
        Assert.True(At("x") - 0.6 < 0 && 0.1 - At("y") < 0);
        Assert.Equal(Math.Sqrt(found.Changes.Sum(change => change.Distance * change.Distance)), found.Distance, 1e-12);
        Assert.Equal(found.Changes.OrderByDescending(change => change.Distance), found.Changes);
        Assert.All(found.Changes, change =>
            Assert.Equal(Math.Abs(change.Value - change.Best) / (change.Assumption == "x" ? 0.45 : 0.7), change.Distance, 1e-12)
        );
        // The line x − y = 0.01 is (0.51) / √(0.45² + 0.7²) of the ranges away.
        Assert.InRange(found.Distance, 0.51 / Math.Sqrt(0.45 * 0.45 + 0.7 * 0.7), 0.51 / Math.Sqrt(0.45 * 0.45 + 0.7 * 0.7) + 0.12);
    }

    [Fact]
    public void Few_values_are_never_left_for_others_between_them()
    {
        var found = Ranking("assume x 0.1 one of { 0.1, 0.4, 0.7 }\nassume y 0.6 in 0.2..0.9 even", Holds, Never, ("a", "x"), ("b", "y"));
        // 0.6 is less than 0.7 by more than is shown: the nearest value that flips.
        Assert.Equal([("x", 0.7)], found.Flips.Where(flip => flip.Assumption == "x").Select(flip => (flip.Assumption, flip.Value)));
        Assert.Contains(found.Nearest!.Changes.Where(change => change.Assumption == "x").Select(change => change.Value), value => value is 0.4 or 0.7);
        // To either side the nearest that flips.
        Assert.Equal(
            0.3,
            Ranking(
                "assume x 0.2 in 0.15..0.25 even\nassume y 0.5 one of { 0.05, 0.1, 0.3, 0.5, 0.9 }",
                "quiet >= 0.6",
                Never,
                ("a", "0.4 * x + 0.25"),
                ("b", "y")
            )
                .Flips.Single(flip => flip.Assumption == "y")
                .Value
        );
    }

    [Fact]
    public void Less_may_be_better()
    {
        var found = Ranking(Four, "lost <= 0.4", Never, ("a", "x"), ("b", "y"));
        Assert.Equal(("a", false, "Lost"), (found.Leader, found.HigherIsBetter, found.Title));
        Assert.Equal((0.2, 0.3), (Math.Round(found.LeaderValue, 9), Math.Round(found.Challengers[0].Value, 9)));
        Assert.InRange(found.Flips.Single(flip => flip.Assumption == "x").Value, 0.31, 0.3117);
    }

    [Fact]
    public void No_deal_leads_only_where_nothing_else_is_as_good()
    {
        // No deal stays on the first road, as the offer does.
        var level = Ranking("assume x 0.2 in 0..0.6 even\nassume y 0.5 in 0.1..0.9 even", Holds, "", ("a", "x"), ("b", "y"));
        Assert.Equal(("a", "none"), (level.Leader, Assert.Single(level.Level)));
        Assert.Equal(
            "none",
            Ranking("assume x 0.2 in 0..0.6 even\nassume y 0.5 in 0.1..0.9 even", Holds, ": starts road = on_b", ("a", "y"), ("b", "x"), ("c", "y"))
                is { Leader: var leader }
                ? leader == "b"
                    ? "none"
                    : leader
                : ""
        );
    }

    [Fact]
    public void Where_none_is_ahead_anywhere_the_closest_is_looked_at_between_the_worlds()
    {
        // Three roads and two offers behind that never pass; four places each, two of the ends in.
        var found = Ranking(
            "assume x 0.1 in 0..0.2 even\nassume y 0.4 in 0.3..0.7 even\nassume z 0.5 in 0.45..0.7 even",
            Holds,
            Never,
            ("a", "x"),
            ("b", "y"),
            ("c", "z")
        );
        Assert.Equal(("b", 0.0), (Assert.Single(found.Challengers).Offer, found.Challengers[0].Ahead));
        Assert.Equal(["x", "y", "z"], found.NeverAlone);
        Assert.Empty(found.Flips);
        Assert.Null(found.Nearest);
        Assert.Empty(found.NotKnown);
        // Twelve worlds of the leader and of one that may pass it, and all four offers at best.
        Assert.Equal(12 * 2 + 4, found.Solves);
    }

    // The chance of trouble is a plane: its total effects are the squares of the slopes.
    private static EffectsResult Effects(string of = "a", int effects = 64, string more = "")
    {
        var slopes = new[] { 0.30, 0.20, 0.10, 0.08, 0.06, 0.04, 0.01 };
        var numbers = string.Join(
            "\n",
            slopes
                .Select((_, i) => $"assume a{i} 0.5 in 0..1 even{(i < 2 ? " from paper" : "")}")
                .Concat(Enumerable.Range(0, 3).Select(i => $"assume b{i} 0.5 in 0..1 even"))
                .Append("assume idle 0.5 in 0..1 even")
        );
        var file = SoundDeal.Read(
            SoundDeal.Year(
                "Plane",
                $$"""
                source paper "A paper"
                {{numbers}}
                {{more}}
                state calm yes or no = yes
                chance trouble when calm { {{string.Join(
                    " + ",
                    slopes.Select((slope, i) => FormattableString.Invariant($"{slope} * a{i}"))
                )}}: calm = no  otherwise: calm = yes }
                interest One each year { calm: 1 }
                clause due "Due" { interest Two each year { always: 3 * b0 + 2 * b1 + b2 - 9 } }
                no deal none: starts calm = no
                offer a: due
                ask quiet "Quiet": chance calm through 1
                holds when quiet >= 0.6
                """
            )
        );
        return Assert.Single(Weighed(file, of, 256, effects).Analysis!.Effects);
    }

    [Fact]
    public void Room_goes_to_what_moves_the_measure_and_to_what_moves_who_gains_least()
    {
        var found = Effects();
        var screened = found.Screening.ToDictionary(each => each.Assumption);
        Assert.Equal(11, screened.Count);
        Assert.Equal(["a0", "a1", "a2", "a3"], found.Screening.Take(4).Select(each => each.Assumption));
        foreach (var (name, slope) in new[] { ("a0", 0.3), ("a3", 0.08), ("a5", 0.04), ("a6", 0.01), ("b0", 0), ("idle", 0) })
        {
            Assert.Equal(slope, screened[name].MeanAbsolute, 1e-9);
            Assert.Equal(-slope, screened[name].Mean, 1e-9);
        }
        // Two's loss is 9 but for what these bring; One's is smaller.
        Assert.Equal([3, 2, 1, 0], new[] { "b0", "b1", "b2", "a0" }.Select(name => Math.Round(screened[name].OnSurplus, 9)));
        // Four by the measure, three by the surplus, and the next by the measure: eight.
        Assert.Equal(
            ["a0", "a1", "a2", "a3", "a4", "b0", "b1", "b2"],
            screened.Values.Where(each => each.Kept).Select(each => each.Assumption).Order(StringComparer.Ordinal)
        );
        Assert.Equal((false, true, true), (screened["idle"].IsInUse, screened["a6"].IsInUse, screened["b0"].IsInUse));
        // Eight stars of eleven steps and their middles; two halves, eight that were kept, and what each of two grounds gives, of offer and no deal.
        Assert.Equal((8, 64, 64, null, 0), (found.ScreeningPoints, found.BasePoints, found.MostBasePoints, found.Knots, found.NotSolved));
        Assert.Equal(2 * (8 * 12 + 64 * (2 + 8 + 2)), found.Solves);
    }

    [Fact]
    public void Totals_of_a_plane_are_the_squares_of_its_slopes()
    {
        var found = Effects(effects: 1024).Outcomes;
        Assert.Equal(["measure", "holds", "signedAndHolds"], found.Select(outcome => outcome.Outcome));
        Assert.Equal(["Quiet", "whether it holds", "whether all sign and it holds"], found.Select(outcome => outcome.Title));
        Assert.Equal([false, true, true], found.Select(outcome => outcome.IsYesNo));
        var all = 0.09 + 0.04 + 0.01 + 0.0064 + 0.0036 + 0.0016 + 0.0001;
        var measure = found[0];
        // What only brings points is in the game too, and moves no chance.
        Assert.Equal(["a0", "a1", "a2", "a3"], measure.ByAssumption.Take(4).Select(effect => effect.Assumption));
        Assert.Equal(["a4", "b0", "b1", "b2"], measure.ByAssumption.Skip(4).Select(effect => effect.Assumption).Order(StringComparer.Ordinal));
        Assert.All(measure.ByAssumption.Where(effect => effect.Assumption[0] == 'b'), effect =>
            Assert.Equal((0, 0), (Math.Round(effect.TotalFromDesign, 9), Math.Round(effect.OwnFromDesign, 9)))
        );
        Assert.Equal(0.09 / all, measure.ByAssumption[0].Total, 0.08);
        Assert.Equal(0.04 / all, measure.ByAssumption[1].Total, 0.05);
        Assert.Equal(0.09 / all, measure.ByAssumption[0].Own, 0.08);
        Assert.Equal(1 - 0.395, measure.Mean, 0.01);
        Assert.Equal(Math.Sqrt(all / 12), measure.Deviation, 0.01);
        Assert.Equal((1 - 0.0017 / all), measure.OwnSum.Share, 0.06);
        Assert.False(measure.CombinationsMatter);
        // Who would not sign signs nowhere: nothing varies, and nothing is explained.
        Assert.Equal((0, 0), (found[2].Mean, found[2].Deviation));
        // What was cited stands before guesses. Each says what of it the outcome is made of.
        Assert.Equal(["A paper", null], measure.BySource.Select(source => source.Source));
        Assert.Equal(["a0", "a1"], measure.BySource[0].Assumptions);
        Assert.Equal(["a2", "a3", "a4", "a5", "a6", "b0", "b1", "b2"], measure.BySource[1].Assumptions);
        Assert.Equal(0.13 / all, measure.BySource[0].Total, 0.08);
        Assert.Equal(1 - 0.13 / all, measure.BySource[1].Total, 0.05);
        Assert.All(measure.ByAssumption, effect =>
        {
            Assert.True(
                effect.Total >= effect.Own && effect.TotalInterval.Low >= effect.OwnInterval.Low && effect.TotalInterval.High >= effect.OwnInterval.High
            );
            Assert.InRange(effect.TotalFromDesign, effect.Total - 0.1, effect.Total);
            Assert.InRange(effect.OwnFromDesignInterval.Low, 0, effect.OwnFromDesignInterval.High);
            Assert.InRange(effect.TotalInterval.High, effect.Total, 1);
        });
    }

    [Fact]
    public void No_deal_is_compared_with_nothing()
    {
        var found = Effects("none", 16);
        Assert.Equal(["measure", "holds"], found.Outcomes.Select(outcome => outcome.Outcome));
        Assert.Equal(4 * 12 + 16 * 2, found.Solves);
        Assert.DoesNotContain(found.Screening, each => each.Kept || each.IsInUse);
    }

    [Fact]
    public void Where_one_number_is_all_there_is_it_explains_everything()
    {
        var found = Assert
            .Single(Weighed(Roads("assume x 0.3 in 0..1 even from paper\nsource paper \"A paper\"", Holds, Never, ("a", "x")), "a", 64).Analysis!.Effects)
            .Outcomes[0];
        var effect = Assert.Single(found.ByAssumption);
        Assert.Equal((1, 1, 1, 1), (effect.Own, effect.Total, effect.TotalInterval.Low, effect.OwnInterval.High));
        Assert.Equal(new WorldShare(1, 1, 1), found.OwnSum);
        Assert.Equal((1, 1, 1), (Assert.Single(found.BySource).Total, found.BySource[0].TotalInterval.Low, found.BySource[0].TotalInterval.High));
        Assert.Equal("No assumption has a range.", Assert.Single(Weighed(Roads("assume x 0.3", Holds, Never, ("a", "x")), "a", 64).Analysis!.Effects).Refused);
    }

    private static Effect Part(double low, double high) => new("p", 0, new Interval(0, 0), (low + high) / 2, new Interval(low, high), 0, new Interval(0, 0), 0);

    [Theory]
    // Narrow, each by itself.
    [InlineData(new[] { 0.5, 0.6, 0.5, 0.6 }, true)]
    // Wide, and told apart.
    [InlineData(new[] { 0.6, 0.9, 0.2, 0.5 }, true)]
    [InlineData(new[] { 0.6, 0.9, 0.2, 0.6 }, false)]
    // Neighbours that overlap and are surely small do not matter; of three each pair counts.
    [InlineData(new[] { 0.3, 0.9, 0.02, 0.1, 0, 0.1 }, true)]
    [InlineData(new[] { 0.3, 0.9, 0.02, 0.11, 0, 0.1 }, false)]
    [InlineData(new[] { 0.3, 0.9, 0.02, 0.1, 0, 0.11 }, false)]
    // Within 0 to 1.
    [InlineData(new[] { -0.5, 0.1, 0.95, 1.7 }, true)]
    [InlineData(new double[0], true)]
    public void Enough_is_known_where_every_range_is_narrow_or_the_order_is_settled(double[] ends, bool isPrecise)
    {
        var outcome = new EffectsOnOutcome(
            "measure",
            "Quiet",
            false,
            0.5,
            0.1,
            [.. ends.Chunk(2).Select(range => Part(range[0], range[1]))],
            [],
            new WorldShare(0.6, 0, 1)
        );
        Assert.Equal(isPrecise, outcome.IsPrecise);
        Assert.True((outcome with { Deviation = 0 }).IsPrecise);
        Assert.True((outcome with { Deviation = double.NaN }).IsPrecise);
        Assert.Equal(ends.Length == 0 ? double.NaN : ends.Chunk(2).Max(range => Math.Min(1, range[1]) - Math.Max(0, range[0])) / 2, outcome.WidestHalf, 1e-12);
        Assert.True(double.IsNaN((outcome with { Deviation = 0 }).WidestHalf));
        Assert.False(outcome.CombinationsMatter);
        Assert.True((outcome with { OwnSum = new WorldShare(0.59, 0, 1) }).CombinationsMatter);
        Assert.False((outcome with { OwnSum = new WorldShare(0.59, 0, 1), Deviation = 0 }).CombinationsMatter);
    }

    private static double? Flip(string x, string risk) =>
        Weigh
            .Run(
                Roads($"assume x {x}\nassume other 0.5 in 0..1 even", Holds, Never, ("a", risk)),
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 0,
                    CareDraws = 0,
                    EquilibriumDraws = 0,
                }
            )
            .Assumptions[0]
            .ByOffer[1]
            .Flip;

    [Fact]
    public void The_nearest_flip_on_the_side_that_is_nearer()
    {
        // It holds where the risk is 0.4 or less: of 0.25 to 1, four steps, and the second of them halved seven times.
        Assert.Equal(0.4, Flip("0.25 in 0..1 even", "x")!.Value, 0.1875 / 256 + 1e-9);
        Assert.NotEqual(0.4, Flip("0.25 in 0..1 even", "x")!.Value, 0.1875 / 256 / 64);
        // Where it does not hold it may begin to.
        Assert.Equal(0.4, Flip("0.8 in 0..1 even", "x")!.Value, 0.2 / 256 + 1e-9);
        Assert.Null(Flip("0.2 in 0..0.39 even", "x"));
        // Outside 0.3 to 0.7 it breaks on both sides: from 0.6 the nearer end is 1, from 0.4 it is 0.
        const string Both = "2.5 * (x - 0.5) * (x - 0.5) + 0.3";
        Assert.Equal(0.7, Flip("0.6 in 0..1 even", Both)!.Value, 0.1 / 256 + 1e-9);
        Assert.Equal(0.3, Flip("0.4 in 0..1 even", Both)!.Value, 0.1 / 256 + 1e-9);
        // What can be drawn flips it or nothing does: between two values is no world.
        Assert.Null(Flip("0.35 one of { 0.35, 0.65 }", Both));
        Assert.Equal(0.1, Flip("0.4 one of { 0.1, 0.05, 0.4, 0.6, 0.99 }", Both));
        Assert.Equal(0.99, Flip("0.6 one of { 0.1, 0.4, 0.6, 0.99 }", Both));
        // At an end of its range there is one side.
        Assert.Equal(0.4, Flip("0 in 0..1 even", "x")!.Value, 0.25 / 256 + 1e-9);
        Assert.Equal(0.4, Flip("1 in 0..1 even", "x")!.Value, 0.25 / 256 + 1e-9);
    }

    private static BreakingResult Breaks(string x, string risk, int draws = 256) =>
        Assert.Single(
            Weigh
                .Run(
                    Roads($"assume x {x} \"the risk\"\nassume other 0.5 in 0..1 even", Holds, Never, ("a", risk)),
                    new WeighingOptions
                    {
                        Draws = draws,
                        Effects = 0,
                        CareDraws = 0,
                        EquilibriumDraws = 0,
                        Thresholds = 0,
                    }
                )
                .Analysis!.Breaking
        );

    [Fact]
    public void A_box_is_told_by_its_limits()
    {
        var found = Breaks("0.3 in 0..1 even", "x + 0 * other");
        Assert.Equal(0.6, found.Share, 0.02);
        Assert.Equal((int)Math.Round(found.Share * 256), found.Cases);
        var box = found.Boxes[0];
        Assert.Null(found.Reason);
        Assert.Null(box.OfTheRest);
        var limit = Assert.Single(box.Limits);
        Assert.Equal("x", limit.Assumption);
        var (edge, isBroken) = (limit.Low ?? limit.High!.Value, found.Describes == "breaks");
        Assert.Equal(isBroken, limit.Low is not null);
        Assert.Equal(!isBroken, limit.High is not null);
        Assert.Equal(0.4, edge, 0.06);
        Assert.Null(limit.OneOf);
        Assert.Equal(limit.Low is null, limit.LowQuasiP is null);
        Assert.Equal(limit.High is null, limit.HighQuasiP is null);
        Assert.StartsWith(
            $"In {100 * box.Coverage:0} of 100 worlds where it {found.Describes}, “the risk” (x) is {(isBroken ? "more" : "less")} than {edge.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)}; it {found.Describes} in ",
            box.Words,
            StringComparison.Ordinal
        );
        Assert.EndsWith($", and in {100 * found.Share:0} of 100 overall.", box.Words, StringComparison.Ordinal);
        Assert.Contains(
            box.Worlds < 200
                ? $" in {Math.Round(box.Density * box.Worlds):0} of {box.Worlds} worlds drawn that are like that"
                : $" in {100 * box.Density:0} of 100 worlds like that",
            box.Words,
            StringComparison.Ordinal
        );
        // A tree sees the same.
        Assert.Contains(found.Tree, leaf => leaf.Limits.Any(each => each.Assumption == "x" && Math.Abs((each.Low ?? each.High!.Value) - 0.4) < 0.06));
    }

    [Fact]
    public void Few_values_are_told_one_by_one()
    {
        var found = Breaks("0.1 one of { 0.1, 0.2, 0.3, 0.8, 0.9 }", "x + 0 * other");
        Assert.Equal(0.4, found.Share, 0.01);
        var limit = Assert.Single(found.Boxes[0].Limits);
        var values = found.Describes == "breaks" ? new[] { 0.8, 0.9 } : [0.1, 0.2, 0.3];
        Assert.Equal(values, limit.OneOf);
        Assert.Equal((null, null, null), (limit.Low, limit.High, limit.HighQuasiP));
        Assert.Equal((1, 1), (found.Boxes[0].Coverage, found.Boxes[0].Density));
        Assert.Contains(
            $"“the risk” (x) is {string.Join(" or ", values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))};",
            found.Boxes[0].Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_there_is_nothing_to_limit_that_is_the_reason()
    {
        Assert.Equal(
            "No assumption with a range is in any number of it.",
            Assert
                .Single(
                    Weigh
                        .Run(
                            Roads("assume x 0.3 in 0..1", Holds, Never, ("a", "0.5")),
                            new WeighingOptions
                            {
                                Draws = 64,
                                Effects = 0,
                                CareDraws = 0,
                                Thresholds = 0,
                            }
                        )
                        .Analysis!.Breaking
                )
                .Reason
        );
        Assert.Equal((0, 0.0), (Breaks("0.1 in 0..0.3 even", "x + 0 * other", 64).Cases, Breaks("0.1 in 0..0.3 even", "x + 0 * other", 64).Share));
    }

    [Fact]
    public void A_map_that_cannot_be_is_refused_with_what_can()
    {
        var file = Roads("assume x 0.3 in 0..1\nassume y 0.3 in 0..1\nassume fixed_one 0.5", Holds, Never, ("a", "x * y"));
        string Said(string x, string y) => Assert.Throws<InputException>(() => Weigh.Map(file, file.Offers[1], x, y, 5, new WeighingOptions())).Message;
        Assert.Equal("There is no assumption 'z'. Assumptions: x, y, fixed_one.", Said("x", "z"));
        Assert.Equal("'fixed_one' has no range to map. With a range: x, y.", Said("fixed_one", "x"));
        Assert.Equal("A map needs two assumptions; 'y' was named twice.", Said("y", "y"));
        var asksNothing = SoundDeal.Read(
            SoundDeal.Year(
                "Nothing",
                "assume x 0.3 in 0..1\nassume y 0.3 in 0..1\nstate calm yes or no = yes\nchance trouble when calm { x * y: calm = no  otherwise: }\nno deal none\noffer a"
            )
        );
        Assert.Contains(
            "asks nothing",
            Assert.Throws<InputException>(() => Weigh.Map(asksNothing, asksNothing.Offers[1], "x", "y", 5, new WeighingOptions())).Message,
            StringComparison.Ordinal
        );
        // Up the page is y, along it x; all else at best.
        var map = Weigh.Map(file, file.Offers[1], "x", "y", 3, new WeighingOptions());
        Assert.Equal((0, 0.5, 1), (map.Xs[0], map.Xs[1], map.Xs[2]));
        Assert.Equal(0.3, map.XBest);
        Assert.Equal(("Quiet", Unit.Chance, 0), (map.Title, map.Unit, map.NotSolved));
        // Where no one question decides, the map says whether it holds.
        var both = Roads("assume x 0.3 in 0..1\nassume y 0.6 in 0..1", "quiet >= 0.6 and lost <= 0.3", Never, ("a", "0.8 * x + 0.1 * y"));
        var yesNo = Weigh.Map(both, both.Offers[1], "x", "y", 3, new WeighingOptions());
        Assert.Equal((Unit.YesNo, "holds", 0.6), (yesNo.Unit, yesNo.Title, yesNo.YBest));
        Assert.Equal([1, 0, 0, 1, 0, 0, 1, 0, 0], yesNo.Values.SelectMany(row => row));
        Assert.Equal([true, false, false], yesNo.Holds[0]);
    }
}
