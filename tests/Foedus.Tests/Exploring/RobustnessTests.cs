using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Tests.Exploring;

/// <summary>Yardsticks on a table small enough to check by hand; expected values also by independent numpy code.</summary>
public class RobustnessTests
{
    private static readonly double[][] Table =
    [
        [0.9, 0.8, 0.2, 0.1, 0.85, 0.3],
        [0.7, 0.65, 0.55, 0.5, 0.6, 0.6],
        [0.75, 0.7, 0.6, 0.45, 0.65, 0.55],
        [0.95, 0.4, 0.3, 0.05, 0.9, 0.2],
        [0.4, 0.4, 0.4, 0.4, 0.4, 0.4],
    ];

    private static IReadOnlyList<RobustnessRow> Rows(double[]? weights = null) => Robustness.Of(Table, new RobustnessOptions(0.5, 0.2, weights));

    private static int Only(Func<RobustnessRow, double> yardstick, bool higher = true) =>
        Assert.Single(Robustness.Winners([.. Rows().Select(yardstick)], higher));

    [Fact]
    public void Every_yardstick_of_one_option()
    {
        var row = Rows()[0];
        Assert.Equal((0.1, 0.9), (row.Worst, row.Best));
        Assert.Equal(0.525, row.Mean, 12);
        Assert.Equal(0.55, row.Median, 12);
        Assert.Equal((0.15, 0.875), (Math.Round(row.P10, 12), Math.Round(row.P90, 12)));
        Assert.Equal(0.3313482558678507, row.Deviation, 12);
        Assert.Equal(0.15, row.WorstTail, 12);
        Assert.Equal((0.5, 1.0 / 6), (row.MeetsThreshold, row.WhereBest));
        Assert.Equal(0.15, row.MeanShortfall, 12);
        Assert.Equal((0.4, 0.2, 0.4), (Math.Round(row.MaxRegret, 12), Math.Round(row.MeanRegret, 12), Math.Round(row.P90Regret, 12)));
        Assert.Equal(0.7, row.Hurwicz(0.75), 12);
        Assert.Equal(0.525 - 0.3313482558678507, row.MeanLessDeviation, 12);
    }

    [Fact]
    public void The_winner_changes_with_the_yardstick()
    {
        Assert.Equal(1, Only(row => row.Worst));
        Assert.Equal(3, Only(row => row.Best));
        Assert.Equal(2, Only(row => row.Mean));
        Assert.Equal(2, Only(row => row.MaxRegret, higher: false));
        Assert.Equal(2, Only(row => row.P90Regret, higher: false));
        Assert.Equal(1, Only(row => row.MeetsThreshold));
        Assert.Equal(1, Only(row => row.WorstTail));
        Assert.Equal([1, 2], Robustness.Winners([.. Rows().Select(row => row.Hurwicz(0.5))], higherIsBetter: true));
    }

    [Fact]
    public void Weights_count_worlds_more_or_less()
    {
        var rows = Rows([1, 2, 1, 1, 3, 2]);
        Assert.Equal([0.595, 0.605, 0.625, 0.52, 0.4], rows.Select(row => Math.Round(row.Mean, 12)));
        Assert.Equal([0.6, 1, 0.9, 0.4, 0], rows.Select(row => Math.Round(row.MeetsThreshold, 12)));
        Assert.Equal([0.16, 0.15, 0.13, 0.235, 0.355], rows.Select(row => Math.Round(row.MeanRegret, 12)));
    }

    [Fact]
    public void Sides_accept_what_is_at_least_their_floor()
    {
        double[] first = [0.33, 0.99, 0.32, 0.79, 0.87, 0.39, 0.44, 0.37];
        double[] second = [0.02, 0.18, 0.39, 0.39, 0.62, 0.45, 0.61, 0.22];
        var found = Acceptance.Of([first, second], [0.4, 0.5]);
        Assert.Equal([0.5, 0.25], found.Each);
        Assert.Equal((0.25, 0.5), (found.All, found.Nobody));
        Assert.Equal(1, Acceptance.Of([first, second], [0.32, 0.02]).All);
    }

    // Wilson 1927; statsmodels proportion_confint(method="wilson") gives the same.
    [Theory]
    [InlineData(62, 100, 0.95, 0.5220975529551107, 0.7090240074752127)]
    [InlineData(620, 1000, 0.90, 0.5944609188889379, 0.6448915027335195)]
    [InlineData(0, 1000, 0.95, 0, 0.0038267584855551234)]
    [InlineData(1000, 1000, 0.95, 0.996173241514445, 1)]
    [InlineData(3, 1000, 0.95, 0.0010207838811386186, 0.008783014053503173)]
    public void Shares_of_plain_random_draws_have_wilsons_interval(int yes, int draws, double level, double low, double high)
    {
        var found = ShareInterval.Wilson(yes, draws, level);
        Assert.Equal(low, found.Low, 9);
        Assert.Equal(high, found.High, 9);
    }

