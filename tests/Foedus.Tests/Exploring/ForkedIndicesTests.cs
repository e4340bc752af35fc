using Foedus.Exploring;
using Foedus.Numerics.Sampling;
using Foedus.Weighing.Analysis;

namespace Foedus.Tests.Exploring;

/// <summary>Total indices over numbers and weighted answers against sums over the whole of a fine lattice.</summary>
public class ForkedIndicesTests
{
    private const int Points = 2048;
    private const int Side = 60;

    // [combination]: answers of two questions; the second question matters only where the first is answered 1.
    private static readonly int[][] Answers =
    [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
    ];
    private static readonly double[] Weights = [0.7 * 0.4, 0.7 * 0.6, 0.3 * 0.4, 0.3 * 0.6];

    private static double Value(int[] answer, double x, double y) => answer[0] == 0 ? x : 1 + 2 * x * y + (answer[1] == 0 ? 0 : y);

    private static double[] Results(Func<double[], double[], double[]> place, int combination)
    {
        var (sequence, both) = (new ScrambledSobol(4, 7, EffectDesign.Scrambles), new double[4]);
        return
        [
            .. Enumerable
                .Range(0, Points)
                .Select(point =>
                {
                    sequence.Point(point, both);
                    var at = place(both[..2], both[2..]);
                    return Value(Answers[combination], at[0], at[1]);
                }),
        ];
    }

    private static ForkedIndices Design() =>
        new(
            [.. Answers.Select((_, c) => Results((a, _) => a, c))],
            [.. Answers.Select((_, c) => Results((_, b) => b, c))],
            [.. Answers.Select((_, c) => new[] { Results((a, b) => [b[0], a[1]], c), Results((a, b) => [a[0], b[1]], c) })],
            EffectDesign.Scrambles
        );

    // Share of the variance that is left where all but one coordinate are known: summed over the lattice, coordinates 0 and 1 the numbers, 2 and 3 the questions.
    private static double[] ByHand(double[] weights)
    {
        var lattice = (
            from c in Enumerable.Range(0, 4)
            from i in Enumerable.Range(0, Side)
            from j in Enumerable.Range(0, Side)
            select (
                At: new[] { i, j, Answers[c][0], Answers[c][1] },
                Weight: weights[c] / (Side * Side),
                Value: Value(Answers[c], (i + 0.5) / Side, (j + 0.5) / Side)
            )
        ).ToList();
        var variance = Variance(lattice.Select(each => (each.Weight, each.Value)));
        return
        [
            .. Enumerable
                .Range(0, 4)
                .Select(free =>
                    lattice
                        .GroupBy(each => (free == 0 ? 0 : each.At[0], free == 1 ? 0 : each.At[1], free == 2 ? 0 : each.At[2], free == 3 ? 0 : each.At[3]))
                        .Sum(known => Variance(known.Select(each => (each.Weight, each.Value)))) / variance
                ),
        ];

        // Not divided by the weight: what a group adds to the mean.
        static double Variance(IEnumerable<(double Weight, double Value)> values)
        {
            var all = values.ToList();
            var whole = all.Sum(each => each.Weight);
            var mean = whole > 0 ? all.Sum(each => each.Weight * each.Value) / whole : 0;
            return all.Sum(each => each.Weight * (each.Value - mean) * (each.Value - mean));
        }
    }

    [Fact]
    public void Totals_over_weighted_answers_are_those_of_a_sum_over_everything()
    {
        var (exact, found) = (ByHand(Weights), Design().Over(Weights, Answers));
        double[] estimated = [.. found.Totals.Select(total => total.Share), .. found.ForkTotals.Select(total => total.Share)];
        for (var i = 0; i < 4; i++)
            Assert.InRange(estimated[i], exact[i] - 0.02, exact[i] + 0.02);
        // The first question's own effect: variance of the two means 0.5 and 1 + 0.5 + 0.6 / 2.
        Assert.InRange(
            found.ForkOwn[0].Share,
            0.21 * 1.3 * 1.3 / (found.Deviation * found.Deviation) - 0.02,
            0.21 * 1.3 * 1.3 / (found.Deviation * found.Deviation) + 0.02
        );
        Assert.All(found.Totals.Concat(found.ForkTotals), total => Assert.InRange(total.Share, total.Low, total.High));
    }

    [Fact]
    public void Within_an_answer_totals_are_those_of_that_answer_alone()
    {
        for (var c = 0; c < 4; c++)
        {
            var (exact, found) = (ByHand([.. Enumerable.Range(0, 4).Select(other => other == c ? 1.0 : 0)]), Design().Within(c));
            for (var i = 0; i < 2; i++)
                Assert.InRange(found.Totals[i].Share, exact[i] - 0.02, exact[i] + 0.02);
        }
    }

    [Fact]
    public void A_single_answer_with_all_the_weight_is_that_answer_alone()
    {
        var (within, over) = (Design().Within(3), Design().Over([0, 0, 0, 1], Answers));
        Assert.Equal(within.Totals.Select(total => total.Share), over.Totals.Select(total => total.Share));
        Assert.All(over.ForkTotals, total => Assert.Equal(0, total.Share));
    }

    [Fact]
    public void What_cannot_be_evaluated_takes_its_base_point_with_it()
    {
        double[][] with =

            [
                [1, 2, double.NaN, 4],
                [2, 3, 5, 7],
            ],
            without =

            [
                [1, 2, 4],
                [2, 3, 7],
            ];
        ForkedIndices Of(double[][] rows) =>
            new(
                rows,
                [
                    [.. rows[0].Reverse().Select(value => double.IsNaN(value) ? 9 : value)],
                    rows[1],
                ],
                [
                    [rows[1]],
                    [rows[0]],
                ],
                4
            );
        var (some, few) = (
            Of(with)
                .Over(
                    [0.5, 0.5],
                    [
                        [0],
                        [1],
                    ]
                ),
            new ForkedIndices(
                without,
                [
                    [4, 9, 1],
                    without[1],
                ],
                [
                    [without[1]],
                    [without[0]],
                ],
                4
            ).Over(
                [0.5, 0.5],
                [
                    [0],
                    [1],
                ]
            )
        );
        Assert.Equal(few.Totals[0].Share, some.Totals[0].Share, 12);
        Assert.Equal(few.ForkTotals[0].Share, some.ForkTotals[0].Share, 12);
    }
}
