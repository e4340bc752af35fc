using Foedus.Exploring;

namespace Foedus.Tests.Exploring;

/// <summary>Peeling and pasting on tables small enough that every cut can be worked out by hand; what a step says, against its definition.</summary>
public class PrimTests
{
    private static InputColumn Numbers(Func<int, double> value, int rows = 100, ColumnKind kind = ColumnKind.Real) =>
        new("x", kind, [.. Enumerable.Range(1, rows).Select(value)], []);

    private static FoundBox First(InputColumn[] inputs, Func<int, bool> isOfInterest, PrimOptions? options = null) =>
        Prim.Find(new Experiments(inputs, [.. Enumerable.Range(1, inputs[0].Values.Length).Select(isOfInterest)]), options ?? new PrimOptions())[0];

    // x = 1 … 100, of interest above 50. A peel gives up the lowest twentieth; its cut is the middle of the two values around place (n − 1) / 20.
    [Fact]
    public void Peels_cut_in_the_middle_around_a_twentieth()
    {
        var box = First([Numbers(x => x)], x => x > 50);
        Assert.Equal([1, 5.5, 10.5, 15.5, 20.5, 24.5, 28.5, 32.5, 36.5, 40.5, 43.5, 46.5, 49.5, 52.5], box.Trajectory.Select(step => step.Limits[0].Low));
        Assert.Equal([100, 95, 90, 85, 80, 76, 72, 68, 64, 60, 57, 54, 51, 48], box.Trajectory.Select(step => step.Count));
        Assert.All(box.Trajectory, step => Assert.Equal(100, step.Limits[0].High));
        // The last loses two of interest; four others hold all fifty, and of those the densest is shown.
        Assert.Equal(12, box.Chosen);
        var shown = box.Trajectory[12];
        Assert.Equal((51, 50, 0.51, 50.0 / 51, 1.0), (shown.Count, shown.CountOfInterest, shown.Mass, shown.Density, shown.Coverage));
        // Without the limit half would be of interest: the chance of 50 or 51 heads in 51.
        Assert.Equal(52 / Math.Pow(2, 51), shown.QuasiP[0].Low, 1e-20);
        Assert.True(double.IsNaN(shown.QuasiP[0].High));
    }

    [Fact]
    public void The_high_end_is_peeled_as_the_low_end_is()
    {
        var box = First([Numbers(x => x)], x => x <= 50);
        Assert.Equal([100, 95.5, 90.5, 85.5, 80.5, 76.5, 72.5, 68.5, 64.5, 60.5, 57.5, 54.5, 51.5, 48.5], box.Trajectory.Select(step => step.Limits[0].High));
        Assert.Equal(52 / Math.Pow(2, 51), box.Trajectory[box.Chosen].QuasiP[0].High, 1e-20);
    }

    [Fact]
    public void No_box_is_smaller_than_the_least_mass()
    {
        Assert.Equal(60, First([Numbers(x => x)], x => x > 50, new PrimOptions(LeastMass: 0.6)).Trajectory[^1].Count);
        Assert.Equal(64, First([Numbers(x => x)], x => x > 50, new PrimOptions(LeastMass: 0.6001)).Trajectory[^1].Count);
    }

    // Of interest above 30 but for four in the middle. Peels of a fifth overshoot to 36.5, where no further one gains; the six cases of interest below it are denser
    // than the box, so pastes of a twentieth of what lies beyond take them back, two at a time, and stop before 29 and 30.
    [Fact]
    public void Pasting_takes_back_what_a_peel_took_too_much()
    {
        static bool Yes(int x) => x > 30 && x is not (60 or 65 or 70 or 75);
        var options = new PrimOptions(PeelShare: 0.2);
        var box = First([Numbers(x => x)], Yes, options);
        Assert.Equal([1, 20.5, 36.5, 34.5, 32.5, 30.5], box.Trajectory.Select(step => step.Limits[0].Low));
        Assert.Equal([(100, 66), (80, 66), (64, 60), (66, 62), (68, 64), (70, 66)], box.Trajectory.Select(step => (step.Count, step.CountOfInterest)));
        Assert.Equal(5, box.Chosen);
        var mirrored = First([Numbers(x => 101 - x)], Yes, options);
        Assert.Equal([100, 80.5, 64.5, 66.5, 68.5, 70.5], mirrored.Trajectory.Select(step => step.Limits[0].High));
        // A paste of a fifth would take 29 … 36 at once, two of them not of interest, and 66 of 72 is less than 60 of 64.
        Assert.Equal([1, 20.5, 36.5], First([Numbers(x => x)], Yes, options with { PasteShare = 0.2 }).Trajectory.Select(step => step.Limits[0].Low));
    }

