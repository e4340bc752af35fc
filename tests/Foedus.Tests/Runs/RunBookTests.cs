using Foedus.Language;
using Foedus.Runs;
using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Workflow;

namespace Foedus.Tests.Runs;

/// <summary>Further solves are kept as they come, and read again as they were.</summary>
public class RunBookTests
{
    private static readonly DealFile Small = DealFile.Read(
        new SourceText(
            """
            deal "A truce with a penalty"
            period year
            horizon 3
            party One
            party Other
            discount 0.9
            precision an option 4 points worse once in 20 times
            assume gain 2 in 1..4 "what breaking the truce gains"
            assume price 3 in 1..5 "what a breach costs"
            state status { truce, war } = truce
            turn One when status = truce { keep  attack: status = war; One gains gain }
            interest One each year { status = war: -1 }
            interest Other each year { status = war: -3 }
            clause penalty "An attack is paid for" { option attack at One: One pays price }
            reading hawks "As the hawks see it" { gain 3 }
            no deal bare "Without a penalty"
            offer agreed "With a penalty": penalty
            ask peace "Holds three years": chance status = truce through 3
            holds when peace >= 0.5
            """,
            "truce.foedus"
        )
    );

    private static readonly WeighingOptions Options = new()
    {
        Draws = 64,
        Effects = 16,
        ErrorDraws = 0,
        Thresholds = 0,
        Threads = 1,
    };

    [Fact]
    public void A_block_is_solved_once_and_comes_back_from_the_disk_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        var path = Path.Combine(folder["run"], "blocks");
        var worlds = Enumerable.Range(0, 40).Select(i => new[] { 1 + i / 20.0, 5 - i / 20.0 }).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        OfferDraws Solved(RunBook book)
        {
            using (KeptBlocks.Into(book))
                return ManyWorlds.Solve(Small.Offers[1], worlds, 5, parallel);
        }

        var plain = ManyWorlds.Solve(Small.Offers[1], worlds, 5, parallel);
        int blocks;
        using (var book = new RunBook(path, "run one"))
        {
            Assert.Equal(plain.Measures[0], Solved(book).Measures[0]);
            Assert.Equal(0, book.Used);
            Assert.Equal(plain.Values[0], Solved(book).Values[0]);
            blocks = book.Used;
            Assert.True(blocks > 1);
        }
        using (var again = new RunBook(path, "run one"))
        {
            Assert.Equal(blocks, again.Found);
            var read = Solved(again);
            Assert.Equal(blocks, again.Used);
            Assert.Equal(
                plain.Values.Concat(plain.Measures).Concat([plain.Status, plain.Residual]),
                read.Values.Concat(read.Measures).Concat([read.Status, read.Residual])
            );
            // Another offer, and another grid, are other numbers.
            using (KeptBlocks.Into(again))
                ManyWorlds.Solve(Small.Offers[0], worlds, 5, parallel);
            Assert.Equal(blocks, again.Used);
        }
        // Cut off in the middle of a block: that one is lost, the others are not. Changed by hand: it and what follows.
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^5]);
        using (var torn = new RunBook(path, "run one"))
            Assert.Equal(2 * blocks - 1, torn.Found);
        whole[^40] ^= 1;
        File.WriteAllBytes(path, whole);
        using (var changed = new RunBook(path, "run one"))
            Assert.Equal(2 * blocks - 1, changed.Found);
        using var other = new RunBook(path, "run two");
        Assert.Equal(0, other.Found);
    }

    [Theory]
    [InlineData(5), InlineData(60), InlineData(150)]
    public void A_run_that_ends_among_its_further_solves_goes_on_with_what_it_has(int after)
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["whole"], Small, Options);
        using var stop = new CancellationTokenSource();
        var heard = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Weigh.RunInto(
                folder["run"],
                Small,
                Options,
                cancel: stop.Token,
                further: new Counting(() =>
                {
                    if (++heard == after)
                        stop.Cancel();
                })
            )
        );
        Assert.True(new FileInfo(Path.Combine(folder["run"], "further.blocks")).Length > 100);
        Weigh.Resume(folder["run"], threads: 1);
        Assert.False(File.Exists(Path.Combine(folder["run"], "further.blocks")));
        foreach (var name in new[] { "summary.json", "report.html" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["whole"], name)), File.ReadAllText(Path.Combine(folder["run"], name)));
    }

    private sealed class Counting(Action told) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => told();
    }
}
