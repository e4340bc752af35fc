using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

public class SolvedOnce
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly DealFile File = Shipped.Deal("deals/textbook/kreps-wilson-1982/chain-store.foedus");

    private static AssumptionSet Assumptions => new(File.Deal, new WeighingOptions());

    [Fact]
    public void What_is_remembered_is_what_a_solver_finds()
    {
        var (memo, world) = (new SolveMemo(), Assumptions.Best);
        foreach (var offer in File.Offers)
        {
            var kind = new SolveKind(offer, 7);
            var (first, again, alone) = (memo.Solve(kind, world, Cancel), memo.Solve(kind, world, Cancel), new OfferSolver(offer, 7).Solve(world, Cancel));
            Assert.Same(first, again);
            Assert.Equal(alone.Measures, first.Measures);
            Assert.Equal(alone.Values, first.Values);
            Assert.Equal(alone.Solution.Report!.Status, first.Status);
        }
        Assert.Equal(File.Offers.Count, memo.Solved);
    }

    [Fact]
    public void Another_number_grid_or_care_is_another_solve_and_a_number_that_is_in_none_of_the_game_is_not()
    {
        var file = Shipped.Deal("deals/ukraine-2025/ukraine-2025.foedus");
        var (memo, offer) = (new SolveMemo(), file.Offers.First(offer => offer.Offer.IsNoDeal));
        var (used, best) = (offer.Table.AssumptionsOf(AllNumbers.Of(offer.Game)), new AssumptionSet(file.Deal, new WeighingOptions()).Best);
        Assert.InRange(used.Count, 5, best.Length - 5);
        memo.Solve(new SolveKind(offer, 3), best, Cancel);
        memo.Solve(new SolveKind(offer, 4), best, Cancel);
        memo.Solve(new SolveKind(offer, 3, Care: 4), best, Cancel);
        Assert.Equal(3, memo.Solved);
        for (var a = 0; a < best.Length; a++)
        {
            var (moved, before) = ((double[])best.Clone(), memo.Solved);
            moved[a] *= 1.01;
            memo.Solve(new SolveKind(offer, 3), moved, Cancel);
            Assert.Equal(used.Contains(a) ? before + 1 : before, memo.Solved);
        }
    }

    [Fact]
    public void A_block_that_is_in_the_book_is_not_solved()
    {
        var (offer, book) = (File.Offers[0], new Full());
        var into = new OfferDraws(1, offer.Asks.Count, offer.Game.SlotCount, offer.Promises.Count, 1);
        new KeptBlocks(offer, 5, book, () => throw new InvalidOperationException("It is solved all the same.")).Solve(
            [.. Assumptions.Best.Select(value => new[] { value })],
            0,
            1,
            into,
            Cancel
        );
        Assert.Equal(1, book.Read);
    }

    private sealed class Full : IBlockBook
    {
        public int Read { get; private set; }

        public bool TryRead(byte[] key, int from, int count, OfferDraws into) => ++Read > 0;

        public void Keep(byte[] key, int from, int count, OfferDraws solved) => throw new InvalidOperationException("It is in the book.");
    }

    [Fact]
    public void Without_room_nothing_is_remembered_and_all_is_solved()
    {
        var (memo, kind) = (new SolveMemo(most: 0), new SolveKind(File.Offers[^1], 7));
        Assert.Equal(memo.Solve(kind, Assumptions.Best, Cancel).Measures, memo.Solve(kind, Assumptions.Best, Cancel).Measures);
        Assert.Equal(2, memo.Solved);
    }

    [Theory]
    [InlineData(0.3, 1.7, 7)]
    [InlineData(0.9, 0.95, 3)]
    public void The_last_step_outward_is_the_end_and_halves_meet_quarters(double best, double end, int steps)
    {
        Assert.Equal(end, Outward.Place(best, end, steps, steps));
        Assert.Equal(Outward.Place(best, end, 1, 2), Outward.Place(best, end, 2, 4));
    }
}
