using Foedus.Games;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Engine;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Assumptions as they are drawn: at best, fixed, under a reading, together; and places in their ranges.</summary>
public class DrawnNumbers
{
    private static readonly DealFile File = SoundDeal.Read(
        SoundDeal.Year(
            "Drawn",
            """
            source paper "A paper"
            source other "Another"
            assume a 2 in 0..8 even from paper "the first"
            assume b 3
            assume c 1 in 1..16 even ratios
            assume d 0.5 in 0..1 triangular
            assume e 5 one of { 1, 5: 2, 9 }
            assume f 0.5 likely 0.2..0.6 within 0..1
            assume g 10 likely 5..20
            assume h 4 in 0..10 pert
            assume k 2 in 2..2
            assume twice = 2 * a
            reading wide "Wide" { a 4 in 1..7 even from other "wider"  b 6 in 5..9 even }
            state calm yes or no = yes
            no deal none: starts calm = no
            offer one
            ask quiet "Quiet": chance calm through 1
            """
        )
    );

    private static AssumptionSet Set(WeighingOptions? options = null) => new(File.Deal, options ?? new WeighingOptions());

    [Fact]
    public void What_has_a_range_is_drawn_and_all_else_is_at_best()
    {
        var set = Set();
        Assert.Equal([2, 3, 1, 0.5, 5, 0.5, 10, 4, 2], set.Best);
        Assert.Equal([0, 2, 3, 4, 5, 6, 7], set.Uncertain);
        Assert.Equal(7, set.UncertainCount);
        Assert.False(set.HasCorrelations);
        Assert.Null(set.Reading);
        var world = new double[9];
        for (var draw = 0; draw < 64; draw++)
        {
            set.Draw(draw, world);
            Assert.Equal((3, 2), (world[1], world[8]));
            Assert.All(set.Uncertain, a => Assert.InRange(world[a], set.Distributions[a].Low, set.Distributions[a].High));
            Assert.Contains(world[4], new[] { 1.0, 5, 9 });
        }
    }

    // Quantiles of the shapes: a quarter of 0..8; of ratios 16^(1/4); of the triangle over 0..1 with its top in the middle √(p/2); of 1, 5, 5, 9 by weight.
    [Fact]
    public void A_place_in_the_unit_cube_is_every_number_s_quantile()
    {
        var set = Set();
        var world = set.At([0.25, 0.25, 0.125, 0.25, 0.5, 0.5, 0.5]);
        Assert.Equal((2, 3, 2, 0.25), (world[0], world[1], Math.Round(world[2], 9), Math.Round(world[3], 9)));
        Assert.Equal([1, 5, 5, 9], new[] { 0.2, 0.3, 0.7, 0.8 }.Select(place => set.At([0.5, 0.5, 0.5, place, 0.5, 0.5, 0.5])[4]));
        // What is likely has its two ends at 5 and 95 of 100, or as the shape has it: half lies between them.
        Assert.InRange(world[5], 0.2, 0.6);
        Assert.InRange(world[6], 5, 20);
        // The best is left as it is, whatever was asked of it.
        Assert.Equal(2, set.Best[0]);
        world[0] = 99;
        Assert.Equal(2, set.At([0.25, 0.25, 0.125, 0.25, 0.5, 0.5, 0.5])[0]);
    }

