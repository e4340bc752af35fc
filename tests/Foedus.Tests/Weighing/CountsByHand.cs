using Foedus.Solving;
using Foedus.Weighing;
using Foedus.Weighing.Draws;

namespace Foedus.Tests.Weighing;

/// <summary>What one sweep counts of draws that are written down: statuses, who signs, who is best off, what is given up.</summary>
public class CountsByHand
{
    // One has one type; Two two, of which firm has the chance 0.25.
    private static (DrawLayout Layout, IReadOnlyList<Foedus.Games.PublicBeliefGame> Games) Counted()
    {
        var file = CountedDeal.File(CountedDeal.More);
        return (new DrawLayout(new AssumptionSet(file.Deal, new WeighingOptions()), file.Offers), [.. file.Offers.Select(offer => offer.Game)]);
    }

    private static void Write(DrawRows rows, int offer, int draw, double holds, double one, double firm, double soft, SolveStatus status = SolveStatus.Solved)
    {
        var draws = rows.Offers[offer];
        (draws.Holds[draw], draws.Status[draw]) = (holds, (double)status);
        (draws.Surplus[0][draw], draws.Surplus[1][draw], draws.Surplus[2][draw]) = (one, firm, soft);
        (draws.Prior[0][draw], draws.Prior[1][draw], draws.Prior[2][draw]) = (1, 0.25, 0.75);
    }

    private static OfferCounts[] Sweep()
    {
        var (layout, games) = Counted();
        var store = new MemoryStore(layout, 4);
        for (var draw = 0; draw < 4; draw++)
        for (var offer = 0; offer < 4; offer++)
            Write(store.All, offer, draw, 0, 0, 0, 0);
        // plain
        Write(store.All, 1, 0, 1, 2, -4, 4);
        Write(store.All, 1, 1, 0, -1, 1, 1);
        Write(store.All, 1, 2, 1, 1, 0, 0);
        Write(store.All, 1, 3, double.NaN, double.NaN, double.NaN, double.NaN, SolveStatus.NotConverged);
        // given: One has 3 where plain gives 2, and is solved to the looser tolerance once.
        Write(store.All, 2, 0, 1, 3, 2, 2, SolveStatus.AlmostSolved);
        // No deal holds in the third world.
        Write(store.All, 0, 2, 1, 0, 0, 0);
        return OfferCounts.Sweep(store, games, noDeal: 0, scrambles: 2, default);
    }

    [Fact]
    public void Statuses_are_counted_by_kind()
    {
        var counts = Sweep();
        Assert.Equal([3, 0, 1, 0, 0], counts[1].ByStatus);
        Assert.Equal([3, 1, 0, 0, 0], counts[2].ByStatus);
        Assert.Equal((3, 1, 4, 0), (counts[1].Certified, counts[1].NotCertified, counts[2].Certified, counts[2].NotCertified));
    }

    [Fact]
    public void Signing_takes_every_type_and_all_signing_every_party()
    {
        var plain = Sweep()[1];
        // Where it is not known it is in no share: three worlds.
        Assert.Equal(2.0 / 3, plain.Holds.Share().Share, 1e-12);
        // Soft wants it and firm does not in the first world; with nothing to lose and nothing to gain one signs.
        Assert.Equal(2.0 / 3, plain.TypeSigns[1].Share().Share, 1e-12);
        Assert.Equal(1, plain.TypeSigns[2].Share().Share, 1e-12);
        Assert.Equal(2.0 / 3, plain.Parties[1].Signs.Share().Share, 1e-12);
        Assert.Equal(2.0 / 3, plain.Parties[0].Signs.Share().Share, 1e-12);
        Assert.Equal(1.0 / 3, plain.AllSign.Share().Share, 1e-12);
        Assert.Equal(1.0 / 3, plain.AcceptableAndHolds.Share().Share, 1e-12);
        // Where no deal holds too there is nothing more: 1, 0 and 0.
        Assert.Equal(1.0 / 3, plain.MoreThanNoDeal.Share(-1).Share, 1e-12);
        Assert.Equal(0.25, Sweep()[2].Holds.Share().Share);
    }

