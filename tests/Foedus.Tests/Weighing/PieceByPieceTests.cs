using Foedus.Weighing;

namespace Foedus.Tests.Weighing;

public class PieceByPieceTests
{
    private static ParallelOptions On(int threads) =>
        new()
        {
            MaxDegreeOfParallelism = threads,
            CancellationToken = TestContext.Current.CancellationToken,
            TaskScheduler = null,
        };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Every_piece_is_done_once(int threads)
    {
        var done = new int[57];
        PieceByPiece.Do(done.Length, On(threads), piece => Interlocked.Increment(ref done[piece]));
        Assert.All(done, times => Assert.Equal(1, times));
        PieceByPiece.Do(0, On(threads), _ => Assert.Fail("There is none."));
    }

    [Fact]
    public void A_fault_is_told_as_it_is() =>
        Assert.Equal(
            "the fault",
            Assert
                .Throws<InputException>(() =>
                    PieceByPiece.Do(40, On(2), piece => throw (piece == 0 ? new InputException("the fault") : new OperationCanceledException()))
                )
                .Message
        );

    [Fact]
    public void Blocks_cover_all_rows_and_get_smaller()
    {
        foreach (var (rows, threads, least) in new[] { (0, 2, 1), (1, 2, 1), (513, 2, 1), (100_003, 7, 32), (31, 4, 32) })
        {
            var blocks = PieceByPiece.Blocks(rows, threads, least).ToList();
            Assert.Equal(rows, blocks.Sum(block => block.Count));
            Assert.Equal(blocks.Select((_, b) => blocks.Take(b).Sum(block => block.Count)), blocks.Select(block => block.From));
            Assert.All(blocks.SkipLast(1), block => Assert.Equal(0, block.Count % least));
            Assert.Equal(blocks.Select(block => block.Count).OrderDescending(), blocks.Select(block => block.Count));
            Assert.True(rows < 2 || least > 1 || blocks[^1].Count == 1);
        }
    }
}
