using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Workflow;

namespace Foedus.Tests.Solving.Batched;

/// <summary>Draws side by side give what draws one by one give, wherever they stand.</summary>
public class LaneLaws
{
    public static TheoryData<string> Deals => Shipped.Files;

    internal static OfferDraws Columns(LoweredOffer offer, int draws) =>
        new(draws, offer.Asks.Count, offer.Game.SlotCount, offer.Promises.Count, new AskedChannels(offer).Periods + 1, offer.Obligations.Count * Fates.Numbers);

    private static OfferDraws Solve(IBlockSolver solver, LoweredOffer offer, double[][] worlds, int from, int count)
    {
        var into = Columns(offer, worlds.Length == 0 ? count : worlds[0].Length);
        solver.Solve(worlds, from, count, into, TestContext.Current.CancellationToken);
        return into;
    }

    private static IEnumerable<(string Name, double[] Column)> All(OfferDraws draws) =>
        [
            .. draws.Measures.Select((column, i) => ($"measure {i}", column)),
            .. draws.Values.Select((column, i) => ($"value {i}", column)),
            .. draws.Prior.Select((column, i) => ($"prior {i}", column)),
            .. draws.Kept.Select((column, i) => ($"kept {i}", column)),
            .. draws.Called.Select((column, i) => ($"called {i}", column)),
            .. draws.Survival.Select((column, i) => ($"survival {i}", column)),
            ("residual", draws.Residual),
            ("status", draws.Status),
        ];

    internal static double[][] Worlds(Foedus.Model.Deal deal, int draws)
    {
        var assumptions = new AssumptionSet(deal, new WeighingOptions { Draws = draws });
        var worlds = Enumerable.Range(0, assumptions.Assumptions.Count).Select(_ => new double[draws]).ToArray();
        var values = new double[worlds.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            assumptions.Draw(draw, values);
            for (var a = 0; a < values.Length; a++)
                worlds[a][draw] = values[a];
        }
        return worlds;
    }

    private static double[][] RandomWorlds(LoweredOffer offer, int seed, int draws)
    {
        var random = new Random(seed);
        var used = offer.Table.AssumptionsOf(Enumerable.Range(0, offer.Table.Count).Select(index => new Coefficient(index)));
        return [.. Enumerable.Range(0, used.Count == 0 ? 0 : used.Max + 1).Select(_ => Enumerable.Range(0, draws).Select(_ => random.NextDouble()).ToArray())];
    }

    private static void AssertNear(OfferDraws expected, OfferDraws found, double tolerance)
    {
        foreach (var ((name, one), (_, other)) in All(expected).Zip(All(found)))
            for (var draw = 0; draw < one.Length; draw++)
            {
                // A share of what is rarely called carries the roundings of a small difference.
                var called = name.StartsWith("kept", StringComparison.Ordinal)
                    ? expected.Called[int.Parse(name[5..], System.Globalization.CultureInfo.InvariantCulture)][draw]
                    : 1;
                Assert.True(
                    one[draw].Equals(other[draw])
                        || Math.Abs(one[draw] - other[draw]) <= tolerance * Math.Max(1, Math.Abs(one[draw])) / Math.Max(called, 1e-12),
                    $"{name} of draw {draw}: {one[draw]:R} one by one, {other[draw]:R} in lanes"
                );
            }
    }

