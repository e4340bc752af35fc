using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>The loops over beliefs give the same bits whatever the registers, and what they are defined to give.</summary>
public class TurnKernelTests
{
    private const int Block = TurnKernel.Block;

    private static readonly TurnKernel[] kernels = [new TurnKernel<Lane128>(), new TurnKernel<Lane256>(), new TurnKernel<Lane512>()];

    private static double[] Numbers(Random random, int count, double low = 0, double high = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextDouble())];

    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(21)]
    [InlineData(161)]
    public void A_belief_lies_where_the_grid_says(int knots)
    {
        var random = new Random(knots);
        var simplex = new SimplexGrid(2, SimplexGrid.KnotsDenserAtTheEnds(knots));
        var (likelihood, own, foot) = (Numbers(random, 2 * Block), Numbers(random, Block), Enumerable.Range(0, Block).Select(_ => random.Next(1000)).ToArray());
        // Certainty, a knot, and nothing that is likely.
        (likelihood[0], likelihood[Block + 1], likelihood[2], likelihood[Block + 2]) = (0, 0, simplex.Knots[knots / 2], 1 - simplex.Knots[knots / 2]);
        (likelihood[3], likelihood[Block + 3], own[3]) = (0, 0, simplex.Knots[^1]);
        // A trial profile that leads out of the grid: the outermost cell goes on.
        (likelihood[4], likelihood[Block + 4], likelihood[6], likelihood[Block + 6]) = (-0.01, 0.5, 0.7, -0.01);
        foreach (var kernel in kernels)
        foreach (var count in new[] { 5, Block })
        {
            var (points, weights) = (new int[2 * Block], new double[2 * Block]);
            kernel.Locate(
                simplex,
                new LocatedCells
                {
                    Likelihood = likelihood,
                    Own = own,
                    Foot = foot,
                    Points = points,
                    Weights = weights,
                },
                3,
                count
            );
            for (var lane = 0; lane < count; lane++)
            {
                var sum = likelihood[lane] + likelihood[Block + lane];
                var belief = sum > 1e-300 ? likelihood[lane] / sum : own[lane];
                var cell = simplex.CellOf(belief);
                var fraction = (belief - simplex.Knots[cell]) * simplex.InverseWidth[cell];
                Assert.Equal(
                    (foot[lane] + 3 * cell, foot[lane] + 3 * cell + 3, 1 - fraction, fraction),
                    (points[lane], points[Block + lane], weights[lane], weights[Block + lane])
                );
            }
        }
    }

    [Fact]
    public void What_lies_ahead_is_summed_corner_by_corner()
    {
        var random = new Random(3);
        var value = Numbers(random, 50, -3, 3);
        for (var types = 1; types <= 3; types++)
        {
            var (before, weights, corners) = (
                Numbers(random, Block),
                Numbers(random, types * Block),
                Enumerable.Range(0, types * Block).Select(_ => random.Next(value.Length)).ToArray()
            );
            foreach (var kernel in kernels)
            {
                var sum = (double[])before.Clone();
                kernel.Gather(sum, 0.3, value, corners, weights, default, types, 29);
                for (var lane = 0; lane < 29; lane++)
                {
                    var expected = before[lane];
                    for (var k = 0; k < types; k++)
                        expected += 0.3 * weights[k * Block + lane] * value[corners[k * Block + lane]];
                    Assert.Equal(expected, sum[lane]);
                }
            }
        }
    }

    // Each lane by itself: Walker and Ni 2011 with a memory of one.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Acceleration_mixes_the_last_two_responses(bool hasLast)
    {
        const int Cells = 6;
        var random = new Random(9);
        var (choices, responses, last, off, change) = (
            Numbers(random, Cells * Block),
            Numbers(random, Cells * Block),
            Numbers(random, Cells * Block),
            Numbers(random, Cells * Block, -0.3, 0.3),
            Numbers(random, Block)
        );
        var (before, open) = (
            Numbers(random, Block),
            Enumerable.Range(0, Block).Select(lane => lane % 7 == 2 ? 0 : BitConverter.Int64BitsToDouble(-1)).ToArray()
        );
        var (damped, mixed) = (0, 0);
        foreach (var kernel in kernels)
        {
            var (now, lastNow, offNow, beforeNow) = ((double[])choices.Clone(), (double[])last.Clone(), (double[])off.Clone(), (double[])before.Clone());
            kernel.Mix(
                new MixedCells
                {
                    Choices = now,
                    Responses = responses,
                    LastResponses = lastNow,
                    LastOff = offNow,
                    Open = open,
                    Change = change,
                    Before = beforeNow,
                },
                Cells,
                Block,
                hasLast
            );
            for (var lane = 0; lane < Block; lane++)
            {
                int[] cells = [.. Enumerable.Range(0, Cells).Select(cell => cell * Block + lane)];
                if (lane % 7 == 2)
                {
                    Assert.All(cells, i => Assert.Equal((choices[i], last[i], off[i]), (now[i], lastNow[i], offNow[i])));
                    continue;
                }
                var (along, length) = (0.0, 0.0);
                foreach (var i in cells)
                {
                    var turn = responses[i] - choices[i] - off[i];
                    along += (responses[i] - choices[i]) * turn;
                    length += turn * turn;
                }
                var share = hasLast && change[lane] <= 2 * before[lane] ? along / length : 0;
                if (!cells.All(i => responses[i] - share * (responses[i] - last[i]) >= 0))
                    share = 0;
                (damped, mixed) = (damped + (share == 0 ? 1 : 0), mixed + (share == 0 ? 0 : 1));
                foreach (var i in cells)
                    Assert.Equal(
                        (
                            share != 0 ? responses[i] - share * (responses[i] - last[i]) : choices[i] + (hasLast ? 0.5 : 1) * (responses[i] - choices[i]),
                            responses[i],
                            responses[i] - choices[i]
                        ),
                        (now[i], lastNow[i], offNow[i])
                    );
                Assert.Equal(change[lane], beforeNow[lane]);
            }
        }
        Assert.True(damped > 0 && (mixed > 0) == hasLast);
    }

    [Fact]
    public void What_is_not_wanted_is_left_as_it_is()
    {
        var random = new Random(4);
        var (value, weights, corners) = (Numbers(random, 50), Numbers(random, Block), Enumerable.Range(0, Block).Select(_ => random.Next(50)).ToArray());
        var wanted = Enumerable.Range(0, Block).Select(lane => lane is >= 8 and < 16 ? BitConverter.Int64BitsToDouble(-1) : 0).ToArray();
        foreach (var kernel in kernels)
        {
            var sum = new double[Block];
            kernel.Gather(sum, 1, value, corners, weights, wanted, 1, Block);
            Assert.All(Enumerable.Range(0, Block), lane => Assert.Equal(lane is >= 8 and < 16 ? weights[lane] * value[corners[lane]] : 0, sum[lane]));
        }
    }
}