    [Fact]
    public void A_reading_and_fixed_values_replace_what_is_written()
    {
        var read = Set(new WeighingOptions { Reading = "wide" });
        Assert.Equal("wide", read.Reading!.Name);
        Assert.Equal((4, 6, 1), (read.Best[0], read.Best[1], read.Best[2]));
        Assert.Equal((1, 7, 5, 9), (read.Distributions[0].Low, read.Distributions[0].High, read.Distributions[1].Low, read.Distributions[1].High));
        Assert.Equal(("other", "wider"), (read.Assumptions[0].Source!.Text, read.Assumptions[0].Sentence));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], read.Uncertain);
        // What is fixed has no range, whatever a reading says.
        var both = Set(
            new WeighingOptions
            {
                Reading = "wide",
                Fixed = new Dictionary<string, double> { ["a"] = 5.5 },
            }
        );
        Assert.Equal((5.5, 5.5, 5.5), (both.Best[0], both.Distributions[0].Low, both.Distributions[0].High));
        Assert.Equal(6, both.Best[1]);
        // Where a reading says neither source nor sentence, those of the deal stand.
        var plain = new AssumptionSet(
            SoundDeal
                .Read(
                    SoundDeal.Year(
                        "Plain",
                        "source paper \"A paper\"\nassume a 2 in 0..8 from paper \"the first\"\nreading r \"R\" { a 4 in 1..7 }\nstate calm yes or no = yes\nno deal none: starts calm = no\noffer one\nask quiet \"Quiet\": chance calm through 1"
                    )
                )
                .Deal,
            new WeighingOptions { Reading = "r" }
        );
        Assert.Equal(("paper", "the first"), (plain.Assumptions[0].Source!.Text, plain.Assumptions[0].Sentence));
    }

    [Fact]
    public void What_is_not_there_is_said_with_what_is()
    {
        string Said(WeighingOptions options) => Assert.Throws<InputException>(() => Set(options)).Message;
        Assert.Equal(
            "There is no assumption 'z' to set. Assumptions: a, b, c, d, e, f, g, h, k.",
            Said(
                new WeighingOptions
                {
                    Fixed = new Dictionary<string, double> { ["a"] = 1, ["z"] = 1 },
                }
            )
        );
        Assert.Equal(
            "'twice' is not set by itself: it follows from 2 * a. Set what it follows from.",
            Said(new WeighingOptions { Fixed = new Dictionary<string, double> { ["twice"] = 1 } })
        );
        Assert.Equal("There is no reading 'narrow'. Readings: wide.", Said(new WeighingOptions { Reading = "narrow" }));
        Assert.Equal(
            "There is no reading 'narrow': the deal declares none.",
            Assert.Throws<InputException>(() => new AssumptionSet(CountedDeal.File(CountedDeal.More).Deal, new WeighingOptions { Reading = "narrow" })).Message
        );
    }

    // Two that go together rank alike; a third is on its own, and one that is fixed goes with nobody.
    [Fact]
    public void Correlated_numbers_are_drawn_together()
    {
        AssumptionSet Of(string text, params string[] named) =>
            new(
                SoundDeal
                    .Read(
                        SoundDeal.Year(
                            "Together",
                            $"assume x 0.5 in 0..1 even\nassume y 0.5 in 0..1 even\nassume z 0.5 in 0..1 even\n{text}\nstate calm yes or no = yes\nno deal none: starts calm = no\noffer one\nask quiet \"Quiet\": chance calm through 1"
                        )
                    )
                    .Deal,
                new WeighingOptions { Fixed = named.ToDictionary(name => name, _ => 0.5) }
            );
        double Rank(AssumptionSet set, int one, int other)
        {
            var worlds = Enumerable
                .Range(0, 512)
                .Select(draw =>
                {
                    var world = new double[3];
                    set.Draw(draw, world);
                    return world;
                })
                .ToList();
            var (x, y) = (worlds.Average(world => world[one]), worlds.Average(world => world[other]));
            return worlds.Sum(world => (world[one] - x) * (world[other] - y))
                / Math.Sqrt(worlds.Sum(world => (world[one] - x) * (world[one] - x)) * worlds.Sum(world => (world[other] - y) * (world[other] - y)));
        }
        var set = Of("correlate x with z 0.8");
        Assert.True(set.HasCorrelations);
        // Of a Gaussian copula the correlation of the evens is 6/π asin(ρ/2).
        Assert.Equal(6 / Math.PI * Math.Asin(0.4), Rank(set, 0, 2), 0.03);
        Assert.Equal(0, Rank(set, 0, 1), 0.06);
        Assert.False(Of("correlate x with z 0.8", "z").HasCorrelations);
        Assert.False(Of("correlate x with z 0.8", "x").HasCorrelations);
        Assert.True(Of("correlate x with z 0.8", "y").HasCorrelations);
        // At a place of the cube numbers are independent.
        Assert.Equal([0.1, 0.2, 0.9], set.At([0.1, 0.2, 0.9]));
    }

    /// <summary>More draws are the same ones and further ones, and scrambles take turns.</summary>
    [Fact]
    public void A_draw_hangs_on_its_number_and_the_seed_alone()
    {
        var (few, many) = (Set(new WeighingOptions { Draws = 16 }), Set(new WeighingOptions { Draws = 4096, Threads = 3 }));
        var (one, two) = (new double[9], new double[9]);
        for (var draw = 40; draw >= 0; draw -= 5)
        {
            few.Draw(draw, one);
            many.Draw(draw, two);
            Assert.Equal(one, two);
        }
        Set(new WeighingOptions { Seed = 3 }).Draw(5, two);
        few.Draw(5, one);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void A_value_outside_the_range_is_told()
    {
        IEnumerable<string> Of(params (string Name, double Value)[] given) =>
            OutsideRange.Of(File.Deal, given.ToDictionary(pair => pair.Name, pair => pair.Value));
        Assert.Empty(Of());
        Assert.Empty(Of(("a", 0), ("c", 16), ("b", 77), ("k", 77)));
        Assert.Equal(
            ["a = -0.0001 lies outside the range that the deal gives it, 0 to 8.", "c = 16.01 lies outside the range that the deal gives it, 1 to 16."],
            Of(("c", 16.01), ("a", -0.0001), ("d", 1))
        );
    }

    private static readonly GameParty Party = CountedDeal.File(CountedDeal.More).Offers[0].Game.Parties[0];

    [Theory]
    [InlineData(0, 0, false, null)]
    [InlineData(1, 2, false, null)]
    [InlineData(-0.001, 1, false, "The discount of One is -0.001; it must lie between 0 and 1.")]
    [InlineData(1.001, 1, false, "The discount of One is 1.001; it must lie between 0 and 1.")]
    [InlineData(double.NaN, 1, false, "The discount of One is NaN; it must lie between 0 and 1.")]
    [InlineData(1, 1, true, "'then forever' needs a discount below 1, but One's is 1.")]
    [InlineData(0.999, 1, true, null)]
    [InlineData(
        0.5,
        -1,
        false,
        "The precision of One is -1 per point; it must be a number of 0 or more. 'N points worse once in M times' needs N above 0 and M of at least 2."
    )]
    [InlineData(0.5, double.NaN, false, "The precision of One is NaN per point;")]
    [InlineData(0.5, double.PositiveInfinity, false, "The precision of One is")]
    public void Discounts_and_precisions_have_their_range(double discount, double precision, bool isForEver, string? said)
    {
        void Check() => DrawNumbers.Check(Party, discount, precision, isForEver ? AfterLastPeriod.LastFlowForEver : AfterLastPeriod.Nothing);
        if (said is null)
            Check();
        else
            Assert.StartsWith(said, Assert.Throws<InputException>(Check).Message, StringComparison.Ordinal);
        // Of who is rational the precision says nothing.
        if (discount is >= 0 and <= 1 && !isForEver)
            DrawNumbers.Check(
                SoundDeal
                    .Lower(
                        "deal \"R\"\nperiod year\nhorizon 1\nparty One\ndiscount 1\nprecision rational\nstate s { a, b } = a\nno deal none\nask q \"Q\": chance s = a through 1"
                    )
                    .Game.Parties[0],
                discount,
                precision,
                AfterLastPeriod.Nothing
            );
    }

    [Fact]
    public void Places_outward_end_at_the_end()
    {
        Assert.Equal([0.3, 0.4, 0.5, 0.6], Enumerable.Range(1, 4).Select(step => Math.Round(Outward.Place(0.2, 0.6, step, 4), 12)));
        // Which the sum of its parts would miss.
        Assert.Equal(0.7, Outward.Place(0.1, 0.7, 3, 3));
    }

    [Fact]
    public void A_star_steps_half_a_range_inward()
    {
        double[] place = [0.2, 0.5, 0.8];
        Assert.Same(place, EffectDesign.Star(place, -1));
        Assert.Equal([0.7, 0.5, 0.8], EffectDesign.Star(place, 0));
        Assert.Equal([0.2, 0, 0.8], EffectDesign.Star(place, 1));
        Assert.Equal([0.2, 0.5, 0.3], EffectDesign.Star(place, 2).Select(value => Math.Round(value, 12)));
        Assert.Equal([0.2, 0.5, 0.8], place);
        Assert.Equal([0.2, 7, 9], EffectDesign.Mixed(place, [5, 7, 9], [1, 2]));
        Assert.Equal([0.2, 0.5, 0.8], place);
    }

    // y = 4 a − 2 b over the range: every elementary effect is 4, −2 and 0.
    [Fact]
    public void Screening_finds_the_slopes_of_a_plane()
    {
        var (a, b) = EffectDesign.BasePoints(6, 3, 7);
        Assert.All(a.Concat(b), point => Assert.All(point, value => Assert.InRange(value, 0, 1)));
        Assert.Equal((6, 6, 3, 3), (a.Length, b.Length, a[0].Length, b[5].Length));
        // Halves of one sequence: more points are the same ones and further ones.
        var (more, further) = EffectDesign.BasePoints(12, 3, 7);
        Assert.Equal(a, more[..6]);
        Assert.Equal(b, further[..6]);
        Assert.NotEqual(a[3], b[3]);
        var values = new double[6 * 4];
        for (var star = 0; star < 6; star++)
        for (var place = 0; place < 4; place++)
            values[star * 4 + place] = EffectDesign.Star(a[star], place - 1) is var at ? 4 * at[0] - 2 * at[1] : 0;
        var effects = EffectDesign.Screen(values, 6, a);
        Assert.Equal([4, -2, 0], effects.Select(effect => Math.Round(effect.Mean, 9) + 0.0));
        Assert.Equal([4, 2, 0], effects.Select(effect => Math.Round(effect.MeanAbsolute, 9)));
        Assert.All(effects, effect => Assert.Equal(0, effect.Deviation, 1e-9));
    }

    [Fact]
    public void Blocks_are_a_quarter_of_a_thread_s_share_in_whole_registers()
    {
        // 1000 rows for two threads: 125, of which 15 registers of 8.
        Assert.Equal(120, PieceByPiece.BlockOf(1000, 2, 8));
        Assert.Equal(125, PieceByPiece.BlockOf(1000, 2, 1));
        Assert.Equal(256, PieceByPiece.BlockOf(100_000, 2, 8));
        Assert.Equal(8, PieceByPiece.BlockOf(5, 2, 8));
        Assert.Equal(1, PieceByPiece.BlockOf(0, 2, 1));
        Assert.Equal(5, PieceByPiece.Threads(new ParallelOptions { MaxDegreeOfParallelism = 5 }));
        Assert.Equal(Environment.ProcessorCount, PieceByPiece.Threads(new ParallelOptions()));
    }

    [Fact]
    public void Base_points_are_a_quarter_of_the_draws_from_16_to_512_where_none_are_asked_for()
    {
        Assert.Equal([16, 16, 25, 512, 512], new[] { 8, 64, 100, 2048, 4096 }.Select(draws => new WeighingOptions { Draws = draws }.EffectBasePoints));
        Assert.Equal(7, new WeighingOptions { Draws = 4096, Effects = 7 }.EffectBasePoints);
        Assert.Equal((11, null, 11), (new WeighingOptions().Resolution, new WeighingOptions().AskedResolution, WeighingOptions.StandardResolution));
        Assert.Equal((21, (int?)21), (new WeighingOptions { Resolution = 21 }.Resolution, new WeighingOptions { Resolution = 21 }.AskedResolution));
        // First draws choose where no grid was asked for, none is chosen and some are looked at.
        Assert.True(new WeighingOptions().ChoosesGrids);
        Assert.False(new WeighingOptions { Resolution = 11 }.ChoosesGrids);
        Assert.False(new WeighingOptions { ErrorDraws = 0 }.ChoosesGrids);
        Assert.False(new WeighingOptions { Knots = new Dictionary<string, int>() }.ChoosesGrids);
        var offer = CountedDeal.File(CountedDeal.More).Offers[1];
        Assert.Equal(
            (17, 11),
            (
                new WeighingOptions { Knots = new Dictionary<string, int> { ["plain"] = 17 } }.KnotsOf(offer),
                new WeighingOptions { Knots = new Dictionary<string, int> { ["given"] = 17 } }.KnotsOf(offer)
            )
        );
        Assert.Equal((3, Environment.ProcessorCount), (new WeighingOptions { Threads = 3 }.ThreadCount, new WeighingOptions().ThreadCount));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void At_least_as_many_draws_as_scrambles(int draws)
    {
        void Make() => _ = new WeighingEngine(File.Deal, File.Offers, new WeighingOptions { Draws = draws });
        if (draws < 8)
            Assert.Contains("at least 8 draws", Assert.Throws<InputException>(Make).Message, StringComparison.Ordinal);
        else
            Make();
        Assert.Throws<InputException>(() => new WeighingEngine(File.Deal, File.Offers, new WeighingOptions { Draws = 64, Scrambles = 7 }));
        Assert.Throws<InputException>(() => new WeighingEngine(File.Deal, File.Offers, new WeighingOptions { Draws = 15, Scrambles = 16 }));
        _ = new WeighingEngine(File.Deal, File.Offers, new WeighingOptions { Draws = 16, Scrambles = 16 });
    }
}