    // One: 2 against 3, −1 against 0, 1 against 0. Two expects 0.25 · −4 + 0.75 · 4 = 2 against 2, 1 against 0, 0 against 0.
    [Fact]
    public void What_is_given_up_is_against_the_best_offer_of_each_world()
    {
        var counts = Sweep();
        Assert.Equal((1.0 + 1 + 0) / 3, counts[1].Parties[0].MeanRegret, 1e-12);
        Assert.Equal(1.0 / 3, counts[1].Parties[0].Best.Share().Share, 1e-12);
        Assert.Equal(0, counts[1].Parties[1].MeanRegret, 1e-12);
        Assert.Equal(1, counts[1].Parties[1].Best.Share().Share, 1e-12);
        // Where plain is not solved the others are compared with each other.
        Assert.Equal((0.0 + 0 + 1 + 0) / 4, counts[2].Parties[0].MeanRegret, 1e-12);
        Assert.Equal((0.0 + 1 + 0 + 0) / 4, counts[2].Parties[1].MeanRegret, 1e-12);
        Assert.Equal(0.75, counts[2].Parties[1].Best.Share().Share);
    }

    [Fact]
    public void Of_no_draw_nothing_is_known()
    {
        var (layout, games) = Counted();
        var counts = OfferCounts.Sweep(new MemoryStore(layout, 0), games, 0, 2, default);
        Assert.True(double.IsNaN(counts[1].Parties[0].MeanRegret));
        Assert.True(double.IsNaN(counts[1].Holds.Share().Share));
    }

    [Fact]
    public void The_expected_surplus_is_over_the_party_s_own_types()
    {
        var (layout, _) = Counted();
        var store = new MemoryStore(layout, 2);
        Write(store.All, 1, 0, 1, 2, -4, 4);
        Write(store.All, 1, 1, 1, 3, 8, 0);
        var columns = store.All.Columns;
        double Of(int first, int types, int row) =>
            Quantity.ExpectedSurplus(layout.Offer(1), first, types) is var asked ? asked.Value([.. asked.Columns.Select(column => columns[column])], row) : 0;
        Assert.Equal((2, 3), (Of(0, 1, 0), Of(0, 1, 1)));
        Assert.Equal((0.25 * -4 + 0.75 * 4, 0.25 * 8), (Of(1, 2, 0), Of(1, 2, 1)));
    }

    /// <summary>Every column is called as its number is found: what a file of draws says is what it holds.</summary>
    [Fact]
    public void Columns_stand_where_the_layout_says()
    {
        var (layout, _) = Counted();
        var rows = layout.Allocate(1);
        Assert.Equal(layout.Columns.Count, rows.Columns.Length);
        Assert.Equal(["x", "z", "w"], layout.Columns.Where(column => column.IsAssumption).Select(column => column.Name));
        Assert.Equal((3, 4, "draw"), (layout.AssumptionCount, layout.OfferCount, layout.DrawColumnName));
        for (var o = 0; o < 4; o++)
        {
            var (at, draws, name) = (layout.Offer(o), rows.Offers[o], new[] { "none", "plain", "given", "blunt" }[o]);
            void Is(string what, int column, double[] values)
            {
                Assert.Equal($"{name}.{what}", layout.Columns[column].Name);
                Assert.Same(values, rows.Columns[column]);
                Assert.False(layout.Columns[column].IsAssumption);
            }
            Is("quiet", at.Measure(0), draws.Measures[0]);
            Is("lost", at.Measure(1), draws.Measures[1]);
            var slots = new[] { "One", "Two.firm", "Two.soft" };
            for (var slot = 0; slot < 3; slot++)
            {
                Is($"{slots[slot]}.value", at.Value(slot), draws.Values[slot]);
                Is($"{slots[slot]}.surplus", at.Surplus(slot), draws.Surplus[slot]);
                Is($"{slots[slot]}.prior", at.Prior(slot), draws.Prior[slot]);
            }
            Is("kept.kept", at.Kept(0), draws.Kept[0]);
            Is("kept.called", at.Called(0), draws.Called[0]);
            for (var period = 0; period <= 2; period++)
                Is($"survival.{period}", at.Survival(period), draws.Survival[period]);
            Is("holds", at.Holds, draws.Holds);
            Is("residual", at.Residual, draws.Residual);
            Is("status", at.Status, draws.Status);
            Is("Two.firm.belief", at.Belief(0), draws.Beliefs[0]);
            Is("Two.soft.belief", at.Belief(1), draws.Beliefs[1]);
            Assert.Equal(
                (DrawColumnKind.YesNo, DrawColumnKind.Status, DrawColumnKind.Real),
                (layout.Columns[at.Holds].Kind, layout.Columns[at.Status].Kind, layout.Columns[at.Residual].Kind)
            );
        }
        Assert.Equal(layout.Columns.Count, layout.Columns.Select(column => column.Name).Distinct().Count());
    }