    // Here x = 1 … 40, of interest above 10 but for four; there 14 rows that are not of interest at x = 1 … 14 and three that are at 38 … 40. By the mean that is left: without "there"
    // 26 of 40, then x above 8.5 and 15.5, and no smaller box is allowed. Of what "there" has left in it all three are of interest, more than the box's 21 of 25: it is taken back.
    [Fact]
    public void A_category_is_pasted_back_where_what_it_has_left_in_the_box_is_denser()
    {
        double[] x = [.. Enumerable.Range(1, 40).Concat(Enumerable.Range(1, 14)).Concat([38, 39, 40]).Select(value => (double)value)];
        var place = new InputColumn("place", ColumnKind.Nominal, [.. x.Select((_, row) => row < 40 ? 0.0 : 1)], ["here", "there"]);
        var box = First(
            [InputColumn.Real("x", x), place],
            row => row <= 40 ? row > 10 && row is not (24 or 28 or 32 or 36) : row > 54,
            new PrimOptions(PeelObjective.Original, PeelShare: 0.2, LeastMass: 0.4)
        );
        Assert.Equal([(57, 29), (40, 26), (32, 26), (25, 21), (28, 24)], box.Trajectory.Select(step => (step.Count, step.CountOfInterest)));
        Assert.Equal([1, 1, 8.5, 15.5, 15.5], box.Trajectory.Select(step => step.Limits[0].Low));
        Assert.Equal([true, false, false, false, true], box.Trajectory.Select(step => step.Limits[1].Allowed![1]));
        Assert.Equal([0], box.Trajectory[4].Restricted);
    }

    // Ten rows of each whole number: a cut goes one number further in at a time.
    [Fact]
    public void Whole_numbers_are_peeled_one_by_one()
    {
        InputColumn[] tens = [Numbers(row => 1 + (row - 1) / 10, kind: ColumnKind.Integer)];
        Assert.Equal([1, 2, 3, 4, 5, 6], First(tens, row => row > 50).Trajectory.Select(step => step.Limits[0].Low));
        Assert.Equal([10, 9, 8, 7, 6, 5], First(tens, row => row <= 50).Trajectory.Select(step => step.Limits[0].High));
    }

    // Ties of a real column: the cut lies between the value that is tied and the nearest that differs, inwards.
    [Fact]
    public void Equal_values_are_given_up_together()
    {
        InputColumn[] tens = [Numbers(row => 1 + (row - 1) / 10)];
        Assert.Equal([1, 1.5, 2.5, 3.5, 4.5, 5.5], First(tens, row => row > 50).Trajectory.Select(step => step.Limits[0].Low));
        Assert.Equal([10, 9.5, 8.5, 7.5, 6.5, 5.5], First(tens, row => row <= 50).Trajectory.Select(step => step.Limits[0].High));
    }

    // 50 of 100 are of interest, none among the lowest five. Peeling those leaves 50 of 95: 0.0263 gained for 5 rows. Peeling a category of sixty leaves 30 (or 33) of 40:
    // 0.25 (or 0.325) for 60. By row given up that is 0.00526 against 0.00417 (or 0.00542); times the rows left 0.5 against 0.17 (or 0.22).
    [Theory]
    [InlineData(PeelObjective.Lenient1, 30, 0)]
    [InlineData(PeelObjective.Lenient1, 33, 1)]
    [InlineData(PeelObjective.Lenient2, 30, 0)]
    [InlineData(PeelObjective.Lenient2, 33, 0)]
    [InlineData(PeelObjective.Original, 30, 1)]
    [InlineData(PeelObjective.Original, 33, 1)]
    public void Each_objective_weighs_what_is_gained_against_what_is_given_up(PeelObjective objective, int inSecond, int expected)
    {
        var place = new InputColumn("place", ColumnKind.Nominal, [.. Enumerable.Range(1, 100).Select(x => x <= 60 ? 0.0 : 1)], ["here", "there"]);
        // The first step is the whole table, in which nothing is limited.
        var box = First([Numbers(x => x), place], x => x > 100 - inSecond || (x > 5 && x <= 55 - inSecond), new PrimOptions(objective));
        Assert.Empty(box.Trajectory[0].Restricted);
        Assert.Equal([expected], box.Trajectory[1].Restricted);
    }

