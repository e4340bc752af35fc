using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Engine;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>How draws are worked off: parts, blocks, what is remembered and what is written down.</summary>
public class WorkedOff
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly DealFile File = CountedDeal.File(CountedDeal.More);

    private static readonly WeighingOptions Options = new()
    {
        Draws = 64,
        Resolution = 3,
        Threads = 2,
    };

    private sealed class Sink(DrawLayout layout, Action<DrawRows>? kept = null) : IDrawSink
    {
        public List<DrawRows> Kept { get; } = [];

        public List<(int First, int Count)> Rented { get; } = [];

        public DrawRows Rent(int first, int count)
        {
            lock (Kept)
                Rented.Add((first, count));
            var rows = layout.Allocate(count);
            rows.Begin(first, count);
            return rows;
        }

        public void Keep(DrawRows rows, CancellationToken cancel)
        {
            kept?.Invoke(rows);
            lock (Kept)
                Kept.Add(rows);
        }
    }

    private sealed class Reports : IProgress<(int Done, int All)>
    {
        public List<(int Done, int All)> All { get; } = [];

        public void Report((int Done, int All) value)
        {
            lock (All)
                All.Add(value);
        }
    }

    /// <summary>Whatever parts draws are cut into, each is kept once, whole, and as it is in one piece.</summary>
    [Fact]
    public void Parts_are_kept_whole_and_are_those_of_the_whole()
    {
        var engine = new WeighingEngine(File.Deal, File.Offers, Options);
        var whole = engine.Run(cancel: Cancel);
        var (sink, reports) = (new Sink(engine.Layout), new Reports());
        engine.Solve([(0, 10), (20, 5), (40, 1)], sink, reports, Cancel);
        Assert.Equal([(0, 10), (20, 5), (40, 1)], sink.Rented);
        Assert.Equal([(0, 10), (20, 5), (40, 1)], sink.Kept.Select(rows => (rows.First, rows.Count)).Order());
        foreach (var rows in sink.Kept)
            for (var row = 0; row < rows.Count; row++)
            {
                var draw = rows.First + row;
                var world = new double[3];
                rows.World(row, world);
                Assert.Equal(whole.Worlds[draw], world);
                for (var o = 0; o < 4; o++)
                {
                    var (there, here) = (whole.Offers[o].Draws, rows.Offers[o]);
                    Assert.Equal(
                        [
                            there.Holds[draw],
                            there.Measures[0][draw],
                            there.Measures[1][draw],
                            there.Surplus[1][draw],
                            there.Values[2][draw],
                            there.Prior[1][draw],
                            there.Kept[0][draw],
                            there.Called[0][draw],
                            there.Survival[2][draw],
                            there.Residual[draw],
                            there.Status[draw],
                        ],
                        [
                            here.Holds[row],
                            here.Measures[0][row],
                            here.Measures[1][row],
                            here.Surplus[1][row],
                            here.Values[2][row],
                            here.Prior[1][row],
                            here.Kept[0][row],
                            here.Called[0][row],
                            here.Survival[2][row],
                            here.Residual[row],
                            here.Status[row],
                        ]
                    );
                    Assert.Equal(here.Measures[0][row] >= 0.25 ? 1 : 0, here.Holds[row]);
                    Assert.Equal(here.Values[2][row] - rows.Offers[0].Values[2][row], here.Surplus[2][row]);
                }
            }
        Assert.All(reports.All, report => Assert.Equal(16, report.All));
        Assert.Equal(16, reports.All.Max(report => report.Done));
        Assert.Equal(reports.All.Count, reports.All.Select(report => report.Done).Distinct().Count());
    }

    [Fact]
    public void The_first_fault_is_told_and_stopping_stops()
    {
        var engine = new WeighingEngine(File.Deal, File.Offers, Options);
        Assert.Equal(
            "The disk is full.",
            Assert
                .Throws<InputException>(() =>
                    engine.Solve([(0, 4), (4, 4), (8, 4)], new Sink(engine.Layout, _ => throw new InputException("The disk is full.")), cancel: Cancel)
                )
                .Message
        );
        using var stop = new CancellationTokenSource();
        var sink = new Sink(engine.Layout, _ => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Solve([.. Enumerable.Range(0, 16).Select(part => (4 * part, 4))], sink, cancel: stop.Token));
        // What was finished before is with the sink; the rest is not begun.
        Assert.InRange(sink.Kept.Count, 1, 4);
    }

    private sealed class Book : IBlockBook
    {
        public List<string> Keys { get; } = [];

        public Dictionary<string, double> Known { get; } = [];

        public bool TryRead(byte[] key, int from, int count, OfferDraws into)
        {
            Keys.Add(Convert.ToHexString(key));
            if (!Known.TryGetValue(Keys[^1], out var measure))
                return false;
            into.Measures[0][from] = measure;
            return true;
        }

        public void Keep(byte[] key, int from, int count, OfferDraws solved) => Known.Add(Convert.ToHexString(key), solved.Measures[0][from]);
    }

    private sealed class Counted : IBlockSolver
    {
        public int Solved { get; private set; }

        public void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel)
        {
            Solved++;
            into.Measures[0][from] = worlds[0][from];
        }
    }

    [Fact]
    public void A_block_is_known_by_its_offer_its_grid_and_its_worlds()
    {
        var (book, solver) = (new Book(), new Counted());
        double[][] worlds =
        [
            [0.1, 0.2, 0.1, 0.3],
            [0.5, 0.5, 0.5, 0.5],
            [0.6, 0.6, 0.6, 0.6],
        ];
        double Solve(int offer, int resolution, int from, int count)
        {
            var into = new OfferDraws(4, 2, 3, 1, 3);
            new KeptBlocks(File.Offers[offer], resolution, book, () => solver).Solve(worlds, from, count, into, Cancel);
            return into.Measures[0][from];
        }
        Assert.Equal(0.1, Solve(1, 11, 0, 1));
        Assert.Equal(1, solver.Solved);
        // The same world in another place is read; another world, more of them, another grid and another offer are solved.
        Assert.Equal(0.1, Solve(1, 11, 2, 1));
        Assert.Equal(1, solver.Solved);
        Assert.Equal(0.2, Solve(1, 11, 1, 1));
        Assert.Equal(0.1, Solve(1, 11, 0, 2));
        Assert.Equal(0.1, Solve(1, 12, 0, 1));
        Assert.Equal(0.1, Solve(2, 11, 0, 1));
        Assert.Equal(5, solver.Solved);
        Assert.Equal(5, book.Keys.Distinct().Count());
        // A book is open until it is closed.
        Assert.Null(KeptBlocks.Book);
        using (KeptBlocks.Into(book))
        {
            Assert.Same(book, KeptBlocks.Book);
            Assert.IsType<KeptBlocks>(BlockSolvers.For(File.Offers[1], 3));
        }
        Assert.Null(KeptBlocks.Book);
        Assert.IsType<OneByOne>(BlockSolvers.For(File.Offers[1], 3));
    }

    [Fact]
    public void The_same_game_under_the_same_name_is_solved_once()
    {
        static Foedus.Lowering.LoweredOffer Read(double gain, string name) =>
            SoundDeal.Lower(
                FormattableString.Invariant(
                    $$"""
                    deal "Same"
                    period year
                    horizon 2
                    party A
                    discount 0.9
                    precision lambda 1
                    state s { calm, war } = calm
                    turn A when s = calm { keep  break: s = war; A gains {{gain}} }
                    no deal none
                    offer {{name}}
                    ask calm "Calm": chance s = calm through 2
                    """
                ),
                1
            );
        var memo = new SolveMemo();
        SolvedNumbers Solve(double gain, string name) => memo.Solve(new SolveKind(Read(gain, name), 3), [], Cancel);
        var first = Solve(1, "one");
        Assert.Same(first, Solve(1, "one"));
        Assert.Equal(1, memo.Solved);
        Assert.Equal(first.Measures, Solve(1, "two").Measures);
        Assert.Equal(2, memo.Solved);
        Assert.NotEqual(first.Measures[0], Solve(2, "one").Measures[0]);
        Assert.Equal(3, memo.Solved);
        // As long as there is room: what is kept of this one is its numbers and about forty more.
        var little = new SolveMemo(most: 40);
        var offer = Read(1, "one");
        Assert.NotSame(little.Solve(new SolveKind(offer, 3), [], Cancel), little.Solve(new SolveKind(offer, 3), [], Cancel));
        Assert.InRange(first.Length, 40, 60);
    }

    // What one would choose by what it gives on average, and what that is.
    [Fact]
    public void What_is_best_without_knowing_more_is_best_on_average()
    {
        var result = CountedDeal.Result(CountedDeal.More);
        var found = DecisionAnalyst.Run(File.Deal, File.Offers, result).Information;
        Assert.Equal(["holds", "signedAndHolds", "surplus:One", "surplus:Two"], found.Select(each => each.Yardstick));
        var draws = Enumerable.Range(0, 128).ToList();
        double Mean(int yardstick, OfferResult offer) =>
            draws.Average(draw =>
                yardstick switch
                {
                    0 => offer.Draws.Holds[draw],
                    1 => !offer.IsNoDeal && offer.Draws.Surplus.All(surplus => surplus[draw] >= 0) ? offer.Draws.Holds[draw] : 0,
                    2 => offer.Draws.Surplus[0][draw],
                    _ => offer.Draws.Prior[1][draw] * offer.Draws.Surplus[1][draw] + offer.Draws.Prior[2][draw] * offer.Draws.Surplus[2][draw],
                }
            );
        for (var yardstick = 0; yardstick < 4; yardstick++)
        {
            var (told, means) = (found[yardstick], result.Offers.Select(offer => Mean(yardstick, offer)).ToList());
            Assert.Equal(result.Offers[means.IndexOf(means.Max())].Name, told.Offer);
            Assert.Equal(means.Max(), told.Worth, 1e-9);
            Assert.Equal(["w", "x", "z"], told.Gains.Select(gain => gain.Assumption).Order(StringComparer.Ordinal));
            Assert.Equal(told.Gains.OrderByDescending(gain => gain.Gain), told.Gains);
            Assert.All(told.Gains, gain => Assert.True(gain.Low <= gain.Gain && gain.Gain <= gain.High));
            // What reads as much is level: of 100 worlds, or two decimals of a point.
            Assert.Equal(
                result
                    .Offers.Where(
                        (offer, o) =>
                            offer.Name != told.Offer && Math.Abs(Math.Round(means[o] * (yardstick < 2 ? 100 : 100)) - Math.Round(means.Max() * 100)) < 0.5
                    )
                    .Select(offer => offer.Name),
                told.Level
            );
        }
    }

    private static WeighingResult Corners() =>
        Weigh.Run(
            SoundDeal.Read(
                SoundDeal.Year(
                    "Corners",
                    """
                    assume x 0.5 in 0..1 even
                    assume y 0.5 in 0..1 even
                    state calm yes or no = yes
                    chance trouble when calm { (1 if x > 0.75 and y > 0.5 else 0) + (1 if x < 0.25 and y < 0.5 else 0): calm = no  otherwise: calm = yes }
                    no deal none: starts calm = no
                    offer a
                    ask quiet "Quiet": chance calm through 1
                    holds when quiet >= 0.6
                    """
                )
            ),
            new WeighingOptions
            {
                Draws = 1024,
                Effects = 0,
                CareDraws = 0,
                EquilibriumDraws = 0,
                Thresholds = 0,
            }
        );

    /// <summary>What is said of boxes, counted again: each for what those before leave.</summary>
    [Fact]
    public void A_further_box_is_held_against_the_worlds_that_are_in_none_before_it()
    {
        var result = Corners();
        var found = Assert.Single(result.Analysis!.Breaking);
        var cases = result.Offers[1].Draws.Holds.Select(holds => holds == 1 == (found.Describes == "holds")).ToArray();
        Assert.Equal((cases.Count(yes => yes), cases.Count(yes => yes) / 1024.0), (found.Cases, found.Share));
        Assert.True(found.Boxes.Count >= 2);
        bool IsIn(BreakingBox box, int draw) =>
            box.Limits.All(limit => result.Worlds[draw][limit.Assumption == "x" ? 0 : 1] is var value && !(value < limit.Low) && !(value > limit.High));
        var left = Enumerable.Range(0, 1024).ToList();
        foreach (var (box, b) in found.Boxes.Select((box, b) => (box, b)))
        {
            if (b == 0)
                Assert.Null(box.OfTheRest);
            else
                Assert.Equal(left.Average(draw => cases[draw] ? 1.0 : 0), box.OfTheRest!.Value, 1e-9);
            var inside = left.Where(draw => IsIn(box, draw)).ToList();
            Assert.Equal(inside.Count, box.Worlds);
            Assert.Equal(inside.Average(draw => cases[draw] ? 1.0 : 0), box.Density, 1e-9);
            Assert.Equal(inside.Count(draw => cases[draw]) / (double)found.Cases, box.Coverage, 1e-9);
            Assert.StartsWith($"In {100 * box.Coverage:0} of 100 worlds where it {found.Describes}, ", box.Words, StringComparison.Ordinal);
            Assert.EndsWith(
                b == 0
                    ? $", and in {100 * found.Share:0} of 100 overall."
                    : $" and in no box above, against {100 * box.OfTheRest:0} of 100 that are in none (in all worlds: {100 * found.Share:0}).",
                box.Words,
                StringComparison.Ordinal
            );
            // What luck explains least stands first.
            double Luck(BreakingLimit limit) => Math.Min(limit.LowQuasiP ?? 2, limit.HighQuasiP ?? 2);
            Assert.Equal(box.Limits.OrderBy(Luck), box.Limits);
            left = [.. left.Except(inside)];
        }
    }
}