    [Fact]
    public void Obligations_have_a_column_for_each_fate_and_names_that_are_taken_another()
    {
        var file = SoundDeal.Read(
            WholeAnswer.Text.Replace("assume twice = 2 * cost", "assume draw 1 in 0..2\nassume twice = 2 * cost", StringComparison.Ordinal)
        );
        var layout = new DrawLayout(new AssumptionSet(file.Deal, new WeighingOptions()), file.Offers);
        Assert.Equal("draw_", layout.DrawColumnName);
        var tied = layout.Offer(2);
        Assert.Equal(
            ["done_on_time", "cured", "done_late", "excused", "breached", "still_open", "not_owed", "found_wrongly"],
            Enumerable.Range(0, 8).Select(number => layout.Columns[tied.Standing(0, number)].Name.Replace("tied.pause.", "", StringComparison.Ordinal))
        );
        Assert.Equal(layout.Columns.Count - 3, tied.Standing(0, 7));
        Assert.Equal(("tied.North.firm.belief", layout.Columns.Count - 2), (layout.Columns[tied.Belief(0)].Name, tied.Belief(0)));
        var rows = layout.Allocate(1);
        Assert.Same(rows.Offers[2].Standings[4], rows.Columns[tied.Standing(0, 4)]);
    }

    // The first draws of chunks of three: as many as are asked for, and no more than there are.
    [Fact]
    public void First_draws_are_read_over_chunks()
    {
        var (layout, _) = Counted();
        var whole = new MemoryStore(layout, 10);
        for (var column = 0; column < whole.All.Columns.Length; column++)
        for (var row = 0; row < 10; row++)
            whole.All.Columns[column][row] = 100 * column + row;
        var chunked = new InChunks(whole, 3);
        foreach (var most in new[] { 1, 3, 4, 9, 10, 99 })
        {
            var count = Math.Min(most, 10);
            Assert.Equal(Enumerable.Range(0, count).Select(row => 500.0 + row), chunked.Head(5, most));
            var first = chunked.First(most);
            Assert.Equal(count, first.Count);
            Assert.All(Enumerable.Range(0, first.Columns.Length), column =>
                Assert.Equal(Enumerable.Range(0, count).Select(row => 100.0 * column + row), first.Columns[column])
            );
        }
        Assert.Equal(10, chunked.Head(0).Length);
        // No chunk behind the last that is wanted is read: one more is looked at.
        chunked.Reads = 0;
        chunked.First(3);
        Assert.Equal(2, chunked.Reads);
        chunked.Reads = 0;
        chunked.Head(0, 4);
        Assert.Equal(3, chunked.Reads);
    }

    private sealed class InChunks(MemoryStore whole, int size) : IDrawStore
    {
        public int Reads { get; set; }

        public DrawLayout Layout => whole.Layout;

        public int Count => whole.Count;

        public IEnumerable<DrawChunk> Read(IReadOnlyList<int> columns, CancellationToken cancel = default)
        {
            for (var first = 0; first < Count; first += size)
            {
                Reads++;
                var count = Math.Min(size, Count - first);
                // One place more than there are rows: what stands there is nobody's.
                yield return new DrawChunk(
                    first,
                    count,
                    [.. columns.Select(column => whole.All.Columns[column].AsSpan(first, count).ToArray().Append(-1).ToArray())]
                );
            }
        }
    }
}