    private static void AssertSame(OfferDraws expected, OfferDraws found, int from, int count, int shift)
    {
        foreach (var ((name, one), (_, other)) in All(expected).Zip(All(found)))
            for (var draw = from; draw < from + count; draw++)
                Assert.True(one[draw].Equals(other[draw + shift]), $"{name} of draw {draw}");
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void Every_shipped_deal_with_nothing_private_gives_the_same(string path)
    {
        var file = Shipped.Deal(path);
        // A whole block of the widest lanes and a part of one.
        const int Draws = 11;
        var worlds = Worlds(file.Deal, Draws);
        foreach (var offer in file.Offers)
            for (var type = 0; type < Math.Min(2, offer.Game.Parties.Max(party => party.TypeCount)); type++)
            {
                var open = OpenOffers.Open(offer, type);
                // What has no end is solved one by one.
                if (open.Game.Periods is null)
                    continue;
                Assert.Null(BlockSolvers.WhyNotInLanes(open));
                var one = Solve(new OneByOne(new OfferSolver(open, 3)), open, worlds, 0, Draws);
                Assert.All(one.Status, status => Assert.Equal((double)SolveStatus.Solved, status));
                // At a precision of hundreds a joint turn is found to the tolerance of its residual, and chances that a point hardly moves less well.
                AssertNear(one, Solve(BlockSolvers.For(open, 3), open, worlds, 0, Draws), open.Game.Nodes.Any(node => node is JointTurnNode) ? 1e-5 : 1e-11);
            }
    }

    [Theory]
    [InlineData(false, false, AfterLastPeriod.Nothing)]
    [InlineData(false, true, AfterLastPeriod.Nothing)]
    [InlineData(false, false, AfterLastPeriod.LastFlowForEver)]
    [InlineData(true, false, AfterLastPeriod.LastFlowForEver)]
    public void Random_games_give_the_same(bool rational, bool shocks, AfterLastPeriod after)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var joint = !rational && seed % 3 == 0;
            var offer = OpenOffers.Random(seed, rational, shocks, joint, after);
            var worlds = RandomWorlds(offer, 1000 + seed, 37);
            AssertNear(
                Solve(new OneByOne(new OfferSolver(offer, 3)), offer, worlds, 0, 37),
                Solve(BlockSolvers.For(offer, 3), offer, worlds, 0, 37),
                joint ? 1e-7 : 1e-10
            );
        }
    }

    [Fact]
    public void Values_of_games_without_joint_turns_are_the_same_bits_as_one_by_one()
    {
        for (var seed = 20; seed < 26; seed++)
        {
            var offer = OpenOffers.Random(seed, joint: false);
            var worlds = RandomWorlds(offer, seed, 32);
            var (one, lanes) = (Solve(new OneByOne(new OfferSolver(offer, 3)), offer, worlds, 0, 32), Solve(new InLanes<Lane256>(offer), offer, worlds, 0, 32));
            for (var party = 0; party < 3; party++)
                Assert.Equal(one.Values[party], lanes.Values[party]);
        }
    }

    [Fact]
    public void No_bit_depends_on_the_width_the_place_in_the_block_or_the_draws_beside()
    {
        for (var seed = 40; seed < 46; seed++)
        {
            var offer = OpenOffers.Random(seed);
            var worlds = RandomWorlds(offer, seed, 75);
            var wide = Solve(new InLanes<Lane512>(offer), offer, worlds, 0, 75);
            AssertSame(wide, Solve(new InLanes<Lane256>(offer), offer, worlds, 0, 75), 0, 75, 0);
            AssertSame(wide, Solve(new InLanes<Lane128>(offer), offer, worlds, 0, 75), 0, 75, 0);
            // One at a time, and at another place, by a solver that has solved others before.
            var solver = new InLanes<Lane512>(offer);
            foreach (var draw in new[] { 74, 3, 40 })
                AssertSame(wide, Solve(solver, offer, worlds, draw, 1), draw, 1, 0);
            AssertSame(wide, Solve(solver, offer, [.. worlds.Select(column => (double[])[.. column[5..], .. column[..5]])], 0, 75), 5, 70, -5);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_bit_changes_when_machine_code_takes_over(bool rational)
    {
        for (var seed = 60; seed < 64; seed++)
        {
            var offer = OpenOffers.Random(seed, rational, shocks: !rational && seed % 2 == 0, joint: false);
            var worlds = RandomWorlds(offer, seed, 64);
            var solver = new InLanes<Lane256>(offer);
            var before = Solve(solver, offer, worlds, 0, 64);
            var after = Columns(offer, 64);
            for (var round = 0; round < 200; round++)
                solver.Solve(worlds, 0, 64, after, TestContext.Current.CancellationToken);
            AssertSame(before, after, 0, 64, 0);
        }
    }

    [Theory]
    [InlineData(1, 96)]
    [InlineData(3, 96)]
    [InlineData(2, 40)]
    public void A_weighing_in_lanes_is_the_same_with_any_number_of_threads_and_cut_anyhow_into_blocks(int threads, int draws)
    {
        var file = DealFile.Read(new Foedus.Language.SourceText(OpenText));
        Assert.All(file.Offers, offer => Assert.Null(BlockSolvers.WhyNotInLanes(offer)));
        WeighingOptions options = new()
        {
            Draws = 200,
            Effects = 0,
            Threads = 2,
        };
        var (whole, other) = (Weigh.Run(file, options), Weigh.Run(file, options with { Draws = draws, Threads = threads }));
        for (var offer = 0; offer < 2; offer++)
            AssertSame(other.Offers[offer].Draws, whole.Offers[offer].Draws, 0, draws, 0);
    }

    private const string OpenText = """
        deal "Open"
        period year
        horizon 4
        party A
        party B
        assume gain 1 in 0.2..2
        assume seen 0.6 in 0.2..0.9
        discount 0.9
        precision lambda 2
        state s { calm, breach, war } = calm
        turn A when s = calm { keep  probe: A gains gain; chance { seen: s = breach otherwise: s = calm } }
        turn B when s = breach { forgive: s = calm; B pays 1  answer: s = war }
        interest A each year { s = war: -2 }
        interest B each year { s = war: -1 }
        clause audience { option forgive at B: B pays 1 }
        no deal none
        offer words: audience
        promise firm: B plays answer
        ask calm "Calm": chance s = calm through 4
        holds when calm >= 0.5
        """;

    [Fact]
    public void Nothing_is_allocated_for_a_draw()
    {
        var offer = OpenOffers.Random(3);
        var worlds = RandomWorlds(offer, 3, 256);
        var solver = new InLanes<Lane256>(offer);
        var into = Columns(offer, 256);
        solver.Solve(worlds, 0, 256, into, TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        solver.Solve(worlds, 0, 256, into, TestContext.Current.CancellationToken);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Private_types_and_endless_horizons_are_left_to_the_other_solver()
    {
        var file = Shipped.Deal("deals/ukraine-2025/ukraine-2025.foedus");
        Assert.Equal("something is private", BlockSolvers.WhyNotInLanes(file.Offers[0]));
        Assert.IsType<OneByOne>(BlockSolvers.For(file.Offers[0], 3));
    }

    [Fact]
    public void A_discount_out_of_range_in_one_draw_is_said_in_words()
    {
        var offer = OpenOffers.Random(1);
        var worlds = RandomWorlds(offer, 1, 33);
        foreach (var column in worlds)
            column[20] = 3;
        Assert.Contains("discount", Assert.Throws<InputException>(() => Solve(BlockSolvers.For(offer, 3), offer, worlds, 0, 33)).Message);
    }
}