    // Of a hundred rows here forty are of interest, at the low end of x; of a hundred there ten, at the high end.
    [Fact]
    public void A_second_box_is_looked_for_where_the_first_is_not_and_a_third_only_where_there_is_more()
    {
        var place = new InputColumn("place", ColumnKind.Nominal, [.. Enumerable.Range(0, 200).Select(row => row < 100 ? 0.0 : 1)], ["here", "there"]);
        var data = new Experiments(
            [Numbers(row => (row - 1) % 100 + 1, 200), place],
            [.. Enumerable.Range(0, 200).Select(row => row < 100 ? row < 40 : row >= 190)]
        );
        var boxes = Prim.Find(data, new PrimOptions());
        Assert.Equal(2, boxes.Count);
        var shown = boxes.Select(box => box.Trajectory[box.Chosen]).ToList();
        Assert.Equal([40, 10], shown.Select(step => step.CountOfInterest));
        Assert.Equal([0.8, 0.2], shown.Select(step => step.Coverage));
        Assert.Equal(
            [
                [true, false],
                [false, true],
            ],
            shown.Select(step => step.Limits[1].Allowed!)
        );
        Assert.All(shown, step => Assert.Equal([0, 1], step.Restricted));
        Assert.Single(Prim.Find(data, new PrimOptions(MostBoxes: 1)));
    }

    // Limits by luck are dropped: of x the one limit that is none, of an idle column none is left.
    [Fact]
    public void What_luck_explains_is_not_shown()
    {
        var box = First([Numbers(x => x)], x => x > 50, new PrimOptions(DropAbove: 0.05));
        Assert.Equal((14, 15), (box.Chosen, box.Trajectory.Count));
        Assert.Equal((49.5, 100.0), (box.Trajectory[14].Limits[0].Low, box.Trajectory[14].Limits[0].High));
        Assert.Equal(52 / Math.Pow(2, 51), box.Trajectory[14].QuasiP[0].Low, 1e-20);
        var idle = First([Numbers(x => x)], x => x % 2 == 0, new PrimOptions(DropAbove: 0.05));
        Assert.True(idle.Trajectory.Count > 1);
        Assert.Equal(0, idle.Chosen);
        // No more limited inputs than are asked for: of the two that matter one is left.
        InputColumn[] two = [Numbers(x => x, 400), Numbers(x => x * 7 % 401, 400)];
        static bool Corner(int x) => x > 200 && x * 7 % 401 > 200;
        Assert.Equal(2, First(two, Corner, new PrimOptions(DropAbove: 0.05)) is var both ? both.Trajectory[both.Chosen].Restricted.Count : 0);
        Assert.Equal(1, First(two, Corner, new PrimOptions(DropAbove: 0.05, MostLimits: 1)) is var one ? one.Trajectory[one.Chosen].Restricted.Count : 0);
    }