    [Fact]
    public void What_nothing_dominates_has_rank_zero_duplicates_included()
    {
        // Share that holds against cost, which is turned round.
        double[][] points =
        [
            .. new[]
            {
                (0.62, 3.0),
                (0.55, 1),
                (0.8, 6),
                (0.8, 7),
                (0.4, 0.5),
                (0.71, 4.2),
                (0.55, 2),
                (0.9, 9.5),
                (0.3, 0.5),
                (0.62, 3),
                (0.85, 9),
                (0.7, 4.5),
            }.Select(p => new[] { p.Item1, -p.Item2 }),
        ];
        Assert.Equal([0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1], Pareto.Ranks(points));
        Assert.Equal(6.597, Pareto.Hypervolume(points, [0, -10]), 12);
    }

    // Two boxes of volume 1/2 that share 1/4.
    [Fact]
    public void Volumes_of_overlapping_boxes_are_counted_once()
    {
        Assert.Equal(
            0.75,
            Pareto.Hypervolume(
                [
                    [1, 0.5, 1],
                    [0.5, 1, 1],
                    [0.2, 0.2, 0.2],
                ],
                [0, 0, 0]
            ),
            12
        );
        Assert.Equal(
            [0, 0, 1],
            Pareto.Ranks([
                [1, 0.5, 1],
                [0.5, 1, 1],
                [0.2, 0.2, 0.2],
            ])
        );
    }

    [Fact]
    public void Dominating_is_better_somewhere_and_worse_nowhere()
    {
        Assert.True(Pareto.Dominates([1, 2], [1, 1]));
        Assert.False(Pareto.Dominates([1, 1], [1, 1]));
        Assert.False(Pareto.Dominates([2, 0], [1, 1]));
        Assert.False(Pareto.Dominates([double.NaN, 2], [1, 1]));
        Assert.Equal(
            0,
            Pareto.Hypervolume(
                [
                    [1, 0],
                    [0.5, -1],
                ],
                [0, 0]
            )
        );
        Assert.Equal(
            0.5,
            Pareto.Hypervolume(
                [
                    [1, 0.5],
                    [1, 0.5],
                ],
                [0, 0]
            ),
            12
        );
    }

    [Fact]
    public void Winners_are_those_within_a_tie_and_what_is_not_known_never_wins()
    {
        Assert.Equal([1, 3], Robustness.Winners([double.NaN, 2, 1, 2 + 1e-10], higherIsBetter: true));
        Assert.Equal([2], Robustness.Winners([double.NaN, 2, 1, 2], higherIsBetter: false));
        Assert.Equal([1, 2], Robustness.Winners([5, 2, 1], higherIsBetter: false, tie: 1));
        Assert.Empty(Robustness.Winners([double.NaN], higherIsBetter: true));
        Assert.True(
            double.IsNaN(
                Robustness
                    .Of(
                        [
                            [],
                        ],
                        new RobustnessOptions(0)
                    )[0]
                    .Mean
            )
        );
    }

    // A tail of half a world is one world, of 0.4 of five two, of everything all.
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.4, 1.5)]
    [InlineData(0.41, 2)]
    [InlineData(1, 3)]
    public void The_worst_tail_holds_whole_worlds(double tail, double expected) =>
        Assert.Equal(
            expected,
            Robustness
                .Of(
                    [
                        [5, 1, 4, 2, 3],
                    ],
                    new RobustnessOptions(0, tail)
                )[0]
                .WorstTail,
            12
        );

    [Fact]
    public void Without_draws_a_share_may_be_anything()
    {
        Assert.Equal((0, 1), ShareInterval.Wilson(0, 0));
        Assert.Equal(
            [1.0, 0],
            Acceptance
                .Of(
                    [
                        [1, 2],
                        [0, 0],
                    ],
                    [1, 1]
                )
                .Each
        );
        Assert.Equal(
            (0.0, 0.0),
            Acceptance.Of(
                [
                    [1, 2],
                    [0, 0],
                ],
                [1, 1]
            )
                is var found
                ? (found.All, found.Nobody)
                : default
        );
        Assert.Equal(
            1,
            Acceptance
                .Of(
                    [
                        [double.NaN],
                    ],
                    [0]
                )
                .Nobody
        );
    }
}
