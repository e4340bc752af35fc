using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Weighing;
using Foedus.Weighing.Draws;

namespace Foedus.Tests.Weighing;

/// <summary>What draws side by side write into every column is what they give one after another.</summary>
public class WrittenAlike
{
    // Two promises that are called, one that never is; two duties; survival; a joint turn; a chance.
    private const string Text = """
        deal "Columns"
        period year
        horizon 4
        party North
        party South
        discount 0.9
        precision lambda 2
        assume risk 0.3 in 0.1..0.6 "a fire"
        assume gain 1 in 0.5..2 "what leaving brings"
        state calm yes or no = yes
        turn first of North when calm { stay  leave: calm = no; North gains gain }
        joint turn second when calm { North { wait  strike: North gains 0.2 }  South { wait  hit: South gains gain / 4; calm = no } }
        chance fire when calm { risk / 2: calm = no  otherwise: }
        interest North each year { calm: 0.6 }
        interest South each year { calm: 0.8 }
        clause pause { obligation quiet of North: stay by year 2 { breach: North pays 0.3 to South }  obligation peace of South: wait by year 3 { breach: South pays 0.2 to North } }
        clause more { add option help at first: North pays 0.1 to South }
        clause one { remove step second }
        no deal none: starts calm = no
        offer plain
        offer tied: pause
        offer helped: more
        offer single: one
        promise stays: North plays stay at first
        promise strikes: North plays strike at second
        promise waits: South plays wait at second
        ask whole "Calm to the end": chance calm through 4
        ask lost "Not calm by year 3": chance not calm by 3
        ask until "Time to the end": time until not calm
        holds when whole >= 0.2
        """;

    public static TheoryData<string> Files => [.. TestScale.Some([.. Shipped.Files.Select(row => row.Data)], 6).Prepend("")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Side_by_side_and_alone(string file)
    {
        var deal = file.Length == 0 ? SoundDeal.Read(Text) : Shipped.Deal(file);
        var assumptions = new AssumptionSet(deal.Deal, new WeighingOptions());
        // More than a block, and not a whole one.
        const int Draws = LaneColumns.Lanes + 3;
        var worlds = assumptions.Assumptions.Select(_ => new double[Draws]).ToArray();
        var world = new double[worlds.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            assumptions.Draw(draw, world);
            for (var a = 0; a < worlds.Length; a++)
                worlds[a][draw] = world[a];
        }
        var looked = 0;
        foreach (var offer in deal.Offers.Where(offer => BlockSolvers.WhyNotInLanes(offer) is null).Take(file.Length == 0 ? int.MaxValue : 1))
        {
            var alone = Of(new OneByOne(new OfferSolver(offer, 2)), offer, worlds, Draws);
            foreach (var solver in new IBlockSolver[] { new InLanes<Lane128>(offer), new InLanes<Lane256>(offer), new InLanes<Lane512>(offer) })
                // Where choices are as sharp as in some textbooks, two ways to one point end that far apart.
                Same(alone, Of(solver, offer, worlds, Draws), file.Length == 0 ? 1e-9 : 1e-5);
            looked++;
        }
        Assert.Equal(file.Length == 0 ? 5 : Math.Min(looked, 1), looked);
    }

    private static OfferDraws Of(IBlockSolver solver, LoweredOffer offer, double[][] worlds, int draws)
    {
        var into = DrawLayout.Room(offer, draws);
        solver.Solve(worlds, 0, draws, into, TestContext.Current.CancellationToken);
        return into;
    }

    private static void Same(OfferDraws one, OfferDraws other, double tolerance)
    {
        Assert.Equal(one.Status, other.Status);
        foreach (
            var (name, left, right) in new (string, double[][], double[][])[]
            {
                ("measures", one.Measures, other.Measures),
                ("values", one.Values, other.Values),
                ("prior", one.Prior, other.Prior),
                ("kept", one.Kept, other.Kept),
                ("called", one.Called, other.Called),
                ("survival", one.Survival, other.Survival),
                ("standings", one.Standings, other.Standings),
            }
        )
            for (var column = 0; column < left.Length; column++)
            for (var draw = 0; draw < one.Count; draw++)
                Assert.True(
                    left[column][draw].Equals(right[column][draw])
                        || Math.Abs(left[column][draw] - right[column][draw]) < tolerance * Math.Max(1, Math.Abs(left[column][draw])),
                    $"{name} {column} of draw {draw}: {left[column][draw]} alone, {right[column][draw]} side by side"
                );
        for (var draw = 0; draw < one.Count; draw++)
            Assert.True(Math.Abs(one.Residual[draw]) < 1e-6 && Math.Abs(other.Residual[draw]) < 1e-6);
    }
}