    [Theory]
    [InlineData(PeelObjective.Lenient1)]
    [InlineData(PeelObjective.Lenient2)]
    [InlineData(PeelObjective.Original)]
    public void Every_step_of_any_table_is_what_it_says(PeelObjective objective)
    {
        for (var seed = 0; seed < TestScale.Of(12); seed++)
        {
            var random = new Random(seed);
            var rows = random.Next(40, 150);
            InputColumn Column(ColumnKind kind, Func<double> value) =>
                new($"{kind}", kind, [.. Enumerable.Range(0, rows).Select(_ => value())], kind == ColumnKind.Nominal ? ["a", "b", "c", "d"] : []);
            InputColumn[] inputs =
            [
                Column(ColumnKind.Nominal, () => random.Next(4)),
                Column(ColumnKind.Real, random.NextDouble),
                Column(ColumnKind.Integer, () => random.Next(6)),
                Column(ColumnKind.Real, () => random.Next(5) / 4.0),
            ];
            var data = new Experiments(
                inputs,
                [
                    .. Enumerable
                        .Range(0, rows)
                        .Select(row =>
                            random.NextDouble()
                            < (inputs[0].Values[row] == 1 ? 0.1 : 0.4) + (inputs[1].Values[row] > 0.6 && inputs[2].Values[row] < 4 ? 0.5 : 0)
                        ),
                ]
            );
            var boxes = Prim.Find(data, new PrimOptions(objective, MostBoxes: 1));
            var (trajectory, whole) = (boxes[0].Trajectory, boxes[0].Trajectory[0].Limits);
            for (var s = 0; s < trajectory.Count; s++)
            {
                Holds(data, trajectory[s], whole);
                if (s == 0)
                    continue;
                Assert.Single(Enumerable.Range(0, 4), c => !trajectory[s].Limits[c].IsSame(trajectory[s - 1].Limits[c]));
                Assert.NotEqual(trajectory[s].Count, trajectory[s - 1].Count);
                if (objective != PeelObjective.Original || trajectory[s].Count > trajectory[s - 1].Count)
                    Assert.True(trajectory[s].Density > trajectory[s - 1].Density, "a step gains in density");
                // Peels come first, pastes after them.
                Assert.False(s > 1 && trajectory[s].Count < trajectory[s - 1].Count && trajectory[s - 1].Count > trajectory[s - 2].Count);
            }
            var dense = trajectory.Where(step => step.Density >= 0.8).ToList();
            var shown =
                dense.Count > 0
                    ? dense.OrderBy(step => (-step.Coverage, step.Restricted.Count, -step.Density)).First()
                    : trajectory.MaxBy(step => step.Density)!;
            Assert.Same(shown, trajectory[boxes[0].Chosen]);
        }
    }

    private static void Holds(Experiments data, BoxStep step, IReadOnlyList<BoxLimit> whole)
    {
        int[] Inside(Func<int, BoxLimit> limit) =>
            [.. Enumerable.Range(0, data.Rows).Where(row => Enumerable.Range(0, whole.Count).All(c => limit(c).Holds(data.Inputs[c].Values[row])))];
        int Yes(int[] rows) => rows.Count(row => data.OfInterest[row]);
        var inside = Inside(c => step.Limits[c]);
        Assert.Equal((inside.Length, Yes(inside)), (step.Count, step.CountOfInterest));
        Assert.Equal(
            ((double)inside.Length / data.Rows, (double)Yes(inside) / inside.Length, (double)Yes(inside) / data.CasesOfInterest),
            (step.Mass, step.Density, step.Coverage)
        );
        Assert.Equal(Enumerable.Range(0, whole.Count).Where(c => !step.Limits[c].IsSame(whole[c])), step.Restricted);
        for (var c = 0; c < whole.Count; c++)
        {
            var (limit, all) = (step.Limits[c], whole[c]);
            Is(
                limit.Allowed is null ? limit.Low != all.Low : !limit.IsSame(all),
                limit.Allowed is null ? limit with { Low = all.Low } : all,
                step.QuasiP[c].Low
            );
            Is(limit.Allowed is null && limit.High != all.High, limit with { High = all.High }, step.QuasiP[c].High);

            void Is(bool isLimited, BoxLimit without, double found)
            {
                if (!isLimited)
                {
                    Assert.True(double.IsNaN(found));
                    return;
                }
                var wider = Inside(other => other == c ? without : step.Limits[other]);
                Assert.Equal(AtLeast(step.CountOfInterest, step.Count, (double)Yes(wider) / wider.Length), found, 1e-9);
            }
        }
    }

    // P(X ≥ k), X binomial, term by term.
    private static double AtLeast(int k, int n, double p)
    {
        var sum = 0.0;
        for (var i = k; i <= n; i++)
        {
            var term = 1.0;
            for (var j = 1; j <= i; j++)
                term *= p * (n - i + j) / j;
            sum += term * Math.Pow(1 - p, n - i);
        }
        return sum;
    }
}
